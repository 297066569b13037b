package windows

import (
	"strings"
	"sync"
)

// meaning is what a word or a phrase does in a sentence about times.
type meaning int

const (
	meansNothing  meaning = iota // known, and no matter
	meansWeekday                 // n: time.Weekday
	meansWeekdays                // the same, as a habit: "Tuesdays"
	meansMonth                   // n: time.Month
	meansRelative                // n: days from today
	meansPast                    // a day or time that is over
	meansPart                    // n: partOfDay
	meansParts                   // the same, as a habit: "mornings"
	meansNumber                  // n: its value
	meansEvery                   // "each"
	meansEveryDay
	meansWorkdays
	meansWeekend
	meansWeek
	meansThis
	meansNext
	meansComing    // the first after today
	meansAfterNext // "the week after next"
	meansWeekAfter // "the week after": behind the one that was spoken of
	meansAnytime
	meansNoon
	meansNoonish // an hour, or the middle of the day
	meansMidnight
	meansAM
	meansPM
	meansOClock
	meansShift  // n: minutes that stand before an hour: "half past"
	meansBehind // n: minutes that stand behind an hour: "et demie"
	meansUnit   // n: minutes of a length of time
	meansLength // a length of time follows: "for"
	meansIn     // "in two days"
	meansAgo
	meansAfter
	meansFrom
	meansOnward
	meansOlder // "or earlier"
	meansUntil
	meansBefore
	meansBetween
	meansAt
	meansAround
	meansTo
	meansSkip // may stand between a preposition and its time
	meansAnd
	meansOr
	meansBut
	meansExcept
	meansNot
	meansBusy
	meansFree
	meansIf
	meansPrefer
	meansReluctant
	meansOtherwise
	meansAlso
	meansOnly
	meansMaybe
	meansUsually
	meansSame
	meansAbout // what dates are in mails for besides offers: "thanks for your mail of"
	meansVague // about time, but no time
	meansSoon  // the same, and mostly no offer: "soon"
	meansEarly
	meansMiddle
	meansLate
	meansDayOf // "the day": a number behind it is a day of the month
	meansLocated
	meansZoneWord // "time", behind or before a place
	meansMine
	meansYours
	meansUnknown
)

// Parts of the day, as meansPart counts them.
const (
	partMorning = iota
	partEarlyMorning
	partLateMorning
	partLunch
	partAfternoon
	partEarlyAfternoon
	partLateAfternoon
	partEvening
	partDay
)

// tonight is the evening of today, as meansRelative counts it.
const tonight = 1000

// unsureShift marks a shift that people in different countries read differently: "half
// three", "viertel drei".
const unsureShift = 999

// sense is a meaning with its number.
type sense struct {
	means meaning
	n     int
}

// entry is a line of a language's list of words.
type entry struct {
	means   meaning
	n       int
	phrases string // between bars, as token keys with single spaces
}

// lexicon is a language.
type lexicon struct {
	tag     string
	phrases map[string]sense
	// day first in dates of digits, and hours as clocks write them rather than twice
	// twelve.
	dayFirst, fullDay bool
}

// maxPhrase is how many words a phrase has at most.
const maxPhrase = 6

var lexicons = sync.OnceValue(func() map[string]*lexicon {
	all := map[string]*lexicon{}
	for tag, entries := range map[string][]entry{"en": english(), "de": german(), "fr": french(), "es": spanish()} {
		l := &lexicon{tag: tag, phrases: map[string]sense{}, dayFirst: tag != "en", fullDay: tag == "de" || tag == "fr"}
		for _, e := range entries {
			for phrase := range strings.SplitSeq(e.phrases, "|") {
				if _, found := l.phrases[phrase]; !found {
					l.phrases[phrase] = sense{e.means, e.n}
				}
			}
		}
		all[tag] = l
	}
	return all
})

// languageTags are in the order in which they win where nothing else decides.
func languageTags() []string { return []string{"en", "de", "fr", "es"} }

// strong is what a word means in any of the languages, where it can mean nothing else:
// the full names of weekdays and months.
var strong = sync.OnceValue(func() map[string]sense {
	found := map[string]sense{}
	for _, tag := range languageTags() {
		for phrase, s := range lexicons()[tag].phrases {
			if (s.means == meansWeekday || s.means == meansWeekdays || s.means == meansMonth) && len(phrase) >= 5 {
				found[phrase] = s
			}
		}
	}
	return found
})

// lookup finds the longest phrase that begins at a token, and the place behind it. A word
// that is not in the list is meansUnknown.
func (r *reader) lookup(i int) (sense, int) {
	if i < 0 || i >= len(r.tokens) || r.tokens[i].kind != tokenWord {
		return sense{means: meansUnknown}, i
	}
	best, behind := sense{means: meansUnknown}, i+1
	var key strings.Builder
	j := i
	for n := range maxPhrase {
		if n > 0 {
			key.WriteByte(' ')
		}
		key.WriteString(r.tokens[j].key)
		if s, found := r.lex.phrases[key.String()]; found && r.sure(i, j+1, s) {
			best, behind = s, j+1
		} else if found && best.means == meansUnknown {
			best, behind = sense{}, j+1 // a word, too: "on", "so"
		}
		j = r.nextWord(j + 1)
		if j < 0 {
			break
		}
	}
	if best.means == meansUnknown {
		if s, found := strong()[r.tokens[i].key]; found {
			return s, i + 1
		}
	}
	return best, behind
}

// nextWord is the word that may belong to the same phrase: behind an apostrophe, a hyphen
// or a dot without spaces, or behind the end of a line. It is -1 where there is none.
func (r *reader) nextWord(i int) int {
	if r.is(i, "-", "'", ".") && r.glued(i) && r.glued(i+1) {
		i++
	} else if i < len(r.tokens) && r.tokens[i].kind == tokenBreak {
		i = r.overBreak(i)
	}
	if i < len(r.tokens) && r.tokens[i].kind == tokenWord {
		return i
	}
	return -1
}

// sure reports whether a short form of a weekday or a month is one: "Mi", "so" and "mar"
// are words as well, and count only where a time or a list of days stands beside them.
func (r *reader) sure(from, to int, s sense) bool {
	t := r.tokens[from]
	if s.means == meansOnward || s.means == meansOlder {
		return r.endsOpen(from, to)
	}
	if to != from+1 || s.means != meansWeekday && s.means != meansMonth {
		return true
	}
	if t.key == "may" || t.key == "march" || t.key == "mars" || t.key == "mai" && r.lex.tag == "fr" || t.key == "august" {
		_, before := r.number(r.back(from - 1))
		_, after := r.number(to)
		return before || after || t.key == "mai" || t.key == "mars" || t.key == "august" || r.is(from-1, "early", "mid", "late", "of", "in") && t.capital
	}
	if len(t.key) > 3 || s.means == meansMonth {
		return true
	}
	if r.lex.tag == "en" {
		return t.key != "sun" && t.key != "sat" && t.key != "wed" || t.capital || r.besideTime(from, to)
	}
	if len(t.key) == 2 && !t.capital {
		return t.key != "so" && r.besideDash(from, to)
	}
	if len(t.key) == 2 && t.key != "so" && t.key != "fr" {
		return true
	}
	return r.besideTime(from, to)
}

// endsOpen reports whether "on", "or after" and the like end what stands before them, and
// do not begin what follows: "10 to 12 or after 3", "noon on Monday".
func (r *reader) endsOpen(from, to int) bool {
	next := r.overBreak(to)
	if next >= len(r.tokens) {
		return true
	}
	for i := from + 1; i < to; i++ { // "ou après-demain"
		if _, behind := r.lookup(i); behind > to {
			return false
		}
	}
	if r.tokens[next].kind == tokenNumber {
		return false
	}
	if r.is(from, "on", "an") && r.tokens[next].kind == tokenWord {
		switch r.lex.phrases[r.tokens[next].key].means {
		case meansWeekday, meansWeekdays, meansMonth, meansDayOf, meansRelative, meansThis, meansNext, meansEvery, meansNumber, meansWeekend:
			return false
		}
	}
	switch r.lex.phrases[r.tokens[next].key].means {
	case meansNoon, meansNoonish, meansNumber, meansShift:
		return false
	}
	return true
}

// back is the place of the token that stands before an ordinal's dot or sign.
func (r *reader) back(i int) int {
	if r.is(i, ".", "º", "st", "nd", "rd", "th", "of", "de", "er") {
		return r.back(i - 1)
	}
	return i
}

// besideDash reports whether a figure stands behind a short form, or a dash between it and
// another one: "mo - mi", "di 10-12".
func (r *reader) besideDash(from, to int) bool {
	short := func(i int) bool {
		return i >= 0 && i < len(r.tokens) && r.tokens[i].kind == tokenWord && r.lex.phrases[r.tokens[i].key].means == meansWeekday
	}
	if r.is(to, ".") && r.glued(to) {
		to++
	}
	_, figure := r.number(to)
	return figure || r.is(to, "-", "/", "+", "&") && short(to+1) || r.is(from-1, "-", "/", "+", "&") && (short(from-2) || r.is(from-2, ".") && short(from-3))
}

// besideTime reports whether what stands around a short form is a dash, a list or a time.
func (r *reader) besideTime(from, to int) bool {
	if r.is(to, ".") && r.glued(to) {
		to++
	}
	if r.is(to, ",", "/", "+", "&", "-", ":") {
		to++
	}
	to = r.overBreak(to)
	if to >= len(r.tokens) {
		return true
	}
	if r.tokens[to].kind == tokenNumber {
		return true
	}
	switch r.lex.phrases[r.tokens[to].key].means {
	case meansWeekday, meansPart, meansParts, meansAfter, meansFrom, meansUntil, meansBefore, meansBetween, meansAt, meansTo, meansAnd, meansOr, meansAnytime:
		return r.tokens[to].key != r.tokens[from].key
	}
	if r.is(from-1, ",", "/", "+", "&", "-") && from >= 2 && r.tokens[from-2].kind == tokenWord {
		return r.lex.phrases[r.tokens[from-2].key].means == meansWeekday
	}
	return false
}
