package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// print writes the result: value as JSON, or what text writes for people. It
// is written at once, so that nobody sees half of it.
func (p *program) print(value any, text func(w *page)) error {
	var b bytes.Buffer
	if p.json {
		e := json.NewEncoder(&b)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		if err := e.Encode(value); err != nil {
			return fmt.Errorf("write JSON: %w", err)
		}
		b = *bytes.NewBufferString(sanitize.JSON(b.String()))
	} else {
		text(&page{&b})
	}
	if _, err := p.Out.Write(b.Bytes()); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// tell writes a remark that is no result.
func (p *program) tell(format string, args ...any) {
	fmt.Fprintf(p.Err, format+"\n", inLine(args)...)
}

// page is plain text for people and screen readers: no boxes, no colours, and
// nothing that a terminal obeys: whatever is written on it is made visible here.
type page struct{ b *bytes.Buffer }

// line writes one line, whatever the values in it hold.
func (w *page) line(format string, args ...any) {
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

// block writes a text of several lines as it is.
func (w *page) block(text string) {
	for l := range strings.SplitSeq(text, "\n") {
		fmt.Fprintln(w.b, sanitize.Shown(l))
	}
}

// field writes a named value in a column; an empty one is left out.
func (w *page) field(name, value string) {
	if value == "" {
		return
	}
	for i, l := range strings.Split(strings.ReplaceAll(value, "\r\n", "\n"), "\n") {
		if i > 0 {
			name = ""
		}
		w.line("%s", strings.TrimRight(fmt.Sprintf("  %-12s %s", name, l), " "))
	}
}

// table writes rows below the heads, each column as wide as its widest cell,
// the last one as it comes.
func (w *page) table(heads []string, rows [][]string) {
	all := [][]string{heads}
	for _, r := range rows {
		all = append(all, each(r, sanitize.ShownLine))
	}
	widths := widthsOf(all)
	for _, r := range all {
		w.line("%s", aligned(r, widths))
	}
}

// list writes a table, or says that there is nothing.
func (w *page) list(none string, heads []string, rows [][]string) {
	if len(rows) == 0 {
		w.line("%s", none)
		return
	}
	w.table(heads, rows)
}

// instant is a time in JSON: RFC 3339 in UTC to the second, null when unset.
type instant time.Time

// MarshalJSON writes the instant.
func (i instant) MarshalJSON() ([]byte, error) {
	t := time.Time(i)
	if t.IsZero() {
		return []byte("null"), nil
	}
	return []byte(t.UTC().Format(`"2006-01-02T15:04:05Z"`)), nil
}

// each makes a JSON array of things; it is never null.
func each[T, J any](in []T, shape func(T) J) []J {
	out := make([]J, 0, len(in))
	for _, x := range in {
		out = append(out, shape(x))
	}
	return out
}

// words is a list of texts that is never null in JSON.
func words(in []string) []string { return append([]string{}, in...) }

// span writes when something takes place in a zone.
func span(start time.Time, length time.Duration, zone *time.Location) string {
	return timeparse.Range(start, start.Add(length), zone) + " " + timeparse.Labelled(start.In(zone))
}

// moment writes an instant shortly in the acting member's zone.
func (s *session) moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(s.actor.Location()).Format("2006-01-02 15:04")
}

// size writes a number of bytes as people say it.
func size(n int64) string {
	switch {
	case n >= 1<<20:
		return strconv.FormatFloat(float64(n)/(1<<20), 'f', 1, 64) + " MB"
	case n >= 1<<10:
		return strconv.FormatInt((n+512)>>10, 10) + " KB"
	}
	return strconv.FormatInt(n, 10) + " B"
}

func number[N ~int64 | ~int](n N) string { return strconv.FormatInt(int64(n), 10) }

// person writes a name with an address.
func person(name, email string) string {
	switch {
	case email == "":
		return name
	case name == "":
		return email
	}
	return name + " <" + email + ">"
}
