package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/scope"
	"recruitty/store/terms"
)

// This file finds candidates by words that are not their own: the stage they
// are in and the job they are linked to. The search index knows neither, because
// a job's new title would have to be written to each of its candidates. A word
// that is none of those is left to the index alone, so that typing a name costs
// what it did before.

// Limits of a search by stage and job.
const (
	maxFoundJobs  = 2000   // whose titles hold a word; the newest
	fewFoundJobs  = 8      // up to so many are gone along one by one, more of them together
	countedFound  = 2000   // up to so many the number of matches is exact
	guessedFound  = 20_000 // the highest guess beyond
	foundChunk    = 400    // ids that are looked at together, at first
	largestChunk  = 6400
	shortestFound = 3 // shorter words are stages and jobs only when they are whole
)

// foundWord is one word of a query with what else it may mean.
type foundWord struct {
	text    string
	indexed string // what the search index is asked for; who has another word is told apart later
	stages  []string
	jobs    []recruit.JobID
	also    []recruit.CandidateID
}

// elsewhere says that it may mean a stage or a job.
func (w foundWord) elsewhere() bool { return len(w.stages)+len(w.jobs)+len(w.also) > 0 }

// finding is one search. ids run from the newest down, or up when backwards.
type finding struct {
	tx        *sql.Tx
	see       scope.Scope
	filter    recruit.CandidateFilter
	words     []foundWord
	backwards bool
}

// findingOf reads the words of a query; false when none of them is a stage or a
// job, and the search index answers alone.
func findingOf(ctx context.Context, tx *sql.Tx, see scope.Scope, f recruit.CandidateFilter) (*finding, bool, error) {
	q := &finding{tx: tx, see: see, filter: f, backwards: f.After == "" && f.Before != ""}
	typed := terms.Typed(f.Query)
	if len(typed) == 0 {
		return q, false, nil
	}
	stages, err := usedStages(ctx, tx)
	if err != nil {
		return nil, false, err
	}
	further := false
	for _, text := range typed {
		w := foundWord{text: text, indexed: text, also: f.Also[text]}
		if !see.Part { // which the index is not asked for
			usual, err := usualEnding(ctx, tx, text)
			if err != nil {
				return nil, false, err
			}
			if usual {
				w.indexed, _ = terms.Indexed(text)
			}
		}
		long := utf8.RuneCountInString(text) >= shortestFound
		for _, stage := range stages {
			if slices.ContainsFunc(terms.Of(stage), func(s string) bool { return s == text || long && strings.HasPrefix(s, text) }) {
				w.stages = append(w.stages, stage)
			}
		}
		question := `"` + text + `"`
		if long {
			question += "*"
		}
		rows, err := tx.QueryContext(ctx, "SELECT rowid FROM job_search WHERE job_search MATCH ?"+see.In("rowid", scope.Jobs)+" ORDER BY rowid DESC LIMIT ?+0",
			slices.Concat([]any{question}, see.Args(1), []any{maxFoundJobs})...)
		w.jobs, err = columns.Collect(rows, err, func(row columns.Scanner) (id recruit.JobID, err error) { return id, row.Scan(&id) })
		if err != nil {
			return nil, false, err
		}
		further = further || w.elsewhere()
		q.words = append(q.words, w)
	}
	return q, further, nil
}

// sampled is how many rows are looked at to learn how a word goes on.
const sampled = 200

// usualEnding reports whether a word is longer than the beginnings that are indexed,
// and most of the newest rows with its beginning have all of it. Going along those
// is faster then than letting SQLite put the matches together; where few have it,
// there is little to put together.
func usualEnding(ctx context.Context, tx *sql.Tx, word string) (bool, error) {
	beginning, cut := terms.Indexed(word)
	if !cut {
		return false, nil
	}
	var rows, good int
	err := tx.QueryRowContext(ctx, `SELECT count(*), count(nullif(instr(' ' || c.search_text, ?), 0))
		FROM (SELECT rowid FROM candidate_search WHERE candidate_search MATCH ? ORDER BY rowid DESC LIMIT ?+0) s CROSS JOIN candidates c ON c.id = s.rowid`,
		" "+word, terms.Matching([]string{beginning}), sampled).Scan(&rows, &good)
	return rows < sampled || good > rows/2, err
}

// sources are the queries that yield ids in order, each for the rows that a
// word, or the words that mean nothing else, can match.
func (q *finding) sources(words ...foundWord) (queries []string, args [][]any) {
	side, order := "<", "DESC"
	if q.backwards {
		side, order = ">", "ASC"
	}
	var texts []string
	for _, w := range words {
		texts = append(texts, w.indexed)
	}
	queries = []string{"SELECT rowid FROM candidate_search WHERE candidate_search MATCH ? AND rowid " + side + " ? ORDER BY rowid " + order + " LIMIT ?+0"}
	args = [][]any{{terms.Matching(texts)}}
	for _, w := range words {
		if len(w.also) > 0 {
			queries = append(queries, "SELECT value FROM json_each(?) WHERE value "+side+" ? ORDER BY value "+order+" LIMIT ?+0")
			args = append(args, []any{jsonOf(w.also)})
		}
		for _, stage := range w.stages {
			queries = append(queries, "SELECT candidate_id FROM applications INDEXED BY applications_in_stage WHERE stage = ? AND candidate_id "+side+" ? ORDER BY candidate_id "+order+" LIMIT ?+0")
			args = append(args, []any{stage})
		}
		if len(w.jobs) > fewFoundJobs {
			queries = append(queries, "SELECT DISTINCT candidate_id FROM applications INDEXED BY applications_of_job WHERE job_id IN (SELECT value FROM json_each(?)) AND candidate_id "+
				side+" ? ORDER BY candidate_id "+order+" LIMIT ?+0")
			args = append(args, []any{jsonOf(w.jobs)})
			continue
		}
		for _, job := range w.jobs {
			queries = append(queries, "SELECT candidate_id FROM applications INDEXED BY applications_of_job WHERE job_id = ? AND candidate_id "+side+" ? ORDER BY candidate_id "+order+" LIMIT ?+0")
			args = append(args, []any{job})
		}
	}
	return queries, args
}

// chunk is the next ids, at most limit, that the driving words can match.
func (q *finding) chunk(ctx context.Context, drive []foundWord, from recruit.CandidateID, limit int) ([]recruit.CandidateID, error) {
	queries, args := q.sources(drive...)
	var ids []recruit.CandidateID
	for i, query := range queries {
		rows, err := q.tx.QueryContext(ctx, query, append(slices.Clone(args[i]), from, limit)...)
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

// narrow adds the conditions that all words hold for a candidate c.
func (q *finding) narrow(where *columns.Conditions) {
	for _, w := range q.words {
		text, args := "instr(' ' || c.search_text, ?)", []any{" " + w.text}
		if w.elsewhere() {
			there, more := linked(recruit.CandidateFilter{JobID: q.filter.JobID}, q.see, "c.id",
				" AND (x.stage IN (SELECT value FROM json_each(?)) OR x.job_id IN (SELECT value FROM json_each(?)))", jsonOf(w.stages), jsonOf(w.jobs))
			text = "(" + text + " OR " + there + " OR c.id IN (SELECT value FROM json_each(?)))"
			args = append(append(args, more...), jsonOf(w.also))
		}
		where.Add(text, args...)
	}
}

// holding keeps those of the ids for which all words and the filter hold, in
// the order of the ids.
func (q *finding) holding(ctx context.Context, ids []recruit.CandidateID) ([]recruit.CandidateID, error) {
	var where columns.Conditions
	where.Add("c.id IN (SELECT value FROM json_each(?))", jsonOf(ids))
	where.Add("c.sort_key IS NOT NULL")
	q.narrow(&where)
	if q.filter.JobID != 0 || q.filter.Stage != "" {
		text, args := linked(q.filter, q.see, "c.id", "")
		where.Add(text, args...)
	}
	order := "DESC"
	if q.backwards {
		order = "ASC"
	}
	rows, err := q.tx.QueryContext(ctx, "SELECT c.id FROM candidates c "+where.Clause()+" ORDER BY c.id "+order, where.Args...)
	return columns.Collect(rows, err, func(row columns.Scanner) (id recruit.CandidateID, err error) { return id, row.Scan(&id) })
}

// driver chooses what the search goes along: the words that only the index
// knows, else the word with the fewest rows. It says how many rows that has, as
// far as they are counted.
func (q *finding) driver(ctx context.Context) (drive []foundWord, rows int, err error) {
	for _, w := range q.words {
		if !w.elsewhere() {
			drive = append(drive, w)
		}
	}
	choices := [][]foundWord{drive}
	if len(drive) == 0 {
		choices = nil
		for _, w := range q.words {
			choices = append(choices, []foundWord{w})
		}
	}
	rows = -1
	most := guessedFound
	if q.filter.CountTo > 0 {
		most = countedFound // nobody asks for a guess
	}
	for _, choice := range choices {
		n := 0
		queries, args := q.sources(choice...)
		for i, query := range queries {
			if n > most {
				break
			}
			var part int
			err := q.tx.QueryRowContext(ctx, "SELECT count(*) FROM ("+query+")", append(slices.Clone(args[i]), q.start(), most)...).Scan(&part)
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
func (q *finding) find(ctx context.Context, drive []foundWord, from recruit.CandidateID, limit int) ([]recruit.CandidateID, error) {
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
	l.where.Add("c.id IN (SELECT value FROM json_each(?))", jsonOf(ids))
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
