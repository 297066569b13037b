package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// firstRun is what a new workspace begins with: who you are. There is nothing
// to go back to, so it stays until it is filled in.
type firstRun struct {
	app   *App
	draft *firstDraft
	rows  *fields
	form  *forms.Form
	at    *tea.Cursor
	base  map[string]string // what the form began with
	keep  *keeper
	slot  Slot
}

// firstDraft is what the form holds.
type firstDraft struct{ Name, Email, Zone, Company string }

func newFirstRun(a *App) Screen {
	f := &firstRun{app: a, draft: &firstDraft{Company: a.Session().Company}, rows: newFields(a, 14)}
	if zone, err := timeparse.Zone(a.Session().Zone.String()); err == nil && zone.String() != "UTC" { // UTC is what is said when nothing is known
		f.draft.Zone = zone.String()
	}
	d := f.draft
	f.form = forms.New(forms.Options{Styles: a.Styles, Draft: d, Remote: a.Session().Remote, Fields: func() []huh.Field {
		return []huh.Field{
			f.rows.line("name", "Name", &d.Name),
			f.rows.line("email", "E-mail", &d.Email).proposing("where your own invitations go"),
			f.rows.zone("time_zone", "Time zone", &d.Zone).reserving(2),
			f.rows.line("workspace", "Company", &d.Company).proposing("as mails and screens name it"),
		}
	}})
	f.base = f.typed()
	f.keep = &keeper{app: a, key: draft.FirstKey(), text: f.unsaved}
	return f
}

// Init takes up what was typed here before and not saved.
func (f *firstRun) Init() tea.Cmd {
	store := f.app.desk().Store
	key := f.keep.key
	return load(f.app, &f.slot, func(ctx context.Context) (string, error) { return store.Setting(ctx, key) },
		func(text string, err error) tea.Cmd {
			k, ok := draft.DecodeKept(text)
			if err != nil || !ok || f.unsaved() != "" {
				return nil // what is typed now goes first
			}
			f.keep.stored = text
			*f.draft = firstDraft{k.Typed["name"], k.Typed["email"], k.Typed["time_zone"], k.Typed["workspace"]}
			return tea.Batch(f.form.Rebuild(), f.app.Say(theme.Plain, "What you typed here before is back."))
		})
}

// kept implements keeping.
func (f *firstRun) kept() *keeper { return f.keep }

func (f *firstRun) unsaved() string {
	if f.app.Member().ID != 0 {
		return "" // it is saved
	}
	return draft.Kept{Base: f.base, Typed: f.typed()}.Encode()
}

func (f *firstRun) Title() string { return "Welcome" }

func (f *firstRun) Typing() bool { return true }

func (f *firstRun) Keys() []Key {
	return []Key{Bind("enter", "next"), Bind("shift+tab", "before"), Bind("ctrl+s", "begin", "ctrl+s", "alt+s"), Bind("ctrl+c", "end the program")}
}

// Cursor implements Cursored.
func (f *firstRun) Cursor() *tea.Cursor { return f.at }

func (f *firstRun) Update(msg tea.Msg) tea.Cmd {
	event, cmd := f.form.Update(msg)
	if event == forms.Submitted {
		return tea.Batch(cmd, f.save())
	}
	return tea.Batch(cmd, f.keep.typed())
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
		forgotten := f.keep.forget()
		f.app.Session().Company = strings.TrimSpace(d.Company)
		cmd := tea.Batch(forgotten, f.app.Replace(f.app.nav.First(f.app, Today)))
		if err != nil { // the member is there; only the company's name is not
			return tea.Batch(cmd, f.app.sayProblem(err))
		}
		return tea.Batch(cmd, f.app.broadcast(Changed{}))
	})
}

func (f *firstRun) value(field string) string { return f.typed()[field] }

// typed are the values of the fields by their names.
func (f *firstRun) typed() map[string]string {
	return map[string]string{"name": f.draft.Name, "email": f.draft.Email, "time_zone": f.draft.Zone, "workspace": f.draft.Company}
}

func (f *firstRun) View(w, h int) string {
	s := f.app.Styles()
	head := s.Title.Render("Welcome to recruitty") + "\n\n" +
		f.app.grid().Wrap("This workspace is new and stays on this machine. Who are you? You will be its first member and an admin.", w) + "\n"
	_ = f.form.Resize(w, max(h-text.Height(head)-1, 3)) // its commands only make a drawn cursor blink
	body, at := f.form.View()
	f.at = offset(at, 0, text.Height(head))
	return head + "\n" + body
}
