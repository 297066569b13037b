package ui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/interviews"
	"recruitty/ui/keystroke"
)

// slowly presses a key whose command has not ended yet; run lets it end.
func (w *world) slowly(key string) (run func()) {
	_, cmd := w.app.Update(keystroke.Key(key))
	return func() { w.Run(cmd) }
}

// TestWhatIsTypedBeforeABoxOpensGoesIntoIt types while the box that a key asked
// for is still being prepared.
func TestWhatIsTypedBeforeABoxOpensGoesIntoIt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key          string
		typed        func(*world)
		shows, hides []string
	}{
		"letters": {"s", func(w *world) { w.Press("ctrl+u"); w.Type("xq") },
			[]string{"Schedule Interview Event", " xq "}, []string{"Cancel Interview", "End the program"}},
		"a paste and the next field": {"s", func(w *world) {
			w.Press("ctrl+u")
			w.put("Pasted")
			w.Press("tab")
			w.Type("About it")
			w.Press("shift+tab")
		},
			[]string{"Pasted", "About it"}, nil},
		"no more than is sensible": {"s", func(w *world) { w.Press("ctrl+u"); w.Type(strings.Repeat("z", 1000)); w.put("too late") },
			[]string{"Schedule Interview Event"}, []string{"too late"}},
		"esc gives it up":           {"s", func(w *world) { w.Type("x"); w.Press("esc") }, []string{"Priya Raman", "Overview"}, []string{"Schedule Interview Event", "Cancel Interview"}},
		"and the next key acts":     {"s", func(w *world) { w.Press("esc", "n") }, []string{"Note", "for a new line"}, []string{"Schedule Interview Event"}},
		"reading twice":             {"i", func(w *world) { w.Type("lu@acme.example") }, []string{"Who is invited", "lu@acme.example"}, nil},
		"a key that opens a card's": {"x", func(w *world) { w.Type("moved") }, []string{"Cancel", "moved"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 40, setup{})
			w.connect()
			w.scheduled(true)
			w.profile()
			run := w.slowly(c.key)
			c.typed(w)
			run()
			w.Shows(c.shows...)
			w.Hides(c.hides...)
		})
	}
}

// TestNothingTypedAheadAnswersAQuestion: a question that nobody has read is not
// answered by what was typed before it stood there.
func TestNothingTypedAheadAnswersAQuestion(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	r := w.scheduled(true)
	w.app.SetMember(firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Sam", Email: "sam@acme.example", Role: recruit.Admin, TimeZone: "UTC"})))
	run := w.slow(interviews.OpenReschedule(w.app, r.Interview.ID))
	w.Press("right", "enter")
	run()
	w.Shows("Take over this interview?")
	if now := w.record(r); now.Interview.OrganiserID != w.robin.ID {
		t.Error("the interview was taken over")
	}
	w.Press("n")
	w.Hides("Take over this interview?")
}

// TestWhatIsTypedIsDroppedWhenNothingOpens keeps it from the screen beneath.
func TestWhatIsTypedIsDroppedWhenNothingOpens(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.connect()
	r := w.scheduled(true)
	w.profile()
	run := w.slow(interviews.OpenReschedule(w.app, r.Interview.ID+99))
	w.Type("xn")
	run()
	w.Shows("There is no interview")
	w.Hides("Cancel Interview", "for a new line")
	w.Press("n")
	w.Shows("for a new line")
}

// TestTheProgramEndsAtOnceWhileABoxIsPrepared holds ctrl+c to its promise.
func TestTheProgramEndsAtOnceWhileABoxIsPrepared(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.profile()
	w.slowly("s")
	w.Press("q")
	if w.Quit {
		t.Error("q was not held")
	}
	w.Press("ctrl+c")
	if !w.Quit {
		t.Error("ctrl+c was held")
	}
}

// slow is a command that has not ended yet; run lets it end.
func (w *world) slow(cmd tea.Cmd) (run func()) { return func() { w.Run(cmd) } }
