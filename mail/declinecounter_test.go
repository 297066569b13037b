package mail

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestRefusedFollowsITIP holds a DECLINECOUNTER to RFC 5546 3.2.8 and 4.2.4: which
// entry, which revision, who asked, the words, and nothing of when and where.
func TestRefusedFollowsITIP(t *testing.T) {
	t.Parallel()
	asked := times{time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC), time.Date(2026, 12, 2, 9, 45, 0, 0, time.UTC)}
	o := compose(t, sample(happens(recruit.OnRefused, 3), func(inv *message) {
		inv.Proposed, inv.Reason = &asked, "Sorry;\nthe room, and we, are taken."
	}))
	wantContains(t, "object", o.unfolded, "METHOD:DECLINECOUNTER\r\n", "SEQUENCE:3\r\n", "DTSTAMP:20261122T090000Z", "UID:interview-7@corp.example", "ORGANIZER;CN=Ana Müller:mailto:ana@corp.example",
		"mailto:jane@mail.example", `COMMENT:Sorry\;\nthe room\, and we\, are taken.`)
	wantWithout(t, "object", o.unfolded, "bob@corp.example", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "RECURRENCE-ID", "VALARM", "zoom.example")
	wantContains(t, "text", o.text, "You asked for:", "2 December 2026", "1 December 2026", "Sorry;")
	wantWithout(t, "text", o.text, "k7Rt2w", "zoom.example")
	if o.files[0].kind != "application/ics" || len(o.files) != 1 {
		t.Errorf("attached are %d files", len(o.files))
	}
	for name, change := range map[string]func(*message){
		"no words":        func(inv *message) { inv.Reason = "" },
		"words for a day": func(inv *message) { inv.Proposed, inv.Asked = nil, "Thursday,\r\nATTENDEE:mailto:x@y.example" },
		"first revision":  func(inv *message) { inv.Sequence = 0 },
		"an imported day": func(inv *message) { inv.JoinURL, inv.Place, inv.Phone = "", "", "" },
	} {
		o := compose(t, sample(happens(recruit.OnRefused, 1), change))
		wantContains(t, name, o.unfolded, "METHOD:DECLINECOUNTER")
		wantWithout(t, name, o.unfolded, "\r\nATTENDEE:", "COMMENT:\r\n")
		if name == "no words" {
			wantWithout(t, name, o.unfolded, "COMMENT")
		}
	}
	if replies, err := ReadMail(o.raw); err == nil && len(replies) > 0 {
		t.Errorf("a refusal of ours is read as an answer: %+v", replies)
	}
}

// TestRefusedInEveryLanguage holds that the words of a refusal name the time that
// was asked for and the one that stays, to both audiences.
func TestRefusedInEveryLanguage(t *testing.T) {
	t.Parallel()
	asked := times{time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC), time.Date(2026, 12, 2, 9, 45, 0, 0, time.UTC)}
	for _, l := range tongues() {
		for _, audience := range []func(*message){func(*message) {}, toPanel} {
			o := compose(t, sample(happens(recruit.OnRefused, 1), audience, func(inv *message) { inv.Proposed, inv.Language, inv.Reason = &asked, l.Tag, "Grund" }))
			wantContains(t, l.Tag, o.text, "Grund", "ana@corp.example")
			if strings.Count(o.text, "2026") < 2 {
				t.Errorf("%s names not both times:\n%s", l.Tag, o.text)
			}
		}
	}
}

// TestARefusalNamesWhatWasRefused holds that a mail which leaves late does not name
// a proposal that came after it.
func TestARefusalNamesWhatWasRefused(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	l := recruit.MailRequest{Kind: recruit.MailRefusal, Record: recruit.Record{
		Interview: recruit.Interview{Start: start, Duration: time.Hour},
		Versions: []recruit.Version{{Number: 1, Reason: "first"}, {Number: 2, Kind: recruit.WasProposalRefused, Reason: "No room."},
			{Number: 3, Kind: recruit.WasProposalRefused, Reason: "For Dana."}},
		Effects: []recruit.Effect{{Version: 2, Kind: recruit.MailRefusal, Target: "priya@example.org"}, {Version: 3, Kind: recruit.MailRefusal, Target: "dana@example.com"}},
	}}
	l.To = recruit.Participant{Address: "Priya@example.org", Proposed: recruit.Proposal{Start: start.Add(time.Hour)}, Refused: start}
	if inv := messageOf(l); inv.Reason != "No room." || inv.Proposed == nil || !inv.Proposed.End.Equal(start.Add(2*time.Hour)) {
		t.Errorf("it says %q, %v", inv.Reason, inv.Proposed)
	}
	l.To.Refused = time.Time{}
	if inv := messageOf(l); inv.Proposed != nil || inv.Asked != "" {
		t.Errorf("it names %v %q", inv.Proposed, inv.Asked)
	}
	l.Kind, l.Previous = recruit.MailUpdate, &recruit.Version{}
	if inv := messageOf(l); inv.Reason != "first" {
		t.Errorf("an update says %q", inv.Reason)
	}
}
