package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// scanner is a row of a result, as sql.Row and sql.Rows are.
type scanner interface{ Scan(dest ...any) error }

// micros is a time as a column holds it: microseconds since 1970 in UTC, NULL
// for the zero time.
func micros(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMicro()
}

// moment reads a column that micros wrote into a time, in UTC.
type moment struct{ to *time.Time }

// Scan implements sql.Scanner.
func (m moment) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*m.to = time.Time{}
	case int64:
		*m.to = time.UnixMicro(v).UTC()
	default:
		return fmt.Errorf("read a time from %T", src)
	}
	return nil
}

// seconds reads a column of whole seconds into a duration.
type seconds struct{ to *time.Duration }

// Scan implements sql.Scanner.
func (s seconds) Scan(src any) error {
	v, ok := src.(int64)
	if !ok {
		return fmt.Errorf("read a duration from %T", src)
	}
	*s.to = time.Duration(v) * time.Second
	return nil
}

// truth reads a column that holds 0 or 1; whatever else stands there is true, so
// that it costs nobody the rest of the record.
type truth struct{ to *bool }

// Scan implements sql.Scanner.
func (t truth) Scan(src any) error {
	v, ok := src.(int64)
	*t.to = v != 0
	if !ok {
		return fmt.Errorf("read yes or no from %T", src)
	}
	return nil
}

// orNull is an id as a column holds it, NULL for none.
func orNull[ID ~int64](id ID) any {
	if id == 0 {
		return nil
	}
	return int64(id)
}

// idOrZero reads a column that orNull wrote.
type idOrZero[ID ~int64] struct{ to *ID }

// Scan implements sql.Scanner.
func (o idOrZero[ID]) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*o.to = 0
	case int64:
		*o.to = ID(v)
	default:
		return fmt.Errorf("read an id from %T", src)
	}
	return nil
}

// optional reads an id that may be NULL.
func optional[ID ~int64](to *ID) idOrZero[ID] { return idOrZero[ID]{to} }

// listed is a list as a column holds it: a JSON array, [] when there is none.
func listed(list []string) string {
	if len(list) == 0 {
		return "[]"
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(list); err != nil {
		return "[]" // strings always encode
	}
	return string(bytes.TrimSpace(b.Bytes()))
}

// list reads a column that listed wrote; an empty one is nil.
type list struct{ to *[]string }

// Scan implements sql.Scanner.
func (l list) Scan(src any) error {
	text, ok := src.(string)
	if !ok {
		return fmt.Errorf("read a list from %T", src)
	}
	*l.to = nil
	if text == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(text), l.to)
}

// lenient reads a row of a list: a column whose content cannot be understood
// stays as it is in the value, so that one damaged record does not take the whole
// list away. Reading that record alone says what is the matter. (Columns of plain
// texts and numbers hold what their type says: the tables are STRICT.)
type lenient struct{ scanner }

// Scan implements scanner.
func (l lenient) Scan(dest ...any) error {
	forgiving := make([]any, len(dest))
	for n, to := range dest {
		forgiving[n] = to
		if own, ok := to.(sql.Scanner); ok {
			forgiving[n] = forgive{own}
		}
	}
	return l.scanner.Scan(forgiving...)
}

// forgive takes what its column can read, and leaves the rest.
type forgive struct{ sql.Scanner }

// Scan implements sql.Scanner.
func (f forgive) Scan(src any) error {
	_ = f.Scanner.Scan(src)
	return nil
}

// leniently is scan for the rows of a list.
func leniently[T any](scan func(scanner) (T, error)) func(scanner) (T, error) {
	return func(row scanner) (T, error) { return scan(lenient{row}) }
}

// collect reads all rows with scan and closes them.
func collect[T any](rows *sql.Rows, err error, scan func(scanner) (T, error)) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

// scanText reads a row of one text.
func scanText(row scanner) (string, error) {
	var text string
	err := row.Scan(&text)
	return text, err
}

// bounded is limit, or the usual one when none was given, and never more than
// the most.
func bounded(limit, usual, most int) int {
	if limit <= 0 {
		return usual
	}
	return min(limit, most)
}

// stored is t as it will be read again.
func stored(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.UnixMicro(t.UnixMicro()).UTC()
}

// columns are those of a table in which a T is kept. Each is said once, for reading,
// inserting and updating.
type columns[T any] []column[T]

// column is one of them.
type column[T any] struct {
	name  string
	scan  func(*T) any // where goes what is read; nil where it is only written
	value func(*T) any // what is written; nil where that is not the record's to say
	set   string       // how an update takes the value, "" for as it is
	once  bool         // no update changes it
}

// read lists the columns of a table, under the name that a query gives it.
func (c columns[T]) read(table string) string { return c.readWithout(table) }

// readWithout is read for rows in which some texts are left empty.
func (c columns[T]) readWithout(table string, empty ...string) string {
	var names []string
	for _, one := range c {
		switch {
		case one.scan == nil:
		case slices.Contains(empty, one.name):
			names = append(names, "''")
		default:
			names = append(names, table+"."+one.name)
		}
	}
	return strings.Join(names, ", ")
}

// into are where a row of read goes, and what stands behind it.
func (c columns[T]) into(t *T, more ...any) []any {
	to := make([]any, 0, len(c)+len(more))
	for _, one := range c {
		if one.scan != nil {
			to = append(to, one.scan(t))
		}
	}
	return append(to, more...)
}

// values are what a row is inserted with, and what stands behind it.
func (c columns[T]) values(t *T, more ...any) []any { return c.written(t, true, more) }

// changes are what a row is updated with, and what stands behind it.
func (c columns[T]) changes(t *T, more ...any) []any { return c.written(t, false, more) }

func (c columns[T]) written(t *T, once bool, more []any) []any {
	values := make([]any, 0, len(c)+len(more))
	for _, one := range c {
		if one.value != nil && (once || !one.once) {
			values = append(values, one.value(t))
		}
	}
	return append(values, more...)
}

// insert writes a row with values, and with those of further columns.
func (c columns[T]) insert(table string, further ...string) string {
	var names []string
	for _, one := range c {
		if one.value != nil {
			names = append(names, one.name)
		}
	}
	names = append(names, further...)
	return "INSERT INTO " + table + " (" + strings.Join(names, ", ") + ") VALUES " + marks(len(names))
}

// update writes changes over a row; the arguments of more, what is to be set besides
// and which row, stand behind them.
func (c columns[T]) update(table, more string) string {
	var sets []string
	for _, one := range c {
		switch {
		case one.value == nil || one.once:
		case one.set != "":
			sets = append(sets, one.name+" = "+one.set)
		default:
			sets = append(sets, one.name+" = ?")
		}
	}
	return "UPDATE " + table + " SET " + strings.Join(sets, ", ") + more
}

// marks are so many question marks in parentheses.
func marks(n int) string { return "(" + strings.Repeat("?, ", n-1) + "?)" }

// plain is a column of a text or a number.
func plain[T, F any](name string, field func(*T) *F) column[T] {
	return column[T]{name: name, scan: func(t *T) any { return field(t) }, value: func(t *T) any { return *field(t) }}
}

// readOnly is a column that is not written with the others.
func readOnly[T, F any](name string, field func(*T) *F) column[T] {
	return column[T]{name: name, scan: func(t *T) any { return field(t) }}
}

// onlyOnce is a column that keeps what it was inserted with.
func onlyOnce[T any](c column[T]) column[T] {
	c.once = true
	return c
}

// derived is a column that is only written.
func derived[T any](name string, value func(*T) any) column[T] {
	return column[T]{name: name, value: value}
}

// instant is a column of a time, which may be missing.
func instant[T any](name string, field func(*T) *time.Time) column[T] {
	return column[T]{name: name, scan: func(t *T) any { return moment{field(t)} }, value: func(t *T) any { return micros(*field(t)) }}
}

// always is a column of a time that is never missing.
func always[T any](name string, field func(*T) *time.Time) column[T] {
	return column[T]{name: name, scan: func(t *T) any { return moment{field(t)} }, value: func(t *T) any { return field(t).UnixMicro() }}
}

// length is a column of a duration.
func length[T any](name string, field func(*T) *time.Duration) column[T] {
	return column[T]{name: name, scan: func(t *T) any { return seconds{field(t)} }, value: func(t *T) any { return int64(field(t).Seconds()) }}
}

// reference is a column of an id, which may be missing.
func reference[T any, ID ~int64](name string, field func(*T) *ID) column[T] {
	return column[T]{name: name, scan: func(t *T) any { return optional(field(t)) }, value: func(t *T) any { return orNull(*field(t)) }}
}

// flag is a column of yes or no.
func flag[T any](name string, field func(*T) *bool) column[T] {
	return column[T]{name: name, scan: func(t *T) any { return truth{field(t)} }, value: func(t *T) any { return *field(t) }}
}

// textList is a column of a list of texts.
func textList[T any](name string, field func(*T) *[]string) column[T] {
	return column[T]{name: name, scan: func(t *T) any { return list{field(t)} }, value: func(t *T) any { return listed(*field(t)) }}
}

// anyList is a column of a list of anything else.
func anyList[T, E any](name string, field func(*T) *[]E) column[T] {
	return column[T]{name: name, scan: func(t *T) any { return listOf[E]{field(t)} }, value: func(t *T) any { return listText(*field(t)) }}
}
