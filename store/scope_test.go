package store

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// rule says plainly, from everything that is in a workspace, what one interviewer
// sees of it.
type rule struct {
	*crew
	t          *testing.T
	me         recruit.Member
	seen       recruit.Store // to be compared with the rule
	interviews map[recruit.InterviewID]recruit.Record
	candidates map[recruit.CandidateID]recruit.Profile // what of them is seen
	since      map[recruit.CandidateID]time.Time       // when they were linked to a hidden job
	jobs       map[recruit.JobID]bool
	files      map[string]bool
}

// TestWhatAPartIs compares, in random workspaces, all that interviewers read with
// what the rule says.
func TestWhatAPartIs(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			c := newCrew(t, seed)
			if seed%2 == 1 {
				c.linkAll(t)
			}
			for _, me := range c.team {
				if me.Role != recruit.Interviewer {
					continue
				}
				r := newRule(t, c, me)
				r.compareRecords()
				r.compareFound()
				r.comparePages()
				r.compareLists()
				r.compareLog()
				r.compareFiles()
				r.compareBoards()
			}
		})
	}
}

func newRule(t *testing.T, c *crew, me recruit.Member) *rule {
	t.Helper()
	r := &rule{crew: c, t: t, me: me, seen: c.VisibleTo(me), interviews: map[recruit.InterviewID]recruit.Record{}, candidates: map[recruit.CandidateID]recruit.Profile{},
		since: map[recruit.CandidateID]time.Time{}, jobs: map[recruit.JobID]bool{}, files: map[string]bool{}}
	all, err := c.Interviews(c.ctx, recruit.InterviewFilter{})
	must(t, err)
	for _, i := range all {
		record, err := c.Record(c.ctx, i.ID)
		must(t, err)
		mine := record.Interview.OrganiserID == me.ID || slices.ContainsFunc(record.People, func(p recruit.Participant) bool {
			return p.RemovedAt.IsZero() && (p.MemberID == me.ID || strings.EqualFold(p.Address, me.Email))
		})
		if !mine {
			continue
		}
		if record.Organiser.ID != me.ID {
			record.Organiser.SSHKeys = nil
		}
		r.interviews[i.ID], r.jobs[i.JobID] = record, true
		r.candidates[i.CandidateID] = recruit.Profile{}
		r.has(record.Files)
	}
	for id := range r.candidates {
		p, err := c.Profile(c.ctx, id)
		must(t, err)
		r.candidates[id] = r.seenOf(p)
		r.has(r.candidates[id].Files)
	}
	for id := range r.jobs {
		files, err := c.JobFiles(c.ctx, id)
		must(t, err)
		r.has(files)
	}
	return r
}

// seenOf leaves out of a profile what is about hidden jobs, or may be.
func (r *rule) seenOf(p recruit.Profile) recruit.Profile {
	id := p.Candidate.ID
	for _, a := range p.Applications {
		if !r.jobs[a.JobID] && (r.since[id].IsZero() || a.CreatedAt.Before(r.since[id])) {
			r.since[id] = a.CreatedAt
		}
	}
	p.Applications = slices.DeleteFunc(p.Applications, func(a recruit.Application) bool { return !r.jobs[a.JobID] })
	p.Notes = slices.DeleteFunc(p.Notes, func(n recruit.Note) bool {
		if n.JobID != 0 {
			return !r.jobs[n.JobID]
		}
		return n.AuthorID != r.me.ID && !(r.before(id, n.At) && r.before(id, n.EditedAt))
	})
	p.Files = slices.DeleteFunc(p.Files, func(f recruit.File) bool { return f.Kind != recruit.Resume && !r.since[id].IsZero() })
	return p
}

func (r *rule) has(files []recruit.File) {
	for _, f := range files {
		r.files[f.SHA256] = true
	}
}

// before reports whether something was said of a candidate before anything about
// them was to be hidden.
func (r *rule) before(id recruit.CandidateID, at time.Time) bool {
	return r.since[id].IsZero() || at.Before(r.since[id])
}

// same fails the test where what is read is not what the rule says.
func (r *rule) same(what string, got, want any) {
	r.t.Helper()
	if empty := reflect.ValueOf(want); empty.Kind() == reflect.Slice && empty.Len() == 0 && reflect.ValueOf(got).Len() == 0 {
		return
	}
	if !reflect.DeepEqual(got, want) {
		r.t.Errorf("%s reads of %s:\n  %+v, want\n  %+v", r.me.Name, what, got, want)
	}
}

// isHidden fails the test unless err says of what is hidden what it says of what
// is not there.
func (r *rule) isHidden(what string, err, missing error) {
	r.t.Helper()
	if !errors.Is(err, recruit.ErrNotFound) || recruit.Sentence(err) != recruit.Sentence(missing) {
		r.t.Errorf("%s hears of a hidden %s: %v, and of none: %v", r.me.Name, what, err, missing)
	}
}

const nothing = 4711

func (r *rule) compareRecords() {
	_, none := r.seen.Record(r.ctx, nothing)
	_, noUID := r.seen.InterviewByUID(r.ctx, "nothing@acme.example")
	_, noMail := r.seen.InterviewByMessageID(r.ctx, "<nothing@acme.example>")
	all, err := r.Interviews(r.ctx, recruit.InterviewFilter{})
	must(r.t, err)
	for _, i := range all {
		whole, err := r.Record(r.ctx, i.ID)
		must(r.t, err)
		got, err := r.seen.Record(r.ctx, i.ID)
		uid, uidErr := r.seen.InterviewByUID(r.ctx, strings.ToUpper(i.UID))
		mail, mailErr := r.seen.InterviewByMessageID(r.ctx, whole.Effects[1].MessageID)
		if want, mine := r.interviews[i.ID]; mine {
			must(r.t, errors.Join(err, uidErr, mailErr))
			r.same("an interview", got, want)
			r.same("the names of an interview", []recruit.InterviewID{uid, mail}, []recruit.InterviewID{i.ID, i.ID})
			continue
		}
		r.isHidden("interview", err, none)
		r.isHidden("calendar entry", uidErr, noUID)
		r.isHidden("mail", mailErr, noMail)
		r.same("a hidden interview", fmt.Sprint(got, uid, mail), fmt.Sprint(recruit.Record{}, 0, 0))
	}
}

func (r *rule) compareFound() {
	_, none := r.seen.Candidate(r.ctx, nothing)
	_, nobody := r.seen.CandidateByEmail(r.ctx, "nobody@people.example")
	_, noProfile := r.seen.Profile(r.ctx, nothing)
	for _, id := range append(r.crew.candidates, r.candidate.ID) {
		whole, err := r.Candidate(r.ctx, id)
		must(r.t, err)
		got, err := r.seen.Candidate(r.ctx, id)
		profile, profileErr := r.seen.Profile(r.ctx, id)
		var found []recruit.CandidateID
		var foundErr error
		for _, address := range append([]string{whole.Email}, whole.Emails...) {
			c, err := r.seen.CandidateByEmail(r.ctx, strings.ToUpper(address))
			found, foundErr = append(found, c.ID), cmp.Or(foundErr, err)
		}
		if want, mine := r.candidates[id]; mine {
			must(r.t, errors.Join(err, profileErr, foundErr))
			r.same("a candidate", got, whole)
			for i := range want.Applications {
				r.same("an application", profile.Applications[i], want.Applications[i])
			}
			r.same("the applications", profile.Applications, want.Applications)
			r.same("the notes", profile.Notes, want.Notes)
			r.same("the files", profile.Files, want.Files)
			r.same("who has an address", slices.Compact(found), []recruit.CandidateID{id})
			continue
		}
		r.isHidden("candidate", err, none)
		r.isHidden("address", foundErr, nobody)
		r.isHidden("profile", profileErr, noProfile)
	}
}

// comparePages reads the list of candidates forwards and backwards, page by page.
func (r *rule) comparePages() {
	words := func(text string) []string {
		return strings.FieldsFunc(sanitize.Fold(text), func(c rune) bool { return strings.ContainsRune(" .,@-", c) })
	}
	stages := []string{"", "Applied", "Trial1"}
	for _, f := range []recruit.CandidateFilter{{}, {JobID: r.job1()}, {Stage: stages[1]}, {JobID: r.job1(), Stage: stages[2]}, {Named: "an"}, {Query: "ana"}, {Query: "cook"}, {Query: "trial1"},
		{Query: "go applied"}, {Query: "person3"}, {Query: "nurse", JobID: r.job1()}, {Query: "people", Stage: "Applied"}, {Query: "nothing"}, {JobID: nothing}} {
		var want []recruit.CandidateSummary
		for id, p := range r.candidates {
			c := p.Candidate
			links := slices.DeleteFunc(slices.Clone(p.Applications), func(a recruit.Application) bool { return f.JobID != 0 && a.JobID != f.JobID })
			found := (f.JobID == 0 && f.Stage == "") || slices.ContainsFunc(links, func(a recruit.Application) bool { return f.Stage == "" || a.Stage == f.Stage })
			found = found && strings.HasPrefix(sanitize.Fold(c.Name), f.Named)
			for _, q := range words(f.Query) {
				holds := slices.ContainsFunc(words(strings.Join(slices.Concat([]string{c.Name, c.Email, c.Headline}, c.Tags, c.Emails), " ")), func(w string) bool { return strings.HasPrefix(w, q) })
				for _, a := range links {
					holds = holds || slices.ContainsFunc(words(a.Stage+" "+a.JobTitle), func(w string) bool { return w == q || len(q) > 2 && strings.HasPrefix(w, q) })
				}
				found = found && holds
			}
			if !found {
				continue
			}
			s := recruit.CandidateSummary{ID: id, Name: c.Name, Email: c.Email, Headline: c.Headline}
			if len(links) > 0 {
				s.JobTitle, s.Stage, s.Place = links[0].JobTitle, links[0].Stage, links[0].Place
			}
			for _, i := range r.interviews {
				if at := i.Interview.Start; i.Interview.CandidateID == id && i.Interview.Status == recruit.Scheduled && !at.Before(now) && (s.NextAt.IsZero() || at.Before(s.NextAt)) {
					s.NextAt = at
				}
			}
			want = append(want, s)
		}
		slices.SortFunc(want, func(a, b recruit.CandidateSummary) int {
			return cmp.Or(strings.Compare(sanitize.Fold(a.Name), sanitize.Fold(b.Name)), cmp.Compare(a.ID, b.ID))
		})
		f.Limit = 1 + r.of(3)
		r.same(fmt.Sprintf("%+v", f), r.pages(f, len(want), false), want)
		r.same(fmt.Sprintf("%+v from its end", f), r.pages(f, len(want), true), want)
	}
}

// pages are the rows of all pages of a list.
func (r *rule) pages(f recruit.CandidateFilter, total int, backwards bool) (all []recruit.CandidateSummary) {
	r.t.Helper()
	if backwards {
		f.Before = lastPage
	}
	for {
		p, err := r.seen.CandidatePage(r.ctx, f)
		must(r.t, err)
		if len(p.Rows) == 0 || len(all) > total {
			return all
		}
		at := len(all)
		if backwards {
			at = total - len(all) - len(p.Rows)
			all = append(p.Rows, all...)
			f.Before = p.First
		} else {
			all = append(all, p.Rows...)
			f.After = p.Last
		}
		if p.Total != total || p.Offset != at || p.About {
			r.t.Errorf("%s reads %+v: page at %d of %d, want %d of %d", r.me.Name, f, p.Offset, p.Total, at, total)
		}
	}
}

// compareLists compares what other lists hold with what of the whole ones is seen.
func (r *rule) compareLists() {
	for _, f := range []recruit.InterviewFilter{{}, {From: now}, {To: now, Brief: true}, {CandidateID: r.person()}, {JobID: r.job1()}, {OrganiserID: r.someone().ID}, {MemberID: r.someone().ID},
		{Address: r.someone().Email}, {Status: recruit.Scheduled}, {Query: "second"}, {Query: "ana"}, {Query: "nurse", Brief: true}, {From: now, Limit: 1}, {Sketch: true}, {MemberID: r.someone().ID, Sketch: true}} {
		limit := f.Limit
		got, err := r.seen.Interviews(r.ctx, f)
		must(r.t, err)
		f.Limit = 0
		whole, err := r.Interviews(r.ctx, f)
		must(r.t, err)
		want := slices.DeleteFunc(whole, func(i recruit.InterviewSummary) bool { _, mine := r.interviews[i.ID]; return !mine })
		if limit > 0 {
			want = want[:min(limit, len(want))]
		}
		r.same(fmt.Sprintf("interviews %+v", f), got, want)
	}
	_, noJob := r.seen.Job(r.ctx, nothing)
	for _, f := range []recruit.JobFilter{{}, {Query: "nurse"}, {Status: recruit.JobOpen, Brief: true}, {After: r.job1()}} {
		got, err := r.seen.Jobs(r.ctx, f)
		must(r.t, err)
		whole, err := r.Jobs(r.ctx, f)
		must(r.t, err)
		want := slices.DeleteFunc(whole, func(j recruit.JobSummary) bool { return !r.jobs[j.ID] })
		for i := range want {
			want[i].Candidates, want[i].Interviews = 0, 0
			stages := map[string]int{}
			for _, p := range r.candidates {
				for _, a := range p.Applications {
					if a.JobID == want[i].ID {
						want[i].Candidates++
						stages[a.Stage]++
					}
				}
			}
			for _, x := range r.interviews {
				if x := x.Interview; x.JobID == want[i].ID && x.Status == recruit.Scheduled && !x.Start.Before(now) {
					want[i].Interviews++
				}
			}
			counts, err := r.seen.StageCounts(r.ctx, want[i].ID)
			must(r.t, err)
			r.same("the stages of a job", counts, stages)
		}
		r.same(fmt.Sprintf("jobs %+v", f), got, want)
	}
	for _, id := range r.crew.jobs {
		if _, err := r.seen.Job(r.ctx, id); r.jobs[id] {
			must(r.t, err)
			continue
		} else {
			r.isHidden("job", err, noJob)
		}
		counts, err := r.seen.StageCounts(r.ctx, id)
		must(r.t, err)
		r.same("a hidden job", len(counts), 0)
	}
	whole, err := r.OpenEffects(r.ctx, 0)
	must(r.t, err)
	want := slices.DeleteFunc(whole, func(e recruit.OpenEffect) bool { _, mine := r.interviews[e.InterviewID]; return !mine })
	got, err := r.seen.OpenEffects(r.ctx, 0)
	must(r.t, err)
	r.same("the outbox", got, want)
	stuck := slices.DeleteFunc(want, func(e recruit.OpenEffect) bool {
		return e.State != recruit.Failed && (e.State == recruit.Running || !e.NextAttempt.IsZero())
	})
	n, err := r.seen.AttentionCount(r.ctx)
	must(r.t, err)
	r.same("the number of what needs a person", n, len(stuck))
}

func (r *rule) compareLog() {
	for _, f := range []recruit.ActivityFilter{{}, {Limit: 3}, {CandidateID: r.person()}, {JobID: r.job1()}, {ActorID: r.someone().ID}, {About: "candidate"}, {InterviewID: 1}, {CandidateID: nothing}, {Before: 40}} {
		limit := cmp.Or(f.Limit, 200)
		got, err := r.seen.Activities(r.ctx, f)
		must(r.t, err)
		f.Limit = maxRows
		whole, err := r.Activities(r.ctx, f)
		must(r.t, err)
		want := slices.DeleteFunc(whole, func(a recruit.Activity) bool {
			if strings.HasPrefix(a.Action, "scorecard.") && a.ActorID != r.me.ID {
				return true
			}
			switch _, mine := r.interviews[a.InterviewID]; {
			case a.InterviewID != 0:
				return !mine
			case a.CandidateID != 0:
				_, mine := r.candidates[a.CandidateID]
				return !mine || a.JobID != 0 && !r.jobs[a.JobID] || a.JobID == 0 && a.ActorID != r.me.ID && !r.before(a.CandidateID, a.At)
			case a.JobID != 0:
				return !r.jobs[a.JobID]
			}
			return a.ActorID != r.me.ID
		})
		r.same(fmt.Sprintf("the log %+v", f), got, want[:min(limit, len(want))])
	}
}

func (r *rule) compareFiles() {
	_, none := r.seen.FileContent(r.ctx, strings.Repeat("0", 64))
	for _, f := range append(r.crew.files, r.file) {
		if _, err := r.seen.FileContent(r.ctx, f.SHA256); r.files[f.SHA256] {
			must(r.t, err)
		} else {
			r.isHidden("file", err, none)
		}
	}
	_, noMember := r.seen.Member(r.ctx, nothing)
	team, err := r.seen.Members(r.ctx, true)
	must(r.t, err)
	r.same("the team", team, []recruit.Member{r.me})
	for _, m := range r.team {
		if _, err := r.seen.Member(r.ctx, m.ID); m.ID == r.me.ID {
			must(r.t, err)
		} else {
			r.isHidden("member", err, noMember)
		}
	}
}
