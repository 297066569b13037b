package where

import (
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/recruit/sanitize"
)

// Sight is how much of what hangs on a candidate who is seen is seen: conditions to
// follow others, "" where all of it is. Job and Interview take a column, Note and
// File a note n and a file l, and Member a member m.
type Sight struct {
	Job, Interview func(column string) Condition
	Note, File     Condition
	Member         Condition // of a member m
}

// Linked are the links of candidates to jobs that terms ask for, looked up: Stages and
// Jobs hold, for a term by its place, the stages and the numbers of jobs that it means.
type Linked struct {
	Stages map[int][]string
	Jobs   map[int]string // as JSON
	// Own are the names under which the values of a field stand, of terms by their place;
	// none where it is not seen.
	Own map[int][]string
}

// Candidates are terms as a condition over a candidate c; job narrows links to that one
// where it is not 0.
func Candidates(terms []recruit.Term, links Linked, job recruit.JobID, see Sight, now time.Time) Condition {
	var all []Condition
	if c, asked := linked(terms, links, job, see); asked {
		all = append(all, c)
	}
	if c, asked := meets(terms, see, now); asked {
		all = append(all, c)
	}
	for n, t := range terms {
		switch {
		case t.Field == recruit.ByStage || t.Field == recruit.ByJob:
			if t.Not {
				all = append(all, unlinked(terms, n, links, job, see))
			}
		case ofInterview(t.Field):
			if t.Not {
				all = append(all, meeting(terms, []recruit.Term{turned(t)}, see, now).not())
			}
		case t.Field == recruit.ByOwn:
			all = append(all, own(turned(t), links.Own[n]).as(t))
		default:
			all = append(all, candidate(t, see, now).as(t))
		}
	}
	return both(all...)
}

// turned is a term without its minus.
func turned(t recruit.Term) recruit.Term {
	t.Not = false
	return t
}

// ofInterview reports whether a field asks for an interview of a candidate.
func ofInterview(f recruit.Field) bool {
	switch f {
	case recruit.ByWith, recruit.ByAnswer, recruit.ByPlatform, recruit.ByMine, recruit.ByStart:
		return true
	}
	return false
}

// link is a condition over a link x for one term about stage or job.
func link(t recruit.Term, n int, links Linked) Condition {
	if t.Field == recruit.ByStage {
		return anyIs("x.stage", links.Stages[n])
	}
	return of("x.job_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))", links.Jobs[n])
}

// linked is that one link fulfils all terms about stages and jobs that are not turned
// round.
func linked(terms []recruit.Term, links Linked, job recruit.JobID, see Sight) (c Condition, asked bool) {
	all := []Condition{of("x.candidate_id = c.id")}
	if job != 0 {
		all = append(all, of("x.job_id = ?", job))
	}
	for n, t := range terms {
		if !t.Not && (t.Field == recruit.ByStage || t.Field == recruit.ByJob) {
			all, asked = append(all, link(t, n, links)), true
		}
	}
	return exists("applications x", see.Job("x.job_id"), all...), asked
}

// unlinked is that no link fulfils a term about a stage, in the jobs that are asked for,
// or about a job.
func unlinked(terms []recruit.Term, n int, links Linked, job recruit.JobID, see Sight) Condition {
	all := []Condition{of("x.candidate_id = c.id"), link(turned(terms[n]), n, links)}
	if terms[n].Field == recruit.ByStage {
		if job != 0 {
			all = append(all, of("x.job_id = ?", job))
		}
		for i, t := range terms {
			if t.Field == recruit.ByJob && !t.Not {
				all = append(all, link(t, i, links))
			}
		}
	}
	return exists("applications x", see.Job("x.job_id"), all...).not()
}

// exists is that a table has a row for which all conditions and what is seen hold.
func exists(table string, seen Condition, all ...Condition) Condition {
	c := both(all...)
	return Condition{"EXISTS (SELECT 1 FROM " + table + " WHERE " + c.Text + seen.Text + ")", append(append([]any{}, c.Args...), seen.Args...)}
}

// meets is that one interview fulfils all terms about interviews that are not turned
// round.
func meets(terms []recruit.Term, see Sight, now time.Time) (c Condition, asked bool) {
	var wanted []recruit.Term
	for _, t := range terms {
		if ofInterview(t.Field) && !t.Not {
			wanted = append(wanted, t)
		}
	}
	return meeting(terms, wanted, see, now), len(wanted) > 0
}

// meeting is that an interview fulfils terms: one that is ahead, or where a day is asked
// for any that was not cancelled.
func meeting(terms, wanted []recruit.Term, see Sight, now time.Time) Condition {
	all := []Condition{of("i.candidate_id = c.id"), Ahead(terms, now)}
	named := positive(terms, recruit.ByWith)
	for _, t := range wanted {
		all = append(all, interview(t, named, Trouble{}))
	}
	return exists("interviews i CROSS JOIN members m ON m.id = i.organiser_id", see.Interview("i.id"), all...)
}

// Ahead is which interviews i terms about candidates are about.
func Ahead(terms []recruit.Term, now time.Time) Condition {
	if len(positive(terms, recruit.ByStart)) > 0 {
		return of("i.status <> 'cancelled'")
	}
	return of("i.status = 'scheduled' AND i.start_at >= ?", micros(now))
}

// detail is a text of what a candidate brings along.
func detail(name string) string {
	return "ifnull(json_extract(iif(json_valid(c.details), c.details, '{}'), '$." + name + "'), '')"
}

// detailed is a condition over a detail that most candidates do not have, which is not
// worked out for them.
func detailed(name string, c Condition) Condition {
	return Condition{"(instr(c.details, '\"" + name + "\":') AND " + c.Text + ")", c.Args}
}

// candidate is one term about the person.
func candidate(t recruit.Term, see Sight, now time.Time) Condition {
	switch t.Field {
	case recruit.ByName:
		return anySays("c.name", t)
	case recruit.ByEmail:
		further := anySays("g.address", t)
		return either(anySays("c.email", t), Condition{"EXISTS (SELECT 1 FROM candidate_addresses g WHERE g.candidate_id = c.id AND " + further.Text + ")", further.Args})
	case recruit.ByPhone:
		var all []Condition
		for _, v := range t.Any {
			digits := strings.ReplaceAll(v, " ", "")
			// Nearly nobody has these digits in this order. SQLite sees that without calling
			// dials, which takes most of the time otherwise.
			inOrder := "*" + strings.Join(strings.Split(sanitize.Digits(digits), ""), "*") + "*"
			all = append(all, of("(c.phone GLOB ? AND c.phone <> '' AND dials(c.phone, ?))", inOrder, digits), detailed("phones", of("dials("+detail("phones")+", ?)", digits)))
		}
		return either(all...)
	case recruit.ByTag:
		tag := anySays("g.value", t)
		return Condition{"EXISTS (SELECT 1 FROM json_each(iif(json_valid(c.tags), c.tags, '[]')) g WHERE " + tag.Text + ")", tag.Args}
	case recruit.ByOwner:
		return exists("members m", see.Member, of("m.id = c.owner_id"), anySays("m.name || ' ' || m.email", t))
	case recruit.BySource:
		return detailed("origin", anySays(detail("origin"), t))
	case recruit.ByPlace:
		return detailed("location", anySays(detail("location"), t))
	case recruit.ByZone:
		return both(of("c.time_zone <> ''"), anySays("c.time_zone", t))
	case recruit.ByText:
		return noted(t, see)
	case recruit.ByAdded:
		return within("c.created_at", t)
	case recruit.ByHas:
		var all []Condition
		for _, v := range t.Any {
			all = append(all, has(v, see, now))
		}
		return either(all...)
	}
	return never()
}

// noted is that a note or a file has all words of one of a term's values: as package
// terms keeps them, and of a note that is not kept yet as it was written.
func noted(t recruit.Term, see Sight) Condition {
	var all []Condition
	for _, v := range t.Any {
		words := []Condition{of("t.id BETWEEN c.id << 20 AND (c.id << 20) + 1048575")}
		for _, w := range strings.Fields(v) {
			words = append(words, of("instr(' ' || t.words, ?)", " "+w))
		}
		if see.Note.Text == "" && see.File.Text == "" {
			all = append(all, exists("texts t", Condition{}, words...))
		} else {
			all = append(all, exists("texts t CROSS JOIN notes n ON n.id = t.note_id", see.Note, words...),
				exists("texts t CROSS JOIN candidate_files l ON l.candidate_id = t.candidate_id AND l.sha256 = t.sha256", see.File, words...))
		}
		all = append(all, exists("unread u CROSS JOIN notes n ON n.id = u.note_id", see.Note, of("u.candidate_id = c.id"), of("u.note_id IS NOT NULL"), of("says(n.text, ?)", v)))
	}
	return either(all...)
}

// has is that a candidate has a thing.
func has(thing string, see Sight, now time.Time) Condition {
	switch thing {
	case recruit.HasResume:
		return exists("candidate_files l", see.File, of("l.candidate_id = c.id"), of("l.kind = 'resume'"))
	case recruit.HasFile:
		return exists("candidate_files l", see.File, of("l.candidate_id = c.id"))
	case recruit.HasNote:
		return exists("notes n", see.Note, of("n.candidate_id = c.id"))
	case recruit.HasEmail:
		return of("c.email <> ''")
	case recruit.HasPhone:
		return of("c.phone <> ''")
	case recruit.HasJob:
		return exists("applications x", see.Job("x.job_id"), of("x.candidate_id = c.id"))
	case recruit.HasInterview:
		return exists("interviews i", see.Interview("i.id"), of("i.candidate_id = c.id"), of("i.status = 'scheduled'"), of("i.start_at >= ?", micros(now)))
	}
	return never()
}

// Words are the values of a term that the search index of candidates knows, and whether
// whoever fulfils the term is found by one of them.
func Words(t recruit.Term) ([]string, bool) {
	switch t.Field {
	case recruit.ByName, recruit.ByEmail, recruit.ByTag, recruit.ByPlace:
		return t.Any, !t.Not
	}
	return nil, false
}

// Meant are those of texts that a term says.
func Meant(t recruit.Term, texts []string) []string {
	var all []string
	for _, text := range texts {
		for _, v := range t.Any {
			if filter.Says(text, v) {
				all = append(all, text)
				break
			}
		}
	}
	return all
}
