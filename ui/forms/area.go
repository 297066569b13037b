package forms

import (
	"io"
	"strconv"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/ui/edit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// maxText is how many characters an Area takes. A service says what is too
// much; nothing is cut off here before that.
const maxText = wording.MaxTyped

// Area is a field for a text of several lines. Enter is a new line in it,
// always. It grows with its text, so that the form has one place to scroll;
// without the focus it shows the first lines and says how many more there are.
// It is a field of its own because huh's saves the form with enter and hides
// what is above and below without a sign.
type Area struct {
	area     *edit.Area
	value    *string
	shown    string // the value that the area was given last, which may show less of it
	rows     int    // shown at least
	validate func(string) error
	err      error
	focused  bool
	width    int
	edit     func(text string, limit int, taken func(string) tea.Cmd) tea.Cmd // in the person's own editor; nil for none

	newLine, next, prev key.Binding
}

// NewArea makes the field with room for rows lines at first.
func NewArea(s *theme.Styles, value *string, rows int) *Area {
	in := edit.NewArea(s)
	in.Limit, in.Ruled = maxText, true
	bind := func(name, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, what))
	}
	a := &Area{area: in, value: value, rows: rows, validate: func(string) error { return nil },
		newLine: bind("enter", "new line", "enter", "shift+enter", "alt+enter", "ctrl+j"),
		next:    bind("tab", "next", "tab"), prev: bind("shift+tab", "back", "shift+tab")}
	a.area.SetValue(*value)
	a.shown = *value
	return a
}

// Remote takes ctrl+v away, which would read this machine's clipboard.
func (a *Area) Remote(remote bool) *Area { a.area.Remote = remote; return a }

// Editor opens the text in the person's own editor at EditorKey.
func (a *Area) Editor(edit func(text string, limit int, taken func(string) tea.Cmd) tea.Cmd) *Area {
	a.edit = edit
	return a
}

// Validate checks the text when the field is left.
func (a *Area) Validate(f func(string) error) *Area { a.validate = f; return a }

// Init implements huh.Field.
func (a *Area) Init() tea.Cmd { a.area.Blur(); return nil }

// Focus implements huh.Field.
func (a *Area) Focus() tea.Cmd { a.focused = true; a.area.Focus(); return nil }

// Blur implements huh.Field.
func (a *Area) Blur() tea.Cmd {
	a.focused = false
	a.area.Blur()
	a.err = a.validate(*a.value)
	return nil
}

// Update implements huh.Field.
func (a *Area) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		a.err = nil
		switch {
		case key.Matches(press, a.next):
			return a, huh.NextField
		case key.Matches(press, a.prev):
			return a, huh.PrevField
		}
	}
	a.follow()
	cmd := a.area.Update(msg)
	*a.value = a.area.Value()
	a.shown = *a.value
	if n := a.area.LeftOut(); n > 0 {
		a.err = tooLong(n)
	}
	return a, cmd
}

// open opens the text in the editor.
func (a *Area) open() tea.Cmd { return a.edit(*a.value, maxText, a.take) }

// take puts in what an editor has left. The form may have been built anew meanwhile, as
// for another size of the window: what stands in the draft is what the fields show.
func (a *Area) take(text string) tea.Cmd {
	*a.value = text
	return func() tea.Msg { return Taken{} }
}

// Taken says that the value of a field came from elsewhere than from its keys; the box
// that has the form keeps it as if it had been typed.
type Taken struct{}

// follow shows what was put into the draft from elsewhere.
func (a *Area) follow() {
	if *a.value != a.area.Value() && *a.value != a.shown {
		a.area.SetValue(*a.value)
	}
	a.shown = *a.value
}

// View implements huh.Field.
func (a *Area) View() string {
	a.follow()
	s := a.area.Styles
	if !a.focused {
		st := &s.Form().Blurred
		return Lead(st.Base, a.resting(a.room()))
	}
	lines := a.area.View()
	for missing := a.rows - text.Height(lines); missing > 0; missing-- {
		lines += "\n" + s.Ruled(a.room(), true)
	}
	return Lead(s.Form().Focused.Base, lines)
}

// Cursor is where the cursor stands in the View, nil without focus.
func (a *Area) Cursor() *tea.Cursor { return within(a.area.Styles, a.area.Cursor()) }

// room is the width of its lines.
func (a *Area) room() int {
	return max(a.width-a.area.Styles.Form().Focused.Base.GetHorizontalFrameSize(), 10)
}

// Help says what is odd about a field of several lines.
func (a *Area) Help() string { return "enter is a new line; ctrl+s saves" }

// tooLong says that so many characters at the end were not taken.
type tooLong int

func (n tooLong) Error() string {
	return "the text is full: the last " + wording.Counted(int(n), "character") + " did not fit and were left out"
}

// resting is what is seen of the text while another field has the focus.
func (a *Area) resting(w int) string {
	s := a.area.Styles
	lines := strings.Split(s.Grid.Wrap(text.Block(*a.value), w), "\n")
	if more := len(lines) - a.rows; more > 0 {
		tail := " (+" + strconv.Itoa(more) + " more lines)"
		if more == 1 {
			tail = " (+1 more line)"
		}
		lines = lines[:a.rows]
		lines[a.rows-1] = s.Grid.Truncate(lines[a.rows-1], w-len(tail)) + tail
	}
	for len(lines) < a.rows {
		lines = append(lines, "")
	}
	for i, line := range lines {
		lines[i] = edit.Ruled(s, s.Entry, line, w, false)
	}
	return strings.Join(lines, "\n")
}

// Error implements huh.Field.
func (a *Area) Error() error { return a.err }

// Skip implements huh.Field.
func (a *Area) Skip() bool { return false }

// Zoom implements huh.Field.
func (a *Area) Zoom() bool { return false }

// KeyBinds implements huh.Field.
func (a *Area) KeyBinds() []key.Binding { return []key.Binding{a.newLine, a.next, a.prev} }

// Run implements huh.Field; an Area stands only in a form.
func (a *Area) Run() error { return huh.Run(a) }

// RunAccessible implements huh.Field. Line-based use goes by the commands.
func (a *Area) RunAccessible(w io.Writer, _ io.Reader) error {
	_, err := io.WriteString(w, *a.value+"\n")
	return err
}

// WithTheme implements huh.Field; the looks came with the field.
func (a *Area) WithTheme(huh.Theme) huh.Field { return a }

// WithKeyMap implements huh.Field; the keys are the field's own.
func (a *Area) WithKeyMap(*huh.KeyMap) huh.Field { return a }

// WithWidth implements huh.Field.
func (a *Area) WithWidth(w int) huh.Field {
	a.width = w
	a.area.SetSize(a.room(), 0)
	return a
}

// WithHeight implements huh.Field; its height is its own.
func (a *Area) WithHeight(int) huh.Field { return a }

// WithPosition implements huh.Field.
func (a *Area) WithPosition(huh.FieldPosition) huh.Field { return a }

// GetKey implements huh.Field.
func (a *Area) GetKey() string { return "" }

// GetValue implements huh.Field.
func (a *Area) GetValue() any { return *a.value }
