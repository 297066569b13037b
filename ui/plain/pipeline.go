package plain

import (
	"context"
	"slices"
	"strconv"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// opened is the open candidate as they are now.
func (p *plain) opened(ctx context.Context) (recruit.Profile, error) {
	if p.candidate == 0 {
		return recruit.Profile{}, nobody()
	}
	return p.Services.Store.Profile(ctx, p.candidate)
}

// jobFor is the linked job that something is about; who is linked to none is
// linked first, in place (R4).
func (p *plain) jobFor(ctx context.Context, who recruit.Profile) (recruit.JobID, error) {
	switch len(who.Applications) {
	case 0:
		p.Tell("An interview is always for a linked job, and %s is linked to none yet.", text.Line(who.Candidate.Name))
		return p.linkTo(ctx, who)
	case 1:
		return who.Applications[0].JobID, nil
	}
	a, err := p.application(ctx, who, "For which job")
	return a.JobID, err
}

// application lets a person choose one of the candidate's jobs.
func (p *plain) application(ctx context.Context, who recruit.Profile, label string) (recruit.Application, error) {
	if len(who.Applications) == 1 {
		return who.Applications[0], nil
	}
	items := make([]string, len(who.Applications))
	for i, a := range who.Applications {
		items[i] = text.Line(a.JobTitle) + ", " + text.Line(a.Stage)
	}
	i, err := p.Choose(ctx, label, items, -1)
	if err != nil {
		return recruit.Application{}, err
	}
	return who.Applications[i], nil
}

// linked is the open candidate with the application that a question is about.
func (p *plain) linked(ctx context.Context, question string) (recruit.Profile, recruit.Application, error) {
	who, err := p.opened(ctx)
	if err == nil && len(who.Applications) == 0 {
		err = recruit.Refused("%s is not linked to a job yet; type link.", text.Line(who.Candidate.Name))
	}
	if err != nil {
		return who, recruit.Application{}, err
	}
	a, err := p.application(ctx, who, question)
	return who, a, err
}

// link links the open candidate to a job.
func (p *plain) link(ctx context.Context, _ string) error {
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	_, err = p.linkTo(ctx, who)
	return err
}

func (p *plain) linkTo(ctx context.Context, who recruit.Profile) (recruit.JobID, error) {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return 0, err
	}
	all, err := talk.OpenJobs(ctx, p.Services.Store)
	if err != nil {
		return 0, err
	}
	all = slices.DeleteFunc(all, func(j recruit.JobSummary) bool {
		_, linked := who.Application(j.ID)
		return linked
	})
	if len(all) == 0 {
		return 0, recruit.Refused("There is no open job that %s is not linked to; add one with new job.", text.Line(who.Candidate.Name))
	}
	items := make([]string, len(all))
	for i, j := range all {
		items[i] = wording.Joined(", ", text.Line(j.Title), text.Line(j.Department))
	}
	i, err := p.Choose(ctx, "Link to which job", items, -1)
	if err != nil {
		return 0, err
	}
	a, err := p.Services.Pipeline.Link(ctx, p.Member, who.Candidate.ID, all[i].ID, "")
	if err != nil {
		return 0, err
	}
	p.Tell("%s", wording.Linked(who.Candidate.Name, all[i].Title, a.Stage))
	return all[i].ID, nil
}

// move puts the open candidate into another stage.
func (p *plain) move(ctx context.Context, _ string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	who, a, err := p.linked(ctx, "In which job")
	if err != nil {
		return err
	}
	j, err := p.Services.Store.Job(ctx, a.JobID)
	if err != nil {
		return err
	}
	items := make([]string, len(j.Stages))
	for i, s := range j.Stages {
		items[i] = text.Line(s)
	}
	i, err := p.Choose(ctx, "To which stage", items, slices.Index(j.Stages, a.Stage))
	if err != nil {
		return err
	}
	m, err := p.Services.Pipeline.Move(ctx, p.Member, who.Candidate.ID, j.ID, j.Stages[i])
	if err != nil {
		return err
	}
	p.Tell("%s", wording.Moved(who.Candidate.Name, m, j.Title))
	return p.standing(ctx, who, m)
}

// standing says which interviews stand of someone who was moved to a stage in
// which they are lost, and offers to cancel each.
func (p *plain) standing(ctx context.Context, who recruit.Profile, m recruit.Moved) error {
	if len(m.Ahead) == 0 {
		return nil
	}
	p.Tell("%s.", wording.Standing(text.Line(who.Candidate.Name), len(m.Ahead)))
	for _, i := range m.Ahead {
		p.Tell("%s, %s.", text.Line(i.Title), talk.Spoken(p.Reader().When(i.Interview)))
		yes, err := p.Confirm(ctx, "Cancel it?")
		if err != nil {
			return err
		}
		if !yes {
			p.Tell("It is scheduled; cancel calls it off.")
			continue
		}
		r, err := p.mine(ctx, i.ID)
		if err == nil {
			err = p.callOff(ctx, r)
		} else {
			err = p.unchanged(err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// note writes a note about the open candidate.
func (p *plain) note(ctx context.Context, words string) error {
	if err := p.allow(recruit.ToNote); err != nil {
		return err
	}
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	key := recruit.DraftKey(p.Member.ID, who.Candidate.ID, "note")
	kept := p.Saver(key, "")
	job := who.NoteJob()
	keep := func() {
		kept.Store(draft.Kept{Base: map[string]string{"text": "", "job": about(who.NoteJob())}, Typed: map[string]string{"text": words, "job": about(job)}}.Encode())
	}
	fields := []talk.Field{{Name: "job", Label: "About", Asked: len(who.Applications) > 1, Ask: func(ctx context.Context) error { return p.noteJob(ctx, who, &job) }}}
	write := p.noteField(&words, "The team reads it, the candidate does not.")
	if words != "" {
		write.Asked = false
		keep() // a question follows, and it may not be saved
	} else if kept, err = p.Resume(ctx, key, func(v map[string]string) {
		words = v["text"]
		if n, err := strconv.ParseInt(v["job"], 10, 64); err == nil {
			job = recruit.JobID(n)
		}
	}); err != nil {
		return err
	}
	fields = append(fields, write)
	if err := p.Fill(ctx, fields, keep); err != nil {
		return kept.Left(err)
	}
	if err := p.Insist(ctx, fields, keep, func() error {
		_, err := p.Services.Pipeline.Note(ctx, p.Member, who.Candidate.ID, job, words)
		return err
	}); err != nil {
		return kept.Left(err)
	}
	kept.Store("")
	p.Tell("Noted. The team reads it, %s does not.", text.Line(who.Candidate.Name))
	return nil
}

// about is how the job of a note is kept.
func about(job recruit.JobID) string { return strconv.FormatInt(int64(job), 10) }

// noteJob asks which job a note is about.
func (p *plain) noteJob(ctx context.Context, who recruit.Profile, job *recruit.JobID) error {
	items, jobs := []string{"No job in particular"}, []recruit.JobID{0}
	for _, a := range who.Applications {
		items, jobs = append(items, text.Line(a.JobTitle)), append(jobs, a.JobID)
	}
	i, err := p.Choose(ctx, "About which job", items, slices.Index(jobs, *job))
	if err == nil {
		*job = jobs[i]
	}
	return err
}

// notes says the notes, the newest first.
func (p *plain) notes(ctx context.Context, _ string) error {
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	p.Tell("%s about %s.", wording.Counted(len(who.Notes), "note"), text.Line(who.Candidate.Name))
	for _, n := range who.Notes {
		p.Tell("%s: %s", wording.Joined(", ", p.Reader().Stamp(n.At), text.Line(n.Author), text.Line(n.JobTitle)), text.Block(n.Text))
	}
	return nil
}

// files says the open candidate's files.
func (p *plain) files(ctx context.Context, _ string) error {
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	p.Tell("%s of %s.", wording.Counted(len(who.Files), "file"), text.Line(who.Candidate.Name))
	for _, f := range who.Files {
		p.Tell("%s, %s", text.Line(f.Name), recruit.Size(f.Size))
	}
	return nil
}

// maxLog is how far back activity goes.
const maxLog = 500

// activity says what happened with the open candidate, the newest first.
func (p *plain) activity(ctx context.Context, query string) error {
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	q, err := p.asked(ctx, filter.Activity, query)
	if err != nil {
		return err
	}
	log, err := p.Services.Store.Activities(ctx, recruit.ActivityFilter{CandidateID: who.Candidate.ID, Limit: maxLog + 1})
	if err != nil {
		return err
	}
	if len(log) > maxLog {
		log = log[:maxLog]
		p.Tell("Of the latest %s lines only; recruitty activity list has all of them.", wording.Grouped(maxLog))
	}
	var rows []talk.Row
	for _, a := range log {
		if !filter.Line(q.Terms, a) {
			continue
		}
		rows = append(rows, talk.Row{Words: p.Reader().Stamp(a.At) + ", " + text.Line(a.Actor) + ": " + text.Line(a.Text), More: a.Words(p.Reader().Zone),
			Open: p.opens(who.Candidate.ID, a.InterviewID)})
	}
	rows = matching(q, rows)
	p.Tell("Activity of %s, %s.", text.Line(who.Candidate.Name), wording.Counted(len(rows), "line"))
	return p.ListedIfAny(ctx, rows)
}
