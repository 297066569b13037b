package windows

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestMails holds that only her own words are read, and that what is left out is said.
func TestMails(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "Europe/Berlin")
	for name, c := range map[string]struct{ text, want, note string }{
		"quoted lines":       {"Tuesday at 3pm works.\n\n> Are you free on Monday at 9?\n> Or Thursday?\n", "1.12 @15", "2 lines were of an earlier mail left out."},
		"a mail below":       {"Tuesday at 3pm works.\n\nOn Fri, 27 Nov 2026 at 10:00, Ana Sousa <ana@acme.example> wrote:\n> Monday at 9?\n", "1.12 @15", ""},
		"wrapped":            {"Tuesday at 3pm works.\n\nOn Fri, 27 Nov 2026 at 10:00, Ana Sousa\n<ana@acme.example> wrote:\n\n> Monday at 9?\n", "1.12 @15", ""},
		"German":             {"Dienstag um 15 Uhr passt.\n\nAm Fr., 27. Nov. 2026 um 10:00 Uhr schrieb Ana Sousa <ana@acme.example>:\n> Montag um 9?\n", "1.12 @15", ""},
		"French":             {"Mardi à 15h me convient.\n\nLe ven. 27 nov. 2026 à 10:00, Ana Sousa <ana@acme.example> a écrit :\n> Lundi à 9h ?\n", "1.12 @15", ""},
		"Spanish":            {"El martes a las 15h me viene bien.\n\nEl vie, 27 nov 2026 a las 10:00, Ana Sousa (<ana@acme.example>) escribió:\n> ¿El lunes a las 9?\n", "1.12 @15", ""},
		"Outlook":            {"Tuesday at 3pm works.\n\nFrom: Ana Sousa <ana@acme.example>\nSent: Friday, 27 November 2026 10:00\nTo: Tom\nSubject: Interview\n\nAre you free on Monday at 9?\n", "1.12 @15", ""},
		"original message":   {"Dienstag um 15 Uhr passt.\n\n-----Ursprüngliche Nachricht-----\nVon: Ana\nGesendet: Freitag\n\nMontag um 9?\n", "1.12 @15", ""},
		"signature":          {"Tuesday at 3pm works.\n-- \nTom Weber\nOffice hours: Mon-Fri 9-17\n+1 303 555 0147\n", "1.12 @15", "Days and times in the signature are left out."},
		"closing":            {"Tuesday at 3pm works.\n\nBest regards,\nTom\nTel. 030 12 34 15 30\nhttps://tom.example/2026/12/01\n", "1.12 @15", ""},
		"postscript":         {"Tuesday at any time works.\n\nCheers,\nTom\n\nPS: Thursday doesn't.\n", "1.12 08-18 | ?words PS: Thursday doesn't.", ""},
		"thanks first":       {"Thanks!\n\nTuesday at 3pm works.\n", "1.12 @15", ""},
		"wrapped words":      {"Thank you for the invitation, I would be very glad to talk to you on Tuesday after\n3 pm or on Wednesday\nmorning.\n", "1.12 15-18 | 2.12 08-12", ""},
		"answers in between": {"> Does Tuesday at 3pm work?\nYes, Tuesday 3pm is fine.\n> Or Wednesday?\nWednesday doesn't work.\n", "1.12 @15 | ! 2.12", ""},
		"no times":           {"Dear Ana,\n\nI have 5 years of experience and would like 60k. My phone number is +49 171 1234567.\n\nBest\nTom", "", ""},
		"empty":              {"", "", ""},
		"only quoted":        {"> Tuesday at 3?", "", "1 line was of an earlier mail left out."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := Read(Request{Text: c.text, Zone: zone, Reference: time.Date(2026, 11, 28, 10, 0, 0, 0, zone), Days: 28})
			if got := short(r, zone); got != c.want {
				t.Errorf("got %s\nwant %s", got, c.want)
			}
			if c.note != "" && !slices.ContainsFunc(r.Notes, func(n Note) bool { return n.Says == c.note }) {
				t.Errorf("%v does not hold %q", r.Notes, c.note)
			}
		})
	}
}

// TestLongTextsAreCut holds that the rest of a long text is not left out in silence.
func TestLongTextsAreCut(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "Europe/Berlin")
	text := "Tuesday at 3pm works.\n\n" + strings.Repeat("I like long mails very much. ", MaxText/20) + "\n\nThursday, too."
	r := Read(Request{Text: text, Zone: zone, Reference: time.Date(2026, 11, 28, 10, 0, 0, 0, zone)})
	if got := short(r, zone); got != "1.12 @15" || !slices.ContainsFunc(r.Notes, func(n Note) bool { return strings.Contains(n.Says, "10 KB") }) {
		t.Errorf("%s, %v", got, r.Notes)
	}
}
