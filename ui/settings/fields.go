package settings

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// fieldsPart lists the fields that candidates have in this workspace, in their order.
type fieldsPart struct {
	shell.Listing
	facts settingsFacts
	added string // the name of one that was added or renamed just now, for the cursor
}

func newFieldsPart(a *shell.App) *fieldsPart {
	return &fieldsPart{Listing: shell.NewListing(a, table.New("",
		table.Column{Title: "Name", Width: 18, Weight: 2}, table.Column{Title: "Type", Width: 18, Weight: 3},
		table.Column{Title: "Interviewers", Width: 14}, table.Column{Title: "Status", Width: 9}))}
}

func (p *fieldsPart) Name() string { return shell.FieldsPart }

func (p *fieldsPart) actions() []shell.Action {
	may := p.App.MayNot(recruit.ToManage)
	about := func(a shell.Action, gone bool, do func(fields.Field) tea.Cmd) shell.Action {
		return aboutKept(a, "field", p.selected, gone, may, do)
	}
	return []shell.Action{
		{Name: "fields.add", Key: "a", Help: "add a field", Also: "own custom field type", When: may, Do: func() tea.Cmd { return p.edit(fields.Field{}) }},
		about(shell.Action{Name: "fields.change", Key: "enter/e", Help: "change", Strokes: []string{"enter", "e"}, Also: "field rename type choices"}, false, p.edit),
		about(shell.Action{Name: "fields.up", Key: "K", Help: "move up", Also: "field order"}, false, func(f fields.Field) tea.Cmd { return p.move(f, -1) }),
		about(shell.Action{Name: "fields.down", Key: "J", Help: "move down", Also: "field order"}, false, func(f fields.Field) tea.Cmd { return p.move(f, 1) }),
		about(shell.Action{Name: "fields.remove", Key: "x", Help: "remove", Also: "field"}, false, p.remove),
		about(shell.Action{Name: "fields.restore", Key: "r", Help: "bring back", Also: "field restore"}, true, func(f fields.Field) tea.Cmd {
			svc, actor := p.App.Services(), p.App.Member()
			p.added = f.Name
			return shell.Act(p.App, func(ctx context.Context) (fields.Field, error) { return svc.Fields.Restore(ctx, actor, f.Name) },
				func(now fields.Field) string { return wording.BroughtBack("the field", now.Name) })
		}),
	}
}

// key is how a row of the list is called.
func key(f fields.Field) string {
	if f.Removed() {
		return "removed " + f.Name
	}
	return f.Name
}

func (p *fieldsPart) learn(f settingsFacts) {
	p.facts = f
	p.show()
	if p.added != "" && p.Table.Select(p.added) {
		p.added = ""
	}
}

// show puts the fields that match the filter into the table.
func (p *fieldsPart) show() {
	p.Find.Begin(p.Asked())
	var rows []table.Row
	for _, f := range p.facts.fields {
		tone, status := theme.OK, "in use"
		if f.Removed() {
			tone, status = theme.Dim, "removed"
		}
		panel := shell.DimCell("do not see it")
		if f.Panel {
			panel = shell.PlainCell("see it")
		}
		cells := []table.Cell{shell.PlainCell(f.Name), shell.PlainCell(f.TypeWords()), panel, shell.ToneCell(tone, status)}
		if p.Find.Keeps(cells, strings.Join(f.Earlier, " ")) {
			rows = append(rows, table.Row{Key: key(f), Cells: cells})
		}
	}
	p.Table.SetRows(rows)
	switch {
	case !p.App.Member().SeesAll():
		p.Without(fields.NotShown)
	case p.App.Forbidden(recruit.ToManage) != "":
		p.Without(wording.NoFields)
	default:
		p.Without(wording.NoFields + " Press a to add one.")
	}
}

// selected is the field under the cursor.
func (p *fieldsPart) selected() (fields.Field, bool) {
	for _, f := range p.facts.fields {
		if key(f) == p.Table.Key() {
			return f, true
		}
	}
	return fields.Field{}, false
}

func (p *fieldsPart) view(w, h int) string {
	detail := ""
	if f, ok := p.selected(); ok {
		facts := [][2]string{{"Type", f.Type.Words()}}
		if f.Type == fields.Choice {
			facts = append(facts, [2]string{"Choices", text.Line(strings.Join(f.Choices, " · "))})
		}
		if len(f.Earlier) > 0 {
			facts = append(facts, [2]string{"Earlier names", text.Line(strings.Join(f.Earlier, ", "))})
		}
		detail = "\n\n" + p.App.Styles().Title.Render(p.App.Grid().Truncate(text.Line(f.Name), w)) + "\n" + values(p.App, w, facts...)
	}
	rows := min(max(p.Table.Len()+1, 6), max(h-text.Height(detail), 3))
	return p.App.ListOver(p.Table, w, rows, detail)
}

func (p *fieldsPart) choose(key string) { p.Table.Select(key) }

func (p *fieldsPart) holds() [][2]string {
	return [][2]string{{"Custom fields of candidates", "custom field notice period type choice"}}
}

// edit adds a field, one without a name, or changes it.
func (p *fieldsPart) edit(f fields.Field) tea.Cmd {
	form := draft.FieldForm(p.App.Services(), p.App.Member(), f)
	spec := forms.SpecOf(form, func(said, _ string) tea.Cmd {
		p.added = strings.TrimSpace(*form.At("name"))
		return shell.SettingsSaved(p.App, text.Line(said))()
	})
	spec.Room = 20
	return forms.OpenBox(p.App, spec)
}

// move puts a field one place up or down.
func (p *fieldsPart) move(f fields.Field, by int) tea.Cmd {
	svc, actor, place := p.App.Services(), p.App.Member(), 0
	for n, o := range p.facts.fields.InUse() {
		if o.Name == f.Name {
			place = n + 1 + by
		}
	}
	p.added = f.Name
	return shell.Act(p.App, func(ctx context.Context) (fields.Field, error) { return svc.Fields.Move(ctx, actor, f.Name, place) },
		func(now fields.Field) string { return "Moved the field " + text.Line(now.Name) + "." })
}

// remove says how many candidates have a value in a field, and asks.
func (p *fieldsPart) remove(f fields.Field) tea.Cmd {
	a := p.App
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) (int, error) { return svc.Fields.Used(ctx, f) }, func(used int, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		return a.Open(shell.NewConfirm(a, "Remove the field "+text.Line(f.Name)+"?", f.Leaves(used)+" r brings the field back.", "remove", func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (fields.Field, error) { return svc.Fields.Remove(ctx, actor, f.Name) },
				func(now fields.Field) string {
					return "Removed the field " + text.Line(now.Name) + ". r brings it back."
				})
		}))
	})
}
