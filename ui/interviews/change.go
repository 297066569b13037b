package interviews

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// change is the box in which a scheduled interview is moved or cancelled: a
// form, what the decision would do, and then what has really happened.
type change struct {
	app      *shell.App
	title    string
	verb     string // what the last key does: "Reschedule", "Cancel the interview"
	saved    string // what is said once it is saved
	record   recruit.Record
	form     *forms.Form
	rows     *forms.Fields
	value    func(field string) string
	stage    stage
	progress *progress

	// above stands over the fields and follows what is typed.
	above func(w int) string
	// foresee works out what would happen; with ask it is shown as a preview
	// before the decision, without it stands over the fields from the start.
	// foresee and decide take what is typed at the moment, and return what
	// works on it beside the event loop.
	foresee  func() func(context.Context) (recruit.Preview, error)
	ask      bool
	foreseen *recruit.Preview
	early    []recruit.Warning // what would wait, before anything is typed
	waits    shell.Slot
	slot     shell.Slot
	scroll   int
	decide   func(seen recruit.ExpectedVersion) func(context.Context) (recruit.Record, error)
	// offers are keys of the form that what was typed calls for; take does what
	// one of them says.
	begin   tea.Cmd // Run once at the start
	offers  func() []shell.Action
	take    func(tea.KeyPressMsg) bool
	notice  string // somebody else changed it meanwhile
	saver   *shell.DraftSaver
	list    *[]string // addresses that are chosen rather than typed; may be nil
	person  *string   // one that is typed and not among them yet; nil without list
	reading shell.Reading
	first   map[string]string // what the form began with
}

// setForm binds the box to its draft, which is kept under a name.
func (c *change) setForm(name string, to any, fields func() []huh.Field) {
	c.form = forms.New(forms.Options{Styles: c.app.Styles, Draft: to, Remote: c.app.Session().Remote, Fields: fields})
	c.saver = &shell.DraftSaver{App: c.app, Text: c.unsent, Key: draft.ChangeKey(c.app.Member().ID, c.record, name)}
}

// Kept implements keeping.
func (c *change) Kept() *shell.DraftSaver { return c.saver }

// unsent is what is to be kept: once it was sent, nothing.
func (c *change) unsent() string {
	if c.progress != nil || !c.form.Dirty() {
		return ""
	}
	return draft.Kept{Typed: c.values()}.Encode()
}

// Values are what all fields hold.
func (c *change) values() map[string]string {
	typed := c.rows.Values()
	if c.list != nil {
		typed["participants"], typed["person"] = strings.Join(*c.list, "\n"), *c.person
	}
	return typed
}

// put fills the fields with what values returned before.
func (c *change) put(values map[string]string) tea.Cmd {
	c.rows.Fill(values)
	if list, kept := values["participants"]; kept && c.list != nil {
		*c.list, *c.person = strings.Fields(list), values["person"]
	}
	return c.form.Rebuild()
}

// restore puts what was typed before into the fields; what the interview is now
// stands above.
func (c *change) restore(text string) (tea.Cmd, bool) {
	k, ok := draft.DecodeKept(text)
	if !ok {
		return nil, false
	}
	return c.put(k.Typed), true
}

func (c *change) Init() tea.Cmd {
	sized := c.resize()
	c.first = c.values()
	if c.ask {
		desk, r := c.app.Desk(), c.record
		early := shell.Load(c.app, &c.waits, func(ctx context.Context) ([]recruit.Warning, error) {
			return desk.Scheduling.Early(ctx, r, r.Interview.Platform)
		}, func(w []recruit.Warning, err error) tea.Cmd {
			if err != nil {
				return nil // the preview says it
			}
			c.early = w
			return c.resize()
		})
		return tea.Batch(sized, c.begin, early)
	}
	return tea.Batch(sized, shell.Load(c.app, &c.slot, c.foresee(), func(f recruit.Preview, err error) tea.Cmd {
		if err != nil {
			return c.form.Failed(errors.New(recruit.Sentence(err)))
		}
		c.foreseen = &f
		return c.resize()
	}))
}

func (c *change) resize() tea.Cmd {
	w, h := forms.BoxSize(c.app, forms.FormWidth)
	bodyW, bodyH := shell.FrameSize(w, h)
	return c.form.Resize(bodyW, max(bodyH-2-text.Height(c.head(bodyW)), 3))
}

// head is what stands over the fields.
func (c *change) head(w int) string {
	head := c.above(w)
	if c.notice != "" {
		head = c.app.Styles().Warning.Render(c.app.Grid().Wrap(c.app.Styles().Signs.Warning+" "+c.notice, w)) + "\n\n" + head
	}
	for _, warning := range c.early {
		head = c.app.Styles().Warning.Render(c.app.Grid().Wrap(c.app.Styles().Signs.Warning+" "+text.Line(warning.Sentence), w)) + "\n" + head
	}
	return head + "\n"
}

func (c *change) Typing() bool { return c.stage == typing }

func (c *change) Keys() []shell.Action {
	switch c.stage {
	case typing:
		verb := c.verb
		if c.ask {
			verb = "preview"
		}
		keys := []shell.Action{shell.Bind("ctrl+s", verb, "ctrl+s", "alt+s")}
		if c.offers != nil {
			keys = append(keys, c.offers()...)
		}
		keys = append(keys, shell.Bind("tab", "next"), shell.Bind("shift+tab", "before"), shell.Bind("esc", "close (kept)"))
		if c.unsent() != "" {
			keys = append(keys, shell.BeginAnew())
		}
		return keys
	case previewed:
		return []shell.Action{shell.Bind("enter", c.verb, "enter", "ctrl+s"), shell.Bind("↑/↓", "scroll", "up", "down"), shell.Bind("esc", "back to the form")}
	case followed:
		return c.progress.keys()
	}
	return nil
}

func (c *change) Update(msg tea.Msg) (shell.Outcome, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return shell.Stay, c.resize()
	case shell.Changed:
		return shell.Stay, c.changed(msg)
	case tea.KeyPressMsg:
		switch c.stage {
		case previewed:
			return shell.Stay, previewKey(msg, &c.scroll, func() tea.Cmd { return c.edit(nil) }, c.send)
		case followed:
			return c.progress.press(msg)
		case looking:
			if msg.String() == "esc" {
				c.slot.Cancel()
				return shell.Stay, c.edit(nil)
			}
			return shell.Stay, nil
		case saving:
			return shell.Stay, nil
		}
	}
	if c.stage != typing {
		return shell.Stay, nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && c.take != nil && c.take(press) {
		c.form.Refresh()
		return shell.Stay, nil
	}
	if press, ok := msg.(tea.KeyPressMsg); ok && shell.BeginAnew().Matches(press) && c.unsent() != "" {
		return shell.Stay, c.saver.Anew(func() tea.Cmd { return c.put(c.first) })
	}
	event, cmd := c.form.Update(msg)
	switch event {
	case forms.Submitted:
		if c.ask {
			return shell.Stay, tea.Batch(cmd, c.look())
		}
		return shell.Stay, tea.Batch(cmd, c.send())
	case forms.Escaped:
		return shell.Stay, tea.Batch(cmd, c.saver.Closing(c, c.form.Failed, nil))
	case forms.Ended:
		verb := "go on to the preview"
		if !c.ask {
			verb = strings.ToLower(c.verb[:1]) + c.verb[1:]
		}
		cmd = tea.Batch(cmd, forms.SayHowToSave(c.app, verb))
	}
	return shell.Stay, tea.Batch(cmd, c.saver.Typed())
}

// changed looks whether somebody else changed this interview meanwhile.
func (c *change) changed(fact shell.Changed) tea.Cmd {
	if c.progress != nil {
		return c.progress.changed(fact)
	}
	if !fact.Affects(func(n recruit.Change) bool { return n.Interview == c.record.Interview.ID }) {
		return nil
	}
	return c.refresh()
}

// refresh reads the interview anew. A newer version is said, together with
// what it is now; what was typed stays.
func (c *change) refresh() tea.Cmd {
	store, id := c.app.Desk().Store, c.record.Interview.ID
	return shell.Reread(c.app, &c.reading, func(ctx context.Context) (recruit.Record, error) { return store.Record(ctx, id) },
		func(r recruit.Record, err error) tea.Cmd {
			if err != nil || r.Interview.Version == c.record.Interview.Version || c.progress != nil || c.stage == saving {
				return nil
			}
			c.notice = text.Line(r.LastChange()) + ". What you typed is still here."
			c.record = r
			return c.edit(nil)
		})
}

func (c *change) look() tea.Cmd {
	c.stage, c.scroll = looking, 0
	c.form.SetSaving()
	return shell.Load(c.app, &c.slot, c.foresee(), func(f recruit.Preview, err error) tea.Cmd {
		if err != nil {
			return c.edit(err)
		}
		c.foreseen, c.stage = &f, previewed
		return nil
	})
}

func (c *change) edit(err error) tea.Cmd {
	c.stage = typing
	if err == nil {
		return tea.Batch(forms.Reopen(c.form), c.resize())
	}
	return tea.Batch(forms.FailForm(c.form, c.rows, err, c.value), c.resize())
}

// send decides, on the version that was seen.
func (c *change) send() tea.Cmd {
	c.stage = saving
	c.form.SetSaving()
	seen := recruit.ExpectedVersion(c.record.Interview.Version)
	return shell.Run(c.app, c.decide(seen),
		func(r recruit.Record, err error) tea.Cmd {
			if errors.Is(err, recruit.ErrStale) {
				c.stage = typing
				return tea.Batch(c.edit(err), c.refresh())
			}
			if err != nil {
				return c.edit(err)
			}
			c.stage, c.notice = followed, ""
			c.progress = newProgress(c.app, r, c.saved)
			c.progress.takenBack = func() tea.Cmd {
				c.progress = nil
				store := c.app.Desk().Store
				return tea.Batch(shell.Load(c.app, &c.slot, func(ctx context.Context) (recruit.Record, error) { return store.Record(ctx, r.Interview.ID) },
					func(now recruit.Record, err error) tea.Cmd {
						if err == nil {
							c.record = now
						}
						return c.edit(nil)
					}), c.saver.Typed(), c.app.Say(theme.OK, "Taken back; nothing was sent."))
			}
			return tea.Batch(c.saver.Keep("", nil), c.progress.begin(), c.app.Broadcast(shell.Changed{}))
		})
}

func (c *change) View(maxW, maxH int) (string, *tea.Cursor) {
	w := min(maxW, forms.FormWidth)
	inner, rows := shell.FrameSize(w, maxH)
	note := text.Line(c.record.Candidate.Name) + " " + c.app.Styles().Signs.Dot + " " + text.Line(c.record.Interview.Title)
	switch c.stage {
	case previewed:
		body, seen := shell.Window(c.above(inner)+"\n"+foreseenText(c.app, *c.foreseen, inner), &c.scroll, rows-2)
		return c.app.FrameSeen(c.title, note, body, "esc back to the form     enter "+c.verb, seen, w, maxH), nil
	case looking:
		return c.app.Frame(c.title, note, c.app.Styles().Dim.Render(c.app.Styles().Signs.Waiting+" Working out what will happen"), "esc back to the form", w, maxH), nil
	case saving:
		return c.app.Frame(c.title, note, c.app.Styles().Signs.Waiting+" Saving", "", w, maxH), nil
	case followed:
		return c.app.Frame(c.title, note, c.progress.view(inner), c.progress.foot(), w, maxH), nil
	}
	head := c.head(inner)
	body, at := c.form.View()
	verb := c.verb
	if c.ask {
		verb = "preview"
	}
	return c.app.FrameSeen(c.title, note, head+"\n"+body, "esc close (kept)     ctrl+s "+verb, forms.SightOf(c.form), w, maxH), shell.Offset(at, 2, 1+text.Height(head))
}
