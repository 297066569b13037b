package settings

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/preferences"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// keysPart is the list of all actions with their keys, and the looks: what a person sets
// for their own hands and eyes.
type keysPart struct {
	shell.Listing
	known []preferences.Known
}

func newKeysPart(a *shell.App) *keysPart {
	return &keysPart{Listing: shell.NewListing(a, table.New("",
		table.Column{Title: "Key", Width: 14, Weight: 1}, table.Column{Title: "What it does", Width: 20, Weight: 2},
		table.Column{Title: "Where", Width: 14, Weight: 2}, table.Column{Title: "Name", Width: 20, Weight: 1, Drop: 1}))}
}

func (p *keysPart) Name() string { return shell.KeysPart }

func (p *keysPart) actions() []shell.Action {
	kept := func() string {
		return shell.If(p.App.PreferencesService() == nil, preferences.NotKept)
	}
	chosen := shell.Unless(kept, func() string {
		k, is := p.selected()
		switch {
		case !is:
			return shell.NothingToChoose
		case k.Fixed:
			return "These keys each have a fixed meaning and cannot be changed."
		}
		return ""
	})
	return []shell.Action{
		{Name: "keys.change", Key: "enter/e", Help: "change the key", Strokes: []string{"enter", "e"}, Row: true, When: chosen, Do: func() tea.Cmd { return p.change() }},
		{Name: "keys.reset", Key: "r", Help: "default key", Row: true, When: chosen, Do: func() tea.Cmd {
			k, _ := p.selected()
			return p.set("keys."+k.Name, "", "It has its default key again.")
		}},
		{Name: "keys.theme", Key: "c", Help: "colours", Also: "dark light looks", When: kept, Do: func() tea.Cmd { return p.chooseTheme() }},
		{Name: "keys.mouse", Key: "m", Help: "mouse on or off", Also: "mouse click wheel", When: kept, Do: func() tea.Cmd {
			if p.App.Preferences().Mouse {
				return p.set("mouse", "false", "The terminal has the mouse again.")
			}
			return p.set("mouse", "true", "Clicks and the wheel now go to recruitty; hold shift for the terminal's own.")
		}},
	}
}

// learn takes what is set as it stands now.
func (p *keysPart) learn(settingsFacts) {
	if d := p.App.PreferencesService(); d != nil {
		if p.known == nil {
			p.known = changeable(d.Limits().Known)
		}
	}
	p.show()
}

// changeable are the actions, each once for all the places that have it.
func changeable(all []preferences.Known) []preferences.Known {
	var once []preferences.Known
	for _, k := range all {
		if !slices.ContainsFunc(once, func(o preferences.Known) bool { return o.Name == k.Name }) {
			once = append(once, k)
		}
	}
	return once
}

// show puts the actions that match the filter into the table.
func (p *keysPart) show() {
	p.Find.Begin(p.Asked())
	own := p.App.Preferences().Keys
	var rows []table.Row
	for _, k := range p.known {
		tone, shown := theme.Plain, k.Shown
		if mine, set := own[k.Name]; set && !k.Fixed {
			tone, shown = theme.Accent, strings.Join(k.With(mine), "/")+", yours"
		}
		cells := []table.Cell{shell.ToneCell(tone, shown), shell.PlainCell(k.Help), shell.DimCell(k.Where), shell.DimCell(k.Name)}
		if p.Find.Keeps(cells) {
			rows = append(rows, table.Row{Key: k.Name, Cells: cells})
		}
	}
	p.Table.SetRows(rows)
	p.Without(preferences.NotKept)
}

// chosenTheme says what the theme is that goes before that of the profile.
func chosenTheme(c preferences.Config) string {
	if own, mine := c.Themes[c.Theme]; mine {
		return c.Theme + ", yours, over " + themeWord(own.Base)
	}
	return themeWord(c.Theme)
}

func (p *keysPart) view(w, h int) string {
	d := p.App.PreferencesService()
	if d == nil {
		return p.App.Grid().Wrap(preferences.NotKept, w)
	}
	c := p.App.Preferences()
	looks, mouse := "of your profile, "+themeWord(p.App.Member().Theme), "off"
	if c.Theme != "" {
		looks = chosenTheme(c)
	}
	if len(c.Colours) > 0 {
		looks += ", with " + wording.Counted(len(c.Colours), "colour") + " of your own"
	}
	if c.Mouse {
		mouse = "on; hold shift to select text"
	}
	head := values(p.App, w, [2]string{"Theme", looks}, [2]string{"Mouse", mouse}, [2]string{"Kept", text.Line(d.Place.Called())})
	problems := p.App.PreferencesWrong()
	for _, wrong := range problems[:min(len(problems), 3)] {
		head += "\n" + p.App.Styles().Warning.Render(p.App.Grid().Wrap(p.App.Styles().Signs.Warning+" "+text.Line(wrong), w))
	}
	if more := len(problems) - 3; more > 0 {
		head += "\n" + p.App.Styles().Warning.Render("And "+wording.Counted(more, "more line")+" like that.")
	}
	room := h - text.Height(head) - 1
	return head + "\n\n" + p.App.ListOver(p.Table, w, max(room, 3), "")
}

// selected is the action under the cursor.
func (p *keysPart) selected() (preferences.Known, bool) {
	i := slices.IndexFunc(p.known, func(k preferences.Known) bool { return k.Name == p.Table.Key() })
	if i < 0 {
		return preferences.Known{}, false
	}
	return p.known[i], true
}

// set changes one thing, and everything follows it at once.
func (p *keysPart) set(name, value, said string) tea.Cmd {
	svc := *p.App.PreferencesService()
	return shell.Run(p.App, func(ctx context.Context) (preferences.Now, error) { return svc.Set(ctx, name, value) },
		func(now preferences.Now, err error) tea.Cmd {
			if err != nil {
				return p.App.SayProblem(err)
			}
			p.App.SetPreferences(now)
			p.show()
			return p.App.Say(theme.OK, said)
		})
}

// chooseTheme offers the themes.
func (p *keysPart) chooseTheme() tea.Cmd {
	was := p.App.Preferences()
	const usual = "Of the profile"
	called := map[string]string{usual: p.App.Member().Theme}
	items := []shell.Command{{Name: usual, Hint: themeWord(p.App.Member().Theme), Run: func() tea.Cmd { return p.set("theme", "", "The theme is that of your profile.") }}}
	for _, name := range p.App.PreferencesService().Limits().ThemeNames(was) {
		item := shell.Command{Name: recruit.Capital(name), Hint: themeWord(name), Run: func() tea.Cmd {
			return p.set("theme", name, "The theme is "+name+" now.")
		}}
		if own, mine := was.Themes[name]; mine {
			item.Name, item.Hint = name, "yours, with "+wording.Counted(len(own.Colours), "colour")+" of its own"
		}
		called[item.Name] = name
		items = append(items, item)
	}
	picker := forms.NewPicker(p.App, "Theme", "", items)
	picker.Sample = p.sample
	picker.Looks = func(c shell.Command) { p.App.TryTheme(called[c.Name]) }
	picker.Left = func() { p.App.SetTheme(p.App.Theme) }
	return p.App.Open(picker)
}

// sample shows what colours are for, in those of the moment.
func (p *keysPart) sample(w int) string {
	s := p.App.Styles()
	return p.App.Grid().Truncate(s.Text.Render("Text ")+s.Dim.Render("beside it ")+s.Accent.Render(s.Signs.Cursor+" yours ")+s.OK.Render(s.Signs.OK+" yes ")+
		s.Warning.Render(s.Signs.Warning+" needs you ")+s.Error.Render(s.Signs.Error+" no ")+s.Selected.Render(" chosen row "), w)
}

func (p *keysPart) holds() [][2]string {
	return [][2]string{{"Keys", "keyboard shortcuts key map bindings"}, {"Mouse", "click wheel"}, {"Custom colours", "looks dark light"}}
}
