package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// templatesPart is what mails say, by event and reader, in one language.
type templatesPart struct {
	listing
	all      []recruit.Template
	usual    string // the language of the mails
	language string // which one is shown; "" is the usual one
}

func newTemplatesPart(a *App) *templatesPart {
	return &templatesPart{listing: newListing(a, table.New("",
		table.Column{Title: "When the interview", Width: 20}, table.Column{Title: "Mail to", Width: 11}, table.Column{Title: "Words", Width: 22, Weight: 1}))}
}

// templateKeys are the keys of the list of templates.
func templateKeys() (change, preview, reset, other, usual Key) {
	return Bind("enter/e", "change", "enter", "e").OfRow(), Bind("p", "preview").OfRow(), Bind("r", "reset").OfRow(), Bind("o", "other language"), Bind("m", "language of mails")
}

func (p *templatesPart) name() string { return "Templates" }

func (p *templatesPart) keys() []Key {
	change, preview, reset, other, usual := templateKeys()
	manage := p.app.forbidden(recruit.ToManage)
	why := manage
	if t, ok := p.selected(); ok && why == "" && !t.Own {
		why = "There are no words of your own to go back from."
	}
	return []Key{change.Unless(manage), preview, reset.Unless(why), other, usual.Unless(manage)}
}

// selected is the template under the cursor.
func (p *templatesPart) selected() (recruit.Template, bool) {
	for _, t := range p.all {
		if templateRow(t) == p.table.Key() {
			return t, true
		}
	}
	return recruit.Template{}, false
}

func templateRow(t recruit.Template) string { return string(t.Occasion) + " " + string(t.Audience) }

func (p *templatesPart) learn(f settingsFacts) {
	p.all, p.usual = f.templates, f.language
	p.show()
}

// show puts the templates that match the filter into the table.
func (p *templatesPart) show() {
	p.find.begin(p.query())
	var rows []table.Row
	for _, t := range p.all {
		words := table.Cell{Text: "built in", Tone: theme.Dim}
		switch {
		case t.Own:
			words = table.Cell{Text: "your own", Tone: theme.Accent}
		case t.Words != t.Language:
			words = table.Cell{Text: "none yet; those in " + recruit.LanguageName(t.Words), Tone: theme.Warning}
		}
		cells := []table.Cell{plainCell(occasionName(t.Occasion)), plainCell(audienceName(t.Audience)), words}
		if p.find.keeps(cells, string(t.Occasion), string(t.Audience), recruit.LanguageName(t.Language)) {
			rows = append(rows, table.Row{Key: templateRow(t), Cells: cells})
		}
	}
	p.table.SetRows(rows)
	p.without("")
}

// occasionName ends the sentence "the interview …".
func occasionName(o recruit.Occasion) string {
	switch o {
	case recruit.OnMoved:
		return "has a new time"
	case recruit.OnChanged:
		return "has changed"
	case recruit.OnReminder:
		return "is coming up"
	case recruit.OnCancelled:
		return "is cancelled"
	case recruit.OnRefused:
		return "stays at its time"
	case recruit.OnWithdrawn:
		return "goes on without them"
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
	intro := "Mails are written in " + recruit.LanguageName(p.usual) + "; candidates with a language of their own get theirs."
	if p.shown() != p.usual {
		intro = "For candidates who read " + recruit.LanguageName(p.language) + ". All other mails are in " + recruit.LanguageName(p.usual) + "."
	}
	intro = p.app.Styles().Dim.Render(p.app.grid().Wrap(intro, max(w, 10)))
	return intro + "\n\n" + p.table.View(p.app.Styles(), w, max(h-text.Height(intro)-1, 1))
}

func (p *templatesPart) press(press tea.KeyPressMsg) tea.Cmd {
	change, preview, reset, other, usual := templateKeys()
	if p.table.Update(press) {
		return nil
	}
	t, ok := p.selected()
	switch {
	case other.Matches(press):
		return chooseTemplates(p.app, p)
	case usual.Matches(press):
		return editLanguage(p.app, p.usual)
	case !ok:
		return nil
	case change.Matches(press):
		return openTemplate(p.app, t, false)
	case preview.Matches(press):
		return openTemplate(p.app, t, true)
	case reset.Matches(press):
		return resetTemplate(p.app, t)
	}
	return nil
}

// chooseTemplates shows the templates of another language.
func chooseTemplates(a *App, p *templatesPart) tea.Cmd {
	d := &struct{ language string }{p.language}
	return openBox(a, formSpec{
		title: "Templates in another language", draft: d, keep: "templates-shown", verb: "show",
		intro: "A candidate may have a language of their own (Candidates, e). Mails to them are written in it where there are words in it.",
		fields: func(f *fields) []huh.Field {
			return []huh.Field{f.language("language", "Language", &d.language, "such as de or German; empty is "+recruit.LanguageName(p.usual)+", that of all mails")}
		},
		save: func() func(context.Context) error {
			language := d.language
			return func(context.Context) (err error) {
				_, err = recruit.CleanLanguage(language)
				return err
			}
		},
		saved: func() tea.Cmd {
			if tag, err := recruit.CleanLanguage(d.language); err == nil {
				p.language = tag
			}
			return a.broadcast(Changed{})
		},
	})
}

// editLanguage changes the language of mails.
func editLanguage(a *App, before string) tea.Cmd {
	d := &struct{ language string }{before}
	templates, actor := a.desk().Templates, a.Member()
	return openBox(a, formSpec{
		title: "Language of mails", draft: d, keep: "language",
		intro: "It holds for every mail that is written from now on. What has no words in it is written in English.",
		fields: func(f *fields) []huh.Field {
			return []huh.Field{f.language("language", "Language", &d.language, "such as en, de, fr, es or German")}
		},
		save: func() func(context.Context) error {
			language := d.language
			return func(ctx context.Context) error { return templates.SetLanguage(ctx, actor, language) }
		},
		saved: settingsSaved(a, "Language of mails saved."),
	})
}

// resetTemplate asks before own words are given up.
func resetTemplate(a *App, t recruit.Template) tea.Cmd {
	templates, actor := a.desk().Templates, a.Member()
	return a.Open(NewConfirm(a, "Reset this template?", "Your own words for it are deleted. Mails to "+theReader(t.Audience)+", when the interview "+
		occasionName(t.Occasion)+", have the words again that they would have without them. To keep yours, copy them first: e, or recruitty template show.", "reset",
		func() tea.Cmd {
			return act(a, func(ctx context.Context) (struct{}, error) {
				return struct{}{}, templates.Reset(ctx, actor, t.Occasion, t.Audience, t.Language)
			}, func(struct{}) string { return "The template is reset." })
		}))
}

func theReader(a recruit.Audience) string {
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

func (p *templatesPart) choose(key string) { p.table.Select(key) }
