package recruit

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file makes the words of the log about a changed record: the old and the
// new value of each of its details (R16).

// detail is a field of a record that people change, under its name on the
// screen. Value is what it holds as people read it, "" for nothing.
type detail[T any] struct {
	field, name string
	value       func(T) string
}

// CandidateFields are those of a candidate. Each field of the record is either
// here or no detail; a test holds that.
func CandidateFields() []detail[Candidate] {
	return []detail[Candidate]{
		{"Name", "Name", func(c Candidate) string { return c.Name }},
		{"Email", "Email", func(c Candidate) string { return c.Email }},
		{"Phone", "Phone", func(c Candidate) string { return c.Phone }},
		{"TimeZone", "Time zone", func(c Candidate) string { return c.TimeZone }},
		{"Headline", "Headline", func(c Candidate) string { return c.Headline }},
		{"Tags", "Tags", func(c Candidate) string { return strings.Join(c.Tags, ", ") }},
		{"Language", "Language", func(c Candidate) string { return languageWords(c.Language) }},
		{"Emails", "Other addresses", func(c Candidate) string { return strings.Join(c.Emails, ", ") }},
		{"Phones", "Other numbers", func(c Candidate) string { return strings.Join(c.Phones, ", ") }},
		{"Links", "Links", func(c Candidate) string { return strings.Join(c.Links, ", ") }},
		{"Residence", "Location", func(c Candidate) string { return c.Residence }},
		{"Origin", "Source", func(c Candidate) string { return c.Origin }},
		{"Owner", "Owner", func(c Candidate) string { return c.Owner }},
		{"Salary", "Expected salary", func(c Candidate) string { return c.Salary }},
		{"Fields", "Custom fields", func(c Candidate) string { return ownFieldWords(c.Fields) }},
		{"ExternalID", "External ID", func(c Candidate) string { return c.ExternalID }},
		{"ExternalSource", "Source of the ID", func(c Candidate) string { return c.ExternalSource }},
	}
}

func JobDetails() []detail[Job] {
	return []detail[Job]{
		{"Title", "Title", func(j Job) string { return j.Title }},
		{"Department", "Department", func(j Job) string { return j.Department }},
		{"Location", "Location", func(j Job) string { return j.Location }},
		{"Stages", "Stages", func(j Job) string { return strings.Join(j.Stages, ", ") }},
		{"Description", "Description", func(j Job) string { return j.Description }},
		{"ExternalID", "External ID", func(j Job) string { return j.ExternalID }},
		{"ExternalSource", "Source of the ID", func(j Job) string { return j.ExternalSource }},
	}
}

// FieldName is the name on the screen of a field of a record, "" for one that is no detail.
func FieldName[T any](details []detail[T], field string) string {
	for _, d := range details {
		if d.field == field {
			return d.name
		}
	}
	return ""
}

// Differences says of each detail that changed what it was and what it is:
// "Phone: 123 → 456; Tags: go → go, rust". "" where none did.
func Differences[T any](details []detail[T], was, now T) string {
	var all []string
	for _, d := range details {
		all = append(all, Difference(d.name, d.value(was), d.value(now)))
	}
	return JoinDifferences(all...)
}

// Difference is that of one detail, "" when it is as it was.
func Difference(name, was, now string) string {
	if was == now {
		return ""
	}
	return name + ": " + shownValue(was) + " → " + shownValue(now)
}

// DifferenceSecret says of a secret that it changed, and never what it is.
func DifferenceSecret(name, was, now string) string {
	if was == now {
		return ""
	}
	return name + ": changed"
}

// JoinDifferences puts those that there are into one line.
func JoinDifferences(all ...string) string {
	var said []string
	for _, d := range all {
		if d != "" {
			said = append(said, d)
		}
	}
	return strings.Join(said, "; ")
}

// ChangedWords is a sentence about a change with the differences behind it.
func ChangedWords(what, differences string) string {
	if differences == "" {
		return ""
	}
	return what + ". " + differences
}

// longValue is from where a value is quoted, so that one sees where it ends.
const longValue = 80

// shownValue is a value in the log: whole, so that it can be typed again.
func shownValue(v string) string {
	switch {
	case strings.TrimSpace(v) == "":
		return "none"
	case strings.ContainsAny(v, "\n→;") || utf8.RuneCountInString(v) > longValue:
		return "“" + v + "”"
	}
	return v
}

func either(is bool, yes, no string) string {
	if is {
		return yes
	}
	return no
}

// ownFieldWords writes custom fields as NAME=VALUE.
func ownFieldWords(fields []OwnField) string {
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = f.Name + "=" + f.Value
	}
	return strings.Join(words, ", ")
}

// languageWords names a language, "" for that of the workspace.
func languageWords(tag string) string {
	if tag == "" {
		return ""
	}
	return LanguageName(tag)
}

// ServerDifference says how the address of a server changed. The password in it
// is never said.
func ServerDifference(name, was, now string) string {
	said := Difference(name, withoutPassword(was), withoutPassword(now))
	if said == "" && was != now {
		return DifferenceSecret("Password", was, now)
	}
	return said
}

// withoutPassword is where a server is and who signs in there.
func withoutPassword(server string) string {
	if server == "" {
		return ""
	}
	u, err := url.Parse(server)
	if err != nil || u.Host == "" {
		return "an address that cannot be read"
	}
	shown := url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path}
	if name := u.User.Username(); name != "" {
		shown.User = url.User(name)
	}
	kept := url.Values{}
	for _, key := range []string{"tls", "auth"} { // what else stands there may be a secret
		if v := u.Query().Get(key); v != "" {
			kept.Set(key, v)
		}
	}
	shown.RawQuery = kept.Encode()
	return shown.String()
}

// Capital begins a sentence with a capital letter.
func Capital(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if first == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(first)) + s[n:]
}

// Counted writes a number with its noun: "1 file", "3 files".
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func MemberDetails(keyWords func(keys []string) string) []detail[Member] {
	return []detail[Member]{
		{"Name", "Name", func(m Member) string { return m.Name }},
		{"Email", "Email", func(m Member) string { return m.Email }},
		{"Role", "Role", func(m Member) string { return string(m.Role) }},
		{"TimeZone", "Time zone", func(m Member) string { return m.TimeZone }},
		{"TwelveHour", "Clock", func(m Member) string { return either(m.TwelveHour, "2:30 pm", "14:30") }},
		{"Theme", "Theme", func(m Member) string { return cmp.Or(m.Theme, "auto") }},
		{"Plain", "Opens with", func(m Member) string { return either(m.Plain, "plain lines", "screens") }},
		{"SkipEntry", "Calendar entry as organiser", func(m Member) string { return string(m.Entry()) }},
		{"SSHKeys", "SSH keys", func(m Member) string {
			if len(m.SSHKeys) == 0 {
				return ""
			}
			return keyWords(m.SSHKeys)
		}},
	}
}
