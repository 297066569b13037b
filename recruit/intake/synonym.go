package intake

import (
	"slices"
	"strings"
	"unicode"

	"recruitty/recruit/clean"
)

// words and ranks of the headers of a kind.
type dictionary map[string]Column

func dictionaryOf(kind Kind) dictionary {
	d := dictionary{}
	for _, m := range meanings(kind) {
		for i, k := range strings.Fields(m.headers) {
			if _, taken := d[k]; !taken {
				d[k] = Column{Field: m.field, rank: i}
			}
		}
	}
	return d
}

// synonym finds the field that a header means, "" when it means none, and how
// far down it stands among the headers for that field. A header as it is goes
// before one of which something had to be left out: "Email (Primary)",
// "E-mail 1 - Value", "emails[0].value", "candidate.email".
func synonym(kind Kind, header string) (Field, int) {
	return dictionaryOf(kind).synonym(kind, header)
}

func (d dictionary) synonym(kind Kind, header string) (Field, int) {
	if len(header) > 80 {
		return "", 0 // a text, not a header
	}
	for n, k := range readings(kind, header) {
		if c, known := d[k]; known && k != "" {
			return c.Field, c.rank + 200*n
		}
	}
	return "", 0
}

// readings are the keys that a header may be meant as, the surest first.
func readings(kind Kind, header string) []string {
	if strings.ContainsAny(header, ".[") && !strings.Contains(header, " ") {
		return pathReadings(kind, header)
	}
	all := []string{key(header)}
	words := headerWords(header)
	if n := len(words); n > 1 && words[n-1] == "value" { // of Google's contacts
		words = words[:n-1]
	}
	plain := slices.DeleteFunc(slices.Clone(words), qualifier)
	return append(all, strings.Join(words, ""), strings.Join(plain, ""))
}

// headerWords are the words of a header, without accents; "e-mail" is one.
func headerWords(header string) []string {
	folded := strings.ReplaceAll(clean.Fold(header), "e-mail", "email")
	return strings.FieldsFunc(folded, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// qualifier reports whether a word only says which of several it is.
func qualifier(word string) bool {
	if strings.Trim(word, "0123456789") == "" {
		return true
	}
	switch word {
	case "primary", "main", "work", "home", "personal", "private", "business", "other", "secondary", "alternate", "alternative", "additional", "second", "default", "preferred", "current",
		"candidate", "candidates", "applicant", "contact", "your", "optional", "required", "privat", "privee", "prive", "geschaftlich", "beruflich", "personnel", "professionnel",
		"principal", "principale", "personale", "zakelijk", "prywatny", "sluzbowy", "mobile":
		return true
	}
	return false
}

// pathReadings are those of a value inside others, such as "emails[0].value".
func pathReadings(kind Kind, path string) []string {
	var parts []string
	for _, part := range strings.Split(path, ".") {
		name, _, _ := strings.Cut(part, "[")
		if k := key(name); k != "" {
			parts = append(parts, k)
		}
	}
	for len(parts) > 1 && wrapper(parts[0]) {
		parts = parts[1:]
	}
	if len(parts) == 0 {
		return nil
	}
	first, leaf := parts[0], parts[len(parts)-1]
	if kind == Candidates && len(parts) > 1 && opening(first) {
		switch leaf {
		case "title", "name":
			return []string{"job"}
		case "id":
			return []string{"jobid"}
		}
		return nil
	}
	switch {
	case len(parts) == 1:
		return []string{leaf}
	case len(parts) > 2:
		return nil
	}
	switch leaf {
	case "value", "address", "email", "number", "phone", "phonenumber", "url", "link", "text", "label", "display", "displayname", "name", "title", "publicname", "datetime":
		return []string{first, strings.Join(parts, "")}
	}
	return []string{strings.Join(parts, "")}
}

// wrapper reports whether a name only holds what belongs to the thing itself.
func wrapper(k string) bool {
	switch k {
	case "candidate", "applicant", "person", "attributes", "fields", "properties", "node", "profile", "data", "contact", "contactinfo", "contactdetails", "personal", "personalinfo", "personaldata",
		"details", "basics", "basicinfo", "info", "user", "item", "record", "resource", "job", "interview":
		return k != "job"
	}
	return false
}

func opening(k string) bool {
	switch k {
	case "job", "jobs", "position", "vacancy", "posting", "opening", "requisition", "offer", "offers":
		return true
	}
	return false
}
