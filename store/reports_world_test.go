package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// lived is a random workspace with a past for reports, and what of it the records do not
// tell any more: on whose side a change lay as it was made.
type lived struct {
	*world
	random     *rand.Rand
	team       []recruit.Member
	jobs       []recruit.Job
	candidates []recruit.Candidate
	interviews []recruit.InterviewID
	sides      map[string]string // by interview and version
}

func newPast(tb testing.TB, seed uint64, steps int) *lived {
	tb.Helper()
	p := &lived{world: newWorld(tb), random: rand.New(rand.NewPCG(seed, 1)), sides: map[string]string{}}
	p.team, p.jobs, p.candidates = []recruit.Member{p.member}, []recruit.Job{p.job}, []recruit.Candidate{p.candidate}
	for i, role := range []recruit.Role{recruit.Interviewer, recruit.Interviewer, recruit.Recruiter} {
		m, err := p.SaveMember(p.ctx, recruit.Member{Name: fmt.Sprintf("Member %d", i), Email: fmt.Sprintf("m%d@acme.example", i), Role: role}, p.line("member.added", "Added"))
		must(tb, err)
		p.team = append(p.team, m)
	}
	for i, stages := range [][]string{{"Applied", "Screening", "Interview", "Hired", "Rejected"}, {"Rejected", "Applied", "Interview", "Offer"}, {"Only"}} {
		j, err := p.SaveJob(p.ctx, recruit.Job{Title: fmt.Sprintf("Job %d", i), Stages: stages}, p.line("job.added", "Opened"))
		must(tb, err)
		p.jobs = append(p.jobs, j)
	}
	for i := range 6 {
		c, err := p.SaveCandidate(p.ctx, recruit.Candidate{Name: fmt.Sprintf("Person %d", i), Email: fmt.Sprintf("p%d@people.example", i),
			CandidateDetails: recruit.CandidateDetails{Origin: []string{"", "Referral", "Fair"}[i%3]}}, p.line("candidate.added", "Added"))
		must(tb, err)
		p.candidates = append(p.candidates, c)
		for _, j := range p.jobs[1:] {
			if p.of(3) == 0 {
				continue
			}
			at := p.moment()
			_, err := p.SaveApplication(p.ctx, recruit.Application{CandidateID: c.ID, JobID: j.ID, Stage: j.Stages[p.of(len(j.Stages))], CreatedAt: at, StageSince: at}, recruit.Activity{Action: "candidate.linked", JobID: j.ID, Text: "Linked"})
			must(tb, err)
		}
	}
	for range steps {
		p.step(tb)
	}
	return p
}

func (p *lived) of(n int) int { return p.random.IntN(n) }

// moment is one within some weeks around now, often the same as another.
func (p *lived) moment() time.Time { return now.Add(time.Duration(p.of(80)-60) * 12 * time.Hour) }

// step is something that happens.
func (p *lived) step(tb testing.TB) {
	tb.Helper()
	if len(p.interviews) == 0 || p.of(4) == 0 {
		p.book(tb)
		return
	}
	if p.of(4) == 0 {
		p.advance(tb)
		return
	}
	r, err := p.Record(p.ctx, p.interviews[p.of(len(p.interviews))])
	must(tb, err)
	before := r
	if p.of(2) == 0 { // someone answers
		who := &r.People[p.of(len(r.People))]
		who.Said = []recruit.Answer{recruit.Accepted, recruit.Declined, recruit.Tentative}[p.of(3)]
		who.AnsweredAt, who.AnswerSequence = p.moment(), r.Interview.Sequence-p.of(2)
		who.Proposed = recruit.Proposal{Start: []time.Time{{}, p.moment()}[p.of(2)]}
		who.Refused = []time.Time{{}, now}[p.of(2)]
		if p.of(4) == 0 {
			who.RemovedAt = now
		}
		_, err := p.Commit(p.ctx, recruit.Commit{Interview: r.Interview, People: r.People})
		must(tb, err)
		return
	}
	if p.of(4) == 0 {
		p.judge(tb, r.Interview)
		return
	}
	kind := []recruit.VersionKind{recruit.WasRescheduled, recruit.WasRescheduled, recruit.WasCancelled, recruit.WasCompleted, recruit.WasNoShow, recruit.WasUndone}[p.of(6)]
	i := &r.Interview
	i.Version++
	switch kind {
	case recruit.WasRescheduled:
		i.Start, i.Status, i.Sequence = p.moment(), recruit.Scheduled, i.Sequence+p.of(2)
	case recruit.WasCancelled:
		i.Status = recruit.Cancelled
	case recruit.WasCompleted:
		i.Status = recruit.Completed
	case recruit.WasNoShow:
		i.Status = recruit.NoShow
	default:
		i.Status = recruit.Scheduled
	}
	v := recruit.Version{Number: i.Version, Kind: kind, At: p.moment(), ByID: p.member.ID, By: p.member.Name, Start: i.Start, Duration: i.Duration, TimeZone: i.TimeZone, Sequence: i.Sequence,
		Reason: []string{"", "Sick", "SICK", "Room"}[p.of(4)]}
	p.sides[fmt.Sprint(i.ID, " ", v.Number)] = side(before)
	_, err = p.Commit(p.ctx, recruit.Commit{Interview: *i, People: r.People, Version: &v})
	must(tb, err)
}

// judge gives a scorecard of an interview, or begins or withdraws it.
func (p *lived) judge(tb testing.TB, i recruit.Interview) {
	tb.Helper()
	m := p.team[p.of(len(p.team))]
	c, err := p.Card(p.ctx, i.ID, m.ID)
	if err != nil && !errors.Is(err, recruit.ErrNotFound) {
		tb.Fatal(err)
	}
	c.Interview, c.Member, c.UpdatedAt = i.ID, m.ID, now
	c.GivenAt = []time.Time{{}, p.moment(), p.moment(), p.moment()}[p.of(4)]
	c.WithdrawnAt = []time.Time{{}, {}, {}, now}[p.of(4)]
	_, err = p.SaveCard(p.ctx, c, m, p.line("interview.scorecard", "Gave a scorecard"))
	must(tb, err)
}

// side is on whose side a change of r lies that is made now.
func side(r recruit.Record) string {
	for _, who := range r.People {
		asks := !who.Proposed.Start.IsZero() && who.Refused.IsZero()
		if who.Audience == recruit.ToCandidate && who.RemovedAt.IsZero() && (who.Said == recruit.Declined || asks) && r.Counts(who) {
			return "candidate"
		}
	}
	return "us"
}

// book schedules an interview with some of the team.
func (p *lived) book(tb testing.TB) {
	tb.Helper()
	d := p.draft(fmt.Sprint("r", p.random.Uint64()), p.moment())
	c := p.candidates[p.of(len(p.candidates))]
	d.Interview.CandidateID, d.Interview.JobID, d.Interview.OrganiserID = c.ID, p.jobs[p.of(len(p.jobs))].ID, p.team[p.of(len(p.team))].ID
	d.Interview.Duration = time.Duration(p.of(3)+1) * 30 * time.Minute
	d.Interview.CreatedAt = p.moment()
	d.Version.At, d.Version.Start, d.Version.Duration = p.moment(), d.Interview.Start, d.Interview.Duration
	d.Effects, d.Files = nil, nil
	d.People = []recruit.Participant{{Address: c.Email, Name: c.Name, Audience: recruit.ToCandidate, Answer: recruit.NoAnswer}}
	for _, m := range p.team {
		if p.of(2) == 0 {
			d.People = append(d.People, recruit.Participant{Address: m.Email, Name: m.Name, MemberID: m.ID, Answer: recruit.NoAnswer,
				Audience: []recruit.Audience{recruit.ToPanel, recruit.ToPanel, recruit.ToOrganiser}[p.of(3)], InvitedAt: []time.Time{{}, p.moment()}[p.of(2)]})
		}
	}
	r, err := p.Commit(p.ctx, d)
	must(tb, err)
	p.interviews = append(p.interviews, r.Interview.ID)
}

// advance moves a candidate to a random stage. The line in the log names it.
func (p *lived) advance(tb testing.TB) {
	tb.Helper()
	profile, err := p.Profile(p.ctx, p.candidates[p.of(len(p.candidates))].ID)
	must(tb, err)
	if len(profile.Applications) == 0 {
		return
	}
	a := profile.Applications[p.of(len(profile.Applications))]
	for _, j := range p.jobs {
		if j.ID == a.JobID {
			was := a.Stage
			a.Stage = j.Stages[p.of(len(j.Stages))]
			_, err := p.SaveApplication(p.ctx, a, recruit.Activity{Action: "candidate.moved", CandidateID: a.CandidateID, JobID: a.JobID, Text: strings.Join([]string{"Moved", was, a.Stage}, "|")})
			must(tb, err)
		}
	}
}
