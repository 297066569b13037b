package importer

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"recruitty/recruit/importer/records"
	"recruitty/recruit/importer/words"
)

// This file decides what a header cannot say alone: by the columns beside it, and
// by the first values of its own.

// inContext changes what columns mean where those beside them say so. Who mapped a
// column knows better.
func inContext(kind Kind, columns []Column) {
	has := func(f Field, besides int) bool {
		for i, c := range columns {
			if c.Field == f && i != besides {
				return true
			}
		}
		return false
	}
	for i := range columns {
		c := &columns[i]
		if c.rank < 0 || c.Field == "" {
			continue
		}
		k := key(lastPart(c.Name))
		switch {
		// The state of an address, or that of someone's application?
		case (c.Field == Stage || c.Field == Status) && kind != Interviews && (k == "state" && has(Location, i) || (k == "state" || k == "estado") && has(c.Field, i)):
			c.Field = Location
		// What they do, or what they applied for?
		case kind == Candidates && c.Field == Headline && opensJob(k) && !has(Job, i) && !has(Company, i) && (has(Stage, i) || has(JobID, i)):
			c.Field, c.rank = Job, c.rank+1000
			c.guess = fmt.Sprintf("%q is read as the job they applied for, because there is also a stage or a job number; use --map %q if it is their current job.", brief(c.Name), brief(c.Name)+"=headline")
		case kind == Jobs && c.Field == Description && key(c.Name) == "text" && !has(Title, i):
			c.Field, c.rank = Title, 1000
		// Both are read as addresses, or as a name where only one is.
		case kind == Interviews && c.Field == Email && !strings.Contains(k, "mail") && !strings.Contains(k, "post") && !strings.Contains(k, "correo") && has(Email, i) && !has(Name, i):
			c.Field = Name
		}
	}
}

// lastPart is the name of a value without those that it stands in.
func lastPart(name string) string {
	if strings.Contains(name, " ") {
		return name
	}
	return name[strings.LastIndex(name, ".")+1:]
}

// opensJob reports whether a header of a present title may be that of a vacancy.
func opensJob(k string) bool {
	switch k {
	case "title", "headline", "label", "occupation", "beruf", "berufsbezeichnung", "titel", "titre", "titulo", "profesion", "profissao", "qualifica", "yrke":
		return false
	}
	for _, now := range []string{"current", "present", "aktuell", "actuel", "actual", "atual", "attual", "huidig", "obecn", "nuvarande", "organization"} {
		if strings.Contains(k, now) {
			return false
		}
	}
	return true
}

// evidence is what the first values of a column look like.
type evidence struct{ filled, addresses, reversed, honorifics, states int }

// maxEvidence is how many rows are looked at.
const maxEvidence = 500

var wholeMail = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(mailto:)?[^\s<>(),;:|"@]+@[^\s<>(),;:|"@]+\.[^\s<>(),;:|"@.]{2,}$`)
})

// look takes a cell into account.
func (e *evidence) look(f Field, cell string) {
	if nothing(f, cell) {
		return
	}
	e.filled++
	switch f {
	case "":
		if strings.Contains(cell, "@") && wholeMail().MatchString(cell) {
			e.addresses++
		}
	case Contact:
		if mailIn().MatchString(cell) || phoneIn().MatchString(cell) {
			e.addresses++
		}
	case Name:
		if _, ok := familyFirst(cell); ok {
			e.reversed++
		}
	case Headline:
		if words.Honorific(cell) {
			e.honorifics++
		}
	case Location, Status:
		if words.JobState(cell) != words.Unknown {
			e.states++
		}
	}
}

// familyFirst turns "Okonkwo, Ada" round; ok is false of a name without a comma,
// or with one before a degree.
func familyFirst(name string) (turned string, ok bool) {
	family, given, comma := strings.Cut(name, ",")
	family, given = strings.TrimSpace(family), strings.TrimSpace(given)
	if !comma || family == "" || given == "" || strings.ContainsAny(given, ",@<") || len(strings.Fields(given)) > 3 {
		return name, false
	}
	if words.Degree(given) {
		return name, false
	}
	return given + " " + family, true
}

// staff reports whether a column is about someone other than the candidate.
func staff(name string) bool {
	k := key(name)
	for _, who := range []string{"recruiter", "owner", "manager", "interviewer", "refer", "agent", "sourcer", "coordinator", "creator", "createdby", "updatedby", "addedby", "assign", "user", "organi", "company", "emergency", "credited",
		"recruteur", "reclutador", "recrutador", "selezionatore", "rekruter", "betreuer", "ansprechpartner", "zustandig", "responsable", "responsavel", "responsabile", "gestionnaire", "consultant", "hiring", "admin", "from", "cc"} {
		if strings.Contains(k, who) {
			return true
		}
	}
	return false
}

// witness takes the first rows into account.
func (l *layout) witness(r records.Record) {
	if l.kind == Interviews || r.Bad != "" || l.rows > maxEvidence {
		return
	}
	names, cells := r.Names, r.Cells
	if r.Object != nil {
		names, cells = records.Flatten(r.Object)
	}
	for i, cell := range cells {
		if names != nil {
			at, known := l.known[names[i]]
			if !known {
				continue
			}
			i = at
		}
		if i >= len(l.columns) {
			break
		}
		for len(l.evidence) <= i {
			l.evidence = append(l.evidence, evidence{})
		}
		l.evidence[i].look(l.columns[i].Field, strings.TrimSpace(cell))
	}
}

// byValues changes what columns mean where their values say so.
func (l *layout) byValues() {
	if l.own != nil {
		return
	}
	named := slices.ContainsFunc(l.columns, func(c Column) bool { return c.Field == Name || c.Field == FirstName || c.Field == LastName })
	mailed := slices.ContainsFunc(l.columns, func(c Column) bool { return c.Field == Email || c.Field == Contact })
	var found []int
	for i := range l.columns {
		c := &l.columns[i]
		e := evidence{}
		if i < len(l.evidence) {
			e = l.evidence[i]
		}
		switch {
		case c.rank < 0 || e.filled == 0:
		case l.kind == Jobs:
			if k := key(lastPart(c.Name)); c.Field == Location && (k == "state" || k == "estado") && e.states*2 > e.filled {
				c.Field = Status
			}
		case c.Field == "" && e.addresses*10 >= e.filled*8 && !staff(c.Name):
			found = append(found, i)
		case c.Field == Contact && named && e.addresses == 0: // a number, or someone else
			c.Field = ""
		case c.Field == Headline && e.honorifics*2 > e.filled:
			c.Field = ""
		case c.Field == Name && (e.reversed*10 >= e.filled*8 || reversedHeader(c.Name) && e.reversed > 0):
			c.reversed = true
			c.guess = fmt.Sprintf("The names in %q are read as family name, comma, first name.", brief(c.Name))
		}
	}
	if l.kind == Candidates && !mailed && len(found) == 1 {
		c := &l.columns[found[0]]
		c.Field, c.rank = Email, 1000
		c.guess = fmt.Sprintf("%q is read as the email address, because its values are addresses; use --map %q if it is not.", brief(c.Name), brief(c.Name)+"=own")
	}
}

// reversedHeader reports whether a header says itself that the family name comes
// first.
func reversedHeader(name string) bool {
	switch k := key(name); {
	case strings.Contains(k, "lastfirst"), strings.Contains(k, "namevorname"), strings.Contains(k, "lastnamefirst"), strings.Contains(k, "surname"):
		return true
	}
	return false
}

// source is the system that the ids of the file belong to: the one that was
// said, or the one whose layout it has. "" is none: then an id alone says nothing.
func (l *layout) source() string {
	if said := strings.ToLower(strings.Join(strings.Fields(l.options.Source), " ")); said != "" {
		return said
	}
	for _, vendor := range []string{"Greenhouse", "Lever", "LinkedIn", "SmartRecruiters"} {
		if strings.HasPrefix(l.shape.name, vendor) {
			return strings.ToLower(vendor)
		}
	}
	has := map[string]bool{}
	for _, c := range l.columns {
		has[key(c.Name)] = true
	}
	switch {
	case has["hiringstateid"] || has["connectedon"] && has["url"]:
		return "linkedin"
	case has["leverpostingurl"] || has["opportunityid"] && has["stagechanges"]:
		return "lever"
	case has["applicationstep"] && has["candidateprofileid"]:
		return "smartrecruiters"
	}
	return ""
}

// otherNoun says that a file holds things of another kind, by its columns; it
// returns nil when there is doubt. Who maps a column knows better.
func otherNoun(name string, kind Kind, m Mapping, columns []Column) error {
	if len(m) > 0 {
		return nil
	}
	seen := map[Kind]map[Field]bool{}
	for _, k := range Kinds() {
		seen[k] = map[Field]bool{}
		known := dictionaryOf(k)
		for _, c := range columns {
			if field, _ := known.synonym(k, c.Name); field != "" {
				seen[k][field] = true
			}
		}
	}
	jobs, people, meets := seen[Jobs], seen[Candidates], seen[Interviews]
	about := 0 // columns that only a list of people has
	for _, f := range []Field{Phone, Link, Tags, Origin, Company, Contact} {
		if people[f] {
			about++
		}
	}
	if kind == Candidates && needed(Candidates, people) && about > 1 {
		return nil
	}
	who := people[Email] && people[FirstName] && people[LastName]
	person := people[FirstName] || people[LastName] || people[Email] && people[Name] || people[Phone] && people[Name]
	var is Kind
	switch {
	case needed(Interviews, meets) && (meets[Interviewers] || meets[Duration] || meets[End] && meets[Start]):
		is = Interviews
	case !person && !needed(kind, seen[kind]) && (meets[Start] || meets[Date]) && meets[End] && (meets[Title] || meets[Location]): // a calendar
		is = Interviews
	case who && kind == Jobs && !jobs[Description] && !jobs[Stages]:
		is = Candidates
	case person && !jobs[Description] && !jobs[Stages] && !needed(kind, seen[kind]), person && kind == Jobs && !jobs[Description] && !jobs[Department] && !jobs[Stages]:
		is = Candidates
	case jobs[Title] && !person && !people[Email] && !people[Phone] && (jobs[Department] || jobs[Description] || jobs[Stages] || jobs[Closed] || !needed(kind, seen[kind])):
		is = Jobs
	}
	if is == "" || is == kind || kind == Interviews && (meets[Start] || meets[Date] && meets[Clock]) {
		return nil
	}
	return records.Refuse(nil, "%s seems to contain %s, not %s; use import %s for it. If they are %s, say what its columns mean with --map COLUMN=FIELD.", name, is, kind, is, kind)
}
