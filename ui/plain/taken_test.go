package plain_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/plain"
)

// listens does something once, as soon as it is asked a question.
type listens struct {
	heard    strings.Builder
	question string
	do       func()
}

func (l *listens) Write(p []byte) (int, error) {
	n, err := l.heard.Write(p)
	if do := l.do; do != nil && strings.Contains(l.heard.String(), l.question) {
		l.do = nil
		do()
	}
	return n, err
}

// TestAnHourThatSomebodyTakesIsAskedAboutAgain books who takes part elsewhere between what
// would happen and the answer to it.
func TestAnHourThatSomebodyTakesIsAskedAboutAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	ann := w.member("Ann Low", recruit.Interviewer)
	chidi := firstOf(w.svc.Pipeline.Add(t.Context(), w.dana, recruit.Candidate{Name: "Chidi Okafor", Email: "chidi@example.org"}))
	firstOf(w.svc.Pipeline.Link(t.Context(), w.dana, chidi.ID, w.job.ID, ""))
	out := &listens{question: "Send Invitation?", do: func() {
		firstOf(w.svc.Scheduling.Schedule(t.Context(), w.dana, recruit.ScheduleRequest{CandidateID: chidi.ID, JobID: w.job.ID, Title: "First call", Start: time.Date(2027, 1, 12, 10, 15, 0, 0, time.UTC),
			TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute, Participants: []string{ann.Email}, Platform: recruit.Phone, Place: "+351 1"}, 0))
	}}
	lines := []string{"candidate priya", "schedule", "Talk", "", "2027-01-12 10:00", "45", "ann", "", "phone", "+351", "yes", "yes"}
	if err := plain.Run(t.Context(), w.session(w.dana, strings.NewReader(strings.Join(lines, "\n")+"\n"), out)); err != nil {
		t.Error(err)
	}
	has(t, out.heard.String(), "Send Invitation?", "Someone was faster. Ann Low has another interview 10:15 to 10:45 (First call).", "What you typed is still here.",
		"Note: Ann Low has another interview 10:15 to 10:45.", "Send Invitation?", "Saved.")
	if all := w.interviews(); len(all) != 2 {
		t.Errorf("saved %+v", all)
	}
}
