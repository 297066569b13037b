package talk

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

// Reader is for whom the words of package wording are.
func (c *Conversation) Reader() wording.Reader {
	m := c.around.Member()
	return wording.Reader{Zone: m.Location(), TwelveHour: m.TwelveHour, Clocks: c.around.Now}
}

// nextDay is the mark of an end on the next day, behind a time of day as Hours of package
// wording writes it: "00:30+1", "12:30 am+1", "02:30 UTC+1+1". A "+1" elsewhere is an offset
// from UTC or a phone number, and stays.
var nextDay = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(:\d\d(?: [ap]m)?(?: UTC[+-][\d:]+)?)\+1\b`)
})

// Spoken writes signs that are read aloud badly as words. It is for
// recruitty's own sentences, not for foreign text.
func Spoken(s string) string {
	s = nextDay().ReplaceAllString(s, "$1 the next day")
	return strings.NewReplacer(" · ", ", ", " – ", " to ", "–", " to ", " → ", " to ").Replace(s)
}

// NobodyOpen says that a candidate has to be open first.
func NobodyOpen() error {
	return recruit.Invalid("", "No candidate is open; type candidates, or candidate and a name.")
}

// Number reads a positive number, 0 for anything else.
func Number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// OrWords lists words of which one is chosen.
func OrWords(words []string) string {
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " or " + words[n]
}
