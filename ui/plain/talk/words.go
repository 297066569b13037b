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

// Spoken writes signs that are read aloud badly as words. It is for
// recruitty's own sentences, not for foreign text.
func Spoken(s string) string {
	return strings.NewReplacer(" · ", ", ", " – ", " to ", "–", " to ", " → ", " to ", "+1", " the next day").Replace(s)
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
