// Package columns says once how the values of a record stand in a table: the columns of
// each table for reading, inserting and updating, and times, lists, ids and flags in
// them. It is what every room of the storage writes its SQL with.
package columns

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Scanner is a row of a result, as sql.Row and sql.Rows are.
type Scanner interface{ Scan(dest ...any) error }

// Micros is a time as a column holds it: microseconds since 1970 in UTC, NULL
// for the zero time.
func Micros(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMicro()
}

// moment reads a column that Micros wrote into a time, in UTC.
type moment struct{ to *time.Time }

// Moment reads a column that Micros wrote into a time, in UTC.
func Moment(to *time.Time) sql.Scanner { return moment{to} }

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

// Seconds reads a column of whole seconds into a duration.
func Seconds(to *time.Duration) sql.Scanner { return seconds{to} }

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

// Truth reads a column that holds 0 or 1.
func Truth(to *bool) sql.Scanner { return truth{to} }

// Scan implements sql.Scanner.
func (t truth) Scan(src any) error {
	v, ok := src.(int64)
	*t.to = v != 0
	if !ok {
		return fmt.Errorf("read yes or no from %T", src)
	}
	return nil
}

// OrNull is an id as a column holds it, NULL for none.
func OrNull[ID ~int64](id ID) any {
	if id == 0 {
		return nil
	}
	return int64(id)
}

// idOrZero reads a column that OrNull wrote.
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

// Optional reads an id that may be NULL.
func Optional[ID ~int64](to *ID) sql.Scanner { return idOrZero[ID]{to} }

// Listed is a list as a column holds it: a JSON array, [] when there is none.
func Listed(list []string) string {
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

// list reads a column that Listed wrote; an empty one is nil.
type list struct{ to *[]string }

// List reads a column that Listed wrote.
func List(to *[]string) sql.Scanner { return list{to} }

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
type lenient struct{ Scanner }

// Lenient reads a row of a list so that a column whose content cannot be understood stays
// as it is.
func Lenient(row Scanner) Scanner { return lenient{row} }

// Scan implements scanner.
func (l lenient) Scan(dest ...any) error {
	return l.Scanner.Scan(Forgiving(dest...)...)
}

// Forgiving is dest for a row that is read leniently, to be used for many of them.
func Forgiving(dest ...any) []any {
	forgiving := make([]any, len(dest))
	for n, to := range dest {
		forgiving[n] = to
		if own, ok := to.(sql.Scanner); ok {
			forgiving[n] = forgive{own}
		}
	}
	return forgiving
}

// forgive takes what its column can read, and leaves the rest.
type forgive struct{ sql.Scanner }

// Scan implements sql.Scanner.
func (f forgive) Scan(src any) error {
	_ = f.Scanner.Scan(src)
	return nil
}

// Leniently is scan for the rows of a list.
func Leniently[T any](scan func(Scanner) (T, error)) func(Scanner) (T, error) {
	return func(row Scanner) (T, error) { return scan(lenient{row}) }
}

// Collect reads all rows with scan and closes them.
func Collect[T any](rows *sql.Rows, err error, scan func(Scanner) (T, error)) ([]T, error) {
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

// ScanText reads a row of one text.
func ScanText(row Scanner) (string, error) {
	var text string
	err := row.Scan(&text)
	return text, err
}

// Bounded is limit, or the usual one when none was given, and never more than
// the most.
func Bounded(limit, usual, most int) int {
	if limit <= 0 {
		return usual
	}
	return min(limit, most)
}

// Stored is t as it will be read again.
func Stored(t time.Time) time.Time {
	if t.IsZero() {
		return time.Time{}
	}
	return time.UnixMicro(t.UnixMicro()).UTC()
}

// Of are those of a table in which a T is kept. Each is said once, for reading,
// inserting and updating.
type Of[T any] []Column[T]

// Column is one of them.
type Column[T any] struct {
	Name  string
	Scan  func(*T) any // where goes what is read; nil where it is only written
	Value func(*T) any // what is written; nil where that is not the record's to say
	Set   string       // how an update takes the value, "" for as it is
	once  bool         // no update changes it
}

// Read lists the columns of a table, under the name that a query gives it.
func (c Of[T]) Read(table string) string { return c.ReadWithout(table) }

// ReadWithout is read for rows in which some texts are left empty.
func (c Of[T]) ReadWithout(table string, empty ...string) string {
	var names []string
	for _, one := range c {
		switch {
		case one.Scan == nil:
		case slices.Contains(empty, one.Name):
			names = append(names, "''")
		default:
			names = append(names, table+"."+one.Name)
		}
	}
	return strings.Join(names, ", ")
}

// Only are some of them, by name.
func (c Of[T]) Only(names ...string) Of[T] {
	var some Of[T]
	for _, one := range c {
		if slices.Contains(names, one.Name) {
			some = append(some, one)
		}
	}
	return some
}

// Into are where a row of read goes, and what stands behind it.
func (c Of[T]) Into(t *T, more ...any) []any {
	to := make([]any, 0, len(c)+len(more))
	for _, one := range c {
		if one.Scan != nil {
			to = append(to, one.Scan(t))
		}
	}
	return append(to, more...)
}

// Values are what a row is inserted with, and what stands behind it.
func (c Of[T]) Values(t *T, more ...any) []any { return c.written(t, true, more) }

// Changes are what a row is updated with, and what stands behind it.
func (c Of[T]) Changes(t *T, more ...any) []any { return c.written(t, false, more) }

func (c Of[T]) written(t *T, once bool, more []any) []any {
	values := make([]any, 0, len(c)+len(more))
	for _, one := range c {
		if one.Value != nil && (once || !one.once) {
			values = append(values, one.Value(t))
		}
	}
	return append(values, more...)
}

// Insert writes a row with values, and with those of further columns.
func (c Of[T]) Insert(table string, further ...string) string {
	var names []string
	for _, one := range c {
		if one.Value != nil {
			names = append(names, one.Name)
		}
	}
	names = append(names, further...)
	return "INSERT INTO " + table + " (" + strings.Join(names, ", ") + ") VALUES " + marks(len(names))
}

// Update writes changes over a row; the arguments of more, what is to be set besides
// and which row, stand behind them.
func (c Of[T]) Update(table, more string) string {
	var sets []string
	for _, one := range c {
		switch {
		case one.Value == nil || one.once:
		case one.Set != "":
			sets = append(sets, one.Name+" = "+one.Set)
		default:
			sets = append(sets, one.Name+" = ?")
		}
	}
	return "UPDATE " + table + " SET " + strings.Join(sets, ", ") + more
}

// marks are so many question marks in parentheses.
func marks(n int) string { return "(" + strings.Repeat("?, ", n-1) + "?)" }

// Plain is a column of a text or a number.
func Plain[T, F any](name string, field func(*T) *F) Column[T] {
	return Column[T]{Name: name, Scan: func(t *T) any { return field(t) }, Value: func(t *T) any { return *field(t) }}
}

// ReadOnly is a column that is not written with the others.
func ReadOnly[T, F any](name string, field func(*T) *F) Column[T] {
	return Column[T]{Name: name, Scan: func(t *T) any { return field(t) }}
}

// OnlyOnce is a column that keeps what it was inserted with.
func OnlyOnce[T any](c Column[T]) Column[T] {
	c.once = true
	return c
}

// Derived is a column that is only written.
func Derived[T any](name string, value func(*T) any) Column[T] {
	return Column[T]{Name: name, Value: value}
}

// Instant is a column of a time, which may be missing.
func Instant[T any](name string, field func(*T) *time.Time) Column[T] {
	return Column[T]{Name: name, Scan: func(t *T) any { return moment{field(t)} }, Value: func(t *T) any { return Micros(*field(t)) }}
}

// Always is a column of a time that is never missing.
func Always[T any](name string, field func(*T) *time.Time) Column[T] {
	return Column[T]{Name: name, Scan: func(t *T) any { return moment{field(t)} }, Value: func(t *T) any { return field(t).UnixMicro() }}
}

// Length is a column of a duration.
func Length[T any](name string, field func(*T) *time.Duration) Column[T] {
	return Column[T]{Name: name, Scan: func(t *T) any { return seconds{field(t)} }, Value: func(t *T) any { return int64(field(t).Seconds()) }}
}

// Reference is a column of an id, which may be missing.
func Reference[T any, ID ~int64](name string, field func(*T) *ID) Column[T] {
	return Column[T]{Name: name, Scan: func(t *T) any { return Optional(field(t)) }, Value: func(t *T) any { return OrNull(*field(t)) }}
}

// Flag is a column of yes or no.
func Flag[T any](name string, field func(*T) *bool) Column[T] {
	return Column[T]{Name: name, Scan: func(t *T) any { return truth{field(t)} }, Value: func(t *T) any { return *field(t) }}
}

// TextList is a column of a list of texts.
func TextList[T any](name string, field func(*T) *[]string) Column[T] {
	return Column[T]{Name: name, Scan: func(t *T) any { return list{field(t)} }, Value: func(t *T) any { return Listed(*field(t)) }}
}

// AnyList is a column of a list of anything else.
func AnyList[T, E any](name string, field func(*T) *[]E) Column[T] {
	return Column[T]{Name: name, Scan: func(t *T) any { return listOf[E]{field(t)} }, Value: func(t *T) any { return listText(*field(t)) }}
}
