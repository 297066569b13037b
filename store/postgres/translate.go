package postgres

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"
)

// translated is a query as PostgreSQL is asked it.
type translated struct {
	text    string
	args    []int // which of the arguments it takes, in its order
	nothing bool  // there is nothing to do
	numbers bool  // it returns the numbers of the rows that it has inserted
}

// kinds names the types of arguments, as far as a translation depends on them.
func kinds(args []driver.NamedValue) (string, error) {
	b := make([]byte, len(args))
	for n, a := range args {
		switch a.Value.(type) {
		case nil:
			b[n] = '0'
		case int64:
			b[n] = 'i'
		case float64:
			b[n] = 'f'
		case bool:
			b[n] = 'b'
		case string:
			b[n] = 't'
		case []byte:
			b[n] = 'x'
		default:
			return "", fmt.Errorf("ask with an argument of type %T", a.Value)
		}
	}
	return string(b), nil
}

// casts are the types of arguments, by their kind.
func cast(kind byte) string {
	switch kind {
	case 'i':
		return "::bigint"
	case 'f':
		return "::double precision"
	case 'b':
		return "::boolean"
	case 'x':
		return "::bytea"
	}
	return "::text"
}

// translate writes a query for arguments of these kinds.
func translate(query, kinds string, numbered map[string]bool) translated {
	t := tokens(query)
	verb := strings.ToUpper(at(t, 0))
	if verb == "PRAGMA" || toIndex(t) {
		return translated{nothing: true}
	}
	var out translated
	w := writer{in: t, kinds: kinds, places: map[int]int{}}
	w.all(0, len(t))
	out.args = w.args
	if verb == "INSERT" && numbered[strings.ToLower(at(t, 2))] && !w.returning {
		w.word("RETURNING")
		w.word("id")
		out.numbers = true
	}
	out.text = w.out.String()
	return out
}

// toIndex reports whether a statement is a command to SQLite's search index: it inserts
// into a column that is called as the table.
func toIndex(t []string) bool {
	return strings.EqualFold(at(t, 0), "INSERT") && strings.EqualFold(at(t, 1), "INTO") && at(t, 3) == "(" && at(t, 4) == at(t, 2)
}

func at(t []string, n int) string {
	if n >= 0 && n < len(t) {
		return t[n]
	}
	return ""
}

// writer writes tokens anew.
type writer struct {
	in        []string
	kinds     string
	args      []int
	places    map[int]int // of an argument among those that are taken
	last      int         // the highest number of a question mark so far
	out       strings.Builder
	returning bool
	together  bool // what the index of texts finds is asked for by candidates
}

func (w *writer) word(text string) {
	w.out.WriteString(text)
	w.out.WriteByte(' ')
}

// all writes the tokens from one to another.
func (w *writer) all(from, to int) {
	for n := from; n < min(to, len(w.in)); {
		n = w.next(n, to)
	}
}

// next writes what begins at n, and returns where the rest begins.
func (w *writer) next(n, to int) int {
	tok := w.in[n]
	after := at(w.in, n+1)
	switch upper := strings.ToUpper(tok); upper {
	case "?":
		w.last++
		w.argument(w.last)
	case "IFNULL":
		w.word("coalesce")
	case "JSON_OBJECT":
		w.word("json_build_object")
	case "JSON_ARRAY":
		w.word("json_build_array")
	case "GROUP_CONCAT", "JSON_GROUP_ARRAY":
		return w.aggregate(upper, n)
	case "GLOB":
		w.word("~~@")
	case "NOT":
		switch {
		case strings.EqualFold(after, "GLOB"):
			w.word("!~~@")
			return n + 2
		case strings.EqualFold(after, "INDEXED"):
			return n + 2
		}
		w.word(tok)
	case "INDEXED":
		return n + 3 // INDEXED BY name
	case "IS":
		return w.is(n)
	case "CROSS":
		if w.hasOn(n+2, to) {
			return n + 1
		}
		w.word(tok)
	case "INTEGER":
		w.word("BIGINT")
	case "REAL":
		w.word("DOUBLE PRECISION")
	case "RETURNING":
		w.returning = true
		w.word(tok)
	case "DISTINCT":
		w.together = w.together || after == "rowid"
		w.word(tok)
	case "ORDER":
		if w.together && at(w.in, n+2) == "rowid" {
			w.word("ORDER BY 1")
			return n + 3
		}
		w.word(tok)
	case "FROM", "JOIN":
		w.word(tok)
		if after == "(" {
			return w.subquery(n + 1)
		}
	default:
		switch {
		case strings.HasSuffix(tok, "_search") && strings.EqualFold(after, "MATCH"):
			w.word("found @@ search_question(")
			w.all(n+2, n+3)
			w.word(")")
			return n + 3
		case tok[0] == '?':
			number, _ := strconv.Atoi(tok[1:])
			w.last = max(w.last, number)
			w.argument(number)
		case (tok[0] == 'x' || tok[0] == 'X') && len(tok) > 1 && tok[1] == '\'':
			w.word(`'\x` + tok[2:] + "::bytea")
		default:
			w.word(tok)
		}
	}
	return n + 1
}

// argument writes the argument with a number.
func (w *writer) argument(number int) {
	if number < 1 || number > len(w.kinds) {
		w.word("$" + strconv.Itoa(number)) // the server says that there is none
		return
	}
	kind := w.kinds[number-1]
	if kind == '0' {
		w.word("NULL")
		return
	}
	place, known := w.places[number]
	if !known {
		w.args = append(w.args, number-1)
		place = len(w.args)
		w.places[number] = place
	}
	w.word("$" + strconv.Itoa(place) + cast(kind))
}

// is writes IS and IS NOT, which compare with anything in SQLite.
func (w *writer) is(n int) int {
	not := ""
	n++
	if strings.EqualFold(at(w.in, n), "NOT") {
		not = "NOT"
		n++
	}
	switch strings.ToUpper(at(w.in, n)) {
	case "NULL", "TRUE", "FALSE", "DISTINCT":
		w.word("IS " + not)
		return n
	}
	if not == "" {
		w.word("IS NOT DISTINCT FROM")
	} else {
		w.word("IS DISTINCT FROM")
	}
	return n
}

// hasOn reports whether the table of a join from n on is followed by ON.
func (w *writer) hasOn(n, to int) bool {
	depth := 0
	for ; n < to; n++ {
		switch strings.ToUpper(w.in[n]) {
		case "(":
			depth++
		case ")":
			if depth--; depth < 0 {
				return false
			}
		case "ON":
			if depth == 0 {
				return true
			}
		case "CROSS", "JOIN", "LEFT", "WHERE", "GROUP", "ORDER", "UNION", "LIMIT", ",":
			if depth == 0 {
				return false
			}
		}
	}
	return false
}

// closing is where the parenthesis that opens at n is closed.
func (w *writer) closing(n int) int {
	depth := 0
	for ; n < len(w.in); n++ {
		switch w.in[n] {
		case "(":
			depth++
		case ")":
			if depth--; depth == 0 {
				return n
			}
		}
	}
	return len(w.in) - 1
}

// aggregate writes an aggregate whose name is at n.
func (w *writer) aggregate(name string, n int) int {
	end := w.closing(n + 1)
	if name == "GROUP_CONCAT" {
		w.word("string_agg((")
		w.all(n+2, end)
		w.word(")::text, ',')")
	} else {
		w.word("coalesce(json_agg(")
		w.all(n+2, end)
		w.word("), '[]'::json)")
	}
	return end + 1
}

// subquery writes a table in parentheses, which opens at n, with a name.
func (w *writer) subquery(n int) int {
	end := w.closing(n)
	w.all(n, end+1)
	name := at(w.in, end+1)
	if name == "" || !isLetter(name[0]) || keyword(name) {
		w.word("AS nameless")
	}
	return end + 1
}

// keyword reports whether a word stands behind a table and is no name of it.
func keyword(word string) bool {
	switch strings.ToUpper(word) {
	case "WHERE", "CROSS", "JOIN", "LEFT", "ON", "GROUP", "ORDER", "UNION", "LIMIT":
		return true
	}
	return false
}
