package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/keystroke"
)

// sentence holds every letter, so that it holds every key that is a letter.
const sentence = "Pack my box with five dozen liquor jugs? xy xY dY qy Quick brown fox! zyx"

// state is all that keys could destroy, as one text.
func (w *world) state() string {
	ctx := w.t.Context()
	var b strings.Builder
	for _, m := range firstOf(w.svc.Store.Members(ctx, true)) {
		fmt.Fprintf(&b, "%d %s %s %v %d keys\n", m.ID, m.Name, m.Role, m.RemovedAt.IsZero(), len(m.SSHKeys))
	}
	for _, j := range firstOf(w.svc.Store.Jobs(ctx, recruit.JobFilter{})) {
		fmt.Fprintf(&b, "%d %s %s %v\n", j.ID, j.Title, j.Description, j.ClosedAt.IsZero())
	}
	p := firstOf(w.svc.Store.Profile(ctx, w.priya.ID))
	fmt.Fprintf(&b, "%+v %d files\n", p.Candidate.Name, len(p.Files))
	for _, n := range p.Notes {
		fmt.Fprintf(&b, "note %q\n", n.Text)
	}
	for _, i := range firstOf(w.svc.Store.Interviews(ctx, recruit.InterviewFilter{})) {
		fmt.Fprintf(&b, "%d %s %s\n", i.ID, i.Title, i.Status)
	}
	fmt.Fprintf(&b, "Zoom %s\n", firstOf(w.svc.Accounts.Status(ctx, w.robin)).State)
	return b.String()
}

// boxes are keys that open a box over each screen that there is.
func boxes() map[string][]string {
	return map[string][]string{
		"Today: new job":          {"1", "N"},
		"Today: keys":             {"1", "?"},
		"Jobs: new job":           {"2", "n"},
		"Job: edit":               {"2", "enter", "e"},
		"Job: close":              {"2", "enter", "x"},
		"Candidates: new":         {"3", "n"},
		"Candidate: note":         {"3", "enter", "n"},
		"Candidate: schedule":     {"3", "enter", "s"},
		"Candidate: reschedule":   {"3", "enter", "r"},
		"Candidate: cancel":       {"3", "enter", "x"},
		"Candidate: people":       {"3", "enter", "i"},
		"Candidate: move":         {"3", "enter", "m"},
		"Interviews: keys":        {"4", "?"},
		"Outbox: palette":         {"5", "ctrl+k"},
		"Settings: profile":       {"7", "enter"},
		"Settings: remove member": {"7", "right", "down", "x"},
		"Settings: Zoom":          {"7", "right", "right", "x"},
		"Settings: mail":          {"7", "right", "right", "right", "right", "right", "right", "e"},
		"Settings: template":      {"7", "right", "right", "right", "right", "right", "right", "right", "enter"},
		"Settings: workspace":     {"7", "right", "right", "right", "right", "right", "right", "right", "right", "enter"},
	}
}

// TestTypingOnAfterABoxIsClosedDestroysNothing types a sentence when a box was
// closed a moment ago, with 0 and 140 ms between its letters, and again after
// the quiet has ended.
func TestTypingOnAfterABoxIsClosedDestroysNothing(t *testing.T) {
	t.Parallel()
	for name, keys := range boxes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 30, setup{})
			w.connect()
			w.scheduled(true)
			before := w.state()
			for _, between := range []time.Duration{0, 140 * time.Millisecond, time.Second} {
				w.again()
				w.Press(keys...)
				open := w.Screen()
				w.Press("esc")
				closed := w.Screen()
				if open == closed {
					t.Fatalf("nothing was closed:\n%s", open)
				}
				for _, r := range sentence {
					w.advance(between)
					w.Send(keystroke.Key(strings.ReplaceAll(string(r), " ", "space")))
				}
				if got := w.state(); got != before {
					t.Errorf("%v between letters:\n%s\nwas\n%s", between, got, before)
				}
				if w.Quit && between < time.Second {
					t.Errorf("%v between letters: the program has ended", between)
				}
				if now := w.Screen(); between < time.Second && now != closed {
					t.Errorf("%v between letters did something:\n%s", between, now)
				}
			}
		})
	}
}

// TestKeysActAgainAfterTheQuiet holds its length, also for a paste and for a key
// that is held down.
func TestKeysActAgainAfterTheQuiet(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.profile()
	w.Press("n", "esc")
	w.advance(149 * time.Millisecond)
	w.Send(keystroke.Key("n"))
	w.Hides("enter for a new line")
	w.Send(tea.PasteMsg{Content: "n"})
	w.advance(150 * time.Millisecond)
	w.Send(keystroke.Key("n"))
	w.Shows("enter for a new line")

	w.Press("esc")
	for range 5 { // held down from before
		w.advance(40 * time.Millisecond)
		w.Send(keystroke.Key("n"))
	}
	w.Shows("enter for a new line")
}

// TestNoTwoKeysDestroy presses every pair of a key of a screen that asks before
// it destroys and another key.
func TestNoTwoKeysDestroy(t *testing.T) {
	t.Parallel()
	for name, where := range map[string][]string{
		"close a job": {"2", "enter"}, "cancel": {"3", "enter"}, "remove a member": {"7", "right", "down"},
		"disconnect": {"7", "right", "right"}, "reset a template": {"7", "right", "right", "right", "right", "right", "right", "right"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 30, setup{})
			w.connect()
			w.scheduled(true)
			before := w.state()
			for _, first := range []string{"x", "r", "enter"} {
				for _, second := range strings.Split("abcdefghijklmnopqrstuvwxyzYNX ", "") {
					w.again()
					w.Press(append(where, first, strings.ReplaceAll(second, " ", "space"))...)
					if got := w.state(); got != before {
						t.Fatalf("%s %s: %s\nwas %s", first, second, got, before)
					}
				}
			}
		})
	}
}
