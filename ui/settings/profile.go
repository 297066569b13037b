package settings

import (
	"cmp"
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// profilePart is the member's own name, address, zone and looks.
type profilePart struct{ app *shell.App }

func (p *profilePart) Name() string        { return shell.ProfilePart }
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
	looks := themeWord(m.Theme)
	if c := p.app.Preferences(); c.Theme != "" {
		looks += "; here it is " + chosenTheme(c) + " (Keys and colours)"
	}
	return values(p.app, w, [2]string{"Name", text.Line(m.Name)}, [2]string{"Email", text.Line(m.Email)},
		[2]string{"Role", string(m.Role)}, [2]string{"Time zone", text.Line(timeparse.Called(m.TimeZone, p.app.Now())) + ", now " + p.app.Clock(p.app.Now())},
		[2]string{"Clock", clock}, [2]string{"Theme", looks}, [2]string{"Opens with", plainWord(p.app, m.Plain)},
		[2]string{"Your calendar", entryWord(m)})
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
	case theme.HighContrast:
		return "high-contrast, follows the terminal's background"
	case theme.Slate:
		return "slate, cool, for dark backgrounds"
	case theme.Sepia:
		return "sepia, warm, for light backgrounds"
	}
	return "auto, follows the terminal's background"
}

// entryWord says if a member finds the interviews that they schedule in
// their own calendar.
func entryWord(m recruit.Member) string {
	if m.SkipEntry {
		return "interviews you organise are not added"
	}
	return "interviews you organise are added"
}

// plainWord says how recruitty opens.
func plainWord(a *shell.App, plain bool) string {
	if plain {
		return "plain text, for screen readers"
	}
	if a.Session().Remote {
		return "these screens; ssh -t HOST plain opens plain text"
	}
	return "these screens; --plain opens plain text"
}

// newProfile is a member as they type themselves.
func newProfile(who recruit.Member) *draft.Sheet[recruit.Member] {
	who.Theme = cmp.Or(who.Theme, theme.Auto)
	return draft.NewProfile(who, theme.Names())
}

// editProfile changes the acting member. The theme is seen at once and goes
// back when the form is left without saving.
func editProfile(a *shell.App) tea.Cmd {
	actor := a.Member()
	m := actor // what the next save is based on
	d := newProfile(m)
	svc, saved, warning := a.Services(), recruit.Member{}, ""
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Profile", Draft: &d.Texts, Keep: "profile",
		Fields: func(f *forms.Fields) []huh.Field { return forms.Rows(f, d) },
		Typed: func() tea.Cmd {
			if looks := *d.At("theme"); a.Theme != looks {
				a.SetTheme(looks)
			}
			return nil
		},
		Save: func() func(context.Context) error {
			next, err := d.Into(m)
			return func(ctx context.Context) error {
				if err == nil {
					saved, warning, err = svc.UpdateMember(ctx, actor, next)
				}
				return err
			}
		},
		Saved: func() tea.Cmd {
			a.SetMember(saved)
			return warned(a, shell.SettingsSaved(a, "Profile saved.")(), warning)
		},
		Theirs: func(ctx context.Context) (forms.Theirs, error) {
			now, err := memberNow(ctx, svc.Store, m.ID)
			return forms.Theirs{Values: newProfile(now).Values(), Adopt: func() { m = now }}, err
		},
		Closed: func() { a.SetTheme(actor.Theme) },
	})
}

func (p *profilePart) holds() [][2]string {
	return [][2]string{{"Theme", "colours dark light looks"}, {"Clock", "12 hours 24 hours"}, {"Time zone", ""}, {"Opens with", "plain lines screen reader"}, {"Your calendar", "calendar entry organiser"}}
}
