package ui_test

import (
	"testing"

	"recruitty/recruit"
)

// TestWhatIsLeftBehindLeadsOn holds that an interview whose organiser has left is
// named with them, and that enter leads to it.
func TestWhatIsLeftBehindLeadsOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	rex := firstOf(w.svc.Team.Add(t.Context(), w.robin, recruit.Member{Name: "Rex Moss", Email: "rex@acme.example", TimeZone: "Europe/Lisbon"}))
	firstOf(w.overbook(t.Context(), rex, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk",
		Platform: recruit.OnSite, Place: "Room 4", Start: w.clock().AddDate(0, 0, 9), TimeZone: "Europe/Lisbon", Duration: 45 * 60e9}, 0))
	firstOf(w.svc.Team.Remove(t.Context(), w.robin, rex.ID))
	w.team()
	w.Press("o")
	w.Shows("Left behind by those who are no longer in the team", "Rex Moss", "Priya Raman, Talk", "enter open")
	w.Press("enter")
	w.Shows("╭─ Talk", "Room 4")
	w.Press("esc")
	w.Shows("Left behind by those who are no longer in the team")
}

// TestAnEmptyListBehindTheTeam says of no key that it is about something else.
func TestAnEmptyListBehindTheTeam(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.Press("7", "right", "o")
	w.Shows("Nobody has left anything behind.")
	for _, key := range []string{"enter", "t", "x"} {
		w.Press(key)
		w.Hides("the others", "settled elsewhere")
	}
	w.Press("enter")
	w.Shows("There is nothing here to choose.")
}
