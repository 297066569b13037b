package importer

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/importer/records"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/sanitize"
)

// entry is what one row or object says, before it is held against the rules.
type entry struct {
	line   int
	values map[Field]string
	also   map[Field][]named // of further columns for the same field
	links  []link
	more   []named // what has no field
	bad    string  // the reason, when it could not be read at all

	own *own // of an export of recruitty: what it says, as it is

	linkedMail string   // that the name or another cell leads to
	remarks    []string // what of it was left out
}

// all are the values for a field, of all its columns.
func (e entry) all(f Field) []string {
	var all []string
	if v := e.values[f]; v != "" {
		all = append(all, v)
	}
	for _, m := range e.also[f] {
		all = append(all, m.value)
	}
	return all
}

// rest is what has no field, nothing when it is to be dropped.
func (e entry) rest(drop bool) []named {
	if drop {
		return nil
	}
	return e.more
}

// further keeps the value of a further column for a field that has one: beside
// it where several are possible, else under the name of its column.
func (e *entry) further(kind Kind, f Field, m named) {
	switch f {
	case Email, Phone, Tags, Link, Notes:
		if kind == Candidates {
			if e.also == nil {
				e.also = map[Field][]named{}
			}
			e.also[f] = append(e.also[f], m)
			return
		}
	}
	if m.value != e.values[f] {
		e.more = append(e.more, m)
	}
}

// within adds a part of an address to those before it, unless they have it.
func within(address, part string) string {
	part = strings.Join(strings.FieldsFunc(part, func(r rune) bool { return r == '\n' || r == '\r' }), ", ")
	if strings.Contains(sanitize.Fold(address), sanitize.Fold(part)) {
		return address
	}
	return words.Join(", ", address, part)
}

// named is a value with the name that its column has.
type named struct{ name, value string }

// link names a job that a candidate belongs to, by external id or title.
// application is the link's own external id; at is the job where it is known
// already.
type link struct {
	id, title, stage, application string
	at                            recruit.JobID

	own                       bool   // of an export, which says all of it
	source, applicationSource string // the systems of its ids
	reason                    string // why they are in the stage
	since, created            time.Time
}

// Column says what was made of a column: Field is "" when it has no meaning
// here. A job keeps such columns in its description.
type Column struct {
	Name  string `json:"name"`
	Field Field  `json:"field"`
	// Becomes is where its values go, in words: a field, "own field", "note",
	// "description", "internal note", "dropped" or "left out".
	Becomes string `json:"becomes"`
	rank    int    // among columns of one field; the lowest is asked first

	guess    string // what was decided about it by what stands beside or in it
	reversed bool   // its names have the family name first, and a comma
}

// Means is the field that the column has as it is read now; one without a meaning is
// kept as its own.
func (c Column) Means() Field { return cmp.Or(c.Field, Own) }

// headerDepth is how many rows are searched for the header: some templates
// have instructions above it.
const headerDepth = 30

// header is the row of a table that names its columns.
type header struct {
	columns []Column
	score   int
	skip    int // rows up to it, and it
	line    int
	above   string // what stands in those rows, shortened

	remembered *mapped // the mapping that was made for it before
}

// errEnough ends a look at the beginning of a file.
var errEnough = errors.New("enough was read")

// findHeader finds the header of a table among its first rows.
func findHeader(ctx context.Context, c content, q query) (header, error) {
	best, n := header{score: -1}, 0
	known := dictionaryOf(q.kind)
	var rows []string
	err := c.each(ctx, func(r records.Record) error {
		if n++; n > headerDepth {
			return errEnough
		}
		rows = append(rows, words.Join(" ", r.Cells...))
		m, err := q.recall(ctx, r.Cells)
		if err != nil {
			return err
		}
		if m != nil {
			best = header{columns: known.understand(q.kind, m.Mapping, r.Cells), skip: n, line: r.Line, remembered: m}
			return errEnough
		}
		columns := known.understand(q.kind, q.options.Mapping, r.Cells)
		if score := score(q.kind, columns); score > best.score {
			best = header{columns: columns, score: score, skip: n, line: r.Line}
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	if best.skip > 1 {
		if above := words.Join(" / ", rows[:best.skip-1]...); above != "" {
			best.above, _ = sanitize.Line(string([]rune(above)[:min(len([]rune(above)), 300)]), 300)
		}
	}
	return best, err
}

// understand says what each cell of a header means. Several columns may mean
// one field; the one that was mapped is asked first, then the plainest.
func understand(kind Kind, m Mapping, header []string) []Column {
	return dictionaryOf(kind).understand(kind, m, header)
}

// understand is the same with a dictionary that was made before.
func (known dictionary) understand(kind Kind, m Mapping, header []string) []Column {
	columns := make([]Column, len(header))
	for i, cell := range header {
		columns[i].Name = strings.TrimSpace(cell)
		columns[i].Field, columns[i].rank = known.synonym(kind, cell)
		for column, field := range m {
			if strings.EqualFold(column, columns[i].Name) {
				columns[i].Field, columns[i].rank = field, -1
			}
		}
	}
	inContext(kind, columns)
	return columns
}

// score says how much a row looks like the header: the number of fields that
// it names, and far more when it names those that are needed.
func score(kind Kind, columns []Column) int {
	seen := map[Field]bool{}
	for _, c := range columns {
		seen[c.Field] = true
	}
	delete(seen, "")
	n := len(seen)
	if needed(kind, seen) {
		n += 100
	}
	return n
}

// needed reports whether these fields are enough for a row to be something.
func needed(kind Kind, seen map[Field]bool) bool {
	switch kind {
	case Jobs:
		return seen[Title]
	case Interviews:
		return (seen[Start] || seen[Date] || seen[Clock]) && (seen[Email] || seen[CandidateID] || seen[ApplicationID])
	}
	return seen[Name] || seen[FirstName] || seen[LastName] || seen[Contact]
}

// complete refuses a table without the columns that are needed, or without
// those that were mapped, and says which columns and fields there are.
func complete(name string, kind Kind, m Mapping, columns []Column) error {
	var names []string
	seen := map[Field]bool{}
	for _, c := range columns {
		seen[c.Field] = true
		if c.Name != "" {
			names = append(names, brief(c.Name))
		}
	}
	if len(names) == 0 {
		names = append(names, "none")
	}
	if len(names) > 40 {
		names = append(names[:40], "…")
	}
	for column := range m {
		if !slices.ContainsFunc(columns, func(c Column) bool { return strings.EqualFold(c.Name, column) }) {
			return recruit.Invalid("map", "%s has no column %q; its columns are %s; the fields are %s.", name, brief(column), strings.Join(names, ", "), fieldList(kind))
		}
	}
	what := lacking(kind, seen)
	if what == "" {
		return nil
	}
	return records.Refuse(nil, "%s has no column with %s of the %s; its columns are %s; say what they mean with --map COLUMN=FIELD; the fields are %s.",
		name, what, kind, strings.Join(names, ", "), fieldList(kind))
}

// lacking is what has no column though it is needed, "" when all has one.
func lacking(kind Kind, seen map[Field]bool) string {
	switch {
	case needed(kind, seen):
		return ""
	case kind == Jobs:
		return "the title"
	case kind == Interviews && (seen[Start] || seen[Date] || seen[Clock]):
		return "the candidate (email, candidate_id or application_id)"
	case kind == Interviews:
		return "the start"
	}
	return "the name"
}

// rowEntry reads a record by its columns.
func rowEntry(kind Kind, columns []Column, r records.Record) entry {
	e := entry{line: r.Line, bad: r.Bad, remarks: r.Remarks, values: map[Field]string{}}
	if e.bad != "" {
		return e
	}
	if len(r.Cells) > len(columns) && !records.Blank(r.Cells[len(columns):]) {
		e.bad = fmt.Sprintf("has %d cells where the header has %d", len(r.Cells), len(columns))
		return e
	}
	from := map[Field]int{}
	var seats []named
	for i, cell := range r.Cells[:min(len(r.Cells), len(columns))] {
		c := columns[i]
		cell = strings.TrimSpace(e.follow(kind, c, cell, r.Linked[i]))
		if nothing(c.Field, cell) || c.Field == Ignore {
			continue
		}
		if c.Field == "" || c.Field == Own {
			if c.Name != "" {
				e.more = append(e.more, named{c.Name, cell})
			}
			continue
		}
		switch {
		case c.Field == Location && kind != Interviews:
			e.values[Location] = within(e.values[Location], cell)
			continue
		case c.Field == Interviewers:
			seats = append(seats, named{c.Name, cell})
			continue
		case c.reversed:
			cell, _ = familyFirst(cell)
		case c.Field == ExternalID || c.Field == JobID || c.Field == CandidateID || c.Field == ApplicationID || c.Field == Phone:
			number, lost := wholeNumber(cell)
			if lost {
				e.remarks = append(e.remarks, fmt.Sprintf("a spreadsheet has shortened the number in %q: digits may have been lost", brief(c.Name)))
				e.more = append(e.more, named{c.Name, cell})
				if c.Field == Phone {
					continue
				}
			}
			cell = number
		}
		now, has := from[c.Field]
		if !has {
			from[c.Field], e.values[c.Field] = i, cell
			continue
		}
		other := named{c.Name, cell}
		if c.rank < columns[now].rank {
			other = named{columns[now].Name, e.values[c.Field]}
			from[c.Field], e.values[c.Field] = i, cell
		}
		e.further(kind, c.Field, other)
	}
	if len(seats) > 0 {
		e.values[Interviewers] = seated(seats)
	}
	if e.values[Email] == "" && e.linkedMail != "" {
		e.values[Email] = e.linkedMail
	}
	if kind == Candidates && (e.values[Job] != "" || e.values[JobID] != "") {
		e.links = []link{{id: e.values[JobID], title: e.values[Job], stage: e.values[Stage]}}
	}
	return e
}

// link of a cell: a text such as "Ana Silva" or "Profile" may lead to an address.
// follow puts the address where it belongs, and returns what the cell says.
func (e *entry) follow(kind Kind, c Column, cell, to string) string {
	if to == "" {
		return cell
	}
	address, mail := strings.CutPrefix(to, "mailto:")
	if !mail {
		address, mail = strings.CutPrefix(to, "MAILTO:")
	}
	if mail {
		address, _, _ = strings.Cut(address, "?")
		if plain, err := url.PathUnescape(address); err == nil {
			address = plain
		}
		switch {
		case strings.Contains(cell, "@"):
			return cell
		case c.Field == Email, c.Field == Interviewers, c.Field == Organiser:
			return words.Join(" ", cell, "<"+address+">")
		case e.values[Email] == "" && kind != Jobs:
			e.linkedMail = address
		}
		return cell
	}
	switch {
	case strings.Contains(cell, "://"), strings.EqualFold(strings.TrimRight(strings.TrimPrefix(strings.TrimPrefix(to, "https://"), "http://"), "/"), strings.TrimRight(cell, "/")):
		return cell
	case c.Field == Link, c.Field == "":
		return to
	}
	e.more = append(e.more, named{words.Join(" ", c.Name, "link"), to})
	return cell
}
