package page

import (
	"strings"
	"sync"

	"recruitty/recruit/tongue"
)

// words are all sentences of the page in one language. {name} in one stands for what belongs there.
type words struct {
	yourInterview, at string // what a window is called

	choose, agreed, confirming, calledOff, closed, over, noneFree, looking   string // what a page is headed
	askHeading, moveHeading, callOffHeading, zonesHeading                    string
	invites, invitesAlone                                                    string // with {company} and {job}; without company
	pendingText, inviteText, calledOffText, closedText, overText, noFreeText string
	past, pastText, refresh, noneFound, asked, askedAgreed                   string

	awaits, with, andMore, agreedTimes string
	minutes, hours                     string // {n}; {n} and {m}

	timesIn, zoneGuessed, zoneUnknown, otherZone, badZone string // {zone}, {name}
	offered, chooseBy, later, earlier                     string
	take, noneSuits, gone, pickOne                        string

	join, move, callOff, changeUntil, tooLate string
	agreedNow, moveButton, keep               string

	askText, askLabel, askHint, windows, windowHint, window, from, until, send string
	askEmpty, askLong, windowHalf, windowOrder, windowPast, windowFar          string // {n}

	callOffText, reason, reasonLong, callOffButton string

	zoneLabel, showTimes, regions, common string
	zonesOf                               map[string]string // the regions of tzdb by their English names

	questions string

	check     string // in front of the title of a page with mistakes
	fault     map[int]said
	tryAgain  string // {n} seconds
	backToAll string
}

// said is what a page says that shows nothing else.
type said struct{ Heading, Text string }

// speak returns the words of a language and how it writes dates, and whether it comes with the program.
func speak(language string) (words, tongue.Tongue, bool) {
	speaks, known := tongue.Of(language)
	if !known {
		speaks = tongue.All()[0]
	}
	return spoken()[speaks.Tag], speaks, known
}

// spoken are the words of each language.
var spoken = sync.OnceValue(func() map[string]words {
	return map[string]words{"en": english(), "de": german(), "fr": french(), "es": spanish()}
})

// fill puts values into the places of a sentence; with are names and values in turn.
func fill(sentence string, with ...string) string {
	pairs := make([]string, 0, len(with))
	for i := 0; i+1 < len(with); i += 2 {
		pairs = append(pairs, "{"+with[i]+"}", with[i+1])
	}
	return strings.NewReplacer(pairs...).Replace(sentence)
}
