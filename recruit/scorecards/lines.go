package scorecards

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// The labels of what every scorecard has, as they stand in front of the lines to fill in.
const (
	labelRecommendation = "Recommendation"
	labelNote           = "Note for the team"
	labelPrivate        = "Private note"
	endOfForm           = "(end of the form)"
)

// maxFilled bounds a filled-in form that is read, in octets.
const maxFilled = 64 << 10

// labels are what a line to fill in may begin with, besides the attributes.
func labels() map[string]string {
	return map[string]string{"recommendation": labelRecommendation, "note for the team": labelNote, "shared note": labelNote, "note": labelNote,
		"notes": labelNote, "private note": labelPrivate, "private": labelPrivate, "scale": "", "end of the form": ""}
}

// isLabel reports whether a folded name is one that every scorecard has.
func isLabel(folded string) bool {
	_, ok := labels()[folded]
	return ok
}

// Blank writes a form as lines to fill in, with what stands on the card already. Filled
// reads them.
func Blank(f Form, c Card) string {
	lines := make([]string, 0, len(f.Attributes)+4)
	for _, a := range f.Attributes {
		value := ""
		if r, ok := c.Rating(a.Name); ok {
			value = " " + strconv.Itoa(r.Value)
		}
		lines = append(lines, fmt.Sprintf("%s (1-%d):%s", a.Name, a.Of(), value))
	}
	words := make([]string, 0, 4)
	for _, r := range Recommendations() {
		words = append(words, r.Words())
	}
	behind := func(value string) string { return strings.TrimRight(": "+value, " ") }
	return strings.Join(append(lines,
		labelRecommendation+" ("+strings.Join(words, ", ")+")"+behind(c.Recommendation.Words()),
		labelNote+behind(c.Note),
		labelPrivate+behind(c.Private),
		endOfForm), "\n")
}

// Filled is what was read of lines that were filled in.
type Filled struct {
	Card
	// Left are the lines that were not understood, each with why.
	Left []string
}

// ReadFilled reads the lines of a form that someone filled in: in a file, or in an answer
// by mail, where they may stand above, below or inside of what is quoted. Lines that are
// quoted and say nothing are left out; any other line that is not understood is in Left.
// What an attribute was given besides its number goes into the note.
func ReadFilled(f Form, text string) Filled {
	r := reading{form: f, attributes: byLength(f)}
	if len(text) > maxFilled {
		text = text[:maxFilled]
		r.Left = append(r.Left, "The text is very long; whatever comes after its first 64 KB was not read.")
	}
	text, _ = sanitize.Text(text, maxFilled)
	for line := range strings.SplitSeq(text, "\n") {
		r.take(line)
	}
	r.Note = strings.TrimSpace(strings.Join(append(r.remarks, strings.TrimSpace(strings.Join(r.note, "\n"))), "\n"))
	r.Private = strings.TrimSpace(strings.Join(r.private, "\n"))
	for _, twice := range r.twice {
		r.Ratings = slices.DeleteFunc(r.Ratings, func(x Rating) bool { return x.Attribute == twice })
	}
	return r.Filled
}

// reading is a text as far as it was read.
type reading struct {
	Filled
	form       Form
	attributes []Attribute // the longest names first
	note       []string
	private    []string
	remarks    []string // what stood behind ratings
	twice      []string // attributes with two different numbers
	open       *[]string
	openQuoted bool // the open note began in a quoted line
	signed     bool // behind the mark of a signature
	decided    []Recommendation
}

func byLength(f Form) []Attribute {
	all := slices.Clone(f.Attributes)
	slices.SortStableFunc(all, func(a, b Attribute) int { return cmp.Compare(len(b.Name), len(a.Name)) })
	return all
}

// unquoted is a line without the marks of quoting.
func unquoted(line string) (rest string, quoted bool) {
	rest = strings.TrimSpace(line)
	for strings.HasPrefix(rest, ">") || strings.HasPrefix(rest, "|") {
		rest, quoted = strings.TrimSpace(rest[1:]), true
	}
	return rest, quoted
}

func (r *reading) take(line string) {
	rest, quoted := unquoted(line)
	if !quoted && rest == "--" { // RFC 3676 4.3; the space behind it is gone
		r.signed, r.open = true, nil
		return
	}
	if quoted {
		r.signed = false
	}
	if r.signed {
		return
	}
	if name, value, ok := r.labelled(rest); ok {
		r.open = nil
		r.fill(name, value, quoted)
		return
	}
	switch {
	case sanitize.Fold(strings.Trim(rest, " ()*_")) == "end of the form":
		r.open = nil
	case r.open != nil && (!quoted || r.openQuoted || rest == ""):
		*r.open = append(*r.open, rest)
	case quoted:
		r.open = nil
	case rest != "":
		r.Left = append(r.Left, rest)
	}
}

// labelled splits a line into what it is about and what it says of that.
func (r *reading) labelled(line string) (name, value string, ok bool) {
	line = strings.TrimLeft(line, "*-•_ ")
	for _, a := range r.attributes {
		if value, ok := behindLabel(line, a.Name, true); ok {
			return a.Name, value, true
		}
	}
	for _, label := range []string{"note for the team", "shared note", "private note", "recommendation", "private", "notes", "note"} {
		if value, ok := behindLabel(line, label, label == "recommendation"); ok {
			return labels()[label], value, true
		}
	}
	return "", "", false
}

// behindLabel is what stands behind a label and its colon. Where short is set, brackets
// with the scale may stand between them, and a number may follow without a colon.
func behindLabel(line, label string, short bool) (string, bool) {
	words := strings.Fields(label)
	rest := line
	for _, word := range words {
		rest = strings.TrimLeft(rest, " ")
		head := sanitize.Cut(rest, len([]rune(word)))
		if sanitize.Fold(head) != sanitize.Fold(word) {
			return "", false
		}
		rest = rest[len(head):]
	}
	rest = strings.TrimLeft(rest, " *_")
	bracketed := false
	if short && strings.HasPrefix(rest, "(") {
		if _, after, ok := strings.Cut(rest, ")"); ok {
			rest, bracketed = strings.TrimLeft(after, " *_"), true
		}
	}
	if value, ok := cutAny(rest, ":", "=", "："); ok {
		return strings.Trim(value, " *_"), true
	}
	if short && (rest == "" && bracketed || rest != "" && rest[0] >= '0' && rest[0] <= '9') {
		return rest, true
	}
	return "", false
}

func cutAny(s string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}

// fill takes what a line says of an attribute, the recommendation or a note.
func (r *reading) fill(name, value string, quoted bool) {
	switch name {
	case labelNote:
		r.open, r.openQuoted = &r.note, quoted
	case labelPrivate:
		r.open, r.openQuoted = &r.private, quoted
	case labelRecommendation:
		r.recommend(value)
		return
	default:
		r.rate(name, value)
		return
	}
	if value != "" {
		*r.open = append(*r.open, value)
	}
}

// rate reads the number of an attribute: "3", "3/4", "3 good", "good", or nothing.
func (r *reading) rate(name, value string) {
	a, _ := r.form.Attribute(name)
	if value = strings.Trim(value, " []"); value == "" || notAssessed(value) {
		return
	}
	n, rest, ok := leadingRating(a, value)
	if !ok {
		r.Left = append(r.Left, fmt.Sprintf("%s: %s (a number from 1 to %d belongs here)", name, recruit.Shorten(value), a.Of()))
		return
	}
	rating, err := a.Rate(n)
	if err != nil {
		r.Left = append(r.Left, fmt.Sprintf("%s: %s (a number from 1 to %d belongs here)", name, recruit.Shorten(value), a.Of()))
		return
	}
	if old, known := r.Card.Rating(name); known {
		if old.Value != n && !slices.Contains(r.twice, a.Name) {
			r.Left = append(r.Left, fmt.Sprintf("%s has two numbers, %d and %d; say which one holds", name, old.Value, n))
			r.twice = append(r.twice, a.Name)
		}
		return
	}
	r.Ratings = append(r.Ratings, rating)
	if rest != "" {
		r.remarks = append(r.remarks, name+": "+rest)
	}
}

// notAssessed reports whether a value says that there is none.
func notAssessed(value string) bool {
	return slices.Contains([]string{"-", "–", "—", "n/a", "na", "none", "not assessed", "?", "_"}, sanitize.Fold(strings.Trim(value, ". ")))
}

// leadingRating reads the number or the word with which a value begins.
func leadingRating(a Attribute, value string) (n int, rest string, ok bool) {
	digits := value[:len(value)-len(strings.TrimLeft(value, "0123456789"))]
	if digits != "" && len(digits) < 3 {
		n, _ = strconv.Atoi(digits)
		rest = value[len(digits):]
		if strings.HasPrefix(rest, ".") && strings.Trim(rest[1:min(2, len(rest))], "0123456789") == "" && len(rest) > 1 {
			return 0, "", false // 3.5 is not a number of  the scale
		}
		rest, _ = strings.CutPrefix(rest, "/"+strconv.Itoa(a.Of()))
		rest, _ = strings.CutPrefix(rest, " of "+strconv.Itoa(a.Of()))
		if strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "-") && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' {
			return 0, "", false // another scale, or a range
		}
	}
	if n == 0 && digits == "" {
		at := longestWord(a.Words, value)
		if at < 0 {
			return 0, "", false
		}
		return at + 1, remark(value[len(headOf(value, a.Words[at])):]), true
	}
	rest = strings.TrimLeft(rest, " ,.;:-–—()")
	if n >= 1 && n <= a.Of() && a.Words[n-1] != "" && beginsWith(rest, a.Words[n-1]) {
		rest = rest[len(headOf(rest, a.Words[n-1])):]
	}
	return n, remark(rest), digits != "" && len(digits) < 3
}

// longestWord is the place of the longest of words with which value begins, -1 for none.
func longestWord(words []string, value string) int {
	at := -1
	for i, w := range words {
		if w != "" && saysOnly(value, w) && (at < 0 || len(w) > len(words[at])) {
			at = i
		}
	}
	return at
}

// headOf is as much of value as word has characters.
func headOf(value, word string) string { return sanitize.Cut(value, len([]rune(word))) }

// saysOnly reports whether value is word, or goes on behind it as a remark does: "yes, if
// …" is a yes, and of "no idea" nobody knows.
func saysOnly(value, word string) bool {
	if !beginsWith(value, word) {
		return false
	}
	after := strings.TrimLeft(value[len(headOf(value, word)):], " ")
	return after == "" || strings.ContainsRune(",.;:!-–—(/", []rune(after)[0])
}

// beginsWith reports whether value begins with word, and no letter follows.
func beginsWith(value, word string) bool {
	head := headOf(value, word)
	if sanitize.Fold(head) != sanitize.Fold(word) {
		return false
	}
	after := value[len(head):]
	return after == "" || strings.ContainsRune(" ,.;:!-–—()/", []rune(after)[0])
}

func remark(s string) string { return strings.TrimSpace(strings.Trim(s, " ,.;:!-–—()")) }

// recommend reads a recommendation: "yes", "strong no", "3", and words behind it.
func (r *reading) recommend(value string) {
	value = strings.Trim(value, " []")
	if value == "" || notAssessed(value) {
		return
	}
	found, rest := Recommendation(""), ""
	for i, one := range Recommendations() {
		for _, word := range []string{one.Words(), string(one), strconv.Itoa(i + 1)} {
			if saysOnly(value, word) && (found == "" || len(word) > len(found)) {
				found, rest = one, remark(value[len(headOf(value, word)):])
			}
		}
	}
	switch {
	case found == "":
		r.Left = append(r.Left, labelRecommendation+": "+recruit.Shorten(value)+" (strong no, no, yes or strong yes belongs here)")
		return
	case len(r.decided) > 0 && !slices.Contains(r.decided, found):
		r.Left = append(r.Left, fmt.Sprintf("There are two recommendations, %s and %s; say which one holds", r.decided[0].Words(), found.Words()))
		r.Recommendation = ""
	case len(r.decided) == 0:
		r.Recommendation = found
		if rest != "" {
			r.remarks = append(r.remarks, rest)
		}
	}
	r.decided = append(r.decided, found)
}
