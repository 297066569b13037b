//go:build linux

package e2e

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// pen writes an editor: a script that gets its options first and the file behind them.
func pen(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "my pen")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return `EDITOR="` + path + `" --wait`
}

func (s *seated) types(keys string) {
	s.t.Helper()
	if _, err := io.WriteString(s.hand, keys); err != nil {
		s.t.Fatal(err)
	}
}

// pastes puts in a text that the screen shows at once.
func (s *seated) pastes(text string) { s.types("\x1b[200~" + text + "\x1b[201~") }

// forget begins to look at what the terminal gets anew.
func (s *seated) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shown.Reset()
}

// note opens the note of a candidate of the demo and types into it.
func note(t *testing.T, editor string) *seated {
	p := seat(t, "xterm-256color", 100, 30, editor)
	p.sees("need you")
	p.types("3")
	p.sees("Candidates")
	p.types("\r")
	p.sees("Headline")
	p.types("n")
	p.sees("enter for a new line")
	p.pastes("Begun here.")
	p.sees("Begun here.")
	return p
}

// TestATextIsWrittenInTheOwnEditor lends the terminal to an editor and takes back what
// was saved there: what is typed meanwhile, ctrl+c among it, is the editor's, and no copy
// stays.
func TestATextIsWrittenInTheOwnEditor(t *testing.T) {
	t.Parallel()
	p := note(t, pen(t, `
[ "$1" = --wait ] && [ $# = 2 ] && [ "$(stat -c %a "$2")" = 600 ] && [ "$(stat -c %a "$(dirname "$2")")" = 700 ] || exit 9
trap 'echo stopped a thought' INT
printf 'The pen has: '; cat "$2"
read -r line || read -r line
printf 'Added: %s\033[31m\007\n' "$line" >>"$2"
printf 'the pen is put down\n'
`))
	p.types("\x18")
	p.sees("The pen has: Begun here.")
	p.until("be as it was for the editor", func() bool { return p.termios().Lflag&unix.ICANON != 0 })
	p.types("\x03")
	p.sees("stopped a thought")
	p.types("said with the pen\r")
	p.sees("the pen is put down")
	p.sees("Added: said with the pen")
	p.until("be raw again", func() bool { return p.termios().Lflag&unix.ICANON == 0 })
	if left, _ := filepath.Glob(filepath.Join(p.cmd.Dir, "**", "editing", "*")); len(left) > 0 {
		t.Errorf("copies stay: %v", left)
	}
	p.types("\x13")
	p.sees("Note saved")
}

// TestAnEditorThatFailsLosesNothing ends an editor with a status, before and after it
// has saved another text, lets it remove its file, and write too much. It is slow to end:
// right after a question was answered no key answers another one, as it may have been
// meant for the first.
func TestAnEditorThatFailsLosesNothing(t *testing.T) {
	t.Parallel()
	p := note(t, pen(t, `
echo 'what now?'
read -r do
sleep 0.2
case $do in
leave) exit 3 ;;
save) printf 'another %s' text >"$2"; exit 4 ;;
remove) rm "$2" ;;
much) head -c 70000 /dev/zero | tr '\0' x >"$2" ;;
esac
`))
	for _, c := range []struct{ do, says, keys, then string }{
		{"leave", "ended with status 3", "", ""},
		{"remove", "could not be read", "", ""},
		{"save", "ended with status 4", "\r", ""},
		{"much", "10,000 characters too many", "\r", ""},
		{"save", "Use what was saved?", "\x1b[C\r", "another text"},
	} {
		p.forget()
		p.types("\x18")
		p.sees("what now?")
		p.types(c.do + "\r")
		p.sees(c.says)
		p.forget()
		p.types(c.keys)
		if c.then != "" {
			p.sees(c.then)
		}
		p.forget()
		p.pastes("\nGone on after " + c.do + ".")
		p.sees("after " + c.do + ".")
	}
	p.types("\x13")
	p.sees("Note saved")
}

// TestATextIsWrittenInAnEditorFromLines gives the terminal to an editor while lines are typed:
// every line that is typed meanwhile is the editor's, ctrl+c as well.
func TestATextIsWrittenInAnEditorFromLines(t *testing.T) {
	t.Parallel()
	p := seat(t, "dumb", 100, 30, pen(t, `
trap 'echo stopped a thought' INT
printf 'The pen has: '; cat "$2"
read -r line || read -r line
read -r more
printf 'Added: %s, %s\n' "$line" "$more" >"$2"
[ "$more" = fail ] && exit 5
printf 'the pen is put down\n'
`))
	p.sees("Next:")
	p.types("candidate aroha\rnote\r")
	p.sees("Note (edit opens your editor):")
	p.types("edit\r")
	p.sees("The pen has:")
	p.types("\x03")
	p.sees("stopped a thought")
	p.types("said with the pen\rfail\r")
	p.sees("ended with status 5, after it had saved another text")
	p.types("no\r")
	p.forget()
	p.types("edit\r")
	p.sees("The pen has:")
	p.types("said once more\rand more\r")
	p.sees("the pen is put down")
	p.sees("Taken: “Added: said once more, and more”.")
	p.types("notes\r")
	p.sees("Added: said once more, and more")
}
