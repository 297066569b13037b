package forms

import (
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"
)

// muted stands for a field within huh, which draws all of its fields at every
// message. The form draws them itself, once for each View.
type muted struct{ huh.Field }

func (m *muted) View() string { return "" }

func (m *muted) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	model, cmd := m.Field.Update(msg)
	m.Field = model.(huh.Field)
	return m, cmd
}

func (m *muted) WithTheme(t huh.Theme) huh.Field { m.Field = m.Field.WithTheme(t); return m }

func (m *muted) WithKeyMap(k *huh.KeyMap) huh.Field { m.Field = m.Field.WithKeyMap(k); return m }

func (m *muted) WithWidth(w int) huh.Field { m.Field = m.Field.WithWidth(w); return m }

func (m *muted) WithHeight(h int) huh.Field { m.Field = m.Field.WithHeight(h); return m }

func (m *muted) WithPosition(p huh.FieldPosition) huh.Field {
	m.Field = m.Field.WithPosition(p)
	return m
}
