package importer

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/sanitize"
)

// Bounds of a candidate; what an import has beyond them is kept in another place.
const (
	maxTags     = 100
	maxTag      = 60
	maxHeadline = 200
	maxName     = 150
	maxPhone    = 50
	maxNote     = 10_000
)

// author signs the notes that an import brings.
const author = "import"

// arrival gathers a candidate out of an entry. A part that does not fit where it
// belongs goes to a field of the candidate's own or to a note, and a remark says so.
type arrival struct {
	c       recruit.NewCandidate
	remarks []string
}

// buildCandidate makes a candidate of an entry. remarks say what of it could not
// be understood, or stands elsewhere than one would look. An error is what a
// person cannot be without.
func buildCandidate(e entry, source string, drop bool) (recruit.NewCandidate, []string, error) {
	if e.own != nil {
		return e.own.person()
	}
	e = withContact(e)
	a := arrival{}
	a.c.ExternalID = e.values[ExternalID]
	parts := words.Join(" ", e.values[FirstName], e.values[MiddleName], e.values[LastName])
	a.c.Name = a.fit("name", cmp.Or(e.values[Name], parts), maxName)
	if missing := unsaid(parts, a.c.Name); missing != "" {
		a.field("Name", parts)
	}
	a.mail(e)
	a.phones(e)
	if a.c.Name == "" && a.c.Email+a.c.Phone != "" {
		a.c.Name = cmp.Or(a.c.Email, a.c.Phone)
		a.remarks = append(a.remarks, nameless(a.c.Name))
	}
	if utf8.RuneCountInString(a.c.ExternalID) > maxNumber {
		a.field("Id", a.c.ExternalID)
		a.remark("the ID is longer than %d characters and is kept in the custom fields", maxNumber)
		a.c.ExternalID = ""
	}
	a.c.Headline = a.fit("headline", words.Join(", ", e.values[Headline], e.values[Company]), maxHeadline)
	a.tags(e)
	a.links(e)
	a.c.Residence = a.fit("location", e.values[Location], 200)
	a.c.Origin = a.fit("source", e.values[Origin], 200)
	a.c.Owner = e.values[Owner]
	a.zone(e)
	for _, text := range e.all(Notes) {
		a.note(text)
	}
	for _, f := range slices.Sorted(maps.Keys(e.values)) {
		if name, custom := f.CustomName(); custom {
			a.field(name, e.values[f])
		}
	}
	for _, m := range e.rest(drop) {
		a.field(m.name, m.value)
	}
	if len(e.links) == 0 { // of no job that is named
		a.field("Stage", e.values[Stage])
	}
	var err error
	if a.c.Language, err = recruit.CleanLanguage(e.values[Language]); err != nil {
		a.field("Language", e.values[Language])
		a.remark("the language %q is not known and is kept in the custom fields", brief(e.values[Language]))
	}
	a.c.Candidate, err = pipeline.CleanCandidate(a.c.Candidate)
	switch {
	case a.c.ExternalID != "":
		a.c.ExternalSource = source
	case a.c.Email == "":
		a.c.ExternalID = personPrint(a.c.Candidate)
	}
	return a.c, a.remarks, err
}

// nameless says of someone without a name what they are called.
func nameless(called string) string {
	return fmt.Sprintf("has no name, and is called %q", brief(called))
}

// unsaid are the words of a text that another one does not have.
func unsaid(text, in string) string {
	have := strings.Fields(sanitize.NameKey(in))
	return strings.Join(slices.DeleteFunc(strings.Fields(sanitize.NameKey(text)), func(w string) bool { return slices.Contains(have, w) }), " ")
}

// personPrint is the fingerprint of someone without number and address.
func personPrint(c recruit.Candidate) string {
	return fingerprint(c.Name, c.Phone, c.Headline, strings.Join(c.Tags, ";"))
}

func (a *arrival) remark(format string, args ...any) {
	a.remarks = append(a.remarks, fmt.Sprintf(format, args...))
}

// fit cuts a text that is too long for its place, and keeps the whole of it.
func (a *arrival) fit(what, text string, most int) string {
	line, remark := fitted(what, text, most, "custom fields")
	if remark != "" {
		a.field(strings.ToUpper(what[:1])+what[1:], text)
		a.remark("%s", remark)
	}
	return line
}

// fitted is a text as one line of at most so many characters. One that is longer is
// cut, and the remark says so, and where it stands whole; else there is none.
func fitted(what, text string, most int, where string) (line, remark string) {
	line, err := sanitize.Line(text, most)
	if err == nil {
		return line, ""
	}
	line, _ = sanitize.Line(text, 1<<20)
	return strings.TrimSpace(string([]rune(line)[:most])),
		fmt.Sprintf("the %s is longer than %d characters; it was cut, and the full text is in the %s", strings.ToLower(what), most, where)
}

// mail reads the addresses: the first is where invitations go.
func (a *arrival) mail(e entry) {
	var wrong []string
	for _, cell := range e.all(Email) {
		for _, text := range addresses(cell) {
			if line, err := sanitize.Line(text, 1<<16); err == nil { // without invisible signs
				text = strings.TrimSpace(line)
			}
			address, err := sanitize.International(text)
			switch {
			case err != nil:
				wrong = append(wrong, text)
			case a.c.Email == "":
				a.c.Email = address
			case len(a.c.Emails) < recruit.MaxFurther:
				a.c.Emails = append(a.c.Emails, address)
			default:
				wrong = append(wrong, text)
			}
		}
	}
	if len(wrong) == 0 {
		return
	}
	a.field("Email", strings.Join(wrong, "; "))
	without := ""
	if a.c.Email == "" {
		without = "; the person has no address"
	}
	a.remark("%q is not an email address and is kept in the custom fields%s", brief(strings.Join(wrong, "; ")), without)
}

func (a *arrival) phones(e entry) {
	for _, cell := range e.all(Phone) {
		for _, text := range words.Values(cell) {
			number, err := sanitize.Line(text, maxPhone)
			switch {
			case number == "" && err == nil:
			case err != nil || len(a.c.Phones) == recruit.MaxFurther:
				a.field("Phone", text)
				a.remark("the phone number %q is kept in the custom fields", brief(text))
			case a.c.Phone == "":
				a.c.Phone = number
			case number != a.c.Phone:
				a.c.Phones = append(a.c.Phones, number)
			}
		}
	}
}

func (a *arrival) tags(e entry) {
	var rest []string
	seen := map[string]bool{}
	for _, cell := range e.all(Tags) {
		for _, t := range words.Values(cell) {
			tag, err := sanitize.Line(t, maxTag)
			switch {
			case err != nil || len(a.c.Tags) == maxTags && tag != "" && !seen[tag]:
				rest = append(rest, strings.TrimSpace(t))
			case tag != "" && !seen[tag]:
				a.c.Tags = append(a.c.Tags, tag)
			}
			seen[tag] = true
		}
	}
	if len(rest) > 0 {
		a.field("Other tags", strings.Join(rest, "; "))
		a.remark("%d tags do not fit, and are kept in the custom fields: at most %d of %d characters are possible", len(rest), maxTags, maxTag)
	}
}

func (a *arrival) links(e entry) {
	for _, cell := range e.all(Link) {
		all := true
		for _, text := range strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '|' || r == ',' || r == ' ' || r == '\n' || r == '\t' }) {
			link, err := recruit.ProfileLink(text)
			if err != nil || len(a.c.Links) == recruit.MaxFurther {
				all = false
				continue
			}
			a.c.Links = append(a.c.Links, link)
		}
		if !all { // the whole of it, as the words of a text say nothing one by one
			a.field("Link", cell)
		}
	}
}

func (a *arrival) zone(e entry) {
	zone := e.values[TimeZone]
	if zone == "" {
		return
	}
	loc, err := zoneOf(zone)
	if err != nil {
		a.field("Time zone", zone)
		a.remark("the time zone %q is kept in the custom fields: %s", brief(zone), strings.TrimSuffix(err.Error(), "."))
		return
	}
	a.c.TimeZone = loc.String()
}

// note keeps a text as notes, as many as it needs.
func (a *arrival) note(text string) {
	text, _ = sanitize.Text(text, 1<<30)
	for text != "" {
		part := text
		if utf8.RuneCountInString(text) > maxNote {
			part = string([]rune(text)[:maxNote])
		}
		text = strings.TrimSpace(text[len(part):])
		a.c.Notes = append(a.c.Notes, recruit.Note{Author: author, Text: strings.TrimSpace(part)})
	}
}

// field keeps a value under a name; what is too long or too much becomes a note.
func (a *arrival) field(name, value string) {
	name, _ = sanitize.Line(name, 1<<20)
	value, _ = sanitize.Text(value, 1<<30)
	if name == "" || value == "" {
		return
	}
	if r := []rune(name); len(r) > 90 {
		name = string(r[:90])
	}
	room := 38_000 - utf8.RuneCountInString(value) - len(name)
	for _, f := range a.c.Fields {
		room -= utf8.RuneCountInString(f.Value) + len(f.Name)
	}
	if utf8.RuneCountInString(value) > recruit.MaxField || len(a.c.Fields) == recruit.MaxFields || room < 0 {
		a.note(name + ": " + value)
		return
	}
	if had := a.c.Field(name); had != "" {
		if had == value {
			return
		}
		for n := 2; ; n++ {
			if next := fmt.Sprintf("%s %d", name, n); a.c.Field(next) == "" {
				name = next
				break
			}
		}
	}
	a.c.Fields = append(a.c.Fields, recruit.OwnField{Name: name, Value: value})
}

var (
	mailIn  = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`[^\s<>(),;:|"]+@[^\s<>(),;:|"]+\.[^\s<>(),;:|"]+`) })
	phoneIn = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\+?\(?[0-9][0-9 ()/.\-]{5,}[0-9]`) })
)

// withContact takes a cell apart that holds name, address and number together.
func withContact(e entry) entry {
	cell := e.values[Contact]
	if cell == "" {
		return e
	}
	mail := mailIn().FindString(cell)
	rest := strings.Replace(cell, mail, " ", 1)
	phone := phoneIn().FindString(rest)
	rest = strings.Replace(rest, phone, " ", 1)
	name := strings.Join(strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("<>()[];:|\n\t/", r) }), " ")
	name = strings.Trim(strings.Join(strings.Fields(name), " "), " ,-–")
	for f, part := range map[Field]string{Email: strings.TrimPrefix(mail, "mailto:"), Phone: phone, Name: name} {
		switch {
		case part == "":
		case f == Name && e.values[FirstName]+e.values[LastName] != "", e.values[f] != "" && e.values[f] != part:
			e.more = append(e.more, named{"Contact", cell})
		default:
			e.values[f] = part
		}
	}
	return e
}
