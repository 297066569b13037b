package settings

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/timeparse"
	"recruitty/ui/connect"
	"recruitty/ui/draft"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// calendars are the calendars that are read to know when people are free.
type calendars struct {
	shell.Listing
	facts settingsFacts
}

func newCalendars(a *shell.App) *calendars {
	return &calendars{Listing: shell.NewListing(a, table.New("",
		table.Column{Title: "Whose", Width: 14, Weight: 1}, table.Column{Title: "Calendar", Width: 18, Weight: 2},
		table.Column{Title: "Last read", Width: 10}, table.Column{Title: "Status", Width: 11}))}
}

func (p *calendars) Name() string { return shell.CalendarsPart }

func (p *calendars) actions() []shell.Action {
	// about is what is done about the source under the cursor.
	about := func(a shell.Action, do func(availability.Source) tea.Cmd) shell.Action {
		a.Row = true
		a.When = func() string {
			src, ok := p.selected()
			if !ok {
				return shell.NothingToChoose
			}
			return mayChange(p.App, src.OwnerID)
		}
		a.Do = func() tea.Cmd {
			if src, ok := p.selected(); ok {
				return do(src)
			}
			return nil
		}
		return a
	}
	return []shell.Action{
		{Name: "calendars.connect", Key: "c", Help: "connect", Also: "calendar google microsoft caldav ics", When: func() string {
			if len(p.App.Services().Availability.Readers) == 0 {
				return wording.CalendarsUnread
			}
			return mayChange(p.App, p.App.Member().ID)
		},
			Do: func() tea.Cmd { return connectCalendar(p.App) }},
		about(shell.Action{Name: "calendars.reconnect", Key: "r", Help: "Reconnect", Also: "calendar", Shown: func() bool {
			src, _ := p.selected()
			return src.State == recruit.ReauthRequired
		}}, p.reconnect),
		about(shell.Action{Name: "calendars.test", Key: "t", Help: "test", Also: "calendar"}, func(src availability.Source) tea.Cmd { return testCalendar(p.App, src) }),
		{Name: "calendars.sync", Key: "s", Help: "sync now", Also: "calendars read", When: func() string {
			switch {
			case len(p.facts.calendars) == 0:
				return "There is no calendar to read yet; c connects one."
			case p.App.Member().SeesAll():
				return p.App.Forbidden(recruit.ToSchedule)
			}
			return ""
		}, Do: func() tea.Cmd { return syncCalendars(p.App) }},
		about(shell.Action{Name: "calendars.disconnect", Key: "x", Help: "Disconnect", Also: "calendar"}, func(src availability.Source) tea.Cmd { return connect.OpenCalendarDisconnect(p.App, src.ID) }),
		{Name: "calendars.settings", Key: "e", Help: "how they count", Also: "calendars soft firm words age", When: p.App.MayNot(recruit.ToManage), Do: func() tea.Cmd {
			return openSetting(p.App, draft.CalendarSettingsForm(p.App.Services(), p.App.Member(), p.facts.counting), 18, "")
		}},
	}
}

// mayChange says why the member may not change someone's calendars.
func mayChange(a *shell.App, owner recruit.MemberID) string {
	if err := availability.MayChange(a.Member(), owner); err != nil {
		return recruit.Sentence(err)
	}
	return ""
}

func (p *calendars) learn(f settingsFacts) {
	p.facts = f
	p.show()
}

// show puts the sources that match the filter into the table.
func (p *calendars) show() {
	p.Find.Begin(p.Asked())
	var rows []table.Row
	for _, src := range p.facts.calendars {
		read := "never"
		if !src.ReadAt.IsZero() {
			read = age(p.App.Session().Now().Sub(src.ReadAt))
		}
		tone, status := p.status(src)
		cells := []table.Cell{shell.PlainCell(p.whose(src)), shell.PlainCell(src.Label()), shell.DimCell(read), shell.ToneCell(tone, status)}
		if p.Find.Keeps(cells) {
			rows = append(rows, table.Row{Key: shell.RowKey(src.ID), Cells: cells})
		}
	}
	slices.SortStableFunc(rows, func(a, b table.Row) int { return urgent(b) - urgent(a) }) // in sight also in a small window
	p.Table.SetRows(rows)
	how := "Press c to connect yours: Google, Microsoft 365, a CalDAV server, or the address at which it is published."
	if mayChange(p.App, p.App.Member().ID) != "" {
		how = ""
	}
	p.Without(strings.TrimSpace(wording.NoCalendars + " " + how))
}

// urgent is 1 for a source that needs someone.
func urgent(r table.Row) int {
	if r.Cells[3].Tone == theme.Warning {
		return 1
	}
	return 0
}

// status says in a word or two how a source stands.
func (p *calendars) status(src availability.Source) (theme.Tone, string) {
	s := p.App.Styles().Signs
	ailing := src.Trouble != ""
	for _, c := range src.Calendars {
		ailing = ailing || c.Trouble != ""
	}
	switch {
	case src.State == recruit.Revoking:
		return theme.Dim, s.Waiting + " revoking"
	case src.State == recruit.ReauthRequired:
		return theme.Warning, s.Warning + " Reconnect"
	case ailing:
		return theme.Warning, s.Warning + " trouble"
	case src.ReadAt.IsZero():
		return theme.Dim, s.Waiting + " not read"
	case p.App.Session().Now().Sub(src.ReadAt) > p.facts.counting.MaxAge:
		return theme.Warning, s.Warning + " too old"
	}
	return theme.OK, s.OK + " read"
}

// whose says whose calendars a source reads.
func (p *calendars) whose(src availability.Source) string {
	switch src.OwnerID {
	case 0:
		return "Workspace"
	case p.App.Member().ID:
		return "You"
	}
	return p.name(src.OwnerID)
}

func (p *calendars) name(id recruit.MemberID) string {
	for _, m := range p.facts.team {
		if m.ID == id {
			return m.Name
		}
	}
	return "a former member"
}

// selected is the source on which the cursor is.
func (p *calendars) selected() (availability.Source, bool) {
	for _, src := range p.facts.calendars {
		if shell.RowKey(src.ID) == p.Table.Key() {
			return src, true
		}
	}
	return availability.Source{}, false
}

func (p *calendars) view(w, h int) string {
	s, set := p.App.Styles(), p.facts.counting
	detail := ""
	if src, ok := p.selected(); ok {
		tone, _ := p.status(src)
		detail = "\n\n" + p.App.Grid().Wrap(text.Line(src.Label())+", connected since "+timeparse.Date(p.App.Here(src.Since))+". "+p.reads(src), w)
		style := s.Dim
		if tone == theme.Warning {
			style = s.Warning
		}
		detail += "\n" + style.Render(p.App.Grid().Wrap(text.Line(src.Story(p.App.Stamp)), w))
		for _, c := range src.Calendars {
			if len(c.Doubts) > 0 {
				detail += "\n" + s.Warning.Render(p.App.Grid().Wrap(s.Signs.Warning+" "+text.Line(c.Doubts[0])+more(len(c.Doubts)-1), w))
				break
			}
		}
	}
	rules := values(p.App, w, [2]string{"A reading counts", "for " + strconv.Itoa(int(set.MaxAge.Minutes())) + " minutes; after that, people count as unknown"},
		[2]string{"Soft words", listed(set.Words.Soft)}, [2]string{"Firm words", listed(set.Words.Firm)})
	detail += "\n\n" + rules
	rows := min(max(p.Table.Len()+1, 3), max(h-text.Height(detail), 3))
	return p.App.ListOver(p.Table, w, rows, detail)
}

// reads says how many calendars are read through a source, and whether titles are.
func (p *calendars) reads(src availability.Source) string {
	said := wording.Counted(len(src.Calendars), "calendar")
	if src.Everyone {
		said += ", those of everybody in the team"
	}
	if src.Titles {
		said += "; titles are read and not kept"
	}
	return said + "."
}

func more(n int) string {
	if n <= 0 {
		return ""
	}
	return " And " + strconv.Itoa(n) + " more like that."
}

func listed(words []string) string {
	if len(words) == 0 {
		return "none"
	}
	return text.Line(strings.Join(words, ", "))
}

func (p *calendars) choose(key string) { p.Table.Select(key) }

func (p *calendars) holds() [][2]string {
	return [][2]string{{"A reading counts", "calendars max age old"}, {"Soft words", "calendars focus"}, {"Firm words", "calendars busy"}}
}
