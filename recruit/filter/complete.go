package filter

import (
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Completion is one way in which a filter may go on at its end.
type Completion struct {
	Text string // the whole filter with it
	Word string // what it adds or ends, as it is shown: "stage:" or "offer"
	Says string // what it means, "" where the word says it
}

// maxCompletions is how many ways are offered.
const maxCompletions = 40

// Complete says how a filter may go on at its end: with which field, or with which
// value of the field that stands there. A value that anybody may type is offered where
// it is known. Behind a finished word nothing is offered.
func (l Language) Complete(text string) []Completion {
	if len(text) > maxLength {
		return nil
	}
	pieces := cutPieces(text)
	if n := len(pieces); n == 0 || pieces[n-1].end < len(text) {
		return l.completeField(text, piece{values: []string{""}, from: len(text)})
	}
	last := pieces[len(pieces)-1]
	if !last.colon {
		return l.completeField(text, last)
	}
	f, found := called(l.List, last.name)
	if !found {
		return nil
	}
	return l.completeValue(text, f, last)
}

// completeField offers the fields that begin with what was typed.
func (l Language) completeField(text string, p piece) []Completion {
	typed := strings.ToLower(p.plain())
	if p.quoted {
		return nil
	}
	typed = strings.TrimPrefix(typed, "-") // alone, it begins a term that must not hold
	var all []Completion
	for _, f := range Fields(l.List) {
		if !strings.HasPrefix(f.Name, typed) || f.Name == typed && f.Sort == Flag {
			continue
		}
		word := f.Name + ":"
		if f.Sort == Flag {
			word = f.Name
		}
		all = append(all, Completion{Text: text[:p.from] + word, Word: word, Says: f.Means})
	}
	return all
}

// completeValue offers the values of a field that fit what was typed of one.
func (l Language) completeValue(text string, f Field, p piece) []Completion {
	typed := p.values[len(p.values)-1]
	head := text[:p.from]
	values := f.names()
	switch {
	case f.Sort == Day && f.Past:
		values = []string{"today", "yesterday", "week", "lastweek", "month", "lastmonth"}
	case f.Sort == Day:
		values = []string{"today", "tomorrow", "week", "nextweek", "mon", "month"}
	case f.Sort == Own && len(p.values) == 1 && !strings.ContainsAny(typed, "=<>"):
		var all []Completion
		for _, v := range l.Known[f.Is] {
			if len(all) < maxCompletions && strings.HasPrefix(sanitize.Fold(v), sanitize.Fold(typed)) {
				all = append(all, Completion{Text: head + quotedValue(v) + "=", Word: v + "="})
			}
		}
		return all
	case f.Sort == Text:
		values = l.Known[f.Is]
	}
	want := cut(typed)
	var all []Completion
	for _, v := range values {
		if len(all) == maxCompletions {
			break
		}
		if want != "" && !Says(v, want) || strings.EqualFold(v, typed) {
			continue
		}
		all = append(all, Completion{Text: head + quotedValue(v), Word: v})
	}
	return all
}

// quotedValue writes a value as a filter takes it.
func quotedValue(v string) string {
	if v == "" || strings.ContainsAny(v, " ,\t") || strings.ContainsFunc(v, isQuote) {
		return `"` + strings.Map(func(r rune) rune {
			if isQuote(r) {
				return -1
			}
			return r
		}, v) + `"`
	}
	return v
}

// Quote writes a term, for whoever puts a filter together.
func Quote(f recruit.Field, value string) string { return string(f) + ":" + quotedValue(value) }

// Joined is a term that a shell has freed of its quotes, with blanks in its value, as a
// filter takes it. Whatever has quotes, or is no term, stays as it is.
func Joined(term string) string {
	name, value, found := strings.Cut(term, ":")
	if !found || !isName(strings.TrimPrefix(name, "-")) || strings.ContainsFunc(value, isQuote) || !strings.ContainsAny(value, " \t") {
		return term
	}
	parts := strings.Split(value, ",")
	for n, p := range parts {
		parts[n] = quotedValue(strings.TrimSpace(p))
	}
	return name + ":" + strings.Join(parts, ",")
}
