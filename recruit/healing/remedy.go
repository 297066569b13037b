package healing

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/slots"
)

// RemedyKind is what would put a case right.
type RemedyKind string

// The kinds of remedy.
const (
	StandsIn RemedyKind = "stand_in" // a member comes in the person's place
	NewHour  RemedyKind = "new_hour" // everybody meets at another hour
	Without  RemedyKind = "without"  // the person is taken off
)

// Remedy is one way to put a case right.
type Remedy struct {
	Kind RemedyKind
	// Member, Pool and Level say who stands in and for which seat; of someone who was
	// not chosen from a pool the seat is none.
	Member recruit.Member
	Pool   recruit.PoolID
	Level  pools.Level
	// Start is the other hour, in the candidate's zone.
	Start time.Time
	// Why says why this one, "" where there was no choice.
	Why string
	// Concerns say what speaks against it although it is offered.
	Concerns []string
}

// Same reports whether two remedies are one.
func (r Remedy) Same(o Remedy) bool {
	return r.Kind == o.Kind && r.Member.ID == o.Member.ID && r.Start.Equal(o.Start)
}

// Remedies are what would put a case right, the best first.
type Remedies struct {
	List []Remedy
	// None says why there is none, one sentence; "" where there is one.
	None string
}

// Best is the first remedy, if there is one.
func (r Remedies) Best() (Remedy, bool) {
	if len(r.List) == 0 {
		return Remedy{}, false
	}
	return r.List[0], true
}

// At most so many of a kind are offered.
const (
	maxStandIns = 3
	maxHours    = 2
)

// notice is how long before it a candidate has to hear of another hour that is offered.
const notice = 24 * time.Hour

// Remedies looks for what would put a case right: for who was chosen from a pool, a member
// of that pool at the same level, then one of another pool that both are in, then another
// hour. Who was asked for by name is not exchanged so easily: another hour comes first,
// and only whom a pool knows as equal may stand in. Nobody stands in for a candidate: only
// another hour is looked for. best ends the search at the first. It
// reads the store only, and offers nobody who is not known to be free (R13, R14).
func (s *Service) Remedies(ctx context.Context, actor recruit.Member, c Case, best bool) (Remedies, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Remedies{}, err
	}
	w := &way{Service: s, actor: actor, c: c, best: best}
	steps := []func(context.Context) error{w.standIns, w.hours}
	switch {
	case c.Who.Audience == recruit.ToCandidate:
		steps = []func(context.Context) error{w.hours}
	case c.Kind == Left: // another hour brings nobody back
		steps = []func(context.Context) error{w.standIns, w.without}
	case c.Who.Pool == 0:
		slices.Reverse(steps)
	}
	for _, step := range steps {
		if best && len(w.found.List) > 0 {
			break
		}
		err := step(ctx)
		if errors.Is(err, recruit.ErrDamaged) || errors.Is(err, recruit.ErrNotFound) {
			w.none = append(w.none, recruit.Sentence(err)) // it is about this case, and hides no other
			continue
		}
		if err != nil {
			return Remedies{}, err
		}
	}
	if len(w.found.List) == 0 {
		w.found.None = strings.Join(w.none, " ")
	}
	return w.found, nil
}

// way is one search for remedies.
type way struct {
	*Service
	actor recruit.Member
	c     Case
	best  bool
	found Remedies
	none  []string // why steps found nothing
}

// seat is one that a person has, or could have.
type seat struct {
	pool  pools.Pool
	level pools.Level
	own   bool // they were chosen for it
}

// seats are those that someone else could take: the one for which the person was
// chosen, then those of other pools that they are qualified for.
func (w *way) seats(ctx context.Context) ([]seat, error) {
	all, err := w.Store.Pools(ctx, false)
	if err != nil {
		return nil, err
	}
	var first, others []seat
	for _, p := range all {
		in, is := p.Member(w.c.Who.MemberID)
		switch {
		case w.c.Who.Pool == p.ID:
			first = append(first, seat{p, pools.Level(w.c.Who.PoolLevel), true})
		case is && p.Level(in) == pools.Qualified && (w.c.Who.Pool == 0 || w.c.Who.PoolLevel == string(pools.Qualified)):
			others = append(others, seat{p, pools.Qualified, false})
		}
	}
	return append(first, others...), nil
}

// standIns looks for members who could come in the person's place.
func (w *way) standIns(ctx context.Context) error {
	seats, err := w.seats(ctx)
	if err != nil {
		return err
	}
	if len(seats) == 0 {
		w.none = append(w.none, "No pool lists anyone who could come instead of "+w.c.Who.Called()+".")
	}
	var busy []string
	for _, at := range seats {
		all, err := w.Finder.StandIns(ctx, w.actor, w.c.Record, w.c.Who, at.pool, at.level)
		if err != nil {
			return err
		}
		for _, one := range all {
			switch {
			case len(w.found.List) == maxStandIns || w.best && len(w.found.List) > 0:
				return nil
			case one.Reason.Kind != slots.None:
				busy = append(busy, one.Reason.String())
			case !slices.ContainsFunc(w.found.List, func(r Remedy) bool { return r.Member.ID == one.Member.ID }):
				w.found.List = append(w.found.List, w.comes(one, at))
			}
		}
	}
	if len(w.found.List) == 0 && len(seats) > 0 {
		w.none = append(w.none, nobody(seats, busy))
	}
	return nil
}

// comes is the remedy that a member stands in. A seat is one of a pool only where the
// person was chosen for a pool.
func (w *way) comes(one finder.StandIn, at seat) Remedy {
	r := Remedy{Kind: StandsIn, Member: one.Member, Why: one.Why.String()}
	if w.c.Who.Pool != 0 {
		r.Pool, r.Level = at.pool.ID, one.Level
	}
	if one.Unpreferred {
		r.Concerns = append(r.Concerns, one.Member.Name+" prefers other hours")
	}
	return r
}

// nobody says that nobody of pools can come, and of one of them why.
func nobody(seats []seat, busy []string) string {
	var names []string
	for _, at := range seats {
		names = append(names, at.pool.Name)
	}
	said := "Nobody else of " + strings.Join(names, " or ") + " is known to be free then"
	if len(busy) > 0 {
		said += " (" + busy[0] + ")"
	}
	return said + "."
}

// hours looks for another hour that suits everybody who takes part.
func (w *way) hours(ctx context.Context) error {
	ask, err := w.ask(ctx)
	if err != nil {
		return err
	}
	for _, days := range []int{finder.NearDays, 2 * finder.NearDays} {
		ask.Days = days
		found, err := w.Finder.Find(ctx, w.actor, ask)
		if err != nil {
			return soften(err)
		}
		hours := slices.DeleteFunc(found.Hours, w.refused)
		for _, h := range hours[:min(len(hours), maxHours)] {
			w.found.List = append(w.found.List, w.moves(h, found))
		}
		if len(hours) > 0 {
			return nil
		}
		if days > finder.NearDays {
			w.none = append(w.none, unfound(found))
		}
	}
	return nil
}

// refused reports whether an hour meets the one to which someone has said no.
func (w *way) refused(h finder.Hour) bool {
	i := w.c.Record.Interview
	return w.c.Kind == Declined && h.Start.Before(i.End()) && h.End.After(i.Start)
}

// ask is what a search for another hour asks for. A member who was invited under another
// address is looked up by the one by which the team knows them.
func (w *way) ask(ctx context.Context) (finder.Request, error) {
	team, err := w.Store.Members(ctx, false)
	if err != nil {
		return finder.Request{}, err
	}
	i := w.c.Record.Interview
	ask := finder.Request{Candidate: i.CandidateID, Interview: i.ID, Duration: i.Duration, From: w.Now().Add(notice), Limit: 10, Bare: true}
	for _, p := range w.c.Record.Panel() {
		address := p.Address
		if n := slices.IndexFunc(team, func(m recruit.Member) bool { return m.ID == p.MemberID }); n >= 0 {
			address = team[n].Email
		}
		ask.People = append(ask.People, address)
	}
	if len(ask.People) == 0 { // whoever organises it holds it
		ask.People = []string{w.c.Record.Organiser.Email}
	}
	return ask, nil
}

// soften lets a search that is too much for the finder be one that found nothing.
func soften(err error) error {
	if errors.Is(err, recruit.ErrInvalid) {
		return nil
	}
	return err
}

// moves is the remedy of another hour.
func (w *way) moves(h finder.Hour, f finder.Found) Remedy {
	r := Remedy{Kind: NewHour, Start: h.Start, Concerns: h.Concerns(w.actor.Location())}
	for _, said := range []string{f.Blind(), f.Unplaced()} {
		if said != "" {
			r.Concerns = append(r.Concerns, said)
		}
	}
	return r
}

// unfound says that no hour was found, and of whose time nothing is known.
func unfound(f finder.Found) string {
	said := f.None()
	for _, p := range f.People {
		if len(p.Gaps) > 0 {
			return said + " It is not known when " + p.Name + " is free."
		}
	}
	return said
}

// alone says what can be done where the person is the only one of the panel.
const alone = "Nobody else takes part: add someone under Who is invited, or cancel the interview."

// others reports whether someone of the panel remains without the person.
func (c Case) others() bool {
	return slices.ContainsFunc(c.Record.Panel(), func(p recruit.Participant) bool { return key(p.Address) != key(c.Who.Address) })
}

// without is to go on without the person. Where nobody else of the panel remains it is no
// remedy: the candidate would be alone, and nothing would tell of that any more.
func (w *way) without(context.Context) error {
	if !w.c.others() {
		w.none = append(w.none, alone)
		return nil
	}
	w.found.List = append(w.found.List, Remedy{Kind: Without})
	return nil
}
