package forms

import (
	"io"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/ui/edit"
	"recruitty/ui/theme"
)

// maxLine is how many characters a Line takes.
const maxLine = 4096

// Line is a field for one line of text. Enter and tab lead on from it once it is
// valid.
type Line struct {
	in       *edit.Line
	value    *string
	validate func(string) error
	err      error
	focused  bool

	next, prev key.Binding
}

// NewLine makes the field.
func NewLine(s *theme.Styles, value *string) *Line {
	l := &Line{in: edit.NewLine(s), value: value, validate: func(string) error { return nil },
		next: key.NewBinding(key.WithKeys("enter", "tab"), key.WithHelp("enter", "next")),
		prev: key.NewBinding(key.WithKeys("shift+tab"), key.WithHelp("shift+tab", "back"))}
	l.in.Limit, l.in.Ruled = maxLine, true
	l.Show()
	return l
}

// Show brings what was written into the value onto the screen, with the cursor
// behind it.
func (l *Line) Show() { l.in.SetValue(*l.value) }

// Validate checks the text when the field is left.
func (l *Line) Validate(f func(string) error) *Line { l.validate = f; return l }

// Placeholder stands in the line while nothing is typed.
func (l *Line) Placeholder(s string) *Line { l.in.Placeholder = s; return l }

// Secret shows a star for each letter.
func (l *Line) Secret() *Line { l.in.Secret = true; return l }

// Init implements huh.Field.
func (l *Line) Init() tea.Cmd { l.in.Blur(); return nil }

// Focus implements huh.Field.
func (l *Line) Focus() tea.Cmd { l.focused = true; l.in.Focus(); return nil }

// Blur implements huh.Field.
func (l *Line) Blur() tea.Cmd {
	l.focused = false
	l.in.Blur()
	l.err = l.validate(*l.value)
	return nil
}

// Update implements huh.Field.
func (l *Line) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		l.err = nil
		switch {
		case key.Matches(press, l.prev):
			return l, huh.PrevField
		case key.Matches(press, l.next):
			if l.err = l.validate(*l.value); l.err != nil {
				return l, nil
			}
			return l, huh.NextField
		}
	}
	cmd := l.in.Update(msg)
	*l.value = l.in.Value()
	return l, cmd
}

// View implements huh.Field.
func (l *Line) View() string {
	st := &l.in.Styles.Form().Blurred
	if l.focused {
		st = &l.in.Styles.Form().Focused
	}
	return Lead(st.Base, l.in.View())
}

// Cursor is where the cursor stands in the View, nil without focus.
func (l *Line) Cursor() *tea.Cursor { return within(l.in.Styles, l.in.Cursor()) }

// Error implements huh.Field.
func (l *Line) Error() error { return l.err }

// Skip implements huh.Field.
func (l *Line) Skip() bool { return false }

// Zoom implements huh.Field.
func (l *Line) Zoom() bool { return false }

// KeyBinds implements huh.Field.
func (l *Line) KeyBinds() []key.Binding { return []key.Binding{l.next, l.prev} }

// Run implements huh.Field; a Line stands only in a form.
func (l *Line) Run() error { return huh.Run(l) }

// RunAccessible implements huh.Field. Line-based use goes by the commands.
func (l *Line) RunAccessible(w io.Writer, _ io.Reader) error {
	_, err := io.WriteString(w, *l.value+"\n")
	return err
}

// WithTheme implements huh.Field; the looks came with the field.
func (l *Line) WithTheme(huh.Theme) huh.Field { return l }

// WithKeyMap implements huh.Field; the keys are the field's own.
func (l *Line) WithKeyMap(*huh.KeyMap) huh.Field { return l }

// WithWidth implements huh.Field.
func (l *Line) WithWidth(w int) huh.Field {
	l.in.SetWidth(w - l.in.Styles.Form().Focused.Base.GetHorizontalFrameSize() - 1)
	return l
}

// WithHeight implements huh.Field; it is one line high.
func (l *Line) WithHeight(int) huh.Field { return l }

// WithPosition implements huh.Field.
func (l *Line) WithPosition(huh.FieldPosition) huh.Field { return l }

// GetKey implements huh.Field.
func (l *Line) GetKey() string { return "" }

// GetValue implements huh.Field.
func (l *Line) GetValue() any { return *l.value }
