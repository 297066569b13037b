package forms

import (
	"context"
	"errors"
	"maps"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/draft"
	"recruitty/ui/mailview"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// FormSpec describes a form in a box of its own: what it asks for and what
// saves it.
type FormSpec struct {
	Title string
	Note  string // at the right of the upper edge: what the form is about
	Intro string // above the fields
	Verb  string // what ctrl+s does
	Draft any    // see forms.Options
	// Fields builds the rows, bound to the draft.
	Fields func(*Fields) []huh.Field
	// Value is the draft's text for a service's field name; nil takes it from
	// the row of that name.
	Value func(name string) string
	Room  int // of the labels; 0 means 16
	// Check looks at what is typed as the service will, without the storage, so that the
	// first field that is wrong is gone to, whoever finds that. It may be nil.
	Check func() error
	// Save takes what is typed at the moment and returns what saves it beside
	// the event loop; saved is called when that succeeded.
	Save   func() func(context.Context) error
	Saved  func() tea.Cmd
	Typed  func() tea.Cmd // after each key, to show at once what was chosen
	Closed func()         // when the box is left without saving
	// Keep is the name under which what is typed is kept until it is saved, and
	// About the candidate whose data it holds; the title is the name where there is
	// but one form of it.
	Keep  string
	About recruit.CandidateID
	// Theirs reads the record anew after a save on an older one was refused; nil
	// where nobody else can have changed it.
	Theirs func(context.Context) (Theirs, error)
	// Mails are decisions that saving makes besides, whose mails can be read from the form as
	// it stands; nil for none.
	Mails func() []scheduling.Preview
}

// formBox is a modal with one form.
type formBox struct {
	app    *shell.App
	spec   FormSpec
	rows   *Fields
	form   *Form
	base   map[string]string // the values of the record that was read
	saver  *shell.DraftSaver
	scroll int // of the intro, where the window is too low for all of it
	mails  mailview.Mails
	read   int // how far the mail is read
}

func newFormBox(a *shell.App, spec FormSpec) *formBox {
	if spec.Room == 0 {
		spec.Room = 16
	}
	if spec.Verb == "" {
		spec.Verb = "save"
	}
	if spec.Keep == "" {
		spec.Keep = strings.ReplaceAll(strings.ToLower(spec.Title), ".", "")
	}
	spec.Note = text.Line(spec.Note)
	b := &formBox{app: a, spec: spec, rows: NewFields(a, spec.Room)}
	if b.spec.Value == nil {
		b.spec.Value = b.rows.value
	}
	o := Options{Styles: a.Styles, Draft: spec.Draft, Remote: a.Session().Remote,
		Fields: func() []huh.Field { return spec.Fields(b.rows) }}
	if spec.Check != nil {
		o.Before = b.rows.Before(spec.Check, b.spec.Value)
	}
	b.form = New(o)
	b.saver = &shell.DraftSaver{App: a, Key: recruit.DraftKey(a.Member().ID, spec.About, spec.Keep), Text: b.unsaved}
	return b
}

// OpenBox opens a form, with what was typed there before and not saved.
func OpenBox(a *shell.App, spec FormSpec) tea.Cmd {
	b := newFormBox(a, spec)
	return a.OpenKept(b, b.saver, b.restore)
}

// Kept implements keeping.
func (b *formBox) Kept() *shell.DraftSaver { return b.saver }

func (b *formBox) unsaved() string { return draft.Kept{Base: b.base, Typed: b.rows.Values()}.Encode() }

// restore puts what was typed before into the fields. Where the record is another
// one than it was then, both values stand there.
func (b *formBox) restore(text string) (tea.Cmd, bool) {
	k, ok := draft.DecodeKept(text)
	if !ok {
		return nil, false
	}
	b.rows.Fill(k.Typed)
	if b.spec.Theirs != nil {
		b.rows.merge(k.Base, b.base)
	}
	return tea.Batch(b.form.Restart(), b.typed()), true
}

// Anew puts back what the form began with.
func (b *formBox) anew() tea.Cmd {
	b.rows.stale = nil
	for _, r := range b.rows.Rows {
		if r.secret {
			*r.Value = ""
		}
	}
	b.rows.Fill(b.base)
	return tea.Batch(b.form.Restart(), b.typed())
}

func (b *formBox) typed() tea.Cmd {
	if b.spec.Typed == nil {
		return nil
	}
	return b.spec.Typed()
}

func (b *formBox) Init() tea.Cmd {
	cmd := b.resize()
	b.base = b.rows.Values()
	return cmd
}

// BoxSize is the room that a modal has in the window.
func BoxSize(a *shell.App, widest int) (w, h int) { return min(a.Width-2, widest), a.Height - 3 }

// FormWidth is the widest that a form gets.
const FormWidth = 84

// leastForm is how many lines of a form stay in sight below what explains it.
const leastForm = 4

// intro is what stands above the fields in a box with this room for both.
func (b *formBox) intro(w, h int) (string, shell.Sight) {
	return Intro(b.app.Grid().Wrap(b.spec.Intro, w), &b.scroll, h)
}

// Intro is what stands above the fields of a form that share h rows with whole,
// which explains them, and how much of it is not in sight: the line that one types
// in always is. scroll says where the part that is shown begins.
func Intro(whole string, scroll *int, h int) (string, shell.Sight) {
	if whole == "" {
		return "", shell.Sight{}
	}
	room := h - leastForm - 1
	if text.Height(whole) <= room {
		return whole + "\n\n", shell.Sight{}
	}
	end := "\n\n"
	if room < 1 {
		room, end = 1, "\n"
	}
	shown, seen := shell.Window(whole, scroll, room)
	return shown + end, seen
}

// low reports whether the intro has to be read past.
func (b *formBox) low() bool {
	w, h := shell.FrameSize(BoxSize(b.app, FormWidth))
	_, seen := b.intro(w, h-2)
	return seen != shell.Sight{}
}

func (b *formBox) resize() tea.Cmd {
	w, h := BoxSize(b.app, FormWidth)
	bodyW, bodyH := shell.FrameSize(w, h)
	used := 2 // the foot
	if in, _ := b.intro(bodyW, bodyH-2); in != "" {
		used += text.Height(in) - 1
	}
	return b.form.Resize(bodyW, max(bodyH-used, 1))
}

func (b *formBox) Typing() bool { return b.form.Typing() && !b.mails.Reading() }

// theForm is what the form is called from the mails.
const theForm = "the form"

// MailsKey shows the mails of what saving a form does besides.
func MailsKey() shell.Action { return shell.Bind("ctrl+o", "the emails") }

func (b *formBox) mailsKey() shell.Action {
	k := MailsKey()
	k.Do = func() tea.Cmd { return b.mails.Open(b.app, b.spec.Mails(), FormWidth, &b.read) }
	return k
}

func (b *formBox) Keys() []shell.Action {
	switch {
	case b.form.State() != Editing:
		return nil
	case b.mails.Reading():
		return append([]shell.Action{shell.SaveKey(b.spec.Verb)}, b.mails.Keys(theForm, &b.read)...)
	}
	keys := append(shell.FormKeys(b.spec.Verb), b.form.EditorKey(b.app))
	if b.spec.Mails != nil && len(b.spec.Mails()) > 0 {
		keys = append([]shell.Action{keys[0], b.mailsKey()}, keys[1:]...)
	}
	if !maps.Equal(b.base, b.rows.Values()) {
		keys = append(keys, b.saver.BeginAnew(b.anew, b.form.Failed))
	}
	if len(b.rows.stale) > 0 {
		theirs := TheirsKey()
		theirs.Do = func() tea.Cmd {
			if !b.rows.swap() {
				return nil
			}
			return b.form.Rebuild()
		}
		keys = append([]shell.Action{theirs}, keys...)
	}
	return append(keys, shell.ReadKeys(&b.scroll, b.low))
}

func (b *formBox) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.WindowSizeMsg); ok {
		return b.resize()
	}
	if press, key := msg.(tea.KeyPressMsg); key && b.mails.Reading() {
		if !shell.SaveKey("").Matches(press) {
			return nil
		}
		b.mails.Drop()
	}
	event, cmd := b.form.Update(msg)
	switch event {
	case Submitted:
		return b.submit()
	case Escaped:
		return b.leave()
	case Ended:
		cmd = tea.Batch(cmd, SayHowToSave(b.app, b.spec.Verb))
	}
	cmd = tea.Batch(cmd, b.saver.Typed())
	if b.spec.Typed != nil {
		looks := b.app.Styles()
		cmd = tea.Batch(cmd, b.spec.Typed())
		if b.app.Styles() != looks { // the profile's form changes them at once
			cmd = tea.Batch(cmd, b.form.Rebuild())
		}
	}
	return cmd
}

// leave closes the box and keeps what is typed.
func (b *formBox) leave() tea.Cmd {
	b.mails.Drop()
	return b.saver.Closing(b, b.form.Failed, b.spec.Closed)
}

// SayHowToSave answers enter in the last line of a form.
func SayHowToSave(a *shell.App, verb string) tea.Cmd {
	return a.Say(theme.Plain, "Enter does not "+verb+": ctrl+s does.")
}

// submit saves what was typed; a failure brings the form back with the reason,
// at its field where there is one.
func (b *formBox) submit() tea.Cmd {
	b.form.SetSaving()
	save := b.spec.Save()
	return shell.Run(b.app, func(ctx context.Context) (struct{}, error) { return struct{}{}, save(ctx) },
		func(_ struct{}, err error) tea.Cmd {
			switch {
			case errors.Is(err, recruit.ErrStale) && b.spec.Theirs != nil:
				return b.compare()
			case err != nil:
				return FailForm(b.form, b.rows, err, b.spec.Value)
			}
			b.app.Close(b)
			var cmds []tea.Cmd
			cmds = append(cmds, b.saver.Forget())
			if b.spec.Saved != nil {
				cmds = append(cmds, b.spec.Saved())
			}
			return tea.Batch(cmds...)
		})
}

// FailForm shows why something was refused: under the field at fault, to which
// it goes, or above all of them where no field is.
func FailForm(f *Form, rows *Fields, err error, value func(string) string) tea.Cmd {
	if value == nil {
		value = func(string) string { return "" }
	}
	field := rows.refuse(err, value)
	cmd := f.Failed(errors.New(""))
	if r, ok := rows.Rows[field]; ok {
		// Checking all fields moves to the first that is wrong, which is this one.
		_, jump := f.check()
		if cmd = tea.Batch(cmd, jump); r.Error() != nil {
			return cmd
		}
	}
	f.Say(errors.New(recruit.Sentence(err)))
	return cmd
}

// Reopen brings a form back as it was, without a reason.
func Reopen(f *Form) tea.Cmd { return f.Failed(errors.New("")) }

func (b *formBox) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, FormWidth)
	inner, rows := shell.FrameSize(w, maxH)
	if b.mails.Reading() {
		body, seen := shell.Window(b.mails.Draw(b.app, inner), &b.read, rows-2)
		return b.app.FrameSeen(b.spec.Title, b.mails.Place(""), body, b.app.Foot(b.Keys(), "esc", "tab", "ctrl+s"), seen, w, maxH), nil
	}
	intro, hidden := b.intro(inner, rows-2)
	body, at := b.form.View()
	if at != nil {
		at = shell.Offset(at, 2, 1+text.Height(intro)-1)
	}
	return b.app.FrameSeen(b.spec.Title, b.spec.Note, intro+body, b.app.Foot(b.Keys(), shell.EditorKey, "ctrl+o", "esc", "ctrl+s"), hidden.And(SightOf(b.form)), w, maxH), at
}

// SightOf is what a form shows of itself.
func SightOf(f *Form) shell.Sight {
	above, below := f.Sight()
	return shell.Sight{Above: above, Below: below}
}
