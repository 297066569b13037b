package finder

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/slots"
	"recruitty/recruit/windows"
)

// ReadWindows reads when a candidate has said they can come. yours is the zone of who
// reads it. Answers are by the IDs of the questions of an earlier reading.
func ReadWindows(text string, c recruit.Candidate, now time.Time, yours *time.Location, answers map[string]string) windows.Reading {
	return windows.Read(windows.Request{Text: text, Reference: now, Zone: c.Location(), Yours: yours, Days: FarDays, Answers: answers})
}

// Spans are the windows of a reading for Request.Windows. Of who has only said when
// they cannot, it is the rest of the time from now on.
func Spans(r windows.Reading, now time.Time) []slots.Span {
	var all []slots.Span
	for _, w := range r.Windows {
		all = append(all, slots.Span{Start: w.Start, End: w.End})
	}
	if len(r.Windows) > 0 || len(r.Exclusions) == 0 {
		return all
	}
	at := now
	for _, x := range r.Exclusions {
		if x.Start.After(at) {
			all = append(all, slots.Span{Start: at, End: x.Start})
		}
		if x.End.After(at) {
			at = x.End
		}
	}
	return append(all, slots.Span{Start: at, End: now.AddDate(0, 0, FarDays+1)})
}

// Unclear says what of the words is to be asked, as an error of the field; nil when all
// is clear and says something.
func Unclear(field string, r windows.Reading) error {
	if len(r.Questions) > 0 {
		said := QuestionWords(r.Questions[0])
		if more := len(r.Questions) - 1; more > 0 {
			said += " (" + recruit.Counted(more, "more question", "more questions") + " after it.)"
		}
		return recruit.Invalid(field, "%s", said)
	}
	if len(r.Windows) == 0 && len(r.Exclusions) == 0 {
		return recruit.Invalid(field, "No time was found in this text; write something like “Tuesday after 3 pm or Wednesday morning”.")
	}
	return nil
}

// QuestionWords is a question with what can be meant.
func QuestionWords(q windows.Question) string {
	said := q.Says
	if len(q.Choices) > 0 {
		var labels []string
		for _, c := range q.Choices {
			labels = append(labels, c.Label)
		}
		said += " Is it " + strings.Join(labels, ", or ") + "?"
	}
	return said
}

// Options are the answers to a question, in the order in which they are offered: what can
// be meant, and to leave the words out.
func Options(q windows.Question) []windows.Choice {
	return append(slices.Clone(q.Choices), windows.Choice{Value: windows.LeaveOut, Label: "ignore these words"})
}

// Answer finds the option that someone typed, by its number from 1 on or as it is
// offered.
func Answer(field string, q windows.Question, typed string) (value string, err error) {
	typed = strings.TrimSpace(typed)
	all := Options(q)
	for _, o := range all {
		if strings.EqualFold(typed, o.Label) || typed == o.Value {
			return o.Value, nil
		}
	}
	if n, err := strconv.Atoi(typed); err == nil && n >= 1 && n <= len(all) {
		return all[n-1].Value, nil
	}
	return "", recruit.Invalid(field, "%s Answer with a number: %s.", q.Says, Numbered(q))
}

// Numbered writes the options of a question with their numbers.
func Numbered(q windows.Question) string {
	var said []string
	for n, o := range Options(q) {
		said = append(said, strconv.Itoa(n+1)+" for "+o.Label)
	}
	return strings.Join(said, ", ")
}

// mostLeftOut is how many sentences about what was left out stand behind what was understood.
const mostLeftOut = 3

// Understood says what was read, one line for each window, at most so many, and behind
// them what of the words was left out (R17).
func Understood(r windows.Reading, now time.Time, most int) []string {
	var said []string
	for _, w := range r.Windows {
		said = append(said, windows.Describe(w, now))
	}
	for _, w := range r.Exclusions {
		said = append(said, "not "+windows.Describe(w, now))
	}
	if len(said) > most {
		left := len(said) - most + 1
		said = append(slices.Clip(said[:most-1]), "and "+recruit.Counted(left, "more", "more"))
	}
	left := 0
	for _, n := range r.Notes {
		if !n.LeftOut {
			continue
		}
		if left++; left <= mostLeftOut {
			said = append(said, strings.TrimSuffix(n.Says, "."))
		}
	}
	if more := left - mostLeftOut; more > 0 {
		said = append(said, "and "+recruit.Counted(more, "part was", "parts were")+" left out besides")
	}
	return said
}
