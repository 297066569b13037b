package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
	"recruitty/store/columns"
	"recruitty/store/scope"
	"recruitty/store/terms"
)

// lastPage, as the Before of a filter, asks for the end of the list.
const lastPage recruit.Cursor = "end"

// cursor is a place in a list of candidates.
type cursor struct {
	key string // the sort key; unused where a query is the filter
	id  recruit.CandidateID
}

// String is the cursor as the outside keeps it.
func (c cursor) String() recruit.Cursor {
	return recruit.Cursor(strconv.FormatInt(int64(c.id), 10) + ":" + c.key)
}

// parseCursor reads what String wrote.
func parseCursor(text recruit.Cursor) (cursor, error) {
	number, key, ok := strings.Cut(string(text), ":")
	id, err := strconv.ParseInt(number, 10, 64)
	if !ok || err != nil {
		return cursor{}, recruit.Invalid("after", "%q is not a place in the list of candidates; start at the beginning.", string(text))
	}
	return cursor{key, recruit.CandidateID(id)}, nil
}

// listing is the SQL for one way through the candidates. Each way reads one
// index in its order and stops after a page.
type listing struct {
	source string // table whose index gives the order
	joins  string // what the rows need besides, with its arguments
	joined []any
	key    string // column of the sort key, "" for a list by id alone, newest first
	id     string // column of the candidate's id
	where  columns.Conditions
	bounds columns.Conditions // where the page begins or ends
	job    recruit.JobID
	all    bool   // of everybody, whose number is kept
	rough  string // joins what is needed to tell the rows apart that the index takes for matches
	see    scope.Scope
}

// joinNewest joins the application that a list shows: that of the job which was
// filtered by, else the newest.
func (l *listing) joinNewest() {
	l.joins += ` LEFT JOIN applications a ON a.id = (SELECT x.id FROM applications x
		WHERE x.candidate_id = c.id AND (x.job_id = ?1 OR ?1 = 0)` + l.see.In("x.job_id", scope.Jobs) + ` ORDER BY x.id DESC LIMIT 1) LEFT JOIN jobs j ON j.id = a.job_id`
	l.joined = append(l.joined, l.see.Args(1)...)
}

// listingOf chooses the way that the filter needs. A part of the workspace is small,
// so that it is read by name whatever is looked for; foundWords says what that is.
func listingOf(f recruit.CandidateFilter, see scope.Scope) listing {
	l := listing{job: f.JobID, see: see}
	question, asked := terms.Match(f.Query)
	switch {
	case asked && !see.Part:
		l.source, l.id = "candidate_search s", "s.rowid"
		l.joins = " CROSS JOIN candidates c ON c.id = s.rowid"
		l.joinNewest()
		l.where.Add("candidate_search MATCH ?", question)
	case f.JobID != 0 && !see.Part:
		l.source, l.key, l.id = "applications a", "a.sort_key", "a.candidate_id"
		l.joins = " CROSS JOIN candidates c ON c.id = a.candidate_id CROSS JOIN jobs j ON j.id = a.job_id"
		l.where.Add("a.sort_key IS NOT NULL")
		l.where.Add("a.job_id = ?", f.JobID)
		if f.Stage != "" {
			l.where.Add("a.stage = ?", f.Stage)
		}
		return l
	default:
		l.source, l.key, l.id = "candidates c", "c.sort_key", "c.id"
		l.joinNewest()
		l.where.Add("c.sort_key IS NOT NULL")
		l.all = f.Named == "" && f.Stage == "" && !see.Part
		see.Where(&l.where, "c.id", scope.Candidates)
		if begin := sanitize.Fold(f.Named); begin != "" {
			l.where.Add("c.sort_key >= ?", begin)
			l.where.Add("c.sort_key < ?", begin+string(utf8.MaxRune))
		}
	}
	if f.JobID != 0 || f.Stage != "" {
		text, args := linked(f, see, l.id, "")
		l.where.Add(text, args...)
	}
	return l
}

// bound keeps to one side of a page that is shown already.
func (l *listing) bound(after, before recruit.Cursor) error {
	at, forwards := after, true
	if after == "" {
		at, forwards = before, false
	}
	if at == "" || at == lastPage {
		return nil
	}
	c, err := parseCursor(at)
	if err != nil {
		return err
	}
	l.bounds.Add(l.side(forwards), l.sideArgs(c)...)
	return nil
}

// side is the condition for rows behind (or before) a place in the list.
func (l *listing) side(behind bool) string {
	switch {
	case l.key != "" && behind:
		return "(" + l.key + ", " + l.id + ") > (?, ?)"
	case l.key != "":
		return "(" + l.key + ", " + l.id + ") < (?, ?)"
	case behind:
		return l.id + " < ?"
	}
	return l.id + " > ?"
}

func (l *listing) sideArgs(c cursor) []any {
	if l.key != "" {
		return []any{c.key, c.id}
	}
	return []any{c.id}
}

// page is the query for at most limit rows, from the far end when backwards.
func (l *listing) page(now any, backwards bool, limit int) (string, []any) {
	order, key := l.id+" DESC", "''"
	switch {
	case l.key != "" && backwards:
		order, key = l.key+" DESC, "+l.id+" DESC", l.key
	case l.key != "":
		order, key = l.key+", "+l.id, l.key
	case backwards:
		order = l.id
	}
	all := columns.Conditions{Texts: append(append([]string(nil), l.where.Texts...), l.bounds.Texts...), Args: append(l.where.With(), l.bounds.Args...)}
	first := slices.Concat([]any{l.job, now}, l.see.Args(1), l.joined)
	// ?1 and ?2 are named by number, all later ones follow in their order.
	return `SELECT c.id, c.name, c.email, c.headline, ifnull(j.title, ''), ifnull(a.stage, ''), ifnull(j.stages, ''),
		(SELECT min(i.start_at) FROM interviews i WHERE i.candidate_id = c.id AND i.status = 'scheduled' AND i.start_at >= ?2` + l.see.In("i.id", scope.Interviews) + `), ` + candidateDamage + ", " + ownerName + ", c.time_zone, " + key +
		" FROM " + l.source + l.joins + " " + all.Clause() + " ORDER BY " + order + " LIMIT ?+0", append(first, all.With(limit)...)
}

// total is the query for how many match, counted up to most unless that is 0.
func (l *listing) total(most int) (string, []any) {
	switch {
	case l.all:
		return "SELECT candidates FROM pulse", nil
	case most > 0:
		return "SELECT count(*) FROM (SELECT 1 FROM " + l.source + l.rough + " " + l.where.Clause() + " LIMIT ?+0)", l.where.With(most)
	}
	return "SELECT count(*) FROM " + l.source + l.rough + " " + l.where.Clause(), l.where.Args
}

// roughly is the way through a search that asks the index for the beginnings of
// words, and looks at each row for the rest of them. It is l where no word is cut.
func (l listing) roughly(words []foundWord) listing {
	var beginnings []string
	var rest columns.Conditions
	for _, w := range words {
		beginnings = append(beginnings, w.indexed)
		if w.indexed != w.text {
			rest.Add("instr(' ' || c.search_text, ?)", " "+w.text)
		}
	}
	if len(rest.Texts) == 0 {
		return l
	}
	own := l.where // the question comes first
	l.rough = " CROSS JOIN candidates c ON c.id = s.rowid"
	l.where.Texts = slices.Concat(own.Texts, rest.Texts)
	l.where.Args = slices.Concat([]any{terms.Matching(beginnings)}, own.Args[1:], rest.Args)
	return l
}

// before is the query for how many matching rows stand before a place.
func (l *listing) before(c cursor) (string, []any) {
	all := columns.Conditions{Texts: append([]string(nil), l.where.Texts...), Args: l.where.With()}
	all.Add(l.side(false), l.sideArgs(c)...)
	return "SELECT count(*) FROM " + l.source + l.rough + " " + all.Clause(), all.Args
}

// listedCandidate is a row with its place in the list.
type listedCandidate struct {
	recruit.CandidateSummary
	cursor cursor
}

// listedRows reads the rows of a list of candidates.
func listedRows() func(columns.Scanner) (listedCandidate, error) {
	var known pipelines
	return func(row columns.Scanner) (listedCandidate, error) {
		var c listedCandidate
		var stages, zone string
		err := row.Scan(&c.ID, &c.Name, &c.Email, &c.Headline, &c.JobTitle, &c.Stage, &stages, columns.Moment(&c.NextAt), &c.Damage, &c.Owner, &zone, &c.cursor.key)
		damagedZone(&c.Damage, zone)
		c.Place, c.cursor.id = known.place(stages, c.Stage), c.ID
		return c, err
	}
}

// summaries reads the rows of a list of interviews: these columns of each, and what stands
// beside it. Where the columns of a row go is found once for all of them.
func summaries(fields columns.Of[interviewRow], beside bool) func(columns.Scanner) (recruit.InterviewSummary, error) {
	var r interviewRow
	var s recruit.InterviewSummary
	to := append(fields.Into(&r, &r.Damage), &s.CandidateName, &s.JobTitle, &s.OrganiserName, owing{&s.NeedAttention, &s.Waiting})
	if beside {
		to = append(to, &s.OrganiserEmail, &s.CandidateEmail, &s.CandidateZone, &s.Stage)
	}
	into := columns.Forgiving(to...)
	return func(row columns.Scanner) (recruit.InterviewSummary, error) {
		r, s = interviewRow{}, recruit.InterviewSummary{}
		err := row.Scan(into...)
		s.Interview = r.whole()
		return s, err
	}
}

// linked is the condition that a candidate is linked to the job, in the stage, of a
// filter, by a link x for which more holds.
func linked(f recruit.CandidateFilter, see scope.Scope, id, more string, its ...any) (text string, args []any) {
	text = "EXISTS (SELECT 1 FROM applications x WHERE x.candidate_id = " + id
	if f.JobID != 0 {
		text, args = text+" AND x.job_id = ?", append(args, f.JobID)
	}
	if f.Stage != "" {
		text, args = text+" AND x.stage = ?", append(args, f.Stage)
	}
	return text + see.In("x.job_id", scope.Jobs) + more + ")", slices.Concat(args, see.Args(1), its)
}

// maxRows is the most that one list returns, whatever was asked for.
const maxRows = 10_000

// limitOf is the number of rows to return, usual when none was asked for.
func limitOf(limit, usual int) int { return columns.Bounded(limit, usual, maxRows) }

// state names what the answers to questions depend on besides the questions:
// the last commit of anybody that a screen may show, and the minute, as a list says
// what is ahead.
func (db *database) state(ctx context.Context) (string, error) {
	at := db.current()
	var commits int64
	if err := at.readers.QueryRowContext(ctx, "SELECT commits FROM pulse").Scan(&commits); err != nil {
		return "", err
	}
	return fmt.Sprintf("%p %d %d", at, commits, db.clock().Unix()/60), nil
}

// inScope is a filter together with who asks, where that makes the answer another.
type inScope[F any] struct {
	Who    recruit.MemberID
	Filter F
}

// searchTogether is askTogether among those who see the same.
func searchTogether[F, T any](ctx context.Context, db *DB, filter F, long bool, own func(T) T, find func(context.Context, F) (T, error)) (T, error) {
	return askTogether(ctx, db.searches, inScope[F]{db.see.Who(), filter}, long, own, func(ctx context.Context) (T, error) { return find(ctx, filter) })
}
