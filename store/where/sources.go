package where

import (
	"time"

	"recruitty/recruit"
)

// Source is a query that yields the ids of candidates in order, the newest first or the
// oldest; its last two arguments, which it does not have yet, are the id behind which it
// begins and how many it yields at most. What it yields holds everybody who fulfils what
// it stands for, and others.
type Source struct {
	Query string
	Args  []any
}

// Order is the direction in which sources yield.
type Order struct{ side, order string }

// Newest and Oldest are the two directions.
func Newest() Order { return Order{"<", "DESC"} }

// Oldest yields the oldest first.
func Oldest() Order { return Order{">", "ASC"} }

// From is a source over a table of which a column names the candidates, and a condition
// that begins with WHERE.
func (o Order) From(table, column, condition string, args ...any) Source {
	return Source{"SELECT " + column + " FROM " + table + " " + condition + " AND " + column + " " + o.side + " ? ORDER BY " + column + " " + o.order + " LIMIT ?+0", args}
}

// distinct is From for a table with several rows of a candidate.
func (o Order) distinct(table, column, condition string, args ...any) Source {
	s := o.From(table, column, condition, args...)
	s.Query = "SELECT DISTINCT" + s.Query[len("SELECT"):]
	return s
}

// InStage yields those who are in a stage of some job.
func (o Order) InStage(stage string) Source {
	return o.From("applications INDEXED BY applications_in_stage", "candidate_id", "WHERE stage = ?", stage)
}

// OfJob yields those who are linked to a job.
func (o Order) OfJob(job any) Source {
	return o.From("applications INDEXED BY applications_of_job", "candidate_id", "WHERE job_id = ?", job)
}

// OfJobs yields those who are linked to one of the jobs, in a JSON array.
func (o Order) OfJobs(jobs string) Source {
	return o.distinct("applications INDEXED BY applications_of_job", "candidate_id", "WHERE job_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))", jobs)
}

// Named yields the ids in a JSON array.
func (o Order) Named(ids string) Source {
	return o.From("json_each(?)", "CAST(value AS INTEGER)", "WHERE TRUE", ids)
}

// Indexed yields those for whom a question to the search index holds.
func (o Order) Indexed(question string) Source {
	return o.From("candidate_search", "rowid", "WHERE candidate_search MATCH ?", question)
}

// Having yields those who have what a term of the field has: asks for, by tables that
// are smaller than that of candidates; known is false where there is none.
func (o Order) Having(t recruit.Term) (all []Source, known bool) {
	for _, v := range t.Any {
		switch v {
		case recruit.HasResume, recruit.HasFile:
			all = append(all, o.distinct("candidate_files", "candidate_id", "WHERE TRUE"))
		case recruit.HasNote:
			all = append(all, o.Noted())
		case recruit.HasInterview:
			all = append(all, o.distinct("interviews", "candidate_id", "WHERE status = 'scheduled'"))
		default:
			return nil, false
		}
	}
	return all, true
}

// Noted yields those about whom a note was written.
func (o Order) Noted() Source {
	return o.distinct("notes INDEXED BY notes_candidate", "candidate_id", "WHERE TRUE")
}

// Meeting yields those who have one of the interviews that terms are about, as far as
// days tell.
func (o Order) Meeting(terms []recruit.Term, now time.Time) (Source, bool) {
	wanted := positive(terms, recruit.ByWith, recruit.ByAnswer, recruit.ByPlatform, recruit.ByMine, recruit.ByStart)
	if len(wanted) == 0 {
		return Source{}, false
	}
	all := []Condition{Ahead(terms, now)}
	for _, t := range wanted {
		if t.Field == recruit.ByStart {
			all = append(all, within("i.start_at", t))
		}
	}
	c := both(all...)
	return o.distinct("interviews i", "i.candidate_id", "WHERE "+c.Text, c.Args...), true
}

// Said yields those with a note or a file for whose words a question to the index of
// texts holds. Its ids hold the candidate's above the lowest 20 bits.
func (o Order) Said(question string) Source {
	bound := "rowid < min(?, 8796093022207) << 20"
	if o.side == ">" {
		bound = "rowid > (min(?, 8796093022206) << 20) + 1048575"
	}
	return Source{"SELECT DISTINCT rowid >> 20 FROM text_search WHERE text_search MATCH ? AND " + bound + " ORDER BY rowid " + o.order + " LIMIT ?+0", []any{question}}
}

// OwnedBy yields those whom a member looks after.
func (o Order) OwnedBy(member recruit.MemberID) Source {
	return o.From("candidates c INDEXED BY candidates_owner", "c.id", "WHERE c.owner_id = ?", member)
}

// Filling yields those who have a value that a term asks for under one name of a field.
func (o Order) Filling(t recruit.Term, name string) Source {
	c := compared(t)
	return o.From("candidate_fields g", "g.candidate_id", "WHERE g.field = ? AND "+c.Text, append([]any{name}, c.Args...)...)
}

// hasOrigin is the condition of the index by source.
const hasOrigin = `instr(c.details, '"origin":')`

// CameFrom yields those who came from a source, as it was written.
func (o Order) CameFrom(origin string) Source {
	return o.From("candidates c INDEXED BY candidates_origin", "c.id", "WHERE "+hasOrigin+" AND "+detail("origin")+" = ?", origin)
}

// Origins is the query for the sources that there are, at most as many as its argument
// says, by jumps in their index.
func Origins() string {
	next := "(SELECT min(" + detail("origin") + ") FROM candidates c INDEXED BY candidates_origin WHERE " + hasOrigin
	return "WITH RECURSIVE used (origin) AS (SELECT " + next + ") UNION ALL SELECT " + next + " AND " + detail("origin") + ` > used.origin) FROM used WHERE used.origin IS NOT NULL)
		SELECT origin FROM used WHERE origin IS NOT NULL LIMIT ?+0`
}

// Unread yields those with a note that is not in the index of texts yet.
func (o Order) Unread() Source {
	return o.distinct("unread INDEXED BY unread_noted", "candidate_id", "WHERE note_id IS NOT NULL")
}
