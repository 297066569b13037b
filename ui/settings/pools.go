package settings

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// poolsPart lists the groups of members who can stand in for each other in an interview.
type poolsPart struct {
	shell.Listing
	facts settingsFacts
	added string // the name of one that was added just now, for the cursor
}

func newPoolsPart(a *shell.App) *poolsPart {
	return &poolsPart{Listing: shell.NewListing(a, table.New("",
		table.Column{Title: "Name", Width: 18, Weight: 2}, table.Column{Title: "Qualified", Width: 9},
		table.Column{Title: "In training", Width: 11}, table.Column{Title: "Status", Width: 12}))}
}

func (p *poolsPart) Name() string { return shell.PoolsPart }

func (p *poolsPart) actions() []shell.Action {
	may := p.App.MayNot(recruit.ToSchedule)
	about := func(a shell.Action, gone bool, do func(pools.Pool) tea.Cmd) shell.Action {
		return aboutKept(a, "pool", p.selected, gone, may, do)
	}
	members := about(shell.Action{Name: "pools.members", Key: "enter", Help: "members", Also: "pool level shadow training"}, false, func(pool pools.Pool) tea.Cmd {
		return p.App.Push(newPoolMembers(p.App, pool))
	})
	members.When = func() string { // reading them takes no right
		_, ok := p.selected()
		return shell.If(!ok, shell.NothingToChoose)
	}
	return []shell.Action{
		{Name: "pools.add", Key: "a", Help: "add a pool", When: may, Do: func() tea.Cmd {
			return editPool(p.App, pools.Pool{}, func(name string) { p.added = name })
		}},
		members,
		about(shell.Action{Name: "pools.change", Key: "e", Help: "change", Also: "pool name rename training"}, false, func(pool pools.Pool) tea.Cmd {
			return editPool(p.App, pool, nil)
		}),
		about(shell.Action{Name: "pools.remove", Key: "x", Help: "remove", Also: "pool"}, false, func(pool pools.Pool) tea.Cmd {
			svc, actor := p.App.Services(), p.App.Member()
			return shell.Act(p.App, func(ctx context.Context) (pools.Pool, error) { return svc.Pools.Remove(ctx, actor, pool.ID) },
				func(now pools.Pool) string {
					return "Removed the pool " + text.Line(now.Name) + "; interviews that were planned with it stay. r brings it back."
				})
		}),
		about(shell.Action{Name: "pools.restore", Key: "r", Help: "bring back", Also: "pool restore"}, true, func(pool pools.Pool) tea.Cmd {
			svc, actor := p.App.Services(), p.App.Member()
			return shell.Act(p.App, func(ctx context.Context) (pools.Pool, error) { return svc.Pools.Restore(ctx, actor, pool.ID) },
				func(now pools.Pool) string { return wording.BroughtBack("the pool", now.Name) })
		}),
	}
}

func (p *poolsPart) learn(f settingsFacts) {
	p.facts = f
	p.show()
	for _, pool := range f.pools {
		if p.added != "" && pool.Name == p.added && p.Table.Select(shell.RowKey(pool.ID)) {
			p.added = ""
		}
	}
}

// show puts the pools that match the filter into the table.
func (p *poolsPart) show() {
	p.Find.Begin(p.Asked())
	var rows []table.Row
	for _, pool := range p.facts.pools {
		tone, status := theme.OK, "in use"
		qualified := len(pool.At(pools.Qualified))
		switch {
		case pool.Removed():
			tone, status = theme.Dim, "removed"
		case qualified == 0:
			tone, status = theme.Warning, p.App.Styles().Signs.Warning+" none yet"
		}
		cells := []table.Cell{shell.PlainCell(pool.Name), shell.PlainCell(strconv.Itoa(qualified)), shell.PlainCell(strconv.Itoa(len(pool.Members) - qualified)), shell.ToneCell(tone, status)}
		if p.Find.Keeps(cells, poolNames(pool)) {
			rows = append(rows, table.Row{Key: shell.RowKey(pool.ID), Cells: cells})
		}
	}
	p.Table.SetRows(rows)
	switch {
	case !p.App.Member().SeesAll():
		p.Without(pools.NotShown)
	case p.App.Forbidden(recruit.ToSchedule) != "":
		p.Without(wording.NoPools)
	default:
		p.Without(wording.NoPools + " Press a to add one.")
	}
}

func poolNames(p pools.Pool) string {
	var names []string
	for _, m := range p.Members {
		names = append(names, m.Name+" "+m.Email)
	}
	return strings.Join(names, " ")
}

// selected is the pool under the cursor.
func (p *poolsPart) selected() (pools.Pool, bool) {
	for _, pool := range p.facts.pools {
		if shell.RowKey(pool.ID) == p.Table.Key() {
			return pool, true
		}
	}
	return pools.Pool{}, false
}

func (p *poolsPart) view(w, h int) string {
	detail := ""
	if pool, ok := p.selected(); ok {
		said := func(level pools.Level) string {
			var names []string
			for _, m := range pool.At(level) {
				name := text.Line(m.Name)
				if level != pools.Qualified {
					_, progress, _ := strings.Cut(pool.Standing(m), ", ")
					name += " (" + progress + ")"
				}
				names = append(names, name)
			}
			if len(names) == 0 {
				return "nobody"
			}
			return strings.Join(names, ", ")
		}
		detail = "\n\n" + p.App.Styles().Title.Render(p.App.Grid().Truncate(text.Line(pool.Name), w)) + "\n" + values(p.App, w, [2]string{"Training", pool.Training()},
			[2]string{"Qualified", said(pools.Qualified)}, [2]string{"Reverse shadows", said(pools.ReverseShadow)}, [2]string{"Shadows", said(pools.Shadow)})
	}
	rows := min(max(p.Table.Len()+1, 6), max(h-text.Height(detail), 3))
	return p.App.ListOver(p.Table, w, rows, detail)
}

func (p *poolsPart) choose(key string) { p.Table.Select(key) }

func (p *poolsPart) holds() [][2]string {
	return [][2]string{{"Training of interviewers", "pools shadow reverse shadow qualified"}}
}

// editPool adds a pool (ID 0) or changes one; added hears what it is called.
func editPool(a *shell.App, pool pools.Pool, added func(string)) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	form, said := draft.PoolForm(svc, actor, pool), ""
	spec := forms.SpecOf(form, nil)
	spec.Room = 20
	spec.Save = func() func(context.Context) error {
		typed, err := form.Read()
		save := form.Save
		return func(ctx context.Context) error {
			if err == nil {
				said, _, err = save(ctx, typed)
			}
			return err
		}
	}
	spec.Saved = func() tea.Cmd {
		if added != nil {
			added(strings.TrimSpace(*form.At("name")))
		}
		return shell.SettingsSaved(a, text.Line(said))()
	}
	if pool.ID != 0 {
		spec.Theirs = func(ctx context.Context) (forms.Theirs, error) {
			now, err := svc.Pools.Store.Pool(ctx, pool.ID)
			return forms.Theirs{Values: draft.PoolValues(now), Adopt: func() {
				save := form.Save
				form.Save = func(ctx context.Context, typed pools.Pool) (string, string, error) {
					typed.Version = now.Version
					return save(ctx, typed)
				}
			}}, err
		}
	}
	return forms.OpenBox(a, spec)
}

// OpenPool shows a pool and who is in it.
func OpenPool(a *shell.App, pool pools.Pool) tea.Cmd {
	return tea.Batch(Open(a, shell.PoolsPart, shell.RowKey(pool.ID)), a.Push(newPoolMembers(a, pool)))
}
