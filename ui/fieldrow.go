package ui

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/ui/form"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// labelsBeside is the width of a form from which on labels stand to the left
// of their fields; in a narrower one they stand above.
const labelsBeside = 60

// row is a field of huh with its label at the left and lines under it that
// follow what is typed.
type row struct {
	huh.Field
	app   *App
	label string
	room  int // cells of the label column
	width int
	// under is asked at each View and must be cheap; least reserves lines, so
	// that the form does not jump.
	under func() []hint
	least int
	// step moves ↑ and ↓ through proposals; it reports whether it did.
	step  func(by int) bool
	input *huh.Input
	value *string
	// Focus and Blur go through the row.
	focused bool
}

func (r *row) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok && r.step != nil {
		by := 0
		switch press.String() {
		case "up":
			by = -1
		case "down":
			by = 1
		}
		if by != 0 {
			if r.step(by) {
				r.input.Value(r.value) // show what the step wrote
			}
			return r, nil
		}
	}
	model, cmd := r.Field.Update(msg)
	r.Field = model.(huh.Field)
	return r, cmd
}

func (r *row) Focus() tea.Cmd { r.focused = true; return r.Field.Focus() }

func (r *row) Blur() tea.Cmd { r.focused = false; return r.Field.Blur() }

// beside is the width of the label column, 0 when the label stands above.
func (r *row) beside() int {
	if r.width < labelsBeside {
		return 0
	}
	return r.room
}

func (r *row) WithWidth(w int) huh.Field {
	r.width = w
	r.Field = r.Field.WithWidth(w - r.beside())
	return r
}

func (r *row) WithHeight(h int) huh.Field { return r } // its height is its own

func (r *row) WithTheme(t huh.Theme) huh.Field { r.Field = r.Field.WithTheme(t); return r }

func (r *row) WithKeyMap(k *huh.KeyMap) huh.Field { r.Field = r.Field.WithKeyMap(k); return r }

func (r *row) WithPosition(p huh.FieldPosition) huh.Field {
	r.Field = r.Field.WithPosition(p)
	return r
}

func (r *row) View() string {
	if r.width == 0 {
		return r.label // huh measures fields before it gives them a width
	}
	s := r.app.styles
	lines := strings.Split(r.Field.View(), "\n")
	if _, titled := r.Field.(*form.Choose); titled {
		lines = lines[1:] // the empty line of its own title
	}
	if len(lines) == 0 {
		lines = []string{"  " + s.Dim.Render("nobody yet")}
	}
	w := r.width - r.beside() - 2
	hints := 0
	if r.under != nil {
		for _, h := range r.under() {
			if sign := s.Sign(h.tone); sign != "" && h.tone != theme.OK {
				h.text = sign + " " + h.text
			}
			for line := range strings.SplitSeq(text.Wrap(h.text, max(w, 10)), "\n") {
				lines = append(lines, "  "+s.Tone(h.tone).Render(line))
				hints++
			}
		}
	}
	for ; hints < r.least; hints++ {
		lines = append(lines, "")
	}
	label := s.Text.Render(r.label)
	if r.focused {
		label = s.Accent.Bold(true).Render(r.label)
	}
	if r.beside() == 0 {
		return label + "\n" + strings.Join(lines, "\n")
	}
	for i := range lines {
		if i == 0 {
			lines[i] = text.Pad(label, r.room) + lines[i]
		} else {
			lines[i] = text.Spaces(r.room) + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

// radio is a field for one of a few values, all of them visible in a line.
type radio struct {
	app      *App
	options  []form.Option
	value    *string
	validate func(string) error
	err      error
	width    int
	focused  bool

	next, prev, move key.Binding
}

func newRadio(a *App, value *string, options []form.Option, validate func(string) error) *radio {
	bind := func(name, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, what))
	}
	return &radio{app: a, options: options, value: value, validate: validate,
		next: bind("enter", "next", "enter", "tab"), prev: bind("shift+tab", "back", "shift+tab"),
		move: bind("←/→", "choose", "left", "right", "space")}
}

func (c *radio) at() int {
	return max(slices.IndexFunc(c.options, func(o form.Option) bool { return o.Value == *c.value }), 0)
}

func (c *radio) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	press, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return c, nil
	}
	c.err = nil
	n := len(c.options)
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
	s := c.app.styles
	var b strings.Builder
	used := 0
	w := max(c.width-2, 10)
	for i, o := range c.options {
		sign, st := "○ ", s.Text
		if s.Box.TopLeft == "+" {
			sign = "( ) "
		}
		if i == c.at() {
			sign, st = s.Signs.Bullet+" ", s.Accent.Bold(c.focused)
			if s.Box.TopLeft == "+" {
				sign = "(*) "
			}
		}
		item := text.Truncate(sign+text.Line(o.Label), w)
		if used > 0 && used+3+text.Width(item) > w {
			b.WriteString("\n")
			used = 0
		} else if used > 0 {
			b.WriteString("   ")
			used += 3
		}
		b.WriteString(st.Render(item))
		used += text.Width(item)
	}
	base := s.Form.Blurred.Base
	if c.focused {
		base = s.Form.Focused.Base
	}
	return base.Width(c.width).Render(b.String())
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
