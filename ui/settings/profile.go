package settings

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// profilePart is the member's own name, address, zone and looks.
type profilePart struct{ app *shell.App }

func (p *profilePart) Name() string        { return "Profile" }
func (p *profilePart) learn(settingsFacts) {}

func (p *profilePart) actions() []shell.Action {
	return []shell.Action{{Name: "profile.change", Key: "enter/e", Help: "change", Strokes: []string{"enter", "e"}, Do: func() tea.Cmd { return editProfile(p.app) }}}
}

func (p *profilePart) view(w, _ int) string {
	m := p.app.Member()
	clock := "24 hours, 14:30"
	if m.TwelveHour {
		clock = "12 hours, 2:30 pm"
	}
	return values(p.app, w, [2]string{"Name", text.Line(m.Name)}, [2]string{"E-mail", text.Line(m.Email)},
		[2]string{"Role", string(m.Role)}, [2]string{"Time zone", text.Line(timeparse.Called(m.TimeZone, p.app.Now())) + ", now " + p.app.Clock(p.app.Now())},
		[2]string{"Clock", clock}, [2]string{"Theme", themeWord(m.Theme)}, [2]string{"Opens with", plainWord(p.app, m.Plain)},
		[2]string{"Your entries", entryWord(m)})
}

// themeWord says what a theme is.
func themeWord(name string) string {
	switch name {
	case theme.Dark:
		return "dark"
	case theme.Light:
		return "light"
	case theme.Terminal:
		return "terminal, its own 16 colours"
	}
	return "auto, after the terminal's background"
}

// entryWord says if a member finds the interviews that they schedule in
// their own calendar.
func entryWord(m recruit.Member) string {
	if m.SkipEntry {
		return "none; interviews that you organise stay out of your calendar"
	}
	return "interviews that you organise come into your calendar"
}

// plainWord says how recruitty opens.
func plainWord(a *shell.App, plain bool) string {
	if plain {
		return "plain lines, for screen readers"
	}
	if a.Session().Remote {
		return "these screens; ssh -t HOST plain opens plain lines"
	}
	return "these screens; --plain opens plain lines"
}

// profileDraft is what the form of a profile holds.
type profileDraft struct{ Name, Email, Zone, Clock, Theme, Opens, Entry string }

const (
	twelve    = "12"
	asLines   = "lines"
	asScreens = "screens"
)

func draftOfProfile(m recruit.Member) profileDraft {
	d := profileDraft{Name: m.Name, Email: m.Email, Zone: m.TimeZone, Clock: "24", Theme: m.Theme, Opens: asScreens, Entry: string(m.Entry())}
	if m.TwelveHour {
		d.Clock = twelve
	}
	if m.Plain {
		d.Opens = asLines
	}
	if d.Theme == "" {
		d.Theme = theme.Auto
	}
	return d
}

// into writes the draft into a member.
func (d profileDraft) into(m recruit.Member) recruit.Member {
	m.Name, m.Email, m.TimeZone = d.Name, strings.TrimSpace(d.Email), strings.TrimSpace(d.Zone)
	m.TwelveHour, m.Theme, m.Plain = d.Clock == twelve, d.Theme, d.Opens == asLines
	m.SkipEntry = d.Entry == string(recruit.WithoutEntry)
	return m
}

func (d profileDraft) values() map[string]string {
	return map[string]string{"name": d.Name, "email": d.Email, "time_zone": d.Zone, "clock": d.Clock, "theme": d.Theme, "plain": d.Opens, "organiser_entry": d.Entry}
}

// editProfile changes the acting member. The theme is seen at once and goes
// back when the form is left without saving.
func editProfile(a *shell.App) tea.Cmd {
	actor := a.Member()
	m := actor // what the next save is based on
	draft := draftOfProfile(m)
	d := &draft
	var themes []forms.Option
	for _, name := range theme.Names() {
		themes = append(themes, forms.Option{Value: name, Label: name})
	}
	desk, saved, warning := a.Desk(), recruit.Member{}, ""
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Profile", Draft: d, Keep: "profile",
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{
				f.Line("name", "Name", &d.Name), f.Line("email", "E-mail", &d.Email), f.Zone("time_zone", "Time zone", &d.Zone).Reserving(2),
				f.Radio("clock", "Clock", &d.Clock, []forms.Option{{Value: "24", Label: "14:30"}, {Value: twelve, Label: "2:30 pm"}}),
				f.Radio("theme", "Theme", &d.Theme, themes),
				f.Radio("plain", "Opens with", &d.Opens, []forms.Option{{Value: asScreens, Label: "screens"}, {Value: asLines, Label: "plain lines"}}),
				f.Radio("organiser_entry", "Your entries", &d.Entry, []forms.Option{{Value: string(recruit.WithEntry), Label: "what you organise is in your calendar"}, {Value: string(recruit.WithoutEntry), Label: "not"}}),
			}
		},
		Typed: func() tea.Cmd {
			if a.Theme == d.Theme {
				return nil
			}
			a.SetTheme(d.Theme)
			return nil
		},
		Save: func() func(context.Context) error {
			next := d.into(m)
			return func(ctx context.Context) (err error) {
				saved, warning, err = updateMember(ctx, desk, actor, next)
				return err
			}
		},
		Saved: func() tea.Cmd {
			a.SetMember(saved)
			return warned(a, shell.SettingsSaved(a, "Profile saved.")(), warning)
		},
		Theirs: func(ctx context.Context) (forms.Theirs, error) {
			now, err := memberNow(ctx, desk.Store, m.ID)
			return forms.Theirs{Values: draftOfProfile(now).values(), Adopt: func() { m = now }}, err
		},
		Closed: func() { a.SetTheme(actor.Theme) },
	})
}

func (p *profilePart) holds() [][2]string {
	return [][2]string{{"Theme", "colours dark light looks"}, {"Clock", "12 hours 24 hours"}, {"Time zone", ""}, {"Opens with", "plain lines screen reader"}, {"Your entries", "calendar entry organiser"}}
}
