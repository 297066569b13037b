package forms

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// radio is a field for one of a few values, all of them visible in a line.
type radio struct {
	app      *shell.App
	options  []Option
	value    *string
	validate func(string) error
	err      error
	width    int
	focused  bool
	digits   bool // a digit chooses the option of that value and goes on

	next, prev, move key.Binding
}

func newRadio(a *shell.App, value *string, options []Option, validate func(string) error) *radio {
	bind := func(name, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, what))
	}
	return &radio{app: a, options: options, value: value, validate: validate,
		next: bind("enter", "next", "enter", "tab"), prev: bind("shift+tab", "back", "shift+tab"),
		move: bind("←/→", "choose", "left", "right", "space")}
}

func (c *radio) at() int {
	return max(slices.IndexFunc(c.options, func(o Option) bool { return o.Value == *c.value }), 0)
}

// labelOf is what a person reads for a value.
func (c *radio) labelOf(value string) string {
	for _, o := range c.options {
		if o.Value == value {
			return o.Label
		}
	}
	return value
}

func (c *radio) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return c, nil
	}
	c.err = nil
	n := len(c.options)
	if c.digits && slices.ContainsFunc(c.options, func(o Option) bool { return o.Value == press.String() }) {
		*c.value = press.String()
		return c, huh.NextField
	}
	switch press.String() {
	case "left", "up":
		*c.value = c.options[(c.at()+n-1)%n].Value
	case "right", "down", "space":
		*c.value = c.options[(c.at()+1)%n].Value
	case "shift+tab":
		return c, huh.PrevField
	case "enter", "tab":
		if c.err = c.validate(*c.value); c.err == nil {
			return c, huh.NextField
		}
	}
	return c, nil
}

func (c *radio) View() string {
	s := c.app.Styles()
	var b strings.Builder
	used := 0
	w := max(c.width-2, 10)
	for i, o := range c.options {
		sign, st := "○ ", s.Text
		if s.Box.TopLeft == "+" {
			sign = "( ) "
		}
		if i == c.at() {
			sign, st = s.Signs.Bullet+" ", s.Accent
			if c.focused {
				st = s.Chosen
			}
			if s.Box.TopLeft == "+" {
				sign = "(*) "
			}
		}
		item := c.app.Grid().Truncate(sign+text.Line(o.Label), w)
		if used > 0 && used+3+c.app.Grid().Width(item) > w {
			b.WriteString("\n")
			used = 0
		} else if used > 0 {
			b.WriteString("   ")
			used += 3
		}
		b.WriteString(st.Render(item))
		used += c.app.Grid().Width(item)
	}
	base := s.Form().Blurred.Base
	if c.focused {
		base = s.Form().Focused.Base
	}
	return Lead(base, b.String())
}

func (c *radio) Init() tea.Cmd  { return nil }
func (c *radio) Focus() tea.Cmd { c.focused = true; return nil }
func (c *radio) Blur() tea.Cmd {
	c.focused, c.err = false, c.validate(*c.value)
	return nil
}
func (c *radio) Error() error            { return c.err }
func (c *radio) Skip() bool              { return false }
func (c *radio) Zoom() bool              { return false }
func (c *radio) KeyBinds() []key.Binding { return []key.Binding{c.move, c.next, c.prev} }
func (c *radio) Run() error              { return huh.Run(c) }
func (c *radio) RunAccessible(w io.Writer, _ io.Reader) error {
	_, err := fmt.Fprintln(w, *c.value)
	return err
}
func (c *radio) WithTheme(huh.Theme) huh.Field            { return c }
func (c *radio) WithKeyMap(*huh.KeyMap) huh.Field         { return c }
func (c *radio) WithWidth(w int) huh.Field                { c.width = w; return c }
func (c *radio) WithHeight(int) huh.Field                 { return c }
func (c *radio) WithPosition(huh.FieldPosition) huh.Field { return c }
func (c *radio) GetKey() string                           { return "" }
func (c *radio) GetValue() any                            { return *c.value }
