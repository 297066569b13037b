package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/workspace"
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
	writers := map[string]func(w *page){
		"line":  func(w *page) { w.line("%s, %v, %s", hostile, errors.New(hostile), named(hostile)) },
		"field": func(w *page) { w.field("Name", hostile) },
		"table": func(w *page) { w.table([]string{"A", "B"}, [][]string{{hostile, hostile}}) },
		"list":  func(w *page) { w.list("none", []string{"A"}, [][]string{{hostile}}) },
		"block": func(w *page) { w.block(hostile) },
	}
	for name, write := range writers {
		var b bytes.Buffer
		write(&page{&b})
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
	if word := offered("7\t" + hostile); raw(word) != "" || strings.Count(word, "\t") != 1 || strings.Contains(word, "\n") {
		t.Errorf("a shell is offered %q", word)
	}
	list := listing[string]{heads: []string{"name", "again"}, row: func(s string) []string { return []string{s, s} }, shape: func(s string) any { return s }}
	for name, write := range map[string]func(*program) error{
		"a spreadsheet":   func(p *program) error { return streamCSV(p, list, onePage(hostile)) },
		"a streamed list": func(p *program) error { return stream(p, list, onePage(hostile)) },
		"a streamed array": func(p *program) error {
			p.json = true
			return stream(p, list, onePage(hostile))
		},
	} {
		var out bytes.Buffer
		err := write(&program{App: App{Out: &out}})
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
	p := &program{App: App{Out: &out}, json: true}
	if err := p.print(map[string]string{"name": hostile}, nil); err != nil {
		t.Fatal(err)
	}
	var back map[string]string
	if bad := raw(out.String()); bad != "" || json.Unmarshal(out.Bytes(), &back) != nil || back["name"] != hostile {
		t.Errorf("%q raw in %q, which reads as %q", bad, out.String(), back["name"])
	}
}

// TestErrorsAreLegible: a sentence that repeats what is stored is one line.
func TestErrorsAreLegible(t *testing.T) {
	t.Parallel()
	var errOut bytes.Buffer
	app := App{Data: "w", Out: &bytes.Buffer{}, Err: &errOut, Open: func(context.Context, string) (*workspace.Workspace, error) { return nil, errors.New(hostile) }}
	if Run(context.Background(), app, []string{"job", "list"}); raw(errOut.String()) != "" || strings.Contains(errOut.String(), "\nforged") {
		t.Errorf("an error is written as %q", errOut.String())
	}
}

// onePage is a list of one row.
func onePage(row string) pages[string] {
	return func(yield func([]string, error) bool) { yield([]string{row}, nil) }
}
