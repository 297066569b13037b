package icalendar

import (
	"html"
	"regexp"
	"strings"
	"sync"
)

// Property is one line of a calendar object.
type Property struct {
	Name  string // in upper case
	Value string // as it stands there
	// Tail is what stands behind the line and is no line itself: the rest of a
	// value that was wrapped wrongly, or something that does not belong there.
	Tail string
	// Repaired says that the line is not written as RFC 5545 wants it, so that
	// what was read may not be what was meant.
	Repaired bool
	params   []param
}

type param struct{ name, value string }

// Param is the value of a parameter, without quotes and escapes; "" without it.
func (p Property) Param(name string) string {
	for _, q := range p.params {
		if q.name == name {
			return unquoted(q.value)
		}
	}
	return ""
}

// Params are all values of a parameter, those in a list one by one.
func (p Property) Params(name string) []string {
	var all []string
	for _, q := range p.params {
		if q.name != name {
			continue
		}
		quoted, from := false, 0
		for i := 0; i <= len(q.value); i++ {
			switch {
			case i == len(q.value) || q.value[i] == ',' && !quoted:
				if v := unquoted(q.value[from:i]); v != "" {
					all = append(all, v)
				}
				from = i + 1
			case q.value[i] == '"':
				quoted = !quoted
			}
		}
	}
	return all
}

// Contradicts says that a parameter stands there with different values.
func (p Property) Contradicts(name string) bool {
	first, found := "", false
	for _, q := range p.params {
		if q.name == name {
			if found && !strings.EqualFold(q.value, first) {
				return true
			}
			first, found = q.value, true
		}
	}
	return false
}

// Text is the value as people wrote it. What a wrong wrapping cut off is put
// back: at once behind a line that is as long as lines become, else on a new
// line.
func (p Property) Text() string {
	value := p.Value
	if p.Tail != "" {
		between := "\n"
		if len(value)+len(p.Name) >= 60 {
			between = ""
		}
		value += between + p.Tail
	}
	return unescaped(value)
}

// entity is a character reference of HTML, which Google writes into comments.
// One without its semicolon is left alone: it may be an ordinary ampersand.
var entity = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});`)
})

// Readable undoes the character references in a comment.
func Readable(text string) string {
	return entity().ReplaceAllStringFunc(text, html.UnescapeString)
}

// unescaped undoes the escapes of RFC 5545 3.3.11; commas and semicolons that
// should be escaped and are not stay, and so does a backslash that escapes
// nothing.
func unescaped(text string) string {
	if !strings.Contains(text, `\`) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' || i+1 == len(text) {
			b.WriteByte(text[i])
			continue
		}
		i++
		switch c := text[i]; c {
		case 'n', 'N':
			b.WriteByte('\n')
		case '\\', ',', ';', ':', '"', '\'':
			b.WriteByte(c)
		default:
			b.WriteByte('\\')
			b.WriteByte(c)
		}
	}
	return b.String()
}

// unquoted is the value of a parameter: without its quotes, with the escapes of
// RFC 6868 undone, and with those of texts, which do not belong into parameters
// and are there all the same.
func unquoted(value string) string {
	value = strings.TrimSpace(value)
	if len(value) >= 2 && value[0] == '"' && value[len(value)-1] == '"' {
		value = value[1 : len(value)-1]
	}
	if strings.Contains(value, "^") {
		value = strings.NewReplacer("^^", "^", "^n", "\n", "^N", "\n", "^'", `"`).Replace(value)
	}
	return strings.TrimSpace(unescaped(value))
}
