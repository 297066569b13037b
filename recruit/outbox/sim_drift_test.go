package outbox_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/healing"
	"recruitty/recruit/pools"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scheduling"
)

// drift is people's time as it changes after interviews were agreed: what their calendars
// tell of when they are read, who is free to stand in, which hours suit everybody. It is worked
// out as everywhere; what stands in the calendars comes from the seed.
type drift struct {
	*recruittest.Store
	s         *storm
	service   *healing.Service
	calendars *calendars
	free      *availability.Service
	find      *finder.Finder
	team      []recruit.Member // the pool of interviewers
	kept      map[recruit.InterviewID][]string
}

// newDrift makes the interviewers members of the team, and of one pool.
func newDrift(s *storm) *drift {
	d := &drift{Store: s.store, s: s, kept: map[recruit.InterviewID][]string{}}
	for _, name := range []string{"Dana", "Lukasz", "Mara"} {
		d.team = append(d.team, s.store.AddMember(recruit.Member{Name: name, Email: strings.ToLower(name) + "@example.com", Role: recruit.Interviewer, TimeZone: "Europe/Lisbon"}))
	}
	d.calendars = newCalendars(s, append(slices.Clone(d.team), s.robin))
	d.free = &availability.Service{Store: d.calendars, Owner: "here", Now: s.now, Readers: map[busy.Kind]busy.Reader{busy.CalDAV: d.calendars}}
	d.find = &finder.Finder{Store: s.store, Times: d.free, Now: s.now}
	d.service = &healing.Service{Store: d, Drifts: d.free, Finder: d, Now: s.now, Known: healing.NewKnown()}
	return d
}

// Pools implements healing.Store.
func (d *drift) Pools(context.Context, bool) ([]pools.Pool, error) {
	p := pools.Pool{ID: 1, Name: "Backend"}
	for _, m := range d.team {
		p.Members = append(p.Members, pools.Member{ID: m.ID, Name: m.Name, Email: m.Email, Set: pools.Qualified})
	}
	return []pools.Pool{p}, nil
}

// KeptAsIs implements healing.Keeping.
func (d *drift) KeptAsIs(context.Context, []recruit.InterviewID) (map[recruit.InterviewID][]string, error) {
	return maps.Clone(d.kept), nil
}

// KeepAsIs implements healing.Keeping.
func (d *drift) KeepAsIs(_ context.Context, id recruit.InterviewID, sign string, keep bool, _ recruit.Activity) error {
	d.kept[id] = slices.DeleteFunc(slices.Clone(d.kept[id]), func(s string) bool { return s == sign })
	if keep {
		d.kept[id] = append(d.kept[id], sign)
	}
	return nil
}

// Commits implements healing.Keeping. Nothing that was read is kept here.
func (d *drift) Commits(context.Context) (int64, error) { return 0, nil }

// Find implements healing.Finds. Hours are looked for beyond those at which people are
// reminded in the storm.
func (d *drift) Find(ctx context.Context, actor recruit.Member, r finder.Request) (finder.Found, error) {
	if r.At.IsZero() {
		r.From = d.s.clock.Add(lead + time.Hour)
	}
	return d.find.Find(ctx, actor, r)
}

// StandIns implements healing.Finds.
func (d *drift) StandIns(ctx context.Context, actor recruit.Member, r recruit.Record, leaves recruit.Participant, p pools.Pool, level pools.Level) ([]finder.StandIn, error) {
	return d.find.StandIns(ctx, actor, r, leaves, p, level)
}

// Reread implements healing.Finds.
func (d *drift) Reread(ctx context.Context, actor recruit.Member, addresses []string) ([]scheduling.Warning, error) {
	d.s.yield("before calendars are read again")
	said, err := d.find.Reread(ctx, actor, addresses)
	d.s.yield("after calendars were read again")
	return said, err
}

// read reads all calendars, as is done every few minutes. What goes wrong is part of life.
func (s *storm) read(recruit.InterviewID, time.Duration) (recruit.Record, error) {
	s.yield("before calendars are read")
	_, err := s.drift.free.Sync(s.ctx, s.robin, availability.Which{All: true})
	return recruit.Record{}, err
}

// clash lets something come up in the calendar of someone who takes part in an interview
// as it is now, or lets something go.
func (s *storm) clash(id recruit.InterviewID, _ time.Duration) (recruit.Record, error) {
	r, err := s.store.Record(s.ctx, id)
	if s.rng.IntN(4) == 0 {
		s.drift.calendars.leaves()
		return r, err
	}
	panel := r.Panel()
	if err != nil || len(panel) == 0 {
		return r, err
	}
	if m, err := s.store.Member(s.ctx, s.drift.calendars.owner(panel[s.rng.IntN(len(panel))])); err == nil {
		s.drift.calendars.enters(m.Email, r.Interview.Start)
	}
	return r, nil
}

// heal puts right what has come up about an interview, as Today offers it: the case is
// read, a remedy is chosen and looked at again while others decide, and then it is the
// usual change of the version that was read. Or the case is left as it is.
func (s *storm) heal(id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
	boss, look := s.boss(id), healing.Options{Of: []recruit.InterviewID{id}, Kept: s.rng.IntN(2) == 0}
	if s.rng.IntN(4) > 0 {
		_, _ = s.read(id, 0)
	}
	found, err := s.drift.service.List(s.ctx, boss, look)
	if err == nil && len(found.List) == 0 {
		_, _ = s.clash(id, 0)
		_, _ = s.read(id, 0)
		found, err = s.drift.service.List(s.ctx, boss, look)
	}
	if err != nil || len(found.List) == 0 {
		return recruit.Record{}, err
	}
	c := found.List[s.rng.IntN(len(found.List))]
	if s.rng.IntN(6) == 0 {
		return c.Record, s.drift.service.Keep(s.ctx, boss, c, !c.Kept)
	}
	all, err := s.drift.service.Remedies(s.ctx, boss, c, s.rng.IntN(2) == 0)
	if err != nil || len(all.List) == 0 {
		return c.Record, err
	}
	m := all.List[s.rng.IntN(len(all.List))]
	if err := s.drift.service.Check(s.ctx, boss, c, m); err != nil {
		return c.Record, err
	}
	checked := s.clock
	s.yield("while the preview is read")
	seen := scheduling.ExpectedVersion(c.Record.Interview.Version)
	var r recruit.Record
	if m.Kind == healing.NewHour {
		r, err = s.schedule.Reschedule(s.ctx, boss, id, seen, m.Move(c), undo)
	} else {
		r, err = s.schedule.ChangePeople(s.ctx, boss, id, seen, m.People(c), undo)
	}
	switch {
	case errors.Is(err, recruit.ErrStale), errors.Is(err, recruit.ErrTaken):
		return r, recruit.ErrRefused // someone was faster, and is not overruled
	case err == nil:
		s.checkHealed(c, m, r, checked)
	}
	return r, err
}

// checkHealed wants a remedy that was taken to be in force, and the interview to be the
// same one; nobody to be asked who was known to be taken when that was looked at last; and a
// candidate whose hour stays not to hear of it unless the one who leaves was named to them.
func (s *storm) checkHealed(c healing.Case, m healing.Remedy, r recruit.Record, checked time.Time) {
	before, i := c.Record.Interview, r.Interview
	if i.UID != before.UID || i.Sequence < before.Sequence || i.Status != recruit.Scheduled || i.Version != before.Version+1 {
		s.fault("interview %d is another one after it was put right: %+v, before %+v", i.ID, i, before)
	}
	if before.Meeting != nil && (i.Meeting == nil || i.Meeting.ID != before.Meeting.ID) {
		s.fault("interview %d has another meeting after it was put right: %+v, before %+v", i.ID, i.Meeting, before.Meeting)
	}
	taken := func(p recruit.Participant) bool {
		m, _ := s.store.Member(s.ctx, s.drift.calendars.owner(p))
		return s.drift.calendars.firm(m.Email, i.Start, i.End(), func(h hold) bool { return !h.seen.IsZero() && h.seen.Before(checked.Truncate(time.Second)) })
	}
	leaver, _ := r.Person(c.Who.Address)
	switch m.Kind {
	case healing.NewHour:
		if !i.Start.Equal(m.Start) || !leaver.Invited() {
			s.fault("interview %d is at %s with %+v instead of at %s", i.ID, i.Start, leaver, m.Start)
		}
		for _, p := range r.Panel() {
			if taken(p) {
				s.fault("interview %d is moved to %s, when %s is taken", i.ID, i.Start, p.Address)
			}
		}
	case healing.StandsIn, healing.Without:
		comes, known := r.Person(m.Member.Email)
		if leaver.Invited() || !i.Start.Equal(before.Start) || m.Kind == healing.StandsIn && (!known || !comes.Invited() || comes.Pool != m.Pool) {
			s.fault("interview %d has %+v instead of %+v: %+v", i.ID, comes, leaver, i)
		}
		if m.Kind == healing.StandsIn && taken(comes) {
			s.fault("%s stands in at interview %d at %s, and is taken", m.Member.Email, i.ID, i.Start)
		}
		s.checkQuiet(c, m, r)
	}
}

// checkQuiet wants the candidate not to hear that someone leaves of whom no mail to them may
// have told. Only where everybody gets a newer event do they: when someone comes back.
func (s *storm) checkQuiet(c healing.Case, m healing.Remedy, r recruit.Record) {
	if was, known := c.Record.Person(m.Member.Email); known && !was.Invited() {
		return
	}
	for _, p := range r.Invited() {
		told := slices.ContainsFunc(r.Effects, func(e recruit.Effect) bool { // as it stood when that was decided
			return e.Version < r.Interview.Version && e.Target == p.Address && e.Kind.IsMail() && e.Kind != recruit.MailCancel && (e.MaybeSent || e.State == recruit.Running)
		})
		heard := slices.ContainsFunc(s.world.received(r.Interview.UID, p.Address), func(d delivery) bool { return d.Answers[c.Who.Address] != "" })
		hears := slices.ContainsFunc(r.Effects, func(e recruit.Effect) bool {
			return e.Version == r.Interview.Version && e.Target == p.Address && e.Kind == recruit.MailUpdate
		})
		if p.Audience == recruit.ToCandidate && hears && !told && !heard {
			s.fault("the candidate hears that %s leaves interview %d, of whom they never heard", c.Who.Address, r.Interview.ID)
		}
	}
}

// checkDrift wants what has come up about an interview to be told as long as it is true,
// and no longer.
func (s *storm) checkDrift(r recruit.Record, fault func(string, ...any)) {
	i, all := r.Interview, s.drift.calendars
	found, err := s.drift.service.List(s.ctx, r.Organiser, healing.Options{Of: []recruit.InterviewID{i.ID}, Kept: true})
	if err != nil {
		fault("what has come up about interview %d: %v", i.ID, err)
	}
	told := map[string]bool{}
	for _, c := range found.List {
		told[c.Who.Address] = true
		if p, known := r.Person(c.Who.Address); !known || !p.Invited() || i.Status != recruit.Scheduled {
			fault("interview %d is said to have a case about %+v", i.ID, p)
		}
		m, _ := s.store.Member(s.ctx, all.owner(c.Who))
		if c.Kind == healing.Clash && !all.blocks && !all.firm(m.Email, i.Start, i.End(), func(h hold) bool { return h.seen.After(decidedFor(r, c.Who)) }) {
			fault("interview %d is said to clash with the calendar of %s: %+v", i.ID, c.Who.Address, c)
		}
		if _, err := s.drift.service.Remedies(s.ctx, r.Organiser, c, false); err != nil {
			fault("remedies for interview %d: %v", i.ID, err)
		}
	}
	if i.Status != recruit.Scheduled || !i.Start.After(s.clock) {
		return
	}
	for _, p := range r.Invited() {
		m, err := s.store.Member(s.ctx, all.owner(p))
		drifted := err == nil && p.Audience == recruit.ToPanel && all.firm(m.Email, i.Start, i.End(), func(h hold) bool {
			return h.seen.After(decidedFor(r, p)) && (!all.blocks || s.sticksOut(h, r, m))
		})
		if declined := p.Answer == recruit.Declined && !asksForTime(r, p, s.clock); (drifted && !p.Said.Absent() || declined) && !told[p.Address] {
			fault("nobody is told that %s cannot come to interview %d", p.Address, i.ID)
		}
	}
}

// sticksOut reports whether an entry can be told from the interviews of its owner, and from
// their other entries, by an account that only says when someone is taken.
func (s *storm) sticksOut(h hold, r recruit.Record, m recruit.Member) bool {
	if len(s.drift.calendars.holds[m.Email]) > 1 || !h.Start.Before(r.Interview.Start) && !h.End.After(r.Interview.End()) {
		return false
	}
	return !slices.ContainsFunc(s.store.Records(), func(o recruit.Record) bool {
		return o.Interview.ID != r.Interview.ID && o.Interview.Status != recruit.Cancelled
	})
}

// asksForTime reports whether an answer is told as a request of another time, or is
// someone else's word, in place of a decline.
func asksForTime(r recruit.Record, p recruit.Participant, now time.Time) bool {
	return !slices.ContainsFunc(r.ReplyIssues(now), func(x recruit.ReplyIssue) bool {
		return x.Kind == recruit.HasDeclined && x.Person.Address == p.Address
	})
}
