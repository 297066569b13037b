package filter

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	own "recruitty/recruit/fields"
	"recruitty/recruit/sanitize"
)

// own reads what a term asks of a field of candidates: its name alone, or NAME=VALUE with
// further values behind commas, or a number or a day that it is to be less or more than.
func (l Language) own(f Field, text string, open bool) (recruit.Term, error) {
	t := recruit.Term{Field: recruit.ByOwn, Named: strings.TrimSpace(text)}
	value := ""
	if at := strings.IndexAny(text, "=<>"); at >= 0 {
		t.Named, t.Compare, value = strings.TrimSpace(text[:at]), text[at:at+1], text[at+1:]
		if rest, equal := strings.CutPrefix(value, "="); equal && t.Compare != "=" {
			t.Compare, value = t.Compare+"=", rest
		}
		value = strings.TrimSpace(value)
	}
	known := l.Known[recruit.ByOwn]
	is := func(name string) bool { return sanitize.Fold(name) == sanitize.Fold(t.Named) }
	switch {
	case t.Named == "" && open, open && t.Compare == "" && !slices.ContainsFunc(known, is):
		return recruit.Term{}, nil
	case t.Named == "":
		return t, recruit.Invalid("query", "%s: needs the name of a field, such as %s:%s.", f.Name, f.Name, f.Try)
	case len(t.Named) > 4*own.MaxName+100:
		return t, recruit.Invalid("query", "%s: takes the name of a field; this is longer than any field name.", f.Name)
	case len(known) > 0 && !slices.ContainsFunc(known, is):
		return t, recruit.Invalid("query", "There is no field “%s” of candidates; there is %s.", recruit.Shorten(t.Named), listed(known))
	case t.Compare == "":
		return t, nil
	case value == "" && open:
		return recruit.Term{}, nil
	case value == "":
		return t, recruit.Invalid("query", "%s: needs a value after %s; the name alone finds any value.", f.Name, t.Compare)
	case t.Compare == "=":
		for v := range strings.SplitSeq(value, ",") {
			if number, ok := numeric(v); ok {
				v = number
			} else {
				v = cut(v)
			}
			if v != "" && !slices.Contains(t.Any, v) {
				t.Any = append(t.Any, v)
			}
		}
		if len(t.Any) == 0 {
			return t, recruit.Invalid("query", "%s: needs letters or digits after %s.", f.Name, t.Compare)
		}
		return t, nil
	}
	if number, ok := numeric(value); ok {
		t.Any = []string{number}
		return t, nil
	}
	from, _, err := l.span(value, false)
	if err != nil {
		if open {
			return recruit.Term{}, nil
		}
		return t, recruit.Invalid("query", "%s: “%s” is neither a number nor a day, so %s cannot compare it.", f.Name, recruit.Shorten(value), t.Compare)
	}
	t.Any = []string{from.In(l.Zone).Format(time.DateOnly)}
	return t, nil
}

// numeric is a number as the values of fields hold it.
func numeric(typed string) (string, bool) {
	number, err := own.Field{Type: own.Number}.Value(typed, time.Time{})
	return number, err == nil && number != ""
}
