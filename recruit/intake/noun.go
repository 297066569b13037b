package intake

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
