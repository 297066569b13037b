package output

import (
	"bytes"
	"fmt"
	"reflect"
	"strings"

	"recruitty/recruit/sanitize"
)

// Page is plain text for people and screen readers: no boxes, no colours, and
// nothing that a terminal obeys: whatever is written on it is made visible here.
type Page struct{ b *bytes.Buffer }

// Line writes one line, whatever the values in it hold.
func (w *Page) Line(format string, args ...any) {
	w.b.WriteString(sanitize.Shown(fmt.Sprintf(format+"\n", inLine(args)...)))
}

// inLine makes the texts among the values of a line fit to stand in one.
func inLine(args []any) []any {
	out := make([]any, len(args))
	for i, a := range args {
		switch v := a.(type) {
		case error:
			out[i] = sanitize.ShownLine(v.Error())
		default:
			if out[i] = a; reflect.ValueOf(a).Kind() == reflect.String {
				out[i] = sanitize.ShownLine(reflect.ValueOf(a).String())
			}
		}
	}
	return out
}

// Block writes a text of several lines as it is.
func (w *Page) Block(text string) {
	for l := range strings.SplitSeq(text, "\n") {
		fmt.Fprintln(w.b, sanitize.Shown(l))
	}
}

// Field writes a named value in a column; an empty one is left out.
func (w *Page) Field(name, value string) {
	if value == "" {
		return
	}
	for i, l := range strings.Split(strings.ReplaceAll(value, "\r\n", "\n"), "\n") {
		if i > 0 {
			name = ""
		}
		w.Line("%s", strings.TrimRight(fmt.Sprintf("  %-12s %s", name, l), " "))
	}
}

// Table writes rows below the heads, each column as wide as its widest cell,
// the last one as it comes.
func (w *Page) Table(heads []string, rows [][]string) {
	all := [][]string{heads}
	for _, r := range rows {
		all = append(all, Each(r, sanitize.ShownLine))
	}
	widths := widthsOf(all)
	for _, r := range all {
		w.Line("%s", aligned(r, widths))
	}
}

// Rows writes some of the rows of a list.
func Rows[T any](w *Page, l Listing[T], rows []T) { w.List(l.None, l.Heads, Each(rows, l.Row)) }

// List writes a table, or says that there is nothing.
func (w *Page) List(none string, heads []string, rows [][]string) {
	if len(rows) == 0 {
		w.Line("%s", none)
		return
	}
	w.Table(heads, rows)
}
