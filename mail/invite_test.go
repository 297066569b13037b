package mail

import (
	"bytes"
	"io"
	netmail "net/mail"
	"strings"
	"testing"
	"time"
)

// sample is an ordinary invitation that tests change.
func sample(changes ...func(*Invitation)) Invitation {
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	inv := Invitation{
		Event:         Invited,
		Recipient:     Recipient{Person: Person{"Jane Doe", "jane@mail.example"}, Zone: "Europe/London", Audience: Candidate},
		UID:           "interview-7@corp.example",
		Stamp:         time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC),
		Times:         Times{start, start.Add(45 * time.Minute)},
		Zone:          "Europe/Berlin",
		Title:         "First interview: Product Designer",
		JobTitle:      "Product Designer",
		Company:       "Corp Ltd",
		CandidateName: "Jane Doe",
		Description:   "Portfolio walk-through, then questions.",
		InternalNote:  "Ask about the gap in 2024.",
		Organizer:     Person{"Ana Müller", "ana@corp.example"},
		From:          Person{"Ana Müller", "ana@corp.example"},
		Attendees:     listed(Person{"Jane Doe", "jane@mail.example"}, Person{"Bob O'Brien", "bob@corp.example"}),
		Platform:      "Zoom",
		JoinURL:       "https://zoom.example/j/98765432100?pwd=a1B2,c3;d4",
		MeetingID:     "987 6543 2100",
		Passcode:      "k7Rt2w",
		MessageID:     "m1@corp.example",
	}
	for _, change := range changes {
		change(&inv)
	}
	return inv
}

// listed are people who have not answered.
func listed(people ...Person) []Attendee {
	out := make([]Attendee, len(people))
	for i, p := range people {
		out[i].Person = p
	}
	return out
}

func toPanel(inv *Invitation) {
	inv.Recipient = Recipient{Person: Person{"Bob O'Brien", "bob@corp.example"}, Zone: "America/New_York", Audience: Panel, TwelveHour: true}
}

func happens(event Event, sequence int) func(*Invitation) {
	return func(inv *Invitation) { inv.Event, inv.Sequence = event, sequence }
}

// opened is a composed mail taken apart.
type opened struct {
	raw              []byte
	header           netmail.Header
	text, html, ical string
	unfolded         string
	files            []part
}

func compose(t testing.TB, inv Invitation) opened {
	t.Helper()
	raw, err := Compose(inv)
	if err != nil {
		t.Fatalf("compose: %v", err)
	}
	return takeApart(t, raw)
}

func takeApart(t testing.TB, raw []byte) opened {
	t.Helper()
	parsed, err := netmail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	o := opened{raw: raw, header: parsed.Header}
	body, err := io.ReadAll(parsed.Body)
	if err != nil {
		t.Fatal(err)
	}
	parts, err := readParts(parsed.Header.Get("Content-Type"), bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if strings.HasPrefix(parsed.Header.Get("Content-Type"), "multipart/mixed") {
		o.files = parts[1:]
		if parts, err = readParts(parts[0].header("Content-Type"), bytes.NewReader(parts[0].content)); err != nil {
			t.Fatal(err)
		}
	}
	o.text, o.html = string(parts[0].content), string(parts[1].content)
	if len(parts) > 2 {
		o.ical = string(parts[2].content)
		o.unfolded = strings.ReplaceAll(o.ical, "\r\n ", "")
	}
	return o
}

func wantContains(t *testing.T, what, text string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if !strings.Contains(text, w) {
			t.Errorf("%s lacks %q:\n%s", what, w, text)
		}
	}
}

func wantWithout(t *testing.T, what, text string, unwanted ...string) {
	t.Helper()
	for _, u := range unwanted {
		if strings.Contains(text, u) {
			t.Errorf("%s holds %q:\n%s", what, u, text)
		}
	}
}
