package forms

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"recruitty/recruit/sanitize"
)

// closeness says how well an option answers a folded query, the smaller the better:
// 0 where its label begins with it, 1 where a word of its label or value does, 2 where
// either holds it elsewhere. ok is false where none holds.
func closeness(o Option, query string) (n int, ok bool) {
	label, value := sanitize.Fold(o.Label), sanitize.Fold(o.Value)
	switch {
	case strings.HasPrefix(label, query):
		return 0, true
	case beginsWord(label, query), beginsWord(value, query):
		return 1, true
	}
	return 2, strings.Contains(label+" "+value, query)
}

// beginsWord reports whether part stands in s where a word begins.
func beginsWord(s, part string) bool {
	apart := true
	for at, r := range s {
		if apart && strings.HasPrefix(s[at:], part) {
			return true
		}
		apart = !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return false
}

// matches are the options that hold what was typed and are not chosen yet, those first
// whose name begins with it, then those of whom a word does: who types "har" means Haru
// before Chandrashekhar.
func (c *Choose) matches() []Option {
	query := sanitize.Fold(strings.TrimSpace(c.input.Value()))
	if query == "" {
		return nil
	}
	type match struct {
		Option
		n int
	}
	var found []match
	for _, o := range c.options {
		if n, ok := closeness(o, query); ok && !slices.Contains(*c.value, o.Value) {
			found = append(found, match{o, n})
		}
	}
	slices.SortStableFunc(found, func(a, b match) int { return cmp.Compare(a.n, b.n) })
	var shown []Option
	for _, m := range found[:min(len(found), matchesShown)] {
		shown = append(shown, m.Option)
	}
	return shown
}

// already finds what was typed among those that are chosen.
func (c *Choose) already(typed string) (label string, chosen bool) {
	found, ok := c.nearest(typed)
	return found.Label, ok
}

// nearest is the one of those that are chosen whom what was typed fits best.
func (c *Choose) nearest(typed string) (Option, bool) {
	query, best, closest := sanitize.Fold(typed), Option{}, 3
	for _, v := range *c.value {
		o := Option{Label: c.label(v), Value: v}
		if n, ok := closeness(o, query); ok && n < closest {
			best, closest = o, n
		}
	}
	return best, closest < 3
}

// chosenRather reports that what was typed means one who is on the list already rather
// than the best of those who are not: Haru, and not Yael Ben-Harush, whom nobody wanted
// to invite.
func (c *Choose) chosenRather(typed string, best Option) (label string, rather bool) {
	on, ok := c.nearest(typed)
	if !ok || c.cursor > 0 { // who goes down to someone means them
		return "", false
	}
	query := sanitize.Fold(typed)
	was, _ := closeness(on, query)
	is, _ := closeness(best, query)
	return on.Label, was < is
}
