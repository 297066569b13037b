package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// crew is a random workspace, with what a plain rule needs to say who sees what.
type crew struct {
	*world
	random     *rand.Rand
	team       []recruit.Member
	jobs       []recruit.JobID
	candidates []recruit.CandidateID
	files      []recruit.File
	addresses  []string
}

// newCrew makes one of everything, many times, with links that cross: candidates
// for several jobs, interviews of all states with members, people invited by
// address, proposals, replies and deputies, notes and files about everything.
func newCrew(tb testing.TB, seed uint64) *crew {
	tb.Helper()
	c := &crew{world: newWorld(tb), random: rand.New(rand.NewPCG(seed, 0))}
	c.team = []recruit.Member{c.member}
	for i, role := range []recruit.Role{recruit.Interviewer, recruit.Interviewer, recruit.Interviewer, recruit.Recruiter, recruit.ReadOnly} {
		name := fmt.Sprintf("Member%d", i)
		m, err := c.SaveMember(c.ctx, recruit.Member{Name: name, Email: name + "@acme.example", Role: role, SSHKeys: []string{"ssh-ed25519 KEY" + name + " " + name}}, c.line("member.added", "Added "+name))
		must(tb, err)
		c.team = append(c.team, m)
	}
	for i := range 4 {
		f, err := c.PutFile(c.ctx, fmt.Sprintf("f%d.txt", i), strings.NewReader(fmt.Sprintf("file %d", i)), 0)
		must(tb, err)
		c.files = append(c.files, f)
	}
	for i := range 4 {
		j, err := c.SaveJob(c.ctx, recruit.Job{Title: fmt.Sprintf("%s job%d", []string{"Nurse", "Cook"}[i%2], i), Stages: []string{"Applied", fmt.Sprintf("Trial%d", i)}}, c.line("job.added", "Opened"))
		must(tb, err)
		c.jobs = append(c.jobs, j.ID)
		must(tb, c.AddJobFile(c.ctx, j.ID, c.file1(), c.aboutJob(j.ID)))
	}
	for i := range 8 {
		p, err := c.SaveCandidate(c.ctx, recruit.Candidate{Name: fmt.Sprintf("%s Person%d", []string{"Ana", "Zoë", "ana"}[i%3], i), Email: fmt.Sprintf("p%d@people.example", i),
			Headline: []string{"Cook", "Engineer", ""}[i%3], Tags: []string{"go"}, CandidateDetails: recruit.CandidateDetails{Emails: []string{fmt.Sprintf("home%d@people.example", i)}}},
			c.line("candidate.added", "Added"))
		must(tb, err)
		c.candidates = append(c.candidates, p.ID)
		c.addresses = append(c.addresses, p.Email, p.Emails[0])
	}
	for range 40 {
		c.something(tb)
	}
	c.judge(tb)
	return c
}

func (c *crew) of(ids int) int               { return c.random.IntN(ids) }
func (c *crew) file1() recruit.File          { return c.files[c.of(len(c.files))] }
func (c *crew) someone() recruit.Member      { return c.team[c.of(len(c.team))] }
func (c *crew) job1() recruit.JobID          { return c.jobs[c.of(len(c.jobs))] }
func (c *crew) person() recruit.CandidateID  { return c.candidates[c.of(len(c.candidates))] }
func (c *crew) maybe(id int64) (maybe int64) { return id * int64(c.of(2)) }

// moment is one of some dozens, so that two often are the same.
func (c *crew) moment() time.Time { return now.Add(time.Duration(c.of(40)-20) * time.Hour) }

func (c *crew) aboutJob(id recruit.JobID) recruit.Activity {
	m := c.someone()
	return recruit.Activity{At: c.moment(), ActorID: m.ID, Actor: m.Name, Action: "job.changed", JobID: id, Text: "Changed"}
}

// something happens in the workspace.
func (c *crew) something(tb testing.TB) {
	tb.Helper()
	m := c.someone()
	line := recruit.Activity{At: c.moment(), ActorID: m.ID, Actor: m.Name, Action: "candidate.changed", Text: "Something"}
	switch c.of(6) {
	case 0, 1:
		c.interview(tb, m)
	case 2:
		a := recruit.Application{CandidateID: c.person(), JobID: c.job1(), Stage: []string{"Applied", "Trial1"}[c.of(2)], CreatedAt: c.moment(), StageSince: c.moment()}
		_, _ = c.SaveApplication(c.ctx, a, line) // who is linked already stays so
	case 3:
		n, err := c.AddNote(c.ctx, recruit.Note{CandidateID: c.person(), JobID: recruit.JobID(c.maybe(int64(c.job1()))), AuthorID: m.ID, Author: m.Name, At: c.moment(), Text: fmt.Sprint("note ", c.of(1000))}, line)
		must(tb, err)
		if c.of(3) == 0 {
			was := n.Text
			n.Text, n.EditedAt = "edited", c.moment()
			_, err := c.ChangeNote(c.ctx, n, was, line)
			must(tb, err)
		}
	case 4:
		f := c.file1()
		f.Kind = []recruit.FileKind{recruit.Resume, recruit.OtherFile}[c.of(2)]
		must(tb, c.AddCandidateFile(c.ctx, c.person(), f, line))
	case 5:
		line.CandidateID, line.JobID = recruit.CandidateID(c.maybe(int64(c.person()))), recruit.JobID(c.maybe(int64(c.job1())))
		must(tb, c.Log(c.ctx, line))
	}
}

// interview is a new one by a member, with anybody at it.
func (c *crew) interview(tb testing.TB, by recruit.Member) {
	tb.Helper()
	reference := fmt.Sprint("r", c.random.Uint64())
	d := c.draft(reference, c.moment())
	d.Interview.CandidateID, d.Interview.JobID, d.Interview.OrganiserID = c.person(), c.job1(), by.ID
	d.Interview.Title = []string{"First talk", "Second talk"}[c.of(2)]
	d.Interview.Status = []recruit.Status{recruit.Scheduled, recruit.Scheduled, recruit.Cancelled, recruit.Completed}[c.of(4)]
	d.Interview.Strays = []recruit.UnverifiedReply{{From: "stray@elsewhere.example", At: now}}[:c.of(2)]
	d.People = nil
	for _, m := range c.team {
		p := recruit.Participant{Address: m.Email, Name: m.Name, MemberID: m.ID, Audience: recruit.ToPanel, Answer: recruit.NoAnswer}
		switch c.of(6) {
		case 0:
			p.Proposed = recruit.Proposal{Start: c.moment()}
		case 1:
			p.MemberID, p.Address = 0, strings.ToUpper(m.Email) // invited before they joined
		case 2:
			p.RemovedAt = c.moment()
		case 3:
			p.Claim, p.Deputised = recruit.UnverifiedReply{From: "deputy@acme.example", Answer: recruit.Accepted, At: now}, []recruit.DeputyAnswer{{Address: "deputy@acme.example", Answer: recruit.Accepted, At: now}}
		default:
			continue
		}
		d.People = append(d.People, p)
	}
	d.Files = []recruit.File{c.file1()}[:c.of(2)]
	for i := range d.Effects {
		d.Effects[i].State = []recruit.EffectState{recruit.Waiting, recruit.Failed, recruit.Unknown, recruit.Done}[c.of(4)]
		d.Effects[i].NextAttempt = []time.Time{{}, now}[c.of(2)]
		d.Effects[i].MessageID = fmt.Sprintf("<%s-%d@acme.example>", reference, i)
	}
	d.Activity[0].CandidateID, d.Activity[0].JobID = d.Interview.CandidateID, d.Interview.JobID
	_, err := c.Commit(c.ctx, d)
	must(tb, err)
}
