package today

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// firstRun is what a new workspace begins with: who you are. There is nothing
// to go back to, so it stays until it is filled in.
type firstRun struct {
	app   *shell.App
	sheet *draft.Sheet[draft.First]
	rows  *forms.Fields
	form  *forms.Form
	at    *tea.Cursor
	base  map[string]string // what the form began with
	keep  *shell.DraftSaver
	slot  shell.Slot
}

// NewFirstRun is what a workspace without a member begins with.
func NewFirstRun(a *shell.App) shell.Screen {
	who := draft.First{Company: a.Session().Company}
	if zone, err := timeparse.Zone(a.Session().Zone.String()); err == nil && zone.String() != "UTC" { // UTC is what is said when nothing is known
		who.TimeZone = zone.String()
	}
	f := &firstRun{app: a, sheet: draft.NewFirst(who), rows: forms.NewFields(a, 14)}
	f.form = forms.New(forms.Options{Styles: a.Styles, Draft: &f.sheet.Texts, Remote: a.Session().Remote, Before: f.rows.Before(f.check, f.value),
		Fields: func() []huh.Field { return forms.Rows(f.rows, f.sheet) }})
	f.base = f.sheet.Values()
	f.keep = &shell.DraftSaver{App: a, Key: draft.FirstKey(), Text: f.unsaved}
	return f
}

// Init takes up what was typed here before and not saved.
func (f *firstRun) Init() tea.Cmd {
	store := f.app.Services().Store
	key := f.keep.Key
	return shell.Load(f.app, &f.slot, func(ctx context.Context) (string, error) { return store.Setting(ctx, key) },
		func(text string, err error) tea.Cmd {
			k, ok := draft.DecodeKept(text)
			if err != nil || !ok || f.unsaved() != "" {
				return nil // what is typed now goes first
			}
			f.keep.Stored = text
			f.sheet.Fill(k.Typed)
			return tea.Batch(f.form.Rebuild(), f.app.Say(theme.Plain, "What you typed here before is back."))
		})
}

// Kept implements keeping.
func (f *firstRun) Kept() *shell.DraftSaver { return f.keep }

func (f *firstRun) unsaved() string {
	if f.app.Member().ID != 0 {
		return "" // it is saved
	}
	return draft.Kept{Base: f.base, Typed: f.sheet.Values()}.Encode()
}

func (f *firstRun) Title() string { return "Welcome" }

func (f *firstRun) Typing() bool { return true }

// FirstRunActions are what can be done when a workspace begins.
func FirstRunActions() []shell.Action { return (&firstRun{}).Keys() }

// Keys implements Screen.
func (f *firstRun) Keys() []shell.Action {
	toForm := func(msg tea.KeyPressMsg) tea.Cmd { return f.Update(msg) }
	save := shell.SaveKey("begin")
	save.Name, save.Do = "first.begin", f.begin
	return append([]shell.Action{
		{Name: "first.next", Key: "enter", Help: "next", Strokes: []string{"enter", "tab"}, On: toForm},
		{Name: "first.previous", Key: "shift+tab", Help: "previous", On: toForm},
		save,
	}, shell.Pick(f.app.Everywhere(), shell.StopName)...)
}

// Cursor implements Cursored.
func (f *firstRun) Cursor() *tea.Cursor { return f.at }

func (f *firstRun) Update(msg tea.Msg) tea.Cmd {
	_, cmd := f.form.Update(msg)
	return tea.Batch(cmd, f.keep.Typed())
}

// begin saves what is typed, or goes to what is wrong with it.
func (f *firstRun) begin() tea.Cmd {
	complete, cmd := f.form.Submit()
	if !complete {
		return cmd
	}
	return tea.Batch(cmd, f.save())
}

// check says what is wrong with who is typed, the first of it first.
func (f *firstRun) check() error {
	who, err := f.sheet.Into(draft.First{})
	if err == nil {
		_, err = access.CleanMember(who.Member)
	}
	return err
}

// save makes the first member, who is an admin, and names the company.
func (f *firstRun) save() tea.Cmd {
	f.form.SetSaving()
	svc := f.app.Services()
	who, err := f.sheet.Into(draft.First{})
	return shell.Run(f.app, func(ctx context.Context) (recruit.Member, error) {
		if err != nil {
			return recruit.Member{}, err
		}
		m, err := svc.Team.Add(ctx, recruit.Member{}, who.Member)
		if err != nil {
			return m, err
		}
		return m, svc.Settings.SetWorkspace(ctx, m, who.Company)
	}, func(m recruit.Member, err error) tea.Cmd {
		if err != nil && m.ID == 0 {
			return forms.FailForm(f.form, f.rows, err, f.value)
		}
		f.app.SetMember(m)
		forgotten := f.keep.Forget()
		f.app.Session().Company = strings.TrimSpace(who.Company)
		cmd := tea.Batch(forgotten, f.app.Replace(f.app.Nav.First(f.app, shell.Today)))
		if err != nil { // the member is there; only the company's name is not
			return tea.Batch(cmd, f.app.SayProblem(err))
		}
		return tea.Batch(cmd, f.app.Broadcast(shell.Changed{}))
	})
}

func (f *firstRun) value(field string) string { return f.sheet.Values()[field] }

func (f *firstRun) View(w, h int) string {
	s := f.app.Styles()
	head := s.Title.Render("Welcome to recruitty") + "\n\n" +
		f.app.Grid().Wrap(wording.NewWorkspace, w) + "\n"
	_ = f.form.Resize(w, max(h-text.Height(head)-1, 3)) // its commands only make a drawn cursor blink
	body, at := f.form.View()
	f.at = shell.Offset(at, 0, text.Height(head))
	return head + "\n" + body
}
