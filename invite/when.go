package invite

import (
	"fmt"
	"strings"
	"time"

	"recruitty/recruit/when"
)

// reader is how one person wants to read times.
type reader struct {
	zone       *time.Location
	twelveHour bool
	// digits writes dates as 2026-12-01, for texts in a language whose names of days are not known here.
	digits bool
}

// zone loads a zone from the same data as the screens, which are newer than Go's; a mail must not say another hour.
func zone(name string) (*time.Location, error) {
	if name == "" {
		return time.UTC, nil
	}
	loc, err := when.Zone(name)
	if err != nil {
		return nil, fmt.Errorf("load the zone of a mail: %w", err)
	}
	return loc, nil
}

// span writes a span in the reader's own zone, with the zone's city and its offset from UTC:
// "Tuesday 1 December 2026, 10:00–10:45 (London, UTC+00:00)".
func (r reader) span(t Times) string {
	start, end := t.Start.In(r.zone), t.End.In(r.zone)
	layout := dayLayout
	if r.digits {
		layout = time.DateOnly
	}
	day := start.Format(layout)
	var clock string
	switch {
	case day != end.Format(layout):
		clock = fmt.Sprintf("%s – %s, %s", r.clock(start), end.Format(layout), r.clock(end))
	case r.twelveHour && (start.Hour() < 12) == (end.Hour() < 12):
		clock = strings.TrimSuffix(strings.TrimSuffix(r.clock(start), " am"), " pm") + "–" + r.clock(end)
	default:
		clock = r.clock(start) + "–" + r.clock(end)
	}
	return fmt.Sprintf("%s, %s (%s)", day, clock, zoneLabel(start, end))
}

// moment writes the start alone, short enough for a subject line.
func (r reader) moment(t time.Time) string {
	t = t.In(r.zone)
	layout := "Mon 2 Jan 2006"
	if r.digits {
		layout = time.DateOnly
	}
	return fmt.Sprintf("%s, %s (%s)", t.Format(layout), r.clock(t), city(t.Location()))
}

func (r reader) clock(t time.Time) string {
	if r.twelveHour {
		return t.Format("3:04 pm")
	}
	return t.Format("15:04")
}

const dayLayout = "Monday 2 January 2006"

// zoneLabel names the city and the offset; a span across a clock change has two offsets, and both are said.
func zoneLabel(start, end time.Time) string {
	offset := utcOffset(start)
	if later := utcOffset(end); later != offset {
		offset += ", then " + later
	}
	if name := city(start.Location()); name != "UTC" {
		return name + ", " + offset
	}
	return offset
}

func utcOffset(t time.Time) string { return "UTC" + t.Format("-07:00") }

// city is the part of a zone's name that people recognise: New York for America/New_York.
func city(loc *time.Location) string {
	name := loc.String()
	if strings.HasPrefix(name, "Etc/") || name == "UTC" || name == "GMT" {
		return "UTC"
	}
	return strings.ReplaceAll(name[strings.LastIndexByte(name, '/')+1:], "_", " ")
}

// spans writes the span in the recipient's zone, and below it in the sender's when the clocks there differ.
func spans(t Times, recipient, sender reader) []string {
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
