package store

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
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
		return cursor{}, recruit.Invalid("after", "%q is no place in the list of candidates; begin at its start.", string(text))
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
	where  conditions
	bounds conditions // where the page begins or ends
	job    recruit.JobID
	all    bool   // of everybody, whose number is kept
	rough  string // joins what is needed to tell the rows apart that the index takes for matches
	see    scope
}

// joinNewest joins the application that a list shows: that of the job which was
// filtered by, else the newest.
func (l *listing) joinNewest() {
	l.joins += ` LEFT JOIN applications a ON a.id = (SELECT x.id FROM applications x
		WHERE x.candidate_id = c.id AND (x.job_id = ?1 OR ?1 = 0)` + l.see.in("x.job_id", ownJobs) + ` ORDER BY x.id DESC LIMIT 1) LEFT JOIN jobs j ON j.id = a.job_id`
	l.joined = append(l.joined, l.see.args(1)...)
}

// listingOf chooses the way that the filter needs. A part of the workspace is small,
// so that it is read by name whatever is looked for; foundWords says what that is.
func listingOf(f recruit.CandidateFilter, see scope) listing {
	l := listing{job: f.JobID, see: see}
	question, asked := match(f.Query)
	switch {
	case asked && !see.part:
		l.source, l.id = "candidate_search s", "s.rowid"
		l.joins = " CROSS JOIN candidates c ON c.id = s.rowid"
		l.joinNewest()
		l.where.add("candidate_search MATCH ?", question)
	case f.JobID != 0 && !see.part:
		l.source, l.key, l.id = "applications a", "a.sort_key", "a.candidate_id"
		l.joins = " CROSS JOIN candidates c ON c.id = a.candidate_id CROSS JOIN jobs j ON j.id = a.job_id"
		l.where.add("a.sort_key IS NOT NULL")
		l.where.add("a.job_id = ?", f.JobID)
		if f.Stage != "" {
			l.where.add("a.stage = ?", f.Stage)
		}
		return l
	default:
		l.source, l.key, l.id = "candidates c", "c.sort_key", "c.id"
		l.joinNewest()
		l.where.add("c.sort_key IS NOT NULL")
		l.all = f.Named == "" && f.Stage == "" && !see.part
		see.where(&l.where, "c.id", ownCandidates)
		if begin := sanitize.Fold(f.Named); begin != "" {
			l.where.add("c.sort_key >= ?", begin)
			l.where.add("c.sort_key < ?", begin+string(utf8.MaxRune))
		}
	}
	if f.JobID != 0 || f.Stage != "" {
		text, args := linked(f, see, l.id, "")
		l.where.add(text, args...)
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
	l.bounds.add(l.side(forwards), l.sideArgs(c)...)
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
	all := conditions{texts: append(append([]string(nil), l.where.texts...), l.bounds.texts...), args: append(l.where.with(), l.bounds.args...)}
	first := slices.Concat([]any{l.job, now}, l.see.args(1), l.joined)
	// ?1 and ?2 are named by number, all later ones follow in their order.
	return `SELECT c.id, c.name, c.email, c.headline, ifnull(j.title, ''), ifnull(a.stage, ''),
		(SELECT min(i.start_at) FROM interviews i WHERE i.candidate_id = c.id AND i.status = 'scheduled' AND i.start_at >= ?2` + l.see.in("i.id", ownInterviews) + `), ` + candidateDamage + ", c.time_zone, " + key +
		" FROM " + l.source + l.joins + " " + all.clause() + " ORDER BY " + order + " LIMIT ?+0", append(first, all.with(limit)...)
}

// total is the query for how many match, counted up to most unless that is 0.
func (l *listing) total(most int) (string, []any) {
	switch {
	case l.all:
		return "SELECT candidates FROM pulse", nil
	case most > 0:
		return "SELECT count(*) FROM (SELECT 1 FROM " + l.source + l.rough + " " + l.where.clause() + " LIMIT ?+0)", l.where.with(most)
	}
	return "SELECT count(*) FROM " + l.source + l.rough + " " + l.where.clause(), l.where.args
}

// roughly is the way through a search that asks the index for the beginnings of
// words, and looks at each row for the rest of them. It is l where no word is cut.
func (l listing) roughly(words []foundWord) listing {
	var beginnings []string
	var rest conditions
	for _, w := range words {
		beginnings = append(beginnings, w.indexed)
		if w.indexed != w.text {
			rest.add("instr(' ' || c.search_text, ?)", " "+w.text)
		}
	}
	if len(rest.texts) == 0 {
		return l
	}
	own := l.where // the question comes first
	l.rough = " CROSS JOIN candidates c ON c.id = s.rowid"
	l.where.texts = slices.Concat(own.texts, rest.texts)
	l.where.args = slices.Concat([]any{matching(beginnings)}, own.args[1:], rest.args)
	return l
}

// before is the query for how many matching rows stand before a place.
func (l *listing) before(c cursor) (string, []any) {
	all := conditions{texts: append([]string(nil), l.where.texts...), args: l.where.with()}
	all.add(l.side(false), l.sideArgs(c)...)
	return "SELECT count(*) FROM " + l.source + l.rough + " " + all.clause(), all.args
}

// listedCandidate is a row with its place in the list.
type listedCandidate struct {
	recruit.CandidateSummary
	cursor cursor
}

func scanListed(row scanner) (listedCandidate, error) {
	var c listedCandidate
	var zone string
	err := row.Scan(&c.ID, &c.Name, &c.Email, &c.Headline, &c.JobTitle, &c.Stage, moment{&c.NextAt}, &c.Damage, &zone, &c.cursor.key)
	damagedZone(&c.Damage, zone)
	c.cursor.id = c.ID
	return c, err
}

// linked is the condition that a candidate is linked to the job, in the stage, of a
// filter, by a link x for which more holds.
func linked(f recruit.CandidateFilter, see scope, id, more string, its ...any) (text string, args []any) {
	text = "EXISTS (SELECT 1 FROM applications x WHERE x.candidate_id = " + id
	if f.JobID != 0 {
		text, args = text+" AND x.job_id = ?", append(args, f.JobID)
	}
	if f.Stage != "" {
		text, args = text+" AND x.stage = ?", append(args, f.Stage)
	}
	return text + see.in("x.job_id", ownJobs) + more + ")", slices.Concat(args, see.args(1), its)
}

// conditions gathers what a WHERE clause asks for. The texts are constants of
// this package; whatever comes from people is an argument.
type conditions struct {
	texts []string
	args  []any
}

// add asks for one more condition, with the arguments of its question marks.
func (c *conditions) add(text string, args ...any) {
	c.texts = append(c.texts, text)
	c.args = append(c.args, args...)
}

// clause is the WHERE clause, "" without conditions.
func (c *conditions) clause() string {
	if len(c.texts) == 0 {
		return ""
	}
	return "WHERE " + strings.Join(c.texts, " AND ")
}

// with returns the arguments, and more behind them.
func (c *conditions) with(more ...any) []any { return append(slices.Clone(c.args), more...) }

// maxRows is the most that one list returns, whatever was asked for.
const maxRows = 10_000

// limitOf is the number of rows to return, usual when none was asked for.
func limitOf(limit, usual int) int { return bounded(limit, usual, maxRows) }

// Limits of a question to the search index: more words than anybody types, and
// longer ones than any name has.
const (
	maxWords     = 12
	longestWord  = 64 // in bytes
	longestQuery = 1000
)

// words cuts text into what search knows as words: folded runs of letters,
// marks and digits.
func words(text string) []string {
	return strings.FieldsFunc(sanitize.Fold(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r)
	})
}

// searchText is what the index holds of these texts: their words, each once,
// with single spaces.
func searchText(texts ...string) string {
	all := words(strings.Join(texts, " "))
	slices.Sort(all)
	return strings.Join(slices.Compact(all), " ")
}

// indexedLetters is how many letters of a word its beginnings are indexed by. Who
// asks for more of them makes SQLite put all matches together before it tells the
// first.
const indexedLetters = 6

// match is the question to a search index for rows that have, for each word of
// query, a word that begins with it. asked is false when query has no words.
// Every word is quoted, so that nothing in it means anything to FTS5.
func match(query string) (question string, asked bool) {
	typed := typedWords(query)
	return matching(typed), len(typed) > 0
}

// typedWords are the words of a query, as far as it is looked at.
func typedWords(query string) []string {
	all := words(query[:min(len(query), longestQuery)])
	all = all[:min(len(all), maxWords)]
	for i, word := range all {
		if len(word) > longestWord {
			all[i] = strings.ToValidUTF8(word[:longestWord], "")
		}
	}
	return all
}

// matching is the question for rows that have words that begin with these.
func matching(words []string) string {
	var parts []string
	for _, word := range words {
		parts = append(parts, `"`+word+`"*`)
	}
	return strings.Join(parts, " ")
}

// indexed is the beginning of a word as the search index has it, and whether that is
// not all of the word.
func indexed(word string) (beginning string, cut bool) {
	n := 0
	for at := range word {
		if n == indexedLetters {
			return word[:at], true
		}
		n++
	}
	return word, false
}
