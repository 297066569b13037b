package windows

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestReadOnOtherDays holds what depends on the day on which a mail was written.
func TestReadOnOtherDays(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "Europe/Berlin")
	for _, c := range []struct {
		language, day, text, want string
	}{
		// On a Sunday and a Monday "next Tuesday" is tomorrow or the day after, or in a week.
		{"en", "2026-11-29 18:00", "next Tuesday at 10am", "?day next Tuesday"},
		{"en", "2026-11-30 09:00", "next Tuesday at 10am", "?day next Tuesday"},
		{"en", "2026-12-01 09:00", "next Tuesday at 10am", "8.12 @10"},
		{"en", "2026-12-03 09:00", "next Tuesday at 10am", "8.12 @10"},
		{"de", "2026-11-29 18:00", "nächsten Dienstag um 10 Uhr", "?day nächsten Dienstag"},
		// On a Sunday a week begins or ends.
		{"en", "2026-11-29 18:00", "any time next week", "?week next week"},
		{"de", "2026-11-29 18:00", "nächste Woche vormittags", "30.11,1.12,2.12,3.12,4.12 08-12"},
		{"en", "2026-11-30 09:00", "any time next week", "7.12,8.12,9.12,10.12,11.12 08-18"},
		{"en", "2026-12-01 09:00", "Thursday or Friday this week", "3.12,4.12 08-18"},
		{"en", "2026-12-01 09:00", "Monday this week", ""},
		// The weekday of today can be today.
		{"en", "2026-12-01 09:00", "Tuesday after 3", "?day Tuesday"},
		{"en", "2026-12-01 09:00", "today after 3 or tomorrow morning", "1.12 15-18 | 2.12 08-12"},
		{"en", "2026-12-01 16:10", "today after 3", "1.12 16:10-18"},
		{"en", "2026-12-01 16:10", "today at 3", ""},
		// Dates pass, and lie far away.
		{"en", "2026-12-01 09:00", "27 November at 10am", "?words 27 November"},
		{"en", "2026-12-01 09:00", "3 May at 10am", ""},
		{"en", "2026-12-30 09:00", "5 January at 10am", "5.1 @10"},
		{"en", "2026-12-30 09:00", "the 5th at 10am", "?day the 5th"},
		{"en", "2026-12-30 09:00", "Tuesday the 5th at 10am", "5.1 @10"},
		// 3/4 in March: three readings of one text.
		{"en", "2026-03-30 09:00", "04/03 at 10am", "3.4 @10"},
		{"en", "2027-01-04 09:00", "01/02 or 02/01 at 10am", "?words 01/02 | ?words 02/01"},
		{"de", "2027-01-04 09:00", "am 01.02. um 10 Uhr", ""},
		{"fr", "2027-01-04 09:00", "le 12/01 à 10h", "12.1 @10"},
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", c.day, zone)
		if err != nil {
			t.Fatal(err)
		}
		r := Read(Request{Text: c.text, Zone: zone, Reference: at, Days: 21, Language: c.language})
		if got := short(r, zone); got != c.want {
			t.Errorf("%s: %q\n got %s\nwant %s", c.day, c.text, got, c.want)
		}
		if len(r.Windows) == 0 && len(r.Questions) == 0 && len(r.Notes) == 0 {
			t.Errorf("%s: nothing is said of %q", c.day, c.text)
		}
	}
}

// TestAnswers holds that each choice of a question can be answered, that its question is
// gone then, and what comes of it.
func TestAnswers(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "Europe/Berlin")
	for _, c := range []struct {
		text, answer, want string
	}{
		{"Tuesday after 7", "07:00-", "1.12 07-18"},
		{"Tuesday after 7", "19:00-", "1.12 19-21"},
		{"Tuesday after 7", LeaveOut, ""},
		{"Tuesday between 7 and 9", "19:00-21:00", "1.12 19-21"},
		{"Tuesday at 8", "20:00", "1.12 @20"},
		{"next Tuesday at 10am", "2026-12-08", "8.12 @10"},
		{"the 3rd at 10am", "2026-12-03", "3.12 @10"},
		{"in two weeks, mornings", "week", "7.12,8.12,9.12,10.12,11.12 08-12"},
		{"in two weeks, mornings", "2026-12-12", "12.12 08-12"},
		{"Wendesday after 3pm", "Wednesday", "2.12 15-18"},
		{"Mittwich ab 15 Uhr", "Mittwoch", "2.12 15-18"},
		{"after 3pm", "every", "30.11..25.12 (20) 15-18"},
		{"Tuesday 9-11. After 3 would work.", "same", "1.12 09-11 | 1.12 15-18"},
		{"Maybe Tuesday after 3", "free", "1.12 15-18"},
		{"Maybe Tuesday after 3", "not", "! 1.12 15-24"},
		{"Maybe Tuesday after 3", LeaveOut, ""},
		{"Tuesday 9am PST", "America/Vancouver", "America/Vancouver | 1.12 @09"},
		{"Tuesday 2 December at 10", "2026-12-02", "2.12 @10"},
		{"Saturday morning", "2026-12-05", "5.12 08-12"},
	} {
		request := Request{Text: c.text, Zone: zone, Reference: time.Date(2026, 11, 28, 10, 0, 0, 0, zone), Days: 28}
		first := Read(request)
		if len(first.Questions) != 1 {
			t.Errorf("%q: %s", c.text, short(first, zone))
			continue
		}
		q := first.Questions[0]
		if c.answer != LeaveOut && !slices.ContainsFunc(q.Choices, func(choice Choice) bool { return choice.Value == c.answer }) {
			t.Errorf("%q: %q is none of %v", c.text, c.answer, q.Choices)
		}
		request.Answers = map[string]string{q.ID: c.answer}
		if got := short(Read(request), zone); got != c.want {
			t.Errorf("%q, answered %q\n got %s\nwant %s", c.text, c.answer, got, c.want)
		}
		request.Answers = map[string]string{q.ID: "something else"}
		if again := Read(request); len(again.Questions) != 1 {
			t.Errorf("%q: a wrong answer is taken", c.text)
		}
	}
}

// TestZones holds in which zone words are read, and that nothing is read in one that is
// not known.
func TestZones(t *testing.T) {
	t.Parallel()
	denver, berlin := mustZone(t, "America/Denver"), mustZone(t, "Europe/Berlin")
	for _, c := range []struct {
		text        string
		zone, yours *time.Location
		want, named string
	}{
		{"Tuesday at 3pm", nil, nil, "?zone", ""},
		{"Tuesday at 3pm", nil, berlin, "?zone", ""},
		{"Tuesday at 3pm, I'm in Denver", nil, nil, "America/Denver | 1.12 @15", "I'm in Denver"},
		{"Tuesday at 3pm MST", denver, nil, "1.12 @15", "MST"},
		{"I'm in Denver. Tuesday 3pm MST", nil, nil, "America/Denver | 1.12 @15", "I'm in Denver"},
		{"Tuesday at 3pm my time", denver, berlin, "1.12 @15", ""},
		{"Tuesday at 3pm your time", denver, berlin, "Europe/Berlin | 1.12 @15", "your time"},
		{"Tuesday at 3pm your time", denver, nil, "?zone your time", ""},
		{"Tuesday at 3pm CET / 9am New York time", nil, nil, "?zone New York time", ""},
		{"I'm in Springfield. Tuesday at 3pm", nil, nil, "?zone I'm in Springfield", ""},
		{"I'm in meetings until 3pm on Tuesday", denver, nil, "! 1.12 00-15", ""},
		{"Tuesday 3pm UTC-7", nil, nil, "UTC-07:00 | 1.12 @15", "UTC-7"},
		{"Tuesday 15:00 (GMT+1)", nil, nil, "UTC+01:00 | 1.12 @15", "GMT+1"},
		{"Dienstag 15 Uhr, ich wohne in München", nil, nil, "Europe/Berlin | 1.12 @15", "ich wohne in München"},
		{"mardi à 15h, je suis à Genève", nil, nil, "Europe/Zurich | 1.12 @15", "je suis à Genève"},
		{"el martes a las 15h, estoy en Nueva York", nil, nil, "America/New_York | 1.12 @15", "estoy en Nueva York"},
	} {
		r := Read(Request{Text: c.text, Zone: c.zone, Yours: c.yours, Reference: time.Date(2026, 11, 28, 10, 0, 0, 0, time.UTC), Days: 28})
		if got := short(r, c.zone); got != c.want || r.ZoneNamed != c.named && !strings.Contains(c.want, "?") {
			t.Errorf("%q\n got %s, named %q\nwant %s, named %q", c.text, got, r.ZoneNamed, c.want, c.named)
		}
	}
}

// TestClockChanges holds that windows are instants: as long as they are on the wall where
// the clocks do not change, an hour shorter or longer where they do, and asked about where
// their ends do not exist or occur twice.
func TestClockChanges(t *testing.T) {
	t.Parallel()
	denver := mustZone(t, "America/Denver")
	reference := time.Date(2027, 3, 10, 10, 0, 0, 0, denver)
	r := Read(Request{Text: "not on March 14; March 13 or 15, 10am to noon", Zone: denver, Reference: reference})
	if len(r.Windows) != 2 || len(r.Exclusions) != 1 || r.Exclusions[0].End.Sub(r.Exclusions[0].Start) != 23*time.Hour {
		t.Fatalf("%s, %v", short(r, denver), r.Exclusions)
	}
	if days := r.Windows[1].Start.Sub(r.Windows[0].Start); days != 47*time.Hour {
		t.Errorf("the same hour two days later is %s away", days)
	}
	// Lisbon skips 01:00 to 02:00 on 28 March 2027 and has it twice on 31 October.
	lisbon := mustZone(t, "Europe/Lisbon")
	for _, c := range []struct{ text, day, choice, want string }{
		{"28 March from 1:30 am to 10 am", "2027-03-20", "2027-03-28T02:30:00+01:00", "28.3 02:30-10"},
		{"31 October from 1:30 am to 10 am", "2027-10-20", "2027-10-31T01:30:00Z", "31.10 01:30-10"},
	} {
		at, err := time.Parse(time.DateOnly, c.day)
		if err != nil {
			t.Fatal(err)
		}
		request := Request{Text: c.text, Zone: lisbon, Reference: at}
		r := Read(request)
		if len(r.Questions) != 1 || r.Questions[0].Kind != KindClocks || len(r.Questions[0].Choices) != 2 || len(r.Windows) != 0 {
			t.Errorf("%q: %s", c.text, short(r, lisbon))
			continue
		}
		if r.Questions[0].Choices[1].Value != c.choice {
			t.Errorf("%q: %v", c.text, r.Questions[0].Choices)
		}
		request.Answers = map[string]string{r.Questions[0].ID: c.choice}
		if got := short(Read(request), lisbon); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}
