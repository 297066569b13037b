package intake

import (
	"strings"
)

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
	person := people[FirstName] || people[LastName] || people[Email] && people[Name] || people[Phone] && people[Name]
	var is Kind
	switch {
	case needed(Interviews, meets) && (meets[Interviewers] || meets[Duration] || meets[End] && meets[Start]):
		is = Interviews
	case person && !jobs[Description] && !jobs[Stages] && !needed(kind, seen[kind]), person && kind == Jobs && !jobs[Description] && !jobs[Department] && !jobs[Stages]:
		is = Candidates
	case jobs[Title] && !person && !people[Email] && !people[Phone] && (jobs[Department] || jobs[Description] || jobs[Stages] || jobs[Closed] || !needed(kind, seen[kind])):
		is = Jobs
	}
	if is == "" || is == kind || kind == Interviews && (meets[Start] || meets[Date] && meets[Clock]) {
		return nil
	}
	return refuse(nil, "%s seems to hold %s, not %s; use import %s for it. If they are %s, say what its columns mean with --map COLUMN=FIELD.", name, is, kind, is, kind)
}
