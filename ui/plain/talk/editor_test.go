package talk

import (
	"context"
	"errors"
	"os/exec"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

// pen is an editor whose ends are told to it.
type pen struct {
	ends  []wording.Edited // how it ends, one time after the other
	at    int
	given string
	done  int
}

func (p *pen) Editor() string              { return "pen" }
func (p *pen) Command() *exec.Cmd          { return nil }
func (p *pen) Again(context.Context) error { p.at++; return nil }
func (p *pen) Done() error                 { p.done++; return nil }
func (p *pen) Left() (string, bool, bool, error) {
	e := p.ends[p.at]
	return e.Text, e.Changed, e.Whole, e.Err
}

// status is how a program ends.
type status int

func (s status) Error() string { return "exit status" }
func (s status) ExitCode() int { return int(s) }

// TestATextIsWrittenInAnEditor opens a text in lines and takes back what was saved; however the
// editor ends, what was typed before stays, and the question goes on.
func TestATextIsWrittenInAnEditor(t *testing.T) {
	t.Parallel()
	saved := wording.Edited{Text: "first\nsecond", Changed: true, Whole: true}
	for name, c := range map[string]struct {
		ends  []wording.Edited
		typed []string
		want  string
		heard string
	}{
		"taken":              {[]wording.Edited{saved}, []string{"edit"}, "first\nsecond", "Taken: “first second”."},
		"emptied":            {[]wording.Edited{{Changed: true, Whole: true}}, []string{"edit"}, "", "Taken: nothing, the text is empty."},
		"as it was":          {[]wording.Edited{{Text: "kept", Whole: true}}, []string{"EDIT", ""}, "kept", ""},
		"did not wait":       {[]wording.Edited{{Text: "kept", Whole: true, Quick: true}}, []string{"edit", ""}, "kept", "has to be told to wait"},
		"failed":             {[]wording.Edited{{Whole: true, Failed: status(3)}}, []string{"edit", "typed"}, "typed", "pen ended with status 3"},
		"could not start":    {[]wording.Edited{{Whole: true, Failed: errors.New("no")}}, []string{"edit", ""}, "kept", "could not be started"},
		"failed, and saved":  {[]wording.Edited{{Text: "other", Changed: true, Whole: true, Failed: status(4)}}, []string{"edit", "yes"}, "other", "after it had saved another text"},
		"failed, saved, no":  {[]wording.Edited{{Text: "other", Changed: true, Whole: true, Failed: status(4)}}, []string{"edit", "no", ""}, "kept", "Use what was saved?"},
		"file gone":          {[]wording.Edited{{Err: recruit.NotFound("The file is gone.")}}, []string{"edit", ""}, "kept", "The file is gone."},
		"too long, then not": {[]wording.Edited{{Text: strings.Repeat("x", wording.MaxTyped+2), Changed: true, Whole: true}, saved}, []string{"edit", "yes"}, "first\nsecond", "2 characters too many"},
		"too long, left":     {[]wording.Edited{{Text: "x", Changed: true}}, []string{"edit", "no", ""}, "kept", "far too many characters"},
		"the word itself":    {nil, []string{"=edit"}, "edit", ""},
	} {
		con, out := talk(t, c.typed...)
		p, now := &pen{ends: c.ends}, time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
		con.terminal = true
		con.around.Now = func() time.Time { return now }
		con.around.Edit = func(_ context.Context, text string) (wording.Editing, error) { p.given = text; return p, nil }
		con.around.Lend = func(*exec.Cmd) error {
			if con.in.wanted {
				t.Errorf("%s: a line is read while the editor has the terminal", name)
			}
			if !p.ends[p.at].Quick {
				now = now.Add(time.Minute)
			}
			return p.ends[p.at].Failed
		}
		value := "kept"
		if err := con.AskText(t.Context(), "Note", &value, "About it.", false); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if value != c.want || !strings.Contains(out.String(), c.heard) {
			t.Errorf("%s: it is %q after\n%s", name, value, out)
		}
		if !strings.HasPrefix(out.String(), "Note (enter keeps kept; edit opens your editor): ") {
			t.Errorf("%s: the question is %q", name, out)
		}
		if c.ends != nil && (p.given != "kept" || p.done != 1) {
			t.Errorf("%s: the editor got %q, and its file was removed %d times", name, p.given, p.done)
		}
	}
}

// TestWhereNoEditorCanBeOpened says so over SSH, and takes the word as a text from a pipe.
func TestWhereNoEditorCanBeOpened(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		why, want string
		typed     []string
	}{{wording.EditorElsewhere, "typed", []string{"edit", "typed"}}, {"", "edit", []string{"edit"}}} {
		con, out := talk(t, c.typed...)
		con.around.NoEditor = c.why
		value := ""
		if err := con.AskText(t.Context(), "Note", &value, "About it.", false); err != nil || value != c.want || !strings.Contains(out.String(), c.why) {
			t.Errorf("it is %q, %v, after\n%s", value, err, out)
		}
	}
	con, out := talk(t, "edit", "typed")
	con.terminal = true
	con.around.Edit = func(context.Context, string) (wording.Editing, error) {
		return nil, recruit.Refused("No editor is chosen.")
	}
	con.around.Lend = func(*exec.Cmd) error { return nil }
	value := ""
	if err := con.AskText(t.Context(), "Note", &value, "", false); err != nil || value != "typed" || !strings.Contains(out.String(), "No editor is chosen.") {
		t.Errorf("it is %q, %v, after\n%s", value, err, out)
	}
}
