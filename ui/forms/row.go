package forms

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/ui/edit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// labelsBeside is the width of a form from which on labels stand to the left
// of their fields; in a narrower one they stand above.
const labelsBeside = 60

// Row is a field of huh with its label at the left and lines under it that
// follow what is typed.
type Row struct {
	huh.Field
	app   *shell.App
	of    *Fields
	name  string // as services call the field
	label string
	room  int // cells of the label column
	width int
	// under is asked at each View and must be cheap; least reserves lines for a list while
	// the row has the keyboard. airy keeps a line in any case, for a form that has room.
	under func() []Hint
	least int
	airy  bool
	help  string // at the foot of the form, of the last View
	// step moves ↑ and ↓ through proposals; it reports whether it did.
	step func(by int) bool
	// complete makes what is typed longer at tab, and reports whether it could.
	complete func() bool
	left     func() // is called when the field is left
	Input    *Line
	Value    *string // nil for a field that holds more than a text
	// proposal stands in an empty line, and a secret is shown as dots.
	proposal string
	secret   bool
	optional bool // it may be left empty
	// Focus and Blur go through the row.
	Focused bool
}

func (r *Row) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	if press, ok := msg.(tea.KeyPressMsg); ok && press.String() == "tab" && r.complete != nil && r.complete() {
		r.Input.Show()
		return r, nil
	}
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
				r.Input.Show()
			}
			return r, nil
		}
	}
	model, cmd := r.Field.Update(msg)
	r.Field = model.(huh.Field)
	return r, cmd
}

func (r *Row) Focus() tea.Cmd { r.Focused = true; return r.Field.Focus() }

func (r *Row) Blur() tea.Cmd {
	r.Focused = false
	cmd := r.Field.Blur()
	if r.left != nil {
		r.left()
	}
	return cmd
}

// Cursor is where the cursor stands in the View, nil where nothing is typed.
func (r *Row) Cursor() *tea.Cursor {
	typed, ok := r.Field.(Typed)
	if !ok {
		return nil
	}
	x, y := r.beside(), 0
	if x == 0 {
		y = 1
	}
	if _, titled := r.Field.(*Choose); titled {
		y--
	}
	return shell.Offset(typed.Cursor(), x, y)
}

// beside is the width of the label column, 0 when the label stands above.
func (r *Row) beside() int {
	if r.width < labelsBeside {
		return 0
	}
	return r.room
}

func (r *Row) WithWidth(w int) huh.Field {
	r.width = w
	r.Field = r.Field.WithWidth(w - r.beside())
	return r
}

func (r *Row) WithHeight(h int) huh.Field { return r } // its height is its own

func (r *Row) WithTheme(t huh.Theme) huh.Field { r.Field = r.Field.WithTheme(t); return r }

func (r *Row) WithKeyMap(k *huh.KeyMap) huh.Field { r.Field = r.Field.WithKeyMap(k); return r }

func (r *Row) WithPosition(p huh.FieldPosition) huh.Field {
	r.Field = r.Field.WithPosition(p)
	return r
}

func (r *Row) View() string {
	if r.width == 0 {
		return r.label // huh measures fields before it gives them a width
	}
	s := r.app.Styles()
	lines := strings.Split(r.Field.View(), "\n")
	if _, titled := r.Field.(*Choose); titled {
		lines = lines[1:] // the empty line of its own title
	}
	if r.Input != nil && !r.Focused {
		lines = []string{Lead(s.Form().Blurred.Base, r.resting())}
	}
	w := r.width - r.beside() - 2
	if len(lines) == 0 {
		lines = []string{Lead(s.Form().Blurred.Base, edit.Ruled(s, s.Proposal, "none yet", max(w, 10), false))}
	}
	hints := 0
	said := r.errs(r.says())
	r.help = r.helps(said)
	for _, h := range said {
		if h.Tone == theme.Dim {
			continue
		}
		if sign := s.Sign(h.Tone); sign != "" && h.Tone != theme.OK {
			h.Text = sign + " " + h.Text
		}
		for line := range strings.SplitSeq(r.app.Grid().Wrap(h.Text, max(w, 10)), "\n") {
			lines = append(lines, "  "+s.Tone(h.Tone).Render(line))
			hints++
		}
	}
	least := 0
	if r.Focused {
		least = r.least
	}
	if r.airy {
		least = max(least, 1)
	}
	for ; hints < least; hints++ {
		lines = append(lines, "")
	}
	label := s.Text.Render(r.label)
	if r.Focused {
		label = s.Accent.Bold(true).Render(r.label)
	}
	if r.beside() == 0 {
		return label + "\n" + strings.Join(lines, "\n")
	}
	for i := range lines {
		if i == 0 {
			lines[i] = r.app.Grid().Pad(label, r.room) + lines[i]
		} else {
			lines[i] = text.Spaces(r.room) + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

// helper is a field that says how it is filled in, where its row says nothing of it.
type helper interface{ Help() string }

// helps is what stands at the foot of the form while the row has the keyboard.
func (r *Row) helps(said []Hint) string {
	var words []string
	for _, h := range said {
		if h.Tone == theme.Dim {
			words = append(words, text.Line(h.Text))
		}
	}
	if h, ok := r.Field.(helper); ok && len(words) == 0 {
		return h.Help()
	}
	return strings.Join(words, " "+r.app.Styles().Signs.Dot+" ")
}

// Help is what helps to fill in the row, as it was when the row was drawn.
func (r *Row) Help() string { return r.help }

// bare is how many lines the row has without what is said of it.
func (r *Row) bare() int {
	lines := text.Height(r.Field.View())
	if _, titled := r.Field.(*Choose); titled {
		lines = max(lines-1, 1)
	}
	if r.beside() == 0 {
		lines++
	}
	return lines
}

// says is what there is to say of the row at the moment.
func (r *Row) says() []Hint {
	said := r.of.differs(r)
	if r.under != nil {
		said = append(said, r.under()...)
	}
	return said
}

// ShowsError says that what is wrong with the field stands under it.
func (r *Row) ShowsError() {}

// errs puts what is wrong with the field first, in place of a hint that says
// the same.
func (r *Row) errs(said []Hint) []Hint {
	err := r.Field.Error()
	if err == nil {
		return said
	}
	words := text.Line(err.Error())
	out := []Hint{{theme.Error, words}}
	for _, h := range said {
		if h.Text != words {
			out = append(out, h)
		}
	}
	return out
}

// resting is a line without the cursor in it. huh leaves its text in a colour
// of its own then, which cannot be read on a light ground.
func (r *Row) resting() string {
	s, shown := r.app.Styles(), text.Line(*r.Value)
	if r.secret {
		shown = strings.Repeat("*", min(len(shown), 24))
	}
	room := max(r.width-r.beside()-2, 10)
	if shown == "" {
		return edit.Ruled(s, s.Proposal, r.app.Grid().Truncate(r.proposal, room), room, false)
	}
	return edit.Ruled(s, s.Entry, r.app.Grid().Truncate(shown, room), room, false)
}
