package settings

import (
	"context"

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

// poolMembers is the screen of the members of one pool, and how far each is.
type poolMembers struct {
	app     *shell.App
	pool    pools.Pool
	team    []recruit.Member
	table   *table.Table
	reading shell.Reading
}

func newPoolMembers(a *shell.App, p pools.Pool) *poolMembers {
	s := &poolMembers{app: a, pool: p, table: table.New("",
		table.Column{Title: "Name", Width: 18, Weight: 2}, table.Column{Title: "Level", Width: 28, Weight: 1}, table.Column{Title: "Email", Width: 22, Weight: 2, Drop: 1})}
	s.table.SetLoading()
	return s
}

func (s *poolMembers) Init() tea.Cmd { return s.ask() }

func (s *poolMembers) Title() string { return "Members of a pool" }

func (s *poolMembers) Typing() bool { return false }

// Keys implements Screen.
func (s *poolMembers) Keys() []shell.Action {
	may := shell.Unless(s.app.MayNot(recruit.ToSchedule), func() string {
		return shell.If(s.pool.Removed(), "This pool was removed; bring it back first (esc, r).")
	})
	chosen := shell.Unless(func() string { return shell.If(s.table.Len() == 0, shell.NothingToChoose) }, may)
	about := func(do func(pools.Member) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd {
			if m, ok := s.selected(); ok {
				return do(m)
			}
			return nil
		}
	}
	return []shell.Action{
		{Name: "pool-members.add", Key: "a", Help: "add members", When: may, Do: func() tea.Cmd { return s.edit(nil) }},
		{Name: "pool-members.level", Key: "enter/e", Help: "level", Strokes: []string{"enter", "e"}, Row: true, When: chosen, Do: about(func(m pools.Member) tea.Cmd { return s.edit(&m) })},
		{Name: "pool-members.remove", Key: "x", Help: "take out", Row: true, When: chosen, Do: about(s.remove)},
	}
}

// edit puts members into the pool, or gives one another level.
func (s *poolMembers) edit(already *pools.Member) tea.Cmd {
	a := s.app
	return forms.OpenBox(a, forms.SpecOf(draft.PoolMembersForm(a.Services(), a.Member(), s.pool, s.team, already), func(said, _ string) tea.Cmd {
		return shell.SettingsSaved(a, text.Line(said))()
	}))
}

func (s *poolMembers) remove(m pools.Member) tea.Cmd {
	svc, actor, id := s.app.Services(), s.app.Member(), s.pool.ID
	return shell.Act(s.app, func(ctx context.Context) (pools.Pool, error) { return svc.Pools.RemoveMember(ctx, actor, id, m.ID) },
		func(now pools.Pool) string {
			return "Took " + text.Line(m.Name) + " out of " + text.Line(now.Name) + "; a brings them back."
		})
}

// poolNow is a pool with the team out of which it is filled.
type poolNow struct {
	pool pools.Pool
	team []recruit.Member
}

func (s *poolMembers) ask() tea.Cmd {
	svc, id := s.app.Services(), s.pool.ID
	return shell.Reread(s.app, &s.reading, func(ctx context.Context) (now poolNow, err error) {
		if now.pool, err = svc.Pools.Store.Pool(ctx, id); err == nil {
			now.team, err = svc.Store.Members(ctx, false)
		}
		return now, err
	}, func(now poolNow, err error) tea.Cmd {
		if err != nil {
			s.table.SetError(recruit.Sentence(err))
			return nil
		}
		s.pool, s.team = now.pool, now.team
		s.fill()
		return nil
	})
}

func (s *poolMembers) fill() {
	empty := "This pool has no members yet."
	if s.app.Forbidden(recruit.ToSchedule) == "" {
		empty += " Press a to add members of the team."
	}
	s.table.SetEmpty(empty)
	rows := make([]table.Row, len(s.pool.Members))
	for i, m := range s.pool.Members {
		tone := theme.Plain
		if s.pool.Level(m) != pools.Qualified {
			tone = theme.Accent
		}
		rows[i] = table.Row{Key: shell.RowKey(m.ID), Cells: []table.Cell{shell.PlainCell(m.Name), shell.ToneCell(tone, s.pool.Standing(m)), shell.DimCell(m.Email)}}
	}
	s.table.SetRows(rows)
}

// selected is the member on whom the cursor is.
func (s *poolMembers) selected() (pools.Member, bool) {
	return s.pool.Member(shell.IDOf[recruit.MemberID](s.table.Key()))
}

func (s *poolMembers) Update(msg tea.Msg) tea.Cmd { return shell.Follow(msg, s.table, s.ask) }

func (s *poolMembers) View(w, h int) string {
	st := s.app.Styles()
	count := ""
	if n := len(s.pool.Members); n > 0 {
		count = wording.Counted(n, "member")
	}
	title := "Pool " + text.Line(s.pool.Name)
	if s.pool.Removed() {
		title += ", removed"
	}
	head := s.app.Grid().Spread(st.Title.Render(s.app.Grid().Truncate(title, max(w-s.app.Grid().Width(count)-2, 10))), st.Dim.Render(count), w)
	detail := "\n\n" + st.Dim.Render(s.app.Grid().Wrap("Training: "+s.pool.Training()+". Only interviews that were held count.", w))
	if m, ok := s.selected(); ok {
		detail += "\n" + s.app.Grid().Wrap(text.Line(m.Name)+": "+s.pool.Standing(m)+"; set "+s.app.Stamp(m.Since)+".", w)
	}
	return head + "\n\n" + s.app.ListOver(s.table, w, min(max(s.table.Len()+1, 3), max(h-2-text.Height(detail), 3)), detail)
}
