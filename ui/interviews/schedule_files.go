package interviews

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/edit"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// attachments is the field Additional Files: the documents that are here
// already, each attached or not, for everyone or only for the panel; over SSH the
// newest files of the inbox, to be taken from there; and a line for the path of one
// more on this machine's disk, or its name in the inbox.
type attachments struct {
	app   *shell.App
	files *[]draft.File
	path  *string
	// add begins to store the file at a path; nil where this machine's disk is
	// not the user's. It returns nothing, because what a field's command says
	// goes to the form's fields only. busy says that one is being stored.
	add  func(path string)
	busy func() bool
	why  func() error // why the last path was not added, or what was refused

	sent    *forms.SentFiles
	input   *edit.Line
	at      int // row of the cursor; the last one is the path
	typed   int // the line of the View with the path, from 1; 0 for none
	err     error
	width   int
	focused bool

	next, prev, move, toggle, audience key.Binding
}

func newAttachments(a *shell.App, d *draft.Schedule, add func(string), busy func() bool, why func() error) *attachments {
	bind := func(name, what string, keys ...string) key.Binding {
		return key.NewBinding(key.WithKeys(keys...), key.WithHelp(name, what))
	}
	in := edit.NewLine(a.Styles())
	in.Prompt, in.Limit, in.Remote, in.Ruled, in.Placeholder = "+ ", 4096, a.Session().Remote, true, "path of a file on this machine"
	sent := forms.NewSentFiles(a)
	if a.Session().Inbox != nil {
		if in.Placeholder = sent.Missing(); in.Placeholder == "" {
			in.Placeholder = "name of another file in your inbox"
		}
	}
	in.SetValue(d.Path)
	f := &attachments{app: a, files: &d.Files, path: &d.Path, add: add, busy: busy, why: why, sent: sent, input: in,
		next: bind("enter", "next", "enter", "tab"), prev: bind("shift+tab", "back", "shift+tab"),
		move: bind("↑/↓", "move", "up", "down"), toggle: bind("space", "attach or not", "space"),
		audience: bind("←/→", "everyone or panel only", "left", "right")}
	if d.Path != "" {
		f.at = f.rows() - 1
	}
	return f
}

// inbox names the files that can be taken from there.
func (f *attachments) inbox() []string {
	if f.add == nil {
		return nil
	}
	return f.sent.Beside(*f.files)
}

// rows counts the files, and the line for a path where there is one.
func (f *attachments) rows() int {
	if f.add == nil {
		return len(*f.files)
	}
	return len(*f.files) + len(f.inbox()) + 1
}

// complete makes the path that is typed longer, as far as there is one way to, and reports
// whether it could.
func (f *attachments) complete() bool {
	typed := f.input.Value()
	if strings.TrimSpace(typed) == "" || f.app.Session().Inbox != nil {
		return false // in an inbox there are names, and no folders
	}
	longer := draft.Completed(typed, forms.PathsLike(typed))
	if longer == typed {
		return false
	}
	f.input.SetValue(longer)
	*f.path = longer
	return true
}

func (f *attachments) onPath() bool { return f.add != nil && f.at >= f.rows()-1 }

func (f *attachments) Update(msg tea.Msg) (huh.Model, tea.Cmd) {
	press, isKey := msg.(tea.KeyPressMsg)
	if isKey {
		f.err = nil
		switch press.String() {
		case "up":
			f.at = max(f.at-1, 0)
			f.mind()
			return f, nil
		case "down":
			f.at = max(min(f.at+1, f.rows()-1), 0)
			f.mind()
			return f, nil
		case "shift+tab":
			return f, huh.PrevField
		case "enter", "tab":
			if press.String() == "tab" && f.onPath() && f.complete() {
				return f, nil
			}
			if p := strings.TrimSpace(f.input.Value()); p != "" && f.onPath() {
				f.input.SetValue("")
				*f.path = ""
				f.add(p)
				return f, nil
			}
			if f.err = f.problem(); f.err == nil || press.String() == "tab" {
				return f, huh.NextField
			}
			return f, nil
		}
	}
	_, pasted := msg.(tea.PasteMsg)
	if f.add != nil && !f.onPath() && (pasted || isKey && strings.TrimSpace(press.Text) != "") {
		f.at = f.rows() - 1 // whoever types or drops a path here means that line
		f.mind()
	}
	if f.onPath() {
		cmd := f.input.Update(msg)
		*f.path = f.input.Value()
		return f, cmd
	}
	if isKey && f.at < len(*f.files) {
		file := &(*f.files)[f.at]
		switch press.String() {
		case "space":
			file.Attach = !file.Attach
		case "left", "right":
			file.Everyone = !file.Everyone
		}
	}
	if i := f.at - len(*f.files); isKey && press.String() == "space" && i >= 0 && i < len(f.inbox()) && !f.busy() {
		f.add(f.inbox()[i])
	}
	return f, nil
}

// Help says how the field is filled in.
func (f *attachments) Help() string {
	switch {
	case f.rows() > 1:
		return "space: attach or not   ←/→: who gets it"
	case f.add == nil:
		return forms.NoDisk(f.app)
	}
	return "type or drop the path of a file; tab completes it, enter adds it"
}

// mind gives the line for a path the cursor when it is on it.
func (f *attachments) mind() {
	if f.focused && f.onPath() {
		f.input.Focus()
	} else {
		f.input.Blur()
	}
}

// Cursor is where the cursor stands in the View, nil where nothing is typed.
func (f *attachments) Cursor() *tea.Cursor {
	if f.busy() || f.typed == 0 {
		return nil
	}
	return shell.Offset(f.input.Cursor(), f.styles().Base.GetHorizontalFrameSize()+2, f.typed-1)
}

// problem is what is wrong with the field as it stands.
func (f *attachments) problem() error {
	if f.busy() {
		return errors.New("the file is still being read in; wait a moment")
	}
	if err := f.why(); err != nil {
		return err
	}
	return draft.TooLarge(*f.files)
}

func (f *attachments) styles() *huh.FieldStyles {
	if f.focused {
		return &f.app.Styles().Form().Focused
	}
	return &f.app.Styles().Form().Blurred
}

func (f *attachments) View() string {
	s := f.app.Styles()
	st := f.styles()
	f.typed = 0
	w := max(f.width-st.Base.GetHorizontalFrameSize(), 10)
	var lines []string
	for i, d := range *f.files {
		if !f.focused && !d.Attach {
			continue
		}
		mark := "  "
		if f.focused && i == f.at {
			mark = s.Accent.Render(s.Signs.Cursor + " ")
		}
		box := s.Dim.Render("[ ] ")
		tail := "not attached"
		if d.Attach {
			box, tail = s.OK.Render("["+s.Signs.OK+"] "), wording.Audience(d.Everyone)
		}
		if !f.focused {
			mark = ""
			box = s.OK.Render(s.Signs.OK + " ")
		}
		if w >= 60 {
			tail += ", " + recruit.Size(d.Size)
		}
		tail = s.Dim.Render(" (" + tail + ")")
		room := max(w-f.app.Grid().Width(mark)-f.app.Grid().Width(box)-f.app.Grid().Width(tail), 8)
		lines = append(lines, mark+box+f.app.Grid().Truncate(text.Line(d.Name), room)+tail)
	}
	if f.focused {
		for i, name := range f.inbox() {
			mark := "  "
			if f.at == len(*f.files)+i {
				mark = s.Accent.Render(s.Signs.Cursor + " ")
			}
			tail := s.Dim.Render(" (in your inbox)")
			lines = append(lines, mark+s.Dim.Render("[ ] ")+f.app.Grid().Truncate(text.Line(name), max(w-f.app.Grid().Width(tail)-6, 8))+tail)
		}
	}
	switch {
	case f.busy():
		lines = append(lines, s.Dim.Render(s.Signs.Waiting+" reading the file in"))
	case f.focused && f.add != nil:
		f.input.Styles = s
		f.input.SetWidth(w - 5)
		mark := "  "
		if f.onPath() {
			mark = s.Accent.Render(s.Signs.Cursor + " ")
		}
		lines = append(lines, mark+f.input.View())
		f.typed = len(lines)
	case *f.path != "":
		lines = append(lines, s.Warning.Render(s.Signs.Warning+" not added yet: "+wording.Shown(*f.path)))
	}
	if len(lines) == 0 {
		lines = append(lines, edit.Ruled(s, s.Proposal, "none", w, f.focused))
	}
	return forms.Lead(st.Base, strings.Join(lines, "\n"))
}

func (f *attachments) Init() tea.Cmd { return nil }
func (f *attachments) Focus() tea.Cmd {
	f.focused = true
	f.sent.Look()
	f.at = max(min(f.at, f.rows()-1), 0)
	f.mind()
	return nil
}
func (f *attachments) Blur() tea.Cmd {
	f.focused = false
	f.input.Blur()
	f.err = f.problem()
	return nil
}
func (f *attachments) Error() error { return f.err }
func (f *attachments) Skip() bool   { return false }
func (f *attachments) Zoom() bool   { return false }
func (f *attachments) KeyBinds() []key.Binding {
	return []key.Binding{f.toggle, f.audience, f.move, f.next, f.prev}
}
func (f *attachments) Run() error { return huh.Run(f) }
func (f *attachments) RunAccessible(w io.Writer, _ io.Reader) error {
	_, err := fmt.Fprintln(w, len(*f.files), "files")
	return err
}
func (f *attachments) WithTheme(huh.Theme) huh.Field            { return f }
func (f *attachments) WithKeyMap(*huh.KeyMap) huh.Field         { return f }
func (f *attachments) WithWidth(w int) huh.Field                { f.width = w; return f }
func (f *attachments) WithHeight(int) huh.Field                 { return f }
func (f *attachments) WithPosition(huh.FieldPosition) huh.Field { return f }
func (f *attachments) GetKey() string                           { return "files" }
func (f *attachments) GetValue() any                            { return *f.files }
