package forms

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/documents"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// fileText is the text of a file, to scroll through.
type fileText struct {
	app  *shell.App
	file recruit.File
	read documents.Reading
	pane shell.TextPane
}

// readFile shows the text of a file in place.
func readFile(a *shell.App, f recruit.File) tea.Cmd {
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) (documents.Reading, error) { return svc.Documents.Text(ctx, f) },
		func(read documents.Reading, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			return a.Push(&fileText{app: a, file: f, read: read})
		})
}

// Init implements shell.Screen.
func (s *fileText) Init() tea.Cmd { return nil }

// Title implements shell.Screen.
func (s *fileText) Title() string { return text.Line(s.file.Name) }

// Typing implements shell.Screen.
func (s *fileText) Typing() bool { return false }

// Keys implements shell.Screen.
func (s *fileText) Keys() []shell.Action {
	return []shell.Action{shell.Bind("↑/↓", "scroll", "up", "down")}
}

// Update implements shell.Screen.
func (s *fileText) Update(msg tea.Msg) tea.Cmd {
	if press, ok := msg.(tea.KeyPressMsg); ok {
		s.pane.Key(press)
	}
	return nil
}

// View implements shell.Screen.
func (s *fileText) View(w, h int) string {
	st, grid := s.app.Styles(), s.app.Grid()
	note := "as plain text, without formatting"
	if s.read.Cut {
		note = "the beginning, as plain text; the rest is not shown"
	}
	head := st.Title.Render(grid.Truncate(text.Line(s.file.Name), w)) + "\n" + st.Dim.Render(grid.Truncate(note, w))
	return head + "\n\n" + s.app.Scrolled(&s.pane, grid.Wrap(text.Block(s.read.Text), w), w, h-3)
}
