package timeparse

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
)

// The offsets from UTC that clocks on Earth show lie between these.
const (
	minOffset = -12 * 60 * 60
	maxOffset = 14 * 60 * 60
)

// offsetForm is an offset from UTC with ISO 8601's sign, which is positive east
// of Greenwich: "+02:00", "UTC-5", "gmt+0530".
var offsetForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:utc|gmt|ut|z)?([+-])(\d{1,2})(?:[:.h]?(\d{2}))?$`)
})

// unsigned is an offset that lacks its sign, so that nobody knows which half of
// the world it is in.
var unsigned = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^(utc|gmt)(\d{1,2}(?::\d{2})?)$`) })

// parseOffset reads an offset from UTC; found is false when text is none at all.
// GMT+3 is three hours ahead of Greenwich, as people and ISO 8601 have it; that
// tzdb's Etc/GMT+3 is three hours behind concerns only who writes that name.
func parseOffset(text string) (zone *time.Location, found bool, err error) {
	compact := strings.ToLower(strings.Join(strings.Fields(text), ""))
	switch compact {
	case "utc", "z", "utc0", "gmt0", "greenwichmeantime", "universaltime":
		return time.UTC, true, nil
	}
	if m := unsigned().FindStringSubmatch(compact); m != nil {
		name := strings.ToUpper(m[1])
		return nil, true, noZone("%s lacks its sign; type %s+%s for east of Greenwich or %s-%s for west of it.", quoted(text), name, m[2], name, m[2])
	}
	m := offsetForm().FindStringSubmatch(compact)
	if m == nil {
		return nil, false, nil
	}
	seconds := number(m[2])*3600 + number(m[3])*60
	if m[1] == "-" {
		seconds = -seconds
	}
	if number(m[3]) > 59 || seconds < minOffset || seconds > maxOffset {
		return nil, true, noZone("%s is not an offset from UTC; type one from UTC-12 to UTC+14, such as +02:00.", quoted(text))
	}
	return FixedZone(seconds), true, nil
}

// FixedZone is the zone that is always as many seconds east of UTC. Its name,
// such as "UTC+03:00", is one that Zone reads back.
func FixedZone(seconds int) *time.Location {
	if seconds == 0 {
		return time.UTC
	}
	sign, size := '+', seconds
	if seconds < 0 {
		sign, size = '-', -seconds
	}
	return time.FixedZone(fmt.Sprintf("UTC%c%02d:%02d", sign, size/3600, size/60%60), seconds)
}

// Offset returns t's distance from UTC in t's location: "UTC+0", "UTC-8", "UTC+05:30".
func Offset(t time.Time) string {
	_, seconds := t.Zone()
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	hours, minutes := seconds/3600, seconds/60%60
	if minutes == 0 {
		return fmt.Sprintf("UTC%c%d", sign, hours)
	}
	return fmt.Sprintf("UTC%c%02d:%02d", sign, hours, minutes)
}
