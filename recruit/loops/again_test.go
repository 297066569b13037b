package loops_test

import (
	"context"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// unbooked previews everything as empty.
type unbooked struct{ *scheduling.Service }

func (unbooked) PreviewLoop(context.Context, recruit.Member, []recruit.ScheduleRequest) ([]scheduling.Preview, error) {
	return make([]scheduling.Preview, 1), nil
}

// TestALoopIsNotBookedTwiceInSilence holds that a session of the same title that is still
// ahead is named, and one of another title is not.
func TestALoopIsNotBookedTwiceInSilence(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Scheduling = unbooked{}
	start := now().Add(4 * time.Hour)
	_, err := w.db.Commit(t.Context(), recruit.Commit{Interview: recruit.Interview{CandidateID: w.candidate.ID, JobID: w.job.ID, OrganiserID: w.robin.ID, Title: "Talk", Status: recruit.Scheduled,
		Start: start, TimeZone: "UTC", Duration: time.Hour, Platform: recruit.Phone, Place: "+351 1", UID: "talk", Reference: "ref", Revision: 1, CreatedAt: now(), UpdatedAt: now()}})
	must(t, err)
	for title, want := range map[string]string{"Talk": "Talk is already booked for this job: Mon 30 Nov 13:00–14:00.", "Other": ""} {
		p, err := w.Preview(t.Context(), w.robin, []recruit.ScheduleRequest{{CandidateID: w.candidate.ID, JobID: w.job.ID, Title: title}})
		must(t, err)
		said := ""
		for _, x := range p.Warnings() {
			said += x.Sentence
		}
		if said != want {
			t.Errorf("of %s: %q", title, said)
		}
	}
}
