package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
)

// upcoming is an interview of the day on which the demo is looked at, or of one after it.
type upcoming struct {
	applicant int
	title     string
	begins    time.Duration // from the quarter of an hour in which the demo is opened
	days      int           // or, if not 0, so many days later, at the hour of a day in Paris
	hour      int
	length    time.Duration
	organiser int   // position in team
	panel     []int // positions in team
	platform  recruit.Platform
	place     string
	accepted  []int // of the panel
	declined  []int
	comes     bool // the candidate accepted
}

// agenda fills Today whenever the demo is opened, so that there is something to be
// seen: one that is over, one that goes on, one that someone declined, and the
// days after it. None is on Zoom, because nobody has connected it yet.
var agenda = [...]upcoming{
	{applicant: 3, title: "First conversation", begins: -150 * time.Minute, length: 45 * time.Minute, panel: []int{1}, platform: recruit.Phone, place: "Robin calls", accepted: []int{1}, comes: true},
	{applicant: 18, title: "Phone screen", begins: -15 * time.Minute, length: 30 * time.Minute, platform: recruit.Phone, place: "Robin calls", comes: true},
	{applicant: 1, title: "Technical interview", begins: 30 * time.Minute, length: 60 * time.Minute, panel: []int{3, 4}, platform: recruit.OtherLink,
		place: "https://meet.example.com/acme-technical", declined: []int{3}, accepted: []int{4}, comes: true},
	{applicant: 27, title: "Case interview", begins: 120 * time.Minute, length: 60 * time.Minute, panel: []int{1}, platform: recruit.OtherLink,
		place: "https://meet.example.com/acme-case", accepted: []int{1}},
	{applicant: 22, title: "Phone screen", begins: 210 * time.Minute, length: 30 * time.Minute, platform: recruit.Phone, place: "Robin calls"},
	{applicant: 12, title: "Conversation with the team", days: 1, hour: 11, length: 45 * time.Minute, panel: []int{1, 2}, platform: recruit.OtherLink,
		place: "https://meet.example.com/acme-support", accepted: []int{1}, comes: true},
	{applicant: 29, title: "Portfolio conversation", days: 2, hour: 14, length: 45 * time.Minute, panel: []int{2}, platform: recruit.OtherLink, place: "https://meet.example.com/acme-design"},
	{applicant: 5, title: "Case interview", days: 3, hour: 9, length: 60 * time.Minute, panel: []int{2}, platform: recruit.OtherLink, place: "https://meet.example.com/acme-data", comes: true},
}

// planAhead writes the agenda, each interview scheduled and answered some days ago.
func (f *filler) planAhead() {
	for n, u := range agenda {
		f.work(f.ago(6, 100+10*n), func(ctx context.Context) error {
			d := recruit.ScheduleRequest{
				CandidateID: f.candidates[u.applicant].ID, JobID: f.jobs[applicants[u.applicant].job].ID,
				Title: u.title, Start: f.when(u), TimeZone: team[u.organiser].TimeZone, Duration: u.length, Platform: u.platform, Place: u.place,
			}
			for _, p := range u.panel {
				d.Participants = append(d.Participants, team[p].Email)
			}
			r, err := f.schedule.Schedule(ctx, f.members[u.organiser], d, 0)
			if err != nil {
				return err
			}
			if r, err = f.sent(ctx, r); err != nil {
				return err
			}
			return f.answer(ctx, r, u)
		})
	}
}

// when is when the interview begins.
func (f *filler) when(u upcoming) time.Time {
	if u.days == 0 {
		return f.now.Truncate(15 * time.Minute).Add(u.begins)
	}
	zone := f.members[0].Location()
	y, m, d := f.now.In(zone).Date()
	day := time.Date(y, m, d, u.hour, 0, 0, 0, zone)
	for left := u.days; left > 0; {
		day = day.AddDate(0, 0, 1)
		if day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			left--
		}
	}
	return day
}

// answer notes what the people of the interview answered to their invitations.
func (f *filler) answer(ctx context.Context, r recruit.Record, u upcoming) error {
	said := map[string]recruit.Answer{}
	for _, p := range u.accepted {
		said[team[p].Email] = recruit.Accepted
	}
	for _, p := range u.declined {
		said[team[p].Email] = recruit.Declined
	}
	if u.comes {
		said[strings.ToLower(f.candidates[u.applicant].Email)] = recruit.Accepted
	}
	c := recruit.Commit{Interview: r.Interview, People: r.People}
	for i := range c.People {
		p := &c.People[i]
		answer, ok := said[strings.ToLower(p.Address)]
		if !ok {
			continue
		}
		p.Said, p.Answer, p.AnswerSequence, p.AnsweredAt = answer, answer, r.Interview.Sequence, f.clock.Add(time.Minute)
		c.Activity = append(c.Activity, recruit.Activity{At: f.clock.Add(5 * time.Second), Actor: p.Called(), Action: "interview.answered",
			CandidateID: r.Interview.CandidateID, JobID: r.Interview.JobID, InterviewID: r.Interview.ID, Text: fmt.Sprintf("%s %s the invitation to %s", p.Called(), answer.Words(), r.Interview.Title)})
	}
	_, err := f.store.Commit(ctx, c)
	return err
}
