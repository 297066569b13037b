package access

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// View is the store as a member may read it. An interviewer finds the
// interviews that they organise or are invited to, with their candidates and
// jobs, and themselves; everything else is not there. Recruiters and read-only
// members find everything but the SSH keys of others; an admin finds those,
// too. What they change is checked by the services as everybody's is, and here
// once more.
func View(s recruit.Store, m recruit.Member) recruit.Store {
	switch m.Role {
	case recruit.Interviewer:
		return &view{Store: s, me: m}
	case recruit.Recruiter, recruit.ReadOnly:
		return &keyless{Store: s, me: m}
	}
	return s
}

// view is an interviewer's store.
type view struct {
	recruit.Store
	me recruit.Member
}

// Everything is more than any list holds.
const Everything = 10_000

// ownings is what an interviewer may see.
type ownings struct {
	interviews []recruit.InterviewSummary // by start
	ids        map[recruit.InterviewID]bool
	candidates map[recruit.CandidateID]bool
	jobs       map[recruit.JobID]bool
}

func (v *view) own(ctx context.Context) (ownings, error) {
	return v.ownOf(ctx, recruit.InterviewFilter{})
}

// ownOf is what of the interviewer's own fits f.
func (v *view) ownOf(ctx context.Context, f recruit.InterviewFilter) (ownings, error) {
	o := ownings{ids: map[recruit.InterviewID]bool{}, candidates: map[recruit.CandidateID]bool{}, jobs: map[recruit.JobID]bool{}}
	f.Limit = Everything
	byID, byAddress := f, f
	byID.MemberID = v.me.ID
	if byAddress.Address == "" { // they may have been invited before they joined the team
		byAddress.Address = v.me.Email
	}
	for _, f := range []recruit.InterviewFilter{byID, byAddress} {
		if f.MemberID == 0 && f.Address != v.me.Email {
			continue
		}
		list, err := v.Store.Interviews(ctx, f)
		if err != nil {
			return o, err
		}
		for _, i := range list {
			if !o.ids[i.ID] {
				o.interviews = append(o.interviews, i)
				o.ids[i.ID], o.candidates[i.CandidateID], o.jobs[i.JobID] = true, true, true
			}
		}
	}
	slices.SortStableFunc(o.interviews, func(a, b recruit.InterviewSummary) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	return o, nil
}

func (v *view) hidden(what string) error {
	return recruit.NotFound("There is no such %s among your own interviews; a recruiter or an admin sees all.", what)
}

// Interviews implements Interviews.
func (v *view) Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error) {
	if f.MemberID != 0 && f.MemberID != v.me.ID {
		return nil, nil
	}
	limit := f.Limit
	if limit <= 0 {
		limit = 500
	}
	o, err := v.ownOf(ctx, f)
	return o.interviews[:min(limit, len(o.interviews))], err
}

// Record implements Interviews. What is the interviewer's is asked first, here as
// everywhere: one that is hidden costs what one costs that is not there.
func (v *view) Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error) {
	o, err := v.own(ctx)
	if err == nil && !o.ids[id] {
		err = v.hidden("interview")
	}
	if err != nil {
		return recruit.Record{}, err
	}
	r, err := v.Store.Record(ctx, id)
	r.Organiser.SSHKeys = nil
	return r, err
}

// Commit implements Interviews; an answer to one's own invitation is one.
func (v *view) Commit(ctx context.Context, c recruit.Commit) (recruit.Record, error) {
	if _, err := v.Record(ctx, c.Interview.ID); err != nil {
		return recruit.Record{}, err
	}
	if c.Candidate != nil || c.Member != nil || len(c.Along) > 0 {
		return recruit.Record{}, v.forbidden()
	}
	r, err := v.Store.Commit(ctx, c)
	r.Organiser.SSHKeys = nil
	return r, err
}

// InterviewByUID implements InterviewFinder.
func (v *view) InterviewByUID(ctx context.Context, uid string) (recruit.InterviewID, error) {
	return v.interview(ctx, uid, v.Store.InterviewByUID)
}

// InterviewByMessageID implements InterviewFinder.
func (v *view) InterviewByMessageID(ctx context.Context, message string) (recruit.InterviewID, error) {
	return v.interview(ctx, message, v.Store.InterviewByMessageID)
}

// interview finds an interview by another name; one that nobody has is looked
// for like one that is hidden.
func (v *view) interview(ctx context.Context, name string, find func(context.Context, string) (recruit.InterviewID, error)) (recruit.InterviewID, error) {
	id, err := find(ctx, name)
	if err != nil && !errors.Is(err, recruit.ErrNotFound) {
		return 0, err
	}
	if _, err := v.Record(ctx, id); err != nil {
		return 0, err
	}
	return id, nil
}

// sees is nil when the candidate is one of the interviewer's.
func (v *view) sees(ctx context.Context, id recruit.CandidateID) (ownings, error) {
	o, err := v.own(ctx)
	if err == nil && !o.candidates[id] {
		err = v.hidden("candidate")
	}
	return o, err
}

// Candidate implements Candidates.
func (v *view) Candidate(ctx context.Context, id recruit.CandidateID) (recruit.Candidate, error) {
	if _, err := v.sees(ctx, id); err != nil {
		return recruit.Candidate{}, err
	}
	return v.Store.Candidate(ctx, id)
}

// CandidateByEmail implements Candidates.
func (v *view) CandidateByEmail(ctx context.Context, email string) (recruit.Candidate, error) {
	c, err := v.Store.CandidateByEmail(ctx, email)
	if err != nil && !errors.Is(err, recruit.ErrNotFound) {
		return recruit.Candidate{}, err
	}
	return v.Candidate(ctx, c.ID) // of nobody it is hidden, by the same way
}

// CandidatePage implements Candidates. An interviewer has few candidates, so
// they are gathered one by one.
func (v *view) CandidatePage(ctx context.Context, f recruit.CandidateFilter) (recruit.CandidatePage, error) {
	o, err := v.own(ctx)
	if err != nil {
		return recruit.CandidatePage{}, err
	}
	type row struct {
		recruit.CandidateSummary
		place string
	}
	var rows []row
	for id := range o.candidates {
		p, err := v.Profile(ctx, id)
		if err != nil {
			return recruit.CandidatePage{}, err
		}
		c := p.Candidate
		s := recruit.CandidateSummary{ID: c.ID, Name: c.Name, Email: c.Email, Headline: c.Headline}
		linked := f.JobID == 0 && f.Stage == ""
		for _, a := range p.Applications {
			if (f.JobID == 0 || a.JobID == f.JobID) && (f.Stage == "" || a.Stage == f.Stage) {
				s.JobTitle, s.Stage, linked = a.JobTitle, a.Stage, true
				break
			}
		}
		if !linked || !c.ErasedAt.IsZero() || !matches(f.Query, c.Name, c.Email, c.Headline, strings.Join(c.Tags, " ")) {
			continue
		}
		for _, i := range o.interviews {
			if i.CandidateID == id && i.Status == recruit.Scheduled && s.NextAt.IsZero() {
				s.NextAt = i.Start
			}
		}
		rows = append(rows, row{s, fmt.Sprintf("%s\x00%020d", sanitize.Fold(c.Name), c.ID)})
	}
	slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.place, b.place) })
	page := recruit.CandidatePage{Total: len(rows)}
	limit := f.Limit
	if limit <= 0 {
		limit = 100
	}
	from, to := 0, min(limit, len(rows))
	switch {
	case f.After != "":
		from = len(rows) - len(slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.place <= string(f.After) }))
		to = min(from+limit, len(rows))
	case f.Before == "end":
		from, to = max(len(rows)-limit, 0), len(rows)
	case f.Before != "":
		to = len(slices.DeleteFunc(slices.Clone(rows), func(r row) bool { return r.place >= string(f.Before) }))
		from = max(to-limit, 0)
	}
	page.Offset = from
	for _, r := range rows[from:to] {
		page.Rows = append(page.Rows, r.CandidateSummary)
	}
	if from < to {
		page.First, page.Last = recruit.Cursor(rows[from].place), recruit.Cursor(rows[to-1].place)
	}
	return page, nil
}

// matches reports whether every word of query begins a word of the texts.
func matches(query string, texts ...string) bool {
	cut := func(text string) []string {
		return strings.FieldsFunc(sanitize.Fold(text), func(r rune) bool { return strings.ContainsRune(" .,;:@-_/()", r) })
	}
	have := cut(strings.Join(texts, " "))
	for _, word := range cut(query) {
		if !slices.ContainsFunc(have, func(h string) bool { return strings.HasPrefix(h, word) }) {
			return false
		}
	}
	return true
}

// StageCounts implements Candidates.
func (v *view) StageCounts(ctx context.Context, id recruit.JobID) (map[string]int, error) {
	page, err := v.CandidatePage(ctx, recruit.CandidateFilter{JobID: id, Limit: Everything})
	counts := map[string]int{}
	for _, c := range page.Rows {
		counts[c.Stage]++
	}
	return counts, err
}

// AddNote implements Candidates.
func (v *view) AddNote(ctx context.Context, n recruit.Note, log recruit.Activity) (recruit.Note, error) {
	if _, err := v.sees(ctx, n.CandidateID); err != nil {
		return recruit.Note{}, err
	}
	return v.Store.AddNote(ctx, n, log)
}

// ChangeNote implements Candidates.
func (v *view) ChangeNote(ctx context.Context, n recruit.Note, seen string, log recruit.Activity) (recruit.Note, error) {
	if _, err := v.sees(ctx, n.CandidateID); err != nil {
		return recruit.Note{}, err
	}
	return v.Store.ChangeNote(ctx, n, seen, log)
}

// RemoveNote implements Candidates.
func (v *view) RemoveNote(ctx context.Context, n recruit.Note, log recruit.Activity) error {
	if _, err := v.sees(ctx, n.CandidateID); err != nil {
		return err
	}
	return v.Store.RemoveNote(ctx, n, log)
}
