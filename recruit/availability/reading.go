package availability

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
)

// loadBehind is how far interviews are looked for before a window, so that the load of
// the last weeks is known.
const loadBehind = 28 * 24 * time.Hour

// Timelines returns what is known of people's time from from until just before to, in
// their order. It asks the store only; see Fresh. Who has left the team is an error.
func (s *Service) Timelines(ctx context.Context, actor recruit.Member, ids []recruit.MemberID, from, to time.Time, o Options) ([]Timeline, error) {
	r, err := s.read(ctx, actor, ids, from, to, o)
	if err != nil || r == nil {
		return nil, err
	}
	if r.team, err = s.team(ctx, ids, o.Team); err != nil {
		return nil, err
	}
	all := make([]Timeline, len(ids))
	var room []busy.Interval
	for n, id := range ids {
		t := &all[n]
		moved := r.begin(t, r.team[id])
		need := t.most()
		if cap(room) < need {
			room = make([]busy.Interval, 0, max(need, min(2*cap(room)+2*need, roomForBusy)))
		}
		t.Busy, room = room[:0:need], room[need:need]
		t.fill(r.now, r.maxAge, moved)
		if !o.Brief {
			t.Busy = busy.Merge(t.Busy)
		}
	}
	return all, nil
}

// Briefly tells each what is known of the time of each of some current members, in their
// order, as Timelines does with Options.Brief, but for Busy, which is empty: Taken says what
// is in it. The timeline belongs to each only until it returns: the next one is put there,
// so that a large team takes little memory and time.
func (s *Service) Briefly(ctx context.Context, actor recruit.Member, team []recruit.Member, from, to time.Time, each func(*Timeline)) error {
	ids := make([]recruit.MemberID, len(team))
	for n := range team {
		ids[n] = team[n].ID
	}
	r, err := s.read(ctx, actor, ids, from, to, Options{Brief: true})
	if err != nil || r == nil {
		return err
	}
	var t Timeline
	for n := range team {
		t = Timeline{brief: true}
		r.begin(&t, team[n])
		t.fill(r.now, r.maxAge, nil)
		each(&t)
	}
	return nil
}

// reading is what timelines are made of.
type reading struct {
	from, to, now time.Time
	except        []recruit.InterviewID
	candidate     recruit.CandidateID
	maxAge        time.Duration
	company       hours.Rules
	team          map[recruit.MemberID]recruit.Member
	kept          Times
	open          *hours.Expander
}

// read asks the store for what timelines are made of, except for the people; nil where
// nobody or no time is asked for.
func (s *Service) read(ctx context.Context, actor recruit.Member, ids []recruit.MemberID, from, to time.Time, o Options) (*reading, error) {
	for _, id := range ids {
		if err := maySee(actor, id); err != nil {
			return nil, err
		}
	}
	if len(ids) == 0 || !to.After(from) {
		return nil, nil
	}
	r := &reading{from: from.UTC(), to: to.UTC(), except: o.Except, candidate: o.Candidate}
	var err error
	if r.maxAge, err = s.maxAge(ctx); err != nil {
		return nil, err
	}
	if r.company, err = s.WorkspaceHours(ctx); err != nil {
		return nil, err
	}
	ask := TimesQuery{Members: ids, From: r.from, To: r.to, BookedFrom: r.from.Add(-loadBehind), BookedTo: r.to.AddDate(0, 0, 8), HeldAt: s.now()}
	if o.Brief {
		ask.BookedFrom, ask.BookedTo, ask.Undated = r.from, r.to, true
	}
	if r.kept, err = s.Store.Times(ctx, ask); err != nil {
		return nil, err
	}
	r.open, r.now = hours.NewExpander(r.from, r.to), s.now()
	return r, nil
}

// begin puts into t all that was read of someone, and returns those of the interviews that
// are being moved that are theirs.
func (r *reading) begin(t *Timeline, m recruit.Member) (moved []Booking) {
	t.Member, t.From, t.To, t.Layers, t.Booked = m, r.from, r.to, layersThatCount(r.kept.Layers[m.ID]), r.kept.Booked[m.ID]
	t.leaveOut(r.kept.Held[m.ID])
	t.Held = notFor(r.kept.Held[m.ID], r.candidate)
	t.Hours = r.kept.Rules[m.ID].Over(r.company.Over(hours.Default(m.Location())))
	t.Open = r.open.Expand(t.Hours)
	return t.takeOut(r.except)
}

// team are the members with these ids.
func (s *Service) team(ctx context.Context, ids []recruit.MemberID, known map[recruit.MemberID]recruit.Member) (map[recruit.MemberID]recruit.Member, error) {
	unknown := 0
	for _, id := range ids {
		if _, found := known[id]; !found {
			unknown++
		}
	}
	if unknown == 0 {
		return known, nil
	}
	team := make(map[recruit.MemberID]recruit.Member, len(ids))
	for _, id := range ids {
		if m, found := known[id]; found {
			team[id] = m
		}
	}
	if unknown > 20 {
		all, err := s.Store.Members(ctx, false)
		if err != nil {
			return nil, err
		}
		for _, m := range all {
			team[m.ID] = m
		}
	}
	for _, id := range ids {
		if _, known := team[id]; known {
			continue
		}
		m, err := s.Store.Member(ctx, id)
		if err != nil {
			return nil, err
		}
		if m.Removed() {
			return nil, recruit.NotInTeam(m)
		}
		team[id] = m
	}
	return team, nil
}
