package recruit

import (
	"regexp"
	"strings"
	"sync"
)

// DefaultLanguage is the language of mails as long as nobody chose another one.
const DefaultLanguage = "en"

// SettingLanguage is the language of mails.
const SettingLanguage = "mail.language"

// language is one whose name is known here.
type language struct{ tag, name, own string }

// named are the languages that people may call by name, in English or in the
// language itself; all others are written as tags.
func namedLanguages() []language {
	return []language{
		{"en", "English", "English"}, {"de", "German", "Deutsch"}, {"fr", "French", "français"}, {"es", "Spanish", "español"},
		{"it", "Italian", "italiano"}, {"ja", "Japanese", "日本語"}, {"nl", "Dutch", "Nederlands"}, {"pl", "Polish", "polski"},
		{"pt", "Portuguese", "português"}, {"pt-BR", "Brazilian Portuguese", "português brasileiro"},
	}
}

// languageTag matches the tags that are taken: language, script and country of
// BCP 47 in their usual case, such as en, pt-BR or sr-Latn.
var languageTag = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$`) })

// CleanLanguage reads what a person or a file calls a language, and returns its
// tag; "" stays "".
func CleanLanguage(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return "", nil
	}
	for _, l := range namedLanguages() {
		if strings.EqualFold(typed, l.name) || strings.EqualFold(typed, l.own) {
			return l.tag, nil
		}
	}
	parts := strings.Split(strings.ToLower(strings.ReplaceAll(typed, "_", "-")), "-")
	for i, part := range parts {
		switch {
		case i > 0 && len(part) == 2:
			parts[i] = strings.ToUpper(part)
		case i > 0 && len(part) == 4:
			parts[i] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	if tag := strings.Join(parts, "-"); languageTag().MatchString(tag) {
		return tag, nil
	}
	return "", Invalid("language", "A language is given as en, de or pt-BR, not as %q.", Shorten(typed))
}

// LanguageName is what people call the language of a tag: "German (de)", or the
// tag alone where no name is known. "" stays "".
func LanguageName(tag string) string {
	for _, l := range namedLanguages() {
		if l.tag == tag {
			return l.name + " (" + tag + ")"
		}
	}
	return tag
}

// widening lists a tag and those that say less: pt-BR, pt. "" has none.
func widening(tag string) []string {
	var tags []string
	for more := tag != ""; more; {
		tags = append(tags, tag)
		at := strings.LastIndexByte(tag, '-')
		if more = at > 0; more {
			tag = tag[:at]
		}
	}
	return tags
}
