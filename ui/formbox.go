package ui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/keystroke"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// formSpec describes a form in a box of its own: what it asks for and what
// saves it.
type formSpec struct {
	title string
	note  string // at the right of the upper edge: what the form is about
	intro string // above the fields
	verb  string // what ctrl+s does
	draft any    // see forms.Options
	// fields builds the rows, bound to the draft.
	fields func(*fields) []huh.Field
	// value is the draft's text for a service's field name; nil takes it from
	// the row of that name.
	value func(name string) string
	room  int // of the labels; 0 means 16
	// save takes what is typed at the moment and returns what saves it beside
	// the event loop; saved is called when that succeeded.
	save   func() func(context.Context) error
	saved  func() tea.Cmd
	typed  func() tea.Cmd // after each key, to show at once what was chosen
	closed func()         // when the box is left without saving
	// keep is the name under which what is typed is kept until it is saved, and
	// about the candidate whose data it holds; the title is the name where there is
	// but one form of it.
	keep  string
	about recruit.CandidateID
	// theirs reads the record anew after a save on an older one was refused; nil
	// where nobody else can have changed it.
	theirs func(context.Context) (theirs, error)
}

// formBox is a modal with one form.
type formBox struct {
	app    *App
	spec   formSpec
	rows   *fields
	form   *forms.Form
	base   map[string]string // the values of the record that was read
	keeper *keeper
	scroll int // of the intro, where the window is too low for all of it
}

func newFormBox(a *App, spec formSpec) *formBox {
	if spec.room == 0 {
		spec.room = 16
	}
	if spec.verb == "" {
		spec.verb = "save"
	}
	if spec.keep == "" {
		spec.keep = strings.ReplaceAll(strings.ToLower(spec.title), ".", "")
	}
	spec.note = text.Line(spec.note)
	b := &formBox{app: a, spec: spec, rows: newFields(a, spec.room)}
	b.form = forms.New(forms.Options{Styles: a.Styles, Draft: spec.draft, Remote: a.Session().Remote,
		Fields: func() []huh.Field { return spec.fields(b.rows) }})
	if b.spec.value == nil {
		b.spec.value = b.rows.value
	}
	b.keeper = &keeper{app: a, key: recruit.DraftKey(a.Member().ID, spec.about, spec.keep), text: b.unsaved}
	return b
}

// openBox opens a form, with what was typed there before and not saved.
func openBox(a *App, spec formSpec) tea.Cmd {
	b := newFormBox(a, spec)
	return a.openKept(b, b.keeper, b.restore)
}

// kept implements keeping.
func (b *formBox) kept() *keeper { return b.keeper }

func (b *formBox) unsaved() string { return draft.Kept{Base: b.base, Typed: b.rows.values()}.Encode() }

// restore puts what was typed before into the fields. Where the record is another
// one than it was then, both values stand there.
func (b *formBox) restore(text string) (tea.Cmd, bool) {
	k, ok := draft.DecodeKept(text)
	if !ok {
		return nil, false
	}
	b.rows.fill(k.Typed)
	if b.spec.theirs != nil {
		b.rows.merge(k.Base, b.base)
	}
	return tea.Batch(b.form.Rebuild(), b.typed()), true
}

// anew puts back what the form began with.
func (b *formBox) anew() tea.Cmd {
	b.rows.stale = nil
	for _, r := range b.rows.rows {
		if r.secret {
			*r.value = ""
		}
	}
	b.rows.fill(b.base)
	return tea.Batch(b.form.Rebuild(), b.typed())
}

func (b *formBox) typed() tea.Cmd {
	if b.spec.typed == nil {
		return nil
	}
	return b.spec.typed()
}

func (b *formBox) Init() tea.Cmd {
	cmd := b.resize()
	b.base = b.rows.values()
	return cmd
}

// boxSize is the room that a modal has in the window.
func boxSize(a *App, widest int) (w, h int) { return min(a.width-2, widest), a.height - 3 }

const formWidth = 84

// leastForm is how many lines of a form stay in sight below what explains it.
const leastForm = 4

// intro is what stands above the fields in a box with this room for both, and
// how much of it is not in sight: the line that one types in always is.
func (b *formBox) intro(w, h int) (string, sight) {
	if b.spec.intro == "" {
		return "", sight{}
	}
	whole := b.app.grid().Wrap(b.spec.intro, w)
	room := h - leastForm - 1
	if text.Height(whole) <= room {
		return whole + "\n\n", sight{}
	}
	end := "\n\n"
	if room < 1 {
		room, end = 1, "\n"
	}
	shown, seen := window(whole, &b.scroll, room)
	return shown + end, seen
}

// low reports whether the intro has to be read past.
func (b *formBox) low() bool {
	w, h := FrameSize(boxSize(b.app, formWidth))
	_, seen := b.intro(w, h-2)
	return seen != sight{}
}

func (b *formBox) resize() tea.Cmd {
	w, h := boxSize(b.app, formWidth)
	bodyW, bodyH := FrameSize(w, h)
	used := 2 // the foot
	if in, _ := b.intro(bodyW, bodyH-2); in != "" {
		used += text.Height(in) - 1
	}
	return b.form.Resize(bodyW, max(bodyH-used, 3))
}

func (b *formBox) Typing() bool { return b.form.Typing() }

func (b *formBox) Keys() []Key {
	if b.form.State() != forms.Editing {
		return nil
	}
	keys := formKeys(b.spec.verb)
	if b.unsaved() != "" {
		keys = append(keys, beginAnew())
	}
	if len(b.rows.stale) > 0 {
		keys = append([]Key{theirsKey()}, keys...)
	}
	if b.low() {
		keys = append(keys, Bind("pgup/pgdn", "read", "pgup", "pgdown"))
	}
	return keys
}

func (b *formBox) Update(msg tea.Msg) (Outcome, tea.Cmd) {
	if _, ok := msg.(tea.WindowSizeMsg); ok {
		return Stay, b.resize()
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && theirsKey().Matches(press) && b.form.State() == forms.Editing && b.rows.swap() {
		return Stay, b.form.Rebuild()
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && beginAnew().Matches(press) && b.form.State() == forms.Editing && b.unsaved() != "" {
		return Stay, b.keeper.anew(b.anew)
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && (press.String() == "pgup" || press.String() == "pgdown") && b.low() {
		if b.scroll++; press.String() == "pgup" {
			b.scroll -= 2
		}
		return Stay, nil
	}
	event, cmd := b.form.Update(msg)
	switch event {
	case forms.Submitted:
		return Stay, b.submit()
	case forms.Escaped:
		return Stay, b.leave()
	case forms.Ended:
		cmd = tea.Batch(cmd, sayHowToSave(b.app, b.spec.verb))
	}
	cmd = tea.Batch(cmd, b.keeper.typed())
	if b.spec.typed != nil {
		looks := b.app.Styles()
		cmd = tea.Batch(cmd, b.spec.typed())
		if b.app.Styles() != looks { // the profile's form changes them at once
			cmd = tea.Batch(cmd, b.form.Rebuild())
		}
	}
	return Stay, cmd
}

// leave closes the box and keeps what is typed.
func (b *formBox) leave() tea.Cmd {
	return b.keeper.closing(b, b.form.Failed, b.spec.closed)
}

// sayHowToSave answers enter in the last line of a form.
func sayHowToSave(a *App, verb string) tea.Cmd {
	return a.Say(theme.Plain, "Enter does not "+verb+": ctrl+s does.")
}

// submit saves what was typed; a failure brings the form back with the reason,
// at its field where there is one.
func (b *formBox) submit() tea.Cmd {
	b.form.SetSaving()
	save := b.spec.save()
	return run(b.app, func(ctx context.Context) (struct{}, error) { return struct{}{}, save(ctx) },
		func(_ struct{}, err error) tea.Cmd {
			switch {
			case errors.Is(err, recruit.ErrStale) && b.spec.theirs != nil:
				return b.compare()
			case err != nil:
				return failForm(b.form, b.rows, err, b.spec.value)
			}
			b.app.Close(b)
			var cmds []tea.Cmd
			cmds = append(cmds, b.keeper.forget())
			if b.spec.saved != nil {
				cmds = append(cmds, b.spec.saved())
			}
			return tea.Batch(cmds...)
		})
}

// failForm shows why something was refused: under the field at fault, to which
// it goes, or above all of them where no field is.
func failForm(f *forms.Form, rows *fields, err error, value func(string) string) tea.Cmd {
	if value == nil {
		value = func(string) string { return "" }
	}
	field := rows.refuse(err, value)
	cmd := f.Failed(errors.New(""))
	if r, ok := rows.rows[field]; ok {
		// Checking all fields moves to the first that is wrong, which is this one.
		_, jump := f.Update(keystroke.Key("ctrl+s"))
		if cmd = tea.Batch(cmd, jump); r.Error() != nil {
			return cmd
		}
	}
	f.Say(errors.New(recruit.Sentence(err)))
	return cmd
}

// reopen brings a form back as it was, without a reason.
func reopen(f *forms.Form) tea.Cmd { return f.Failed(errors.New("")) }

func (b *formBox) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, formWidth)
	inner, rows := FrameSize(w, maxH)
	intro, hidden := b.intro(inner, rows-2)
	body, at := b.form.View()
	foot := "esc close (kept)     ctrl+s " + b.spec.verb
	if b.form.State() != forms.Editing {
		foot = ""
	}
	if at != nil {
		at = offset(at, 2, 1+text.Height(intro)-1)
	}
	return b.app.FrameSeen(b.spec.title, b.spec.note, intro+body, foot, hidden.and(sightOf(b.form)), w, maxH), at
}

// sightOf is what a form shows of itself.
func sightOf(f *forms.Form) sight {
	above, below := f.Sight()
	return sight{above, below}
}
