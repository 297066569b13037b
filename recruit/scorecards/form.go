package scorecards

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Bounds of a form.
const (
	MaxAttributes = 12
	maxName       = 60   // characters of an attribute's name
	maxHint       = 200  // characters of what to look for
	maxWord       = 30   // characters of a word of a scale
	maxForm       = 8000 // characters of a whole form
)

// Form is what a scorecard asks for besides a recommendation and notes.
type Form struct{ Attributes []Attribute }

// Attribute is one thing that is rated.
type Attribute struct {
	Name string
	Hint string // what to look for, "" for nothing
	// Words are what the numbers of the scale mean, from 1; there are four or five.
	Words []string
}

// Of is the highest number of the scale.
func (a Attribute) Of() int { return len(a.Words) }

// Scale says the scale in words: "1 poor, 2 fair, 3 good, 4 strong".
func (a Attribute) Scale() string {
	said := make([]string, len(a.Words))
	for i, w := range a.Words {
		said[i] = strings.TrimSpace(strconv.Itoa(i+1) + " " + w)
	}
	return strings.Join(said, ", ")
}

// usual are the words of a scale of so many numbers that says none.
func usual(most int) []string {
	return []string{"poor", "fair", "good", "strong", "outstanding"}[:most]
}

// DefaultForm is the form of a workspace that has written none.
func DefaultForm() Form {
	var f Form
	for _, a := range [][2]string{
		{"Skills", "what the job needs, shown by examples"},
		{"Problem solving", "asks before answering, weighs ways, sees limits"},
		{"Communication", "listens, is clear, says what is not known"},
		{"Motivation", "why this work, and why here"},
	} {
		f.Attributes = append(f.Attributes, Attribute{Name: a[0], Hint: a[1], Words: usual(4)})
	}
	return f
}

// Attribute finds an attribute by its name, or by a beginning that only one has.
func (f Form) Attribute(name string) (Attribute, error) {
	folded := sanitize.Fold(name)
	var found []Attribute
	for _, a := range f.Attributes {
		if sanitize.Fold(a.Name) == folded {
			return a, nil
		}
		if folded != "" && strings.HasPrefix(sanitize.Fold(a.Name), folded) {
			found = append(found, a)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return Attribute{}, recruit.Invalid("rate", "The form has no attribute %q; it has %s.", recruit.Shorten(name), f.names())
}

func (f Form) names() string {
	said := make([]string, len(f.Attributes))
	for i, a := range f.Attributes {
		said[i] = a.Name
	}
	return strings.Join(said, ", ")
}

// Lines writes a form as ParseForm reads it.
func (f Form) Lines() string {
	var lines []string
	scale := Attribute{Words: usual(4)}.Scale()
	for _, a := range f.Attributes {
		if s := a.Scale(); s != scale {
			lines, scale = append(lines, "Scale: "+s), s
		}
		line := a.Name
		if a.Hint != "" {
			line += ": " + a.Hint
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// ParseForm reads a form as people type it, an attribute on each line with what to look for
// behind a colon:
//
//	Coding: clear names, tests without being asked
//	System design
//	Scale: 1 none, 2 little, 3 some, 4 fluent, 5 native
//	English
//
// A line that begins with "Scale:" holds for the attributes below it; without one the scale
// is from 1 poor to 4 strong. "Scale: 1-5" takes the usual words. Empty lines are left out.
// An error names the line and what of it is not understood.
func ParseForm(text string) (Form, error) {
	var f Form
	text, err := recruit.CleanText("form", "form", text, maxForm)
	if err != nil {
		return f, err
	}
	words := usual(4)
	for n, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		name, hint, _ := strings.Cut(line, ":")
		name, hint = strings.Join(strings.Fields(name), " "), strings.Join(strings.Fields(hint), " ")
		if strings.EqualFold(name, "scale") {
			if words, err = parseScale(hint); err != nil {
				return f, recruit.Invalid("form", "Line %d: %s", n+1, recruit.Sentence(err))
			}
			continue
		}
		if err := f.add(Attribute{Name: name, Hint: hint, Words: words}); err != nil {
			return f, recruit.Invalid("form", "Line %d: %s", n+1, recruit.Sentence(err))
		}
	}
	if len(f.Attributes) == 0 {
		return f, recruit.Invalid("form", "A form needs at least one attribute on a line of its own, such as “Coding: clear names, tests”.")
	}
	return f, nil
}

// add takes one attribute more, and refuses what no form can have.
func (f *Form) add(a Attribute) error {
	switch folded := sanitize.Fold(a.Name); {
	case a.Name == "":
		return recruit.Invalid("form", "An attribute begins with its name.")
	case len([]rune(a.Name)) > maxName:
		return recruit.Invalid("form", "The name of an attribute has at most %d characters; write the rest after a colon.", maxName)
	case len([]rune(a.Hint)) > maxHint:
		return recruit.Invalid("form", "What to look for has at most %d characters; longer things are for the guide.", maxHint)
	case strings.ContainsAny(a.Name, "()=>|"):
		return recruit.Invalid("form", "“%s” has a sign in its name that is used to fill the form in; leave out ( ) = > and |.", recruit.Shorten(a.Name))
	case strings.Trim(a.Name, "0123456789 .,-/+*#") == "":
		return recruit.Invalid("form", "“%s” is no name.", recruit.Shorten(a.Name))
	case isLabel(folded):
		return recruit.Invalid("form", "“%s” is on every scorecard already; call the attribute something else.", a.Name)
	case slices.ContainsFunc(f.Attributes, func(b Attribute) bool { return sanitize.Fold(b.Name) == folded }):
		return recruit.Invalid("form", "“%s” stands there twice.", a.Name)
	case len(f.Attributes) == MaxAttributes:
		return recruit.Invalid("form", "A form has at most %d attributes.", MaxAttributes)
	}
	f.Attributes = append(f.Attributes, a)
	return nil
}

// parseScale reads "1 poor, 2 fair, 3 good, 4 strong", "1-4" or "1-5".
func parseScale(text string) ([]string, error) {
	wrong := recruit.Invalid("form", "A scale is from 1 to 4 or from 1 to 5, such as “Scale: 1 poor, 2 fair, 3 good, 4 strong”, or “Scale: 1-5”.")
	switch strings.NewReplacer(" ", "", "–", "-", "to", "-").Replace(strings.ToLower(text)) {
	case "1-4":
		return usual(4), nil
	case "1-5":
		return usual(5), nil
	}
	parts := strings.Split(text, ",")
	if len(parts) != 4 && len(parts) != 5 {
		return nil, wrong
	}
	words := make([]string, len(parts))
	for i, part := range parts {
		rest, ok := strings.CutPrefix(strings.TrimSpace(part), strconv.Itoa(i+1))
		word := strings.Join(strings.Fields(strings.TrimLeft(rest, " =.:")), " ")
		if !ok || rest != "" && strings.IndexAny(rest[:1], "0123456789") == 0 {
			return nil, wrong
		}
		if len([]rune(word)) > maxWord {
			return nil, recruit.Invalid("form", "A word of a scale has at most %d characters.", maxWord)
		}
		words[i] = word
	}
	return words, nil
}

// Words says what a form is in one line: "4 attributes: Skills, …".
func (f Form) Words() string {
	return fmt.Sprintf("%s: %s", recruit.Counted(len(f.Attributes), "attribute", "attributes"), f.names())
}
