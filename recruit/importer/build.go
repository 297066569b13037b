package importer

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/big"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/sanitize"
)

// Bounds of a job; what a file has beyond them is kept in its description, and of
// that in a document.
const (
	maxPlace       = 200 // of department and location
	maxStage       = 60
	maxDescription = 50_000
	maxNumber      = 100 // of an external id
)

// buildJob makes a job of an entry. What has no field here stands at the end of
// the description; rest is the whole text where that is too long. remarks say what
// stands elsewhere than one would look.
func buildJob(e entry, source string, drop bool) (j recruit.Job, rest string, remarks []string, err error) {
	if e.own != nil {
		j, err = pipeline.CleanJob(e.own.job)
		return j, "", nil, err
	}
	var said string
	j = recruit.Job{ExternalID: e.values[ExternalID]}
	if j.Status, said = jobState(&e); said != "" {
		remarks = append(remarks, said)
	}
	short := func(what, text string, most int) string {
		line, remark := fitted(what, text, most, "description")
		if remark != "" {
			e.more, remarks = append(e.more, named{what, text}), append(remarks, remark)
		}
		return line
	}
	j.Title = short("Title", e.values[Title], recruit.MaxTitle)
	j.Department = short("Department", e.values[Department], maxPlace)
	j.Location = short("Location", e.values[Location], maxPlace)
	j.ExternalID = short("Id", j.ExternalID, maxNumber)
	for _, stage := range words.Values(e.values[Stages]) {
		j.Stages = append(j.Stages, short("Stage", stage, maxStage))
	}
	whole, _ := sanitize.Text(words.Join("\n\n", e.values[Description], lines(e.rest(drop))), 1<<30)
	j.Description = whole
	if utf8.RuneCountInString(whole) > maxDescription {
		rest = whole
		j.Description = strings.TrimSpace(string([]rune(whole)[:maxDescription]))
		remarks = append(remarks, fmt.Sprintf("the description is longer than %d characters; it was cut here and is attached in full as a document", maxDescription))
	}
	j, err = pipeline.CleanJob(j)
	if j.ExternalID == "" {
		j.ExternalID = fingerprint(j.Title, j.Department, j.Location, j.Description)
	} else {
		j.ExternalSource = source
	}
	return j, rest, remarks, err
}

// jobState says how a job stands. What no word is known for is taken as open, and
// a remark says so; what is more than open or closed is kept beside it.
func jobState(e *entry) (status recruit.JobStatus, remark string) {
	word := e.values[Status]
	said := words.JobState(word)
	status = recruit.JobOpen
	switch since := e.values[Closed]; {
	case words.Yes(since):
		status = recruit.JobClosed
	case since == "" || words.No(since):
	default: // the day
		e.more = append(e.more, named{"Closed", since})
		if said != words.Open && dated().MatchString(since) {
			status = recruit.JobClosed
		}
	}
	switch {
	case words.No(e.values[Active]), said == words.Closed:
		status = recruit.JobClosed
	case said == words.Paused:
		status = recruit.JobClosed
		e.more = append(e.more, named{"Status", word})
		remark = fmt.Sprintf("the status %q is read as closed and is kept in the description", brief(word))
	case word != "" && said == words.Unknown:
		e.more = append(e.more, named{"Status", word})
		remark = fmt.Sprintf("the status %q is not known; it is kept in the description, and the job is %s", brief(word), status)
	}
	return status, remark
}

// dated is a text that begins with a day or a moment.
var dated = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{10,13}$)`)
})

// lines writes what has no field as one line each.
func lines(more []named) string {
	all := make([]string, len(more))
	for i, m := range more {
		all[i] = m.name + ": " + m.value
	}
	return strings.Join(all, "\n")
}

// shortened is a number as spreadsheets write it when it does not fit: 1.23E+05.
var shortened = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d([.,]\d+)?[eE]\+?\d{1,3}$`) })

// wholeNumber writes a number as a spreadsheet may have changed it the way that it was
// meant: "123.0" is 123. lost says that digits of it may be gone.
func wholeNumber(cell string) (number string, lost bool) {
	if head, zeros, found := strings.Cut(cell, "."); found && head != "" && strings.Trim(head, "0123456789") == "" && zeros != "" && strings.Trim(zeros, "0") == "" {
		return head, false
	}
	if !shortened().MatchString(cell) {
		return cell, false
	}
	n, _, err := big.ParseFloat(strings.Replace(cell, ",", ".", 1), 10, 200, big.ToNearestEven)
	if err != nil || n.MantExp(nil) > 120 {
		return cell, true
	}
	return n.Text('f', 0), true
}

// fingerprint is the external id of a row that has nothing else to know it by,
// so that importing the same file again does not double it.
func fingerprint(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return export.KeyPrefix + hex.EncodeToString(sum[:8])
}

// firstAddress takes the first of several addresses, out of "Ana <ana@…>" too.
func firstAddress(cell string) string {
	if all := addresses(cell); len(all) > 0 {
		return all[0]
	}
	return ""
}

// addresses takes the addresses out of a cell, as they are written.
func addresses(cell string) (all []string) {
	for _, part := range words.Values(cell) {
		if _, inner, found := strings.Cut(part, "<"); found {
			part, _, _ = strings.Cut(inner, ">")
		}
		part = strings.TrimSpace(part)
		if strings.Count(part, "@") > 1 { // several with blanks between
			all = append(all, strings.Fields(part)...)
			continue
		}
		if part = strings.TrimSpace(strings.TrimPrefix(part, "mailto:")); part != "" {
			all = append(all, part)
		}
	}
	return all
}
