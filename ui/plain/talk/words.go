package talk

import (
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

// Reader is for whom the words of package wording are.
func (c *Conversation) Reader() wording.Reader {
	m := c.around.Member()
	return wording.Reader{Zone: m.Location(), TwelveHour: m.TwelveHour, Clocks: c.around.Now}
}

// nextDay writes the mark of an end on the next day in words: behind a time of day as Hours of
// package wording writes it, "00:30+1", "12:30 am+1", "02:30 UTC+1+1". A "+1" elsewhere is an
// offset from UTC or a phone number, and stays.
func nextDay(s string) string {
	var b strings.Builder
	done := 0
	for i := 0; i < len(s); i++ {
		if at := markBehind(s, i); at > 0 {
			b.WriteString(s[done:at])
			b.WriteString(" the next day")
			done, i = at+len("+1"), at+len("+1")-1
		}
	}
	return b.String() + s[done:]
}

// markBehind is where the mark of the next day stands behind minutes that begin at i with
// their colon, 0 where there are no minutes or no mark.
func markBehind(s string, i int) int {
	const minutes = len(":30")
	if len(s)-i < minutes || s[i] != ':' || !isDigit(s[i+1]) || !isDigit(s[i+2]) {
		return 0
	}
	i += minutes
	if strings.HasPrefix(s[i:], " am") || strings.HasPrefix(s[i:], " pm") {
		i += len(" am")
	}
	if strings.HasPrefix(s[i:], " UTC+") || strings.HasPrefix(s[i:], " UTC-") {
		from := i + len(" UTC+")
		for i = from; i < len(s) && (isDigit(s[i]) || s[i] == ':'); {
			i++
		}
		if i == from {
			return 0
		}
	}
	if !strings.HasPrefix(s[i:], "+1") {
		return 0
	}
	if end := i + len("+1"); end < len(s) && isWord(s[end]) { // "+12"
		return 0
	}
	return i
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isWord(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
}

// Spoken writes signs that are read aloud badly as words. It is for
// recruitty's own sentences, not for foreign text.
func Spoken(s string) string {
	s = nextDay(s)
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
