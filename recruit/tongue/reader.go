package tongue

import (
	"fmt"
	"time"

	"recruitty/recruit/timeparse"
)

// Reader is how one person wants to read times.
type Reader struct {
	Zone       *time.Location
	TwelveHour bool // 2:30 pm, in a language that knows such
	Tongue     Tongue
}

// Span writes a span in the reader's own zone, with the zone's city and its offset from UTC:
// "Tuesday 1 December 2026, 10:00–10:45 (London, UTC+0)".
func (r Reader) Span(start, end time.Time) string {
	start, end = start.In(r.Zone), end.In(r.Zone)
	return fmt.Sprintf("%s (%s)", r.dated(start, end), r.ZoneOf(start, end))
}

// dated is the day of a span and its times.
func (r Reader) dated(start, end time.Time) string {
	first, last := r.Tongue.Day(start), r.Tongue.Day(end)
	if first != last {
		return fmt.Sprintf("%s, %s%s – %s, %s%s", first, r.hour(start), r.half(start), last, r.hour(end), r.half(end))
	}
	return first + ", " + r.Hours(start, end)
}

// Hours writes two times of one day in the reader's zone, without the day: "10:00–10:45".
func (r Reader) Hours(start, end time.Time) string {
	start, end = start.In(r.Zone), end.In(r.Zone)
	if r.half(start) == r.half(end) {
		return fmt.Sprintf(r.Tongue.Span, r.hour(start), r.hour(end)) + r.half(end)
	}
	return fmt.Sprintf(r.Tongue.Span, r.hour(start)+r.half(start), r.hour(end)+r.half(end))
}

// Moment writes an instant, short enough for a subject line: "Tue 1 Dec 2026, 10:00 (London)".
func (r Reader) Moment(t time.Time) string {
	t = t.In(r.Zone)
	return fmt.Sprintf("%s, %s (%s)", r.Tongue.ShortDay(t), r.hour(t)+r.half(t), timeparse.Label(t))
}

// At writes an instant in full: "Tuesday 1 December 2026, 10:00 (London, UTC+0)".
func (r Reader) At(t time.Time) string {
	t = t.In(r.Zone)
	return fmt.Sprintf("%s, %s (%s)", r.Tongue.Day(t), r.hour(t)+r.half(t), r.ZoneOf(t, t))
}

// ZoneOf names the city and the offset of a span; one across a clock change has two offsets, and both are said.
func (r Reader) ZoneOf(start, end time.Time) string {
	start, end = start.In(r.Zone), end.In(r.Zone)
	offset := timeparse.Offset(start)
	if later := timeparse.Offset(end); later != offset {
		offset += ", " + r.Tongue.Then + " " + later
	}
	if name := timeparse.Label(start); name != "UTC" && name != timeparse.Offset(start) {
		return name + ", " + offset
	}
	return offset
}

// Spans writes a span in the reader's zone, and behind it in another reader's when the clocks there differ.
func (r Reader) Spans(start, end time.Time, other Reader) []string {
	lines := []string{r.Span(start, end)}
	if r.Differs(start, end, other) {
		lines = append(lines, other.Span(start, end))
	}
	return lines
}

// Differs reports whether the clocks of two readers show something else at the start or the end of a span.
func (r Reader) Differs(start, end time.Time, other Reader) bool {
	return offset(start, r.Zone) != offset(start, other.Zone) || offset(end, r.Zone) != offset(end, other.Zone)
}

func offset(t time.Time, zone *time.Location) int {
	_, seconds := t.In(zone).Zone()
	return seconds
}

// halved reports whether the reader's day has two times twelve hours, in a language that knows such.
func (r Reader) halved() bool { return r.TwelveHour && len(r.Tongue.Halves) > 0 }

func (r Reader) hour(t time.Time) string {
	if r.halved() {
		return t.Format("3:04")
	}
	return fmt.Sprintf(r.Tongue.Hour, t.Hour(), t.Minute())
}

// half is what stands behind a time: the half of the day or, where there are none, what people say behind an hour.
func (r Reader) half(t time.Time) string {
	switch {
	case !r.halved():
		return r.Tongue.OClock
	case t.Hour() < 12:
		return r.Tongue.Halves[0]
	}
	return r.Tongue.Halves[1]
}
