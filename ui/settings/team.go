package settings

import (
	"context"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/accounts"
	"recruitty/recruit/filter"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/views"
)

// teamPart is the list of members.
type teamPart struct {
	shell.Listing
	facts settingsFacts
	added string // row of who was added just now, for the cursor
}

func newTeamPart(a *shell.App) *teamPart {
	return &teamPart{Listing: shell.NewListing(a, table.New(nobodyYet,
		table.Column{Title: "Name", Width: 18, Weight: 2}, table.Column{Title: "Role", Width: 11},
		table.Column{Title: "Email", Width: 20, Weight: 2}, table.Column{Title: "Time zone", Width: 12, Weight: 1, Drop: 1})).Speaking(filter.Team)}
}

const nobodyYet = "No members yet. Press a to add one."

func (p *teamPart) Name() string { return shell.TeamPart }

func (p *teamPart) actions() []shell.Action {
	may := p.App.MayNot(recruit.ToManage)
	// about is what is done about the member under the cursor.
	about := func(a shell.Action, do func(recruit.Member) tea.Cmd) shell.Action {
		a.Row = true
		a.Do = func() tea.Cmd {
			if m, ok := p.selected(); ok {
				return do(m)
			}
			return nil
		}
		return a
	}
	return []shell.Action{
		{Name: "team.add", Key: "a", Help: "add a member", When: may, Do: func() tea.Cmd {
			return editMember(p.App, recruit.Member{Role: recruit.Recruiter, TimeZone: p.App.Member().TimeZone},
				func(m recruit.Member) tea.Cmd { p.added = shell.RowKey(m.ID); return nil })
		}},
		about(shell.Action{Name: "team.change", Key: "enter/e", Help: "change", Strokes: []string{"enter", "e"}, Also: "member", When: may}, func(m recruit.Member) tea.Cmd {
			if m.ID == p.App.Member().ID {
				return editProfile(p.App)
			}
			return editMember(p.App, m, nil)
		}),
		about(shell.Action{Name: "team.remove", Key: "x", Help: "remove", Also: "member", When: may}, func(m recruit.Member) tea.Cmd { return removeMember(p.App, m) }),
		about(shell.Action{Name: "team.keys", Key: "s", Help: "SSH keys", When: func() string {
			m, _ := p.selected()
			return mayHandleKeys(p.App, m)
		}}, func(m recruit.Member) tea.Cmd { return p.App.Push(newMemberKeys(p.App, m)) }),
		about(shell.Action{Name: "team.invite", Key: "i", Help: "invite", Also: "member code", When: may}, func(m recruit.Member) tea.Cmd {
			return inviteMember(p.App, m, p.codeUntil(m), p.facts.workspace.Address)
		}),
		{Name: "team.left", Key: "o", Help: "former members", Also: "former members Zoom connection inbox removed", When: may, Do: func() tea.Cmd { return p.App.Push(newLeftBehind(p.App)) }},
		views.Key(&p.Listing, filter.Team, p),
	}
}

func (p *teamPart) learn(f settingsFacts) {
	p.facts = f
	p.show()
	if p.Table.Select(p.added) {
		p.added = ""
	}
}

// Update takes a filter that was chosen, and what is typed into it.
func (p *teamPart) Update(msg tea.Msg) tea.Cmd { return filterPart(p, msg) }

// show puts the members who match the filter into the table.
func (p *teamPart) show() {
	p.Find.Begin(p.Asked())
	var rows []table.Row
	for _, m := range p.facts.team {
		name := m.Name
		if m.ID == p.App.Member().ID {
			name += " (you)"
		}
		cells := []table.Cell{p.App.RecordCell(theme.Plain, m.Damage, name), shell.PlainCell(string(m.Role)), shell.DimCell(m.Email), shell.DimCell(timeparse.City(m.TimeZone, p.App.Now()))}
		if filter.Member(p.Asked().Terms, m, p.App.Now()) && p.Find.Keeps(cells, m.Words(p.App.Now())) {
			rows = append(rows, table.Row{Key: shell.RowKey(m.ID), Cells: cells})
		}
	}
	p.Table.SetRows(rows)
	p.Without(nobodyYet)
}

func (p *teamPart) view(w, h int) string {
	notes := p.notes(w)
	rows := min(max(p.Table.Len()+1, 3), max(h-1-text.Height(notes), 3))
	return p.App.ListOver(p.Table, w, rows, "\n\n"+notes)
}

// maxCodes is how many open codes are named under the list.
const maxCodes = 4

// notes says how the selected member enters, and whose codes are open.
func (p *teamPart) notes(w int) string {
	s := p.App.Styles()
	var lines []string
	if m, ok := p.selected(); ok && mayHandleKeys(p.App, m) == "" {
		lines = append(lines, s.Dim.Render(p.App.Grid().Truncate(text.Line(m.Name), max(w-18, 10))+": "+keyCount(m)))
	}
	for _, said := range p.facts.left.Sentences(p.App.Stamp) {
		lines = append(lines, "", s.Warning.Render(p.App.Grid().Wrap(s.Signs.Warning+" "+text.Line(said)+" (o)", w)))
	}
	if len(p.facts.codes) > 0 {
		lines = append(lines, "", s.Text.Render("Open invitation codes"))
	}
	for i, o := range p.facts.codes {
		if left := len(p.facts.codes) - i; i == maxCodes && left > 1 {
			lines = append(lines, s.Dim.Render(fmt.Sprintf("and %d more", left)))
			break
		}
		until := " until " + p.App.Start(o.Until)
		lines = append(lines, s.Dim.Render(p.App.Grid().Truncate(text.Line(o.Member.Name), max(w-p.App.Grid().Width(until), 10))+until))
	}
	return strings.Join(lines, "\n")
}

// selected is the member on whom the cursor is.
func (p *teamPart) selected() (recruit.Member, bool) {
	for _, m := range p.facts.team {
		if m.ID == shell.IDOf[recruit.MemberID](p.Table.Key()) {
			return m, true
		}
	}
	return recruit.Member{}, false
}

// codeUntil is how long a code of a member is open; zero when none is.
func (p *teamPart) codeUntil(m recruit.Member) (until time.Time) {
	for _, o := range p.facts.codes {
		if o.Member.ID == m.ID {
			until = o.Until
		}
	}
	return until
}

// memberNow reads a member whom someone else has changed meanwhile.
func memberNow(ctx context.Context, members recruit.Members, id recruit.MemberID) (recruit.Member, error) {
	m, err := members.Member(ctx, id)
	if err == nil && m.Removed() {
		return m, recruit.NotInTeam(m)
	}
	return m, err
}

// editMember adds a member (ID 0) or changes one; then goes on with who was saved.
func editMember(a *shell.App, m recruit.Member, then func(recruit.Member) tea.Cmd) tea.Cmd {
	d := draft.NewMember(m)
	title := "Add a member"
	if m.ID != 0 {
		title = "Change a member"
	}
	svc, actor, id, warning := a.Services(), a.Member(), m.ID, ""
	return forms.OpenForm(a, forms.FormSpec{
		Title: title, Draft: &d.Texts, Keep: draft.MemberKey(m.ID),
		Fields: func(f *forms.Fields) []huh.Field { return forms.Rows(f, d) },
		Check: func() error {
			who, err := d.Into(m)
			if err == nil {
				_, err = access.CleanMember(who)
			}
			return err
		},
		Theirs: func(ctx context.Context) (forms.Theirs, error) {
			now, err := memberNow(ctx, svc.Store, m.ID)
			return forms.Theirs{Values: draft.NewMember(now).Values(), Adopt: func() { m = now }}, err
		},
	}, forms.Saves[recruit.Member]{
		Save: func() func(context.Context) (recruit.Member, error) {
			next, err := d.Into(m)
			return func(ctx context.Context) (recruit.Member, error) {
				if err != nil {
					return next, err
				}
				if next.ID == 0 {
					added, err := svc.Team.Add(ctx, actor, next)
					if err == nil { // they are added, whether or not a warning can be worked out
						warning, _ = accounts.JoinWarning(ctx, svc.Store, added, svc.Now)
					}
					return added, err
				}
				saved, found, err := svc.UpdateMember(ctx, actor, next)
				warning = found
				return saved, err
			}
		},
		Said: func(now recruit.Member) string { return strings.TrimSpace(draft.SavedMember(id, now) + " " + warning) }, Then: then})
}

// warned adds a warning, if there is one, to what was said.
func warned(a *shell.App, said tea.Cmd, warning string) tea.Cmd {
	if warning == "" {
		return said
	}
	return tea.Sequence(said, a.Say(theme.Warning, warning))
}

func (p *teamPart) holds() [][2]string {
	return nil
}

func (p *teamPart) choose(key string) { p.Table.Select(key) }
