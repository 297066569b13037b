package importer

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/importer/records"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/sanitize"
)

// This file reads what recruitty exports. Such a file is not understood by the
// words of its columns but read as it was written, so that it comes back whole.

// own is what an export says of something, as it is.
type own struct {
	job       recruit.Job
	candidate recruit.NewCandidate
	notes     []*export.JobRef // the job that each note is about, nil for none
	interview export.Interview
	created   time.Time
}

// ownKind is how a kind looks in exports.
type ownKind struct {
	kind  Kind // "" is not imported
	name  string
	heads []string // which together only an export has
	names []string // the same of objects
	row   func(heads, cells []string) entry
	read  func(raw []byte) (entry, error)
}

func ownKinds() []ownKind {
	return []ownKind{
		{Candidates, "candidates", []string{"id", "name", "email", "further_emails", "external_source", "created_at", "applications", "notes"},
			[]string{"id", "name", "further_emails", "external_source", "created_at", "applications", "notes"},
			reads(export.CandidateOf, ownCandidate), decodes(ownCandidate)},
		{Jobs, "jobs", []string{"id", "title", "external_source", "created_at", "closed_at", "stages"}, []string{"id", "title", "external_source", "created_at", "closed_at", "stages"},
			reads(export.JobOf, ownJob), decodes(ownJob)},
		{Interviews, "interviews", []string{"id", "start", "minutes", "candidate_email", "job_external_id", "external_source", "interviewers"},
			[]string{"id", "start", "duration_minutes", "candidate", "organiser", "external_source", "interviewers"},
			reads(export.InterviewOf, ownInterview), decodes(ownInterview)},
		{"", "the activity log", []string{"at", "actor", "action", "candidate", "job", "interview", "text"}, []string{"at", "actor", "action", "text"}, nil, nil},
	}
}

// reads makes the reader of the rows of an export.
func reads[T any](of func(heads, cells []string) (T, []string), made func(T) entry) func(heads, cells []string) entry {
	return func(heads, cells []string) entry {
		value, wrong := of(heads, cells)
		e := made(value)
		if len(wrong) > 0 {
			e.remarks = append(e.remarks, "cannot be read in the column "+strings.Join(wrong, " and the column ")+", which was left out")
		}
		return e
	}
}

// decodes makes the reader of the objects of an export.
func decodes[T any](made func(T) entry) func(raw []byte) (entry, error) {
	return func(raw []byte) (entry, error) {
		var value T
		if err := json.Unmarshal(raw, &value); err != nil {
			return entry{}, fmt.Errorf("read what was exported: %w", err)
		}
		return made(value), nil
	}
}

// ownShape knows an export by its columns, or by the names in its objects.
func ownShape(names []string, table bool) (own *ownKind, s shape) {
	for _, k := range ownKinds() {
		marks := k.names
		if table {
			marks = k.heads
		}
		if !export.Is(marks, names) {
			continue
		}
		s = shape{name: k.name + " as recruitty exports them", kind: k.kind}
		if k.kind == "" {
			s.name = k.name + " of recruitty"
			return &k, s
		}
		s.read = func(o records.Object) entry {
			raw, err := json.Marshal(o)
			var e entry
			if err == nil {
				e, err = k.read(raw)
			}
			if err != nil {
				return entry{values: map[Field]string{}, bad: "does not have the form that recruitty exports"}
			}
			return e
		}
		return &k, s
	}
	return nil, s
}

// ownRow reads a row of an export.
func (l *layout) ownRow(r records.Record) entry {
	names := make([]string, len(l.columns))
	for i, c := range l.columns {
		names[i] = c.Name
	}
	e := l.own.row(names, r.Cells)
	e.line, e.remarks = r.Line, append(r.Remarks, e.remarks...)
	if len(r.Cells) > len(names) && !records.Blank(r.Cells[len(names):]) {
		e.bad = fmt.Sprintf("has %d cells where the header has %d", len(r.Cells), len(names))
	}
	return e
}

// ownBecomes says where a column of an export goes, in words.
func ownBecomes(kind Kind, name string) string {
	name, _, _ = strings.Cut(strings.ToLower(name), ".")
	name, _, _ = strings.Cut(name, "[")
	switch {
	case name == "id":
		return string(ExternalID)
	case kind == Jobs && (name == "candidates" || name == "interviews"), name == "version", name == "waiting", name == "trouble", name == "files":
		return "left out"
	case name == "panel":
		return string(Interviewers)
	case name == "minutes", name == "duration_minutes":
		return string(Duration)
	case name == "meeting":
		return string(Link)
	}
	return name
}

func ownJob(j export.Job) entry {
	made := recruit.Job{
		Title: j.Title, Department: j.Department, Location: j.Location, Description: j.Description, ExternalID: j.ExternalID, ExternalSource: j.ExternalSource,
		Status: recruit.JobOpen, Stages: j.Stages, CreatedAt: time.Time(j.CreatedAt),
	}
	if j.Status == string(recruit.JobClosed) {
		made.Status, made.ClosedAt = recruit.JobClosed, time.Time(j.ClosedAt)
	}
	if made.ExternalID == "" {
		made.ExternalID = export.Key(j.ID, time.Time(j.CreatedAt))
	}
	return entry{own: &own{job: made, created: made.CreatedAt}, values: map[Field]string{Title: j.Title, ExternalID: made.ExternalID}}
}

func ownCandidate(c export.Candidate) entry {
	made := recruit.NewCandidate{Candidate: recruit.Candidate{
		Name: c.Name, Email: c.Email, Phone: c.Phone, TimeZone: c.TimeZone, Language: c.Language, Headline: c.Headline, Tags: c.Tags,
		ExternalID: c.ExternalID, ExternalSource: c.ExternalSource, CreatedAt: time.Time(c.CreatedAt),
		CandidateDetails: recruit.CandidateDetails{Emails: c.Emails, Phones: c.Phones, Links: c.Links, Residence: c.Location, Origin: c.Source, Salary: c.Salary, Fields: c.Fields}, Owner: c.Owner,
	}}
	if made.ExternalID == "" && made.Email == "" {
		made.ExternalID = export.Key(c.ID, made.CreatedAt)
	}
	o := &own{created: made.CreatedAt}
	for n := len(c.Notes) - 1; n >= 0; n-- { // they get their numbers in the order in which they were written
		note := c.Notes[n]
		made.Notes = append(made.Notes, recruit.Note{At: time.Time(note.At), EditedAt: time.Time(note.EditedAt), Author: note.Author, Text: note.Text})
		o.notes = append(o.notes, note.Job)
	}
	o.candidate = made
	e := entry{own: o, values: map[Field]string{Name: c.Name, Email: c.Email, ExternalID: made.ExternalID}}
	for n := len(c.Applications) - 1; n >= 0; n-- {
		a := c.Applications[n]
		e.links = append(e.links, link{
			id: a.Job.ExternalID, title: a.Job.Title, source: a.Job.ExternalSource, own: true, stage: a.Stage, reason: a.Reason, since: time.Time(a.StageSince), created: time.Time(a.CreatedAt),
			application: a.ExternalID, applicationSource: a.ExternalSource,
		})
	}
	return e
}

func ownInterview(i export.Interview) entry {
	e := entry{own: &own{interview: i, created: time.Time(i.CreatedAt)}, values: map[Field]string{
		Name: i.Candidate.Name, Email: i.Candidate.Email, CandidateID: i.Candidate.ExternalID, Job: i.Job.Title, JobID: i.Job.ExternalID,
		Title: i.Title, Description: i.Description, Notes: i.InternalNote, Start: i.Start.String(), End: i.End.String(), TimeZone: i.TimeZone,
		Status: i.Status, Reason: i.CancelReason, Platform: i.Platform, Link: i.JoinURL, Location: i.Place, ExternalID: i.ExternalID,
	}}
	if i.DurationMinutes > 0 {
		e.values[Duration] = strconv.FormatInt(i.DurationMinutes, 10)
	}
	if i.Platform == string(recruit.OtherLink) {
		e.values[Link], e.values[Location] = i.Place, ""
	}
	if i.Organiser.Email != "" {
		e.values[Organiser] = words.Mailbox(i.Organiser.Name, i.Organiser.Email)
	}
	for f, v := range e.values {
		if v == "" {
			delete(e.values, f)
		}
	}
	return e
}

// person is the candidate of an export.
func (o *own) person() (recruit.NewCandidate, []string, error) {
	c := o.candidate
	var err error
	c.Candidate, err = pipeline.CleanCandidate(c.Candidate)
	return c, nil, err
}

// panel are those who interview in an interview of an export, with what they
// answered.
func (p *planner) panel(o *own) (people []recruit.Participant, remarks []string) {
	for _, i := range o.interview.Interviewers {
		one, known := p.panelist(i.Email)
		if !known {
			remarks = append(remarks, fmt.Sprintf("the interviewer %q has no email address and was left out", brief(cmp.Or(i.Name, i.Email))))
			continue
		}
		if one.MemberID == 0 {
			one.Name, _ = sanitize.Line(i.Name, maxName)
		}
		one.Answer = answered(i.Answer)
		people = append(people, one)
	}
	return people, remarks
}

// arranged takes over what an export says of an interview besides its time, and
// reports whether that names a place. A Zoom meeting is not ours here.
func (o *own) arranged(i *recruit.Interview, now time.Time) bool {
	i.CreatedAt, i.Description = sane(o.created, now), o.interview.Description
	switch p := recruit.Platform(o.interview.Platform); {
	case p == recruit.Zoom && o.interview.JoinURL != "":
		i.Platform, i.Place = recruit.OtherLink, o.interview.JoinURL
	case p != recruit.Zoom && o.interview.Place != "" && slices.Contains(recruit.Platforms(), p):
		i.Platform, i.Place = p, o.interview.Place
	default:
		return false
	}
	return true
}

// answered is an answer as it was exported.
func answered(said string) recruit.Answer {
	switch a := recruit.Answer(said); a {
	case recruit.Accepted, recruit.Declined, recruit.Tentative, recruit.Delegated:
		return a
	}
	return recruit.NoAnswer
}

// sane is a moment of the past that an export names, or now where it names none.
func sane(t, now time.Time) time.Time {
	if t.Year() < 1990 || t.After(now) {
		return now
	}
	return t
}

// ownTable recognises a table that recruitty exported, by its header.
func (l *layout) ownTable(name string) error {
	if l.remembered != nil || len(l.options.Mapping) > 0 {
		return nil // who says what the columns mean knows better
	}
	names := make([]string, len(l.columns))
	for i, c := range l.columns {
		names[i] = c.Name
	}
	own, s := ownShape(names, true)
	if own == nil {
		return nil
	}
	l.own, l.shape = own, s
	l.format = s.name + ", " + l.format
	return l.suits(name)
}

// marks are those by which someone is known. Of an export two people with one
// profile are two.
func (p *planner) marks(c recruit.Candidate) []mark {
	all := marks(c)
	if p.layout.own != nil {
		all = slices.DeleteFunc(all, func(m mark) bool { return m.kind == byLink })
	}
	return all
}

// keyed adds to those who are known by an external id the one who had it in an
// export: it was made here, so it has none.
func (p *planner) keyed(ctx context.Context, c recruit.Candidate, list []recruit.Candidate) ([]recruit.Candidate, error) {
	id, created, is := export.KeyOf(c.ExternalID)
	if !is || c.ExternalSource != "" {
		return list, nil
	}
	made, err := p.service.Store.Candidate(ctx, recruit.CandidateID(id))
	switch {
	case errors.Is(err, recruit.ErrNotFound):
		return list, nil
	case err == nil && made.ExternalID == "" && made.CreatedAt.Unix() == created:
		made.ExternalID = c.ExternalID
		list = append(list, made)
	}
	return list, err
}

// keyedJobs does the same for a job.
func (p *planner) keyedJobs(ctx context.Context, j recruit.Job, list []recruit.Job) ([]recruit.Job, error) {
	id, created, is := export.KeyOf(j.ExternalID)
	if !is || j.ExternalSource != "" {
		return list, nil
	}
	made, err := p.service.Store.Job(ctx, recruit.JobID(id))
	switch {
	case errors.Is(err, recruit.ErrNotFound):
		return list, nil
	case err == nil && made.ExternalID == "" && made.CreatedAt.Unix() == created:
		list = append(list, made)
	}
	return list, err
}

// notesOf says which jobs the notes of an export are about.
func (p *planner) notesOf(ctx context.Context, e entry, notes []recruit.Note) error {
	if e.own == nil {
		return nil
	}
	for i, ref := range e.own.notes {
		if ref == nil {
			continue
		}
		if err := p.loadJobs(ctx); err != nil {
			return err
		}
		j, problem := p.jobs.find(link{id: ref.ExternalID, title: ref.Title, source: ref.ExternalSource, own: true}, ref.ExternalSource)
		if problem != "" {
			p.report.Remarks.add(e.line, "has a note about a job that is not here: %s", problem)
			continue
		}
		notes[i].JobID = j.ID
	}
	return nil
}
