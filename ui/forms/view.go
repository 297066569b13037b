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
	h := max(f.height-text.Height(head)+1, 1)
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
	return head + f.drawn, at
}

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
