package importer

import (
	"slices"
	"strings"

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
// own fields, whatever its header may mean.
const (
	Origin  Field = "source"  // where they came from
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

// Fields lists the fields that --map knows for a kind.
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
		at := strings.LastIndex(arg, "=")
		if at < 1 {
			return nil, recruit.Invalid("map", "%q does not say which field a column is; write it as COLUMN=FIELD, such as \"Full name=name\".", brief(arg))
		}
		field := Field(strings.TrimSpace(arg[at+1:]))
		if !slices.Contains(Fields(kind), field) {
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
func brief(s string) string {
	s, _ = sanitize.Line(s, 60)
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}
