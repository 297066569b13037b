package ui_test

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// harm changes the database as another program might.
func (w *world) harm(statement string) {
	w.t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(w.dir, "recruitty.db"))
	if err == nil {
		_, err = db.ExecContext(w.t.Context(), statement)
	}
	if err != nil {
		w.t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		w.t.Fatal(err)
	}
}

// TestDamagedRecordsAreMarked damages one of each kind: it stands on Today and in
// the doctor with what is the matter, is marked in its list and the palette, and
// hides no other.
func TestDamagedRecordsAreMarked(t *testing.T) {
	t.Parallel()
	for what, c := range map[string]struct {
		harm, today string
		list        []string // keys that lead to its list
		marked      string   // there
		find        string   // in the palette
	}{
		"job":       {"UPDATE jobs SET stages = '{' WHERE title LIKE 'Staff%'", "The stored stages of job 1", []string{"2"}, "damaged: stages · Staff", "staff"},
		"candidate": {"UPDATE candidates SET tags = '{}' WHERE name LIKE 'Priya%'", "The stored tags of candidate 1", []string{"3"}, "damaged: tags · Priya", "priya"},
		"member":    {"UPDATE members SET role = 'king' WHERE name LIKE 'Dana%'", "The stored role of member 2", []string{"7", "right"}, "damaged: role · Dana", "dana ortiz"},
		"interview": {"UPDATE interviews SET strays = '{' WHERE title = 'Talk'", "The stored waiting answers of interview 1", []string{"4"}, "! damaged", "talk"},
		"answers":   {"UPDATE participants SET claim = '{' WHERE audience = 'candidate' AND interview_id = 1", "The stored answers of interview 1", []string{"4"}, "! damaged", "talk"},
		"zone":      {"UPDATE interviews SET time_zone = 'Mars/Base' WHERE title = 'Talk'", "The stored time zone of interview 1", []string{"4"}, "! damaged", "talk"},
	} {
		t.Run(what, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, 140, 40, setup{})
			schedule := func(title string, who recruit.CandidateID, days int) {
				firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: who, JobID: w.job.ID, Title: title,
					Start: w.now.AddDate(0, 0, days), TimeZone: "Europe/Lisbon", Duration: time.Hour, Platform: recruit.OnSite, Place: "Rua 1"}, 0))
			}
			lee := firstOf(w.svc.Pipeline.Add(t.Context(), w.robin, recruit.Candidate{Name: "Lee Chen", Email: "lee@example.com"}))
			firstOf(w.svc.Pipeline.Link(t.Context(), w.robin, lee.ID, w.job.ID, ""))
			schedule("Talk", w.priya.ID, 1)
			schedule("Second look", lee.ID, 2)
			firstOf(w.svc.Jobs.Add(t.Context(), w.robin, recruit.Job{Title: "Gardener"}))
			w.harm(c.harm)
			w.again()
			w.Press("down", "up")
			w.Shows("Needs you", "damaged", c.today, "backup.", "Second look", "Lee Chen")
			w.Press(c.list...)
			w.Shows(c.marked)
			w.Press("2")
			w.Shows("Gardener")
			w.Press("3")
			w.Shows("Lee Chen")
			w.Press("4")
			w.Shows("Second look")
			w.Press("ctrl+k")
			w.put(c.find)
			w.Shows("damaged: ")
			w.Press("esc")
			w.Run(w.app.Goto(shell.Candidates))
			w.Press("enter")
			w.Shows("Lee Chen") // the first of the list opens
			w.Run(w.app.Goto(shell.Settings))
			w.Press("ctrl+k")
			w.put("doctor")
			w.Press("enter")
			w.Shows(c.today)
		})
	}
}

// TestADamagedInterviewLeavesTheProfile opens the candidate whose interview it is.
func TestADamagedInterviewLeavesTheProfile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	for i, title := range []string{"Talk", "Second look"} {
		firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: title,
			Start: w.now.AddDate(0, 0, 1+i), TimeZone: "Europe/Lisbon", Duration: time.Hour, Platform: recruit.OnSite, Place: "Rua 1"}, 0))
	}
	w.harm("UPDATE interviews SET strays = '{' WHERE title = 'Talk'")
	w.again()
	w.profile()
	w.Shows("Priya Raman", "priya@example.com", "Second look", "! damaged")
}
