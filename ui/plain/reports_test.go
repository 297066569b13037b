package plain_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestReportsAreSaid says what is counted, the figures of a report and the rows behind it,
// and to an interviewer their own load only.
func TestReportsAreSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	lee := w.member("Lee Park", recruit.Interviewer)
	job := firstOf(w.svc.Jobs.Add(t.Context(), w.dana, recruit.Job{Title: "Baker"}))
	c := firstOf(w.svc.Pipeline.Add(t.Context(), w.dana, recruit.Candidate{Name: "Mona Bakar", Email: "mona@example.org"}))
	firstOf(w.svc.Pipeline.Link(t.Context(), w.dana, c.ID, job.ID, ""))
	at := w.now.AddDate(0, 0, 7)
	firstOf(w.svc.Scheduling.Schedule(t.Context(), w.dana, recruit.ScheduleRequest{CandidateID: c.ID, JobID: job.ID, Title: "Trial shift", Start: at, TimeZone: "UTC",
		Duration: 45 * time.Minute, Platform: recruit.OnSite, Place: "Bakery", Participants: []string{lee.Email}}, 0))
	has(t, w.says(w.dana, "reports"), "no-shows: Interviews in the period that the candidate", "funnel-sources: ", "Type reports and a name")
	has(t, w.says(w.dana, "reports interviews"), "Scheduled: 1.")
	ahead := w.now.Format(time.DateOnly) + " to " + at.Format(time.DateOnly)
	has(t, w.says(w.dana, "reports load "+ahead), "Lee Park: 1 interview, 0.8 hours")
	has(t, w.says(w.dana, "reports load "+ahead+" rows"), "Lee Park: ", "Mona Bakar, Baker, Lee Park, 45 minutes.")
	has(t, w.says(w.dana, "reports weather"), "There is no report")
	has(t, w.says(w.dana, "reports load 2026"), "is not a period")
	if said := w.says(lee, "reports"); strings.Contains(said, "funnel") {
		t.Errorf("an interviewer hears %s", said)
	}
	has(t, w.says(lee, "reports funnel"), "can see only their own load")
	has(t, w.says(lee, "reports load "+ahead), "Lee Park: 1 interview")
}
