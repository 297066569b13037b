package plain

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/pipeline"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// maxListed is how many jobs or interviews a list holds; a search finds the
// others.
const maxListed = 500

// maxSearched is among how many interviews a search looks.
const maxSearched = 10_000

// jobs lists jobs.
func (p *plain) jobs(ctx context.Context, query string) error {
	q, err := p.asked(ctx, filter.Jobs, query)
	if err != nil {
		return err
	}
	all, err := p.Services.Store.Jobs(ctx, recruit.JobFilter{Limit: maxSearched + 1, Brief: true})
	if err != nil {
		return err
	}
	if len(all) > maxSearched {
		all = all[:maxSearched]
		p.Tell("Of the first %s jobs only; there are more.", wording.Grouped(maxSearched))
	}
	var rows []talk.Row
	for _, j := range all {
		if !filter.Job(q.Terms, j) {
			continue
		}
		words := wording.Joined(", ", text.Line(j.Title), text.Line(j.Department), text.Line(j.Location), wording.Counted(j.Candidates, "candidate"))
		if j.Interviews > 0 {
			words += ", " + wording.Counted(j.Interviews, "upcoming interview")
		}
		if j.Status == recruit.JobClosed {
			words += ", closed"
		}
		words = wording.Joined(", ", words, wording.Damaged(j.Damage))
		rows = append(rows, talk.Row{Words: words, More: j.Words(), Open: func(ctx context.Context) error { return p.job(ctx, j.ID) }})
	}
	rows = matching(q, rows)
	p.Tell("%s.", wording.Counted(len(rows), "job"))
	return p.ListedIfAny(ctx, rows)
}

// job says a job and lists its candidates.
func (p *plain) job(ctx context.Context, id recruit.JobID) error {
	j, err := p.Services.Store.Job(ctx, id)
	if err != nil {
		return err
	}
	counts, err := p.Services.Store.StageCounts(ctx, id)
	if err != nil {
		return err
	}
	p.Tell("%s.", wording.Joined(", ", text.Line(j.Title), text.Line(j.Department), text.Line(j.Location), string(j.Status)))
	if j.Description != "" {
		p.Tell("%s", text.Block(j.Description))
	}
	stages := make([]string, len(j.Stages))
	for i, s := range j.Stages {
		stages[i] = fmt.Sprintf("%s %d", text.Line(s), counts[s])
	}
	p.Tell("Stages: %s.", strings.Join(stages, ", "))
	return p.candidatesOf(ctx, recruit.CandidateFilter{JobID: id}, " for this job")
}

// interviews lists interviews: those ahead, or with the word past those that
// are over, the newest first; with the word mine only the member's.
func (p *plain) interviews(ctx context.Context, rest string) error {
	f := recruit.InterviewFilter{From: p.Now(), Status: recruit.Scheduled, Limit: maxListed, Brief: true}
	past := false
	var query []string
	for word := range strings.FieldsSeq(rest) {
		switch strings.ToLower(word) {
		case "mine":
			f.MemberID = p.Member.ID
		case "past":
			past, f.From, f.To, f.Status = true, p.Now().AddDate(-1, 0, 0), p.Now(), ""
		case "all", "upcoming", "ahead":
		default:
			query = append(query, word)
		}
	}
	q, err := p.asked(ctx, filter.Interviews, strings.Join(query, " "))
	if err != nil {
		return err
	}
	f.Where = q.Terms
	if q.Asks(recruit.ByState) { // those that were cancelled, for one
		f.Status = ""
	}
	if query != nil {
		f.Limit = maxSearched
	}
	all, err := p.Services.Store.Interviews(ctx, f)
	if err != nil {
		return err
	}
	rows := make([]talk.Row, 0, len(all))
	for _, i := range all {
		rows = append(rows, p.interviewRow(i))
	}
	rows = matching(q, rows)
	one, where := "upcoming interview", ""
	if past {
		one, where = "interview", " in the last year"
	}
	switch {
	case len(all) == f.Limit && f.Limit > maxListed && len(rows) <= maxListed:
		p.Tell("%s among the first %s%s; name days, such as on:week, to look at others.", wording.Counted(len(rows), one), wording.Grouped(f.Limit), where)
	case len(rows) > maxListed, len(all) == f.Limit:
		p.Tell("More than %s%s; the first are listed. Name days, such as on:week, to see others.", wording.Counted(maxListed-1, one), where)
	default:
		p.Tell("%s%s.", wording.Counted(len(rows), one), where)
	}
	rows = rows[:min(len(rows), maxListed)]
	if past {
		for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
			rows[i], rows[j] = rows[j], rows[i]
		}
	}
	return p.ListedIfAny(ctx, rows)
}

// add adds a candidate or a job with the least that is needed.
func (p *plain) add(ctx context.Context, what string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	switch strings.ToLower(what) {
	case "candidate":
		return p.addCandidate(ctx)
	case "job":
		return p.addJob(ctx)
	}
	return recruit.Invalid("", "Type new candidate, or new job.")
}

func (p *plain) addCandidate(ctx context.Context) error {
	own, err := p.Services.Fields.List(ctx)
	if err != nil {
		return err
	}
	d := draft.NewNewcomer(own)
	base := d.Values()
	kept, err := p.Resume(ctx, recruit.DraftKey(p.Member.ID, 0, "candidate"), d.Fill)
	if err != nil {
		return err
	}
	keep := func() { kept.Store(draft.Kept{Base: base, Typed: d.Values()}.Encode()) }
	// Each answer is looked at by itself.
	fields := talk.Those(talk.Questions(p.Conversation, d, func(ctx context.Context, f draft.Field[draft.Newcomer], typed string) error {
		c := draft.Newcomer{Candidate: recruit.Candidate{Name: "Someone"}}
		if err := f.Write(&c, typed); err != nil {
			return err
		}
		cleaned, err := pipeline.CleanCandidate(c.Candidate)
		if err != nil {
			return err
		}
		if f.Name == "job" {
			_, err := p.Services.Pipeline.OpenJob(ctx, typed)
			return err
		}
		return p.Services.Settings.Mailable(ctx, cleaned.Email)
	}), "name", "email", "phone", "job", "file", "time_zone")
	fields = append(fields, broughtOver(p, d, base, fields)...)
	if err := p.Fill(ctx, fields, keep); err != nil {
		return kept.Left(err)
	}
	var added pipeline.Arrived
	if err := p.Insist(ctx, fields, keep, func() error {
		c, err := d.Read()
		if err == nil {
			added, err = draft.Arrive(ctx, p.Services, p.Member, c)
		}
		return err
	}); err != nil {
		return kept.Left(err)
	}
	kept.Store("")
	p.Tell("%s", text.Line(added.Words()))
	return p.profile(ctx, added.Candidate.ID, 0)
}

// addJob asks for the title; what else was typed on the screen for a new job, and
// not saved there, is taken up with it.
func (p *plain) addJob(ctx context.Context) error {
	d := draft.NewJob(recruit.Job{Stages: recruit.DefaultStages()})
	base := d.Values()
	kept, err := p.Resume(ctx, recruit.DraftKey(p.Member.ID, 0, "job-0"), d.Fill)
	if err != nil {
		return kept.Left(err)
	}
	keep := func() { kept.Store(draft.Kept{Base: base, Typed: d.Values()}.Encode()) }
	fields := talk.Those(talk.Questions(p.Conversation, d, nil), "title")
	fields = append(fields, broughtOver(p, d, base, fields)...)
	if err := p.Fill(ctx, fields, keep); err != nil {
		return kept.Left(err)
	}
	var added recruit.Job
	if err := p.Insist(ctx, fields, keep, func() error {
		j, err := d.Into(recruit.Job{})
		if err == nil {
			added, err = p.Services.Jobs.Add(ctx, p.Member, j)
		}
		return err
	}); err != nil {
		return kept.Left(err)
	}
	kept.Store("")
	p.Tell("Added the job %s. change job changes its stages and the rest.", text.Line(added.Title))
	return nil
}

// broughtOver says what was typed on the screen into the fields that are not asked
// for here; it is saved along with the rest, and asked for where it is refused.
func broughtOver[T any](p *plain, d *draft.Sheet[T], base map[string]string, asked []talk.Field) []talk.Field {
	var out []talk.Field
	for i, f := range d.Fields {
		if slices.ContainsFunc(asked, func(a talk.Field) bool { return a.Name == f.Name }) {
			continue
		}
		value := &d.Texts[i]
		if *value != base[f.Name] {
			p.Tell("%s: %s", f.Label, text.Block(*value))
		}
		out = append(out, talk.Field{Name: f.Name, Label: f.Label, Ask: func(ctx context.Context) error {
			return p.AskText(ctx, f.Label, value, "It was typed on the screen.", true)
		}})
	}
	return out
}
