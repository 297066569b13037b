package settings

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/edit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// templatePane is a part of the editor that can have the keyboard.
type templatePane int

// The parts of the editor.
const (
	templateText templatePane = iota
	templatePreview
	templatePlaces
)

// templateEditor is a modal for the words of one template: the text, beside it
// what the mail would say about an interview, and the placeholders.
type templateEditor struct {
	app      *shell.App
	template recruit.Template
	hand     atHand
	places   []recruit.Placeholder
	readOnly bool

	area   *edit.Area
	before string // the text as it was read
	pane   templatePane
	cursor int // among the placeholders
	scroll shell.TextPane

	slot    shell.Slot
	mail    recruit.TemplatePreview
	trouble string // why there is no preview
	fault   string // what is wrong with the text, with its line
	failure string // why it was not saved
	saving  bool
	saver   *shell.DraftSaver
}

// openTemplate reads a template with an interview at hand and opens its editor;
// readOnly shows the mail only.
func openTemplate(a *shell.App, t recruit.Template, readOnly bool) tea.Cmd {
	type both struct {
		template recruit.Template
		hand     atHand
	}
	templates, find := a.Services().Templates, findAtHand(a)
	return shell.Prepare(a, func(ctx context.Context) (b both, err error) {
		if b.template, err = templates.Show(ctx, t.Event, t.Audience, t.Language); err == nil {
			b.hand, err = find(ctx)
		}
		return b, err
	}, func(b both, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		e := newTemplateEditor(a, b.template, b.hand, readOnly)
		if readOnly {
			return a.Open(e)
		}
		return a.OpenKept(e, e.saver, e.restore)
	})
}

func newTemplateEditor(a *shell.App, t recruit.Template, hand atHand, readOnly bool) *templateEditor {
	e := &templateEditor{app: a, template: t, hand: hand, readOnly: readOnly, places: a.Services().Templates.Renderer.Placeholders(t.Event, t.Audience), area: edit.NewArea(a.Styles())}
	e.area.Numbers = true
	e.area.Limit = 60_000 // more than a template may have: what is too much is said, not cut
	e.area.Remote = a.Session().Remote
	e.area.SetValue(text.Block(t.Source))
	e.area.ToBegin()
	e.before = e.area.Value()
	e.saver = &shell.DraftSaver{App: a, Text: e.unsaved, Key: recruit.DraftKey(a.Member().ID, 0, "template-"+string(t.Event)+"-"+string(t.Audience)+"-"+t.Language)}
	e.area.Focus()
	if readOnly {
		e.pane = templatePreview
	}
	return e
}

// Kept implements keeping.
func (e *templateEditor) Kept() *shell.DraftSaver { return e.saver }

func (e *templateEditor) unsaved() string {
	if !e.dirty() {
		return ""
	}
	return e.area.Value()
}

// restore puts what was typed before in place of the template's own words.
func (e *templateEditor) restore(kept string) (tea.Cmd, bool) {
	if kept == "" || kept == e.before {
		return nil, false
	}
	e.area.SetValue(text.Block(kept))
	e.area.ToBegin()
	return e.refresh(), true
}

func (e *templateEditor) Init() tea.Cmd {
	e.resize()
	return e.refresh()
}

func (e *templateEditor) Typing() bool { return e.pane == templateText && !e.saving }

// dirty reports whether something was typed.
func (e *templateEditor) dirty() bool { return e.area.Value() != e.before }

// templateKeys are the keys of the editor of a template.
func templateKeys() (save, preview, places, insert shell.Action) {
	return shell.SaveKey("save"), shell.Bind("tab", "preview or text"), shell.Bind("ctrl+o", "placeholders"), shell.Bind("enter", "insert placeholder")
}

// templateActions are the same for the table of keys.
func templateActions() []shell.Action {
	save, preview, places, insert := templateKeys()
	return []shell.Action{save, preview, places, insert, shell.Bind(shell.EditorKey, "your editor")}
}

// turn is a key that shows another part of the editor.
func (e *templateEditor) turn(k shell.Action, what string, to templatePane) shell.Action {
	k.Help, k.Do = what, func() tea.Cmd {
		e.pane, e.scroll.Top = to, 0
		return nil
	}
	return k
}

func (e *templateEditor) Keys() []shell.Action {
	save, preview, places, insert := templateKeys()
	save.Do = e.save
	insert.Do = func() tea.Cmd {
		e.pane = templateText
		return e.write(tea.PasteMsg{Content: "{{" + e.places[e.cursor].Name + "}}"})
	}
	back := func(k shell.Action, what string) shell.Action { return e.turn(k, what, templateText) }
	closes := func(how string) shell.Action {
		return shell.Action{Key: "esc", Help: how, Do: func() tea.Cmd { return e.saver.Closing(e, e.fails, e.slot.Cancel) }}
	}
	scroll, esc := shell.Bind("↑/↓", "scroll"), shell.Bind("esc", "back")
	switch {
	case e.saving:
		return nil
	case e.readOnly:
		return []shell.Action{scroll, closes("close")}
	case e.pane == templatePlaces:
		return []shell.Action{shell.Bind("↑/↓", "choose"), insert, back(preview, "text"), save, back(esc, "back")}
	case e.pane == templatePreview:
		return []shell.Action{scroll, back(preview, "text"), save, e.turn(places, places.Help, templatePlaces), back(esc, "back")}
	}
	keys := []shell.Action{save, e.turn(preview, "preview", templatePreview), e.turn(places, places.Help, templatePlaces), closes("close (kept)"), e.editor()}
	if e.dirty() {
		keys = append(keys, e.beginAnew())
	}
	return keys
}

func (e *templateEditor) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		e.resize()
		return e.refresh()
	case shell.Changed:
		return nil
	case tea.KeyPressMsg:
		switch {
		case e.saving:
			return nil
		case e.pane == templatePreview:
			e.scroll.Key(msg)
			return nil
		case e.pane == templatePlaces:
			e.choose(msg)
			return nil
		}
	case tea.PasteMsg:
		if e.pane != templateText || e.saving {
			return nil
		}
	}
	return e.write(msg) // a key, a paste, or what ctrl+v has read
}

// editor opens the text in the person's own editor.
func (e *templateEditor) editor() shell.Action {
	k := shell.Bind(shell.EditorKey, "your editor")
	k.When = e.app.NoEditor
	k.Do = func() tea.Cmd {
		return e.app.EditText(e.area.Value(), e.area.Limit, func(text string) tea.Cmd {
			e.area.SetValue(text)
			e.area.ToBegin()
			e.failure = ""
			return tea.Batch(e.saver.Typed(), e.refresh())
		})
	}
	return k
}

// fails shows why something could not be done.
func (e *templateEditor) fails(err error) tea.Cmd {
	e.failure = err.Error()
	return nil
}

func (e *templateEditor) beginAnew() shell.Action {
	return e.saver.BeginAnew(func() tea.Cmd {
		e.area.SetValue(e.before)
		e.area.ToBegin()
		return e.refresh()
	}, e.fails)
}

// choose moves among the placeholders.
func (e *templateEditor) choose(press tea.KeyPressMsg) {
	switch press.String() {
	case "up", "k":
		e.cursor--
	case "down", "j":
		e.cursor++
	case "home", "g":
		e.cursor = 0
	case "end", "G":
		e.cursor = len(e.places)
	}
	e.cursor = max(min(e.cursor, len(e.places)-1), 0)
}

// write gives something to the text, and shows the mail anew if that changed it.
func (e *templateEditor) write(msg tea.Msg) tea.Cmd {
	was := e.area.Value()
	cmd := e.area.Update(msg)
	if e.area.Value() == was {
		return cmd
	}
	e.failure = ""
	return tea.Batch(cmd, e.saver.Typed(), e.refresh())
}

// Typed is the template as it is typed.
func (e *templateEditor) typed() recruit.Template {
	t := e.template
	if e.dirty() {
		t.Source, t.Words = e.area.Value(), t.Language
	}
	return t
}

// refresh checks what is typed and writes the mail anew. While something is
// wrong, the last mail that could be written stays.
func (e *templateEditor) refresh() tea.Cmd {
	templates, typed, record := e.app.Services().Templates, e.typed(), e.hand.record
	_, columns, _ := e.size()
	if err := templates.Renderer.CheckTemplate(typed.Event, typed.Audience, typed.Source); err != nil {
		e.slot.Cancel()
		e.fault = text.Line(err.Error())
		return nil
	}
	e.fault = ""
	return shell.Load(e.app, &e.slot, func(ctx context.Context) (recruit.TemplatePreview, error) {
		return templates.Preview(ctx, typed, record, columns)
	},
		func(mail recruit.TemplatePreview, err error) tea.Cmd {
			if e.trouble = ""; err != nil {
				e.trouble = recruit.Sentence(err)
				return nil
			}
			e.mail = mail
			return nil
		})
}

// save keeps what is typed, unless someone else has saved other words since it
// was read: then that is said, and the next save goes over them.
func (e *templateEditor) save() tea.Cmd {
	if !e.dirty() {
		e.app.Close(e)
		return e.app.Say(theme.Plain, "Nothing was changed.")
	}
	a, templates, actor, typed, read := e.app, e.app.Services().Templates, e.app.Member(), e.typed(), e.template
	e.saving, e.failure = true, ""
	return shell.Run(a, func(ctx context.Context) (recruit.Template, error) {
		now, err := templates.Show(ctx, read.Event, read.Audience, read.Language)
		switch {
		case err != nil:
			return read, err
		case now.Source != read.Source:
			return now, &recruit.Problem{Kind: recruit.ErrStale,
				Sentence: "Someone else has saved a different text meanwhile. ctrl+s replaces it with yours; esc closes and keeps yours here, for you alone."}
		}
		return now, templates.Save(ctx, actor, typed)
	}, func(now recruit.Template, err error) tea.Cmd {
		e.saving = false
		if err != nil {
			e.template.Source, e.failure = now.Source, recruit.Sentence(err)
			return nil
		}
		a.Close(e)
		return tea.Batch(e.saver.Forget(), shell.SettingsSaved(a, "Template saved; emails use it from now on.")())
	})
}
