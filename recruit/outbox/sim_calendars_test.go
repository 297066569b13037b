package outbox_test

import (
	"context"
	"maps"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
)

// calendars is one account through which the calendars of the team are read: what stands
// in them, and what is kept of it. They change after interviews were agreed, and only a
// reading tells of that, which may go wrong in whole or in part.
type calendars struct {
	availability.Store // a storm asks for nothing else

	s      *storm
	source availability.Source
	kept   map[availability.CalendarID][]availability.Entry
	holds  map[string][]hold // by the owner's address
	// blocks says that the account tells only when someone is taken, their interviews
	// included; else it tells entries apart.
	blocks bool
}

// hold is an entry of someone's calendar that is none of our interviews.
type hold struct {
	busy.Interval
	seen time.Time // when the reading began that told of it first, zero before that
}

func newCalendars(s *storm, team []recruit.Member) *calendars {
	c := &calendars{s: s, kept: map[availability.CalendarID][]availability.Entry{}, holds: map[string][]hold{}, blocks: s.rng.IntN(3) == 0}
	c.source = availability.Source{ID: 1, Kind: busy.CalDAV, State: recruit.Connected, Since: s.clock}
	for n, m := range team {
		c.source.Calendars = append(c.source.Calendars, availability.Calendar{ID: availability.CalendarID(n + 1), MemberID: m.ID, Name: m.Email})
	}
	return c
}

// Read implements busy.Reader.
func (c *calendars) Read(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
	fails := func() bool { return c.s.world.stormy && c.s.rng.IntN(8) == 0 }
	trouble := &recruit.Problem{Kind: recruit.ErrLater, Sentence: "The server does not answer."}
	if fails() {
		return nil, trouble
	}
	var all []busy.Reading
	for _, one := range q.Calendars {
		if fails() {
			all = append(all, busy.Reading{Err: trouble})
			continue
		}
		r := busy.Reading{From: q.From, To: q.To, Intervals: c.interviews(one.Owner, q.Ours)}
		for n := range c.holds[one.Owner] {
			h := &c.holds[one.Owner][n]
			if !h.End.After(q.From) || !h.Start.Before(q.To) {
				continue // nobody reads so far ahead
			}
			if h.seen.IsZero() {
				h.seen = c.s.clock.Truncate(time.Second)
			}
			r.Intervals = append(r.Intervals, h.Interval)
		}
		if c.blocks {
			r.Intervals = busy.Merge(r.Intervals)
		}
		all = append(all, r)
	}
	return all, nil
}

// interviews are the entries that invitations have made in someone's calendar. Where
// entries are told apart, it is known which interviews they are, as long as those take
// place.
func (c *calendars) interviews(address string, ours func(string) bool) (all []busy.Interval) {
	for _, r := range c.s.store.Records() {
		e, told := replay(c.s.world.received(r.Interview.UID, address))
		if told && !e.gone && (c.blocks || !ours(r.Interview.UID)) {
			all = append(all, busy.Interval{Start: e.start, End: e.start.Add(e.duration), State: busy.Busy, Ref: r.Interview.UID})
		}
	}
	return all
}

// Member implements availability.Store.
func (c *calendars) Member(ctx context.Context, id recruit.MemberID) (recruit.Member, error) {
	return c.s.store.Member(ctx, id)
}

// Members implements availability.Store.
func (c *calendars) Members(ctx context.Context, removed bool) ([]recruit.Member, error) {
	return c.s.store.Members(ctx, removed)
}

// Setting implements recruit.SettingsStore. Nothing is set.
func (c *calendars) Setting(context.Context, string) (string, error) { return "", nil }

// Sources implements availability.SourceStore.
func (c *calendars) Sources(context.Context) ([]availability.Source, error) {
	src := c.source
	src.Calendars = slices.Clone(src.Calendars)
	return []availability.Source{src}, nil
}

// Credentials implements availability.SourceStore.
func (c *calendars) Credentials(context.Context, availability.SourceID) (availability.Credentials, error) {
	return availability.Credentials{URL: "https://calendar.example/"}, nil
}

// Entries implements availability.ReadingStore.
func (c *calendars) Entries(_ context.Context, of []availability.CalendarID) (map[availability.CalendarID][]availability.Entry, error) {
	all := map[availability.CalendarID][]availability.Entry{}
	for _, id := range of {
		all[id] = c.kept[id]
	}
	return all, nil
}

// KeepReading implements availability.ReadingStore.
func (c *calendars) KeepReading(_ context.Context, k availability.Kept) error {
	c.source.Trouble, c.source.Failures = k.Trouble, k.Failures
	for _, one := range k.Calendars {
		i := slices.IndexFunc(c.source.Calendars, func(o availability.Calendar) bool { return o.ID == one.Calendar.ID })
		switch was := &c.source.Calendars[i]; {
		case one.Calendar.ReadAt.IsZero():
			was.Trouble = one.Calendar.Trouble
		case !k.Began.Before(was.ReadAt):
			*was = one.Calendar
			if !one.Same {
				c.kept[was.ID] = one.Entries
			}
		}
	}
	return nil
}

// InterviewUIDs implements availability.ReadingStore.
func (c *calendars) InterviewUIDs(_ context.Context, from, to time.Time) (uids []string, err error) {
	for _, r := range c.s.store.Records() {
		if i := r.Interview; i.Status == recruit.Scheduled && !i.Start.Before(from) && i.Start.Before(to) {
			uids = append(uids, i.UID)
		}
	}
	return uids, nil
}

// Times implements availability.ReadingStore. Nobody has set hours.
func (c *calendars) Times(_ context.Context, q availability.TimesQuery) (availability.Times, error) {
	t := availability.Times{Layers: map[recruit.MemberID][]availability.Layer{}, Booked: map[recruit.MemberID][]availability.Booking{}}
	for _, one := range c.source.Calendars {
		if !slices.Contains(q.Members, one.MemberID) {
			continue
		}
		l := availability.Layer{Source: c.source.ID, Label: c.source.Label(), Shared: true, Calendar: one.ID, From: one.From, To: one.To, ReadAt: one.ReadAt, Trouble: one.Trouble}
		for _, e := range c.kept[one.ID] {
			if e.Start.Before(q.To) && e.End.After(q.From) {
				l.Entries = append(l.Entries, availability.LayerEntryAt(e.Start.Unix(), uint32(e.End.Sub(e.Start)/time.Second), e.Since.Unix(), e.State, e.Ref != ""))
			}
		}
		t.Layers[one.MemberID] = append(t.Layers[one.MemberID], l)
	}
	for _, r := range c.s.store.Records() {
		i := r.Interview
		if i.Status == recruit.Cancelled || !i.Start.Before(q.BookedTo) || !i.End().After(q.BookedFrom) {
			continue
		}
		for _, p := range r.People {
			id := c.owner(p)
			if slices.Contains(q.Members, id) && p.RemovedAt.IsZero() && p.Audience != recruit.ToCandidate && p.Answer != recruit.Declined && p.Answer != recruit.Delegated {
				t.Booked[id] = append(t.Booked[id], availability.Booking{Interview: i.ID, Start: i.Start, End: i.End(), Decided: decidedFor(r, p), Scheduled: i.Status == recruit.Scheduled})
			}
		}
	}
	for _, all := range t.Booked {
		slices.SortStableFunc(all, func(a, b availability.Booking) int { return a.Start.Compare(b.Start) })
	}
	return t, nil
}

// owner is the member whom a participant is, 0 for others.
func (c *calendars) owner(p recruit.Participant) recruit.MemberID {
	if p.MemberID != 0 {
		return p.MemberID
	}
	m, err := c.s.store.MemberByEmail(c.s.ctx, p.Address)
	if err != nil {
		return 0
	}
	return m.ID
}

// decidedFor is when the times in force were decided, or a person was invited to them,
// whichever came later.
func decidedFor(r recruit.Record, p recruit.Participant) time.Time {
	decided := r.Interview.CreatedAt
	for n, v := range r.Versions {
		if n > 0 && (!v.Start.Equal(r.Versions[n-1].Start) || v.Duration != r.Versions[n-1].Duration) {
			decided = v.At
		}
	}
	if p.InvitedAt.After(decided) {
		return p.InvitedAt
	}
	return decided
}

// enters puts something into someone's calendar around an instant: mostly a firm entry.
func (c *calendars) enters(address string, around time.Time) {
	state := busy.Busy
	if c.s.rng.IntN(4) == 0 {
		state = busy.Soft
	}
	h := hold{Interval: busy.Interval{Start: around.Add(-time.Duration(1+c.s.rng.IntN(50)) * time.Minute), End: around.Add(time.Duration(1+c.s.rng.IntN(90)) * time.Minute), State: state}}
	h.Ref = h.Start.String() + h.End.String()
	c.holds[address] = append(c.holds[address], h)
	c.s.note("the calendar of %s has something from %s to %s, %s", address, h.Start, h.End, state)
}

// leaves takes something out of a calendar again.
func (c *calendars) leaves() {
	owners := slices.Sorted(maps.Keys(c.holds))
	if len(owners) == 0 {
		return
	}
	address := owners[c.s.rng.IntN(len(owners))]
	if all := c.holds[address]; len(all) > 0 {
		n := c.s.rng.IntN(len(all))
		c.s.note("the calendar of %s has nothing from %s any longer", address, all[n].Start)
		c.holds[address] = slices.Delete(all, n, n+1)
	}
}

// firm reports whether a calendar has something firm in a stretch of time that a test
// accepts.
func (c *calendars) firm(address string, from, to time.Time, is func(hold) bool) bool {
	return slices.ContainsFunc(c.holds[address], func(h hold) bool {
		return h.State == busy.Busy && h.Start.Before(to) && h.End.After(from) && is(h)
	})
}
