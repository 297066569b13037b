// Package jsonview is how commands show things with --json. The names of the
// fields are promises to people's scripts.
package jsonview

import (
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
)

// Ref names a thing by its title.
type Ref struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
}

// Candidate is a profile with the interviews of the candidate.
type Candidate struct {
	ID      recruit.CandidateID `json:"id"`
	Version int                 `json:"version"`
	export.CandidateFacts
	CreatedAt    export.Time     `json:"created_at"`
	ErasedAt     export.Time     `json:"erased_at"`
	Applications []Application   `json:"applications"`
	Files        []File          `json:"files"`
	Notes        []Note          `json:"notes"`
	Interviews   []InterviewLine `json:"interviews"`
}

// Application is a link of a candidate to a job.
type Application struct {
	ID         recruit.ApplicationID `json:"id"`
	Candidate  recruit.CandidateID   `json:"candidate_id"`
	Job        Ref                   `json:"job"`
	Stage      string                `json:"stage"`
	StageSince export.Time           `json:"stage_since"`
	Reason     string                `json:"reason"`             // why, of who was rejected
	Warnings   []Warning             `json:"warnings,omitempty"` // of a move
}

// Note is a note about a candidate.
type Note struct {
	ID       recruit.NoteID `json:"id"`
	At       export.Time    `json:"at"`
	EditedAt export.Time    `json:"edited_at"`
	Job      *Ref           `json:"job"` // null when it is about the candidate as such
	Author   string         `json:"author"`
	Text     string         `json:"text"`
}

// OfApplication is a link as JSON has it.
func OfApplication(a recruit.Application) Application {
	return Application{ID: a.ID, Candidate: a.CandidateID, Job: Ref{int64(a.JobID), a.JobTitle}, Stage: a.Stage, StageSince: export.Time(a.StageSince), Reason: a.Reason}
}

// OfNote is a note as JSON has it.
func OfNote(n recruit.Note) Note {
	shape := Note{ID: n.ID, At: export.Time(n.At), EditedAt: export.Time(n.EditedAt), Author: n.Author, Text: n.Text}
	if n.JobID != 0 {
		shape.Job = &Ref{int64(n.JobID), n.JobTitle}
	}
	return shape
}

// OfCandidate is a profile as JSON has it.
func OfCandidate(profile recruit.Profile, interviews []recruit.InterviewSummary) Candidate {
	c := profile.Candidate
	return Candidate{ID: c.ID, Version: c.Version, CandidateFacts: export.FactsOf(c), CreatedAt: export.Time(c.CreatedAt), ErasedAt: export.Time(c.ErasedAt),
		Applications: output.Each(profile.Applications, OfApplication), Files: output.Each(profile.Files, OfFile),
		Notes: output.Each(profile.Notes, OfNote), Interviews: output.Each(interviews, OfSummary)}
}
