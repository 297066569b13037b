package mail

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"recruitty/mail/foreign"
	"recruitty/recruit"
)

func offerAsked() recruit.LetterValues {
	at := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	v := recruit.LetterValues{Reader: "Jane Doe", Job: "Engineer", Company: "Corp", Author: recruit.Mailbox{Name: "Robin", Address: "robin@corp.example"}}
	v.Offer = recruit.OfferValues{Until: at.Add(-12 * time.Hour), Link: recruit.OfferLink, Zone: "Asia/Kolkata", SenderZone: "Europe/Lisbon", Options: []recruit.LetterOption{
		{Number: 1, Sessions: []recruit.LetterSession{{Start: at, End: at.Add(45 * time.Minute)}}},
		{Number: 2, Sessions: []recruit.LetterSession{{Title: "Talk", Start: at.Add(24 * time.Hour), End: at.Add(25 * time.Hour)}, {Title: "Design", Start: at.Add(25 * time.Hour), End: at.Add(26 * time.Hour)}}},
		{Number: 3, Sessions: []recruit.LetterSession{{Start: at.Add(48 * time.Hour), End: at.Add(49 * time.Hour)}}},
	}}
	return v
}

// TestDraftOfAnOffer holds that an offer says every time with its number in both zones, in
// each language, and how to answer.
func TestDraftOfAnOffer(t *testing.T) {
	t.Parallel()
	for language, says := range map[string][]string{
		"en": {"1)  Tuesday 1 December 2026, 15:30–16:15 (Kolkata, UTC+05:30)\n    Tuesday 1 December 2026, 10:00–10:45 (Lisbon, UTC+0)", "2)  Talk\n    Wednesday", "number alone: 1, 2 or 3.", "by Tue 1 Dec 2026, 03:30 (Kolkata)"},
		"de": {"1)  Dienstag, 1. Dezember 2026, 15:30–16:15 Uhr (Kolkata, UTC+05:30)", "1, 2 oder 3."},
		"fr": {"1)  mardi 1er décembre 2026, de 15\u00a0h\u00a030 à 16\u00a0h\u00a015 (Kolkata, UTC+05:30)", "1, 2 ou 3."},
		"es": {"1)  martes, 1 de diciembre de 2026, 15:30–16:15 h (Kolkata, UTC+05:30)", "1, 2 o 3."},
	} {
		for _, o := range recruit.OfferEvents() {
			draft := func(v recruit.LetterValues) (subject, text string) {
				subject, text, err := new(Mailer).DraftLetter(recruit.Template{Event: o, Audience: recruit.ToCandidate, Words: language, Source: builtIn(o, recruit.ToCandidate, language)}, v)
				if err != nil {
					t.Fatal(err)
				}
				return subject, text
			}
			subject, text := draft(offerAsked())
			if !strings.Contains(subject, "Engineer") || !strings.Contains(text, ":\n"+recruit.OfferLink+"\n\n") {
				t.Errorf("%s in %s: %q\n%s", o, language, subject, text)
			}
			for _, want := range says {
				if !strings.Contains(text, want) {
					t.Errorf("%s in %s does not say %q:\n%s", o, language, want, text)
				}
			}
			bare := offerAsked()
			bare.Offer.Link = ""
			if _, text := draft(bare); strings.Contains(text, "{{") || strings.Contains(text, ":\n\n"+bare.Author.Name) {
				t.Errorf("%s in %s without a page:\n%s", o, language, text)
			}
		}
	}
}

// TestTheLinkOfALetter holds that a line which is the link leads there, and no other.
func TestTheLinkOfALetter(t *testing.T) {
	t.Parallel()
	l := letterAsked()
	l.Link = "https://jobs.corp.example/p/abc"
	l.Text = "Choose here:\n" + l.Link + "\n\nNot https://elsewhere.example"
	composed, err := new(Mailer).ComposeLetter(l)
	if err != nil {
		t.Fatal(err)
	}
	if page := string(composed); strings.Count(page, "href=3D") != 1 && strings.Count(page, "href=") != 1 {
		t.Errorf("%s", page)
	}
}

// TestTheClockIsThatOfTheCountry holds that an offer and what follows from it tell times to a candidate by the clock of
// their country, and to members by the one that they chose.
func TestTheClockIsThatOfTheCountry(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{"en": "15:30–16:15", "en-GB": "15:30–16:15", "en-US": "3:30–4:15 pm", "": "15:30–16:15"} {
		_, text, err := new(Mailer).DraftLetter(recruit.Template{Event: recruit.OnOffer, Audience: recruit.ToCandidate, Words: "en", Tag: tag, Source: builtIn(recruit.OnOffer, recruit.ToCandidate, "en")}, offerAsked())
		if err != nil || !strings.Contains(text, "Tuesday 1 December 2026, "+want) {
			t.Errorf("an offer in %q: %v\n%s", tag, err, text)
		}
		for _, to := range []recruit.Participant{
			{Name: "Jane", Address: "jane@mail.example", TimeZone: "Asia/Kolkata", Audience: recruit.ToCandidate},
			{Name: "Bob", Address: "bob@corp.example", TimeZone: "Asia/Kolkata", Audience: recruit.ToPanel, TwelveHour: true},
		} {
			m := sample()
			m.To, m.Attendees, m.Tag = to, append(m.Attendees, to), tag
			p, err := m.prepared()
			if err != nil {
				t.Fatal(err)
			}
			if want := to.Audience == recruit.ToPanel || tag == "en-US"; p.reader.TwelveHour != want || p.sender.TwelveHour != want {
				t.Errorf("an invitation in %q to %s: twelve hours is %t", tag, to.Name, p.reader.TwelveHour)
			}
		}
	}
}

// TestATentativeEntry holds what an hour that is held says in each language, and that its end takes
// out what it made: both are objects that calendars take.
func TestATentativeEntry(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	ask := letterAsked()
	ask.To = recruit.Mailbox{Name: "Dana", Address: "dana@corp.example"}
	ask.Hold = &recruit.HoldEntry{UID: "0123@recruitty", Title: "Technical; \nMETHOD:PUBLISH, interview", Start: at, End: at.Add(45 * time.Minute), TimeZone: "Asia/Kolkata", ReaderZone: "Europe/Lisbon"}
	for language, says := range map[string][2]string{
		"en": {"Hold: Technical; METHOD:PUBLISH, interview, Tue 1 Dec", "No longer held: "},
		"de": {"Vorgemerkt: Technical", "Nicht mehr vorgemerkt: "},
		"fr": {"Option : Technical", "Option levée : "},
		"es": {"Reserva provisional: Technical", "Reserva anulada: "},
	} {
		for n, event := range []recruit.MailEvent{recruit.OnHold, recruit.OnHoldEnd} {
			ask.Event, ask.Language = event, language
			raw, err := new(Mailer).ComposeLetter(ask)
			if err != nil {
				t.Fatal(err)
			}
			again, _ := new(Mailer).ComposeLetter(ask)
			m, err := holdMessage(ask)
			if err != nil || !bytes.Equal(raw, again) {
				t.Fatalf("%s in %s: %v, or the bytes differ", event, language, err)
			}
			if err := strictMessage(raw, m); err != nil {
				t.Errorf("%s in %s: %v", event, language, err)
			}
			read, _ := foreign.ReadMail(raw)
			if subject := read.Header.Text("Subject"); !strings.HasPrefix(subject, says[n]) {
				t.Errorf("%s in %s is called %q", event, language, subject)
			}
			if text := read.Parts[0].Text(); language == "en" && (!strings.Contains(text, "10:00–10:45 (Lisbon") || !strings.Contains(text, "15:30–16:15 (Kolkata")) {
				t.Errorf("%s does not say when: %s", event, text)
			}
		}
	}
}
