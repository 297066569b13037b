package forms

import (
	"reflect"

	tea "charm.land/bubbletea/v2"
)

// own carries a message of a build's fields back to that build.
type own struct {
	form       *Form
	generation int
	msg        tea.Msg
}

// isInput tells what may reach the fields besides their own messages.
func isInput(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.PasteMsg:
		return true
	}
	return false
}

// own marks what a command says as belonging to this build. huh's messages do
// not say whom they are for, and one of an earlier build would move this one.
func (f *Form) own(cmd tea.Cmd) tea.Cmd {
	if cmd == nil {
		return nil
	}
	generation := f.generation
	var wrap func(tea.Cmd) tea.Cmd
	wrap = func(cmd tea.Cmd) tea.Cmd {
		if cmd == nil {
			return nil
		}
		return func() tea.Msg {
			msg := cmd()
			if msg == nil {
				return nil
			}
			// A batch, or the private list of commands that a sequence is.
			if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
				list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
				for i := range v.Len() {
					inner, _ := v.Index(i).Interface().(tea.Cmd)
					list.Index(i).Set(reflect.ValueOf(wrap(inner)))
				}
				return list.Interface()
			}
			return own{f, generation, msg}
		}
	}
	return wrap(cmd)
}
