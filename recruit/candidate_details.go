package recruit

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"recruitty/recruit/sanitize"
)

// Bounds of what a candidate brings along.
const (
	MaxFurther  = 20     // addresses, numbers and links, of each
	MaxFields   = 100    // of a candidate's own
	MaxField    = 4_000  // characters of one
	maxOwnText  = 40_000 // characters of all of them
	maxOwnName  = 100
	maxLocation = 200
	maxOrigin   = 200
	maxSalary   = 100
)

// CandidateDetails are what a candidate brings along besides.
type CandidateDetails struct {
	Emails    []string // other addresses; each is one candidate's alone, as Email is
	Phones    []string // further numbers
	Links     []string // profiles and pages, as ProfileLink writes them
	Residence string   // where they live
	Origin    string   // where they came from, such as "Referral"
	// Salary is what they expect, in their words, such as "70,000–80,000 EUR a year". Who sees
	// a part of the workspace does not read it.
	Salary string
	Fields []OwnField
}

// OwnField is something about a candidate for which there is no other place.
type OwnField struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// NewCandidate is a candidate whom an import brings, with what was noted there.
type NewCandidate struct {
	Candidate
	Notes []Note
}

// CandidateNumber is the number by which a further system knows a candidate.
type CandidateNumber struct {
	CandidateID CandidateID
	Source      string
	Number      string
}

// Empty reports whether there is nothing in it.
func (d CandidateDetails) Empty() bool {
	return len(d.Emails)+len(d.Phones)+len(d.Links)+len(d.Fields) == 0 && d.Residence == "" && d.Origin == "" && d.Salary == ""
}

// Field returns the value of a custom field, whatever the case of its name.
func (d CandidateDetails) Field(name string) string {
	for _, f := range d.Fields {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// SetField changes, adds or, with an empty value, removes a custom field.
func (d *CandidateDetails) SetField(name, value string) {
	var fields []OwnField
	done := false
	for _, f := range d.Fields {
		if strings.EqualFold(f.Name, name) {
			if f.Value, done = value, true; value == "" {
				continue
			}
		}
		fields = append(fields, f)
	}
	if !done && value != "" {
		fields = append(fields, OwnField{name, value})
	}
	d.Fields = fields
}

// FieldLines writes custom fields as people edit them: NAME = VALUE on one line each,
// further lines of a value behind two blanks.
func FieldLines(fields []OwnField) string {
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(f.Name + " = " + strings.ReplaceAll(f.Value, "\n", "\n  ") + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// ParseFieldLines reads what FieldLines writes. A line without a name is an error.
func ParseFieldLines(text string) ([]OwnField, error) {
	var fields []OwnField
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		name, value, named := strings.Cut(line, "=")
		switch {
		case strings.HasPrefix(line, "  ") && len(fields) > 0:
			fields[len(fields)-1].Value += "\n" + line[2:]
		case strings.TrimSpace(line) == "":
		case !named || strings.TrimSpace(name) == "":
			return nil, Invalid("fields", "%q is not of the form NAME = VALUE.", Shorten(line))
		default:
			fields = append(fields, OwnField{strings.TrimSpace(name), strings.TrimSpace(value)})
		}
	}
	return fields, nil
}

// CleanDetails sanitises and checks them; email is the candidate's first address.
func CleanDetails(d CandidateDetails, email string) (CandidateDetails, error) {
	var err error
	if d.Emails, err = eachOnce("further_emails", "other addresses", d.Emails, func(text string) (string, error) {
		address, err := sanitize.International(text)
		if err != nil {
			return "", NoAddress("further_emails", text)
		}
		if sanitize.SameAddress(address, email) {
			return "", nil
		}
		return address, nil
	}); err != nil {
		return d, err
	}
	if d.Phones, err = eachOnce("further_phones", "other phone numbers", d.Phones, func(text string) (string, error) {
		return CleanLine("further_phones", "phone number", text, 50)
	}); err != nil {
		return d, err
	}
	if d.Links, err = eachOnce("links", "links", d.Links, ProfileLink); err != nil {
		return d, err
	}
	if d.Residence, err = CleanLine("location", "location", d.Residence, maxLocation); err != nil {
		return d, err
	}
	if d.Origin, err = CleanLine("origin", "origin", d.Origin, maxOrigin); err != nil {
		return d, err
	}
	if d.Salary, err = CleanLine("salary", "expected salary", d.Salary, maxSalary); err != nil {
		return d, err
	}
	d.Fields, err = cleanFields(d.Fields)
	return d, err
}

// eachOnce cleans the texts of a list, and leaves out what is empty or stands
// there already.
func eachOnce(field, words string, list []string, cleaned func(string) (string, error)) ([]string, error) {
	var all []string
	seen := map[string]bool{}
	for _, text := range list {
		text, err := cleaned(text)
		if err != nil {
			return nil, err
		}
		if text == "" || seen[strings.ToLower(text)] {
			continue
		}
		if len(all) == MaxFurther {
			return nil, Invalid(field, "At most %d %s are possible.", MaxFurther, words)
		}
		seen[strings.ToLower(text)] = true
		all = append(all, text)
	}
	return all, nil
}

func cleanFields(fields []OwnField) ([]OwnField, error) {
	var all []OwnField
	room := maxOwnText
	seen := map[string]bool{}
	for _, f := range fields {
		name, err := CleanLine("fields", "name of a field", strings.ReplaceAll(f.Name, "=", ":"), maxOwnName)
		if err != nil {
			return nil, err
		}
		value, err := CleanText("fields", "field "+name, f.Value, MaxField)
		if err != nil {
			return nil, err
		}
		if value == "" {
			continue
		}
		room -= utf8.RuneCountInString(name + value)
		switch {
		case name == "":
			return nil, Invalid("fields", "A field needs a name; write it as NAME=VALUE.")
		case seen[strings.ToLower(name)]:
			return nil, Invalid("fields", "The field %s appears twice; give one of them another name.", name)
		case len(all) == MaxFields:
			return nil, Invalid("fields", "A candidate can have at most %d fields of their own.", MaxFields)
		case room < 0:
			return nil, Invalid("fields", "The fields have more than %d characters in total; shorten some.", maxOwnText)
		}
		seen[strings.ToLower(name)] = true
		all = append(all, OwnField{name, value})
	}
	return all, nil
}

// ProfileLink writes the address of a profile or a page in one way, so that the
// same profile is known again: with https, without what a search or a share adds,
// and LinkedIn's without country and language.
func ProfileLink(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	noPage := Invalid("links", "%q is not the address of a page; write it like https://www.linkedin.com/in/priya.", Shorten(text))
	scheme, rest, found := strings.Cut(text, "://")
	if !found {
		rest = strings.TrimPrefix(text, "//")
	} else if s := strings.ToLower(scheme); s != "http" && s != "https" {
		return "", noPage
	}
	link, err := sanitize.URL("https://" + rest)
	if err != nil {
		return "", noPage
	}
	u, err := url.Parse(link)
	if err != nil || !strings.Contains(u.Hostname(), ".") {
		return "", noPage
	}
	if host := u.Hostname(); host == "linkedin.com" || strings.HasSuffix(host, ".linkedin.com") {
		parts := strings.Split(strings.Trim(u.Path, "/"), "/")
		if len(parts) >= 2 && (parts[0] == "in" || parts[0] == "pub") {
			return "https://www.linkedin.com/" + parts[0] + "/" + url.PathEscape(strings.ToLower(parts[1])), nil
		}
	}
	return strings.TrimSuffix(link, "/"), nil
}

// SamePerson reports whether two records that have one number are of one person: by
// name, address or telephone.
func SamePerson(a, b Candidate) bool {
	if sanitize.SameName(a.Name, b.Name) {
		return true
	}
	for _, x := range append([]string{a.Email}, a.Emails...) {
		for _, y := range append([]string{b.Email}, b.Emails...) {
			if x != "" && sanitize.SameAddress(x, y) {
				return true
			}
		}
	}
	return PhoneEnd(a) != "" && PhoneEnd(a) == PhoneEnd(b)
}

// PhoneEnd are the last digits of a candidate's telephone number, by which it is the
// same as another one with or without the codes before it, "" for a number that is
// too short for that.
func PhoneEnd(c Candidate) string {
	digits := sanitize.Digits(c.Phone)
	if len(digits) < 7 {
		return ""
	}
	return digits[len(digits)-7:]
}
