package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/sanitize"
)

// Kind is what a file is imported as.
type Kind string

// The kinds of import.
const (
	Jobs       Kind = "jobs"
	Candidates Kind = "candidates"
	Interviews Kind = "interviews" // that were arranged elsewhere
)

// Kinds lists them in the order in which their files build on each other.
func Kinds() []Kind { return []Kind{Jobs, Candidates, Interviews} }

// Field is what a column means here. Its values are those of --map.
type Field string

// The fields. Ignore keeps a column out.
const (
	Ignore      Field = "ignore"
	Name        Field = "name"
	FirstName   Field = "first_name"
	MiddleName  Field = "middle_name"
	LastName    Field = "last_name"
	Email       Field = "email"
	Phone       Field = "phone"
	TimeZone    Field = "time_zone"
	Language    Field = "language" // of mails
	Headline    Field = "headline" // present title
	Company     Field = "company"  // present company
	Tags        Field = "tags"
	Job         Field = "job"    // title of the job a candidate applied for
	JobID       Field = "job_id" // its external id
	Stage       Field = "stage"
	ExternalID  Field = "external_id"
	Title       Field = "title" // of a job
	Department  Field = "department"
	Location    Field = "location"
	Description Field = "description"
	Status      Field = "status"
	Stages      Field = "stages"
	Closed      Field = "closed" // yes or no, or since when
	Active      Field = "open"   // the other way round
)

// The fields that only candidates have. Own keeps a column among the candidate's
// custom fields, whatever its header may mean.
const (
	Origin  Field = "source"  // where they came from
	Owner   Field = "owner"   // the member who looks after them; only where someone says so
	Contact Field = "contact" // name, address and number in one cell
	Own     Field = "own"
)

// The fields that only interviews have.
const (
	CandidateID   Field = "candidate_id"   // external id of the candidate
	ApplicationID Field = "application_id" // external id of the link to the job
	Start         Field = "start"
	Date          Field = "date" // of the start, where it stands in two columns
	Clock         Field = "time"
	End           Field = "end"
	Duration      Field = "duration"
	Cancelled     Field = "cancelled"
	Reason        Field = "reason" // of a cancellation
	Organiser     Field = "organiser"
	Interviewers  Field = "interviewers"
	Platform      Field = "platform"
	Link          Field = "link"
	Notes         Field = "notes" // read by the panel only
)

// customPrefix stands before the name of one of the workspace's fields in --map.
const customPrefix = "field:"

// Custom is the field of candidates that this workspace calls so.
func Custom(name string) Field { return Field(customPrefix + name) }

// CustomName is what this workspace calls the field, where it is one of the workspace's.
func (f Field) CustomName() (name string, ok bool) { return strings.CutPrefix(string(f), customPrefix) }

// Fields lists the fields that --map knows for a kind, without those of the workspace.
func Fields(kind Kind) []Field {
	var all []Field
	for _, m := range meanings(kind) {
		all = append(all, m.field)
	}
	return append(all, Own, Ignore)
}

// key reduces a header to what matters of it.
func key(header string) string { return words.Key(header) }

// Mapping says what columns mean, by their header; it goes before the table of
// synonyms.
type Mapping map[string]Field

// ParseMapping reads arguments of the form COLUMN=FIELD for a kind.
func ParseMapping(kind Kind, args []string) (Mapping, error) {
	m := Mapping{}
	for _, arg := range args {
		at := strings.LastIndex(arg, "="+customPrefix)
		if at < 0 {
			at = strings.LastIndex(arg, "=")
		}
		if at < 1 {
			return nil, recruit.Invalid("map", "%q does not say which field a column is; write it as COLUMN=FIELD, such as \"Full name=name\".", brief(arg))
		}
		field := Field(strings.TrimSpace(arg[at+1:]))
		if _, custom := field.CustomName(); !slices.Contains(Fields(kind), field) && (!custom || kind != Candidates) {
			return nil, recruit.Invalid("map", "There is no field %q for %s; the fields are %s.", brief(string(field)), kind, fieldList(kind))
		}
		m[strings.TrimSpace(arg[:at])] = field
	}
	return m, nil
}

func fieldList(kind Kind) string {
	var names []string
	for _, f := range Fields(kind) {
		names = append(names, string(f))
	}
	if kind == Candidates {
		names = append(names, customPrefix+"NAME for a field of this workspace")
	}
	return strings.Join(names, ", ")
}

// nothing reports whether a cell only says that there is nothing. A person may be
// called Null or None, so names are believed.
func nothing(field Field, value string) bool {
	switch value {
	case "", "NaN", "nan", "N/A", "n/a", "#N/A", "-", "–", "—":
		return true
	case "NULL", "null", "None", "none", "nil", "\\N":
		return field != Name && field != FirstName && field != LastName
	}
	return false
}

// brief makes a foreign text fit into a sentence.
func brief(s string) string { return sanitize.Brief(s, 60) }

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
