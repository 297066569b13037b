// Package views is the box of a list's views: filters with a name, of which a key chooses
// one.
package views

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit/filter"
	"recruitty/recruit/views"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// Key is the action of a list that opens its views.
func Key(l *shell.Listing, list filter.List, holder interface{ Update(tea.Msg) tea.Cmd }) shell.Action {
	return shell.Action{Name: "list.views", Key: "V", Help: "views", Narrows: true, Also: "saved filters views " + list.String(), Do: func() tea.Cmd { return open(l, list, holder) }}
}

// box is the list of views.
type box struct {
	app    *shell.App
	list   filter.List
	of     *shell.Listing
	holder interface{ Update(tea.Msg) tea.Cmd }
	views  []views.View
	table  *table.Table
}

// open reads the views and shows them.
func open(l *shell.Listing, list filter.List, holder interface{ Update(tea.Msg) tea.Cmd }) tea.Cmd {
	a := l.App
	b := &box{app: a, list: list, of: l, holder: holder, table: table.New("No views yet. Type a filter, then press + here to save it.",
		table.Column{Width: 1}, table.Column{Width: 18, Weight: 1}, table.Column{Width: 20, Weight: 2}).HideHeader()}
	saved, me := a.Services().Views, a.Member()
	return shell.Prepare(a, func(ctx context.Context) ([]views.View, error) { return saved.List(ctx, me, list) },
		func(all []views.View, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			b.show(all)
			return a.Open(b)
		})
}

// show puts the views into the table.
func (b *box) show(all []views.View) {
	b.views = all
	rows := make([]table.Row, len(all))
	for n, v := range all {
		rows[n] = table.Row{Key: v.Name, Cells: []table.Cell{shell.PlainCell(v.Key), shell.PlainCell(v.Name), shell.DimCell(v.Query)}}
	}
	b.table.SetRows(rows)
}

// Actions are what can be done with views.
func Actions() []shell.Action { return (&box{}).Keys() }

// Keys implements shell.Modal.
func (b *box) Keys() []shell.Action {
	return []shell.Action{
		{Name: "views.choose", Key: "enter", Help: "filter by it", Do: func() tea.Cmd {
			if v, ok := b.chosen(); ok {
				return b.take(v)
			}
			return nil
		}},
		{Name: "views.key", Key: "a–z, 0–9", Help: "the view with this key", Strokes: strings.Split(keys, ""), On: func(press tea.KeyPressMsg) tea.Cmd {
			for _, v := range b.views {
				if v.Key != "" && press.String() == v.Key {
					return b.take(v)
				}
			}
			return nil
		}},
		{Name: "views.save", Key: "+", Help: "save the filter", When: func() string {
			return shell.If(b.of != nil && b.of.Query() == "", "There is no filter to save; type one with / first.")
		}, Do: b.save},
		{Name: "views.remove", Key: "-", Help: "remove", When: func() string {
			v, ok := b.chosen()
			return shell.If(!ok || !v.Own, "This view is built in; only views that you saved can be removed.")
		}, Do: b.remove},
		{Name: "views.restore", Key: "ctrl+z", Help: "bring back", Do: b.restore},
		{Name: "views.move", Key: "↑/↓", Help: "move", Strokes: []string{"up", "down", "pgup", "pgdown", "home", "end"}, On: func(press tea.KeyPressMsg) tea.Cmd {
			b.table.Update(press)
			return nil
		}},
		{Name: "views.close", Key: "esc", Help: "close", Do: func() tea.Cmd {
			b.app.Close(b)
			return nil
		}},
	}
}

// Init implements shell.Modal.
func (b *box) Init() tea.Cmd { return nil }

// Typing implements shell.Modal.
func (b *box) Typing() bool { return false }

// chosen is the view under the cursor.
func (b *box) chosen() (views.View, bool) {
	if b.table == nil {
		return views.View{}, false
	}
	for _, v := range b.views {
		if v.Name == b.table.Key() {
			return v, true
		}
	}
	return views.View{}, false
}

// Update implements shell.Modal.
func (b *box) Update(tea.Msg) tea.Cmd { return nil }

// keys are what may choose a view.
const keys = "abcdefghijklmnopqrstuvwxyz0123456789"

// take filters the list by a view.
func (b *box) take(v views.View) tea.Cmd {
	b.app.Close(b)
	return b.holder.Update(shell.Completed{Query: v.Query})
}

// save asks for the name of the present filter and its key.
func (b *box) save() tea.Cmd {
	a, list := b.app, b.list
	d := &views.View{List: list, Query: b.of.Query()}
	a.Close(b)
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Save the filter as a view", Note: list.String(), Draft: d, Keep: "view-" + list.String(),
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Line("name", "Name", &d.Name),
				f.Line("key", "Key", &d.Key).Optional().Saying(forms.Says("one letter or digit that chooses it under V; may stay empty")),
				f.Line("query", "Filter", &d.Query).Optional()}
		},
	}, forms.Saves[views.View]{
		Save: func() func(context.Context) (views.View, error) {
			typed, svc, actor := *d, a.Services(), a.Member()
			return func(ctx context.Context) (views.View, error) { return svc.Views.Save(ctx, actor, typed) }
		},
		Said: func(v views.View) string { return "Saved the view " + text.Line(v.Name) + "; V lists it." }})
}

// remove takes the view under the cursor away.
func (b *box) remove() tea.Cmd {
	v, _ := b.chosen()
	saved, me, list := b.app.Services().Views, b.app.Member(), b.list
	return b.changed(func(ctx context.Context) (string, error) {
		_, err := saved.Remove(ctx, me, list, v.Name)
		return "Removed the view " + text.Line(v.Name) + "; ctrl+z brings it back.", err
	})
}

// restore brings back the view that was removed last.
func (b *box) restore() tea.Cmd {
	saved, me, list := b.app.Services().Views, b.app.Member(), b.list
	return b.changed(func(ctx context.Context) (string, error) {
		v, err := saved.Restore(ctx, me, list, "")
		return wording.BroughtBack("the view", v.Name), err
	})
}

// changed does something to the views, says it and shows them again.
func (b *box) changed(do func(context.Context) (string, error)) tea.Cmd {
	type result struct {
		said string
		all  []views.View
	}
	a, saved, me, list := b.app, b.app.Services().Views, b.app.Member(), b.list
	return shell.Run(a, func(ctx context.Context) (result, error) {
		said, err := do(ctx)
		if err != nil {
			return result{}, err
		}
		all, err := saved.List(ctx, me, list)
		return result{said, all}, err
	}, func(r result, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		b.show(r.all)
		return a.Say(theme.OK, r.said)
	})
}

// View implements shell.Modal.
func (b *box) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, 86)
	inner, room := shell.FrameSize(w, maxH)
	rows := min(max(b.table.Len(), 2), max(room, 1))
	return b.app.Frame("Views of "+b.list.String(), "", b.table.View(b.app.Styles(), inner, rows), "", w, maxH), nil
}
