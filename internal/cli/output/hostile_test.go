package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"recruitty/recruit/sanitize"
)

// hostile is a text as an older version, another program or a damaged disk may
// have stored it.
const hostile = "Eve\x1b]0;owned\x07\u009b31m\u202e\u2066\u200b\u200f\u2060\ufeff\U000E0041\x7f\r\nforged line"

// raw names what of out must not reach a terminal.
func raw(out string) string {
	for _, r := range out {
		if r == utf8.RuneError || sanitize.Unseen(r) {
			return string(r)
		}
	}
	return ""
}

// TestWhatIsPrintedObeysNobody writes a hostile value by every writer that the
// commands have.
func TestWhatIsPrintedObeysNobody(t *testing.T) {
	t.Parallel()
	type named string
	writers := map[string]func(w *Page){
		"line":  func(w *Page) { w.Line("%s, %v, %s", hostile, errors.New(hostile), named(hostile)) },
		"field": func(w *Page) { w.Field("Name", hostile) },
		"table": func(w *Page) { w.Table([]string{"A", "B"}, [][]string{{hostile, hostile}}) },
		"list":  func(w *Page) { w.List("none", []string{"A"}, [][]string{{hostile}}) },
		"block": func(w *Page) { w.Block(hostile) },
	}
	for name, write := range writers {
		var b bytes.Buffer
		write(&Page{&b})
		if bad := raw(b.String()); bad != "" {
			t.Errorf("%s prints %q raw: %q", name, bad, b.String())
		}
		if !strings.Contains(b.String(), "⟨U+200B⟩") || !strings.Contains(b.String(), "⟨U+E0041⟩") {
			t.Errorf("%s hides what is there: %q", name, b.String())
		}
		if name != "block" && name != "field" && strings.Contains(b.String(), "\nforged") {
			t.Errorf("%s lets a value make a line: %q", name, b.String())
		}
	}
	list := Listing[string]{Heads: []string{"name", "again"}, Row: func(s string) []string { return []string{s, s} }, Shape: func(s string) any { return s }}
	for name, write := range map[string]func(*Printer) error{
		"a spreadsheet":   func(p *Printer) error { return StreamCSV(p, list, onePage(hostile)) },
		"a streamed list": func(p *Printer) error { return Stream(p, list, onePage(hostile)) },
		"a streamed array": func(p *Printer) error {
			p.JSON = true
			return Stream(p, list, onePage(hostile))
		},
	} {
		var out bytes.Buffer
		err := write(&Printer{Out: &out})
		if bad := raw(strings.ReplaceAll(out.String(), "\r\n", "\n")); err != nil || bad != "" {
			t.Errorf("%s has %q raw, %v", name, bad, err)
		}
	}
}

// TestJSONIsWholeAndPlain: what is not seen stands in JSON by its number, and
// reads as what is stored.
func TestJSONIsWholeAndPlain(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	p := &Printer{Out: &out, JSON: true}
	if err := p.Print(map[string]string{"name": hostile}, nil); err != nil {
		t.Fatal(err)
	}
	var back map[string]string
	if bad := raw(out.String()); bad != "" || json.Unmarshal(out.Bytes(), &back) != nil || back["name"] != hostile {
		t.Errorf("%q raw in %q, which reads as %q", bad, out.String(), back["name"])
	}
}

// onePage is a list of one row.
func onePage(row string) Pages[string] {
	return func(yield func([]string, error) bool) { yield([]string{row}, nil) }
}
