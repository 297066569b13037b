package plain

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/draft"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// unlink takes the open candidate out of a job.
func (p *plain) unlink(ctx context.Context, _ string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	who, a, err := p.linked(ctx, "From which job")
	if err != nil {
		return err
	}
	if err := p.sure(ctx, "Take "+text.Line(who.Candidate.Name)+" out of "+text.Line(a.JobTitle)+"?"); err != nil {
		return err
	}
	if a, err = p.Services.Pipeline.Unlink(ctx, p.Member, who.Candidate.ID, a.JobID); err != nil {
		return err
	}
	p.Tell("%s is no longer linked to %s; the stage was %s. link undoes that.", text.Line(who.Candidate.Name), text.Line(a.JobTitle), text.Line(a.Stage))
	return nil
}

// sure asks a question and leaves unless the answer is yes.
func (p *plain) sure(ctx context.Context, question string) error {
	yes, err := p.Confirm(ctx, question)
	if err != nil || yes {
		return err
	}
	return talk.ErrLeave
}

// closeJob and reopenJob end a job that words find, and take that back.
func (p *plain) closeJob(ctx context.Context, words string) error {
	return p.oneJob(ctx, words, recruit.JobOpen, func(j recruit.JobSummary) error {
		if err := p.sure(ctx, "Close "+text.Line(j.Title)+"? It takes no more candidates then; what there is stays."); err != nil {
			return err
		}
		if _, err := p.Services.Jobs.Close(ctx, p.Member, j.ID); err != nil {
			return err
		}
		p.Tell("Closed %s. reopen job undoes that.", text.Line(j.Title))
		return nil
	})
}

func (p *plain) reopenJob(ctx context.Context, words string) error {
	return p.oneJob(ctx, words, recruit.JobClosed, func(j recruit.JobSummary) error {
		if _, err := p.Services.Jobs.Reopen(ctx, p.Member, j.ID); err != nil {
			return err
		}
		p.Tell("Reopened %s.", text.Line(j.Title))
		return nil
	})
}

// oneJob finds the job with a status that words behind "job" mean.
func (p *plain) oneJob(ctx context.Context, words string, status recruit.JobStatus, do func(recruit.JobSummary) error) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	what, query, _ := strings.Cut(words, " ")
	if !strings.EqualFold(what, "job") {
		return recruit.Invalid("", "Type close job or reopen job, with a part of the job's title.")
	}
	j, err := p.foundJob(ctx, query, status)
	if err != nil {
		return err
	}
	return do(j)
}

// foundJob is the job that words mean; a status "" is any.
func (p *plain) foundJob(ctx context.Context, query string, status recruit.JobStatus) (recruit.JobSummary, error) {
	all, err := p.Services.Store.Jobs(ctx, recruit.JobFilter{Status: status, Query: query, Limit: maxListed + 1, Brief: true})
	switch {
	case err != nil:
		return recruit.JobSummary{}, err
	case len(all) == 0 && status == "":
		return recruit.JobSummary{}, recruit.NotFound("There is no job like that.")
	case len(all) == 0:
		return recruit.JobSummary{}, recruit.NotFound("There is no %s job like that.", string(status))
	case len(all) == 1:
		return all[0], nil
	}
	if len(all) > maxListed {
		all = all[:maxListed]
		p.Tell("These are the first %s jobs; there are more. Type more of the title to find others.", wording.Grouped(maxListed))
	}
	items := make([]string, len(all))
	for i, j := range all {
		items[i] = wording.Joined(", ", text.Line(j.Title), text.Line(j.Department), text.Line(j.Location))
	}
	i, err := p.Choose(ctx, "Which job", items, -1)
	if err != nil {
		return recruit.JobSummary{}, err
	}
	return all[i], nil
}

// outcome says how an interview of the open candidate went, or takes that back.
func (p *plain) outcome(ctx context.Context, _ string) error {
	if err := p.allow(recruit.ToSchedule); err != nil {
		return err
	}
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	all, err := p.Services.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: who.Candidate.ID})
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(i recruit.InterviewSummary) bool { return i.Start.After(p.Now()) || i.Status == recruit.Cancelled })
	if len(all) == 0 {
		return recruit.Refused("No interview with %s has begun yet.", text.Line(who.Candidate.Name))
	}
	n := 0
	if len(all) > 1 {
		items := make([]string, len(all))
		for n, i := range all {
			items[n] = wording.Joined(", ", text.Line(i.Title), p.Reader().Start(i.Start), wording.Status(i.Status))
		}
		if n, err = p.Choose(ctx, "Which interview", items, -1); err != nil {
			return err
		}
	}
	i := all[n]
	if i.Status != recruit.Scheduled {
		if err := p.sure(ctx, text.Line(i.Title)+": "+wording.Status(i.Status)+". Undo that?"); err != nil {
			return err
		}
		if _, err := p.Services.Scheduling.Undo(ctx, p.Member, i.ID); err != nil {
			return err
		}
		p.Tell("Undone; nobody was told.")
		return nil
	}
	return p.close(ctx, i.Interview)
}

// close says how an interview went, and asks once more where someone else has
// changed it meanwhile.
func (p *plain) close(ctx context.Context, i recruit.Interview) error {
	ways := []recruit.Status{recruit.Completed, recruit.NoShow}
	completed, noShow := wording.Outcomes()
	for {
		n, err := p.Choose(ctx, wording.TookPlace(text.Line(i.Title)), []string{completed, noShow}, -1)
		if err != nil {
			return err
		}
		_, err = p.Services.Scheduling.Close(ctx, p.Member, i.ID, scheduling.ExpectedVersion(i.Version), ways[n])
		if err == nil {
			p.Tell("%s: %s. outcome undoes that.", text.Line(i.Title), wording.Status(ways[n]))
			return nil
		}
		if !errors.Is(err, recruit.ErrStale) {
			return err
		}
		p.Complain(err)
		r, err := p.Services.Store.Record(ctx, i.ID)
		if err != nil {
			return err
		}
		i = r.Interview
		p.Tell("It is now: %s, %s.", talk.Spoken(p.Reader().When(i)), wording.Status(i.Status))
		if i.Status != recruit.Scheduled || i.Start.After(p.Now()) {
			return nil
		}
	}
}

// changeNote changes one of the notes about the open candidate.
func (p *plain) changeNote(ctx context.Context) error {
	who, n, err := p.ownNote(ctx)
	if err != nil {
		return err
	}
	typed := n.Text
	kept, err := p.Resume(ctx, recruit.DraftKey(p.Member.ID, who.Candidate.ID, fmt.Sprintf("note-%d", n.ID)), func(v map[string]string) { typed = v["text"] })
	if err != nil {
		return kept.Left(err)
	}
	base := map[string]string{"text": n.Text}
	keep := func() { kept.Store(draft.Kept{Base: base, Typed: map[string]string{"text": typed}}.Encode()) }
	fields := []talk.Field{p.noteField(&typed, "The log keeps the text as it was.")}
	if err := p.Fill(ctx, fields, keep); err != nil {
		return kept.Left(err)
	}
	if err := p.Insist(ctx, fields, keep, func() error {
		_, err := p.Services.Pipeline.EditNote(ctx, p.Member, who.Candidate.ID, n.ID, n.Text, typed)
		if errors.Is(err, recruit.ErrStale) {
			n.Text, err = p.noteNow(ctx, who.Candidate.ID, n)
		}
		return err
	}); err != nil {
		return kept.Left(err)
	}
	kept.Store("")
	p.Tell("Changed.")
	return nil
}

// noteField is the question for the text of a note.
func (p *plain) noteField(words *string, help string) talk.Field {
	return talk.Field{Name: "text", Label: "Note", Asked: true, Ask: func(ctx context.Context) error { return p.AskText(ctx, "Note", words, help, false) }}
}

// noteNow is the text of a note that someone else has changed, with the error
// that says so.
func (p *plain) noteNow(ctx context.Context, about recruit.CandidateID, n recruit.Note) (string, error) {
	who, err := p.Services.Store.Profile(ctx, about)
	if err != nil {
		return n.Text, err
	}
	i := slices.IndexFunc(who.Notes, func(now recruit.Note) bool { return now.ID == n.ID })
	if i < 0 {
		return n.Text, recruit.NotFound("That note was removed in the meantime; note writes a new one.")
	}
	return who.Notes[i].Text, &recruit.Problem{Kind: recruit.ErrStale, Field: "text",
		Sentence: "This note was changed in the meantime; it is now “" + text.Line(who.Notes[i].Text) + "”. What you typed is still here."}
}

// ownNote lets a person choose a note that they may change.
func (p *plain) ownNote(ctx context.Context) (recruit.Profile, recruit.Note, error) {
	who, err := p.opened(ctx)
	if err != nil {
		return who, recruit.Note{}, err
	}
	var own []recruit.Note
	var items []string
	for _, n := range who.Notes {
		if n.MayChange(p.Member) == nil {
			own, items = append(own, n), append(items, wording.Joined(", ", p.Reader().Stamp(n.At), text.Truncate(text.Line(n.Text), 80)))
		}
	}
	switch len(own) {
	case 0:
		return who, recruit.Note{}, recruit.Refused("There is no note about %s that you may change; its author or an admin may.", text.Line(who.Candidate.Name))
	case 1:
		return who, own[0], nil
	}
	i, err := p.Choose(ctx, "Which note", items, -1)
	if err != nil {
		return who, recruit.Note{}, err
	}
	return who, own[i], nil
}

// remove removes a note about the open candidate, or one of their files.
func (p *plain) remove(ctx context.Context, words string) error {
	switch strings.ToLower(words) {
	case "note":
		who, n, err := p.ownNote(ctx)
		if err != nil {
			return err
		}
		if err := p.sure(ctx, "Remove “"+text.Truncate(text.Line(n.Text), 80)+"”? The log keeps its text."); err != nil {
			return err
		}
		if _, err := p.Services.Pipeline.RemoveNote(ctx, p.Member, who.Candidate.ID, n.ID); err != nil {
			return err
		}
		p.Tell("Removed the note.")
		return nil
	case "file":
		if err := p.allow(recruit.ToRecruit); err != nil {
			return err
		}
		who, f, err := p.oneFile(ctx)
		if err != nil {
			return err
		}
		how, err := p.Choose(ctx, "Remove "+text.Line(f.Name), []string{"remove it; undo brings it back for 7 days", "remove it and wipe its content at once, unless someone else has the same file"}, -1)
		if err != nil {
			return err
		}
		if err := p.Services.Pipeline.RemoveFile(ctx, p.Member, who.Candidate.ID, f, how == 1); err != nil {
			return err
		}
		if how == 1 {
			p.Tell("Removed %s, and wiped its content.", text.Line(f.Name))
			return nil
		}
		p.Tell("Removed %s. Undo brings it back until %s; then its content is wiped.", text.Line(f.Name), p.Reader().Stamp(p.Now().Add(recruit.KeptFiles)))
		return nil
	}
	return recruit.Invalid("", "Type remove note, or remove file.")
}

// oneFile lets a person choose a file of the open candidate.
func (p *plain) oneFile(ctx context.Context) (recruit.Profile, recruit.File, error) {
	who, err := p.opened(ctx)
	if err != nil {
		return who, recruit.File{}, err
	}
	items := make([]string, len(who.Files))
	for i, f := range who.Files {
		items[i] = text.Line(f.Name) + ", " + recruit.Size(f.Size)
	}
	switch len(items) {
	case 0:
		return who, recruit.File{}, recruit.NotFound("%s has no file.", text.Line(who.Candidate.Name))
	case 1:
		return who, who.Files[0], nil
	}
	i, err := p.Choose(ctx, "Which file", items, -1)
	if err != nil {
		return who, recruit.File{}, err
	}
	return who, who.Files[i], nil
}

// save writes a file of the open candidate to the disk, or into the inbox.
func (p *plain) save(ctx context.Context, _ string) error {
	_, f, err := p.oneFile(ctx)
	if err != nil {
		return err
	}
	write := func(to string) error {
		where, err := p.Services.Documents.Save(ctx, f, to)
		if err != nil {
			return err
		}
		p.Tell("Saved as %s.", text.Line(where))
		return nil
	}
	if p.Services.Documents.Keep != nil {
		return write("")
	}
	if p.Services.Documents.Show != nil {
		yes, err := p.Confirm(ctx, "Open "+text.Line(f.Name)+" in its own program? no saves it.")
		if err != nil {
			return err
		}
		if yes {
			if err := p.Services.Documents.Open(ctx, f); err != nil {
				return err
			}
			p.Tell("Opened a copy of %s.", text.Line(f.Name))
			return nil
		}
	}
	err = p.Ask(ctx, talk.Question{Label: "Save to", Kept: "~/" + f.Name, Help: "A path or a folder of this machine; an existing file is not overwritten.",
		Take: func(v string) error { return write(draft.Path(v)) }})
	if errors.Is(err, talk.ErrLeave) {
		p.Tell("Left; nothing was saved.")
		return nil
	}
	return err
}
