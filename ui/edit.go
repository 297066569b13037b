package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/when"
	"recruitty/ui/form"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// openForm opens a short form. save runs beside the event loop; once it has
// succeeded, every screen reads anew and then goes on with what was saved.
func openForm[T any](a *App, title, note string, draft any, fields func() []huh.Field, save func(context.Context) (T, error), then func(T) tea.Cmd) tea.Cmd {
	var saved T
	return a.Open(NewFormModal(a, title, text.Line(note), "save", form.Options{Draft: draft, Fields: fields},
		func(ctx context.Context) error {
			v, err := save(ctx)
			if err != nil {
				return errors.New(recruit.Sentence(err))
			}
			saved = v
			return nil
		}, func() tea.Cmd { return tea.Batch(a.broadcast(Changed{}), then(saved)) }))
}

// inputField is a field of one line, with at most limit characters.
func inputField(title, placeholder string, value *string, limit int) huh.Field {
	return huh.NewInput().Title(title).Placeholder(placeholder).Value(value).CharLimit(limit)
}

// textField is a field of several lines.
func textField(title, hint string, value *string, limit, lines int) huh.Field {
	return huh.NewText().Title(title).Description(hint).Value(value).CharLimit(limit).Lines(lines).ShowLineNumbers(false).ExternalEditor(false)
}

// goOn makes what follows a save: one sentence, and what the opener wanted.
func goOn[T any](a *App, sentence func(T) string, then func(T) tea.Cmd) func(T) tea.Cmd {
	return func(v T) tea.Cmd {
		cmd := a.Say(theme.OK, sentence(v))
		if then == nil {
			return cmd
		}
		return tea.Batch(cmd, then(v))
	}
}

// jobDraft is what the form of a job holds.
type jobDraft struct{ title, department, location, stages, description string }

// editJob opens the form of a new job (ID 0) or of a known one; then goes on
// with what was saved.
func (a *App) editJob(j recruit.Job, then func(recruit.Job) tea.Cmd) tea.Cmd {
	title, verb := "New job", "Added "
	if j.ID != 0 {
		title, verb = "Edit job", "Changed "
	} else {
		j.Stages = recruit.DefaultStages()
	}
	d := &jobDraft{j.Title, j.Department, j.Location, strings.Join(j.Stages, ", "), j.Description}
	fields := func() []huh.Field {
		return []huh.Field{
			inputField("Title", "Staff Engineer, Storage", &d.title, 300),
			inputField("Department", "", &d.department, 300),
			inputField("Location", "", &d.location, 300),
			inputField("Stages", "in their order, with commas between", &d.stages, 1000),
			textField("Description", "alt+enter for a new line", &d.description, 60_000, 4),
		}
	}
	desk, actor := a.desk(), a.Member()
	return openForm(a, title, j.Title, d, fields, func(ctx context.Context) (recruit.Job, error) {
		j.Title, j.Department, j.Location, j.Description, j.Stages = d.title, d.department, d.location, d.description, byComma(d.stages)
		if j.ID == 0 {
			return desk.Openings.Add(ctx, actor, j)
		}
		return desk.Openings.Update(ctx, actor, j)
	}, goOn(a, func(j recruit.Job) string { return verb + j.Title + "." }, then))
}

// candidateDraft is what the form of a candidate holds.
type candidateDraft struct{ name, email, phone, zone, headline, tags string }

// editCandidate opens the form of a new candidate (ID 0) or of a known one;
// then goes on with who was saved.
func (a *App) editCandidate(c recruit.Candidate, then func(recruit.Candidate) tea.Cmd) tea.Cmd {
	title, verb := "New candidate", "Added "
	if c.ID != 0 {
		title, verb = "Edit details", "Changed the details of "
	}
	d := &candidateDraft{c.Name, c.Email, c.Phone, c.TimeZone, c.Headline, strings.Join(c.Tags, ", ")}
	fields := func() []huh.Field {
		return []huh.Field{
			inputField("Name", "", &d.name, 300),
			inputField("E-mail", "invitations go there", &d.email, 300),
			inputField("Phone", "", &d.phone, 100),
			inputField("Time zone", "Europe/Lisbon, or a city; empty when nobody knows", &d.zone, 64),
			inputField("Headline", "present title and company", &d.headline, 300),
			inputField("Tags", "with commas between", &d.tags, 1000),
		}
	}
	desk, actor := a.desk(), a.Member()
	return openForm(a, title, c.Name, d, fields, func(ctx context.Context) (recruit.Candidate, error) {
		c.Name, c.Email, c.Phone, c.Headline, c.Tags = d.name, strings.TrimSpace(d.email), d.phone, d.headline, byComma(d.tags)
		c.TimeZone = ""
		if typed := strings.TrimSpace(d.zone); typed != "" {
			zone, err := when.Zone(typed)
			if err != nil {
				return c, recruit.Invalid("time_zone", "%s", err)
			}
			c.TimeZone = zone.String()
		}
		if c.ID == 0 {
			return desk.Pipeline.Add(ctx, actor, c)
		}
		return desk.Pipeline.Update(ctx, actor, c)
	}, goOn(a, func(c recruit.Candidate) string { return verb + c.Name + "." }, then))
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

// writeNote opens the form of a note about a candidate.
func (a *App) writeNote(c recruit.Candidate) tea.Cmd {
	d := &struct{ text string }{}
	fields := func() []huh.Field {
		return []huh.Field{textField("Note", "alt+enter for a new line; the team reads it, the candidate does not", &d.text, 12_000, 6)}
	}
	desk, actor := a.desk(), a.Member()
	return openForm(a, "Note", c.Name, d, fields, func(ctx context.Context) (recruit.Note, error) {
		return desk.Pipeline.Note(ctx, actor, c.ID, d.text)
	}, goOn(a, func(recruit.Note) string { return "Note saved." }, nil))
}

// addFile asks for the path of a file on this machine and gives the stored file
// to keep, which adds it to a job or a candidate.
func (a *App) addFile(title, note string, kind recruit.FileKind, keep func(context.Context, recruit.Member, recruit.File) error) tea.Cmd {
	d := &struct{ path string }{}
	fields := func() []huh.Field {
		return []huh.Field{inputField("Path of the file", "~/Documents/CV.pdf", &d.path, 4096)}
	}
	desk, actor := a.desk(), a.Member()
	return openForm(a, title, note, d, fields, func(ctx context.Context) (recruit.File, error) {
		f, err := desk.Documents.FromDisk(ctx, diskPath(d.path), kind)
		if err != nil {
			return f, err
		}
		return f, keep(ctx, actor, f)
	}, goOn(a, func(f recruit.File) string { return "Added " + f.Name + "." }, nil))
}

// diskPath reads a path as people type or drop it: with quotes around it or
// blanks escaped, as terminals write dropped files, and ~ for the home folder.
func diskPath(typed string) string {
	p := strings.TrimSpace(typed)
	if n := len(p); n >= 2 && (p[0] == '\'' || p[0] == '"') && p[n-1] == p[0] {
		p = p[1 : n-1]
	} else {
		p = strings.ReplaceAll(p, `\ `, " ")
	}
	if rest, ok := strings.CutPrefix(p, "~"); ok && (rest == "" || rest[0] == '/' || rest[0] == filepath.Separator) {
		if home, err := os.UserHomeDir(); err == nil {
			p = home + rest
		}
	}
	return p
}

// noDisk says why files cannot be read by their path, "" when they can.
func (a *App) noDisk() string {
	if a.session.Remote {
		return "A path would mean the server's disk; send the file by sftp instead."
	}
	return ""
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
