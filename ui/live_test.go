package ui

import (
	"testing"

	"recruitty/recruit"
	"recruitty/ui/candidates"
	"recruitty/ui/interviews"
	"recruitty/ui/jobs"
	"recruitty/ui/shell"
	"recruitty/ui/today"
)

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
	f.Send(shell.Changed{})
	f.Send(shell.Changed{})
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
	changes := make(chan recruit.ChangeSet, 2)
	changes <- recruit.ChangeSet{{}}
	changes <- recruit.ChangeSet{{}}
	f := start(t, 100, 30, func(s *shell.Session) { s.Changes = changes })
	if f.active().facts != 1 {
		t.Fatalf("heard %d changes at once", f.active().facts)
	}
	f.timers.Fire(f.Driver)
	if f.active().facts != 2 {
		t.Errorf("heard %d changes after the rest", f.active().facts)
	}
}

// TestScreensReadOnlyWhatConcernsThem keeps one person's interview from making
// everybody's screens read.
func TestScreensReadOnlyWhatConcernsThem(t *testing.T) {
	t.Parallel()
	a := start(t, 100, 30, func(s *shell.Session) { s.Member.ID = 7 }).app
	about := func(c recruit.Change) shell.Changed { return shell.Changed{News: recruit.ChangeSet{c}} }
	one := recruit.Change{Interview: 1, Candidate: 2, Job: 3, Members: []recruit.MemberID{7}}
	other := recruit.Change{Interview: 9, Candidate: 9, Job: 9, Members: []recruit.MemberID{9}}
	for name, fresh := range map[string]func() shell.Screen{
		"candidate": func() shell.Screen { return candidates.NewCandidate(a, 2, 0) }, "interview": func() shell.Screen { return interviews.NewInterview(a, 1) },
		"job": func() shell.Screen { return jobs.NewJob(a, 3) }, "today": func() shell.Screen { return today.New(a) },
	} {
		if fresh().Update(about(other)) != nil {
			t.Errorf("%s reads for someone else's interview", name)
		}
		for _, mine := range []shell.Changed{about(one), about(recruit.Change{}), {}} {
			if fresh().Update(mine) == nil {
				t.Errorf("%s does not read for %+v", name, mine)
			}
		}
	}
	other.NeedsAttention = true
	if today.New(a).Update(about(other)) == nil {
		t.Error("today does not read of trouble")
	}
}
