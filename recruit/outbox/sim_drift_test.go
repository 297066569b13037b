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
	"recruitty/recruit/finder"
	"recruitty/recruit/healing"
	"recruitty/recruit/hours"
	"recruitty/recruit/pools"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/slots"
)

// drift is people's time as it changes after interviews were agreed: what calendars tell
// of, who is free to stand in, which hours suit everybody. All of it comes from the seed.
type drift struct {
	*recruittest.Store
	s       *storm
	service *healing.Service
	team    []recruit.Member // the pool of interviewers
	clashes map[recruit.InterviewID]availability.Clash
	kept    map[recruit.InterviewID][]string
}

// newDrift makes the interviewers members of the team, and of one pool.
func newDrift(s *storm) *drift {
	d := &drift{Store: s.store, s: s, clashes: map[recruit.InterviewID]availability.Clash{}, kept: map[recruit.InterviewID][]string{}}
	for _, name := range []string{"Dana", "Lukasz", "Mara"} {
		d.team = append(d.team, s.store.AddMember(recruit.Member{Name: name, Email: strings.ToLower(name) + "@example.com", Role: recruit.Interviewer, TimeZone: "Europe/Lisbon"}))
	}
	d.service = &healing.Service{Store: d, Drifts: d, Finder: d, Now: s.now, Known: healing.NewKnown()}
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

// Drift implements healing.Drifts.
func (d *drift) Drift(context.Context, recruit.Member, []recruit.MemberID) ([]availability.Clash, error) {
	var all []availability.Clash
	for _, id := range slices.Sorted(maps.Keys(d.clashes)) {
		all = append(all, d.clashes[id])
	}
	return all, nil
}

// Find implements healing.Finds: an hour that is looked at again usually suits, and for
// a search there is one most of the time.
func (d *drift) Find(_ context.Context, _ recruit.Member, r finder.Request) (finder.Found, error) {
	found := finder.Found{Zone: time.UTC}
	switch {
	case d.s.rng.IntN(5) == 0:
	case !r.At.IsZero():
		found.Hours = []finder.Hour{{Start: r.At, End: r.At.Add(r.Duration)}}
	default:
		start := d.s.someStart()
		found.Hours = []finder.Hour{{Start: start, End: start.Add(r.Duration)}}
	}
	return found, nil
}

// StandIns implements healing.Finds: the members of the pool who are not invited, each of
// them free most of the time.
func (d *drift) StandIns(_ context.Context, _ recruit.Member, r recruit.Record, _ recruit.Participant, p pools.Pool, level pools.Level) ([]finder.StandIn, error) {
	var all []finder.StandIn
	for _, m := range d.team {
		if on, known := r.Person(m.Email); known && on.Invited() {
			continue
		}
		one := finder.StandIn{Chosen: finder.Chosen{Member: m, Pool: p.ID, Level: level}}
		if d.s.rng.IntN(5) == 0 {
			one.Reason = slots.Reason{Kind: slots.Busy, Name: m.Name}
		}
		all = append(all, one)
	}
	return all, nil
}

// Reread implements healing.Finds.
func (d *drift) Reread(context.Context, recruit.Member, []string) ([]scheduling.Warning, error) {
	d.s.yield("while calendars are read")
	return nil, nil
}

// clash lets something come up in the calendar, or in the hours, of someone who takes
// part in an interview as it is now.
func (s *storm) clash(id recruit.InterviewID, _ time.Duration) (recruit.Record, error) {
	r, err := s.store.Record(s.ctx, id)
	panel := r.Panel()
	if err != nil || len(panel) == 0 {
		return r, err
	}
	p, i := panel[s.rng.IntN(len(panel))], r.Interview
	c := availability.Clash{Interview: id, Start: i.Start, End: i.End(), Member: recruit.Member{ID: p.MemberID, Name: p.Name, Email: p.Address},
		With: availability.Stretch{Start: i.Start.Add(-time.Hour), End: i.Start.Add(time.Duration(1+s.rng.IntN(90)) * time.Minute)}, Since: s.clock, Certain: s.rng.IntN(2) == 0}
	if s.rng.IntN(3) == 0 {
		c.Closed = &hours.Closed{Cause: hours.Away}
	}
	s.drift.clashes[id] = c
	return r, nil
}

// heal puts right what has come up about an interview, as Today offers it: the case is
// read, a remedy is chosen and looked at again while others decide, and then it is the
// usual change of the version that was read. Or the case is left as it is.
func (s *storm) heal(id recruit.InterviewID, undo time.Duration) (recruit.Record, error) {
	boss, look := s.boss(id), healing.Options{Of: []recruit.InterviewID{id}, Kept: s.rng.IntN(2) == 0}
	found, err := s.drift.service.List(s.ctx, boss, look)
	if err == nil && len(found.List) == 0 {
		_, _ = s.clash(id, 0)
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
		s.checkHealed(c, m, r)
	}
	return r, err
}

// checkHealed wants a remedy that was taken to be in force, and the interview to be the
// same one.
func (s *storm) checkHealed(c healing.Case, m healing.Remedy, r recruit.Record) {
	before, i := c.Record.Interview, r.Interview
	if i.UID != before.UID || i.Sequence < before.Sequence || i.Status != recruit.Scheduled || i.Version != before.Version+1 {
		s.fault("interview %d is another one after it was put right: %+v, before %+v", i.ID, i, before)
	}
	if before.Meeting != nil && (i.Meeting == nil || i.Meeting.ID != before.Meeting.ID) {
		s.fault("interview %d has another meeting after it was put right: %+v, before %+v", i.ID, i.Meeting, before.Meeting)
	}
	leaver, _ := r.Person(c.Who.Address)
	switch m.Kind {
	case healing.NewHour:
		if !i.Start.Equal(m.Start) || !leaver.Invited() {
			s.fault("interview %d is at %s with %+v instead of at %s", i.ID, i.Start, leaver, m.Start)
		}
	case healing.StandsIn, healing.Without:
		comes, known := r.Person(m.Member.Email)
		if leaver.Invited() || !i.Start.Equal(before.Start) || m.Kind == healing.StandsIn && (!known || !comes.Invited() || comes.Pool != m.Pool) {
			s.fault("interview %d has %+v instead of %+v: %+v", i.ID, comes, leaver, i)
		}
	}
}

// checkDrift wants what has come up about an interview to be told as long as it is true,
// and no longer.
func (s *storm) checkDrift(r recruit.Record, fault func(string, ...any)) {
	i := r.Interview
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
		if _, err := s.drift.service.Remedies(s.ctx, r.Organiser, c, false); err != nil {
			fault("remedies for interview %d: %v", i.ID, err)
		}
	}
	if i.Status != recruit.Scheduled || !i.Start.After(s.clock) {
		return
	}
	clash, came := s.drift.clashes[i.ID]
	for _, p := range r.Invited() {
		drifted := came && p.Audience == recruit.ToPanel && clash.Member.Email == p.Address && clash.Start.Equal(i.Start) && clash.End.Equal(i.End())
		if declined := p.Answer == recruit.Declined && !asksForTime(r, p, s.clock); (drifted || declined) && !told[p.Address] {
			fault("nobody is told that %s cannot come to interview %d", p.Address, i.ID)
		}
	}
}

// asksForTime reports whether an answer is told as a request of another time, or is
// someone else's word, in place of a decline.
func asksForTime(r recruit.Record, p recruit.Participant, now time.Time) bool {
	return !slices.ContainsFunc(r.ReplyIssues(now), func(x recruit.ReplyIssue) bool {
		return x.Kind == recruit.HasDeclined && x.Person.Address == p.Address
	})
}
