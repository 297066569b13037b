package plain_test

import (
	"context"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// shelf answers for every calendar.
type shelf struct{}

func (shelf) Read(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
	all := make([]busy.Reading, len(q.Calendars))
	for i := range all {
		all[i].From, all[i].To = q.From, q.To
	}
	return all, nil
}

func TestCalendarsInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	has(t, w.says(w.dana, "calendars", "calendars sync", "calendars test 1", "calendars nonsense"), "No calendar is connected", "Type calendars connect", "15 minutes", "No calendar is connected", "There is no calendar 1", "Type calendars, calendars connect")
	has(t, w.says(w.dana, "calendars connect"), "cannot be read here")
	w.desk.Availability.Readers[busy.Feed] = shelf{}
	heard := w.says(w.dana, "calendars connect", "4", "https://calendar.example.com/a.ics", "calendars", "calendars test 1", "calendars sync", "calendars disconnect 1", "no", "calendars disconnect 1", "yes", "calendars")
	has(t, heard, "4. Published calendar", "Note: by the address at which the calendar is published.", "Connected Published calendar (calendar.example.com).", "1. Dana Ortiz: Published calendar (calendar.example.com), since", "1 calendar. Last read",
		"Published calendar (calendar.example.com): 1 calendar read.", "When Dana Ortiz is free will be unknown.", "Disconnected Published calendar", "No calendar is connected")
	has(t, w.says(w.dana, "settings calendars", "3", "", "none", "30", "calendars", "settings"), "How old a reading may be", "from 5 to 1440", "Saved how calendars count.", "A reading counts for 30 minutes.", "Calendars here: calendars.")
	viewer := w.member("Vic Low", recruit.ReadOnly)
	has(t, w.says(viewer, "calendars connect", "settings calendars"), "Vic Low is a read-only member", "only an admin")
}
