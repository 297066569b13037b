package forms

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/ui/text"
)

// selfish is a field that shows its own error.
type selfish interface{ ShowsError() }

// View draws the form into at most the room that Resize gave, and says where
// the cursor is. The line that is typed in is always in sight.
func (f *Form) View() (string, *tea.Cursor) {
	if f.huh == nil {
		return "", nil
	}
	f.above, f.below = 0, 0
	if f.state != Editing {
		return f.styles.Dim.Render(f.styles.Signs.Waiting + " Saving"), nil
	}
	head := ""
	if f.err != "" {
		head = f.styles.Error.Render(f.styles.Grid.Wrap(f.styles.Signs.Error+" "+f.err, f.width)) + "\n\n"
	}
	body, at, from, to := f.all()
	lines := strings.Split(body, "\n")
	foot := f.foot(len(lines), f.height-text.Height(head)+1)
	h := max(f.height-text.Height(head)+1-len(foot), 1)
	f.scroll(len(lines), h, from, to, at)
	f.above, f.below = f.top, max(len(lines)-f.top-h, 0)
	lines = lines[f.top : len(lines)-f.below]
	if at != nil {
		at.Y += text.Height(head) - 1 - f.top
	}
	f.drawn, f.owners = strings.Join(lines, "\n"), f.owners[f.top:f.top+len(lines)]
	if f.styles.Drew != nil {
		f.styles.Drew(f)
	}
	return strings.Join(append([]string{head + f.drawn}, foot...), "\n"), at
}

// leastAbove is how many lines of the fields a form keeps in sight before it leaves out
// what helps to fill them in.
const leastAbove = 3

// foot is the line at the foot of the form that helps to fill in the field which has the
// keyboard. It is there also where there is nothing to say, so that the form does not move;
// help that is longer keeps its lines from then on. A blank line is above it where all of
// the fields, which are so many lines, are in sight.
func (f *Form) foot(lines, h int) []string {
	help := ""
	if row, ok := f.fields[f.Focused()].(*muted).Field.(helper); ok {
		help = row.Help()
	}
	rows := strings.Split(f.styles.Grid.Wrap(help, max(f.width, 1)), "\n")
	f.helped = max(f.helped, len(rows))
	if h-f.helped < leastAbove {
		return nil
	}
	foot := make([]string, 0, f.helped+1)
	if lines+f.helped < h {
		foot = append(foot, "")
	}
	for n := range f.helped {
		line := ""
		if n < len(rows) && rows[n] != "" {
			line = f.styles.Dim.Render(rows[n])
		}
		foot = append(foot, line)
	}
	return foot
}

// air decides whether a line is left below each field: where all of them have room with it,
// one below the other at the same distance; what is said of them does not change it.
func (f *Form) air() {
	lines, rows := 0, make([]*Row, 0, len(f.fields))
	for _, field := range f.fields {
		if row, ok := field.(*muted).Field.(*Row); ok {
			rows = append(rows, row)
			lines += row.least + row.bare() + 1
		}
	}
	for _, row := range rows {
		row.airy = lines+airAround <= f.height
	}
}

// airAround is what a form with air has room for besides: its foot, and a field that says
// a few lines.
const airAround = 6

// Drawn implements pointer.Target.
func (f *Form) Drawn() string { return f.drawn }

// Wheel implements pointer.Target: what is out of sight is reached by the fields.
func (f *Form) Wheel(int) bool { return false }

// Point implements pointer.Target: a click goes to the field.
func (f *Form) Point(line, _ int) (cmd tea.Cmd, taken, enter bool) {
	if f.state != Editing || line < 0 || line >= len(f.owners) {
		return nil, false, false
	}
	var cmds []tea.Cmd
	to := f.owners[line]
	for i := f.Focused(); i < to; i++ {
		cmds = append(cmds, f.toForm(huh.NextField()))
	}
	for i := f.Focused(); i > to; i-- {
		cmds = append(cmds, f.toForm(huh.PrevField()))
	}
	return f.own(tea.Batch(cmds...)), true, false
}

// Sight is how many lines of the form are above and below what View has shown.
func (f *Form) Sight() (above, below int) { return f.above, f.below }

// all draws every field. The focused one is between the lines from and to.
func (f *Form) all() (body string, at *tea.Cursor, from, to int) {
	focused, drawn, height := f.Focused(), make([]string, len(f.fields)), 0
	f.owners = f.owners[:0:0]
	for i := range f.fields {
		field := f.fields[i].(*muted).Field
		drawn[i] = field.View()
		if err := field.Error(); err != nil && text.Line(err.Error()) != f.err && !showsError(field) {
			drawn[i] += "\n" + f.styles.Error.Render(f.styles.Grid.Wrap(f.styles.Signs.Error+" "+text.Line(err.Error()), f.width))
		}
		if i == focused {
			from, to = height, height+text.Height(drawn[i])
			if typed, ok := field.(Typed); ok {
				if at = typed.Cursor(); at != nil {
					at.Y += height
				}
			}
		}
		if row, ok := field.(*Row); ok && row.least == 0 && i == len(f.fields)-1 { // the air below the last one is no use
			drawn[i] = strings.TrimRight(drawn[i], "\n ")
		}
		for range text.Height(drawn[i]) {
			f.owners = append(f.owners, i)
		}
		height += text.Height(drawn[i])
	}
	return strings.Join(drawn, "\n"), at, from, to
}

func showsError(field any) bool { _, ok := field.(selfish); return ok }

// scroll brings the focused field into sight, and of one that is higher than
// that the line with the cursor.
func (f *Form) scroll(all, h, from, to int, at *tea.Cursor) {
	line := from
	if at != nil {
		line = at.Y
	}
	see := func(first, behind int) {
		f.top = max(min(f.top, first), behind-h)
	}
	switch {
	case to-from <= h:
		see(from, to)
	case line-from < h: // its label stays in sight, too
		see(from, from+h)
	default:
		see(line, line+1)
	}
	f.top = max(min(f.top, all-h), 0)
}
