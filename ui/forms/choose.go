package forms

import (
	"io"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/edit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Option is one thing to choose: a member, a file that is already here.
type Option = draft.Option

// matchesShown is how many options are listed while one types.
const matchesShown = 5

// Choose is a field for several values of a list, found by typing, and for
// values that are not in the list, such as an address or a path. It is a field
// of its own because huh's loads its options beside the event loop and loses
// the selection when that comes late.
type Choose struct {
	key, title string
	options    []Option
	value      *[]string
	typed      *string // what is in the input
	accept     func(string) (string, error)
	validate   func([]string) error

	input   *edit.Line
	line    int // of the View, in which the input is
	focused bool
	cursor  int
	picked  int // chosen ones behind the one that backspace takes off
	err     error
	width   int

	next, prev, submit, add, drop key.Binding
}

// NewChoose makes the field. accept turns what was typed into a value, or says
// in one sentence why it is none; nil allows only what is in the list.
func NewChoose(s *theme.Styles, title string, value *[]string, options []Option, accept func(string) (string, error)) *Choose {
	in := edit.NewLine(s)
	in.Prompt, in.Limit, in.Ruled = "+ ", 1024, true
	in.Placeholder = "type to find"
	bind := func(name, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, what))
	}
	return &Choose{title: title, options: options, value: value, accept: accept, input: in,
		typed: new(string), validate: func([]string) error { return nil },
		next: bind("tab", "next", "tab"), prev: bind("shift+tab", "back", "shift+tab"),
		submit: bind("enter", "add, then next field", "enter"), add: bind("↑/↓", "choose", "up", "down"),
		drop: bind("backspace", "remove the last one, or another with ←", "backspace")}
}

// Key names the field.
func (c *Choose) Key(k string) *Choose { c.key = k; return c }

// Placeholder says what can be typed.
func (c *Choose) Placeholder(s string) *Choose { c.input.Placeholder = s; return c }

// Typed lets what is typed and not yet added begin as *s, and puts it there, so
// that a form that is made anew has it again.
func (c *Choose) Typed(s *string) *Choose {
	c.typed = s
	c.input.SetValue(*s)
	return c
}

// Validate checks the values when the field is left.
func (c *Choose) Validate(f func([]string) error) *Choose { c.validate = f; return c }

// Help says how the field is filled in.
func (c *Choose) Help() string {
	if len(*c.value) > 0 {
		return "enter adds; backspace removes the last one, ← selects another"
	}
	return "enter adds the selected one, ↑/↓ select another; tab goes on"
}

// Init implements huh.Field.
func (c *Choose) Init() tea.Cmd { return nil }

// Focus implements huh.Field.
func (c *Choose) Focus() tea.Cmd { c.focused = true; c.input.Focus(); return nil }

// Blur implements huh.Field. What was typed and not yet added is added, or it
// is the field's error: nothing typed is lost.
func (c *Choose) Blur() tea.Cmd {
	c.focused = false
	c.input.Blur()
	if c.commit(); c.err == nil {
		c.err = c.validate(*c.value)
	}
	return nil
}

// commit adds the marked option, or the text itself.
func (c *Choose) commit() {
	typed := strings.TrimSpace(c.input.Value())
	c.err = nil
	if typed == "" {
		return
	}
	value := ""
	if found := c.matches(); len(found) > 0 {
		best := found[min(c.cursor, len(found)-1)]
		if label, rather := c.chosenRather(typed, best); rather {
			c.err = onList{typed, label}
			return
		}
		value = best.Value
	} else if label, chosen := c.already(typed); chosen {
		c.err = onList{typed, label}
		return
	} else if c.accept == nil {
		c.err = c.near(typed, notListed(typed))
		return
	} else if value, c.err = c.accept(typed); c.err != nil {
		if c.several(typed) {
			return
		}
		c.err = c.near(typed, c.err)
		return
	}
	if !slices.Contains(*c.value, value) {
		*c.value = append(*c.value, value)
	}
	c.input.SetValue("")
	*c.typed = ""
	c.cursor, c.picked = 0, 0
}

// several adds each of the values that stand in a line with commas or semicolons
// between them, and reports whether there are some. What is none of them stays in the
// input, with the reason.
func (c *Choose) several(typed string) bool {
	parts := strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ';' })
	if len(parts) < 2 {
		return false
	}
	var left []string
	var why error
	for _, part := range parts {
		if strings.TrimSpace(part) == "" {
			continue
		}
		c.input.SetValue(strings.TrimSpace(part))
		if c.commit(); c.err != nil {
			why = c.err
			left = append(left, strings.TrimSpace(part))
		}
	}
	c.input.SetValue(strings.Join(left, ", "))
	*c.typed, c.err = c.input.Value(), why
	return true
}

// near adds to the reason why a name is none whom it may have been meant for.
func (c *Choose) near(typed string, why error) error {
	if strings.Contains(typed, "@") { // an address is as it is
		return why
	}
	for _, o := range c.options {
		switch {
		case !sanitize.Near(typed, o.Label):
		case slices.Contains(*c.value, o.Value):
			return meant{onList{typed, o.Label}, o.Label}
		default:
			return meant{why, o.Label}
		}
	}
	return why
}

// meant is a reason with someone who is called nearly like that.
type meant struct {
	error
	name string
}

func (m meant) Error() string {
	return "Did you mean " + text.Line(m.name) + "? " + m.error.Error()
}

// onList says that someone was chosen before.
type onList struct{ typed, label string }

func (o onList) Error() string {
	if sanitize.Fold(o.typed) == sanitize.Fold(o.label) {
		return text.Line(o.label) + " is already on the list"
	}
	return "“" + text.Truncate(text.Line(o.typed), 40) + "” is already on the list: " + text.Line(o.label)
}

type notListed string

func (n notListed) Error() string { return "“" + text.Line(string(n)) + "” is not in the list" }

// Update implements huh.Field.
func (c *Choose) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.PasteMsg:
		// A pasted list of addresses is several values.
		for part := range strings.FieldsFuncSeq(msg.Content, func(r rune) bool { return r == '\n' || r == '\r' || r == ',' || r == ';' }) {
			c.input.SetValue(c.input.Value() + text.Line(part))
			if strings.ContainsAny(msg.Content, "\n,;") {
				if c.commit(); c.err != nil {
					break
				}
			}
		}
		*c.typed = c.input.Value()
		return c, nil
	case tea.KeyPressMsg:
		c.err = nil
		switch {
		case key.Matches(msg, c.prev):
			return c, huh.PrevField
		case key.Matches(msg, c.next, c.submit):
			empty := strings.TrimSpace(c.input.Value()) == ""
			c.commit()
			if c.err != nil || !empty && key.Matches(msg, c.submit) {
				return c, nil
			}
			return c, huh.NextField
		case msg.String() == "up":
			c.cursor = max(c.cursor-1, 0)
			return c, nil
		case msg.String() == "down":
			c.cursor = max(min(c.cursor+1, len(c.matches())-1), 0)
			return c, nil
		case key.Matches(msg, c.drop) && c.input.Value() == "":
			if n := len(*c.value); n > 0 {
				at := n - 1 - c.picked
				*c.value = slices.Concat((*c.value)[:at], (*c.value)[at+1:])
				c.picked = min(c.picked, max(len(*c.value)-1, 0))
			}
			return c, nil
		case msg.String() == "left" && c.input.Value() == "":
			c.picked = min(c.picked+1, max(len(*c.value)-1, 0))
			return c, nil
		case msg.String() == "right" && c.input.Value() == "":
			c.picked = max(c.picked-1, 0)
			return c, nil
		}
	}
	before := c.input.Value()
	cmd := c.input.Update(msg)
	if c.input.Value() != before {
		c.cursor, *c.typed = 0, c.input.Value()
	}
	return c, cmd
}

// View implements huh.Field: the title, what is chosen, the input, and the
// matches.
func (c *Choose) View() string {
	st := &c.input.Styles.Form().Blurred
	if c.focused {
		st = &c.input.Styles.Form().Focused
	}
	w := max(c.width-st.Base.GetHorizontalFrameSize(), 10)
	chosen := make([]string, len(*c.value))
	for i, v := range *c.value {
		chosen[i] = text.Line(c.label(v))
		if c.focused && c.picked > 0 && i == len(chosen)-1-c.picked {
			chosen[i] = "[" + chosen[i] + "]"
		}
	}
	g := c.input.Styles.Grid
	lines := []string{st.Title.Render(c.title)}
	if len(chosen) > 0 {
		for line := range strings.SplitSeq(g.Wrap(strings.Join(chosen, ", "), w), "\n") {
			lines = append(lines, edit.Ruled(c.input.Styles, c.input.Styles.Entry, line, w, c.focused))
		}
	}
	if !c.focused && *c.typed != "" {
		lines = append(lines, edit.Ruled(c.input.Styles, c.input.Styles.Entry, g.Truncate("+ "+text.Line(*c.typed)+" (not added yet)", w), w, false))
	}
	if c.focused {
		c.input.SetWidth(w - 3)
		c.line = len(lines)
		lines = append(lines, c.input.View())
		for i, o := range c.matches() {
			mark := text.Spaces(g.Width(st.SelectSelector.String()))
			if i == c.cursor {
				mark = st.SelectSelector.String()
			}
			lines = append(lines, mark+st.Option.Render(g.Truncate(text.Line(o.Label), w-4)))
		}
	}
	return Lead(st.Base, strings.Join(lines, "\n"))
}

// Cursor is where the cursor stands in the View, nil without focus.
func (c *Choose) Cursor() *tea.Cursor {
	at := within(c.input.Styles, c.input.Cursor())
	if at != nil {
		at.Y += c.line
	}
	return at
}

func (c *Choose) label(value string) string {
	for _, o := range c.options {
		if o.Value == value {
			return o.Label
		}
	}
	return value
}

// Error implements huh.Field.
func (c *Choose) Error() error { return c.err }

// Skip implements huh.Field.
func (c *Choose) Skip() bool { return false }

// Zoom implements huh.Field.
func (c *Choose) Zoom() bool { return false }

// KeyBinds implements huh.Field.
func (c *Choose) KeyBinds() []key.Binding {
	return []key.Binding{c.submit, c.add, c.drop, c.next, c.prev}
}

// Run implements huh.Field; a Choose stands only in a form.
func (c *Choose) Run() error { return huh.Run(c) }

// RunAccessible implements huh.Field. Line-based use goes by the commands.
func (c *Choose) RunAccessible(w io.Writer, _ io.Reader) error {
	_, err := io.WriteString(w, c.title+": "+strings.Join(*c.value, ", ")+"\n")
	return err
}

// WithTheme implements huh.Field; the looks came with the field.
func (c *Choose) WithTheme(huh.Theme) huh.Field { return c }

// WithKeyMap implements huh.Field; the keys are the field's own.
func (c *Choose) WithKeyMap(*huh.KeyMap) huh.Field { return c }

// WithWidth implements huh.Field.
func (c *Choose) WithWidth(w int) huh.Field { c.width = w; return c }

// WithHeight implements huh.Field.
func (c *Choose) WithHeight(int) huh.Field { return c }

// WithPosition implements huh.Field.
func (c *Choose) WithPosition(huh.FieldPosition) huh.Field { return c }

// GetKey implements huh.Field.
func (c *Choose) GetKey() string { return c.key }

// GetValue implements huh.Field.
func (c *Choose) GetValue() any { return *c.value }
