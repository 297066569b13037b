package mail

import (
	"context"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// toOrganiser makes a mail one to who organises the interview, with a calendar
// entry of their own.
func toOrganiser(inv *message) {
	chair(inv)
	inv.To = inv.Attendees[len(inv.Attendees)-1]
}

// chair lists who organises the interview.
func chair(inv *message) {
	inv.Attendees = append(inv.Attendees, recruit.Participant{Name: inv.Organizer.Name, Address: inv.Organizer.Address, TimeZone: "Europe/Berlin", Audience: recruit.ToOrganiser})
}

// shared lets the mails come from a mailbox that is not the organiser's own.
func shared(inv *message) {
	inv.From = recruit.Mailbox{Name: "Corp hiring", Address: "hiring@corp.example"}
}

// TestTheOrganisersEntry writes every mail to an organiser, from their own mailbox
// and from a shared one: each is one that calendars take (Compose checks it), with
// the organiser as the chair who comes.
func TestTheOrganisersEntry(t *testing.T) {
	t.Parallel()
	const entry = `ATTENDEE;CN="Ana Müller";CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;ROLE=CHAIR;RSVP=TRUE:mailto:ana@corp.example`
	for name, from := range map[string]func(*message){"own mailbox": func(*message) {}, "shared mailbox": shared} {
		for event, says := range map[recruit.MailEvent]string{
			recruit.OnInvited: "You are organising the interview with Jane Doe", recruit.OnChanged: "The interview has changed", recruit.OnCancelled: "will not take place", recruit.OnWithdrawn: "Your own calendar entry has been withdrawn",
		} {
			o := compose(t, sample(from, toOrganiser, happens(event, 1)))
			wantContains(t, name, o.text+o.html, says)
			wantContains(t, name, strings.ReplaceAll(o.unfolded, `CN=Ana Müller;`, `CN="Ana Müller";`), entry, "SUMMARY:First interview: Product Designer: Jane Doe\\, Corp Ltd")
			if event == recruit.OnInvited || event == recruit.OnChanged {
				wantContains(t, name, o.text, "Portfolio walk-through", "Ask about the gap in 2024", "invite.ics", "Bob O'Brien")
				wantWithout(t, name, o.text, "Please accept or decline")
			}
			if event == recruit.OnWithdrawn {
				wantWithout(t, name, o.unfolded, "jane@mail.example", "bob@corp.example", "STATUS")
			}
		}
	}
}

// TestTheOrganiserIsNobodyToMeet leaves who only organises out of whom the others
// meet, and lists them in every copy of the entry all the same.
func TestTheOrganiserIsNobodyToMeet(t *testing.T) {
	t.Parallel()
	candidate, panel, organiser := compose(t, sample(chair)), compose(t, sample(chair, toPanel)), compose(t, sample(toOrganiser))
	if candidate.ical != panel.ical || candidate.ical != organiser.ical {
		t.Errorf("copies of one version differ:\n%s\n%s\n%s", candidate.unfolded, panel.unfolded, organiser.unfolded)
	}
	for who, text := range map[string]string{"candidate": candidate.text, "panel": panel.text} {
		for line := range strings.Lines(text) {
			if (strings.HasPrefix(line, "You will meet") || strings.HasPrefix(line, "With:")) && strings.Contains(line, "Ana") {
				t.Errorf("the %s is told to meet the organiser: %s", who, line)
			}
		}
	}
	declined := compose(t, sample(toOrganiser, func(inv *message) { inv.Attendees[len(inv.Attendees)-1].Answer = recruit.Declined }))
	wantContains(t, "what the organiser's calendar said", declined.unfolded, "PARTSTAT=DECLINED;ROLE=CHAIR")
}

// TestTheOrganisersLetter writes a letter about a record whose organiser has an
// entry of their own: files and note as the panel gets them, in every language.
func TestTheOrganisersLetter(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	ana := recruit.Participant{Address: "ana@corp.example", Name: "Ana", Audience: recruit.ToOrganiser}
	for _, language := range NewMailer(nil, nil).Languages() {
		post := NewMailer(nil, nil)
		post.Templates = func(_ context.Context, o recruit.MailEvent, a recruit.Audience, _ string) (recruit.Template, error) {
			return recruit.Template{Event: o, Audience: a, Language: language}, nil
		}
		for _, o := range recruit.MailEvents() {
			for _, a := range recruit.AudiencesOf(o) {
				if post.BuiltIn(o, a, language) == "" {
					t.Errorf("there are no words in %s for the %s of an interview that is %s", language, a, o)
				}
			}
		}
		l := recruit.MailRequest{Kind: recruit.MailInvite, To: ana, Stamp: start.AddDate(0, 0, -9), MessageID: "m1@corp.example", From: recruit.Mailbox{Name: "Corp", Address: "hiring@corp.example"},
			Files: []recruit.MailFile{{File: recruit.File{Name: "rubric.pdf"}, Content: []byte("r")}}}
		l.Record.Interview = recruit.Interview{UID: "u1@corp.example", Title: "T", InternalNote: "a secret note", Start: start, Duration: time.Hour, TimeZone: "Europe/Berlin", Platform: recruit.OnSite, Place: "Unter den Linden 1"}
		l.Record.Organiser = recruit.Member{Name: "Ana", Email: "ana@corp.example"}
		l.Record.Candidate = recruit.Candidate{Name: "Jane Doe"}
		l.Record.People = []recruit.Participant{{Address: "jane@mail.example", Name: "Jane Doe", Audience: recruit.ToCandidate}, ana}
		message, err := post.Compose(t.Context(), l)
		if err != nil {
			t.Fatal(err)
		}
		o := takeApart(t, message)
		wantContains(t, language, o.html, `lang="`+language+`"`, "a secret note", "Jane Doe")
		wantContains(t, language, o.unfolded, "ROLE=CHAIR")
		if len(o.files) != 2 {
			t.Errorf("%s: %d files", language, len(o.files))
		}
	}
}
