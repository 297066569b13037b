package booking_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/booking"
	"recruitty/recruit/hours"
)

// at is a time on Tuesday, 1 December 2026, in hours after midnight in UTC.
func at(h float64) time.Time {
	return time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(h * float64(time.Hour)))
}

// talk is an interview from one hour until another, with Haru, who is member 7, and with
// Ines, who is not of the team, for candidate 5.
func talk(id recruit.InterviewID, from, to float64) recruit.Record {
	return recruit.Record{
		Interview: recruit.Interview{ID: id, Title: "Talk", CandidateID: 5, OrganiserID: 3, Start: at(from), Duration: at(to).Sub(at(from)), TimeZone: "UTC", Platform: recruit.Zoom, Status: recruit.Scheduled},
		People: []recruit.Participant{
			{Address: "priya@example.org", Name: "Priya", Audience: recruit.ToCandidate},
			{Address: "haru@acme.example", Name: "Haru", MemberID: 7, Audience: recruit.ToPanel},
			{Address: "ines@elsewhere.example", Audience: recruit.ToPanel},
		},
	}
}

// with is a record changed.
func with(r recruit.Record, change func(*recruit.Record)) recruit.Record {
	change(&r)
	return r
}

// TestRule holds what stands in the way of an interview on Tuesday from 10 to 11.
func TestRule(t *testing.T) {
	t.Parallel()
	haru := func(r *recruit.Record) {
		r.Interview.CandidateID, r.Interview.OrganiserID, r.People = 6, 4, r.People[1:2]
	}
	ines := func(r *recruit.Record) {
		r.Interview.CandidateID, r.Interview.OrganiserID, r.People = 6, 4, r.People[2:]
	}
	for name, c := range map[string]struct {
		other recruit.Record
		moved bool        // the other is moved by the same commit
		rules hours.Hours // of Haru
		want  string      // how the sentences begin, by |
	}{
		"nothing":                      {other: with(talk(2, 11, 12), haru)},
		"it ends when this begins":     {other: with(talk(2, 9, 10), haru)},
		"a member":                     {other: with(talk(2, 10.5, 11.5), haru), want: "Haru has another interview 10:30–11:30."},
		"a member, around":             {other: with(talk(2, 9, 12), haru), want: "Haru has another interview 09:00–12:00."},
		"a member, by another address": {other: with(talk(2, 10, 11), func(r *recruit.Record) { haru(r); r.People[0].Address = "old@acme.example" }), want: "Haru has another interview"},
		"someone else":                 {other: with(talk(2, 10, 11), ines), want: "ines@elsewhere.example has another interview 10:00–11:00."},
		"the candidate":                {other: with(talk(2, 10, 11), func(r *recruit.Record) { r.People, r.Interview.OrganiserID = nil, 4 }), want: "Priya has another interview"},
		"the host":                     {other: with(talk(2, 10, 11), func(r *recruit.Record) { r.People, r.Interview.CandidateID = nil, 6 }), want: "Your Zoom hosts Talk"},
		"another host":                 {other: with(talk(2, 10, 11), func(r *recruit.Record) { haru(r); r.People = nil })},
		"one by phone": {other: with(talk(2, 10, 11), func(r *recruit.Record) {
			r.People, r.Interview.CandidateID, r.Interview.Platform = nil, 6, recruit.Phone
		})},
		"everybody":                      {other: talk(2, 10, 11), want: "Priya has another|Haru has another|ines@elsewhere.example has another|Your Zoom hosts"},
		"moved together":                 {other: talk(2, 10, 11), moved: true},
		"moved together, on a full day":  {other: with(talk(2, 15, 16), haru), moved: true, rules: hours.Hours{PerDay: 1, PerWeek: 1, Before: 5 * time.Hour, After: 5 * time.Hour}},
		"beside what is moved":           {other: with(talk(3, 10, 11), haru), moved: true, want: "Haru has another interview"},
		"the same interview":             {other: talk(1, 10, 11)},
		"one that is cancelled":          {other: with(talk(2, 10, 11), func(r *recruit.Record) { r.Interview.Status = recruit.Cancelled })},
		"one that is over":               {other: with(talk(2, 10, 11), func(r *recruit.Record) { r.Interview.Status = recruit.Completed })},
		"who was taken off":              {other: with(talk(2, 10, 11), func(r *recruit.Record) { haru(r); r.People[0].RemovedAt = at(1) })},
		"who declined":                   {other: with(talk(2, 10, 11), func(r *recruit.Record) { haru(r); r.People[0].Answer = recruit.Declined })},
		"who has only an entry":          {other: with(talk(2, 10, 11), func(r *recruit.Record) { haru(r); r.People[0].Audience = recruit.ToOrganiser })},
		"too close before":               {other: with(talk(2, 9, 9.9), haru), rules: hours.Hours{Before: 15 * time.Minute}, want: "Haru wants more time"},
		"too close after":                {other: with(talk(2, 11.1, 12), haru), rules: hours.Hours{After: 15 * time.Minute}, want: "Haru wants more time"},
		"close enough":                   {other: with(talk(2, 11.25, 12), haru), rules: hours.Hours{Before: 15 * time.Minute, After: 15 * time.Minute}},
		"a full day":                     {other: with(talk(2, 15, 16), haru), rules: hours.Hours{PerDay: 1}, want: "Haru has 1 interview that day already; their limit is 1."},
		"a full day, by what is over":    {other: with(talk(2, 8, 9), func(r *recruit.Record) { haru(r); r.Interview.Status = recruit.Completed }), rules: hours.Hours{PerDay: 1}, want: "Haru has 1 interview that day"},
		"the day before":                 {other: with(talk(2, -2, -1), haru), rules: hours.Hours{PerDay: 1}},
		"a full week":                    {other: with(talk(2, 24*5, 24*5+1), haru), rules: hours.Hours{PerWeek: 1}, want: "Haru has 1 interview that week already; their limit is 1."},
		"the week before":                {other: with(talk(2, -24, -23), haru), rules: hours.Hours{PerWeek: 2}},
		"an overlap is no want of pause": {other: with(talk(2, 10, 11), haru), rules: hours.Hours{Before: time.Hour, After: time.Hour}, want: "Haru has another interview"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			this := talk(1, 10, 11)
			b := recruit.Booking{People: this.Invited(), Host: true}
			if c.moved {
				b.Instead = []recruit.InterviewID{1, 2}
			}
			claim := booking.Of(this.Interview, b)
			c.rules.Zone = time.UTC
			kept := booking.Kept{Sittings: booking.In(c.other, claim), Hours: map[recruit.MemberID]hours.Hours{7: c.rules}}
			found := booking.Find(claim, kept)
			var said []string
			for _, one := range found {
				said = append(said, booking.Words(one, time.UTC))
			}
			want := strings.Split(c.want, "|")
			if c.want == "" {
				want = nil
			}
			if len(said) != len(want) {
				t.Fatalf("said %q, want %q", said, want)
			}
			for n := range want {
				if !strings.HasPrefix(said[n], want[n]) {
					t.Errorf("said %q, want %q", said[n], want[n])
				}
			}
			if err := booking.Check(this.Interview, b, kept); errors.Is(err, recruit.ErrTaken) != (c.want != "") {
				t.Errorf("the check says %v", err)
			}
			b.Agreed.Clashes = found
			if err := booking.Check(this.Interview, b, kept); err != nil {
				t.Errorf("what was agreed to is refused: %v", err)
			}
		})
	}
}

// TestAgreed holds that only what was shown is agreed to: neither the same person
// elsewhere nor another person there.
func TestAgreed(t *testing.T) {
	t.Parallel()
	known := recruit.Clash{Cause: recruit.TwoPlaces, Interview: 2, Who: "m7"}
	a := recruit.Agreed{Clashes: []recruit.Clash{known}}
	for name, c := range map[string]struct {
		clash recruit.Clash
		want  bool
	}{
		"the same":            {known, true},
		"at another time now": {recruit.Clash{Interview: 2, Who: "m7", Start: at(10)}, true},
		"a pause there":       {recruit.Clash{Cause: recruit.TooClose, Interview: 2, Who: "m7"}, true},
		"elsewhere":           {recruit.Clash{Interview: 3, Who: "m7"}, false},
		"someone else":        {recruit.Clash{Interview: 2, Who: "m8"}, false},
		"a limit":             {recruit.Clash{Cause: recruit.DayFull, Who: "m7"}, false},
	} {
		if got := a.To(c.clash); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	aside := booking.Claim{Start: at(10), End: at(11), Persons: []booking.Person{{Role: booking.Panel, Member: 7, Name: "Haru"}}, Aside: []recruit.InterviewID{2}}
	kept := booking.Kept{Sittings: booking.In(talk(2, 10, 11), aside), Hours: map[recruit.MemberID]hours.Hours{7: {Zone: time.UTC, PerDay: 1}}}
	if found := booking.Find(aside, kept); len(found) != 1 || found[0].Cause != recruit.TwoPlaces {
		t.Errorf("what moves away later clashes by %+v", found)
	}
}
