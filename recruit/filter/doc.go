// Package filter is the language in which lists are filtered:
//
//	stage:offer tag:go with:"dana ortiz" after:mon -mine storage
//
// It is read into plain words, which a list looks for as it always did, and terms,
// which are held against rows that are at hand (Interview, Job and so on) or, by the
// store, against what it keeps. The list of fields, and what each is called and means,
// is in fields.go and nowhere else: help, documents and completions come from it.
//
// A term is FIELD:VALUE. Several values stand separated by commas and mean one or
// the other; a minus before it means not; a value with blanks stands in double quotes.
// Terms that stand side by side all have to hold. What is not understood is said, with
// what there is, and never matched to nothing.
package filter

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// List is a list that can be filtered.
type List int

// The lists.
const (
	Candidates List = iota
	Jobs
	Interviews
	Outbox
	Mails
	Activity
	Team
)

// Lists are all of them.
func Lists() []List { return []List{Candidates, Jobs, Interviews, Outbox, Mails, Activity, Team} }

// String is the list's name, as sections of the screen are named.
func (l List) String() string {
	//exhaustive:enforce
	switch l {
	case Candidates:
		return "Candidates"
	case Jobs:
		return "Jobs"
	case Interviews:
		return "Interviews"
	case Outbox:
		return "Outbox"
	case Mails:
		return "Emails"
	case Activity:
		return "Activity"
	case Team:
		return "Team"
	}
	return ""
}

// Language is the language for one list and one reader.
type Language struct {
	List List
	Now  time.Time
	Zone *time.Location // of the reader, in which days begin
	Me   recruit.Member // whose interviews mine are
	// Known are the values that a workspace has of fields that anybody may fill, which
	// are offered; nil where nobody asked. Those of fields that are Whole are all there
	// are, and another one is refused.
	Known map[recruit.Field][]string
}

// Query is a filter that was understood.
type Query struct {
	Words   string   // plain words, as they were typed
	Without []string // plain words that must not occur together, folded
	Terms   []recruit.Term
}

// Empty reports whether the query keeps everything.
func (q Query) Empty() bool { return q.Words == "" && len(q.Without) == 0 && len(q.Terms) == 0 }

// Keeps reports whether the plain words hold for a folded text.
func (q Query) Keeps(folded string) bool {
	return recruit.NewQuery(q.Words).InFolded(folded) && !slices.ContainsFunc(q.Without, func(w string) bool { return recruit.Query(strings.Fields(w)).InFolded(folded) })
}

// Asks reports whether the query has a term of a field.
func (q Query) Asks(f recruit.Field) bool {
	for _, t := range q.Terms {
		if t.Field == f {
			return true
		}
	}
	return false
}

// Named is the list of a name, whatever the case; "log" and "members" are understood as
// well.
func Named(name string) (List, error) {
	var names []string
	for _, l := range Lists() {
		if strings.EqualFold(l.String(), name) || strings.EqualFold(strings.TrimSuffix(l.String(), "s"), name) {
			return l, nil
		}
		names = append(names, strings.ToLower(l.String()))
	}
	switch strings.ToLower(name) {
	case "log":
		return Activity, nil
	case "members", "member":
		return Team, nil
	}
	return 0, recruit.Invalid("list", "There is no list %q; there is %s.", recruit.Shorten(name), listed(names))
}

// MarshalText implements encoding.TextMarshaler.
func (l List) MarshalText() ([]byte, error) { return []byte(strings.ToLower(l.String())), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (l *List) UnmarshalText(text []byte) error {
	named, err := Named(string(text))
	*l = named
	return err
}
