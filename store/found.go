package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/store/columns"
	"recruitty/store/details"
	"recruitty/store/scope"
	"recruitty/store/terms"
	"recruitty/store/where"
)

// This file finds candidates by words that are not their own: the stage they
// are in and the job they are linked to. The search index knows neither, because
// a job's new title would have to be written to each of its candidates. A word
// that is none of those is left to the index alone, so that typing a name costs
// what it did before.

// Limits of a search by stage and job.
const (
	maxOrigins    = 400    // up to so many sources are told apart, and gone along one by one
	maxFoundJobs  = 2000   // whose titles hold a word; the newest
	fewFoundJobs  = 24     // up to so many are gone along one by one, more of them together
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
	without   [][]foundWord
	links     where.Linked
	jobs      map[int][]recruit.JobID    // of terms, by their place
	owners    map[int][]recruit.MemberID // of terms, by their place
	origins   []string                   // where candidates came from, as far as they were looked up
	stages    []string
	now       time.Time
	backwards bool
}

// findingOf reads the words of a query and the terms beside it; false when there are no
// terms and none of the words is a stage or a job, and the search index answers alone.
func findingOf(ctx context.Context, tx *sql.Tx, see scope.Scope, f recruit.CandidateFilter, now time.Time) (*finding, bool, error) {
	q := &finding{tx: tx, see: see, filter: f, now: now, backwards: f.After == "" && f.Before != ""}
	typed := terms.Typed(f.Query)
	further := len(f.Where)+len(f.Without) > 0
	if len(typed) == 0 && !further {
		return q, false, nil
	}
	var err error
	if q.stages, err = usedStages(ctx, tx); err != nil {
		return nil, false, err
	}
	for _, text := range typed {
		w, err := q.word(ctx, text)
		if err != nil {
			return nil, false, err
		}
		further = further || w.elsewhere()
		q.words = append(q.words, w)
	}
	for _, group := range f.Without {
		var words []foundWord
		for _, text := range terms.Typed(group) {
			w, err := q.word(ctx, text)
			if err != nil {
				return nil, false, err
			}
			words = append(words, w)
		}
		if len(words) > 0 {
			q.without = append(q.without, words)
		}
	}
	return q, further, q.lookUp(ctx)
}

// word is what a word of a query may mean.
func (q *finding) word(ctx context.Context, text string) (foundWord, error) {
	w := foundWord{text: text, indexed: text, also: q.filter.Also[text]}
	if !q.see.Part { // which the index is not asked for
		usual, err := usualEnding(ctx, q.tx, text)
		if err != nil {
			return w, err
		}
		if usual {
			w.indexed, _ = terms.Indexed(text)
		}
	}
	long := utf8.RuneCountInString(text) >= shortestFound
	for _, stage := range q.stages {
		if slices.ContainsFunc(terms.Of(stage), func(s string) bool { return s == text || long && strings.HasPrefix(s, text) }) {
			w.stages = append(w.stages, stage)
		}
	}
	question := `"` + text + `"`
	if long {
		question += "*"
	}
	rows, err := q.tx.QueryContext(ctx, "SELECT rowid FROM job_search WHERE job_search MATCH ?"+q.see.In("rowid", scope.Jobs)+" ORDER BY rowid DESC LIMIT ?+0",
		slices.Concat([]any{question}, q.see.Args(1), []any{maxFoundJobs})...)
	w.jobs, err = columns.Collect(rows, err, func(row columns.Scanner) (id recruit.JobID, err error) { return id, row.Scan(&id) })
	return w, err
}

// sight is what package where is told of the scope.
func sight(see scope.Scope) where.Sight {
	by := func(kind scope.Kind) func(string) where.Condition {
		return func(column string) where.Condition {
			return where.Condition{Text: see.In(column, kind), Args: see.Args(1)}
		}
	}
	note, args := see.Note()
	return where.Sight{Member: where.Condition{Text: see.Myself("m.id"), Args: see.Args(1)}, Job: by(scope.Jobs), Interview: by(scope.Interviews), Note: where.Condition{Text: note, Args: args}, File: where.Condition{Text: see.CandidateFile(), Args: see.Args(1)}}
}

// lookUp finds the stages and jobs that terms mean. All jobs are looked at that have the
// words of a title anywhere.
func (q *finding) lookUp(ctx context.Context) error {
	q.links, q.jobs = where.Linked{Stages: map[int][]string{}, Jobs: map[int]string{}, Own: map[int][]string{}}, map[int][]recruit.JobID{}
	q.owners = map[int][]recruit.MemberID{}
	for n, t := range q.filter.Where {
		switch t.Field {
		case recruit.ByOwner:
			rows, err := q.tx.QueryContext(ctx, "SELECT id, name || ' ' || email FROM members")
			_, err = columns.Collect(rows, err, func(row columns.Scanner) (id recruit.MemberID, err error) {
				var called string
				if err = row.Scan(&id, &called); err == nil && len(where.Meant(t, []string{called})) > 0 {
					q.owners[n] = append(q.owners[n], id)
				}
				return id, err
			})
			if err != nil {
				return err
			}
		case recruit.BySource:
			rows, err := q.tx.QueryContext(ctx, where.Origins(), maxOrigins)
			if q.origins, err = columns.Collect(rows, err, columns.ScanText); err != nil {
				return err
			}
		case recruit.ByOwn:
			var err error
			if q.links.Own[n], err = details.Standing(ctx, q.tx, q.see, t.Named); err != nil {
				return err
			}
		case recruit.ByStage:
			q.links.Stages[n] = where.Meant(t, q.stages)
		case recruit.ByJob:
			var jobs []recruit.JobID
			for _, v := range t.Any {
				rows, err := q.tx.QueryContext(ctx, "SELECT s.rowid FROM job_search s CROSS JOIN jobs j ON j.id = s.rowid WHERE job_search MATCH ? AND says(j.title, ?)"+q.see.In("s.rowid", scope.Jobs),
					append([]any{terms.Matching(strings.Fields(v)), v}, q.see.Args(1)...)...)
				found, err := columns.Collect(rows, err, func(row columns.Scanner) (id recruit.JobID, err error) { return id, row.Scan(&id) })
				if err != nil {
					return err
				}
				jobs = append(jobs, found...)
			}
			slices.Sort(jobs)
			q.links.Jobs[n], q.jobs[n] = jsonOf(jobs), slices.Compact(jobs)
		}
	}
	return nil
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
	err := tx.QueryRowContext(ctx, `SELECT count(*), count(iif(instr(' ' || c.search_text, ?), 1, NULL))
		FROM (SELECT rowid FROM candidate_search WHERE candidate_search MATCH ? ORDER BY rowid DESC LIMIT ?+0) s CROSS JOIN candidates c ON c.id = s.rowid`,
		" "+word, terms.Matching([]string{beginning}), sampled).Scan(&rows, &good)
	return rows < sampled || good > rows/2, err
}

// order is the direction in which ids run.
func (q *finding) order() where.Order {
	if q.backwards {
		return where.Oldest()
	}
	return where.Newest()
}

// sources are the queries that yield ids in order, each for the rows that a
// word, or the words that mean nothing else, can match.
func (q *finding) sources(words ...foundWord) []where.Source {
	o := q.order()
	var texts []string
	for _, w := range words {
		texts = append(texts, w.indexed)
	}
	all := []where.Source{o.Indexed(terms.Matching(texts))}
	for _, w := range words {
		if len(w.also) > 0 {
			all = append(all, o.Named(jsonOf(w.also)))
		}
		for _, stage := range w.stages {
			all = append(all, o.InStage(stage))
		}
		all = append(all, q.ofJobs(w.jobs)...)
	}
	return all
}

// ofJobs yields those who are linked to jobs.
func (q *finding) ofJobs(jobs []recruit.JobID) []where.Source {
	if len(jobs) > fewFoundJobs {
		return []where.Source{q.order().OfJobs(jsonOf(jobs))}
	}
	var all []where.Source
	for _, job := range jobs {
		all = append(all, q.order().OfJob(job))
	}
	return all
}

// choices are the ways to go along: by the words that only the index knows, else by each
// word; by each term that an index knows; and nil, by all candidates, where there is no other.
func (q *finding) choices() [][]where.Source {
	var plain []foundWord
	for _, w := range q.words {
		if !w.elsewhere() {
			plain = append(plain, w)
		}
	}
	var all [][]where.Source
	if len(plain) > 0 {
		all = append(all, q.sources(plain...))
	} else {
		for _, w := range q.words {
			all = append(all, q.sources(w))
		}
	}
	o := q.order()
	if q.filter.JobID != 0 && len(q.filter.Where) > 0 {
		all = append(all, []where.Source{o.OfJob(q.filter.JobID)})
	}
	for n, t := range q.filter.Where {
		if t.Not {
			continue
		}
		way, known := []where.Source{}, true // none of them is nobody
		switch t.Field {
		case recruit.ByStage:
			for _, stage := range q.links.Stages[n] {
				way = append(way, o.InStage(stage))
			}
		case recruit.ByJob:
			way = append(way, q.ofJobs(q.jobs[n])...)
		case recruit.ByHas:
			way, known = o.Having(t)
		case recruit.ByOwner:
			for _, owner := range q.owners[n] {
				way = append(way, o.OwnedBy(owner))
			}
		case recruit.ByOwn:
			for _, name := range q.links.Own[n] {
				way = append(way, o.Filling(t, name))
			}
		case recruit.BySource:
			if known = len(q.origins) < maxOrigins; known {
				for _, origin := range where.Meant(t, q.origins) {
					way = append(way, o.CameFrom(origin))
				}
			}
		case recruit.ByText:
			way = q.texts(t)
		default:
			var values []string
			if values, known = where.Words(t); known {
				for _, v := range values {
					way = append(way, o.Indexed(terms.Matching(beginnings(v))))
				}
			}
		}
		if known {
			all = append(all, way)
		}
	}
	if way, known := o.Meeting(q.filter.Where, q.now); known {
		all = append(all, []where.Source{way})
	}
	if len(all) == 0 {
		all = append(all, nil)
	}
	return all
}

// texts are the ways to those who fulfil a term about notes and files.
func (q *finding) texts(t recruit.Term) []where.Source {
	o := q.order()
	all := []where.Source{o.Unread()}
	for _, v := range t.Any {
		all = append(all, o.Said(terms.Matching(beginnings(v))))
	}
	return all
}

// beginnings are the words of a value as far as the search index has their beginnings.
func beginnings(value string) []string {
	words := strings.Fields(value)
	for n, w := range words {
		words[n], _ = terms.Indexed(w)
	}
	return words
}
