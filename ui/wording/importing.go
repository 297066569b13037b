package wording

import (
	"strings"
	"time"

	"recruitty/recruit/importer"
	"recruitty/recruit/steps"
	"recruitty/ui/text"
)

// Progress says how far something with a number of rows is, how fast it goes and
// how long it still takes, as far as that is known.
func Progress(done, all int, took time.Duration) string {
	if done == 0 {
		return "begun " + Counted(Seconds(took), "second") + " ago"
	}
	if took < time.Second {
		took = 0 // too short to say how fast it is
	}
	return steps.Far(steps.Rows, int64(done), int64(max(all, done)), took)
}

// FieldName is a field of an import in words.
func FieldName(kind importer.Kind, f importer.Field) string {
	if name, custom := f.CustomName(); custom {
		return "custom field " + text.Line(name)
	}
	switch {
	case f == importer.Ignore:
		return "left out"
	case f == importer.Own && kind == importer.Jobs:
		return "in the description"
	case f == importer.Own && kind == importer.Interviews:
		return "in the internal note"
	case f == importer.Own:
		return "custom field"
	}
	return strings.ReplaceAll(importer.InWords(string(f)), "_", " ")
}

// Findings are the parts of a report of an import that have anything to say,
// with their names.
func Findings(r importer.Report) []Finding {
	var all []Finding
	for _, f := range []Finding{{"Bad rows", Error, r.Bad}, {"Left out", Warning, r.Skipped}, {"Remarks", Warning, r.Remarks}, {"Already known", Dim, r.Duplicates}} {
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
