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
	meansBeing // "I'm", "I have": what follows may be why she cannot
	meansMaybe
	meansUsually
	meansSame
	meansAbout    // what dates are in mails for besides offers: "I'm back on"
	meansPastTalk // the same, and what is over: "thanks for your mail of"
	meansVague    // about time, but no time
	meansRoutine  // "after work"
	meansBecause
	meansMove // an interview that is scheduled already is to be moved
	meansThen // "after that", "earlier": another time beside the one that was said
	meansSoon // the same, and mostly no offer: "soon"
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
