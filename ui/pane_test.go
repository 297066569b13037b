package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// paned is an office with two candidates, one of whom has an interview, a note and a file.
func paned(t *testing.T, w, h int) *world {
	t.Helper()
	o := newWorld(t, w, h, setup{})
	firstOf(o.svc.Pipeline.Add(t.Context(), o.robin, recruit.Candidate{Name: "Aroha Whakamārama", Email: "aroha@example.com"}))
	o.connect()
	o.scheduled(true)
	firstOf(o.svc.Pipeline.Note(t.Context(), o.dana, o.priya.ID, 0, "Knows LSM trees cold."))
	return o
}

// beside is what stands in the pane.
func beside(o *world) string {
	var b strings.Builder
	for line := range strings.SplitSeq(o.Screen(), "\n") {
		if _, right, ok := strings.Cut(line, "│"); ok {
			b.WriteString(right + "\n")
		}
	}
	return b.String()
}

func TestAListShowsWhatIsUnderItsCursor(t *testing.T) {
	t.Parallel()
	o := paned(t, 130, 40)
	for _, l := range []struct {
		keys []string
		want []string
	}{
		{[]string{"2"}, []string{"Staff Engineer, Storage", "open", "Stages", "Applied", "1  ▪", "Candidates", "Priya Raman", "●○○○○ Applied", "Documents", "Job description.txt"}},
		{[]string{"4"}, []string{"Priya Raman", "Technical interview", "Dana Ortiz", "no answer", "told"}},
		{[]string{"8"}, nil}, // there is no mailbox here
		{[]string{"3"}, []string{"Aroha Whakamārama", "aroha@example.com"}},
		{[]string{"3", "j"}, []string{"Priya Raman", "●○○○○ Applied", "priya@example.com", "Technical interview", "? Dana Ortiz", "no answer", "told", "Notes", "Dana: Knows LSM trees cold."}},
	} {
		o.Press(l.keys...)
		o.timers.Fire(o.Driver)
		pane := beside(o)
		for _, want := range l.want {
			if !strings.Contains(pane, want) {
				t.Errorf("%v: the pane does not say %q:\n%s", l.keys, want, o.Screen())
			}
		}
	}
}

// TestThePaneComesAfterTheFrame: with the key only the cursor moves; what is under it is
// read when the cursor has rested, and what was asked for another row is dropped.
func TestThePaneComesAfterTheFrame(t *testing.T) {
	t.Parallel()
	o := paned(t, 130, 40)
	o.Press("3")
	if pane := beside(o); strings.Contains(pane, "Aroha") {
		t.Errorf("the pane came with the frame:\n%s", pane)
	}
	o.timers.Fire(o.Driver)
	o.Press("j")
	if pane := beside(o); !strings.Contains(pane, "Aroha") || strings.Contains(pane, "Priya") {
		t.Errorf("moving the cursor changed the pane at once:\n%s", pane)
	}
	o.Press("k", "j", "k")
	o.timers.Fire(o.Driver)
	if pane := beside(o); !strings.Contains(pane, "Aroha") || strings.Contains(pane, "Priya") {
		t.Errorf("the pane is not that of the row under the cursor:\n%s", pane)
	}
}

func TestThePaneHearsOfChanges(t *testing.T) {
	t.Parallel()
	o := paned(t, 130, 40)
	o.Press("3", "j")
	o.timers.Fire(o.Driver)
	firstOf(o.svc.Pipeline.Note(context.Background(), o.robin, o.priya.ID, 0, "Can start in March."))
	o.Send(shell.Changed{})
	o.timers.Fire(o.Driver)
	if pane := beside(o); !strings.Contains(pane, "Can start in March.") {
		t.Errorf("the pane does not show the new note:\n%s", pane)
	}
}

// TestThePaneForgetsAnotherRow: while the store is slow, the pane says
// nothing rather than something about another row.
func TestThePaneForgetsAnotherRow(t *testing.T) {
	t.Parallel()
	o := paned(t, 130, 40)
	o.Press("3")
	o.timers.Fire(o.Driver)
	o.Patience = time.Nanosecond // no command is waited for
	o.Press("j")
	o.timers.Fire(o.Driver)
	o.timers.Fire(o.Driver)
	if pane := beside(o); strings.Contains(pane, "Aroha") {
		t.Errorf("the pane still shows another row:\n%s", pane)
	}
	o.Patience = 20 * time.Second
	o.Shows("Knows LSM trees cold.")
}

func TestNarrowWindowsHaveNoPane(t *testing.T) {
	t.Parallel()
	o := paned(t, 109, 40)
	o.Press("3", "j")
	o.timers.Fire(o.Driver)
	o.Hides("│", "LSM")
}

func TestAnEmptyListHasNoPane(t *testing.T) {
	t.Parallel()
	o := newWorld(t, 130, 40, setup{})
	o.Press("4")
	o.timers.Fire(o.Driver)
	o.Hides("│")
}
