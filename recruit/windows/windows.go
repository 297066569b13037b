// Package windows reads the sentence in which a candidate says when she can come,
// "Tuesday after 3 or Wednesday morning, I'm in Denver", in English, German, French
// or Spanish, as it was pasted from a mail.
//
// It never guesses. Words with one plausible meaning become windows of time; words
// with two become a [Question] that holds the choices; words about time that cannot be
// read become a question too, so that nothing of what she said is lost (R17). Fixed
// defaults, such as the hours of a morning, are said in a [Note]. Where a sentence can
// be read more widely or more narrowly, the narrow reading is taken: she is free in it
// either way.
//
// The package is pure: the same request gives the same reading.
package windows

import (
	"time"
)

// Bounds of what is read. More is said in a note, never dropped in silence.
const (
	// MaxText is how much of a text is read, in bytes.
	MaxText = 10 << 10
	// MaxDays is the longest horizon, in days.
	MaxDays = 366
	// DefaultDays is the horizon of a request that names none: eight weeks.
	DefaultDays = 56

	maxQuestions = 40
	maxWindows   = 2000
	maxOffers    = 300
)

// LeaveOut is the answer to any question that leaves the words out of the reading.
const LeaveOut = "-"

// Request is a text to be read and what is known about its writer.
type Request struct {
	// Text is hers, with greeting, quoted lines and signature as pasted.
	Text string
	// Reference is the instant that "tomorrow" counts from: now, or the date of her mail.
	// Nothing before it is offered.
	Reference time.Time
	// Zone is hers, nil when it is not known.
	Zone *time.Location
	// Yours is the reader's zone, which she means by "your time"; nil when it is not known.
	Yours *time.Location
	// Days is how many days are looked at, from the day of Reference on: 1 to MaxDays,
	// 0 for DefaultDays.
	Days int
	// Language is a tag such as "de" that decides where the words do not; it may be empty.
	Language string
	// Answers holds, by the ID of a question of an earlier reading of the same text, the
	// Value of the choice that was made, or LeaveOut.
	Answers map[string]string
}

// Reading is what was understood.
type Reading struct {
	// Windows are when she can come, in the order of Start, without Exclusions. Stretches do
	// not overlap; a beginning alone may reach over the end of one. There are none as long as her zone is in question.
	Windows []Window
	// Exclusions are when she said that she cannot come, in order. A text may have only
	// these.
	Exclusions []Window
	// Zone is the one in which her words were read, nil when it is not known.
	Zone *time.Location
	// ZoneNamed holds her words for Zone, "" where the text names none.
	ZoneNamed string
	// Language is the language that the text was read in: en, de, fr or es.
	Language string
	// Questions are what a person has to decide, in the order of the text.
	Questions []Question
	// Notes say which defaults were used and what was left out.
	Notes []Note
}

// Wish is how gladly she takes a window.
type Wish int

// The wishes, from what she said least gladly.
const (
	// Reluctant is a window that she takes "if need be".
	Reluctant Wish = iota - 1
	// Plain is a window of which nothing is said.
	Plain
	// Preferred is a window that she would like best.
	Preferred
)

// String is the wish in a word, as commands print it.
func (w Wish) String() string {
	//exhaustive:enforce
	switch w {
	case Reluctant:
		return "reluctant"
	case Plain:
		return "plain"
	case Preferred:
		return "preferred"
	}
	return "plain"
}

// Window is a stretch of time, from Start until just before End, both in Zone.
type Window struct {
	Start, End time.Time
	Zone       *time.Location
	Wish       Wish
	// At is true where she named the beginning alone, "at 3 pm": the interview is to begin
	// at Start, and End is AtLength later.
	At bool
	// Words are those that the window comes from, safe to show.
	Words string

	named int // the token where days begin that were named by themselves, -1 for others
}

// AtLength is how long a window is of which she named only the beginning.
const AtLength = time.Hour

// Note is a sentence about how words were read.
type Note struct {
	Words string // safe to show; "" where it is about the whole text
	Says  string
	// LeftOut is true where words about time were left out of the reading.
	LeftOut bool
}

// Read reads a text. It always returns: what cannot be read is a question.
func Read(request Request) Reading {
	r := newReader(request)
	sentences := r.sentences()
	for _, s := range sentences {
		r.findZones(s)
	}
	r.settleZone()
	for _, s := range sentences {
		r.scanSentence(s)
		r.understand(s)
	}
	return r.finish()
}
