package invite

import (
	"recruitty/recruit"
)

// BuiltIn implements recruit.Wording.
func (p *Post) BuiltIn(o recruit.Occasion, a recruit.Audience) string { return builtIn(o, a) }

// CheckTemplate implements recruit.Wording.
func (p *Post) CheckTemplate(a recruit.Audience, source string) error {
	if _, err := parseWording(source, a); err != nil {
		return recruit.Invalid("template", "The template is not saved: %s.", err)
	}
	return nil
}

// Preview implements recruit.Wording.
func (p *Post) Preview(l recruit.Letter, t recruit.Template) (recruit.Preview, error) {
	inv := invitation(l)
	inv.Template, inv.Language = t.Source, t.Language
	ready, err := prepare(inv)
	if err != nil {
		return recruit.Preview{}, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "interview", Cause: err,
			Sentence: "This interview cannot be shown as a mail yet: " + err.Error() + "."}
	}
	words := write(ready)
	page, err := words.html()
	return recruit.Preview{Subject: words.Subject, Text: words.plainText(), HTML: page}, err
}
