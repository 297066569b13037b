// Package timeparse turns what a person types about time into an instant, and an
// instant back into words a person reads.
//
// It never guesses. A wall time that does not exist in its zone, or that
// occurs twice there, is an error that names the two instants it may mean; a
// date such as 01/02/2026 is an error that names both readings. Every error
// message of this package is one sentence for the person who typed.
//
// Zones come from the zone data bundled with the program, not from the
// machine: machines are often years behind, and an interview must not move by
// an hour because of it. See [DataVersion].
package timeparse

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// The kinds of error that this package returns, for errors.Is.
var (
	// ErrUnclear says that the text cannot be read, or can be read in more than one way.
	ErrUnclear = errors.New("unclear date or time")
	// ErrGap says that the wall time does not exist: the clocks skip it. The error is a *GapError.
	ErrGap = errors.New("wall time does not exist")
	// ErrFold says that the wall time occurs twice: the clocks go back over it. The error is a *FoldError.
	ErrFold = errors.New("wall time occurs twice")
	// ErrYear says that a date without a year may be one that has just passed. The error is a *YearError.
	ErrYear = errors.New("date without a year has passed")
	// ErrZone says that the name is no time zone.
	ErrZone = errors.New("unknown time zone")
)

// Years outside of these are typing mistakes, and older zone data holds
// offsets with seconds, which RFC 3339 cannot write.
const (
	firstYear = 1980
	lastYear  = 2199
)

// Moment is what Parse understood.
type Moment struct {
	// Time is the instant, on a whole minute, in Zone.
	Time time.Time
	// Zone is the zone that the text named, else the one given to Parse. A
	// bare offset fixes the instant but is no place, so it leaves Zone alone.
	Zone *time.Location
	// ZoneTyped is true when the text itself named Zone.
	ZoneTyped bool
	// YearTyped is true when the text itself named the year.
	YearTyped bool
	// Timed is true when the text named a time of day; ParseDay does without.
	Timed bool
}

// sentence is an error whose text is shown to the person as it is.
type sentence struct {
	text string
	kind error
	// stranger is true for a word that is near to nothing that is known.
	stranger bool
}

func (s *sentence) Error() string { return s.text }
func (s *sentence) Unwrap() error { return s.kind }

func unclear(format string, args ...any) error {
	return &sentence{text: fmt.Sprintf(format, args...), kind: ErrUnclear}
}

// plainSigns replaces the minus signs and spaces of copied pages.
func plainSigns(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '\u2212', '\u2010', '\u2011', '\u2013':
			return '-'
		case '\u00a0', '\u202f', '\u2009':
			return ' '
		}
		return r
	}, text)
}

// quoted returns what was typed, short and free of control characters, so
// that an error message can repeat it.
func quoted(text string) string {
	const most = 40
	var b strings.Builder
	b.WriteString("“")
	count := 0
	for _, r := range strings.TrimSpace(text) {
		if count == most {
			b.WriteString("…")
			break
		}
		if !unicode.IsPrint(r) {
			r = '?'
		}
		b.WriteRune(r)
		count++
	}
	b.WriteString("”")
	return b.String()
}
