package cli

import (
	"context"
	"strings"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/timeparse"
)

// whoJSON names a person.
type whoJSON struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
}

// refJSON names a thing by its title.
type refJSON struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
}

type candidateJSON struct {
	ID           recruit.CandidateID    `json:"id"`
	Version      int                    `json:"version"`
	Name         string                 `json:"name"`
	Email        string                 `json:"email"`
	Phone        string                 `json:"phone"`
	TimeZone     string                 `json:"time_zone"`
	Language     string                 `json:"language"` // "" is that of the workspace's mails
	Headline     string                 `json:"headline"`
	Tags         []string               `json:"tags"`
	Emails       []string               `json:"further_emails"`
	Phones       []string               `json:"further_phones"`
	Links        []string               `json:"links"`
	Location     string                 `json:"location"`
	Source       string                 `json:"source"` // where they came from
	Fields       []ownFieldJSON         `json:"fields"` // the candidate's own, in their order
	ExternalID   string                 `json:"external_id"`
	IDSource     string                 `json:"external_source"` // the system whose id that is, "" when nobody knows
	CreatedAt    export.Time            `json:"created_at"`
	ErasedAt     export.Time            `json:"erased_at"`
	Applications []applicationJSON      `json:"applications"`
	Files        []fileJSON             `json:"files"`
	Notes        []noteJSON             `json:"notes"`
	Interviews   []interviewSummaryJSON `json:"interviews"`
}

type applicationJSON struct {
	ID         recruit.ApplicationID `json:"id"`
	Candidate  recruit.CandidateID   `json:"candidate_id"`
	Job        refJSON               `json:"job"`
	Stage      string                `json:"stage"`
	StageSince export.Time           `json:"stage_since"`
	Warnings   []warningJSON         `json:"warnings,omitempty"` // of a move
}

type noteJSON struct {
	ID       recruit.NoteID `json:"id"`
	At       export.Time    `json:"at"`
	EditedAt export.Time    `json:"edited_at"`
	Job      *refJSON       `json:"job"` // null when it is about the candidate as such
	Author   string         `json:"author"`
	Text     string         `json:"text"`
}

func shapeApplication(a recruit.Application) applicationJSON {
	return applicationJSON{ID: a.ID, Candidate: a.CandidateID, Job: refJSON{int64(a.JobID), a.JobTitle}, Stage: a.Stage, StageSince: export.Time(a.StageSince)}
}

func shapeNote(n recruit.Note) noteJSON {
	shape := noteJSON{ID: n.ID, At: export.Time(n.At), EditedAt: export.Time(n.EditedAt), Author: n.Author, Text: n.Text}
	if n.JobID != 0 {
		shape.Job = &refJSON{int64(n.JobID), n.JobTitle}
	}
	return shape
}

func shapeCandidate(profile recruit.Profile, interviews []recruit.InterviewSummary) candidateJSON {
	c := profile.Candidate
	return candidateJSON{ID: c.ID, Version: c.Version, Name: c.Name, Email: c.Email, Phone: c.Phone, TimeZone: c.TimeZone, Language: c.Language, Headline: c.Headline,
		Tags: output.Words(c.Tags), Emails: output.Words(c.Emails), Phones: output.Words(c.Phones), Links: output.Words(c.Links), Location: c.Residence, Source: c.Origin,
		Fields: output.Each(c.Fields, shapeOwnField), ExternalID: c.ExternalID, IDSource: c.ExternalSource, CreatedAt: export.Time(c.CreatedAt), ErasedAt: export.Time(c.ErasedAt),
		Applications: output.Each(profile.Applications, shapeApplication), Files: output.Each(profile.Files, shapeFile),
		Notes: output.Each(profile.Notes, shapeNote), Interviews: output.Each(interviews, shapeSummary)}
}

// printCandidate prints a profile with its interviews.
func (s *session) printCandidate(ctx context.Context, id recruit.CandidateID) error {
	profile, err := s.Desk.Store.Profile(ctx, id)
	if err != nil {
		return err
	}
	interviews, err := s.Desk.Store.Interviews(ctx, recruit.InterviewFilter{CandidateID: id})
	if err != nil {
		return err
	}
	c, shape := profile.Candidate, shapeCandidate(profile, interviews)
	return s.Print(shape, func(w *output.Page) {
		w.Line("Candidate %d: %s", c.ID, c.Name)
		w.Field("Headline", c.Headline)
		w.Field("E-mail", c.Email)
		w.Field("Phone", c.Phone)
		w.Field("Time zone", timeparse.Called(c.TimeZone, s.Now()))
		w.Field("Language", recruit.LanguageName(c.Language))
		w.Field("Tags", strings.Join(c.Tags, ", "))
		w.Field("Further e-mail", strings.Join(c.Emails, ", "))
		w.Field("Further phone", strings.Join(c.Phones, ", "))
		w.Field("Links", strings.Join(c.Links, "\n"))
		w.Field("Location", c.Residence)
		w.Field("Source", c.Origin)
		w.Field("External id", export.Shown(c.ExternalID))
		w.Field("Its source", c.ExternalSource)
		for _, f := range c.Fields {
			w.Field(f.Name, f.Value)
		}
		w.Field("Jobs", strings.Join(output.Each(profile.Applications, func(a recruit.Application) string {
			return a.JobTitle + " (job " + output.Number(a.JobID) + "), " + a.Stage + " since " + s.moment(a.StageSince)
		}), "\n"))
		w.Field("Files", fileLines(profile.Files))
		w.Field("Interviews", strings.Join(output.Each(interviews, func(i recruit.InterviewSummary) string {
			return output.Number(i.ID) + ": " + output.Span(i.Start, i.Duration, s.Actor.Location()) + ", " + i.Title + ", " + spoken(string(i.Status))
		}), "\n"))
		for _, n := range profile.Notes {
			about, edited := "", ""
			if n.JobID != 0 {
				about = ", about " + n.JobTitle
			}
			if !n.EditedAt.IsZero() {
				edited = ", edited " + s.moment(n.EditedAt)
			}
			w.Line("\nNote %d, %s, %s%s%s:", n.ID, n.Author, s.moment(n.At), about, edited)
			w.Block(n.Text)
		}
	})
}
