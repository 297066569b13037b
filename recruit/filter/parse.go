package filter

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Limits of a filter: nobody types more, and whoever sends more is not made to wait.
const (
	maxLength = 1000 // bytes
	maxTerms  = 24
	maxValues = 24
)

// Parse reads a filter. Errors are recruit.Problem, of the kind ErrInvalid, with the
// field "query".
func (l Language) Parse(text string) (Query, error) { return l.read(text, false) }

// ParseTyped is Parse for a filter at whose end someone types: a term there that has
// no value yet asks for nothing.
func (l Language) ParseTyped(text string) (Query, error) { return l.read(text, true) }

func (l Language) read(text string, typing bool) (Query, error) {
	var q Query
	if len(text) > maxLength {
		return q, recruit.Invalid("query", "The filter is too long; it can have %d characters.", maxLength)
	}
	var words []string
	pieces := cutPieces(text)
	for n, p := range pieces {
		open := typing && n == len(pieces)-1 && p.end == len(text)
		t, is, err := l.term(p, open)
		switch {
		case err != nil:
			return Query{}, err
		case !is:
			words = append(words, p.plain())
		case t.Field == "" && len(t.Any) > 0:
			q.Without = append(q.Without, t.Any...)
		case t.Field == "": // not typed to its end
		case len(q.Terms) == maxTerms:
			return Query{}, recruit.Invalid("query", "A filter can have at most %d terms; leave one out.", maxTerms)
		default:
			q.Terms = append(q.Terms, t)
		}
	}
	q.Words = strings.Join(words, " ")
	return q, nil
}

// piece is what stands between blanks.
type piece struct {
	not    bool
	name   string // before the colon, in lower case; "" for a plain word
	colon  bool
	values []string // behind it, or the word
	quoted bool     // the word was written in quotes
	from   int      // where its last value begins in the text, with its quote
	end    int      // where it ends
}

// plain is a plain word as it was typed, without its quotes.
func (p piece) plain() string { return strings.Join(p.values, ",") }

// isQuote reports whether a letter opens or closes a text with blanks.
func isQuote(r rune) bool { return r == '"' || r == '“' || r == '”' || r == '„' }

// cutPieces cuts a filter at its blanks, which count as letters between quotes. A
// quote that is not closed ends with the text. Each step takes at least one letter.
func cutPieces(text string) []piece {
	var all []piece
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(r) {
			at += size
			continue
		}
		p, n := cutPiece(text[at:])
		p.from += at
		at += n
		p.end = at
		all = append(all, p)
	}
	return all
}

// cutPiece takes the piece at the beginning of text, and says how long it is.
func cutPiece(text string) (p piece, length int) {
	at := 0
	if rest, found := strings.CutPrefix(text, "-"); found && rest != "" && !unicode.IsSpace(firstRune(rest)) {
		p.not, at = true, 1
	}
	if name, rest, found := strings.Cut(text[at:], ":"); found && isName(name) && !strings.HasPrefix(rest, "//") {
		p.name, p.colon = strings.ToLower(name), true
		at += len(name) + 1
	}
	p.from = at
	var value strings.Builder
	inside := false
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case isQuote(r):
			inside = !inside
			p.quoted = true
		case !inside && unicode.IsSpace(r):
			p.values = append(p.values, value.String())
			return p, at
		case r == ',' && !inside && p.colon:
			p.values = append(p.values, value.String())
			value.Reset()
			p.from = at + size
		default:
			value.WriteString(text[at : at+size])
		}
		at += size
	}
	p.values = append(p.values, value.String())
	return p, at
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// isName reports whether what stands before a colon can be a field: letters only, so
// that 10:00 is a word.
func isName(name string) bool {
	return name != "" && len(name) <= 40 && strings.IndexFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '_' && r != '-' }) < 0
}

// term reads a piece; is reports whether it is one. A term without a field holds words that
// must not occur, or asks for nothing yet.
func (l Language) term(p piece, open bool) (t recruit.Term, is bool, err error) {
	if !p.colon {
		word := p.plain()
		if f, found := called(l.List, strings.ToLower(word)); found && f.Sort == Flag && !p.quoted {
			return l.flag(f, p.not), true, nil
		}
		if !p.not {
			return t, false, nil
		}
		if value := cut(word); value != "" {
			return recruit.Term{Any: []string{value}}, true, nil
		}
		if open {
			return t, true, nil
		}
		p.values[0] = "-" + p.values[0]
		return t, false, nil
	}
	f, found := called(l.List, p.name)
	if !found && len(p.values) == 1 && p.values[0] == "" && !p.not { // a word of a sentence, such as "Ortiz:"
		p.values[0] = p.name + ":"
		return t, false, nil
	}
	if !found {
		return t, true, l.noField(p.name)
	}
	values := slices.DeleteFunc(slices.Clone(p.values), func(v string) bool { return strings.TrimSpace(v) == "" })
	switch {
	case f.Sort == Flag:
		return l.flag(f, p.not), true, nil
	case len(values) == 0 && open:
		return t, true, nil
	case len(values) == 0:
		return t, true, recruit.Invalid("query", "%s: needs a value, such as %s:%s.", f.Name, f.Name, f.Try)
	case len(values) > maxValues:
		return t, true, recruit.Invalid("query", "%s: takes at most %d values.", f.Name, maxValues)
	}
	t = recruit.Term{Field: f.Is, Not: p.not}
	switch f.Sort {
	case Day:
		if len(values) > 1 {
			return t, true, recruit.Invalid("query", "%s: takes one day; use after: and before: for a range.", f.Name)
		}
		t.From, t.To, err = l.days(f, values[0], open)
		if t.From.IsZero() && t.To.IsZero() {
			t = recruit.Term{}
		}
	case Choice:
		t.Any, err = l.choices(f, values)
		if f.Is == recruit.ByWeekday {
			t.Zone = l.Zone.String()
		}
		if slices.Contains(t.Any, recruit.StateOver) {
			t.Now = l.Now.UTC().Truncate(time.Minute) // all who ask now ask the same
		}
	case Own:
		t, err = l.own(f, strings.Join(values, ","), open)
		t.Not = p.not && t.Field != ""
	default:
		t.Any, err = l.texts(f, values, open)
		if len(t.Any) == 0 {
			t = recruit.Term{}
		}
	}
	return t, true, err
}

// flag is a term that has no value.
func (l Language) flag(f Field, not bool) recruit.Term {
	return recruit.Term{Field: f.Is, Not: not, Member: l.Me.ID, Address: l.Me.Email}
}

// choices reads the values of a field that has a few.
func (l Language) choices(f Field, values []string) ([]string, error) {
	var all []string
	for _, v := range values {
		name := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(v)), " ", "-")
		is := f.chosen(name)
		if len(is) == 0 {
			return nil, recruit.Invalid("query", "There is no %s “%s”; there is %s.", f.Name, recruit.Shorten(v), listed(f.names()))
		}
		all = append(all, is...)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// texts reads the values of a field that holds texts, and holds them against those
// that are known.
func (l Language) texts(f Field, values []string, open bool) ([]string, error) {
	var all []string
	for _, v := range values {
		words := cut(v)
		if f.Is == recruit.ByWith || f.Is == recruit.ByOwner {
			if strings.EqualFold(strings.TrimSpace(v), "me") && l.Me.Email != "" {
				words = cut(l.Me.Email)
			}
		}
		if words == "" {
			if open {
				continue
			}
			return nil, recruit.Invalid("query", "%s: needs a value, such as %s:%s.", f.Name, f.Name, f.Try)
		}
		known := l.Known[f.Is]
		if f.Whole && len(known) > 0 && !slices.ContainsFunc(known, func(k string) bool { return Says(k, words) }) {
			return nil, recruit.Invalid("query", "There is no %s “%s”; there is %s.", f.Name, recruit.Shorten(v), listed(known))
		}
		all = append(all, words)
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}

// names are the choices as they are written.
func (f Field) names() []string {
	names := make([]string, len(f.Choices))
	for n, v := range f.Choices {
		names[n] = v.Name
	}
	return names
}

// maxListed is how many values a sentence names.
const maxListed = 8

// listed names values in a sentence.
func listed(names []string) string {
	if rest := len(names) - maxListed; rest > 0 {
		return strings.Join(names[:maxListed], ", ") + " and " + strconv.Itoa(rest) + " more"
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}

// noField says that a list has no such field, and which one may have been meant.
func (l Language) noField(name string) error {
	fields := Fields(l.List)
	best, least := "", 3
	for _, f := range fields {
		for _, n := range append([]string{f.Name}, f.Also...) {
			if d := sanitize.Distance(name, n); d < least && d < len(n) {
				best, least = f.Name, d
			}
		}
	}
	if best != "" {
		return recruit.Invalid("query", "There is no field “%s”; did you mean %s?", recruit.Shorten(name), best)
	}
	names := make([]string, len(fields))
	for n, f := range fields {
		names[n] = f.Name
	}
	return recruit.Invalid("query", "There is no field “%s” in %s%s; there is %s. In double quotes it is a plain word.", recruit.Shorten(name), l.List, l.elsewhere(name), strings.Join(names, ", "))
}

// elsewhere says which other lists have a field that this one has not, "" where none has. Of
// candidates and jobs no time of the last change is kept beside the log, so it is said what
// finds by time instead.
func (l Language) elsewhere(name string) string {
	var lists []string
	updated := false
	for _, other := range Lists() {
		if f, has := called(other, name); has {
			lists = append(lists, other.String())
			updated = f.Is == recruit.ByUpdated
		}
	}
	if len(lists) == 0 {
		return ""
	}
	said := ", only in " + listed(lists)
	if _, has := called(l.List, "added"); updated && has {
		said += " (added: finds by when they came, and Activity lists what was changed when)"
	}
	return said
}
