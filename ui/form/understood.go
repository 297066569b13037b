package form

import (
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
)

// understood is a field with a line under it that follows what is typed.
type understood struct {
	huh.Field
	note func() string
}

// Understood puts a line under a field: what the program made of the text, a
// warning, a hint. note is asked at each View, must be cheap and one line long,
// and styles its text itself.
func Understood(field huh.Field, note func() string) huh.Field {
	return &understood{Field: field, note: note}
}

func (u *understood) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	model, cmd := u.Field.Update(msg)
	u.Field = model.(huh.Field)
	return u, cmd
}

func (u *understood) View() string {
	return u.Field.View() + "\n" + lipgloss.NewStyle().PaddingLeft(2).Render(u.note())
}

func (u *understood) WithTheme(t huh.Theme) huh.Field {
	u.Field = u.Field.WithTheme(t)
	return u
}

func (u *understood) WithKeyMap(k *huh.KeyMap) huh.Field {
	u.Field = u.Field.WithKeyMap(k)
	return u
}

func (u *understood) WithWidth(w int) huh.Field {
	u.Field = u.Field.WithWidth(w)
	return u
}

func (u *understood) WithHeight(h int) huh.Field {
	u.Field = u.Field.WithHeight(max(h-1, 1))
	return u
}

func (u *understood) WithPosition(p huh.FieldPosition) huh.Field {
	u.Field = u.Field.WithPosition(p)
	return u
}

// bare is the field beneath a line.
func bare(field huh.Field) huh.Field {
	if u, ok := field.(*understood); ok {
		return bare(u.Field)
	}
	return field
}
