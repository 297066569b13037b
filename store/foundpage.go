package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/fulltext"
	"recruitty/store/scope"
	"recruitty/store/where"
)

// This file goes along a search and reads a page of what it finds.

// chunk is the next ids, at most limit, on the way that is gone along.
func (q *finding) chunk(ctx context.Context, drive []where.Source, from recruit.CandidateID, limit int) ([]recruit.CandidateID, error) {
	var ids []recruit.CandidateID
	for _, s := range drive {
		rows, err := q.tx.QueryContext(ctx, s.Query, append(slices.Clone(s.Args), from, limit)...)
		part, err := columns.Collect(rows, err, func(row columns.Scanner) (id recruit.CandidateID, err error) { return id, row.Scan(&id) })
		if err != nil {
			return nil, err
		}
		ids = append(ids, part...)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if !q.backwards {
		slices.Reverse(ids)
	}
	return ids[:min(len(ids), limit)], nil
}

// read is how far files are read, where a filter asks for what they say.
func read(ctx context.Context, tx *sql.Tx, see scope.Scope, f recruit.CandidateFilter) (recruit.FilesRead, error) {
	if !slices.ContainsFunc(f.Where, func(t recruit.Term) bool { return t.Field == recruit.ByText }) {
		return recruit.FilesRead{}, nil
	}
	return fulltext.Far(ctx, tx, see)
}

// FilesRead implements recruit.Candidates.
func (db *DB) FilesRead(ctx context.Context) (far recruit.FilesRead, err error) {
	err = db.readAs(ctx, func(tx *sql.Tx, see scope.Scope) error {
		far, err = fulltext.Far(ctx, tx, see)
		return err
	})
	return far, err
}

// narrow adds the conditions that all words and terms hold for a candidate c.
func (q *finding) narrow(asked *columns.Conditions) {
	for _, w := range q.words {
		text, args := q.said(w)
		asked.Add(text, args...)
	}
	for _, group := range q.without {
		var each columns.Conditions
		for _, w := range group {
			text, args := q.said(w)
			each.Add(text, args...)
		}
		asked.Add("NOT ("+strings.Join(each.Texts, " AND ")+")", each.Args...)
	}
	if len(q.filter.Where) > 0 {
		c := where.Candidates(q.filter.Where, q.links, q.filter.JobID, sight(q.see), q.now)
		asked.Add(c.Text, c.Args...)
	}
}

// said is the condition that a word stands for a candidate c.
func (q *finding) said(w foundWord) (text string, args []any) {
	text, args = "instr(' ' || c.search_text, ?)", []any{" " + w.text}
	if w.elsewhere() {
		there, more := linked(recruit.CandidateFilter{JobID: q.filter.JobID}, q.see, "c.id",
			" AND (x.stage IN (SELECT value FROM json_each(?)) OR x.job_id IN (SELECT CAST(value AS INTEGER) FROM json_each(?)))", jsonOf(w.stages), jsonOf(w.jobs))
		text = "(" + text + " OR " + there + " OR c.id IN (SELECT CAST(value AS INTEGER) FROM json_each(?)))"
		args = append(append(args, more...), jsonOf(w.also))
	}
	return text, args
}

// holding keeps those of the ids for which all words and the filter hold, in
// the order of the ids.
func (q *finding) holding(ctx context.Context, ids []recruit.CandidateID) ([]recruit.CandidateID, error) {
	return q.fitting(ctx, "candidates c", "c.id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))", len(ids), jsonOf(ids))
}

// among are at most limit of all candidates behind from for whom all words and the filter
// hold.
func (q *finding) among(ctx context.Context, from recruit.CandidateID, limit int) ([]recruit.CandidateID, error) {
	side := "c.id < ?"
	if q.backwards {
		side = "c.id > ?"
	}
	return q.fitting(ctx, "candidates c NOT INDEXED", side, limit, from)
}

// fitting are at most limit of some candidates for whom all words and the filter hold.
func (q *finding) fitting(ctx context.Context, table, some string, limit int, arg any) ([]recruit.CandidateID, error) {
	var asked columns.Conditions
	asked.Add(some, arg)
	asked.Add("c.sort_key IS NOT NULL")
	q.narrow(&asked)
	if q.filter.JobID != 0 || q.filter.Stage != "" {
		text, args := linked(q.filter, q.see, "c.id", "")
		asked.Add(text, args...)
	}
	order := "DESC"
	if q.backwards {
		order = "ASC"
	}
	rows, err := q.tx.QueryContext(ctx, "SELECT c.id FROM "+table+" "+asked.Clause()+" ORDER BY c.id "+order+" LIMIT ?+0", asked.With(limit)...)
	return columns.Collect(rows, err, func(row columns.Scanner) (id recruit.CandidateID, err error) { return id, row.Scan(&id) })
}

// driver chooses what the search goes along: the way with the fewest rows, nil for all
// candidates. It says how many rows that has, as far as they are counted.
func (q *finding) driver(ctx context.Context) (drive []where.Source, rows int, err error) {
	rows = -1
	most := guessedFound
	if q.filter.CountTo > 0 {
		most = countedFound // nobody asks for a guess
	}
	for _, choice := range q.choices() {
		n := 0
		for _, s := range choice {
			if n > most {
				break
			}
			var part int
			err := q.tx.QueryRowContext(ctx, "SELECT count(*) FROM ("+s.Query+")", append(slices.Clone(s.Args), q.start(), most)...).Scan(&part)
			if err != nil {
				return nil, 0, err
			}
			n += part
		}
		if rows < 0 || n < rows {
			drive, rows = choice, n
		}
	}
	return drive, min(rows, most), nil
}

// start lies before the first id in the direction of the search.
func (q *finding) start() recruit.CandidateID {
	if q.backwards {
		return 0
	}
	return 1<<62 - 1
}

// find returns at most limit ids behind from. Each chunk begins behind the last
// id of the one before, so that the loop advances.
func (q *finding) find(ctx context.Context, drive []where.Source, from recruit.CandidateID, limit int) ([]recruit.CandidateID, error) {
	if drive == nil {
		return q.among(ctx, from, limit)
	}
	var found []recruit.CandidateID
	for size := foundChunk; ; size = min(2*size, largestChunk) {
		ids, err := q.chunk(ctx, drive, from, size)
		if err != nil || len(ids) == 0 {
			return found, err
		}
		good, err := q.holding(ctx, ids)
		if err != nil {
			return nil, err
		}
		found = append(found, good...)
		if from = ids[len(ids)-1]; len(found) >= limit || len(ids) < size {
			return found[:min(len(found), limit)], nil
		}
	}
}

// page reads one page of the candidates that were found.
func (q *finding) page(ctx context.Context, now any, limit int, page *recruit.CandidatePage) ([]listedCandidate, error) {
	drive, guess, err := q.driver(ctx)
	if err != nil {
		return nil, err
	}
	from := q.start()
	at := q.filter.After
	if q.backwards {
		at = q.filter.Before
	}
	if at != "" && at != lastPage {
		c, err := parseCursor(at)
		if err != nil {
			return nil, err
		}
		from = c.id
	}
	ids, err := q.find(ctx, drive, from, limit)
	if err != nil {
		return nil, err
	}
	page.Offset = -1
	if q.filter.After == "" && q.filter.Before == "" {
		page.Offset = 0
	}
	if most := q.filter.CountTo; most > 0 {
		all, err := q.find(ctx, drive, q.start(), most+1)
		if err != nil {
			return nil, err
		}
		page.Total, page.More = min(len(all), most), len(all) > most
	} else if len(q.filter.Where)+len(q.filter.Without) > 0 { // what it goes along says little of how many there are
		all, err := q.find(ctx, drive, q.start(), guessedFound+1)
		if err != nil {
			return nil, err
		}
		page.Total, page.More = min(len(all), guessedFound), len(all) > guessedFound
	} else if page.Total = guess; guess <= countedFound {
		all, err := q.find(ctx, drive, q.start(), countedFound)
		if err != nil {
			return nil, err
		}
		page.Total = len(all)
	} else if page.About = true; page.Offset == 0 && len(ids) < limit {
		page.Total, page.About = len(ids), false
	}
	l := listing{source: "candidates c", id: "c.id", job: q.filter.JobID, see: q.see}
	l.joinNewest()
	l.where.Add("c.id IN (SELECT CAST(value AS INTEGER) FROM json_each(?))", jsonOf(ids))
	query, args := l.page(now, false, limit)
	rows, err := q.tx.QueryContext(ctx, query, args...)
	return columns.Collect(rows, err, listedRows())
}

// jsonOf writes a list as an argument for json_each.
func jsonOf[T any](list []T) string {
	if len(list) == 0 {
		return "[]"
	}
	text, err := json.Marshal(list)
	if err != nil {
		return "[]" // numbers and texts always can be written
	}
	return string(text)
}
