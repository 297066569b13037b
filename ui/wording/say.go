// Package wording says in sentences how things stand: when an interview is, what
// has really happened outside, who was told what. The screens and the plain
// mode share it, so that both say the same. Nothing here paints; a Tone says
// what a piece of text means, and who shows it decides how that looks.
package wording

import (
	"strconv"
	"strings"

	"recruitty/ui/text"
)

// Tone says what a piece of text means, not what it looks like.
type Tone int

// The tones. Plain is the zero value.
const (
	Plain Tone = iota
	Dim
	Accent
	OK
	Warning
	Error
)

// What the screens and plain lines say alike.
const (
	NewWorkspace    = "This workspace is new and stays on this machine. Who are you? You will be its first member, and an admin."
	NotOverwritten  = "an existing file is not overwritten"
	InNoJob         = "There is no job to move in yet; press l to link one."
	WorkContinues   = "The work continues; type outbox to see its status."
	NothingForAny   = "There is nothing to do for any of them."
	BeingUndone     = "It is being undone."
	AlreadyUndone   = "It has been undone already."
	TooLateForAll   = "It is too late to undo: the time to undo is over, or something has already been sent."
	HowItBegins     = "You have no interviews yet. To schedule your first one:"
	HowToSchedule   = "Open a candidate and press s to Schedule an Interview."
	ImportElsewhere = "Files are imported on the command line here: recruitty import."
	NothingComesIn  = "Nothing in this file would be imported."
	NothingYet      = "Nothing is saved or sent yet."
	AllConfirmed    = "Done: everything above is confirmed."
	ReadingStopped  = "Stopped. What was read until then counts; the rest is as it was."
	NoInterview     = "There is no interview here to choose."
	UndoneUnsent    = "Undone; nothing was sent."
	NothingHappened = "Nothing has happened yet."
	OwnEntry        = "Your own calendar entry"
	WhoSeesReason   = "everyone who is notified sees it"
	Discards        = "It does not count; discard it"
	TakeOverSaved   = "Use what was saved?"
)

// Readable is the most cells of a line of text that one reads with ease.
const Readable = 110

// Wide is the most cells of a list that has the screen to itself: on a wider one its last
// column would stand too far from its first.
const Wide = 140

// Grouped writes a number with its thousands apart: 100,000.
func Grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Counted writes a number with its noun: "1 candidate", "3 candidates".
func Counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Grouped(n) + " " + noun + "s"
}

// Persons counts people.
func Persons(n int) string {
	if n == 1 {
		return "1 person"
	}
	return strconv.Itoa(n) + " people"
}

// Joined puts sep between the texts that are not empty.
func Joined(sep string, texts ...string) string {
	out := ""
	for _, t := range texts {
		if t == "" {
			continue
		}
		if out != "" {
			out += sep
		}
		out += t
	}
	return out
}

// Amid writes a day, as Stamp and Start do, for the middle of a sentence:
// "sent today 13:58".
func Amid(s string) string {
	for _, day := range []string{"Today", "Tomorrow", "Yesterday"} {
		if rest, ok := strings.CutPrefix(s, day); ok {
			return strings.ToLower(day) + rest
		}
	}
	return s
}

// FirstName is what a person is called in passing: the first word of the name.
func FirstName(name string) string {
	first, _, _ := strings.Cut(text.Line(name), " ")
	return text.Truncate(first, 16)
}

// NobodyLinked is said of a job without candidates.
const NobodyLinked = "No candidates are linked to this job yet."

// NobodyHere says why an action on a candidate cannot be done.
const NobodyHere = "There is no candidate here to choose."

// Erased is said of a candidate whose data are gone.
const Erased = "This person's data was erased."
