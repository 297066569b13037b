package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/when"
	"recruitty/ui/form"
	"recruitty/ui/text"
)

// firstRun is what a new workspace begins with: who you are. There is nothing
// to go back to, so it stays until it is filled in.
type firstRun struct {
	app   *App
	draft *firstDraft
	rows  *fields
	form  *form.Form
	at    *tea.Cursor
}

// firstDraft is what the form holds.
type firstDraft struct{ Name, Email, Zone, Company string }

func newFirstRun(a *App) Screen {
	f := &firstRun{app: a, draft: &firstDraft{Company: a.session.Workspace}, rows: newFields(a, 14)}
	if zone, err := when.Zone(a.session.Zone.String()); err == nil && zone.String() != "UTC" { // UTC is what is said when nothing is known
		f.draft.Zone = zone.String()
	}
	d := f.draft
	f.form = form.New(form.Options{Styles: a.Styles, Draft: d, Remote: a.session.Remote, Fields: func() []huh.Field {
		return []huh.Field{
			f.rows.line("name", "Name", &d.Name),
			f.rows.line("email", "E-mail", &d.Email).proposing("where your own invitations go"),
			f.rows.zone("time_zone", "Time zone", &d.Zone).reserving(2),
			f.rows.line("workspace", "Company", &d.Company).proposing("as mails and screens name it"),
		}
	}})
	return f
}

func (f *firstRun) Init() tea.Cmd { return nil }

func (f *firstRun) Title() string { return "Welcome" }

func (f *firstRun) Typing() bool { return true }

func (f *firstRun) Keys() []Key {
	return []Key{Bind("enter", "next"), Bind("shift+tab", "before"), Bind("ctrl+s", "begin", "ctrl+s", "alt+s"), Bind("ctrl+c", "end the program")}
}

// Cursor implements Cursored.
func (f *firstRun) Cursor() *tea.Cursor { return f.at }

func (f *firstRun) Update(msg tea.Msg) tea.Cmd {
	event, cmd := f.form.Update(msg)
	if event == form.Submitted {
		return tea.Batch(cmd, f.save())
	}
	return cmd
}

// save makes the first member, who is an admin, and names the company.
func (f *firstRun) save() tea.Cmd {
	f.form.SetSaving()
	desk, d := f.app.desk(), *f.draft
	return run(f.app, func(ctx context.Context) (recruit.Member, error) {
		m, err := desk.Team.Add(ctx, recruit.Member{}, recruit.Member{Name: d.Name, Email: strings.TrimSpace(d.Email), TimeZone: strings.TrimSpace(d.Zone)})
		if err != nil {
			return m, err
		}
		return m, desk.Settings.SetWorkspace(ctx, m, d.Company)
	}, func(m recruit.Member, err error) tea.Cmd {
		if err != nil && m.ID == 0 {
			return failForm(f.form, f.rows, err, f.value)
		}
		f.app.SetMember(m)
		f.app.session.Workspace = strings.TrimSpace(d.Company)
		cmd := f.app.Replace(f.app.open(f.app, Today))
		if err != nil { // the member is there; only the company's name is not
			return tea.Batch(cmd, f.app.sayProblem(err))
		}
		return tea.Batch(cmd, f.app.broadcast(Changed{}))
	})
}

func (f *firstRun) value(field string) string {
	return map[string]string{"name": f.draft.Name, "email": f.draft.Email, "time_zone": f.draft.Zone, "workspace": f.draft.Company}[field]
}

func (f *firstRun) View(w, h int) string {
	s := f.app.styles
	head := s.Title.Render("Welcome to recruitty") + "\n\n" +
		f.app.grid().Wrap("This workspace is new and stays on this machine. Who are you? You will be its first member and an admin.", w) + "\n"
	_ = f.form.Resize(w, max(h-text.Height(head)-1, 3)) // its commands only make a drawn cursor blink
	body, at := f.form.View()
	f.at = offset(at, 0, text.Height(head))
	return head + "\n" + body
}
