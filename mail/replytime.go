package mail

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"recruitty/internal/icalendar"
	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

const (
	wallLayout = "20060102T150405"
	dateLayout = "20060102"
)

// utcLayout is how RFC 5545 writes a moment that needs no zone.
const utcLayout = "20060102T150405Z"

// instantLayouts are how programs do.
var instantLayouts = []string{utcLayout, "20060102T1504Z", "20060102T150405-0700", "20060102T150405-07:00", time.RFC3339}

// foreignTime is a time in a foreign object: an instant, or what can be said of
// it when it cannot be placed. A time without a zone, or in one that nobody knows,
// is not guessed.
type foreignTime struct {
	instant time.Time
	wall    time.Time // as it stands there, zero when that is no time
	day     bool      // it names a day only
	words   string    // of one that cannot be placed
}

// The clocks of the world are at most so far from UTC.
const (
	farEast = 14 * time.Hour
	farWest = 12 * time.Hour
)

// around is between which moments a time lies that cannot be placed.
func (t foreignTime) around() (span [2]time.Time) {
	if !t.instant.IsZero() || t.wall.IsZero() {
		return span
	}
	last := t.wall
	if t.day {
		last = last.Add(24 * time.Hour)
	}
	return [2]time.Time{t.wall.Add(-farEast), last.Add(farWest)}
}

// readTime reads a date-time of a foreign object. A wall time is read in the
// zone that it names: one that people or programs know by name, or one that the
// object itself defines, as Exchange does with names of its own.
func readTime(object icalendar.Object, prop icalendar.Property) foreignTime {
	value := strings.TrimSpace(prop.Value)
	for _, layout := range instantLayouts {
		if t, err := time.Parse(layout, value); err == nil && usable(t) {
			return foreignTime{instant: t.UTC()}
		}
	}
	id := prop.Param("TZID")
	wall, err := time.Parse(wallLayout, value)
	if err != nil {
		wall, err = time.Parse("20060102T1504", value)
	}
	if err != nil {
		if day, err := time.Parse(dateLayout, value); err == nil && usable(day) {
			return foreignTime{wall: day, day: true, words: timeparse.Date(day) + ", all day"}
		}
		return foreignTime{words: shorten(oneLine(value), 60)}
	}
	if !usable(wall) {
		return foreignTime{words: shorten(oneLine(value), 60)}
	}
	said := foreignTime{wall: wall, words: timeparse.DateTime(wall) + zoneWords(id)}
	if id == "" {
		return said
	}
	if zone := timeparse.CalendarZone(id); zone != nil {
		return foreignTime{instant: inZone(wall, zone)}
	}
	for _, zone := range object.Zones {
		if valueOf(zone, "TZID") != strings.TrimSpace(id) {
			continue
		}
		if known := timeparse.CalendarZone(valueOf(zone, "X-LIC-LOCATION")); known != nil {
			return foreignTime{instant: inZone(wall, known)}
		}
		if offset, ok := offsetAt(zone, wall); ok {
			return foreignTime{instant: wall.Add(-offset)}
		}
	}
	return said
}

func inZone(wall time.Time, zone *time.Location) time.Time {
	return time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), wall.Second(), 0, zone).UTC()
}

// zoneWords say why a wall time cannot be placed.
func zoneWords(id string) string {
	if id == "" {
		return ", without a time zone"
	}
	return fmt.Sprintf(" in the time zone %q, which is not known here", shorten(oneLine(id), 60))
}

// valueOf is the value of a property that stands once, "" without it.
func valueOf(c icalendar.Component, name string) string {
	p, _ := c.Get(name)
	return strings.TrimSpace(p.Value)
}

// proposalOf is the time that a COUNTER asks for: one that can be placed, or its
// words.
func proposalOf(object icalendar.Object, event icalendar.Component, start foreignTime) (recruit.Proposal, string) {
	if start.instant.IsZero() {
		if start.words == "" {
			return recruit.Proposal{}, "one that it does not name"
		}
		return recruit.Proposal{}, start.words
	}
	p := recruit.Proposal{Start: start.instant}
	end, _ := event.Get("DTEND")
	if until := readTime(object, end).instant; until.After(start.instant) {
		p.Duration = until.Sub(start.instant).Truncate(time.Minute)
	} else if d, ok := durationOf(valueOf(event, "DURATION")); ok {
		p.Duration = d.Truncate(time.Minute)
	}
	return p, ""
}

var aDuration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\+?P(?:(\d{1,3})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?)?$`)
})

// durationOf reads PT1H30M (RFC 5545 3.3.6).
func durationOf(text string) (time.Duration, bool) {
	found := aDuration().FindStringSubmatch(strings.ToUpper(text))
	if found == nil {
		return 0, false
	}
	var d time.Duration
	for n, unit := range []time.Duration{7 * 24 * time.Hour, 24 * time.Hour, time.Hour, time.Minute, time.Second} {
		if count, err := strconv.Atoi(found[n+1]); err == nil {
			d += time.Duration(count) * unit
		}
	}
	return d, d > 0
}

func usable(t time.Time) bool { return t.Year() >= 1970 && t.Year() < 9000 }
