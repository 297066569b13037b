package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/clean"
	"recruitty/recruit/when"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// saves describes what a short form does once ctrl+s was pressed.
type saves[T any] struct {
	// save takes what is typed at the moment and returns what saves it beside
	// the event loop.
	save func() func(context.Context) (T, error)
	said func(T) string  // one sentence about what was saved
	then func(T) tea.Cmd // goes on with it; may be nil
}

// openForm opens a form that saves one thing. Once that has succeeded, every
// screen reads anew.
func openForm[T any](a *App, spec formSpec, s saves[T]) tea.Cmd {
	var saved T
	spec.save = func() func(context.Context) error {
		save := s.save()
		return func(ctx context.Context) (err error) {
			saved, err = save(ctx)
			return err
		}
	}
	spec.saved = func() tea.Cmd {
		cmd := tea.Batch(a.broadcast(Changed{}), a.Say(theme.OK, s.said(saved)))
		if s.then == nil {
			return cmd
		}
		return tea.Batch(cmd, s.then(saved))
	}
	return a.openBox(spec)
}

// jobDraft is what the form of a job holds.
type jobDraft struct{ title, department, location, stages, description string }

func draftOfJob(j recruit.Job) jobDraft {
	return jobDraft{j.Title, j.Department, j.Location, strings.Join(j.Stages, ", "), j.Description}
}

// into writes the draft into a job.
func (d jobDraft) into(j recruit.Job) recruit.Job {
	j.Title, j.Department, j.Location, j.Description, j.Stages = d.title, d.department, d.location, d.description, byComma(d.stages)
	return j
}

func (d jobDraft) values() map[string]string {
	return map[string]string{"title": d.title, "department": d.department, "location": d.location, "stages": d.stages, "description": d.description}
}

// editJob opens the form of a new job (ID 0) or of a known one; then goes on
// with what was saved.
func (a *App) editJob(j recruit.Job, then func(recruit.Job) tea.Cmd) tea.Cmd {
	title, verb := "New job", "Added "
	if j.ID != 0 {
		title, verb = "Edit job", "Changed "
	} else {
		j.Stages = recruit.DefaultStages()
	}
	draft := draftOfJob(j)
	d := &draft
	desk, actor := a.desk(), a.Member()
	return openForm(a, formSpec{
		title: title, note: j.Title, draft: d, keep: "job-" + rowKey(j.ID),
		fields: func(f *fields) []huh.Field {
			return []huh.Field{
				f.line("title", "Title", &d.title).proposing("Staff Engineer, Storage"),
				f.line("department", "Department", &d.department),
				f.line("location", "Location", &d.location),
				f.line("stages", "Stages", &d.stages).saying(1, says("in their order, with commas between")),
				f.lines("description", "Description", &d.description, 4).saying(1, says("enter for a new line")),
			}
		},
		theirs: func(ctx context.Context) (theirs, error) {
			now, err := desk.Store.Job(ctx, j.ID)
			return theirs{draftOfJob(now).values(), func() { j = now }}, err
		},
	}, saves[recruit.Job]{
		save: func() func(context.Context) (recruit.Job, error) {
			next := d.into(j)
			return func(ctx context.Context) (recruit.Job, error) {
				if next.ID == 0 {
					return desk.Openings.Add(ctx, actor, next)
				}
				return desk.Openings.Update(ctx, actor, next)
			}
		},
		said: func(j recruit.Job) string { return verb + j.Title + "." }, then: then})
}

// says is a hint that never changes.
func says(words string) func() []hint {
	return func() []hint { return []hint{{theme.Dim, words}} }
}

// candidateDraft is what the form of a candidate holds.
type candidateDraft struct {
	name, email, phone, zone, language, headline, tags string
	emails, phones, links, location, source, fields    string
}

func draftOfCandidate(c recruit.Candidate) candidateDraft {
	return candidateDraft{c.Name, c.Email, c.Phone, c.TimeZone, c.Language, c.Headline, strings.Join(c.Tags, ", "),
		strings.Join(c.Emails, ", "), strings.Join(c.Phones, ", "), strings.Join(c.Links, ", "), c.Residence, c.Origin, recruit.FieldLines(c.Fields)}
}

// into writes the draft into a candidate; a zone may be a city's name.
func (d candidateDraft) into(c recruit.Candidate) recruit.Candidate {
	c.Name, c.Email, c.Phone, c.Language, c.Headline, c.Tags = d.name, strings.TrimSpace(d.email), d.phone, d.language, d.headline, byComma(d.tags)
	c.Emails, c.Phones, c.Links, c.Residence, c.Origin = byComma(d.emails), byComma(d.phones), byComma(d.links), d.location, d.source
	c.TimeZone = strings.TrimSpace(d.zone)
	if zone, err := when.Zone(c.TimeZone); c.TimeZone != "" && err == nil {
		c.TimeZone = zone.String()
	}
	return c
}

func (d candidateDraft) values() map[string]string {
	return map[string]string{"name": d.name, "email": d.email, "phone": d.phone, "time_zone": d.zone, "language": d.language, "headline": d.headline, "tags": d.tags,
		"further_emails": d.emails, "further_phones": d.phones, "links": d.links, "location": d.location, "origin": d.source, "fields": d.fields}
}

// editCandidate opens the form of a new candidate (ID 0) or of a known one;
// then goes on with who was saved.
func (a *App) editCandidate(c recruit.Candidate, then func(recruit.Candidate) tea.Cmd) tea.Cmd {
	title, verb := "New candidate", "Added "
	if c.ID != 0 {
		title, verb = "Edit details", "Changed the details of "
	}
	draft := draftOfCandidate(c)
	d := &draft
	desk, actor := a.desk(), a.Member()
	return openForm(a, formSpec{
		title: title, note: c.Name, draft: d, keep: "candidate", about: c.ID,
		fields: func(f *fields) []huh.Field {
			return []huh.Field{
				f.line("name", "Name", &d.name),
				f.line("email", "E-mail", &d.email).proposing("invitations go there").saying(0, func() []hint {
					if address := clean.Address(d.email); !clean.SameAddress(address, c.Email) {
						if cannot := a.mailable(address); cannot != nil {
							return []hint{{theme.Error, cannot.Error()}}
						}
					}
					if typed := strings.TrimSpace(d.email); c.ID == 0 || c.Email == "" || typed == "" || clean.SameAddress(typed, c.Email) {
						return nil
					}
					return []hint{{theme.Dim, "invitations ahead move here; the old one is told"}}
				}),
				f.line("phone", "Phone", &d.phone),
				f.zoneIfKnown("time_zone", "Time zone", &d.zone),
				f.line("headline", "Headline", &d.headline).proposing("present title and company"),
				f.line("tags", "Tags", &d.tags).proposing("with commas between"),
				f.line("further_emails", "Further e-mail", &d.emails).proposing("with commas between"),
				f.line("further_phones", "Further phone", &d.phones).proposing("with commas between"),
				f.line("links", "Links", &d.links).proposing("https://www.linkedin.com/in/priya"),
				f.line("location", "Location", &d.location),
				f.line("origin", "Source", &d.source).proposing("such as Referral"),
				f.lines("fields", "Own fields", &d.fields, 4).saying(1, says("one NAME = VALUE on each line")),
				f.language("language", "Language", &d.language, "of mails to them, such as de or German; empty means that of all mails"),
			}
		},
		theirs: func(ctx context.Context) (theirs, error) {
			now, err := desk.Store.Candidate(ctx, c.ID)
			return theirs{draftOfCandidate(now).values(), func() { c = now }}, err
		},
	}, saves[recruit.Candidate]{
		save: func() func(context.Context) (recruit.Candidate, error) {
			next := d.into(c)
			fields, err := recruit.ParseFieldLines(d.fields)
			return func(ctx context.Context) (recruit.Candidate, error) {
				if err != nil {
					return next, err
				}
				next.Fields = fields
				if next.ID == 0 {
					return desk.Pipeline.Add(ctx, actor, next)
				}
				return desk.Pipeline.Update(ctx, actor, next)
			}
		},
		said: func(c recruit.Candidate) string { return verb + c.Name + "." }, then: then})
}

// byComma splits a list that was typed.
func byComma(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// closeOrReopen closes an open job, and opens a closed one again.
func (a *App) closeOrReopen(j recruit.Job) tea.Cmd {
	if j.Status != recruit.JobClosed {
		return a.closeJob(j)
	}
	desk, actor := a.desk(), a.Member()
	return act(a, func(ctx context.Context) (recruit.Job, error) { return desk.Openings.Reopen(ctx, actor, j.ID) },
		func(j recruit.Job) string { return "Reopened " + j.Title + "." })
}

// closeJob asks before a job is closed.
func (a *App) closeJob(j recruit.Job) tea.Cmd {
	desk, actor := a.desk(), a.Member()
	return a.Open(NewConfirm(a, "Close this job?", text.Line(j.Title)+" takes no more candidates then. Its candidates and interviews stay as they are.",
		"close the job", func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.Job, error) { return desk.Openings.Close(ctx, actor, j.ID) },
				func(j recruit.Job) string { return "Closed " + j.Title + "." })
		}))
}
