package plain_test

import (
	"io"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/ui/plain"
)

// sentWhen keeps what is heard, and does something as soon as it has these words.
type sentWhen struct {
	words string
	then  func()
	heard strings.Builder
}

// Write implements io.Writer.
func (s *sentWhen) Write(b []byte) (int, error) {
	s.heard.Write(b)
	if s.then != nil && strings.Contains(s.heard.String(), s.words) {
		then := s.then
		s.then = nil
		then()
	}
	return len(b), nil
}

// TestManyCandidatesInLines moves, rejects, writes to, links and tags many candidates in
// lines, says of each what becomes of them before, and takes it back.
func TestManyCandidatesInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	ctx := t.Context()
	for _, c := range []recruit.Candidate{{Name: "Abel Baker", Email: "abel@example.org", Tags: []string{"bread"}}, {Name: "Ada Baker", Tags: []string{"bread"}}} {
		c = firstOf(w.svc.Pipeline.Add(ctx, w.dana, c))
		firstOf(w.svc.Pipeline.Link(ctx, w.dana, c.ID, w.job.ID, ""))
	}
	firstOf(w.svc.Jobs.Add(ctx, w.dana, recruit.Job{Title: "Potter"}))
	has(t, w.says(w.dana, "many candidates"), "many candidates tag:go")
	has(t, w.says(w.dana, "many candidates tag:nobody"), "No candidate fits these words.")
	has(t, w.says(w.dana, "many undo"), "that could be undone")
	has(t, w.says(w.member("Ines", recruit.Interviewer), "many candidates baker"), "may not")

	has(t, w.says(w.dana, "many candidates tag:bread", "move", "1", "offer", "yes", "many undo", "many undo"),
		"2 candidates:", "Abel Baker, Staff Engineer, Storage, Applied", "Move 2 candidates to Offer.", "Abel Baker: Applied", "Nothing is saved or sent yet", "Saved: they are in the new stage: 2 candidates.",
		"Type many undo to undo all.", "Undone: 2 candidates, as before.", "that could be undone")
	has(t, w.says(w.dana, "many candidates tag:bread", "tags", "silver", "none", "yes"), "Tags of 2 candidates: add silver", "they have these tags: 2 candidates")
	has(t, w.says(w.dana, "many candidates tag:silver", "set their owner", "dana", "yes"), "Dana Ortiz owns 2 candidates", "they have the new owner: 2 candidates")
	has(t, w.says(w.dana, "many candidates tag:silver", "link", "potter", "yes"), "linked to the job: 2 candidates")
	has(t, w.says(w.dana, "many candidates tag:silver", "move", "1", "offer"), "Abel Baker cannot be changed: Abel Baker is in several open jobs", "There is nothing to do for any of them.")
	has(t, w.says(w.dana, "many candidates tag:silver", "write", "1", "Please send references.", "", "yes"), "Ada Baker cannot be changed: Ada Baker has no email address",
		"The email to abel@example.org says: ", "Hello Abel Baker", "Please send references.", "In the outbox: an email for each: 1 candidate.")
	heard := w.says(w.dana, "many candidates tag:silver", "reject", "skills", "staff", "yes", "", "yes", "no")
	has(t, heard, "Reject 2 candidates: Skills do not match", "Note: No email: Ada Baker has no email address", "Left; nobody was changed.")
	in, keyboard := io.Pipe()
	out := &sentWhen{words: "the emails to the others are sent at once", then: func() {
		firstOf(w.outbox.RunDue(ctx))
		go func() { _, _ = io.WriteString(keyboard, "many undo\n"); _ = keyboard.Close() }()
	}}
	typed := strings.Join([]string{"many candidates tag:silver", "reject", "skills", "staff", "yes", "", "yes", "yes"}, "\n") + "\n"
	go func() { _, _ = io.WriteString(keyboard, typed) }()
	if err := plain.Run(ctx, w.session(w.dana, in, out)); err != nil {
		t.Error(err)
	}
	has(t, out.heard.String(), "Rejected here: 2 candidates.", "many undo to undo it for 1 candidate", "Undone: 1 candidate", "Abel Baker stays: The email to abel@example.org has been sent or may have been")
}

// TestStagesAreThoseOfAllJobs: where candidates may be in any job, the stage of the oldest one
// can be chosen too, however many jobs there are.
func TestStagesAreThoseOfAllJobs(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	ctx := t.Context()
	oldest := firstOf(w.svc.Jobs.Add(ctx, w.dana, recruit.Job{Title: "Keeper", Stages: []string{"Applied", "Night watch", "Hired"}}))
	for range 501 {
		firstOf(w.svc.Jobs.Add(ctx, w.dana, recruit.Job{Title: "Potter"}))
	}
	c := firstOf(w.svc.Pipeline.Add(ctx, w.dana, recruit.Candidate{Name: "Ada Baker", Tags: []string{"bread"}}))
	firstOf(w.svc.Pipeline.Link(ctx, w.dana, c.ID, oldest.ID, ""))
	has(t, w.says(w.dana, "many candidates tag:bread", "move", "1", "night", "yes"), "That was 10 of 504", "Night watch", "Ada Baker: Applied to Night watch", "Saved: they are in the new stage: 1 candidate.")
}
