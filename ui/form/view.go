package form

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// View draws the form into at most the room that Resize gave, and says where
// the cursor is.
func (f *Form) View() (string, *tea.Cursor) {
	if f.huh == nil {
		return "", nil
	}
	if f.state != Editing {
		return f.styles.Dim.Render("Saving" + f.styles.Signs.Ellipsis), nil
	}
	var above string
	if f.err != "" {
		above = f.styles.Error.Render(text.Wrap(f.styles.Signs.Error+" "+f.err, f.width)) + "\n\n"
	}
	body, at := place(f.huh.View())
	if at != nil {
		at.Y += text.Height(above) - 1
	}
	return above + body + "\n" + f.styles.Error.Render(f.note()), at
}

// note is what is wrong with a field, below all of them. What stands above in
// full is not repeated.
func (f *Form) note() string {
	errs := f.huh.Errors()
	if len(errs) == 0 || text.Line(errs[0].Error()) == f.err {
		return ""
	}
	return text.Wrap(f.styles.Signs.Error+" "+text.Line(errs[0].Error()), f.width)
}

// place takes the drawn cursor out of a picture and says where it was.
func place(view string) (string, *tea.Cursor) {
	mark := cursorMark()
	i := strings.Index(view, mark)
	if i < 0 {
		return view, nil
	}
	before := view[:i]
	line := before[strings.LastIndexByte(before, '\n')+1:]
	return before + view[i+len(mark):], tea.NewCursor(text.Width(line), strings.Count(before, "\n"))
}

// cursorMark is how a cursor in the mark's colour begins.
func cursorMark() string {
	drawn := lipgloss.NewStyle().Foreground(theme.CursorMark()).Inline(true).Reverse(true).Render("x")
	return drawn[:strings.IndexByte(drawn, 'x')]
}
