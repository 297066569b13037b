package ui_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestTheLineOneTypesInIsInSight adds one participant after the other at the
// smallest size, in both forms that have them.
func TestTheLineOneTypesInIsInSight(t *testing.T) {
	t.Parallel()
	for name, keys := range map[string][]string{
		"schedule": {"s", "tab", "tab", "tab"},
		"people":   {"i"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 80, 24, setup{})
			w.connect()
			w.scheduled(true)
			w.profile()
			w.Press(keys...)
			for i := range 24 {
				typed := fmt.Sprintf("someone.%d@example.org", i)
				w.Type(typed)
				if row := w.row(typed); !strings.Contains(row, "+ ") {
					t.Fatalf("after %d the line is out of sight:\n%s", i, w.Screen())
				}
				if c := w.View().Cursor; c == nil || !strings.Contains(strings.Split(w.Screen(), "\n")[c.Y], typed) {
					t.Fatalf("after %d the cursor is at %v:\n%s", i, c, w.Screen())
				}
				w.Press("enter")
			}
			if name == "schedule" {
				w.Shows("lines above")
			}
		})
	}
}

// TestALongTextSaysThatThereIsMore types a note longer than its box can be, and
// goes up in it again.
func TestALongTextSaysThatThereIsMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.profile()
	w.Press("n")
	for i := range 60 {
		w.Type(fmt.Sprintf("line %d", i))
		w.Press("enter")
	}
	w.Type("the end")
	w.Shows("the end", "lines above")
	w.Hides("line 0 ")
	for range 40 {
		w.Press("up")
	}
	w.Shows("line 20", "lines above", "lines below")
	w.Press("ctrl+s")
	w.Shows("Note saved.")
	p := firstOf(w.svc.Store.Profile(t.Context(), w.priya.ID))
	if n := strings.Count(p.Notes[0].Text, "\n"); n != 60 {
		t.Errorf("%d lines were saved", n)
	}
	w.Press("tab", "tab", "tab")
	w.Shows("lines below")
}

// TestAPreviewSaysThatThereIsMore holds for the box before Send Invitation and
// for an interview's own page.
func TestAPreviewSaysThatThereIsMore(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.connect()
	d := recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk", Description: strings.Repeat("A line.\n", 40),
		Start: w.now.AddDate(0, 0, 7), TimeZone: "Europe/Lisbon", Duration: time.Hour, Platform: recruit.OnSite, Place: "Rua 1"}
	firstOf(w.overbook(t.Context(), w.robin, d, 0))
	w.profile()
	w.Press("r", "ctrl+u")
	w.put("2026-12-03")
	w.Press("ctrl+s")
	w.Shows("enter Reschedule", "below ─╯")
	w.Press("down")
	w.Shows("1 line above · ")
	w.Press("esc", "esc", "v")
	w.Shows(" below")
}

// TestErrorsStandUnderTheirField refuses what is typed, in the field and by the
// service, and looks for the sentence right below it.
func TestErrorsStandUnderTheirField(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys         []string
		typed, label string
		then         []string
		says         string
	}{
		"on the list":    {[]string{"3", "enter", "i"}, "robin", "Participants", []string{"tab"}, "is already on the list: Robin Reyes"},
		"no address":     {[]string{"3", "enter", "i"}, "nobody", "Participants", []string{"tab"}, "is neither a member of the team"},
		"by the service": {[]string{"3", "n"}, "", "Name", []string{"tab", "tab", "tab", "ctrl+s"}, "name"},
		"a time":         {[]string{"3", "enter", "s"}, "third", "Event Start", []string{"tab", "ctrl+s"}, "third"},
		"a duration":     {[]string{"3", "enter", "r", "tab", "tab", "ctrl+u"}, "25h", "Event Duration", []string{"tab", "ctrl+s"}, "out of range"},
		"a job's title":  {[]string{"2", "n"}, "", "Title", []string{"tab", "tab", "ctrl+s"}, "A job needs a title."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 100, 40, setup{})
			w.connect()
			w.onSite("Talk", w.now.AddDate(0, 0, 7), time.Hour)
			w.again()
			w.Press(c.keys...)
			w.Type(c.typed)
			w.Press(c.then...)
			lines := strings.Split(w.Screen(), "\n")
			at := -1
			for i, line := range lines {
				if strings.Contains(line, " "+c.label) {
					at = i
				}
			}
			if at < 0 {
				t.Fatalf("no field %q:\n%s", c.label, w.Screen())
			}
			below := strings.Join(lines[at+1:at+4], "\n")
			if !strings.Contains(below, "✗") || !strings.Contains(strings.ToLower(below), strings.ToLower(c.says)) {
				t.Errorf("%q does not stand under %s:\n%s", c.says, c.label, w.Screen())
			}
			if n := strings.Count(w.Screen(), "✗"); n != 1 {
				t.Errorf("%d sentences:\n%s", n, w.Screen())
			}
		})
	}
}
