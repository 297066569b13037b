package plain_test

import (
	"testing"
	"time"

	"recruitty/recruit"
)

// TestAWeekIsSaid says one's own week, that of others by name, and to an interviewer
// nobody else's.
func TestAWeekIsSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	lee := w.member("Lee Park", recruit.Interviewer)
	job := firstOf(w.svc.Jobs.Add(t.Context(), w.dana, recruit.Job{Title: "Baker"}))
	c := firstOf(w.svc.Pipeline.Add(t.Context(), w.dana, recruit.Candidate{Name: "Mona Bakar", Email: "mona@example.org"}))
	firstOf(w.svc.Pipeline.Link(t.Context(), w.dana, c.ID, job.ID, ""))
	at := w.now.AddDate(0, 0, 7)
	firstOf(w.svc.Scheduling.Schedule(t.Context(), w.dana, recruit.ScheduleRequest{CandidateID: c.ID, JobID: job.ID, Title: "Trial shift", Start: at, TimeZone: "UTC",
		Duration: 45 * time.Minute, Platform: recruit.OnSite, Place: "Bakery", Participants: []string{lee.Email}}, 0))
	has(t, w.says(w.dana, "week"), "Your week, ", "not known", "There is no interview in this week.")
	has(t, w.says(w.dana, "week next"), "Trial shift", "Mona Bakar")
	has(t, w.says(w.dana, "week "+at.Format(time.DateOnly)+" lee"), "The week of Lee Park", "interview ", "Trial shift")
	has(t, w.says(w.dana, "week next everybody"), "The week of Everybody", "Lee Park: ")
	has(t, w.says(w.dana, "week next baker"), "The week of Baker", "Trial shift")
	has(t, w.says(w.dana, "week nobody of this name"), "There is no pool, member or job called")
	has(t, w.says(lee, "week next everybody"), "Your week, ", "Trial shift")
}
