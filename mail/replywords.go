package mail

import (
	"net/mail"
	"strings"
	"time"

	"recruitty/internal/icalendar"
	"recruitty/mail/foreign"
)

// maxComments bounds the comments in one answer.
const maxComments = 10

// notesOf are the words that people sent with an answer. Google writes them into
// a parameter of the person's line as well, so that nothing is taken twice.
func notesOf(event icalendar.Component) string {
	var notes []string
	for _, p := range event.All("COMMENT") {
		if text := comment(p.Text()); text != "" && len(notes) < maxComments {
			notes = append(notes, text)
		}
	}
	return strings.Join(notes, "\n")
}

func comment(text string) string { return strings.TrimSpace(paragraphs(icalendar.Readable(text))) }

// maxBeside bounds what is kept of the text of a mail whose answer cannot be
// read, in characters.
const maxBeside = 500

// wordsBeside is the text that stands in a mail beside its calendar object.
func wordsBeside(m foreign.Mail) string {
	for _, p := range m.Parts {
		if p.Kind != "text/plain" || p.Name != "" {
			continue
		}
		text := comment(p.Text())
		if at := strings.Index(strings.ToUpper(text), "BEGIN:VCALENDAR"); at >= 0 {
			text = strings.TrimSpace(text[:at])
		}
		if text != "" {
			return shorten(text, maxBeside)
		}
	}
	return ""
}

// writtenAt is when a mail was, by the server that took it in last or else by
// the mail itself; zero when neither can be read.
func writtenAt(h foreign.Header) time.Time {
	received := h.Get("Received")
	if at := strings.LastIndexByte(received, ';'); at >= 0 {
		if when, err := mail.ParseDate(strings.TrimSpace(received[at+1:])); err == nil {
			return when.UTC()
		}
	}
	if when, err := mail.ParseDate(h.Get("Date")); err == nil {
		return when.UTC()
	}
	return time.Time{}
}
