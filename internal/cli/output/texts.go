package output

import (
	"strconv"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// Each makes a JSON array of things; it is never null.
func Each[T, J any](in []T, shape func(T) J) []J {
	out := make([]J, 0, len(in))
	for _, x := range in {
		out = append(out, shape(x))
	}
	return out
}

// Words is a list of texts that is never null in JSON.
func Words(in []string) []string { return append([]string{}, in...) }

// Span writes when something takes place in a zone.
func Span(start time.Time, length time.Duration, zone *time.Location) string {
	return timeparse.Range(start, start.Add(length), zone) + " " + timeparse.Labelled(start.In(zone))
}

// Number writes a number in digits.
func Number[N ~int64 | ~int](n N) string { return strconv.FormatInt(int64(n), 10) }

// Person writes a name with an address.
func Person(name, email string) string {
	switch {
	case email == "":
		return name
	case name == "":
		return email
	}
	return name + " <" + email + ">"
}

// Quote repeats a wrong value in a sentence.
func Quote(text string) string {
	line, err := sanitize.Line(text, 60)
	if err != nil {
		return "That value"
	}
	return strconv.Quote(line)
}

// OneLine is a text with its words in one line.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// Cell is a text as a spreadsheet shows it and does not run it; an import takes it
// back as it was.
func Cell(text string) string { return sanitize.Defused(sanitize.Shown(text)) }
