package cli

import (
	"context"
	"strings"

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
	CreatedAt    instant                `json:"created_at"`
	ErasedAt     instant                `json:"erased_at"`
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
	StageSince instant               `json:"stage_since"`
	Warnings   []warningJSON         `json:"warnings,omitempty"` // of a move
}

type noteJSON struct {
	ID       recruit.NoteID `json:"id"`
	At       instant        `json:"at"`
	EditedAt instant        `json:"edited_at"`
	Job      *refJSON       `json:"job"` // null when it is about the candidate as such
	Author   string         `json:"author"`
	Text     string         `json:"text"`
}

func shapeApplication(a recruit.Application) applicationJSON {
	return applicationJSON{ID: a.ID, Candidate: a.CandidateID, Job: refJSON{int64(a.JobID), a.JobTitle}, Stage: a.Stage, StageSince: instant(a.StageSince)}
}

func shapeNote(n recruit.Note) noteJSON {
	shape := noteJSON{ID: n.ID, At: instant(n.At), EditedAt: instant(n.EditedAt), Author: n.Author, Text: n.Text}
	if n.JobID != 0 {
		shape.Job = &refJSON{int64(n.JobID), n.JobTitle}
	}
	return shape
}

func shapeCandidate(profile recruit.Profile, interviews []recruit.InterviewSummary) candidateJSON {
	c := profile.Candidate
	return candidateJSON{ID: c.ID, Version: c.Version, Name: c.Name, Email: c.Email, Phone: c.Phone, TimeZone: c.TimeZone, Language: c.Language, Headline: c.Headline,
		Tags: words(c.Tags), Emails: words(c.Emails), Phones: words(c.Phones), Links: words(c.Links), Location: c.Residence, Source: c.Origin,
		Fields: each(c.Fields, shapeOwnField), ExternalID: c.ExternalID, IDSource: c.ExternalSource, CreatedAt: instant(c.CreatedAt), ErasedAt: instant(c.ErasedAt),
		Applications: each(profile.Applications, shapeApplication), Files: each(profile.Files, shapeFile),
		Notes: each(profile.Notes, shapeNote), Interviews: each(interviews, shapeSummary)}
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
	return s.print(shape, func(w *page) {
		w.line("Candidate %d: %s", c.ID, c.Name)
		w.field("Headline", c.Headline)
		w.field("E-mail", c.Email)
		w.field("Phone", c.Phone)
		w.field("Time zone", timeparse.Called(c.TimeZone, s.Now()))
		w.field("Language", recruit.LanguageName(c.Language))
		w.field("Tags", strings.Join(c.Tags, ", "))
		w.field("Further e-mail", strings.Join(c.Emails, ", "))
		w.field("Further phone", strings.Join(c.Phones, ", "))
		w.field("Links", strings.Join(c.Links, "\n"))
		w.field("Location", c.Residence)
		w.field("Source", c.Origin)
		w.field("External id", export.Shown(c.ExternalID))
		w.field("Its source", c.ExternalSource)
		for _, f := range c.Fields {
			w.field(f.Name, f.Value)
		}
		w.field("Jobs", strings.Join(each(profile.Applications, func(a recruit.Application) string {
			return a.JobTitle + " (job " + number(a.JobID) + "), " + a.Stage + " since " + s.moment(a.StageSince)
		}), "\n"))
		w.field("Files", fileLines(profile.Files))
		w.field("Interviews", strings.Join(each(interviews, func(i recruit.InterviewSummary) string {
			return number(i.ID) + ": " + span(i.Start, i.Duration, s.actor.Location()) + ", " + i.Title + ", " + spoken(string(i.Status))
		}), "\n"))
		for _, n := range profile.Notes {
			about, edited := "", ""
			if n.JobID != 0 {
				about = ", about " + n.JobTitle
			}
			if !n.EditedAt.IsZero() {
				edited = ", edited " + s.moment(n.EditedAt)
			}
			w.line("\nNote %d, %s, %s%s%s:", n.ID, n.Author, s.moment(n.At), about, edited)
			w.block(n.Text)
		}
	})
}
