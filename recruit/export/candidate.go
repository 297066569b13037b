package export

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"recruitty/recruit"
)

// Candidate is a candidate as exports write it.
type Candidate struct {
	ID int64 `json:"id"`
	CandidateFacts
	Job          string        `json:"job"` // of the newest application
	Stage        string        `json:"stage"`
	CreatedAt    Time          `json:"created_at"`
	Applications []Application `json:"applications"` // newest first
	Notes        []Note        `json:"notes"`        // newest first
}

// CandidateFacts are what is known of a candidate as such.
type CandidateFacts struct {
	Name           string             `json:"name"`
	Email          string             `json:"email"`
	Phone          string             `json:"phone"`
	TimeZone       string             `json:"time_zone"`
	Language       string             `json:"language"` // "" is that of the workspace's mails
	Headline       string             `json:"headline"`
	Tags           []string           `json:"tags"`
	Emails         []string           `json:"further_emails"`
	Phones         []string           `json:"further_phones"`
	Links          []string           `json:"links"`
	Location       string             `json:"location"`
	Source         string             `json:"source"`          // where they came from
	Owner          string             `json:"owner"`           // the member who looks after them, by name
	Salary         string             `json:"salary"`          // what they expect
	Fields         []recruit.OwnField `json:"fields"`          // the candidate's own, in their order
	ExternalID     string             `json:"external_id"`     // in another system
	ExternalSource string             `json:"external_source"` // that system, "" when nobody knows
}

// FactsOf are the facts of a candidate. Lists are never null.
func FactsOf(c recruit.Candidate) CandidateFacts {
	return CandidateFacts{
		Name: c.Name, Email: c.Email, Phone: c.Phone, TimeZone: c.TimeZone, Language: c.Language, Headline: c.Headline,
		Tags: append([]string{}, c.Tags...), Emails: append([]string{}, c.Emails...), Phones: append([]string{}, c.Phones...), Links: append([]string{}, c.Links...),
		Location: c.Residence, Source: c.Origin, Owner: c.Owner, Salary: c.Salary, Fields: append([]recruit.OwnField{}, c.Fields...), ExternalID: c.ExternalID, ExternalSource: c.ExternalSource,
	}
}

// Application is a link to a job.
type Application struct {
	Job            JobRef `json:"job"`
	Stage          string `json:"stage"`
	StageSince     Time   `json:"stage_since"`
	ExternalID     string `json:"external_id,omitempty"`
	ExternalSource string `json:"external_source,omitempty"`
	CreatedAt      Time   `json:"created_at"`
	Reason         string `json:"reason,omitempty"` // why they are in this stage
}

// Note is a note about a candidate.
type Note struct {
	At       Time    `json:"at"`
	EditedAt Time    `json:"edited_at"`
	Job      *JobRef `json:"job"` // null when it is about the candidate as such
	Author   string  `json:"author"`
	Text     string  `json:"text"`
}

// CandidateHeads are the columns of candidates.
func CandidateHeads() []string {
	return []string{"id", "name", "email", "phone", "time_zone", "language", "headline", "tags", "further_emails", "further_phones", "links", "location", "source", "owner", "salary", "fields",
		"external_id", "external_source", "job", "stage", "created_at", "applications", "notes"}
}

// OfCandidate is the candidate as exports write it; jobs are those that the
// profile speaks of.
func OfCandidate(p recruit.Profile, jobs map[recruit.JobID]recruit.Job) Candidate {
	c := p.Candidate
	out := Candidate{ID: int64(c.ID), CandidateFacts: FactsOf(c), CreatedAt: Instant(c.CreatedAt), Applications: []Application{}, Notes: []Note{}}
	out.ExternalID, out.ExternalSource = numberOf(c)
	for i, a := range p.Applications {
		if i == 0 {
			out.Job, out.Stage = a.JobTitle, a.Stage
		}
		out.Applications = append(out.Applications, Application{RefOfJob(jobs[a.JobID]), a.Stage, Instant(a.StageSince), a.ExternalID, a.ExternalSource, Instant(a.CreatedAt), a.Reason})
	}
	for _, n := range p.Notes {
		note := Note{At: Instant(n.At), EditedAt: Instant(n.EditedAt), Author: n.Author, Text: n.Text}
		if n.JobID != 0 {
			ref := RefOfJob(jobs[n.JobID])
			note.Job = &ref
		}
		out.Notes = append(out.Notes, note)
	}
	return out
}

// numberOf is the external id under which a candidate is known elsewhere, or in
// an export when they have no address.
func numberOf(c recruit.Candidate) (external, source string) {
	if c.ExternalID == "" && c.Email == "" {
		return Key(int64(c.ID), c.CreatedAt), ""
	}
	return c.ExternalID, c.ExternalSource
}

// maxCell is how many bytes the notes take in a row; no spreadsheet and no import
// takes a cell of any length.
const maxCell = 200 << 10

// Fitting is the candidate with as many of the newest notes as fit a row, and how
// many do not.
func (c Candidate) Fitting() (fit Candidate, left int) {
	fit = c
	for len(structured(fit.Notes)) > maxCell {
		fit.Notes = fit.Notes[:len(fit.Notes)*3/4]
	}
	return fit, len(c.Notes) - len(fit.Notes)
}

// Row are the cells under CandidateHeads.
func (c Candidate) Row() []string {
	return []string{number(c.ID), c.Name, c.Email, c.Phone, c.TimeZone, c.Language, c.Headline, list(c.Tags), list(c.Emails), list(c.Phones), list(c.Links),
		c.Location, c.Source, c.Owner, c.Salary, fieldLines(c.Fields), c.ExternalID, c.ExternalSource, c.Job, c.Stage, c.CreatedAt.String(),
		structured(c.Applications), structured(c.Notes)}
}

// CandidateOf reads a row under the columns heads. wrong names the columns of
// which the cell cannot be read.
func CandidateOf(heads, cells []string) (c Candidate, wrong []string) {
	r := rowOf(heads, cells)
	fields, err := parseFields(r.text("fields"))
	if err != nil {
		r.wrong = append(r.wrong, "fields")
	}
	c = Candidate{
		ID: r.number("id"),
		CandidateFacts: CandidateFacts{Name: r.text("name"), Email: r.text("email"), Phone: r.text("phone"), TimeZone: r.text("time_zone"), Language: r.text("language"),
			Headline: r.text("headline"), Tags: parts(r.text("tags")), Emails: parts(r.text("further_emails")), Phones: parts(r.text("further_phones")), Links: parts(r.text("links")),
			Location: r.text("location"), Source: r.text("source"), Owner: r.text("owner"), Salary: r.text("salary"), Fields: fields, ExternalID: r.text("external_id"), ExternalSource: r.text("external_source")},
		Job: r.text("job"), Stage: r.text("stage"), CreatedAt: r.time("created_at"),
		Applications: structure[Application](r, "applications"), Notes: structure[Note](r, "notes"),
	}
	return c, r.wrong
}

// fieldLines writes custom fields as one cell: as people edit them, or as JSON where
// that would lose a blank.
func fieldLines(fields []recruit.OwnField) string {
	plain := recruit.FieldLines(fields)
	if again, err := recruit.ParseFieldLines(plain); err == nil && slices.Equal(again, fields) {
		return plain
	}
	return structured(fields)
}

// parseFields reads what fieldLines writes.
func parseFields(cell string) (fields []recruit.OwnField, err error) {
	if strings.HasPrefix(cell, "[") && json.Unmarshal([]byte(cell), &fields) == nil {
		return fields, nil
	}
	return recruit.ParseFieldLines(cell)
}

func number[N ~int | ~int64](n N) string { return strconv.FormatInt(int64(n), 10) }
