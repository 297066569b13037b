package interviews

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/ui/forms"
	"recruitty/ui/interviews/daystrip"
	"recruitty/ui/mailview"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// decisionBox is the box in which someone decides about an interview: a form, what
// the decision would do, and, once that very decision is made, what has really
// happened.
type decisionBox struct {
	app   *shell.App
	asks  question
	words flow.Words
	note  string // whom and what it is about
	width int
	// record is the interview as it was seen; zero where there is none yet.
	record recruit.Record
	// brief is a decision without a preview of its own: what it would do stands over
	// the form from the start.
	brief bool

	form  *forms.Form
	rows  *forms.Fields
	keep  *shell.DraftSaver
	first string // what the form began with
	// put writes what was chosen elsewhere, such as an hour of the week, over what was
	// typed before; nil for nothing. straight goes on to the preview with it.
	put      func()
	straight bool
	left     func() tea.Cmd // follows when the box is left once the decision is made; nil for nothing

	stage    stage
	slot     shell.Slot
	decision flow.Decision // the one that was looked at, which is the one to be made
	preview  *scheduling.Preview
	shown    string         // the head as it was shown with that, of a brief one
	mails    mailview.Mails // of that
	scroll   int
	progress *progress
	strip    *daystrip.Strip // the day beside the form; nil where no hour is chosen

	early   []scheduling.Warning // what would wait, said before anything is typed
	looked  bool                 // that is known
	waits   shell.Slot
	notice  string // someone else changed it meanwhile
	taken   string // someone else took the time, said over the preview of what would happen now
	reading shell.Reading
}

// question is what a decision box asks: all in which the decisions differ.
type question interface {
	fields() []huh.Field          // bound to what is typed
	read() (flow.Decision, error) // of what is typed at the moment
	values() map[string]string    // what is typed, by the names of the fields
	head(w int) string            // stands over the fields, and over a preview
	outside() []wording.Service   // what it needs outside, and how that stands
	encode() string               // what is typed, as it is kept
	restore(kept string) bool     // puts it back, if it can be read

	begin() tea.Cmd              // is run once at the start
	typed() tea.Cmd              // follows what was typed
	offers() []shell.Action      // are keys that what is typed calls for
	follow()                     // takes in that someone else changed the interview
	heard(shell.Changed) tea.Cmd // follows a change anywhere, while there is no interview yet
}

// stage is how far a decision has come in its box.
type stage int

// A decision is typed, looked at, saved, and then followed.
const (
	typing stage = iota
	looking
	previewed
	saving
	followed
)

// ask binds the box to what it asks: to is the draft with its fields, which is kept
// under a key.
func (c *decisionBox) ask(q question, to any, key string) *decisionBox {
	c.asks = q
	c.form = forms.New(forms.Options{Styles: c.app.Styles, Draft: to, Remote: c.app.Session().Remote, Fields: q.fields})
	c.keep = &shell.DraftSaver{App: c.app, Text: c.unsent, Key: key}
	return c
}

// by is who decides.
func (c *decisionBox) by() flow.By {
	return flow.By{Services: c.app.Services(), Actor: c.app.Member(), Undo: c.app.Services().Settings.Undo}
}

// Kept implements keeping.
func (c *decisionBox) Kept() *shell.DraftSaver { return c.keep }

// unsent is what is to be kept: once it was sent, nothing.
func (c *decisionBox) unsent() string {
	if c.progress != nil || !c.form.Dirty() {
		return ""
	}
	return c.asks.encode()
}

// resume puts what was typed before into the fields; what the interview is now
// stands above.
func (c *decisionBox) resume(text string) (tea.Cmd, bool) {
	back := c.asks.restore(text)
	if c.put != nil {
		c.put()
	}
	cmd := c.form.Restart()
	if c.straight {
		cmd = tea.Batch(cmd, c.look())
	}
	return cmd, back
}

// begun is the form as it was at first.
func (c *decisionBox) begun() tea.Cmd {
	c.asks.restore(c.first)
	if c.put != nil {
		c.put()
	}
	return c.form.Restart()
}

// Init implements shell.Modal.
func (c *decisionBox) Init() tea.Cmd {
	c.first = c.asks.encode()
	cmd := c.asks.begin()
	return tea.Batch(cmd, c.resize())
}

// Typing implements shell.Modal.
func (c *decisionBox) Typing() bool { return c.stage == typing && !c.mails.Reading() }

// ahead is what ctrl+s in the form leads to.
func (c *decisionBox) ahead() string {
	switch {
	case c.brief:
		return c.words.Verb
	case c.record.Interview.ID == 0:
		return "preview and send"
	}
	return "preview"
}

// PreviewActions are the keys of the preview of a decision.
func PreviewActions() []shell.Action {
	return (&decisionBox{words: (*flow.Schedule)(nil).Words(), stage: previewed}).Keys()
}

// Keys implements shell.Modal.
func (c *decisionBox) Keys() []shell.Action {
	toForm := shell.Action{Name: "decision.edit", Key: "esc", Help: "back to the form", Do: func() tea.Cmd { return c.edit(nil) }}
	switch c.stage {
	case typing:
		if c.mails.Reading() {
			made := shell.Action{Name: "decision.make", Key: "ctrl+s", Help: c.words.Verb, Strokes: []string{"ctrl+s", "alt+s"}, Do: c.look}
			return append([]shell.Action{made}, c.mails.Keys(theForm, &c.scroll)...)
		}
		keys := append(shell.FormKeys(c.ahead()), c.form.EditorKey(c.app))
		if c.brief { // which has one field
			keys = append([]shell.Action{keys[0], {Name: "decision.mail", Key: "tab", Help: "the emails", Strokes: []string{"tab", "shift+tab"}, Do: c.readMails}}, keys[3:]...)
		}
		keys = append(keys[:1:1], append(c.asks.offers(), keys[1:]...)...)
		if c.form.Dirty() {
			keys = append(keys, c.keep.BeginAnew(c.begun, c.form.Failed))
		}
		return append(keys, shell.ReadKeys(&c.scroll, c.low))
	case looking:
		return []shell.Action{toForm}
	case previewed:
		made := shell.Action{Name: "decision.make", Key: "enter", Help: c.words.Verb, Strokes: []string{"enter", "ctrl+s", "alt+s"}, Do: c.send}
		if c.mails.Reading() {
			return append([]shell.Action{made}, c.mails.Keys(thePreview, &c.scroll)...)
		}
		return []shell.Action{made, c.mails.Key(thePreview, &c.scroll), shell.ScrollKeys(&c.scroll), toForm}
	case followed:
		return c.progress.keys()
	}
	return nil
}

// Update implements shell.Modal.
func (c *decisionBox) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return c.resize()
	case shell.Changed:
		return c.changed(msg)
	}
	if !c.Typing() {
		return nil
	}
	event, cmd := c.form.Update(msg)
	cmd = tea.Batch(cmd, c.asks.typed())
	switch event {
	case forms.Submitted:
		return tea.Batch(cmd, c.look())
	case forms.Escaped:
		return tea.Batch(cmd, c.keep.Closing(c, c.form.Failed, nil))
	case forms.Ended:
		verb := "preview"
		if c.brief {
			verb = strings.ToLower(c.words.Verb[:1]) + c.words.Verb[1:]
		}
		cmd = tea.Batch(cmd, forms.SayHowToSave(c.app, verb))
	}
	return tea.Batch(cmd, c.keep.Typed())
}

// writes is the key that puts a text into a line as if it had been typed there.
func (c *decisionBox) writes(key shell.Action, name, typed string) shell.Action {
	key.Do = func() tea.Cmd {
		write(c.rows, name, typed)
		c.form.Refresh()
		return tea.Batch(c.asks.typed(), c.keep.Typed())
	}
	return key
}

// What the mails are read from.
const (
	thePreview = "the preview"
	theForm    = "the form"
)

// compose has the mails written of what is looked at, behind the preview.
func (c *decisionBox) compose() tea.Cmd {
	w, _ := shell.FrameSize(forms.BoxSize(c.app, c.width))
	return c.mails.Load(c.app, []scheduling.Preview{*c.preview}, w)
}

// readMails shows the mails of a brief decision, with what is typed at the moment.
func (c *decisionBox) readMails() tea.Cmd {
	d, err := c.asks.read()
	if err != nil {
		return c.edit(err)
	}
	w, _ := shell.FrameSize(forms.BoxSize(c.app, c.width))
	return shell.Load(c.app, &c.slot, d.Preview, func(f scheduling.Preview, err error) tea.Cmd {
		if err != nil {
			return c.refused(err)
		}
		c.stillShown(f)
		return c.mails.Open(c.app, []scheduling.Preview{f}, w, &c.scroll)
	})
}

// shiftKey moves the slot in every field: the arrows with shift mean nothing in a text.
func shiftKey(shift func(by int) tea.Cmd) shell.Action {
	return shell.Action{Name: "interview.shift", Key: "shift+←/→", Help: "15 min earlier or later", Strokes: []string{"shift+left", "shift+right"}, On: func(press tea.KeyPressMsg) tea.Cmd {
		if press.String() == "shift+left" {
			return shift(-1)
		}
		return shift(1)
	}}
}

// unshifted says that there is no slot to move yet.
func (c *decisionBox) unshifted() tea.Cmd {
	return c.app.Say(theme.Warning, "Type a time first; then shift+←/→ moves it by 15 minutes.")
}

// shorter takes the length that a Basic host can have.
func (c *decisionBox) shorter(r scheduling.Remedy) shell.Action {
	return c.writes(shorterKey(), "duration", wording.Length(r.Duration))
}

// edit goes back to the form with everything typed, and says why.
func (c *decisionBox) edit(why error) tea.Cmd {
	c.slot.Cancel()
	c.mails.Drop()
	c.stage, c.scroll, c.taken = typing, 0, ""
	if why == nil {
		return tea.Batch(forms.Reopen(c.form), c.resize())
	}
	return tea.Batch(forms.FailForm(c.form, c.rows, why, func(field string) string { return c.asks.values()[field] }), c.resize())
}
