// Package board reads the pipeline of a job: how many are in each stage, and parts of who.
package board

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/board"
	"recruitty/store/columns"
	"recruitty/store/scope"
)

// Counts says how many candidates stand in each stage of a job. Of all of them the numbers
// are kept; those of a part are counted.
func Counts(ctx context.Context, tx *sql.Tx, see scope.Scope, id recruit.JobID) (map[string]int, error) {
	query := "SELECT stage, n FROM stage_counts WHERE job_id = ? AND n > 0"
	if see.Part {
		query = "SELECT stage, count(*) FROM applications" + see.ByCandidate() + " WHERE job_id = ? AND sort_key IS NOT NULL" +
			see.In("job_id", scope.Jobs) + see.In("candidate_id", scope.Candidates) + " GROUP BY stage"
	}
	counts := make(map[string]int)
	rows, err := tx.QueryContext(ctx, query, append([]any{id}, see.Args(2)...)...)
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (string, error) {
		var stage string
		var n int
		err := row.Scan(&stage, &n)
		counts[stage] = n
		return stage, err
	})
	return counts, err
}

// Reader reads boards in one transaction.
type Reader struct {
	Tx  *sql.Tx
	See scope.Scope
	// Damage is an expression for what of the stored record of a candidate c cannot be
	// understood.
	Damage string
}

// Read reads the columns that a query asks for, of a job that was found to be seen.
func (r Reader) Read(ctx context.Context, j recruit.Job, q board.Query) (board.Board, error) {
	b := board.Board{Job: j, Part: r.See.Part}
	counts, err := Counts(ctx, r.Tx, r.See, j.ID)
	if err != nil {
		return b, err
	}
	for _, stage := range j.Stages {
		b.Columns = append(b.Columns, board.Column{Stage: stage, Count: counts[stage]})
	}
	var left []string
	for stage := range counts {
		if !slices.Contains(j.Stages, stage) {
			left = append(left, stage)
		}
	}
	slices.Sort(left)
	for _, stage := range left {
		b.Columns = append(b.Columns, board.Column{Stage: stage, Left: true, Count: counts[stage]})
	}
	for n := range b.Columns {
		c := &b.Columns[n]
		p, asked := partOf(q, n, c.Stage)
		if !asked {
			continue
		}
		c.Read = true
		if c.Count == 0 {
			continue
		}
		p.Limit = columns.Bounded(p.Limit, columns.Bounded(q.Limit, board.Usual, board.Most), board.Most)
		if err := r.people(ctx, c, j.ID, p); err != nil {
			return b, err
		}
		if err := r.interviews(ctx, c, j.ID); err != nil {
			return b, err
		}
	}
	return b, nil
}

// partOf is what a query asks of a stage, which is the nth.
func partOf(q board.Query, n int, stage string) (board.Part, bool) {
	if q.Parts == nil {
		return board.Part{Stage: stage}, q.First == 0 || n < q.First
	}
	for _, p := range q.Parts {
		if p.Stage == stage {
			return p, true
		}
	}
	return board.Part{}, false
}

// side is a condition for rows on one side of a place in a stage, with its arguments.
func side(stage string, behind, itself bool, at board.Place) (string, []any) {
	sign := "<"
	if behind != board.NewestFirst(stage) {
		sign = ">"
	}
	if itself {
		sign += "="
	}
	return " AND (a.stage_since, a.candidate_id) " + sign + " (?, ?)", []any{columns.Micros(at.Since), at.Candidate}
}

// people reads a part of a stage, and how many stand in front of it.
func (r Reader) people(ctx context.Context, c *board.Column, job recruit.JobID, p board.Part) error {
	from := " FROM applications a" + r.See.ByCandidate()
	within := " WHERE a.job_id = ? AND a.stage = ? AND a.sort_key IS NOT NULL" + r.See.In("a.job_id", scope.Jobs) + r.See.In("a.candidate_id", scope.Candidates)
	args := append([]any{job, c.Stage}, r.See.Args(2)...)
	backwards, bound, bounds := p.Last, "", []any(nil)
	switch {
	case p.From != board.Place{}:
		bound, bounds = side(c.Stage, true, true, p.From)
	case p.After != board.Place{}:
		bound, bounds = side(c.Stage, true, false, p.After)
	case p.Before != board.Place{}:
		backwards = true
		bound, bounds = side(c.Stage, false, false, p.Before)
	}
	order := " ORDER BY a.stage_since, a.candidate_id"
	if backwards != board.NewestFirst(c.Stage) {
		order = " ORDER BY a.stage_since DESC, a.candidate_id DESC"
	}
	rows, err := r.Tx.QueryContext(ctx, "SELECT a.candidate_id, c.name, "+r.Damage+", a.stage_since, a.version"+from+
		" CROSS JOIN candidates c ON c.id = a.candidate_id"+within+bound+order+" LIMIT ?+0", slices.Concat(args, bounds, []any{p.Limit})...)
	c.People, err = columns.Collect(rows, err, func(row columns.Scanner) (o board.Person, err error) {
		return o, columns.Lenient(row).Scan(&o.Candidate, &o.Name, &o.Damage, columns.Moment(&o.Since), &o.Version)
	})
	if err != nil {
		return err
	}
	if backwards {
		slices.Reverse(c.People)
	}
	switch {
	case bound == "" && !p.Last:
		return nil
	case bound == "":
		c.Above = max(c.Count-len(c.People), 0)
		return nil
	case len(c.People) == 0:
		if c.Above = c.Count; backwards {
			c.Above = 0
		}
		return nil
	}
	before, befores := side(c.Stage, false, false, c.People[0].Place())
	if err := r.Tx.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1"+from+within+before+" LIMIT ?+0)", slices.Concat(args, befores, []any{board.MostCounted + 1})...).Scan(&c.Above); err != nil {
		return err
	}
	if c.Above > board.MostCounted {
		c.Above = -1
	}
	return nil
}

// longest is how long before someone came to a stage an interview may have begun that ended
// in it.
const longest = 24 * time.Hour

// doubtful is the condition that an answer to an interview i may need a person: whether one
// does, its record says (board.NeedsAnswer).
const doubtful = `(i.strays <> '' OR EXISTS (SELECT 1 FROM participants p WHERE p.interview_id = i.id AND p.removed_at IS NULL
	AND (p.answer IN ('declined', 'delegated') OR p.proposed_start IS NOT NULL OR p.asked <> '' OR p.claim <> '')))`

// unscored counts who of the panel of an interview i has still to give a scorecard.
const unscored = `(SELECT count(*) FROM participants p CROSS JOIN members m ON m.id = p.member_id
	WHERE p.interview_id = i.id AND p.answer NOT IN ('declined', 'delegated') AND ` + scope.Unscored + `)`

// interviews reads the interviews for the job of the people of a column.
func (r Reader) interviews(ctx context.Context, c *board.Column, job recruit.JobID) error {
	if len(c.People) == 0 || recruit.StageLost(c.Stage) { // of whom nobody waits
		return nil
	}
	at := make(map[recruit.CandidateID]*board.Person, len(c.People))
	asked := make([][2]int64, len(c.People))
	for n := range c.People {
		p := &c.People[n]
		at[p.Candidate], asked[n] = p, [2]int64{int64(p.Candidate), p.Since.Add(-longest).UnixMicro()}
	}
	list, err := json.Marshal(asked)
	if err != nil {
		return err
	}
	rows, err := r.Tx.QueryContext(ctx, `SELECT i.candidate_id, i.id, i.status, i.start_at, i.duration_seconds, `+unscored+`, `+doubtful+`
		FROM json_each(?) w CROSS JOIN interviews i INDEXED BY interviews_candidate ON i.candidate_id = CAST(json_extract(w.value, '$[0]') AS INTEGER)
			AND i.status IN ('scheduled', 'completed') AND (i.status = 'scheduled' OR i.start_at >= CAST(json_extract(w.value, '$[1]') AS INTEGER))
		WHERE i.job_id = ?`+r.See.In("i.id", scope.Interviews)+" ORDER BY i.start_at, i.id", append([]any{string(list), job}, r.See.Args(1)...)...)
	_, err = columns.Collect(rows, err, func(row columns.Scanner) (none struct{}, err error) {
		var who recruit.CandidateID
		var i board.Interview
		var lasts time.Duration
		if err := columns.Lenient(row).Scan(&who, &i.ID, &i.Status, columns.Moment(&i.Start), columns.Seconds(&lasts), &i.Unscored, columns.Truth(&i.Doubtful)); err != nil {
			return none, err
		}
		i.End = i.Start.Add(lasts)
		if p := at[who]; p != nil {
			p.Interviews = append(p.Interviews, i)
		}
		return none, nil
	})
	return err
}
