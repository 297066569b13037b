package store

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
)

// TestCalendarsAreKept holds that a source and what was read through it are stored as
// they were given, that its credentials are sealed, and that a later reading is not
// overwritten by an earlier one.
func TestCalendarsAreKept(t *testing.T) {
	t.Parallel()
	w := worldIn(t, openIn(t, t.TempDir()))
	opens := availability.Credentials{URL: "https://dav.example/", User: "ana", Password: "p", Tokens: recruit.Tokens{Access: "a", Refresh: "r", Expiry: now}, Key: "k"}
	s, err := w.SaveSource(w.ctx, availability.Source{
		OwnerID: w.member.ID, Kind: busy.CalDAV, Account: "ana", Server: "dav.example", Titles: true, State: recruit.Connected, Since: now, DueAt: now,
		Calendars: []availability.Calendar{{MemberID: w.member.ID, Name: "one"}, {MemberID: w.member.ID, Name: "two"}},
	}, &opens, w.line("calendar.connected", "Connected"))
	must(t, err)
	if got, err := w.Credentials(w.ctx, s.ID); err != nil || got.Password != "p" || got.Key != "k" || got.Tokens.Refresh != "r" || fmt.Sprint(got) != "(credentials)" {
		t.Errorf("credentials: %v, %v", got, err)
	}
	entries := []availability.Entry{{Interval: busy.Interval{Start: now, End: now.Add(time.Hour), State: busy.Soft, Ref: "x"}, Since: now}}
	keep := func(began time.Time, cursor string, delta bool, entries []availability.Entry) {
		t.Helper()
		c := s.Calendars[0]
		c.From, c.To, c.ReadAt, c.Cursor, c.Basis = now.Add(-time.Hour), now.Add(48*time.Hour), began, cursor, "b"
		must(t, w.KeepReading(w.ctx, availability.Kept{Source: s.ID, Began: began, DueAt: began.Add(time.Minute), Calendars: []availability.KeptCalendar{{Calendar: c, Entries: entries, Delta: delta, Was: "first"}}}))
	}
	entriesNow := func() int {
		t.Helper()
		all, err := w.Entries(w.ctx, []availability.CalendarID{s.Calendars[0].ID, s.Calendars[1].ID})
		must(t, err)
		if len(all) != 2 {
			t.Fatalf("entries of %d calendars", len(all))
		}
		return len(all[s.Calendars[0].ID])
	}
	keep(now, "first", false, entries)
	keep(now.Add(-time.Second), "old", false, nil)
	if n := entriesNow(); n != 1 {
		t.Errorf("an earlier reading: %d entries", n)
	}
	keep(now.Add(time.Second), "second", true, nil)
	keep(now.Add(2*time.Second), "third", true, entries) // worked out from what is no more
	if n := entriesNow(); n != 0 {
		t.Errorf("changes of another state: %d entries", n)
	}
	again, err := w.Source(w.ctx, s.ID)
	must(t, err)
	if c := again.Calendars[0]; c.Cursor != "second" || c.Basis != "b" || !c.ReadAt.Equal(now.Add(time.Second)) || !again.ReadAt.Equal(now.Add(2*time.Second)) {
		t.Errorf("%+v", again)
	}
	if due, err := w.ClaimDue(w.ctx, now.Add(time.Hour), now.Add(2*time.Hour)); err != nil || len(due) != 1 || len(due[0].Calendars) != 2 {
		t.Errorf("due: %+v, %v", due, err)
	}
	if due, err := w.ClaimDue(w.ctx, now.Add(time.Hour), now.Add(2*time.Hour)); err != nil || len(due) != 0 {
		t.Errorf("due for a second time: %+v, %v", due, err)
	}
	again.Calendars = again.Calendars[1:]
	again, err = w.SaveSource(w.ctx, again, nil, w.line("calendar.connected", "Connected"))
	must(t, err)
	if got, err := w.Credentials(w.ctx, s.ID); err != nil || got.Password != "p" || len(again.Calendars) != 1 || again.Calendars[0].Name != "two" {
		t.Errorf("fewer calendars: %+v, %v", again, err)
	}
}

// TestTimesOfManyAreThoseOfEach holds that the interviews and calendars of a whole team are
// those of its members asked one by one, and of nobody else, whether the team has most of
// all calendars or not.
func TestTimesOfManyAreThoseOfEach(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	random := rand.New(rand.NewPCG(4, 2))
	var ids []recruit.MemberID
	var people []recruit.Participant
	for i := range fewPeople + 3 {
		m, err := w.SaveMember(w.ctx, recruit.Member{Name: fmt.Sprint("Member ", i), Email: fmt.Sprintf("m%d@example.com", i), Role: recruit.Interviewer, TimeZone: "UTC", Theme: "auto"}, recruit.Activity{At: now})
		must(t, err)
		ids = append(ids, m.ID)
		p := recruit.Participant{Address: m.Email, Name: m.Name, MemberID: m.ID, Audience: recruit.ToPanel, TimeZone: "UTC", Answer: recruit.NoAnswer}
		if i%5 == 0 {
			p.MemberID = 0 // invited before they joined, by their address
		}
		people = append(people, p)
	}
	people = append(people, recruit.Participant{Address: "guest@elsewhere.example", Name: "Guest", Audience: recruit.ToPanel, Answer: recruit.NoAnswer})
	for n := range 30 {
		c := w.draft(fmt.Sprint("ref", n), now.Add(time.Duration(random.IntN(9*24)-24)*time.Hour))
		for _, at := range random.Perm(len(people))[:1+random.IntN(4)] {
			p := people[at]
			p.Answer = []recruit.Answer{recruit.NoAnswer, recruit.Accepted, recruit.Declined}[random.IntN(3)]
			c.People = append(c.People, p)
		}
		_, err := w.Commit(w.ctx, c)
		must(t, err)
	}
	q := availability.TimesQuery{From: now, To: now.AddDate(0, 0, 7), BookedFrom: now, BookedTo: now.AddDate(0, 0, 7), Undated: true}
	q.Members = ids
	var sources []availability.Source
	for range 2 { // the second one has calendars of everybody, too
		s := availability.Source{Kind: busy.Google, State: recruit.Connected, Since: now, DueAt: now}
		for _, at := range random.Perm(len(ids)) {
			s.Calendars = append(s.Calendars, availability.Calendar{MemberID: ids[at], Name: fmt.Sprint("of ", ids[at])})
		}
		s.Calendars = append(s.Calendars, availability.Calendar{MemberID: w.member.ID, Name: "of nobody who is asked for"})
		s, err := w.SaveSource(w.ctx, s, nil, w.line("calendar.connected", "Connected"))
		must(t, err)
		sources = append(sources, s)
		kept := availability.Kept{Source: s.ID, Began: now, DueAt: now}
		for n, c := range s.Calendars {
			c.From, c.To, c.ReadAt = now, now.AddDate(0, 0, 9), now
			start := now.Add(time.Duration(random.IntN(8*24)) * time.Hour)
			kept.Calendars = append(kept.Calendars, availability.KeptCalendar{Calendar: c, Entries: []availability.Entry{
				{Interval: busy.Interval{Start: start, End: start.Add(time.Hour), State: busy.State(n % 4)}, Since: now}}})
		}
		must(t, w.KeepReading(w.ctx, kept))
	}
	whole, err := w.Times(w.ctx, q)
	must(t, err)
	if len(whole.Booked) < 10 || whole.Booked[w.member.ID] != nil {
		t.Errorf("interviews of %d people, and of one who was not asked for: %v", len(whole.Booked), whole.Booked[w.member.ID])
	}
	for _, id := range ids {
		q.Members = []recruit.MemberID{id}
		one, err := w.Times(w.ctx, q)
		must(t, err)
		if !slices.Equal(one.Booked[id], whole.Booked[id]) || len(one.Booked) > 1 {
			t.Errorf("member %d: %v alone, %v in the team", id, one.Booked, whole.Booked[id])
		}
		if len(one.Layers) != 1 || len(one.Layers[id]) != 2 || !reflect.DeepEqual(one.Layers[id], whole.Layers[id]) {
			t.Errorf("member %d: %v alone, %v in the team", id, one.Layers, whole.Layers[id])
		}
	}
	if whole.Layers[w.member.ID] != nil {
		t.Errorf("calendars of one who was not asked for: %v", whole.Layers[w.member.ID])
	}
	// Without the second source the team has most of all calendars, and they are read together.
	must(t, w.DeleteSource(w.ctx, sources[1].ID, w.line("calendar.disconnected", "Disconnected")))
	q.Members = ids
	fewer, err := w.Times(w.ctx, q)
	must(t, err)
	for _, id := range ids {
		if len(fewer.Layers[id]) != 1 || !reflect.DeepEqual(fewer.Layers[id], whole.Layers[id][:1]) {
			t.Errorf("member %d: %v, %v before", id, fewer.Layers[id], whole.Layers[id])
		}
	}
	if len(fewer.Layers) != len(ids) {
		t.Errorf("calendars of %d people", len(fewer.Layers))
	}
}

// BenchmarkTimelines puts together what is known of 500 people for four weeks, each of
// whom has 160 entries.
func BenchmarkTimelines(b *testing.B) {
	db, err := Open(b.Context(), b.TempDir(), Options{Clock: func() time.Time { return now }})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	zones := []string{"Europe/Berlin", "America/New_York", "Asia/Tokyo", "UTC"}
	s := availability.Source{Kind: busy.Google, State: recruit.Connected, Since: now, DueAt: now}
	var ids []recruit.MemberID
	var admin recruit.Member
	for i := range 500 {
		m, err := db.SaveMember(b.Context(), recruit.Member{Name: fmt.Sprint("Member ", i), Email: fmt.Sprintf("m%d@example.com", i), Role: recruit.Admin, TimeZone: zones[i%4], Theme: "auto"}, recruit.Activity{At: now})
		if err != nil {
			b.Fatal(err)
		}
		admin, ids = m, append(ids, m.ID)
		s.Calendars = append(s.Calendars, availability.Calendar{MemberID: m.ID, Name: m.Email})
	}
	if s, err = db.SaveSource(b.Context(), s, nil, recruit.Activity{At: now}); err != nil {
		b.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	from := now.Truncate(24 * time.Hour)
	kept := availability.Kept{Source: s.ID, Began: now, DueAt: now}
	for _, c := range s.Calendars {
		c.From, c.To, c.ReadAt = from.AddDate(0, 0, -1), from.AddDate(0, 0, 58), now
		var all []availability.Entry
		for n := range 160 {
			at := from.Add(time.Duration(n/8*24*60+n%8*75+random.IntN(4)*15) * time.Minute)
			all = append(all, availability.Entry{Interval: busy.Interval{Start: at, End: at.Add(time.Duration(2+random.IntN(3)) * 15 * time.Minute), State: busy.Busy, Ref: "0123456789abcdef"}, Since: now})
		}
		kept.Calendars = append(kept.Calendars, availability.KeptCalendar{Calendar: c, Entries: all})
	}
	if err := db.KeepReading(b.Context(), kept); err != nil {
		b.Fatal(err)
	}
	free := availability.Service{Store: db, Now: func() time.Time { return now }}
	if err := free.SetWorkspaceHours(b.Context(), admin, hours.Rules{Holidays: new("DE-BY")}); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		all, err := free.Timelines(b.Context(), admin, ids, from, from.AddDate(0, 0, 28), availability.Options{})
		if err != nil || len(all) != 500 || len(all[0].Busy) == 0 {
			b.Fatal(len(all), err)
		}
	}
}
