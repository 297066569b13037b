package ui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/zoom/zoomsim"
)

// TestTheFilterFindsWhatIsOnTheScreen types every word of every drawn row, one
// after the other, as the filter of its list: the row stays.
func TestTheFilterFindsWhatIsOnTheScreen(t *testing.T) {
	t.Parallel()
	lists := []struct {
		name string
		open []string
		row  string   // a part of the row that is meant
		more []string // words that the row stands for without showing them
	}{
		{"interviews", []string{"4"}, "Talk", []string{"dana@acme.example", "priya@example.com", "declined", "dana", "Applied", "staff engineer", "tuesday", "2026-12-01", "1 dec", "dana declined"}},
		{"candidates", []string{"3"}, "Priya Raman", []string{"applied", "staff", "storage", "priya@example.com", "golang", "priya applied", "storage raman"}},
		{"jobs", []string{"2"}, "Staff Engineer", []string{"open"}},
		{"outbox", []string{"5"}, "invitation to", []string{"priya@example.com", "dana@acme.example", "waiting", "talk", "tuesday"}},
		{"today", []string{"1"}, "declined", []string{"needs", "dana", "dana@acme.example", "priya", "tuesday", "2026-12-01"}},
		{"team", []string{"7", "right"}, "Dana Ortiz", []string{"dana", "interviewer", "dana@acme.example", "lisbon", "europe/lisbon", "ortiz interviewer"}},
		{"integrations", []string{"7", "right", "right"}, "Phone", []string{"always", "phone"}},
		{"templates", []string{"7", "right", "right", "right", "right", "right", "right", "right"}, "is coming up", []string{"reminder", "candidate", "built in", "coming", "english"}},
		{"doctor", []string{"7", "left", "r"}, "In Zoom Talk", []string{"problem", "move it back"}},
		{"activity", []string{"3", "enter", "tab"}, "Scheduled Talk", []string{"robin", "sunday", "2026-11-22"}},
	}
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 140, 40, setup{})
			w.connect()
			w.priya.Tags = []string{"golang"}
			w.priya = firstOf(w.svc.Pipeline.Update(t.Context(), w.robin, w.priya))
			r := firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk",
				Start: w.clock().AddDate(0, 0, 9), TimeZone: "Europe/Lisbon", Duration: 45 * 60e9, Participants: []string{"dana@acme.example"}}, 0))
			for i := range r.People {
				if r.People[i].Address == "dana@acme.example" {
					r.People[i].Answer = recruit.Declined
				}
			}
			firstOf(w.db.Commit(t.Context(), recruit.Commit{Interview: r.Interview, People: r.People}))
			if l.name == "doctor" {
				w.work()
				id := firstOf(w.db.Record(t.Context(), r.Interview.ID)).Interview.Meeting.ID
				w.sim.ChangeMeeting(id, func(m *zoomsim.Meeting) { m.Start = m.Start.Add(2 * time.Hour) })
			}
			w.again()
			w.Press(l.open...)
			row := func() string {
				for line := range strings.SplitSeq(w.Screen(), "\n") {
					if line, _, _ = strings.Cut(line, "│"); strings.Contains(line, l.row) { // without the pane
						return line
					}
				}
				return ""
			}
			drawn := row()
			if drawn == "" {
				t.Fatalf("no row %q:\n%s", l.row, w.Screen())
			}
			drawn = strings.TrimLeft(string([]rune(drawn)[17:]), " ▸") // without the sidebar
			words := slices.Concat(strings.Fields(drawn), l.more)
			for _, word := range words {
				if strings.ContainsAny(word, "…▸") {
					continue // cut off by the window, or the cursor
				}
				if l.name == "candidates" && !slices.Contains(l.more, word) && len([]rune(word)) < 3 {
					continue
				}
				w.Press("/")
				w.put(word)
				if row() == "" {
					t.Errorf("/%s hides the row %q:\n%s", word, l.row, w.Screen())
				}
				w.Press("esc")
			}
			w.Press("/")
			w.put("qqqq")
			if row() != "" {
				t.Error("a word that is nowhere keeps the row")
			}
			if slices.Contains([]string{"interviews", "jobs", "outbox"}, l.name) {
				w.Shows("0 of ") // the number beside the filter is that of what is shown
			}
		})
	}
}

// TestJobsAreEditedWhole: a list does not hold the descriptions, and what is
// edited from it keeps its own.
func TestJobsAreEditedWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 40, setup{})
	w.job.Description = "Look after the storage."
	w.job = firstOf(w.svc.Jobs.Update(t.Context(), w.robin, w.job))
	w.again()
	w.Press("2", "e")
	w.Shows("Edit job", "Look after the storage.")
	w.put("Senior ")
	w.Press("ctrl+s")
	w.Shows("Changed ")
	if j := firstOf(w.db.Job(t.Context(), w.job.ID)); j.Description != w.job.Description || j.Title == w.job.Title {
		t.Errorf("%q, %q", j.Title, j.Description)
	}
}
