package invite

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestCalendarFile(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	post := NewPost(nil, func() time.Time { return start.Add(-time.Hour) })
	record := func(id recruit.InterviewID, status recruit.Status) recruit.Record {
		return recruit.Record{
			Interview: recruit.Interview{ID: id, UID: "u" + string(rune('0'+id)) + "@recruitty", Sequence: 2, Title: "Talk, \"first\";\r\nATTENDEE:mailto:x@y.z",
				Start: start, Duration: 45 * time.Minute, TimeZone: "Europe/Lisbon", Platform: recruit.OnSite, Place: "Rua Nova 1", Status: status},
			Candidate: recruit.Candidate{Name: "Priya Raman"}, Organiser: recruit.Member{Name: "Robin", Email: "robin@example.com"},
			People: []recruit.Participant{{Address: "priya@example.org", Name: "Priya Raman", Audience: recruit.ToCandidate}, {Address: "dana@example.com", Name: "Dana", Audience: recruit.ToPanel}},
		}
	}
	file, err := post.CalendarFile([]recruit.Record{record(1, recruit.Scheduled), record(2, recruit.Cancelled)})
	if err != nil {
		t.Fatal(err)
	}
	lines, err := contentLines(file)
	if err != nil {
		t.Fatal(err)
	}
	count := map[string]int{}
	for _, l := range lines {
		count[l.name]++
		if l.name == "METHOD" && l.value != "PUBLISH" || l.name == "SEQUENCE" && l.value != "2" || l.name == "DTSTART" && l.value != "20261201T100000Z" {
			t.Errorf("line %+v", l)
		}
	}
	if count["UID"] != 2 || count["ATTENDEE"] != 0 || count["ORGANIZER"] != 2 || count["LOCATION"] != 1 {
		t.Errorf("properties %v", count)
	}
	wantContains(t, "file", strings.ReplaceAll(string(file), "\r\n ", ""), "STATUS:CONFIRMED", "STATUS:CANCELLED", "With: Dana", "Rua Nova 1")
	if empty, err := post.CalendarFile(nil); err != nil || !strings.HasPrefix(string(empty), "BEGIN:VCALENDAR\r\n") {
		t.Errorf("no interview: %q, %v", empty, err)
	}
}
