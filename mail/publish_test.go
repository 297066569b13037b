package mail

import (
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestCalendarFile(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	post := NewMailer(nil, func() time.Time { return start.Add(-time.Hour) })
	record := func(id recruit.InterviewID, status recruit.Status) recruit.Record {
		return recruit.Record{
			Interview: recruit.Interview{ID: id, UID: "u" + string(rune('0'+id)) + "@recruitty", Sequence: 2, Title: "Talk, \"first\";\r\nATTENDEE:mailto:x@y.z",
				Start: start, Duration: 45 * time.Minute, TimeZone: "Europe/Lisbon", Platform: recruit.OnSite, Place: "Rua Nova 1", Status: status},
			Candidate: recruit.Candidate{Name: "Priya Raman"}, Organiser: recruit.Member{Name: "Robin", Email: "robin@example.com"},
			People: []recruit.Participant{{Address: "priya@example.org", Name: "Priya Raman", Audience: recruit.ToCandidate}, {Address: "dana@example.com", Name: "Dana", Audience: recruit.ToPanel}},
		}
	}
	file, left, err := post.CalendarFile([]recruit.Record{record(1, recruit.Scheduled), record(2, recruit.Cancelled)})
	if err != nil || len(left) != 0 {
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
	if empty, _, err := post.CalendarFile(nil); err != nil || !strings.HasPrefix(string(empty), "BEGIN:VCALENDAR\r\n") {
		t.Errorf("no interview: %q, %v", empty, err)
	}
}

// TestOneBadInterviewLeavesTheCalendarWhole has interviews that cannot be written
// among good ones.
func TestOneBadInterviewLeavesTheCalendarWhole(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	good := recruit.Record{
		Interview: recruit.Interview{ID: 1, UID: "u1@recruitty", Title: "Talk", Start: start, Duration: 45 * time.Minute, TimeZone: "Europe/Lisbon",
			Platform: recruit.OnSite, Place: "Rua Nova 1", Status: recruit.Scheduled},
		Candidate: recruit.Candidate{Name: "Priya Raman"}, Organiser: recruit.Member{Name: "Robin", Email: "robin@example.com"},
		People: []recruit.Participant{{Address: "priya@example.org", Name: "Priya Raman", Audience: recruit.ToCandidate}},
	}
	for _, c := range []struct {
		name  string
		spoil func(*recruit.Record)
	}{
		{"a zone that is none", func(r *recruit.Record) { r.Interview.TimeZone = "Mars/Olympus" }},
		{"an organiser without an address", func(r *recruit.Record) { r.Organiser.Email = "nobody" }},
		{"a participant without an address", func(r *recruit.Record) {
			r.People = slices.Clone(r.People)
			r.People[0].Address = "no body@"
		}},
		{"no length", func(r *recruit.Record) { r.Interview.Duration = 0 }},
		{"no start", func(r *recruit.Record) { r.Interview.Start = time.Time{} }},
		{"no UID", func(r *recruit.Record) { r.Interview.UID = "" }},
		{"an odd status", func(r *recruit.Record) { r.Interview.Status = "on the moon" }},
		{"nobody at all", func(r *recruit.Record) {
			r.People, r.Candidate, r.Organiser = nil, recruit.Candidate{}, recruit.Member{}
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			bad, last := good, good
			bad.Interview.ID, bad.Interview.UID = 2, "u2@recruitty"
			last.Interview.ID, last.Interview.UID = 3, "u3@recruitty"
			c.spoil(&bad)
			file, left, err := NewMailer(nil, func() time.Time { return start.Add(-time.Hour) }).CalendarFile([]recruit.Record{good, bad, last})
			if err != nil {
				t.Fatal(err)
			}
			wantContains(t, "file", string(file), "UID:u1@recruitty", "UID:u3@recruitty", "END:VCALENDAR")
			if in := strings.Count(string(file), "BEGIN:VEVENT"); in+len(left) != 3 {
				t.Errorf("%d are in the file and %d left out", in, len(left))
			}
			for _, l := range left {
				if l.ID != 2 || !strings.Contains(l.Why.Error(), "interview 2") {
					t.Errorf("left out: %d, %v", l.ID, l.Why)
				}
			}
		})
	}
}
