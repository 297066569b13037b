package store

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
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
