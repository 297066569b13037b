package wording

import (
	"fmt"
	"strings"
	"time"

	"recruitty/recruit/importer"
)

// Progress says how far something with a number of rows is, how fast it goes and
// how long it still takes, as far as that is known.
func Progress(done, all int, took time.Duration) string {
	if done == 0 {
		return "begun " + Counted(Seconds(took), "second") + " ago"
	}
	words := Grouped(done) + " of " + Counted(max(all, done), "row")
	if took < time.Second {
		return words
	}
	rate := float64(done) / took.Seconds()
	words += fmt.Sprintf(", %s a second", Grouped(int(rate)))
	if left := all - done; left > 0 {
		more := time.Duration(float64(left) / rate * float64(time.Second))
		about := Counted(Seconds(more), "second")
		if more > time.Minute {
			about = Length(more.Round(time.Minute))
		}
		words += ", about " + about + " left"
	}
	return words
}

// FieldName is a field of an import in words.
func FieldName(kind importer.Kind, f importer.Field) string {
	switch {
	case f == importer.Ignore:
		return "left out"
	case f == importer.Own && kind == importer.Jobs:
		return "in the description"
	case f == importer.Own && kind == importer.Interviews:
		return "in the internal note"
	case f == importer.Own:
		return "own field"
	}
	return strings.ReplaceAll(string(f), "_", " ")
}

// Findings are the parts of a report of an import that have anything to say,
// with their names.
func Findings(r importer.Report) []Finding {
	var all []Finding
	for _, f := range []Finding{{"Bad rows", Error, r.Bad}, {"Left out", Warning, r.Skipped}, {"Remarks", Warning, r.Remarks}, {"Known already", Dim, r.Duplicates}} {
		if f.Count > 0 {
			all = append(all, f)
		}
	}
	return all
}

// Finding is one of them.
type Finding struct {
	Name string
	Tone Tone
	importer.Findings
}

// Guess is what was guessed about a file, without the option of a command by
// which another thing is said.
func Guess(sentence string) string {
	for _, tail := range []string{"; say", "; --"} {
		if at := strings.LastIndex(sentence, tail); at > 0 && strings.Contains(sentence[at:], "--") {
			return sentence[:at] + "."
		}
	}
	return sentence
}
