package settings

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// templatesPart is what mails say, by event and reader, in one language.
type templatesPart struct {
	shell.Listing
	all      []recruit.Template
	usual    string // the language of the mails
	language string // which one is shown; "" is the usual one
}

func newTemplatesPart(a *shell.App) *templatesPart {
	return &templatesPart{Listing: shell.NewListing(a, table.New("",
		table.Column{Title: "When the interview", Width: 20}, table.Column{Title: "Mail to", Width: 11}, table.Column{Title: "Words", Width: 22, Weight: 1}))}
}

func (p *templatesPart) Name() string { return shell.TemplatesPart }

func (p *templatesPart) actions() []shell.Action {
	manage := p.App.MayNot(recruit.ToManage)
	// about is what is done about the template under the cursor.
	about := func(do func(recruit.Template) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd {
			if t, ok := p.selected(); ok {
				return do(t)
			}
			return nil
		}
	}
	return []shell.Action{
		{Name: "templates.change", Key: "enter/e", Help: "change", Strokes: []string{"enter", "e"}, Row: true, When: manage,
			Do: about(func(t recruit.Template) tea.Cmd { return openTemplate(p.App, t, false) })},
		{Name: "templates.preview", Key: "p", Help: "preview", Row: true, Do: about(func(t recruit.Template) tea.Cmd { return openTemplate(p.App, t, true) })},
		{Name: "templates.reset", Key: "r", Help: "reset", Row: true, When: shell.Unless(manage, func() string {
			if t, ok := p.selected(); ok && !t.Own {
				return "There is no custom text to reset."
			}
			return ""
		}), Do: about(func(t recruit.Template) tea.Cmd { return resetTemplate(p.App, t) })},
		{Name: "templates.other", Key: "o", Help: "other language", Do: func() tea.Cmd { return chooseTemplates(p.App, p) }},
		{Name: "templates.language", Key: "m", Help: "language of emails", When: manage, Do: func() tea.Cmd { return editLanguage(p.App, p.usual) }},
	}
}

// selected is the template under the cursor.
func (p *templatesPart) selected() (recruit.Template, bool) {
	for _, t := range p.all {
		if TemplateRow(t) == p.Table.Key() {
			return t, true
		}
	}
	return recruit.Template{}, false
}

// TemplateRow is the key of the row of a template.
func TemplateRow(t recruit.Template) string { return string(t.Event) + " " + string(t.Audience) }

func (p *templatesPart) learn(f settingsFacts) {
	p.all, p.usual = f.templates, f.language
	p.show()
}

// show puts the templates that match the filter into the table.
func (p *templatesPart) show() {
	p.Find.Begin(p.Asked())
	var rows []table.Row
	for _, t := range p.all {
		words := table.Cell{Text: "built in", Tone: theme.Dim}
		switch {
		case t.Own:
			words = table.Cell{Text: "your own", Tone: theme.Accent}
		case t.Words != t.Language:
			words = table.Cell{Text: "none yet; those in " + recruit.LanguageName(t.Words), Tone: theme.Warning}
		}
		cells := []table.Cell{shell.PlainCell(EventName(t.Event)), shell.PlainCell(audienceName(t.Audience)), words}
		if p.Find.Keeps(cells, string(t.Event), string(t.Audience), recruit.LanguageName(t.Language)) {
			rows = append(rows, table.Row{Key: TemplateRow(t), Cells: cells})
		}
	}
	p.Table.SetRows(rows)
	p.Without("")
}

// EventName ends the sentence "the interview …".
func EventName(o recruit.MailEvent) string {
	switch o {
	case recruit.OnMoved:
		return "has a new time"
	case recruit.OnChanged:
		return "has changed"
	case recruit.OnReminder:
		return "is coming up"
	case recruit.OnCancelled:
		return "is cancelled"
	case recruit.OnAsked:
		return "has no answer from them yet"
	case recruit.OnFeedback:
		return "has ended, and a scorecard is missing"
	case recruit.OnRefused:
		return "stays at its time"
	case recruit.OnWithdrawn:
		return "goes ahead without them"
	case recruit.OnLoop:
		return "begins a loop: an overview of its interviews"
	}
	return "is arranged"
}

func audienceName(a recruit.Audience) string {
	switch a {
	case recruit.ToPanel:
		return "the panel"
	case recruit.ToOrganiser:
		return "organiser"
	}
	return "candidate"
}

// shown is the language of the list.
func (p *templatesPart) shown() string {
	if p.language == "" {
		return p.usual
	}
	return p.language
}

func (p *templatesPart) view(w, h int) string {
	intro := "Emails are written in " + recruit.LanguageName(p.usual) + "; candidates with a language of their own get it in theirs."
	if p.shown() != p.usual {
		intro = "For candidates who read " + recruit.LanguageName(p.language) + ". All other emails are in " + recruit.LanguageName(p.usual) + "."
	}
	intro = p.App.Styles().Dim.Render(p.App.Grid().Wrap(intro, max(w, 10)))
	return intro + "\n\n" + p.App.ListOver(p.Table, w, max(h-text.Height(intro)-1, 1), "")
}

// chooseTemplates shows the templates of another language.
func chooseTemplates(a *shell.App, p *templatesPart) tea.Cmd {
	d := &struct{ language string }{p.language}
	return forms.OpenBox(a, forms.FormSpec{
		Title: "Templates in another language", Draft: d, Keep: "templates-shown", Verb: "show",
		Intro: "A candidate may have a language of their own (Candidates, e). Emails to them are written in it where there are words in it.",
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Language("language", "Language", &d.language, "e.g. de or German; empty is "+recruit.LanguageName(p.usual)+", that of all emails")}
		},
		Save: func() func(context.Context) error {
			language := d.language
			return func(context.Context) (err error) {
				_, err = recruit.CleanLanguage(language)
				return err
			}
		},
		Saved: func() tea.Cmd {
			if tag, err := recruit.CleanLanguage(d.language); err == nil {
				p.language = tag
			}
			return a.Broadcast(shell.Changed{})
		},
	})
}

// editLanguage changes the language of mails.
func editLanguage(a *shell.App, before string) tea.Cmd {
	return openSetting(a, draft.LanguageForm(a.Services(), a.Member(), before), 0, "")
}

// resetTemplate asks before own words are given up.
func resetTemplate(a *shell.App, t recruit.Template) tea.Cmd {
	templates, actor := a.Services().Templates, a.Member()
	return a.Open(shell.NewConfirm(a, "Reset this template?", "Your own text is deleted. Emails to "+TheReader(t.Audience)+", when the interview "+
		EventName(t.Event)+", go back to the text they would have without it. To keep yours, copy it first: e, or recruitty template show.", "reset",
		func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (struct{}, error) {
				return struct{}{}, templates.Reset(ctx, actor, t.Event, t.Audience, t.Language)
			}, func(struct{}) string { return "The template is reset." })
		}))
}

// TheReader is an audience in a sentence.
func TheReader(a recruit.Audience) string {
	switch a {
	case recruit.ToPanel:
		return "the panel"
	case recruit.ToOrganiser:
		return "the organiser"
	}
	return "the candidate"
}

func (p *templatesPart) holds() [][2]string {
	return nil
}

func (p *templatesPart) choose(key string) { p.Table.Select(key) }
