package mail

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit/timeparse"
)

// reader is how one person wants to read times.
type reader struct {
	zone       *time.Location
	twelveHour bool
	tongue     locale
}

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

// span writes a span in the reader's own zone, with the zone's city and its offset from UTC:
// "Tuesday 1 December 2026, 10:00–10:45 (London, UTC+0)".
func (r reader) span(t times) string {
	start, end := t.Start.In(r.zone), t.End.In(r.zone)
	first, last := r.tongue.day(start), r.tongue.day(end)
	from, to := r.hour(start), r.hour(end)
	var clock string
	switch {
	case first != last:
		clock = from + r.half(start) + " – " + last + ", " + to + r.half(end)
	case r.half(start) == r.half(end):
		clock = fmt.Sprintf(r.tongue.span, from, to) + r.half(end)
	default:
		clock = fmt.Sprintf(r.tongue.span, from+r.half(start), to+r.half(end))
	}
	return fmt.Sprintf("%s, %s (%s)", first, clock, r.zoneLabel(start, end))
}

// moment writes the start alone, short enough for a subject line.
func (r reader) moment(t time.Time) string {
	t = t.In(r.zone)
	return fmt.Sprintf("%s, %s (%s)", r.tongue.shortDay(t), r.hour(t)+r.half(t), timeparse.Label(t))
}

// halved reports whether the reader's day has two times twelve hours, in a language that knows such.
func (r reader) halved() bool { return r.twelveHour && len(r.tongue.halves) > 0 }

func (r reader) hour(t time.Time) string {
	if r.halved() {
		return t.Format("3:04")
	}
	return fmt.Sprintf(r.tongue.hour, t.Hour(), t.Minute())
}

// half is what stands behind a time: the half of the day or, where there are none, what people say behind an hour.
func (r reader) half(t time.Time) string {
	switch {
	case !r.halved():
		return r.tongue.oclock
	case t.Hour() < 12:
		return r.tongue.halves[0]
	}
	return r.tongue.halves[1]
}

// day writes a date with its names in full, in digits where they are not known.
func (l locale) day(t time.Time) string { return l.write(t, l.date, 0, 0) }

// shortDay writes a date with short names.
func (l locale) shortDay(t time.Time) string { return l.write(t, l.shortDate, 7, 12) }

// write writes a date with the names that begin at these places of the lists.
func (l locale) write(t time.Time, layout string, days, months int) string {
	if len(l.days) == 0 {
		return t.Format(time.DateOnly)
	}
	day := strconv.Itoa(t.Day())
	if t.Day() == 1 && l.first != "" {
		day = l.first
	}
	return strings.NewReplacer("{weekday}", l.days[days+int(t.Weekday())], "{day}", day,
		"{month}", l.months[months+int(t.Month())-1], "{year}", strconv.Itoa(t.Year())).Replace(layout)
}

// zoneLabel names the city and the offset; a span across a clock change has two offsets, and both are said.
func (r reader) zoneLabel(start, end time.Time) string {
	offset := timeparse.Offset(start)
	if later := timeparse.Offset(end); later != offset {
		offset += ", " + r.tongue.then + " " + later
	}
	if name := timeparse.Label(start); name != "UTC" && name != timeparse.Offset(start) {
		return name + ", " + offset
	}
	return offset
}

// spans writes the span in the recipient's zone, and below it in the sender's when the clocks there differ.
func spans(t times, recipient, sender reader) []string {
	lines := []string{recipient.span(t)}
	_, here := t.Start.In(recipient.zone).Zone()
	_, there := t.Start.In(sender.zone).Zone()
	_, hereLater := t.End.In(recipient.zone).Zone()
	_, thereLater := t.End.In(sender.zone).Zone()
	if here != there || hereLater != thereLater {
		lines = append(lines, sender.span(t))
	}
	return lines
}

// Times writes times as mails do: for a reader, in their language and their zone, and
// below it in the sender's where the clocks there differ.
type Times struct{ recipient, sender reader }

// NewTimes begins to write times. Zones are IANA names; "" for the reader's is the
// sender's, and "" for that is UTC.
func NewTimes(language, readerZone, senderZone string, twelveHour bool) (Times, error) {
	tongue, _ := speak(language)
	var t Times
	for _, one := range []struct {
		to   *reader
		zone string
	}{{&t.recipient, cmp.Or(readerZone, senderZone)}, {&t.sender, cmp.Or(senderZone, readerZone)}} {
		loc, err := zone(one.zone)
		if err != nil {
			return t, err
		}
		*one.to = reader{zone: loc, twelveHour: twelveHour, tongue: tongue}
	}
	return t, nil
}

// Span writes a span in one line or two: "Tuesday 1 December 2026, 10:00–10:45 (London,
// UTC+0)".
func (t Times) Span(start, end time.Time) []string {
	return spans(times{start, end}, t.recipient, t.sender)
}

// Moment writes an instant in the reader's zone, short.
func (t Times) Moment(at time.Time) string { return t.recipient.moment(at) }
