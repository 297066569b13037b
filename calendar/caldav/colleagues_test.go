package caldav

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// TestColleagues holds that each person has the answer that is about them.
func TestColleagues(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	bounds := "DTSTART:20261207T000000Z\r\nDTEND:20270104T000000Z\r\n"
	b.server.people = map[string]string{
		"eve@example.com":      bounds + "FREEBUSY;FBTYPE=BUSY:20261207T090000Z/20261207T100000Z,20261207T140000Z/PT1H\r\nFREEBUSY;FBTYPE=BUSY-TENTATIVE:20261207T160000Z/20261207T17\r\n 0000Z\r\nFREEBUSY;FBTYPE=FREE:20261207T180000Z/PT1H",
		"free@example.com":     strings.TrimSpace(bounds),
		"short@example.com":    "DTSTART:20261214T000000Z\r\nDTEND:20261221T000000Z\r\nFREEBUSY:20261214T030000Z/20261214T040000Z\r\nFREEBUSY:20261220T230000Z/PT3H",
		"away@example.com":     "5.1;Service unavailable",
		"private@example.com":  "3.8;No authority",
		"silent@example.com":   "",
		"nonsense@example.com": "FREEBUSY:tomorrow",
		"empty@example.com":    "2.0;Success",
		"other@example.com":    "DTSTART:20200101T000000Z\r\nDTEND:20200102T000000Z",
	}
	names := []string{"Eve@Example.com", "free@example.com", "short@example.com", "away@example.com", "private@example.com", "silent@example.com", "nonsense@example.com", "empty@example.com", "stranger@example.com", "other@example.com", "not\r\n@an address", work, "eve@example.com"}
	var calendars []busy.Calendar
	for _, n := range names {
		calendars = append(calendars, busy.Calendar{Name: n})
	}
	b.server.put(work+"a.ics", event("a", hour(9)))
	got := b.read(t, query(calendars...))
	eve := func(r busy.Reading) {
		t.Helper()
		if r.Err != nil || !slices.Equal(hours(r, busy.Busy), []int{9, 14}) || !slices.Equal(hours(r, busy.Soft), []int{16}) {
			t.Errorf("eve: %+v", r)
		}
	}
	eve(got[0])
	eve(got[12])
	if got[1].Err != nil || len(got[1].Intervals) > 0 || !got[1].To.Equal(monday.AddDate(0, 0, 28)) {
		t.Errorf("someone who is free: %+v", got[1])
	}
	if r := got[2]; !slices.Equal(hours(r, busy.Busy), []int{7*24 + 3, 14*24 - 1, 14 * 24, 14*24 + 1}) || len(hours(r, busy.Unknown)) != 7*24+14*24-2 || len(r.Doubts) != 1 {
		t.Errorf("an answer about a part: %+v", r)
	}
	wantProblem(t, got[3].Err, recruit.ErrLater, "away@example.com could not be reached")
	wantProblem(t, got[4].Err, recruit.ErrScope, "private@example.com may not be looked at")
	wantProblem(t, got[5].Err, recruit.ErrLater, "silent@example.com was passed over")
	unknown := func(who string, r busy.Reading) {
		t.Helper()
		if r.Err != nil || len(hours(r, busy.Unknown)) != 28*24 || len(r.Doubts) == 0 {
			t.Errorf("%s: %+v", who, r)
		}
	}
	unknown("nonsense", got[6])
	wantProblem(t, got[7].Err, recruit.ErrRejected, "")
	wantProblem(t, got[8].Err, recruit.ErrUnknownUser, "stranger@example.com is not known")
	unknown("an answer about another time", got[9])
	wantProblem(t, got[10].Err, recruit.ErrInvalid, "not an email address")
	if !slices.Equal(hours(got[11], busy.Busy), []int{9}) {
		t.Errorf("an own calendar beside: %+v", got[11])
	}
	if sent := b.server.posted; strings.Count(sent, "ATTENDEE") != 10 || !strings.Contains(sent, "ORGANIZER:mailto:dana@example.com\r\n") || !strings.Contains(sent, "DTSTART:20261207T000000Z\r\nDTEND:20270104T000000Z\r\n") {
		t.Errorf("sent:\n%s", sent)
	}
}

// TestManyColleagues asks about them in parts.
func TestManyColleagues(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	var calendars []busy.Calendar
	for n := range 120 {
		address := fmt.Sprintf("person-with-quite-a-long-address-%d@an-organisation-with-a-long-name.example.com", n)
		b.server.people[address] = "DTSTART:20261207T000000Z\r\nDTEND:20270104T000000Z\r\nFREEBUSY:" + hour(n).Format(instant) + "/PT1H"
		calendars = append(calendars, busy.Calendar{Name: address})
	}
	b.server.questions()
	for n, r := range b.read(t, query(calendars...)) {
		if r.Err != nil || !slices.Equal(hours(r, busy.Busy), []int{n}) {
			t.Fatalf("%d: %+v", n, r)
		}
	}
	posts := 0
	for _, asked := range b.server.questions() {
		if asked == "POST" {
			posts++
		}
	}
	if posts != 3 {
		t.Errorf("%d requests for 120 people", posts)
	}
	for line := range strings.Lines(b.server.posted) {
		if len(line) > 77 {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
}

// TestColleaguesWithoutOutbox holds that it is said who has to connect.
func TestColleaguesWithoutOutbox(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.server.noOutbox = true
	b.server.put(work+"a.ics", event("a", hour(9)))
	got := b.read(t, query(busy.Calendar{Name: "eve@example.com"}, busy.Calendar{Name: work}))
	wantProblem(t, got[0].Err, recruit.ErrUnsupported, "let its owner connect it")
	if got[1].Err != nil {
		t.Error(got[1].Err)
	}
	for name, f := range map[string]fault{"refused": status("POST", 403), "a page": page("POST"), "cut": cut("POST", true), "busy": status("POST", 503)} {
		b.server.noOutbox = false
		b.proxy.set(f)
		got := b.read(t, query(busy.Calendar{Name: "eve@example.com"}, busy.Calendar{Name: work}))
		if got[0].Err == nil || got[1].Err != nil {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestBusyTimeOfACalendarThatIsNotGivenOut asks for no more than when it is busy.
func TestBusyTimeOfACalendarThatIsNotGivenOut(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a list":             "BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nDTSTART:20261207T000000Z\r\nDTEND:20270104T000000Z\r\nFREEBUSY:20261207T090000Z/PT1H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR",
		"one for each entry": "BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nDTSTART:20261207T090000Z\r\nDTEND:20261207T100000Z\r\nFBTYPE:BUSY\r\nEND:VFREEBUSY\r\nBEGIN:VFREEBUSY\r\nDTSTART:20261207T120000Z\r\nDTEND:20261207T130000Z\r\nFBTYPE:FREE\r\nEND:VFREEBUSY\r\nEND:VCALENDAR",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.proxy.set(answer("calendar-query", 403, "", "free-busy-query", 200, text))
			got := b.read(t, query(busy.Calendar{Name: work}))[0]
			if got.Err != nil || !got.To.Equal(monday.AddDate(0, 0, 28)) || !slices.Equal(hours(got, busy.Busy), []int{9}) {
				t.Errorf("%+v", got)
			}
		})
	}
}
