package plain_test

import (
	"context"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
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
	w.svc.Availability.Readers[busy.Feed] = shelf{}
	heard := w.says(w.dana, "calendars connect", "4", "", "https://calendar.example.com/a.ics", "calendars", "calendars test 1", "calendars sync", "calendars disconnect 1", "no", "calendars disconnect 1", "yes", "calendars")
	has(t, heard, "4. Published calendar", "Note: by the address where the calendar is published.", "Connected Published calendar (calendar.example.com).", "1. Dana Ortiz: Published calendar (calendar.example.com), since", "1 calendar. Last read",
		"Published calendar (calendar.example.com): 1 calendar read.", "When Dana Ortiz is free will be unknown.", "Disconnected Published calendar", "No calendar is connected")
	has(t, w.says(w.dana, "settings calendars", "3", "", "none", "30", "calendars", "settings"), "How old a reading may be", "from 5 to 1440", "Saved how calendars count.", "A reading counts for 30 minutes.", "Calendars here: calendars.")
	viewer := w.member("Vic Low", recruit.ReadOnly)
	has(t, w.says(viewer, "calendars connect", "settings calendars"), "Vic Low is a read-only member", "only an admin")
}

// wholeAccess lets an organisation be reached with any key.
type wholeAccess struct{ availability.Authoriser }

func (wholeAccess) Whole(context.Context, busy.Kind, recruit.MailApp, string, string, bool) (recruit.Tokens, error) {
	return recruit.Tokens{Access: "a", Expiry: time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)}, nil
}

// TestOthersCalendarsInLines connects a member's calendar in their name, and those of an
// organisation.
func TestOthersCalendarsInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	lee := w.member("Lee Park", recruit.Interviewer)
	free := w.svc.Availability
	for _, k := range busy.Kinds() {
		free.Readers[k] = shelf{}
	}
	free.Auth = wholeAccess{}
	heard := w.says(w.dana, "calendars connect", "4", "2", "nobody@acme.example", lee.Email, "https://calendar.example.com/lee.ics")
	has(t, heard, "2. another member's", "The member's email address or name", "Nobody in the team is called nobody@acme.example", "Connected Published calendar (calendar.example.com).")
	heard = w.says(w.dana, "calendars connect", "1", "4", "1", "admin@acme.example", `{"type": "service_account"}`,
		"calendars connect", "2", "4", "1", "client", "hidden", "none", "acme.example", "none")
	has(t, heard, "4. an organisation's", "Domain-wide delegation", "In whose name", "Connected Google (admin@acme.example).",
		"the name of its tenant", "The name of the tenant is missing", "application permission", "Connected Microsoft 365.")
	all, err := free.Sources(t.Context(), w.dana)
	if err != nil || len(all) != 3 || !all[0].Whole || !all[1].Whole || all[2].OwnerID != lee.ID {
		t.Errorf("connected %+v, %v", all, err)
	}
	has(t, w.says(lee, "calendars connect", "4", "https://calendar.example.com/mine.ics"), "Connected Published calendar")
}
