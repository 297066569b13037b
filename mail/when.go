package mail

import (
	"cmp"
	"fmt"
	"time"

	"recruitty/recruit/timeparse"
	"recruitty/recruit/tongue"
)

// zone loads a zone from the same data as the screens, which are newer than Go's; a mail must not say another hour.
func zone(name string) (*time.Location, error) {
	if name == "" {
		return time.UTC, nil
	}
	loc, err := timeparse.Zone(name)
	if err != nil {
		return nil, fmt.Errorf("load the zone of an email: %w", err)
	}
	return loc, nil
}

// spans writes the span in the recipient's zone, and below it in the sender's when the clocks there differ.
func spans(t times, recipient, sender tongue.Reader) []string {
	return recipient.Spans(t.Start, t.End, sender)
}

// Times writes times as mails do: for a reader, in their language and their zone, and
// below it in the sender's where the clocks there differ.
type Times struct {
	recipient, sender tongue.Reader
	speaks            locale
}

// NewTimes begins to write times. Zones are IANA names; "" for the reader's is the
// sender's, and "" for that is UTC. The clock is that of the language's country.
func NewTimes(language, readerZone, senderZone string) (Times, error) {
	speaks, _ := speak(language)
	t := Times{speaks: speaks}
	for _, one := range []struct {
		to   *tongue.Reader
		zone string
	}{{&t.recipient, cmp.Or(readerZone, senderZone)}, {&t.sender, cmp.Or(senderZone, readerZone)}} {
		loc, err := zone(one.zone)
		if err != nil {
			return t, err
		}
		*one.to = tongue.Reader{Zone: loc, TwelveHour: tongue.TwelveHours(language), Tongue: speaks.Tongue}
	}
	return t, nil
}

// Span writes a span in one line or two: "Tuesday 1 December 2026, 10:00–10:45 (London,
// UTC+0)".
func (t Times) Span(start, end time.Time) []string {
	return spans(times{start, end}, t.recipient, t.sender)
}

// Moment writes an instant in the reader's zone, short.
func (t Times) Moment(at time.Time) string { return t.recipient.Moment(at) }
