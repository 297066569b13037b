package shell

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/table"
	"recruitty/ui/theme"
)

// Action is something that a person can do: its key, its words in the footer, in
// help and in the palette, when it can be done, and what does it. Each screen has
// a table of them, which is made anew whenever it is asked for; its functions are
// called only for a screen that is shown, so that the table of a screen without
// anything in it says which keys there are.
type Action struct {
	// Name is what the action is called for good, such as "candidate.schedule". It is
	// the same wherever the same can be done. What only moves about has none.
	Name string
	Key  string // its key, as help shows it
	Help string // what it does
	// Strokes are the keystrokes, where Key is not the only one.
	Strokes []string
	Also    string // further words that the palette finds it by
	Row     bool   // it is about the row under the cursor
	Narrows bool   // it shows less of a list, or in another order, so that the footer of an empty one leaves it out
	usual   string // Key without what the person has set

	// Shown reports whether the action exists here now; without it, it always does.
	Shown func() bool
	// Label is what it does now, where that is not always the same.
	Label func() string
	// When says why it cannot be done now, "" when it can. Such an action is left
	// out of the footer, and its key says the reason.
	When func() string

	Do func() tea.Cmd
	// Turn takes the place of Do where keys lead on and back: by is 1 or -1.
	Turn func(by int) tea.Cmd
	// On takes the place of Do where each of the keys means something else, so that it
	// cannot be done without one.
	On func(tea.KeyPressMsg) tea.Cmd
}

// Bind makes an action out of a key, what it does, and its keystrokes, which are
// the key itself when none are given. Its owner looks for the key itself.
func Bind(name, what string, strokes ...string) Action {
	return Action{Key: name, Help: what, Strokes: strokes}
}

// Keystrokes are the keys of the action.
func (a Action) Keystrokes() []string {
	if len(a.Strokes) == 0 {
		return []string{a.Key}
	}
	return a.Strokes
}

// Matches reports whether msg is the action's key.
func (a Action) Matches(msg tea.KeyPressMsg) bool {
	return slices.Contains(a.Keystrokes(), msg.String())
}

// Why says why the action cannot be done now, "" when it can.
func (a Action) Why() string {
	if a.When == nil {
		return ""
	}
	return a.When()
}

// Acts reports whether the action can be begun without its key.
func (a Action) Acts() bool { return a.Do != nil || a.Turn != nil }

// do does it, as the key says where there are several.
func (a Action) do(press tea.KeyPressMsg) tea.Cmd {
	switch {
	case a.On != nil:
		return a.On(press)
	case a.Turn == nil:
		return a.Do()
	case slices.Contains([]string{"left", "shift+tab", "h", "[", "up", "k", "pgup"}, press.String()):
		return a.Turn(-1)
	}
	return a.Turn(1)
}

// Perform does an action without its key, or says why it cannot be done.
func (a *App) Perform(action Action) tea.Cmd { return a.perform(action, tea.KeyPressMsg{}) }

func (a *App) perform(action Action, press tea.KeyPressMsg) tea.Cmd {
	if why := action.Why(); why != "" {
		said := a.Say(theme.Warning, why)
		a.status.within = a.TopModal()
		return said
	}
	return action.do(press)
}

// Press does the action whose key was pressed, and reports whether it was one.
func (a *App) Press(all []Action, msg tea.Msg) (cmd tea.Cmd, taken bool) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil, false
	}
	for _, action := range a.Mapped(all) {
		if action.Matches(press) && (action.Acts() || action.On != nil || action.Why() != "") {
			return a.perform(action, press), true
		}
	}
	return nil, false
}

// KeysOf are the keys of a screen as it stands; a filter that is typed has its own.
func KeysOf(s Screen) []Action {
	if f, ok := s.(filtered); ok && f.List().Editing {
		return FilterKeys(f.List(), f)
	}
	return Present(s.Keys())
}

// Present are those of the actions that exist now, with their words as they are now.
func Present(all []Action) []Action {
	out := make([]Action, 0, len(all))
	for _, a := range all {
		if a.Shown != nil && !a.Shown() {
			continue
		}
		if a.Label != nil {
			a.Help = a.Label()
		}
		out = append(out, a)
	}
	return out
}

// Pick takes actions by their names, in the order of the names. Those that are not
// there are left out.
func Pick(all []Action, names ...string) []Action {
	var out []Action
	for _, name := range names {
		if i := slices.IndexFunc(all, func(a Action) bool { return a.Name == name }); i >= 0 {
			out = append(out, all[i])
		}
	}
	return out
}

// Leading puts actions in front of the others.
func Leading(all []Action, names ...string) []Action {
	return append(Pick(all, names...), without(all, names)...)
}

// Trailing puts actions behind the others.
func Trailing(all []Action, names ...string) []Action {
	return append(without(all, names), Pick(all, names...)...)
}

func without(all []Action, names []string) []Action {
	return slices.DeleteFunc(slices.Clone(all), func(a Action) bool { return slices.Contains(names, a.Name) })
}

// If is a reason if it holds, else "".
func If(holds bool, reason string) string {
	if holds {
		return reason
	}
	return ""
}

// Unless is the first of several reasons why an action cannot be done.
func Unless(reasons ...func() string) func() string {
	return func() string {
		for _, reason := range reasons {
			if why := reason(); why != "" {
				return why
			}
		}
		return ""
	}
}

// MayNot says why the member may not do something.
func (a *App) MayNot(right recruit.Right) func() string {
	return func() string { return a.Forbidden(right) }
}

// Everywhere are the keys that work on every screen, while nothing is being typed.
func (a *App) Everywhere() []Action {
	return []Action{
		{Name: "app.keys", Key: "?", Help: "keys", Also: "help keyboard shortcuts", Do: func() tea.Cmd { return a.Open(a.Nav.Help(a)) }},
		{Name: "app.palette", Key: "ctrl+k", Help: "everything by name", Do: func() tea.Cmd { return a.Open(a.Nav.Palette(a)) }},
		{Name: "app.back", Key: "esc", Help: "back", Label: a.backs, Do: a.back},
		{Name: "app.quit", Key: "q", Help: "quit", Also: "exit end leave", Do: a.Quit},
		{Name: "app.section", Key: "1, 2, …", Help: "go to a section", Strokes: []string{"1", "2", "3", "4", "5", "6", "7", "8"}, On: a.toSection},
		{Name: "app.go", Key: "g + letter", Help: "go to a section by letter", Strokes: []string{"g"}, On: a.beginGo},
		{Name: StopName, Key: "ctrl+c", Help: "quit", Do: func() tea.Cmd {
			if a.stopWork() {
				return nil
			}
			return tea.Quit
		}},
	}
}

// StopName is the action that works at any time, also while something is typed.
const StopName = "app.stop"

// ListKeys are the keys of every list.
func ListKeys() []Action {
	var keys []Action
	for _, m := range table.Moves() {
		keys = append(keys, Bind(m.Key, m.Help, m.Strokes...))
	}
	return keys
}

// SaveKey is the key that saves what is typed; verb is what that is called.
func SaveKey(verb string) Action { return Bind("ctrl+s", verb, "ctrl+s", "alt+s") }

// FormKeys are the keys of every form; verb is what ctrl+s does.
func FormKeys(verb string) []Action {
	return []Action{SaveKey(verb), Bind("tab", "next"), Bind("shift+tab", "previous"), Bind("esc", "close (kept)")}
}
