package forms

import (
	"reflect"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// settle moves the focus at once where a key asked for it. huh moves it by a
// command, whose message comes back behind keys that were typed meanwhile: the
// first letters for the next field would land in the old one. It returns what
// is left to be run.
func (f *Form) settle(cmd tea.Cmd) tea.Cmd {
	switch {
	case cmd == nil:
		return nil
	case sameCode(cmd, huh.NextField) && f.Focused() == len(f.fields)-1:
		f.ended = true // huh would take it for the end of the form
		return nil
	case sameCode(cmd, huh.NextField), sameCode(cmd, huh.PrevField):
		return f.toForm(cmd())
	case sameCode(cmd, tea.Batch(nothing, nothing)):
		msg := cmd() // a batch only names its commands
		batch, ok := msg.(tea.BatchMsg)
		if !ok {
			return func() tea.Msg { return msg }
		}
		var rest []tea.Cmd
		for _, c := range batch {
			rest = append(rest, f.settle(c))
		}
		return tea.Batch(rest...)
	}
	return cmd
}

func nothing() tea.Msg { return nil }

// sameCode reports whether two commands are the same function. Go compares
// functions with nil only, and huh's messages are not exported.
func sameCode(a, b tea.Cmd) bool {
	return reflect.ValueOf(a).Pointer() == reflect.ValueOf(b).Pointer()
}
