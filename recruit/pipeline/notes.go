package pipeline

import (
	"context"
	"slices"
	"strconv"

	"recruitty/recruit"
)

// maxNoteText bounds the text of a note, in characters.
const maxNoteText = 10_000

// Note adds a note about a candidate: about their application for a job, which
// only those read who may see that job, or, with 0, about them as such.
func (p *Pipeline) Note(ctx context.Context, actor recruit.Member, id recruit.CandidateID, job recruit.JobID, text string) (recruit.Note, error) {
	if err := recruit.Allow(actor, recruit.ToNote); err != nil {
		return recruit.Note{}, err
	}
	text, err := cleanNote(text)
	if err != nil {
		return recruit.Note{}, err
	}
	n := recruit.Note{CandidateID: id, JobID: job, AuthorID: actor.ID, Author: actor.Name, At: p.Now().UTC(), Text: text}
	if job != 0 {
		profile, err := p.Candidates.Profile(ctx, id)
		if err != nil {
			return recruit.Note{}, err
		}
		i := slices.IndexFunc(profile.Applications, func(a recruit.Application) bool { return a.JobID == job })
		if i < 0 {
			return recruit.Note{}, &recruit.Problem{Kind: recruit.ErrNotFound, Field: "job", Sentence: profile.Candidate.Name + " is not linked to a job with that number; link them first, or leave the job out."}
		}
		n.JobTitle = profile.Applications[i].JobTitle
	}
	return p.Candidates.AddNote(ctx, n, p.noted(actor, n, "candidate.noted", "Wrote a note"))
}

// EditNote changes the text of a note. seen is the text that the person began
// with, "" for whatever it is; when it is another one meanwhile, that is
// ErrStale. The log keeps both texts (R16).
func (p *Pipeline) EditNote(ctx context.Context, actor recruit.Member, candidate recruit.CandidateID, id recruit.NoteID, seen, text string) (recruit.Note, error) {
	n, err := p.ownNote(ctx, actor, candidate, id)
	if err != nil {
		return recruit.Note{}, err
	}
	if seen != "" && seen != n.Text {
		return recruit.Note{}, &recruit.Problem{Kind: recruit.ErrStale, Sentence: "This note was changed in the meantime; read it again before you change it."}
	}
	if text, err = cleanNote(text); err != nil {
		return recruit.Note{}, err
	}
	was := n.Text
	if text == was {
		return n, nil
	}
	n.Text, n.EditedAt = text, p.Now().UTC()
	return p.Candidates.ChangeNote(ctx, n, was, p.noted(actor, n, "candidate.note_changed", "Changed a note by "+n.Author+": “"+was+"” → “"+text+"”"))
}

// RemoveNote removes a note. The log keeps its text, so that it can be written
// again (R16).
func (p *Pipeline) RemoveNote(ctx context.Context, actor recruit.Member, candidate recruit.CandidateID, id recruit.NoteID) (recruit.Note, error) {
	n, err := p.ownNote(ctx, actor, candidate, id)
	if err != nil {
		return recruit.Note{}, err
	}
	return n, p.Candidates.RemoveNote(ctx, n, p.noted(actor, n, "candidate.note_removed", "Removed a note by "+n.Author+": “"+n.Text+"”"))
}

// ownNote finds a note that the actor may change.
func (p *Pipeline) ownNote(ctx context.Context, actor recruit.Member, candidate recruit.CandidateID, id recruit.NoteID) (recruit.Note, error) {
	profile, err := p.Candidates.Profile(ctx, candidate)
	if err != nil {
		return recruit.Note{}, err
	}
	for _, n := range profile.Notes {
		if n.ID == id {
			return n, n.MayChange(actor)
		}
	}
	return recruit.Note{}, recruit.NotFound("%s has no note %s, or no longer has it; look at the notes again.", profile.Candidate.Name, strconv.FormatInt(int64(id), 10))
}

func (p *Pipeline) noted(actor recruit.Member, n recruit.Note, action, text string) recruit.Activity {
	return recruit.Activity{At: p.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: action, CandidateID: n.CandidateID, JobID: n.JobID, Text: text}
}

func cleanNote(text string) (string, error) {
	text, err := recruit.CleanText("text", "note", text, maxNoteText)
	if err == nil && text == "" {
		err = recruit.Invalid("text", "The note is empty.")
	}
	return text, err
}
