package mail

import (
	"recruitty/recruit"
)

// BuiltIn implements recruit.TemplateRenderer.
func (p *Mailer) BuiltIn(o recruit.MailEvent, a recruit.Audience, language string) string {
	return builtIn(o, a, language)
}

// Languages implements recruit.TemplateRenderer.
func (p *Mailer) Languages() []string {
	var tags []string
	for _, t := range tongues() {
		tags = append(tags, t.Tag)
	}
	return tags
}

// Placeholders implements recruit.TemplateRenderer.
func (p *Mailer) Placeholders(o recruit.MailEvent, a recruit.Audience) []recruit.Placeholder {
	var all []recruit.Placeholder
	for _, place := range placesOf(o) {
		if place.mayRead(a) {
			all = append(all, place.Placeholder)
		}
	}
	return all
}

// CheckTemplate implements recruit.TemplateRenderer.
func (p *Mailer) CheckTemplate(o recruit.MailEvent, a recruit.Audience, source string) error {
	_, err := parseWording(source, o, a)
	return err
}

// Preview implements recruit.TemplateRenderer.
func (p *Mailer) Preview(l recruit.MailRequest, t recruit.Template, columns int) (recruit.TemplatePreview, error) {
	asked := messageOf(l)
	asked.Template, asked.Language, asked.Tag = t.Source, t.Language, t.Tag
	return asked.shown(columns)
}

// shown writes what a message says, without the mail around it.
func (m message) shown(columns int) (recruit.TemplatePreview, error) {
	p, err := m.prepared()
	if err != nil {
		return recruit.TemplatePreview{}, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "interview", Cause: err,
			Sentence: "This interview cannot be shown as an email yet: " + err.Error() + "."}
	}
	p.write()
	page, err := p.html()
	if columns <= 0 {
		columns = plainColumns
	}
	shown := recruit.TemplatePreview{Subject: p.Subject, Text: p.plainTextIn(columns), HTML: page, Method: p.method()}
	for _, f := range p.attached() {
		shown.Files = append(shown.Files, f.Name)
	}
	return shown, err
}
