package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
)

// languageOf is the language of a list for a member of a random workspace.
func (c *crew) languageOf(l filter.List, m recruit.Member) filter.Language {
	return filter.Language{List: l, Now: now, Zone: time.UTC, Me: m}
}

// someTerms are random terms, of which each is often fulfilled.
func (c *crew) someTerms(choices []string) string {
	var parts []string
	for range 1 + c.of(3) {
		t := choices[c.of(len(choices))]
		if c.of(4) == 0 {
			t = "-" + t
		}
		parts = append(parts, t)
	}
	return strings.Join(parts, " ")
}

// TestFilteredInterviews compares what the store finds with the rule in memory, on
// random workspaces, for those who see everything and those who see a part.
func TestFilteredInterviews(t *testing.T) {
	t.Parallel()
	choices := []string{"with:member1", "with:member0,member2", "with:zoe", "with:member", `with:"person3"`, "answer:none", "answer:accepted", "mine", "state:scheduled", "state:cancelled,completed", "state:needs-you", "state:waiting", "state:over",
		"job:nurse", "job:cook", "stage:applied", "stage:trial", "title:first", "title:second", "candidate:ana", "candidate:people", "owner:member1", "owner:member", "email:acme", "email:p3@people", "platform:zoom", "platform:phone",
		"on:today", "after:today", "before:tomorrow", "on:yesterday", "day:sat,sun", "day:fri,mon", "updated:today", "updated:2030-01-01"}
	found, none := 0, 0
	for seed := range uint64(4) {
		c := newCrew(t, seed)
		for _, p := range []recruit.Answer{recruit.Accepted, recruit.Declined} {
			_, err := c.writer.ExecContext(c.ctx, "UPDATE participants SET answer = ? WHERE interview_id % 3 = 0 AND position % 2 = ?", p, len(p)%2)
			must(t, err)
		}
		for range 120 {
			m := c.someone()
			typed := c.someTerms(choices)
			q, err := c.languageOf(filter.Interviews, m).Parse(typed)
			must(t, err)
			for _, brief := range []bool{false, true} {
				see := c.VisibleTo(m)
				got, err := see.Interviews(c.ctx, recruit.InterviewFilter{Where: q.Terms, Brief: brief})
				must(t, err)
				all, err := see.Interviews(c.ctx, recruit.InterviewFilter{Brief: brief})
				must(t, err)
				want := slices.DeleteFunc(all, func(i recruit.InterviewSummary) bool { return !filter.Interview(q.Terms, i) })
				if a, b := interviewIDs(got), interviewIDs(want); a != b {
					t.Fatalf("seed %d, %s, %q: the store finds %s, the rule %s", seed, m.Name, typed, a, b)
				}
				if len(got) > 0 {
					found++
				} else {
					none++
				}
			}
		}
	}
	if found < 100 || none < 20 {
		t.Errorf("%d questions found something and %d nothing; they say little", found, none)
	}
}

func interviewIDs(all []recruit.InterviewSummary) string {
	ids := make([]string, len(all))
	for n, i := range all {
		ids[n] = fmt.Sprint(i.ID)
	}
	return strings.Join(ids, " ")
}

// filteredOne is what the plain rule knows of a candidate.
type filteredOne struct {
	recruit.Profile
	interviews []recruit.InterviewSummary
	texts      []string // of the files that were read
	owner      string   // who looks after them, as far as it is seen
}

// meets reports whether a term holds for a candidate, by looping over everything.
func (p filteredOne) meets(all []recruit.Term, t recruit.Term, jobs map[recruit.JobID]recruit.Job) bool {
	says := func(texts ...string) bool {
		return slices.ContainsFunc(t.Any, func(v string) bool {
			return slices.ContainsFunc(texts, func(text string) bool { return filter.Says(text, v) })
		})
	}
	has := func(thing string) bool { return slices.Contains(t.Any, thing) }
	c := p.Candidate
	switch t.Field {
	case recruit.ByName:
		return says(c.Name)
	case recruit.ByEmail:
		return says(append([]string{c.Email}, c.Emails...)...)
	case recruit.ByPhone:
		return slices.ContainsFunc(append([]string{c.Phone}, c.Phones...), func(n string) bool {
			return slices.ContainsFunc(t.Any, func(v string) bool { return strings.Contains(sanitize.Digits(n), strings.ReplaceAll(v, " ", "")) })
		})
	case recruit.ByTag:
		return says(c.Tags...)
	case recruit.BySource:
		return says(c.Origin)
	case recruit.ByPlace:
		return says(c.Residence)
	case recruit.ByZone:
		return says(c.TimeZone)
	case recruit.ByText:
		return slices.ContainsFunc(p.Notes, func(n recruit.Note) bool { return says(n.Text) }) || slices.ContainsFunc(p.texts, func(text string) bool { return says(text) })
	case recruit.ByOwner:
		return says(p.owner)
	case recruit.ByAdded:
		return t.In(c.CreatedAt)
	case recruit.ByHas:
		ahead := slices.ContainsFunc(p.interviews, func(i recruit.InterviewSummary) bool { return i.Status == recruit.Scheduled && !i.Start.Before(now) })
		return has("resume") && slices.ContainsFunc(p.Files, func(f recruit.File) bool { return f.Kind == recruit.Resume }) || has("file") && len(p.Files) > 0 ||
			has("note") && len(p.Notes) > 0 || has("email") && c.Email != "" || has("phone") && c.Phone != "" || has("job") && len(p.Applications) > 0 || has("interview") && ahead
	}
	return false
}

// fits reports whether terms hold for a candidate: one link for all that stages and jobs
// ask for, one interview for all that interviews ask for.
func (p filteredOne) fits(terms []recruit.Term, jobs map[recruit.JobID]recruit.Job, job recruit.JobID) bool {
	ofLink := func(t recruit.Term) bool { return t.Field == recruit.ByStage || t.Field == recruit.ByJob }
	ofMeeting := func(t recruit.Term) bool {
		return slices.Contains([]recruit.Field{recruit.ByWith, recruit.ByAnswer, recruit.ByPlatform, recruit.ByMine, recruit.ByStart}, t.Field)
	}
	link := func(a recruit.Application, t recruit.Term) bool {
		text := a.Stage
		if t.Field == recruit.ByJob {
			text = jobs[a.JobID].Title
		}
		return slices.ContainsFunc(t.Any, func(v string) bool { return filter.Says(text, v) })
	}
	var links, meetings []recruit.Term
	dated := false
	for _, t := range terms {
		if !t.Not && ofLink(t) {
			links = append(links, t)
		}
		if !t.Not && ofMeeting(t) {
			meetings, dated = append(meetings, t), dated || t.Field == recruit.ByStart
		}
	}
	if len(links) > 0 && !slices.ContainsFunc(p.Applications, func(a recruit.Application) bool {
		return (job == 0 || a.JobID == job) && !slices.ContainsFunc(links, func(t recruit.Term) bool { return !link(a, t) })
	}) {
		return false
	}
	var about []recruit.InterviewSummary
	for _, i := range p.interviews {
		if dated && i.Status != recruit.Cancelled || !dated && i.Status == recruit.Scheduled && !i.Start.Before(now) {
			about = append(about, i)
		}
	}
	if len(meetings) > 0 && !slices.ContainsFunc(about, func(i recruit.InterviewSummary) bool { return filter.Interview(meetings, i) }) {
		return false
	}
	for _, t := range terms {
		turned := t
		turned.Not = false
		switch {
		case ofLink(t):
			if t.Not && slices.ContainsFunc(p.Applications, func(a recruit.Application) bool {
				within := t.Field == recruit.ByJob || (job == 0 || a.JobID == job) && !slices.ContainsFunc(links, func(o recruit.Term) bool { return o.Field == recruit.ByJob && !link(a, o) })
				return within && link(a, turned)
			}) {
				return false
			}
		case ofMeeting(t):
			if t.Not && slices.ContainsFunc(about, func(i recruit.InterviewSummary) bool {
				asked := []recruit.Term{turned}
				if t.Field == recruit.ByAnswer { // of those who are named beside it
					return slices.ContainsFunc(i.People, func(one recruit.Invitee) bool {
						named := slices.DeleteFunc(slices.Clone(meetings), func(o recruit.Term) bool { return o.Field != recruit.ByWith })
						return slices.Contains(t.Any, string(one.Answer)) && (len(named) == 0 || slices.ContainsFunc(named, func(o recruit.Term) bool {
							return slices.ContainsFunc(o.Any, func(v string) bool { return filter.Says(one.Name+" "+one.Address, v) })
						}))
					})
				}
				return filter.Interview(asked, i)
			}) {
				return false
			}
		case p.meets(terms, turned, jobs) == t.Not:
			return false
		}
	}
	return true
}

// TestFilteredCandidates compares the candidates that the store finds, page by page and
// in both directions, with a plain rule, for those who see everything or a part.
func TestFilteredCandidates(t *testing.T) {
	t.Parallel()
	choices := []string{"name:ana", "name:zoe", "email:people", "email:home3", "email:p2", "tag:go", "tag:rust", "stage:applied", "stage:trial", "stage:trial1,applied", "job:nurse", "job:cook", `job:"nurse job2"`, "phone:7946", "source:referral", "location:lisbon", "zone:europe",
		"has:resume", "has:file", "has:note", "has:phone,note", "has:interview", "has:job", "text:edited", "text:note", `text:"note 1"`, "owner:member1", "owner:member", "source:ref,nowhere", "text:file", `text:"2 file"`, "text:storage,edited", "added:yesterday", "with:member1", "with:member0,member2", "answer:none", "answer:accepted", "answer:declined", "mine", "platform:zoom", "after:today", "on:today", "before:tomorrow", "on:yesterday"}
	found, none := 0, 0
	for seed := range uint64(4) {
		c := newCrew(t, seed+10)
		for _, p := range []recruit.Answer{recruit.Accepted, recruit.Declined} {
			_, err := c.writer.ExecContext(c.ctx, "UPDATE participants SET answer = ? WHERE interview_id % 3 = 0 AND position % 2 = ?", p, len(p)%2)
			must(t, err)
		}
		jobs := map[recruit.JobID]recruit.Job{}
		for _, id := range append(c.jobs, c.job.ID) {
			j, err := c.Job(c.ctx, id)
			must(t, err)
			jobs[id] = j
		}
		for n, id := range c.candidates {
			one, err := c.Candidate(c.ctx, id)
			must(t, err)
			one.Phone, one.TimeZone = []string{"", "+44 20 7946 0958"}[n%2], []string{"", "Europe/Lisbon", "Asia/Kolkata"}[n%3]
			one.Origin, one.Residence, one.Phones = []string{"", "Referral"}[n%2], []string{"Lisbon", ""}[n%2], []string{"7-9-4", "46"}[:n%3]
			one.OwnerID = []recruit.MemberID{0, c.team[1].ID, c.team[2].ID, c.team[4].ID}[n%4]
			if n%2 == 0 {
				one.Tags = append(one.Tags, "rust lang")
			}
			_, err = c.SaveCandidate(c.ctx, one, recruit.Activity{})
			must(t, err)
		}
		read := c.reads(t)
		for range 150 {
			m := c.someone()
			see := c.VisibleTo(m)
			typed := c.someTerms(choices)
			q, err := c.languageOf(filter.Candidates, m).Parse(typed)
			must(t, err)
			f := recruit.CandidateFilter{Where: q.Terms}
			if c.of(4) == 0 {
				f.JobID = c.job1()
			}
			if c.of(3) == 0 {
				f.Query = []string{"ana", "people", "applied", "cook"}[c.of(4)]
			}
			plain := f
			plain.Where = nil
			all, err := see.CandidatePage(c.ctx, plain)
			must(t, err)
			var want []recruit.CandidateID
			for _, row := range all.Rows {
				p := filteredOne{}
				p.Profile, err = see.Profile(c.ctx, row.ID)
				must(t, err)
				for _, o := range c.team {
					if o.ID == p.Candidate.OwnerID && (m.SeesAll() || o.ID == m.ID) {
						p.owner = o.Name + " " + o.Email
					}
				}
				for _, f := range p.Files {
					p.texts = append(p.texts, read[f.SHA256])
				}
				p.interviews, err = see.Interviews(c.ctx, recruit.InterviewFilter{CandidateID: row.ID})
				must(t, err)
				if p.fits(q.Terms, jobs, f.JobID) {
					want = append(want, row.ID)
				}
			}
			slices.Sort(want)
			for _, backwards := range []bool{false, true} {
				f := f
				f.Limit, f.CountTo = 1+c.of(3), []int{0, 500}[c.of(2)]
				if backwards {
					f.Before = "end"
				}
				var got []recruit.CandidateID
				for {
					page, err := see.CandidatePage(c.ctx, f)
					must(t, err)
					if page.Total != len(want) {
						t.Fatalf("seed %d, %s (%s), %q, %+v: %d of %d are counted", seed, m.Name, m.Role, typed, f, page.Total, len(want))
					}
					for _, row := range page.Rows {
						got = append(got, row.ID)
					}
					if len(page.Rows) < f.Limit {
						break
					}
					if backwards {
						f.Before = page.First
					} else {
						f.After = page.Last
					}
				}
				slices.Sort(got)
				if !slices.Equal(got, want) {
					t.Fatalf("seed %d, %s (%s), %q with %q in job %d: the store finds %v, the rule %v", seed, m.Name, m.Role, typed, f.Query, f.JobID, got, want)
				}
			}
			if len(want) > 0 {
				found++
			} else {
				none++
			}
		}
	}
	if found < 150 || none < 50 {
		t.Errorf("%d questions found someone and %d nobody; they say little", found, none)
	}
}
