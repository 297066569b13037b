package preferences

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Keys are the keystrokes of actions, by the name of the action.
type Keys map[string][]string

// maxKeys is how many keys one action may have.
const maxKeys = 4

// named are the keys that have a name and can be given to an action, besides f1 to f12.
func named() []string {
	return []string{"space", "backspace", "delete", "insert", "home", "end", "pgup", "pgdown"}
}

// kept are the keys that nothing else may take: with them everything can be reached,
// whatever is set, and a form saved, closed and the program ended.
func kept() []string {
	return []string{"up", "down", "left", "right", "enter", "esc", "tab", "shift+tab", "ctrl+c", "ctrl+s", "ctrl+z"}
}

// IsKept reports whether a key means the same for good.
func IsKept(stroke string) bool { return slices.Contains(kept(), stroke) }

// IsLetter reports whether a key is text where something is typed.
func IsLetter(stroke string) bool { return utf8.RuneCountInString(stroke) == 1 || stroke == "space" }

// Stroke reads a key as a person writes it, such as "R", "Ctrl+R" or "F6". The error
// is a part of a sentence.
func Stroke(typed string) (string, error) {
	rest, mods := strings.TrimSpace(typed), []string(nil)
	for {
		mod, more, found := strings.Cut(rest, "+")
		mod = strings.ToLower(mod)
		if !found || more == "" || !slices.Contains([]string{"ctrl", "alt", "shift"}, mod) || slices.Contains(mods, mod) {
			break
		}
		mods, rest = append(mods, mod), more
	}
	slices.SortFunc(mods, func(a, b string) int { return cmp.Compare(rank(a), rank(b)) })
	key := strings.ToLower(rest)
	function := len(key) > 1 && key[0] == 'f' && slices.Contains([]string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, key[1:])
	switch {
	case function, slices.Contains(named(), key):
	case IsKept(strings.Join(append(slices.Clone(mods), key), "+")):
	case utf8.RuneCountInString(rest) == 1:
		r, _ := utf8.DecodeRuneInString(rest)
		if !unicode.IsPrint(r) || r == unicode.ReplacementChar || r == ' ' {
			return "", fmt.Errorf("%q is no key", typed)
		}
		if key = rest; len(mods) > 0 {
			if slices.Contains(mods, "shift") {
				return "", fmt.Errorf("%q is not told apart by terminals; write the letter as shift makes it", typed)
			}
			key = strings.ToLower(rest)
		}
	default:
		return "", fmt.Errorf("%q is no key; keys are written like R, ctrl+r, alt+r, f6, home or space", typed)
	}
	stroke := strings.Join(append(mods, key), "+")
	if IsKept(stroke) {
		return "", fmt.Errorf("the key %s keeps its meaning and cannot be given away", stroke)
	}
	return stroke, nil
}

func rank(mod string) int { return slices.Index([]string{"ctrl", "alt", "shift"}, mod) }

// Known is an action that has a key of its own: what keys may be set for.
type Known struct {
	Name    string
	Where   string // the screen or box that has it
	Help    string // what it does
	Strokes []string
	Shown   string // its keys as help shows them
	Fixed   bool   // it moves about, or each of its keys means something else
}

// Everywhere and Lists are the parts of the table of keys that hold on every screen.
const (
	Everywhere = "Everywhere"
	Lists      = "Lists"
)

// With is the keys of the action when own are set for it: those that nothing may take
// stay.
func (k Known) With(own []string) []string { return Merge(k.Strokes, own) }

// Merge is the keystrokes of an action for which own are set: of those that it has
// without, the ones that mean the same for good stay.
func Merge(usual, own []string) []string {
	var all []string
	for _, s := range usual {
		if IsKept(s) {
			all = append(all, s)
		}
	}
	for _, s := range own {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// may says why an action cannot have a key, "" when it can.
func may(known []Known, name, stroke string) string {
	for _, k := range known {
		if k.Name != name {
			continue
		}
		if k.Fixed {
			return fmt.Sprintf("the keys of %s cannot be changed, because each means something else", name)
		}
		if IsLetter(stroke) && !slices.ContainsFunc(k.Strokes, IsLetter) {
			return fmt.Sprintf("the action %s is done while something is typed, so the key %s would be text; choose one with ctrl or alt, or f1 to f12", name, stroke)
		}
	}
	return ""
}

// clash is a key that two actions have where both work.
type clash struct {
	name, stroke string // whose key it was to be
	with         Known
}

// clashes finds the first key of an own action, in the order of names, that another
// action has in the same place.
func clashes(known []Known, keys Keys) (clash, bool) {
	strokes := func(k Known) []string {
		if own, set := keys[k.Name]; set {
			return k.With(own)
		}
		return k.Strokes
	}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		for _, mine := range known {
			if mine.Name != name {
				continue
			}
			for _, stroke := range keys[name] {
				for _, other := range known {
					if other.Name != name && together(mine.Where, other.Where) && slices.Contains(strokes(other), stroke) {
						return clash{name, stroke, other}, true
					}
				}
			}
		}
	}
	return clash{}, false
}

// together reports whether the keys of two parts of the table work at the same time.
func together(one, other string) bool {
	return one == other || one == Everywhere || one == Lists || other == Everywhere || other == Lists
}
