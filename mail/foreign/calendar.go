package foreign

import (
	"bytes"
	"regexp"
	"strings"
	"sync"

	"recruitty/internal/icalendar"
)

const beginCalendar = "BEGIN:VCALENDAR"

func beginsCalendar(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	return len(line) >= len(beginCalendar) && strings.EqualFold(string(line[:len(beginCalendar)]), beginCalendar)
}

func holdsCalendar(body []byte) bool {
	return bytes.Contains(body, []byte(beginCalendar)) || bytes.Contains(bytes.ToUpper(body[:min(len(body), 4096)]), []byte(beginCalendar))
}

// Calendar is a calendar object in a mail or a file.
type Calendar struct {
	Text   string // decoded, bounded by icalendar.MaxObject
	Method string // that the Content-Type names, in upper case; "" when it names none
}

// calendarKinds are the types under which programs send calendar objects.
func isCalendarKind(kind string) bool {
	switch kind {
	case "text/calendar", "application/ics", "application/calendar", "application/x-ical", "application/icalendar", "text/x-vcalendar", "text/x-icalendar", "text/ics":
		return true
	}
	return false
}

var calendarName = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?i)\.(ics|ical|icalendar|vcs|ifb)\s*$`) })

// Calendars returns the calendar objects of a mail: what is sent as one, what
// has the name of one, and what is one whatever it is called.
func (m Mail) Calendars() []Calendar {
	var all []Calendar
	for _, p := range m.Parts {
		if isCalendarKind(p.Kind) || calendarName().MatchString(p.Name) || holdsCalendar(p.Body) {
			if strings.HasPrefix(p.Kind, "message/") {
				continue // another mail, whoever sent that
			}
			c := Calendar{Text: Decode(p.Params["charset"], p.Body[:min(len(p.Body), icalendar.MaxObject)]), Method: strings.ToUpper(strings.TrimSpace(p.Params["method"]))}
			all = append(all, c)
		}
	}
	return all
}

// ReadCalendar reads a file that is a calendar object itself; ok is false when
// it is none.
func ReadCalendar(content []byte) (c Calendar, ok bool) {
	text := Decode("", content[:min(len(content), icalendar.MaxObject)])
	head := strings.TrimSpace(text)
	if len(head) < len(beginCalendar) || !strings.EqualFold(head[:6], "BEGIN:") && !strings.EqualFold(head[:7], "METHOD:") {
		return Calendar{}, false
	}
	return Calendar{Text: text}, true
}
