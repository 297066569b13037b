package mail

import (
	"recruitty/recruit"
)

// BuiltIn implements recruit.Wording.
func (p *Post) BuiltIn(o recruit.Occasion, a recruit.Audience, language string) string {
	return builtIn(o, a, language)
}

// Languages implements recruit.Wording.
func (p *Post) Languages() []string {
	var tags []string
	for _, t := range tongues() {
		tags = append(tags, t.tag)
	}
	return tags
}

// Placeholders implements recruit.Wording.
func (p *Post) Placeholders(a recruit.Audience) []recruit.Placeholder {
	var all []recruit.Placeholder
	for _, place := range places() {
		if place.mayRead(a) {
			all = append(all, place.Placeholder)
		}
	}
	return all
}

// CheckTemplate implements recruit.Wording.
func (p *Post) CheckTemplate(a recruit.Audience, source string) error {
	_, err := parseWording(source, a)
	return err
}

// Preview implements recruit.Wording.
func (p *Post) Preview(l recruit.Letter, t recruit.Template, columns int) (recruit.Preview, error) {
	asked := messageOf(l)
	asked.Template, asked.Language = t.Source, t.Language
	m, err := asked.prepared()
	if err != nil {
		return recruit.Preview{}, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "interview", Cause: err,
			Sentence: "This interview cannot be shown as a mail yet: " + err.Error() + "."}
	}
	m.write()
	page, err := m.html()
	if columns <= 0 {
		columns = plainColumns
	}
	return recruit.Preview{Subject: m.Subject, Text: m.plainTextIn(columns), HTML: page}, err
}
