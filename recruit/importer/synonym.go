package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"recruitty/recruit/importer/words"
)

// words and ranks of the headers of a kind.
type dictionary map[string]Column

func dictionaryOf(kind Kind) dictionary {
	d := dictionary{}
	for _, m := range meanings(kind) {
		for i, k := range strings.Fields(m.headers) {
			if k[0] >= utf8.RuneSelf { // of a script that key takes apart
				k = key(k)
			}
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
func (known dictionary) synonym(kind Kind, header string) (Field, int) {
	if len(header) > 80 {
		return "", 0 // a text, not a header
	}
	for n, k := range readings(kind, header) {
		if c, is := known[k]; is && k != "" {
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
	all := words.Split(header)
	if n := len(all); n > 1 && all[n-1] == "value" { // of Google's contacts
		all = all[:n-1]
	}
	plain := slices.DeleteFunc(slices.Clone(all), words.Qualifier)
	bare := slices.DeleteFunc(slices.Clone(plain), words.Filler)
	for len(plain) > 0 && words.Filler(plain[0]) {
		plain = plain[1:]
	}
	for len(plain) > 0 && words.Filler(plain[len(plain)-1]) {
		plain = plain[:len(plain)-1]
	}
	return []string{key(header), strings.Join(all, ""), strings.Join(plain, ""), strings.Join(bare, "")}
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
		"response", "result", "payload", "details", "basics", "basicinfo", "info", "user", "item", "record", "resource", "interview", "interviewevents", "event", "invitee", "general", "main":
		return true
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
