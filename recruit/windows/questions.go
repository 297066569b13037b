package windows

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit/sanitize"
)

// Kind is what a question is about.
type Kind string

// The kinds of question.
const (
	// KindClock is a time of day that can be before or after noon.
	KindClock Kind = "clock"
	// KindDay is a day that can be several.
	KindDay Kind = "day"
	// KindWeek is a week that can be several.
	KindWeek Kind = "week"
	// KindDays is a time of day without a day.
	KindDays Kind = "days"
	// KindSpelling is a word that is nearly one about time.
	KindSpelling Kind = "spelling"
	// KindFree is a time of which it is not clear whether she can come.
	KindFree Kind = "free"
	// KindZone is a time zone that is not known, or can be several.
	KindZone Kind = "zone"
	// KindClocks is a wall time that does not exist or occurs twice where the clocks change.
	KindClocks Kind = "clocks"
	// KindWords are words about time that cannot be read; to be typed differently.
	KindWords Kind = "words"
)

// Question is what a person has to decide before words count.
type Question struct {
	// ID names the question in Request.Answers. It stays the same as long as the text does.
	ID    string
	Kind  Kind
	Words string // hers, safe to show
	Says  string // a sentence
	// Choices are what can be meant, in the order in which they are offered. There are none
	// where only other words help. LeaveOut answers every question, too.
	Choices []Choice

	at int // where in the text
}

// Choice is one of the meanings that words can have.
type Choice struct {
	Value string // for Request.Answers
	Label string // as it is offered
}

const maxWords = 80 // characters of her text that are repeated

// shown are tokens as they stand in the text, in one short and safe line.
func (r *reader) shown(from, to int) string {
	from, to = max(from, 0), min(to, len(r.tokens))
	if from >= to {
		return ""
	}
	return sanitize.Brief(r.text[r.tokens[from].start:r.tokens[to-1].end], maxWords)
}

// ask returns the answer that was given to a question about tokens, or adds the question
// and returns false. LeaveOut is an answer.
func (r *reader) ask(kind Kind, from, to int, says string, choices ...Choice) (answer string, answered bool) {
	q := Question{Kind: kind, Words: r.shown(from, to), Says: says, Choices: choices, at: from}
	r.asked = append(r.asked, from)
	q.ID = fmt.Sprintf("%s:%s@%d", kind, q.Words, from)
	if given, found := r.request.Answers[q.ID]; found {
		if given == LeaveOut || slices.ContainsFunc(choices, func(c Choice) bool { return c.Value == given }) {
			return given, true
		}
	}
	if !r.quiet && !slices.ContainsFunc(r.questions, func(have Question) bool { return have.ID == q.ID }) {
		r.questions = append(r.questions, q)
	}
	return "", false
}

// note says something once.
func (r *reader) note(words, format string, args ...any) {
	r.say(Note{Words: words, Says: fmt.Sprintf(format, args...)})
}

// leave says once that words were left out.
func (r *reader) leave(words, format string, args ...any) {
	r.say(Note{Words: words, Says: fmt.Sprintf(format, args...), LeftOut: true})
}

func (r *reader) say(n Note) {
	if !r.quiet && !slices.Contains(r.notes, n) && len(r.notes) < maxQuestions {
		r.notes = append(r.notes, n)
	}
}

// unread asks about words that cannot be read.
func (r *reader) unread(from, to int) {
	if words := r.shown(from, to); words != "" {
		r.ask(KindWords, from, to, fmt.Sprintf("“%s” cannot be read as a time; write it as a day with hours, such as Tue 1 Dec 15:00–17:00.", words))
	}
}

// sortedQuestions are in the order of the text, and no more than a person can answer.
func (r *reader) sortedQuestions() []Question {
	slices.SortStableFunc(r.questions, func(a, b Question) int {
		return cmp.Or(cmp.Compare(a.at, b.at), strings.Compare(a.ID, b.ID))
	})
	if more := len(r.questions) - maxQuestions; more > 0 {
		r.note("", "%d more questions are not shown; paste the sentences about times alone.", more)
		r.questions = r.questions[:maxQuestions]
	}
	return r.questions
}
