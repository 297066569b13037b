package mail

import (
	"bytes"
	"io"
	netmail "net/mail"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// sample is an ordinary invitation that tests change.
func sample(changes ...func(*message)) message {
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	inv := message{
		Event:         recruit.OnInvited,
		To:            recruit.Participant{Name: "Jane Doe", Address: "jane@mail.example", TimeZone: "Europe/London", Audience: recruit.ToCandidate},
		UID:           "interview-7@corp.example",
		Stamp:         time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC),
		times:         times{start, start.Add(45 * time.Minute)},
		Zone:          "Europe/Berlin",
		Title:         "First interview: Product Designer",
		JobTitle:      "Product Designer",
		Company:       "Corp Ltd",
		CandidateName: "Jane Doe",
		Description:   "Portfolio walk-through, then questions.",
		InternalNote:  "Ask about the gap in 2024.",
		Organizer:     recruit.Mailbox{Name: "Ana Müller", Address: "ana@corp.example"},
		From:          recruit.Mailbox{Name: "Ana Müller", Address: "ana@corp.example"},
		Attendees:     listed(recruit.Mailbox{Name: "Jane Doe", Address: "jane@mail.example"}, recruit.Mailbox{Name: "Bob O'Brien", Address: "bob@corp.example"}),
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
func listed(people ...recruit.Mailbox) []recruit.Participant {
	out := make([]recruit.Participant, len(people))
	for i, p := range people {
		out[i].Name, out[i].Address = p.Name, p.Address
	}
	return out
}

// file is one for everybody.
func file(name, kind string, content []byte) recruit.MailFile {
	return recruit.MailFile{File: recruit.File{Name: name, ContentType: kind, Everyone: true}, Content: content}
}

func toPanel(inv *message) {
	inv.To = recruit.Participant{Name: "Bob O'Brien", Address: "bob@corp.example", TimeZone: "America/New_York", Audience: recruit.ToPanel, TwelveHour: true}
}

func happens(event recruit.MailEvent, sequence int) func(*message) {
	return func(inv *message) { inv.Event, inv.Sequence = event, sequence }
}

// opened is a composed mail taken apart.
type opened struct {
	raw              []byte
	header           netmail.Header
	text, html, ical string
	unfolded         string
	files            []part
}

// compose writes a mail and holds it to the strict check.
func compose(t testing.TB, inv message) opened {
	t.Helper()
	raw, err := inv.compose()
	if err != nil {
		t.Fatalf("compose: %v", err)
	}
	strictly(t, inv, raw)
	return takeApart(t, raw)
}

// strictly reads a mail again as a stranger would, who allows nothing that was not meant.
func strictly(t testing.TB, inv message, raw []byte) {
	t.Helper()
	p, err := inv.prepared()
	if err == nil {
		p.write()
		err = strictMessage(raw, p)
	}
	if err != nil {
		t.Fatalf("the email was written wrongly: %v\n%s", err, raw)
	}
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
