package store

import (
	"slices"
	"strings"
	"time"
)

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
