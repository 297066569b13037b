package ui

import "testing"

// TestHiddenScreensHearOfChangesWhenTheyAreShown also holds that several
// missed changes cost one reading, and that Today feeds the sidebar while it
// is hidden.
func TestHiddenScreensHearOfChangesWhenTheyAreShown(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, nil)
	today := f.active()
	f.Press("2")
	jobs := f.active()
	f.Press("enter")
	job := f.active()
	f.Send(Changed{Kind: "job", ID: "1"})
	f.Send(Changed{Kind: "job", ID: "2"})
	if today.facts != 2 || job.facts != 2 || jobs.facts != 0 {
		t.Errorf("Today heard %d, the job %d, the jobs beneath %d", today.facts, job.facts, jobs.facts)
	}
	f.Press("esc")
	f.Press("j")
	if jobs.facts != 1 {
		t.Errorf("the jobs heard %d times when they were shown again", jobs.facts)
	}
}

// TestChangesElsewhereAreTakenWithRests keeps fifty people's work from making
// every session read all the time.
func TestChangesElsewhereAreTakenWithRests(t *testing.T) {
	t.Parallel()
	changes := make(chan Changed, 2)
	changes <- Changed{Kind: "candidate"}
	changes <- Changed{Kind: "candidate"}
	f := start(t, 100, 30, func(s *Session) { s.Changes = changes })
	if f.active().facts != 1 {
		t.Fatalf("heard %d changes at once", f.active().facts)
	}
	f.timers.Fire(f.Driver)
	if f.active().facts != 2 {
		t.Errorf("heard %d changes after the rest", f.active().facts)
	}
}
