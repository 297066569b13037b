package settings

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// hoursPart is when people work: one's own hours, what holds for everybody, and the
// hours of the others for who may see them.
type hoursPart struct {
	shell.Listing
	facts settingsFacts
}

func newHoursPart(a *shell.App) *hoursPart {
	return &hoursPart{Listing: shell.NewListing(a, table.New("",
		table.Column{Title: "Whose", Width: 18, Weight: 1}, table.Column{Title: "Working hours", Width: 24, Weight: 2, Below: true}))}
}

func (p *hoursPart) Name() string { return shell.HoursPart }

func (p *hoursPart) actions() []shell.Action {
	return []shell.Action{{Name: "hours.change", Key: "enter/e", Help: "change", Strokes: []string{"enter", "e"}, Row: true, Also: "working hours time off lunch",
		When: func() string {
			of, ok := p.selected()
			if !ok {
				return shell.NothingToChoose
			}
			return draft.MayChangeHours(p.App.Member(), of.Member.ID)
		},
		Do: func() tea.Cmd {
			if of, ok := p.selected(); ok {
				return editHours(p.App, of)
			}
			return nil
		}}}
}

func (p *hoursPart) learn(f settingsFacts) {
	p.facts = f
	p.show()
}

// show puts whose hours match the filter into the table.
func (p *hoursPart) show() {
	p.Find.Begin(p.Asked())
	var rows []table.Row
	for _, of := range p.facts.hours {
		words, own := of.Working()
		tone := theme.Plain
		if !own {
			tone = theme.Dim
		}
		if of.Damage != "" {
			tone, words = theme.Error, p.App.Styles().Signs.Error+" cannot be read"
		}
		cells := []table.Cell{shell.PlainCell(p.whose(of)), shell.ToneCell(tone, words)}
		if p.Find.Keeps(cells) {
			rows = append(rows, table.Row{Key: shell.RowKey(of.Member.ID), Cells: cells})
		}
	}
	p.Table.SetRows(rows)
	p.Without("")
}

func (p *hoursPart) whose(of draft.HoursOf) string {
	switch of.Member.ID {
	case 0:
		return "Everybody"
	case p.App.Member().ID:
		return of.Member.Name + " (you)"
	}
	return of.Member.Name
}

// selected is whose hours the cursor is on.
func (p *hoursPart) selected() (draft.HoursOf, bool) {
	for _, of := range p.facts.hours {
		if shell.RowKey(of.Member.ID) == p.Table.Key() {
			return of, true
		}
	}
	return draft.HoursOf{}, false
}

func (p *hoursPart) view(w, h int) string {
	detail := ""
	if of, ok := p.selected(); ok {
		s := p.App.Styles()
		lines := of.Lines()
		for i := range lines {
			lines[i][1] = text.Line(lines[i][1])
		}
		detail = "\n\n" + s.Title.Render(p.App.Grid().Truncate(text.Line(p.whose(of)), w)) + "\n" + values(p.App, w, lines...)
		if of.Damage != "" {
			detail = "\n\n" + s.Error.Render(p.App.Grid().Wrap(s.Signs.Error+" "+text.Line(of.Damage), w))
		}
		if of.Member.ID == 0 {
			detail += "\n\n" + s.Dim.Render(p.App.Grid().Wrap("This applies to everyone who has not set their own hours, in their own time zone.", w))
		}
	}
	rows := min(max(p.Table.Len()+1, 3), max(h-text.Height(detail), 3))
	return p.App.ListOver(p.Table, w, rows, detail)
}

func (p *hoursPart) choose(key string) { p.Table.Select(key) }

// editHours changes the hours of a member or of the workspace.
func editHours(a *shell.App, of draft.HoursOf) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	form, said, warning := draft.HoursForm(svc, actor, of), "", ""
	spec := forms.SpecOf(form, nil)
	spec.Room = 18
	spec.Save = func() func(context.Context) error {
		typed, err := form.Read()
		save := form.Save
		return func(ctx context.Context) error {
			if err == nil {
				said, warning, err = save(ctx, typed)
			}
			return err
		}
	}
	spec.Saved = func() tea.Cmd {
		if warning != "" { // both are said in one line
			warning = said + " " + warning
		}
		return warned(a, shell.SettingsSaved(a, said)(), warning)
	}
	adopt := func(now draft.HoursOf) { form.Save = draft.HoursForm(svc, actor, now).Save }
	spec.Theirs = func(ctx context.Context) (forms.Theirs, error) {
		now, err := draft.HoursNow(ctx, svc, of)
		return forms.Theirs{Values: draft.HoursValues(now), Adopt: func() { adopt(now) }}, err
	}
	return forms.OpenBox(a, spec)
}

func (p *hoursPart) holds() [][2]string {
	return [][2]string{{"Working hours", "availability preferred"}, {"Lunch", "break"}, {"Public holidays", "country region"}, {"Time off", "vacation leave away"}, {"Free around", "interviews buffer limit most"}}
}
