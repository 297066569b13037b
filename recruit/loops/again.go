package loops

import (
	"context"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/timeparse"
)

// again warns where interviews of the same titles are booked for the candidate and the job
// already and still ahead: a loop would be booked twice. It is about the candidate, not
// about one interview.
func (s *Loops) again(ctx context.Context, actor recruit.Member, drafts []recruit.ScheduleRequest) ([]scheduling.Warning, error) {
	if len(drafts) == 0 {
		return nil, nil
	}
	booked, err := s.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: drafts[0].CandidateID, Status: recruit.Scheduled, From: s.Now()})
	if err != nil {
		return nil, err
	}
	c, err := s.Store.Profile(ctx, drafts[0].CandidateID)
	if err != nil {
		return nil, err
	}
	var all []scheduling.Warning
	for _, i := range booked {
		if i.JobID == drafts[0].JobID && slices.ContainsFunc(drafts, func(d recruit.ScheduleRequest) bool { return d.Title == i.Title }) {
			zone := actor.Location()
			all = append(all, scheduling.Warning{Field: "start", Address: c.Candidate.Email,
				Sentence: i.Title + " is already booked for this job: " + timeparse.ShortDate(i.Start.In(zone)) + " " + timeparse.Hours(i.Start.In(zone), i.End()) + "."})
		}
	}
	return all, nil
}
