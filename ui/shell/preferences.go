package shell

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/preferences"
)

// KeepPreferences reads what the person has set, and says what of it does not hold. It
// is called before the first picture; nothing of it stops the program.
func (a *App) KeepPreferences(d *preferences.Service) {
	a.preferences = d
	now, err := d.Read(a.session.Context)
	a.SetPreferences(now)
	wrong := now.Wrong
	switch {
	case err != nil:
		a.greeting = recruit.Sentence(err)
	case len(wrong) > 0:
		a.greeting = "Preferences: " + wrong[0]
		if more := len(wrong) - 1; more > 0 {
			a.greeting += fmt.Sprintf(" %s; see Settings, %s.", recruit.Counted(more, "more is not understood", "more are not understood"), KeysPart)
		}
	}
}

// PreferencesService reads and changes what the person has set; nil where it is not kept.
func (a *App) PreferencesService() *preferences.Service { return a.preferences }

// SetPreferences takes what the person has set for keys, colours, theme and mouse; it
// holds at once.
func (a *App) SetPreferences(now preferences.Now) {
	a.prefs = now
	a.SetTheme(a.Theme)
}

// TryTheme shows how a theme looks until SetPreferences or SetTheme takes one.
func (a *App) TryTheme(name string) {
	grid := a.styles.Grid
	a.dress(name)
	a.styles.Grid, a.styles.Drew = grid, a.drew
}

// Preferences are what the person has set.
func (a *App) Preferences() preferences.Config { return a.prefs.Config }

// PreferencesWrong says in sentences what of the text of the preferences does not hold.
func (a *App) PreferencesWrong() []string { return a.prefs.Wrong }

// Mapped gives the actions the keys that are set for them. Doing it again changes nothing.
func (a *App) Mapped(all []Action) []Action {
	if a == nil || len(a.prefs.Keys) == 0 {
		return all
	}
	out := slices.Clone(all)
	for i := range out {
		k := &out[i]
		own, set := a.prefs.Keys[k.Name]
		if k.Name == "" || !set || !k.settable() {
			continue
		}
		k.usual = cmp.Or(k.usual, k.Key)
		k.Strokes = preferences.Merge(k.Keystrokes(), own)
		k.Key = strings.Join(k.Strokes, "/")
	}
	return out
}

// settable reports whether the action may have other keys: where each of them means
// something else it may not.
func (a Action) settable() bool { return a.Do != nil && a.On == nil && a.Turn == nil }

// Known is what may be set for the keys of an action in a part of the table of keys.
func (a Action) Known(where string) preferences.Known {
	return preferences.Known{Name: a.Name, Where: where, Help: a.Help, Strokes: a.Keystrokes(), Shown: a.Key, Fixed: !a.settable() || a.Name == StopName}
}

// Present are those of the actions that exist now, with their words as they are now
// and the keys that the person has set.
func (a *App) Present(all []Action) []Action { return a.Mapped(Present(all)) }

// KeysOf are the keys of a screen as it stands, with those that the person has set.
func (a *App) KeysOf(s Screen) []Action { return a.Mapped(KeysOf(s)) }

// Foot is the line of keys at the bottom of a box, see Foot, with those that the person
// has set; names are the usual keys.
func (a *App) Foot(keys []Action, names ...string) string { return Foot(a.Mapped(keys), names...) }
