package mail

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// loopSheet makes a message the sheet of a loop of two interviews, the second on site.
func loopSheet(m *message) {
	bob, eve := recruit.Participant{Name: "Bob O'Brien", Address: "bob@corp.example"}, recruit.Participant{Name: "Eve <script>", Address: "eve@corp.example"}
	next := m.End.Add(30 * time.Minute)
	m.Event = recruit.OnLoop
	m.Sessions = []session{
		{times: m.times, Title: "Technical interview", Platform: "Zoom", JoinURL: "https://zoom.example/j/1?pwd=x", MeetingID: "111 222", Passcode: "pass11", People: []recruit.Participant{bob, eve}},
		{times: times{next, next.Add(time.Hour)}, Title: "Lunch\r\nBcc: x@example.org", Platform: "On site", Place: "12 Baker Street", People: []recruit.Participant{m.To, bob}},
	}
}

// TestASheetTellsTheWholeLoop holds that each interview of a loop stands on its sheet with
// its own time, people and way in, in the reader's zone, and that it is no calendar entry.
func TestASheetTellsTheWholeLoop(t *testing.T) {
	t.Parallel()
	o := compose(t, sample(loopSheet))
	wantContains(t, "text", o.text,
		"Interview:     Technical interview", "When:          Tuesday 1 December 2026, 10:00–10:45 (London, UTC+0)",
		"You will meet: Bob O'Brien, Eve <script>", "https://zoom.example/j/1?pwd=x", "Meeting ID:    111 222", "Passcode:      pass11",
		"Interview:     Lunch Bcc: x@example.org", "When:          Tuesday 1 December 2026, 11:15–12:15 (London, UTC+0)", "Place:         12 Baker Street",
		"calendar invitation for each of them")
	wantContains(t, "page", o.html, "Eve &lt;script&gt;", "12 Baker Street", `href="https://zoom.example/j/1?pwd=x"`)
	if strings.Index(o.text, "12 Baker Street") < strings.Index(o.text, "pass11") || strings.Count(o.text, "You will meet") != 2 {
		t.Errorf("the interviews do not stand apart:\n%s", o.text)
	}
	if o.ical != "" {
		t.Error("the sheet has a calendar object")
	}
	if s := o.header.Get("Subject"); s != "Your interviews at Corp Ltd, Tue 1 Dec 2026, 10:00 (London)" {
		t.Errorf("subject %q", s)
	}
	for tag, says := range map[string]string{"de": "Alle Ihre Gespräche auf einen Blick", "fr": "Tous vos entretiens", "es": "Todas sus entrevistas"} {
		if other := compose(t, sample(loopSheet, func(m *message) { m.Language = tag })); !strings.Contains(other.text, "12 Baker Street") || !strings.Contains(other.html, says) {
			t.Errorf("in %s: %s", tag, other.text)
		}
	}
}

// TestASheetSaysWhereToMeet holds that none is written with an interview to which there is
// no way in (R11), and that one of a single interview is whole.
func TestASheetSaysWhereToMeet(t *testing.T) {
	t.Parallel()
	_, err := sample(loopSheet, func(m *message) { m.Sessions[0].JoinURL = "" }).compose()
	if err == nil || !strings.Contains(err.Error(), "not sent without one") {
		t.Errorf("without a link: %v", err)
	}
	_, err = sample(loopSheet, func(m *message) { m.Sessions[0].JoinURL = "javascript:alert(1)" }).compose()
	if err == nil {
		t.Error("a link that is none is sent")
	}
	one := compose(t, sample(loopSheet, func(m *message) { m.Sessions = nil }))
	wantContains(t, "text", one.text, "Interview:     First interview: Product Designer", "a1B2,c3;d4")
}

// TestASheetIsOfWhatTakesPlace holds that an interview of the loop that was cancelled is
// not on its sheet.
func TestASheetIsOfWhatTakesPlace(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	one := func(title string, status recruit.Status) recruit.LoopSession {
		return recruit.LoopSession{Interview: recruit.Interview{Title: title, Start: at, Duration: time.Hour, Platform: recruit.OtherLink, Place: "https://meet.example/" + title, Status: status}}
	}
	l := recruit.MailRequest{Kind: recruit.MailSheet, Record: recruit.Record{Loop: []recruit.LoopSession{one("a", recruit.Scheduled), one("b", recruit.Cancelled), one("c", recruit.Scheduled)}}}
	got := messageOf(l).Sessions
	if len(got) != 2 || got[0].JoinURL != "https://meet.example/a" || got[1].Title != "c" {
		t.Errorf("sessions %+v", got)
	}
}
