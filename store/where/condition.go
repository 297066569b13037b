package where

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// Condition is what stands in a WHERE clause, with the arguments of its question marks.
type Condition struct {
	Text string
	Args []any
}

// never is a condition that nothing fulfils.
func never() Condition { return Condition{Text: "FALSE"} }

// of is a condition with its arguments.
func of(text string, args ...any) Condition { return Condition{text, args} }

// not is the opposite of a condition, for which NULL does not count as fulfilled.
func (c Condition) not() Condition {
	return Condition{"NOT ifnull(" + c.Text + ", FALSE)", c.Args}
}

// as is the condition, or its opposite where the term is one.
func (c Condition) as(t recruit.Term) Condition {
	if t.Not {
		return c.not()
	}
	return c
}

// joined puts conditions together with a word between them.
func joined(word, none string, all []Condition) Condition {
	if len(all) == 0 {
		return of(none)
	}
	texts := make([]string, len(all))
	var args []any
	for n, c := range all {
		texts[n], args = c.Text, append(args, c.Args...)
	}
	return Condition{"(" + strings.Join(texts, " "+word+" ") + ")", args}
}

// both and either put conditions together.
func both(all ...Condition) Condition   { return joined("AND", "TRUE", all) }
func either(all ...Condition) Condition { return joined("OR", "FALSE", all) }

// anySays is that an expression says one of a term's values.
func anySays(expression string, t recruit.Term) Condition {
	var all []Condition
	for _, v := range t.Any {
		all = append(all, of("says("+expression+", ?)", v))
	}
	return either(all...)
}

// anyIs is that an expression is one of values.
func anyIs(expression string, values []string) Condition {
	args := make([]any, len(values))
	for n, v := range values {
		args[n] = v
	}
	if len(args) == 0 {
		return never()
	}
	return Condition{expression + " IN (?" + strings.Repeat(", ?", len(args)-1) + ")", args}
}

// within is that a column of times is between those of a term.
func within(column string, t recruit.Term) Condition {
	all := []Condition{of(column + " IS NOT NULL")}
	if !t.From.IsZero() {
		all = append(all, of(column+" >= ?", t.From.UnixMicro()))
	}
	if !t.To.IsZero() {
		all = append(all, of(column+" < ?", t.To.UnixMicro()))
	}
	return both(all...)
}

// micros is a moment as columns hold it.
func micros(t time.Time) int64 { return t.UnixMicro() }

// positive are the terms of fields that are not turned round.
func positive(terms []recruit.Term, fields ...recruit.Field) []recruit.Term {
	return slices.DeleteFunc(slices.Clone(terms), func(t recruit.Term) bool { return t.Not || !slices.Contains(fields, t.Field) })
}
