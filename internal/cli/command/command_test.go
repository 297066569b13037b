package command

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// TestConfirm: a person at a terminal is asked, with --json too; nobody else is.
func TestConfirm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name                string
		interactive, yes    bool
		json                bool
		typed               string
		confirmed, consider error
	}{
		{"nobody there", false, false, false, "y\n", recruit.ErrInvalid, nil},
		{"nobody there, agreed", false, true, false, "", nil, nil},
		{"yes", true, false, false, "yes\n", nil, nil},
		{"no", true, false, false, "n\n", recruit.ErrRefused, recruit.ErrRefused},
		{"only enter", true, false, false, "\n", recruit.ErrRefused, recruit.ErrRefused},
		{"hung up", true, false, false, "", recruit.ErrRefused, recruit.ErrRefused},
		{"JSON at a terminal", true, false, true, "n\n", recruit.ErrRefused, nil},
		{"agreed at a terminal", true, true, false, "n\n", nil, nil},
	} {
		ask := func(how func(*Session, string) error) error {
			cmd := &cobra.Command{Use: "erase"}
			cmd.Flags().Bool("yes", c.yes, "")
			p := &Program{App: App{In: strings.NewReader(c.typed), Err: &bytes.Buffer{}, Interactive: c.interactive}, JSON: c.json}
			return how(&Session{Program: p, Cmd: cmd}, "Really?")
		}
		if err := ask((*Session).Confirm); !errors.Is(err, c.confirmed) || (err == nil) != (c.confirmed == nil) {
			t.Errorf("%s: confirm: %v", c.name, err)
		}
		if err := ask((*Session).Consider); !errors.Is(err, c.consider) || (err == nil) != (c.consider == nil) {
			t.Errorf("%s: consider: %v", c.name, err)
		}
	}
}

// TestAShellIsOfferedOneLine: whatever is stored, a word and its explanation are
// one line without anything that a terminal obeys.
func TestAShellIsOfferedOneLine(t *testing.T) {
	t.Parallel()
	word := offered("7\tEve\x1b]0;owned\x07\u202e\r\nforged line")
	if strings.Count(word, "\t") != 1 || strings.Contains(word, "\n") || strings.ContainsFunc(strings.ReplaceAll(word, "\t", ""), sanitize.Unseen) {
		t.Errorf("a shell is offered %q", word)
	}
}
