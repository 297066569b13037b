// Package forms makes huh's forms fit for modals. huh is a fine set of fields
// with habits that a modal must know about: a form is dead after it was
// submitted, its messages carry no name, heights are not what was asked for,
// and its text fields tear letters apart. This package deals with them
// once:
//
//   - fields are bound to a draft on the heap and can be built again at any
//     time (after a failed save, a resize, a change of theme) with the focus
//     where it was;
//   - messages of an earlier build never reach the present one;
//   - text is typed into fields of our own (see package edit), where the
//     terminal's real cursor stands;
//   - a form is editing, saving, or done, and a failure brings it back with the
//     error above and everything typed still there.
package forms

import (
	"fmt"
	"slices"
	"strings"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Event is what an Update led to.
type Event int

// None needs nothing. Submitted means that ctrl+s was pressed, every field is
// valid and the draft complete. Escaped means that esc was pressed and no field
// had a use for it. Ended means that enter was pressed in the last field: it
// leads nowhere, since ctrl+s alone saves.
const (
	None Event = iota
	Submitted
	Escaped
	Ended
)

// State is where a form is on its way.
type State int

// The states of a form.
const (
	Editing State = iota
	Saving
	Done
)

// Options describe a form.
type Options struct {
	// Styles are asked for at each build.
	Styles func() *theme.Styles
	// Draft points to the struct that the fields are bound to. It holds values
	// and slices of values, no pointers: Dirty compares its printed form.
	Draft any
	// Fields makes the fields, bound to the draft. It is called for each build
	// and must make new ones each time.
	Fields func() []huh.Field
	// Remote swallows ctrl+v, which would read this machine's clipboard.
	Remote bool
	// Before is called when the form is to be saved, before its fields are looked at: what
	// is wrong with the draft as a whole can be put into a field there, so that the first
	// that is wrong is gone to. It may be nil.
	Before func()
}

// Form is one form in a modal.
type Form struct {
	options       Options
	styles        *theme.Styles
	huh           *huh.Form
	fields        []huh.Field
	generation    int
	width, height int
	drawn         string // by the last View: the fields that are in sight
	owners        []int  // the field in each of its lines
	top           int    // the first line of the fields that is in sight
	above, below  int    // lines that are out of sight, since the last View
	helped        int    // lines of help at the foot, the most so far
	ended         bool   // a key led on from the last field
	state         State
	err           string
	before        string
}

// New makes a form; call Resize before the first View.
func New(o Options) *Form {
	return &Form{options: o, before: print(o.Draft)}
}

func print(draft any) string { return fmt.Sprintf("%+v", draft) }

// Dirty reports whether the draft differs from what the form began with.
func (f *Form) Dirty() bool { return print(f.options.Draft) != f.before }

// State is where the form is.
func (f *Form) State() State { return f.state }

// SetSaving takes the keyboard away while the draft is being saved.
func (f *Form) SetSaving() { f.state, f.err = Saving, "" }

// SetDone ends the form.
func (f *Form) SetDone() { f.state = Done }

// Failed brings the form back with one sentence above it.
func (f *Form) Failed(err error) tea.Cmd {
	f.state, f.err = Editing, text.Line(err.Error())
	return f.Rebuild()
}

// Say shows one sentence above the fields.
func (f *Form) Say(err error) { f.err = text.Line(err.Error()) }

// Resize takes the room that View may use. It builds the form anew, because
// huh's fields do not grow back after they were shrunk.
func (f *Form) Resize(w, h int) tea.Cmd {
	if w == f.width && h == f.height && f.huh != nil {
		return nil
	}
	f.width, f.height = w, h
	return f.Rebuild()
}

// Restart makes the fields anew from a draft that was replaced as a whole. The focus goes
// where it is when the form opens.
func (f *Form) Restart() tea.Cmd {
	f.huh = nil
	return f.Rebuild()
}

// Rebuild makes the fields anew from the draft; the focus stays.
func (f *Form) Rebuild() tea.Cmd {
	if f.width <= 0 || f.height <= 0 {
		return nil
	}
	focus, opens := f.Focused(), f.huh == nil
	f.generation++
	f.styles = f.options.Styles()
	f.fields = f.options.Fields()
	if opens {
		focus = max(slices.IndexFunc(f.fields, missing), 0)
	}
	for i, field := range f.fields {
		f.fields[i] = &muted{field}
	}
	styles := f.styles.Form()
	f.huh = huh.NewForm(huh.NewGroup(f.fields...)).
		WithShowHelp(false).WithShowErrors(false).
		WithTheme(huh.ThemeFunc(func(bool) *huh.Styles { return styles })).
		WithWidth(f.width)
	f.air()
	f.helped = 0
	cmds := []tea.Cmd{f.huh.Init()}
	for range focus {
		cmds = append(cmds, f.toForm(huh.NextField()))
	}
	return f.own(tea.Sequence(cmds...))
}

// missing reports whether something has to be typed into a field that is empty: there one
// begins.
func missing(field huh.Field) bool {
	row, ok := field.(*Row)
	if !ok {
		return false
	}
	_, chosen := row.Field.(*radio) // nothing is typed into it, and people go through those in their order
	return !chosen && row.Value != nil && !row.optional && !row.secret && strings.TrimSpace(*row.Value) == ""
}

// Refresh draws what fields say about facts that came after the last key. huh
// draws its fields anew only when a message comes.
func (f *Form) Refresh() {
	if f.huh != nil {
		f.toForm(struct{}{})
	}
}

// Focused is the index of the field that has the keyboard.
func (f *Form) Focused() int {
	if f.huh == nil {
		return 0
	}
	for i, field := range f.fields {
		if field == f.huh.GetFocusedField() {
			return i
		}
	}
	return 0
}

// area is the text of several lines that has the focus and can be opened in an editor,
// nil when none has.
func (f *Form) area() *Area {
	if f == nil || f.huh == nil || len(f.fields) == 0 {
		return nil
	}
	field := f.fields[f.Focused()]
	for {
		switch in := field.(type) {
		case *muted:
			field = in.Field
		case *Row:
			field = in.Field
		case *Area:
			if in.edit == nil {
				return nil
			}
			return in
		default:
			return nil
		}
	}
}

// EditorKey opens the text that has the focus in the person's own editor.
func (f *Form) EditorKey(a *shell.App) shell.Action {
	k := shell.Bind(shell.EditorKey, "your editor")
	k.Name, k.Also = "form.editor", "EDITOR VISUAL vim nano"
	k.Shown = func() bool { return f.area() != nil && a.NoEditor() == "" }
	return k
}

// Typing is true while letters are text: always, except while saving.
func (f *Form) Typing() bool { return f.state == Editing }

// Update takes keys, pastes and whatever nobody else knows.
func (f *Form) Update(msg tea.Msg) (Event, tea.Cmd) {
	if _, taken := msg.(Taken); taken {
		f.Refresh()
		return None, nil
	}
	if o, mine := msg.(own); mine {
		if o.form != f || o.generation != f.generation {
			return None, nil
		}
		msg = o.msg
	} else if !isInput(msg) {
		return None, nil
	}
	if f.huh == nil || f.state != Editing {
		return None, nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok {
		switch press.String() {
		case "ctrl+v":
			if f.options.Remote {
				return None, nil
			}
		case "esc":
			if !f.wants(press) {
				return Escaped, nil
			}
		case shell.EditorKey:
			if area := f.area(); area != nil {
				return None, area.open() // not owned: it is for the shell
			}
		}
		if shell.SaveKey("").Matches(press) {
			return f.check()
		}
	}
	f.ended = false
	cmd := f.settle(f.toForm(msg))
	field := f.fields[f.Focused()]
	if _, pasted := msg.(tea.PasteMsg); pasted && field.Error() != nil { // huh forgets a field's error at a key only
		cmd = tea.Batch(cmd, field.Blur(), field.Focus())
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && f.ended && press.String() == "enter" {
		return Ended, f.own(cmd)
	}
	return None, f.own(cmd)
}

// Submit reports whether the form can be saved as it is; if not, it goes to the first
// field that is wrong.
func (f *Form) Submit() (complete bool, cmd tea.Cmd) {
	if f.huh == nil || f.state != Editing {
		return false, nil
	}
	event, cmd := f.check()
	return event == Submitted, cmd
}

// check looks at every field, and moves to the first that is wrong; when none is,
// the form can be saved.
func (f *Form) check() (Event, tea.Cmd) {
	if f.options.Before != nil {
		f.options.Before()
	}
	focus := f.Focused()
	wrong := -1
	for i, field := range f.fields {
		_ = field.Blur()
		if wrong < 0 && field.Error() != nil {
			wrong = i
		}
	}
	if wrong < 0 {
		return Submitted, nil
	}
	cmds := []tea.Cmd{f.fields[focus].Focus()}
	for i := focus; i < wrong; i++ {
		cmds = append(cmds, f.toForm(huh.NextField()))
	}
	for i := focus; i > wrong; i-- {
		cmds = append(cmds, f.toForm(huh.PrevField()))
	}
	return None, f.own(tea.Batch(cmds...))
}

// toForm gives a message to huh.
func (f *Form) toForm(msg tea.Msg) tea.Cmd {
	model, cmd := f.huh.Update(msg)
	f.huh = model.(*huh.Form)
	return cmd
}

// wants reports whether the focused field has a use for a key now, such as esc
// for leaving a filter.
func (f *Form) wants(press tea.KeyPressMsg) bool {
	return key.Matches(press, f.huh.KeyBinds()...)
}

// Keys are what works in the focused field.
func (f *Form) Keys() []key.Binding {
	if f.huh == nil || f.state != Editing {
		return nil
	}
	return f.huh.KeyBinds()
}
