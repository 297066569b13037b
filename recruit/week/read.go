package week

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/loops"
	"recruitty/recruit/pools"
)

// Whose says whose week is asked for. The zero value is that of whoever asks.
type Whose struct {
	Everybody bool
	Members   []recruit.MemberID
	Job       recruit.JobID
	Pool      recruit.PoolID
}

// Own reports whether it is that of whoever asks.
func (w Whose) Own() bool {
	return !w.Everybody && len(w.Members) == 0 && w.Job == 0 && w.Pool == 0
}

// Store is what is read of a workspace. Who sees a part of it finds in it what is their
// own.
type Store interface {
	Member(ctx context.Context, id recruit.MemberID) (recruit.Member, error)
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	Job(ctx context.Context, id recruit.JobID) (recruit.Job, error)
	Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error)
}

// Sources are where a week is read. Of a calendar only what is stored is asked for.
type Sources struct {
	Store Store
	// Team are the current members where they were read just now, as by the week before;
	// nil reads them.
	Team []recruit.Member
	// Sketch leaves out of the interviews what no week draws; see recruit.InterviewFilter.
	Sketch bool
	Times  interface {
		Briefly(ctx context.Context, actor recruit.Member, team []recruit.Member, from, to time.Time, each func(*availability.Timeline)) error
	}
	Pools interface {
		List(ctx context.Context, removed bool) ([]pools.Pool, error)
	}
	Plans interface {
		Plans(ctx context.Context, job recruit.JobID, removed bool) ([]loops.Plan, error)
	}
}

// Bounds of one week.
const (
	MostInterviews = 2000
	// mostPeople bounds whose time is looked at.
	mostPeople = 2000
	// around is how far beside the week the interviews of a job say who takes part.
	around = 28 * 24 * time.Hour
)

// Read reads a week. An actor who does not see the whole workspace may ask for their own
// only.
func (s Sources) Read(ctx context.Context, actor recruit.Member, whose Whose, span Span) (Week, error) {
	w := Week{Span: span, Whose: whose}
	if err := recruit.Allow(actor, recruit.ToSee); err != nil {
		return w, err
	}
	others := whose.Everybody || whose.Job != 0 || whose.Pool != 0 || slices.ContainsFunc(whose.Members, func(id recruit.MemberID) bool { return id != actor.ID })
	if others && !actor.SeesAll() {
		return w, recruit.Refused("%s is %s and can see only their own week; ask a recruiter or an admin.", actor.Name, recruit.Article(actor.Role))
	}
	// Interviews and people's time are read side by side: both take about as long.
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	listed := make(chan list, 1)
	asked := w // w is written meanwhile
	go func() { listed <- s.list(ctx, actor, asked) }()
	booked, err := s.times(ctx, actor, &w)
	if err != nil {
		return w, err
	}
	found := <-listed
	if found.err != nil {
		return w, found.err
	}
	w.choose(found, booked)
	return w, nil
}

// times reads whose week it is and their time, and says which interviews they are in.
func (s Sources) times(ctx context.Context, actor recruit.Member, w *Week) (map[recruit.InterviewID]bool, error) {
	people, err := s.people(ctx, actor, w)
	if err != nil {
		return nil, err
	}
	people = people[:min(len(people), mostPeople)]
	whole, booked := w.Whose.whole(), map[recruit.InterviewID]bool{}
	m, n := newMarker(w.Span), w.Quarters()
	room := make([]Mark, n*len(people))
	w.People = make([]Person, 0, len(people))
	err = s.Times.Briefly(ctx, actor, people, w.From(), w.To(), func(t *availability.Timeline) {
		p := Person{Member: t.Member, Marks: room[:n:n], Gaps: t.Gaps}
		room = room[n:]
		m.markBriefly(p.Marks, t)
		p.Booked = slices.DeleteFunc(t.Booked, func(b availability.Booking) bool { return !b.Start.Before(w.To()) || !b.End.After(w.From()) })
		if !whole {
			for _, b := range p.Booked {
				booked[b.Interview] = true
			}
		}
		w.People = append(w.People, p)
	})
	return booked, err
}

// whole reports whether all interviews that list reads belong to the week.
func (w Whose) whole() bool {
	return w.Everybody || w.Own() || len(w.Members) == 1 || w.Job != 0
}

// list is what interviews there are in a week, of which not all need belong to it.
type list struct {
	all []recruit.InterviewSummary
	err error
}

// list reads the interviews among which those of the week are.
func (s Sources) list(ctx context.Context, actor recruit.Member, w Week) list {
	f := recruit.InterviewFilter{From: w.From().Add(-recruit.MaxDuration), To: w.To(), Brief: true, Sketch: s.Sketch, Limit: MostInterviews, JobID: w.Whose.Job}
	switch {
	case w.Whose.Own():
		f.MemberID = actor.ID
	case len(w.Whose.Members) == 1:
		f.MemberID = w.Whose.Members[0]
	}
	all, err := s.Store.Interviews(ctx, f)
	return list{all, err}
}

// choose takes those interviews into the week that belong to it.
func (w *Week) choose(found list, booked map[recruit.InterviewID]bool) {
	w.More = len(found.all) == MostInterviews
	whole := w.Whose.whole()
	in := make(map[recruit.MemberID]bool)
	if !whole {
		for i := range w.People {
			in[w.People[i].Member.ID] = true
		}
	}
	w.Interviews = slices.DeleteFunc(found.all, func(i recruit.InterviewSummary) bool {
		belongs := whole || booked[i.ID] || len(i.PanelNames) == 0 && in[i.OrganiserID]
		return i.Status == recruit.Cancelled || !i.End().After(w.From()) || !belongs
	})
}

// people are those whose week it is, and says in w how they are called.
func (s Sources) people(ctx context.Context, actor recruit.Member, w *Week) ([]recruit.Member, error) {
	if w.Whose.Own() || !w.Whose.Everybody && len(w.Whose.Members) == 1 && w.Whose.Members[0] == actor.ID {
		m, err := s.Store.Member(ctx, actor.ID)
		w.Name = m.Name
		return []recruit.Member{m}, err
	}
	team := s.Team
	if team == nil {
		var err error
		if team, err = s.Store.Members(ctx, false); err != nil {
			return nil, err
		}
	}
	w.Members = team
	in, err := s.members(ctx, w, team)
	if err != nil {
		return nil, err
	}
	chosen := team
	if in != nil {
		chosen = slices.DeleteFunc(slices.Clone(team), func(m recruit.Member) bool { return !in[m.ID] })
	}
	chosen = byName(chosen)
	if len(w.Whose.Members) > 0 {
		names := make([]string, len(chosen))
		for i, m := range chosen {
			names[i] = m.Name
		}
		w.Name = strings.Join(names, ", ")
	}
	return chosen, nil
}

// byName are members in the order of their names.
func byName(team []recruit.Member) []recruit.Member {
	type named struct {
		name string
		id   recruit.MemberID
		at   int
	}
	all := make([]named, len(team))
	for i, m := range team {
		all[i] = named{strings.ToLower(m.Name), m.ID, i}
	}
	order := func(a, b named) int { return cmp.Or(cmp.Compare(a.name, b.name), cmp.Compare(a.id, b.id)) }
	if slices.IsSortedFunc(all, order) { // as a team is read
		return team
	}
	slices.SortFunc(all, order)
	ordered := make([]recruit.Member, len(team))
	for i, n := range all {
		ordered[i] = team[n.at]
	}
	return ordered
}

// members are the ids of those whose week it is, nil for everybody.
func (s Sources) members(ctx context.Context, w *Week, team []recruit.Member) (map[recruit.MemberID]bool, error) {
	in := map[recruit.MemberID]bool{}
	switch {
	case w.Whose.Job != 0:
		return in, s.ofJob(ctx, w, team, in)
	case w.Whose.Pool != 0:
		all, err := s.Pools.List(ctx, true)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(all, func(p pools.Pool) bool { return p.ID == w.Whose.Pool })
		if i < 0 {
			return nil, recruit.NotFound("There is no pool %d; recruitty pool list names all of them.", w.Whose.Pool)
		}
		w.Name = all[i].Name
		for _, m := range all[i].Members {
			in[m.ID] = true
		}
		return in, nil
	case len(w.Whose.Members) > 0:
		for _, id := range w.Whose.Members {
			if !slices.ContainsFunc(team, func(m recruit.Member) bool { return m.ID == id }) {
				m, err := s.Store.Member(ctx, id)
				if err == nil {
					err = recruit.NotInTeam(m)
				}
				return nil, err
			}
			in[id] = true
		}
		return in, nil
	}
	w.Name = "Everybody"
	return nil, nil
}

// ofJob are the people of a job: who takes part in its interviews of these weeks, and who
// may by its interview plans.
func (s Sources) ofJob(ctx context.Context, w *Week, team []recruit.Member, in map[recruit.MemberID]bool) error {
	j, err := s.Store.Job(ctx, w.Whose.Job)
	if err != nil {
		return err
	}
	w.Name = j.Title
	byAddress := make(map[string]recruit.MemberID, len(team))
	for _, m := range team {
		byAddress[strings.ToLower(m.Email)] = m.ID
	}
	all, err := s.Store.Interviews(ctx, recruit.InterviewFilter{JobID: j.ID, From: w.From().Add(-around), To: w.To().Add(around), Brief: true, Limit: MostInterviews})
	if err != nil {
		return err
	}
	for _, i := range all {
		if i.Status == recruit.Cancelled {
			continue
		}
		if len(i.PanelNames) == 0 {
			in[i.OrganiserID] = true
		}
		for _, p := range i.People {
			if id, known := byAddress[strings.ToLower(p.Address)]; known && p.Audience == recruit.ToPanel {
				in[id] = true
			}
		}
	}
	plans, err := s.Plans.Plans(ctx, j.ID, false)
	if err != nil {
		return err
	}
	known, err := s.Pools.List(ctx, false)
	if err != nil {
		return err
	}
	for _, plan := range plans {
		for _, session := range plan.Sessions {
			for _, p := range session.People {
				in[p.ID] = true
			}
			for _, n := range session.Needs {
				for _, p := range known {
					if p.ID != n.Pool {
						continue
					}
					for _, m := range p.Members {
						in[m.ID] = true
					}
				}
			}
		}
	}
	return nil
}
