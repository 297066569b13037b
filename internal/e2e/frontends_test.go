package e2e

import (
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// chapter is a step of the story, and the sentence that must be said about it,
// whichever front end it is played on.
type chapter struct {
	name string
	do   func(d *frontWorld, f frontEnd) string
	says []string // any of them
	// refused says that nothing comes of it, and nothing may be promised.
	refused bool
}

// story is an interview from the sign-in at Zoom to its end, and all that is
// refused on the way.
func story() []chapter {
	const title, day = "Technical interview", "2026-12-01"
	usual := func(d *frontWorld) booking {
		return booking{candidate: d.priya, title: title, description: "Storage engines", start: day + " 10:00", length: "45m", people: []string{"dana@acme.example"}}
	}
	books := func(change func(d *frontWorld, b *booking)) func(*frontWorld, frontEnd) string {
		return func(d *frontWorld, f frontEnd) string {
			b := usual(d)
			change(d, &b)
			return f.schedule(d.robin, b)
		}
	}
	long, tooLong := strings.Repeat("ill ", 79)+"now", "The reason has 319 characters; at most 300 are possible."
	// Plain lines speak about a candidate, who has no interview left then.
	gone := []string{"Technical interview is cancelled; schedule a new interview instead.", "Priya Raman has no interview that could be changed."}
	many := make([]string, recruit.MaxParticipants+1)
	for i := range many {
		many[i] = "guest" + string(rune('a'+i/26)) + string(rune('a'+i%26)) + "@example.com"
	}
	moves := func(m moving) func(*frontWorld, frontEnd) string {
		return func(d *frontWorld, f frontEnd) string { return f.reschedule(d.robin, m) }
	}
	return []chapter{
		{"no Zoom connection", books(func(*frontWorld, *booking) {}), []string{"Zoom is not connected"}, true},
		{"connect", func(d *frontWorld, f frontEnd) string { return f.connect(d.robin) }, nil, false},
		{"not linked", books(func(d *frontWorld, b *booking) { b.candidate = d.omar }), nil, true},
		{"in the past", books(func(_ *frontWorld, b *booking) { b.start = "2026-11-20 10:00" }), []string{"in the past; choose a time in the future."}, true},
		{"a wall time that occurs twice", books(func(_ *frontWorld, b *booking) { b.start = "2027-10-31 01:30" }), []string{"2027-10-31 01:30 occurs twice in Lisbon because the clocks go back"}, true},
		{"no such wall time", books(func(_ *frontWorld, b *booking) { b.start = "2027-03-28 01:30" }), []string{"2027-03-28 01:30 does not exist in Lisbon because the clocks skip it"}, true},
		{"a participant twice", books(func(_ *frontWorld, b *booking) { b.people = []string{"dana@acme.example", "dana@acme.example"} }), []string{"dana@acme.example is listed twice as a participant", "is already on the list: Dana Ortiz"}, true},
		{"the candidate as a participant", books(func(_ *frontWorld, b *booking) { b.people = []string{"priya@example.com"} }), []string{"priya@example.com is the candidate, who is invited anyway"}, true},
		{"too many participants", books(func(_ *frontWorld, b *booking) { b.people = many }), []string{"An interview can have at most 50 participants; these are 51"}, true},
		{"schedule", books(func(*frontWorld, *booking) {}), []string{"Zoom ends meetings of a Basic host (robin@acme.example) after 40 minutes"}, false},
		{"not the organiser", func(d *frontWorld, f frontEnd) string {
			return f.reschedule(d.pat, moving{date: day, clock: "11:00", length: "45m"})
		}, []string{"Only Robin Reyes, who organises this interview, may change it; an admin may take it over."}, true},
		{"not the organiser of the people", func(d *frontWorld, f frontEnd) string { return f.people(d.pat, "lee@example.com") },
			[]string{"Only Robin Reyes, who organises this interview, may change it; an admin may take it over."}, true},
		{"not the organiser to cancel", func(d *frontWorld, f frontEnd) string { return f.cancel(d.pat, "Filled") },
			[]string{"Only Robin Reyes, who organises this interview, may change it; an admin may take it over."}, true},
		{"move into the past", moves(moving{date: "2026-11-20", clock: "10:00", length: "45m"}), []string{"Fri 20 Nov 2026 10:00 is in the past; choose a time in the future."}, true},
		{"move to where it is", moves(moving{date: day, clock: "10:00", length: "45m"}), []string{"That is already the time of the interview; nothing was changed."}, true},
		{"too long a reason", moves(moving{date: day, clock: "11:30", length: "1h", reason: long}), []string{tooLong}, true},
		{"reschedule", moves(moving{date: day, clock: "11:30", length: "1h", reason: "Dana is ill"}), []string{"Zoom ends meetings of a Basic host (robin@acme.example) after 40 minutes"}, false},
		{"a stale version", func(d *frontWorld, f frontEnd) string {
			return f.reschedule(d.robin, moving{date: day, clock: "12:00", length: "1h", meanwhile: func() {
				r := d.record()
				if _, err := d.whole.Services.Scheduling.Reschedule(d.t.Context(), d.robin, r.Interview.ID, scheduling.ExpectedVersion(r.Interview.Version),
					recruit.RescheduleRequest{Start: r.Interview.Start.Add(24 * time.Hour)}, 0); err != nil {
					d.t.Error(err)
				}
				d.work()
			}})
		}, []string{"Robin Reyes changed this interview in the meantime (rescheduled, now Wed 2 Dec 2026 11:30 Lisbon)"}, false},
		{"people", func(d *frontWorld, f frontEnd) string { return f.people(d.robin, "lee@example.com") }, nil, false},
		{"too long a reason to cancel", func(d *frontWorld, f frontEnd) string { return f.cancel(d.robin, long) }, []string{tooLong}, true},
		{"cancel", func(d *frontWorld, f frontEnd) string { return f.cancel(d.robin, "Position filled") }, nil, false},
		{"move what is cancelled", moves(moving{date: day, clock: "15:00", length: "45m"}), gone, true},
		{"cancel what is cancelled", func(d *frontWorld, f frontEnd) string { return f.cancel(d.robin, "Position filled") }, gone, true},
	}
}

// TestTheThreeFrontEndsDoTheSame plays one story on the screen, in plain lines and
// by commands: what is stored, what is sent and what is said of it is the same.
func TestTheThreeFrontEndsDoTheSame(t *testing.T) {
	t.Parallel()
	type player struct {
		name string
		*frontWorld
		frontEnd
	}
	var players []player
	for _, name := range []string{"commands", "screen", "plain lines"} {
		d := newFrontWorld(t)
		ways := map[string]frontEnd{"commands": commands{d}, "screen": &screens{frontWorld: d}, "plain lines": lines{d}}
		players = append(players, player{name, d, ways[name]})
	}
	at := players[0].now
	for _, c := range story() {
		at = at.Add(10 * time.Minute)
		var stored, sent string
		for n, p := range players {
			p.now = at
			said := c.do(p.frontWorld, p.frontEnd)
			p.forget()
			if len(c.says) > 0 && !slices.ContainsFunc(c.says, func(sentence string) bool { return strings.Contains(said, sentence) }) {
				t.Errorf("%s, %s: %q is not said in:\n%s", c.name, p.name, c.says, said)
			}
			for _, sentence := range c.says {
				said, _, _ = strings.Cut(said, sentence)
			}
			if c.refused && strings.Contains(said, "This will happen") {
				t.Errorf("%s, %s: what is refused is promised first:\n%s", c.name, p.name, said)
			}
			holds, left := p.stored(), p.sent()
			if n == 0 {
				stored, sent = holds, left
				continue
			}
			if holds != stored {
				t.Errorf("%s: %s and commands stored\n%s", c.name, p.name, different(holds, stored))
			}
			if left != sent {
				t.Errorf("%s: %s and commands sent\n%s", c.name, p.name, different(left, sent))
			}
		}
	}
}

// different are the lines of two texts that the other one does not have.
func different(one, other string) string {
	var b strings.Builder
	for _, side := range []struct{ mark, has, lacks string }{{"- ", one, other}, {"+ ", other, one}} {
		not := strings.Split(side.lacks, "\n")
		for line := range strings.SplitSeq(side.has, "\n") {
			if !slices.Contains(not, line) {
				b.WriteString(side.mark + line + "\n")
			}
		}
	}
	return b.String()
}
