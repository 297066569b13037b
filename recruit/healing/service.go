package healing

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/scheduling"
)

// Store is what is read, and what is kept about what people leave as it is.
type Store interface {
	Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error)
	Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error)
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	Pools(ctx context.Context, removed bool) ([]pools.Pool, error)
	Keeping
}

// Keeping is what the store keeps about what people leave as it is.
type Keeping interface {
	// KeptAsIs lists the signs of what is left as it is, by interview.
	KeptAsIs(ctx context.Context, of []recruit.InterviewID) (map[recruit.InterviewID][]string, error)
	// KeepAsIs notes that what has a sign is left as it is, or takes that back.
	KeepAsIs(ctx context.Context, id recruit.InterviewID, sign string, keep bool, log recruit.Activity) error
	// Commits numbers what has been stored: as long as it stays, so does what was read.
	Commits(ctx context.Context) (int64, error)
}

// Drifts says what has come up in people's time; see availability.Service.
type Drifts interface {
	Drift(ctx context.Context, actor recruit.Member, of []recruit.MemberID) ([]availability.Clash, error)
}

// Finds finds hours and stand-ins; see finder.Finder.
type Finds interface {
	Find(ctx context.Context, actor recruit.Member, r finder.Request) (finder.Found, error)
	StandIns(ctx context.Context, actor recruit.Member, r recruit.Record, leaves recruit.Participant, pool pools.Pool, level pools.Level) ([]finder.StandIn, error)
	Reread(ctx context.Context, actor recruit.Member, addresses []string) ([]scheduling.Warning, error)
}

// Service is the service for what has come up about upcoming interviews.
type Service struct {
	Store  Store
	Drifts Drifts
	Finder Finds
	Now    recruit.Clock
	// Known is shared by all who look through one workspace; nil keeps nothing.
	Known *Known
}

// Bounds of a look.
const (
	// Shown is for how many cases a list for the eye looks for what puts them right.
	Shown = 12
	// MaxCases is how many cases one look tells of.
	MaxCases = 200
	// maxAhead is how many upcoming interviews are looked at.
	maxAhead = 2000
	// maxRecords is how many interviews a look reads whole, those of which all is left
	// as it is included.
	maxRecords = 500
)

// Options say what is looked for.
type Options struct {
	// All looks at the interviews of everybody, which an admin may take over; else at one's
	// own, and for an admin at those whose organiser has left.
	All  bool
	Of   []recruit.InterviewID // only these, which the actor may change or take over; nil is all
	Kept bool                  // also what is left as it is
	Most int                   // cases at most; 0 is MaxCases
}

// Cases are what was found.
type Cases struct {
	List []Case // by start
	More bool   // there are more than were asked for
}

// MaySee refuses whoever is not told what has come up: only who may put it right is.
func MaySee(actor recruit.Member) error {
	err := recruit.Allow(actor, recruit.ToSchedule)
	if err != nil && recruit.Allow(actor, recruit.ToSee) == nil {
		return recruit.Refused("%s is %s; only recruiters and admins can see what has come up about interviews.", actor.Name, recruit.Article(actor.Role))
	}
	return err
}

// List finds what has come up about the upcoming interviews that the actor may change. It
// reads the store only, and waits for no calendar.
func (s *Service) List(ctx context.Context, actor recruit.Member, o Options) (Cases, error) {
	if err := MaySee(actor); err != nil {
		return Cases{}, err
	}
	look, err := s.ahead(ctx, actor, o)
	if err != nil || len(look.ahead) == 0 {
		return Cases{}, err
	}
	drifts, err := s.Drifts.Drift(ctx, actor, look.members())
	if err != nil {
		return Cases{}, err
	}
	look.drifts = map[recruit.InterviewID][]availability.Clash{}
	var ids []recruit.InterviewID
	for _, d := range drifts {
		look.drifts[d.Interview] = append(look.drifts[d.Interview], d)
	}
	look.ahead = slices.DeleteFunc(look.ahead, func(i recruit.InterviewSummary) bool { return !look.concerns(i) })
	for _, i := range look.ahead {
		ids = append(ids, i.ID)
	}
	if look.kept, err = s.Store.KeptAsIs(ctx, ids); err != nil {
		return Cases{}, err
	}
	return s.list(ctx, look, o)
}

// list reads the interviews about which something may have come up.
func (s *Service) list(ctx context.Context, look *looking, o Options) (Cases, error) {
	var out Cases
	most := o.Most
	if most <= 0 || most > MaxCases {
		most = MaxCases
	}
	for n, i := range look.ahead {
		if n == maxRecords {
			out.More = true
			break
		}
		r, err := s.Store.Record(ctx, i.ID)
		if errors.Is(err, recruit.ErrNotFound) || errors.Is(err, recruit.ErrDamaged) {
			continue // taken away meanwhile, or told among the damaged
		}
		if err != nil {
			return out, err
		}
		for _, c := range look.cases(r) {
			switch {
			case c.Kept && !o.Kept:
			case len(out.List) == most:
				out.More = true
				return out, nil
			default:
				out.List = append(out.List, c)
			}
		}
	}
	return out, nil
}

// looking is one look at what lies ahead.
type looking struct {
	now    time.Time
	ahead  []recruit.InterviewSummary
	team   map[string]recruit.MemberID // by addresses, see key
	gone   map[string]recruit.Member   // who has left, and whose address is nobody's in the team
	drifts map[recruit.InterviewID][]availability.Clash
	kept   map[recruit.InterviewID][]string
}

// ahead reads what lies ahead, and who is in the team.
func (s *Service) ahead(ctx context.Context, actor recruit.Member, o Options) (*looking, error) {
	look := &looking{now: s.Now(), team: map[string]recruit.MemberID{}, gone: map[string]recruit.Member{}}
	f := recruit.InterviewFilter{From: look.now, Status: recruit.Scheduled, OrganiserID: actor.ID, Limit: maxAhead, Brief: true}
	if actor.Role == recruit.Admin {
		f.OrganiserID = 0
	}
	all, err := s.Store.Members(ctx, true)
	if err != nil {
		return nil, err
	}
	left := map[recruit.MemberID]bool{}
	for _, m := range all {
		if left[m.ID] = m.Removed(); !m.Removed() {
			look.team[key(m.Email)] = m.ID
		}
	}
	for _, m := range all {
		if _, here := look.team[key(m.Email)]; m.Removed() && !here {
			look.gone[key(m.Email)] = m
		}
	}
	if o.Of != nil {
		look.ahead, err = s.these(ctx, actor, o.Of)
	} else {
		look.ahead, err = s.Store.Interviews(ctx, f)
	}
	look.ahead = slices.DeleteFunc(look.ahead, func(i recruit.InterviewSummary) bool {
		mine := i.OrganiserID == actor.ID || o.All || o.Of != nil || left[i.OrganiserID]
		return !mine || !i.Start.After(look.now) || i.Damage != ""
	})
	return look, err
}

// these reads some interviews, without those that the actor may neither change nor take
// over.
func (s *Service) these(ctx context.Context, actor recruit.Member, ids []recruit.InterviewID) ([]recruit.InterviewSummary, error) {
	var all []recruit.InterviewSummary
	for _, id := range ids[:min(len(ids), maxRecords)] {
		r, err := s.Store.Record(ctx, id)
		if errors.Is(err, recruit.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if r.StillScheduled() != nil || r.MayChange(actor) != nil && r.MayTakeOver(actor) != nil {
			continue
		}
		i := recruit.InterviewSummary{Interview: r.Interview}
		for _, p := range r.People {
			if p.RemovedAt.IsZero() {
				i.People = append(i.People, recruit.Invitee{Name: p.Name, Address: p.Address, MemberID: p.MemberID, Answer: p.Answer, Audience: p.Audience})
			}
		}
		all = append(all, i)
	}
	return all, nil
}

// key is an address by which members are looked up.
func key(address string) string { return strings.ToLower(sanitize.Address(address)) }

// members are those of the team who take part in something ahead, under whichever address.
func (l *looking) members() []recruit.MemberID {
	ids := []recruit.MemberID{}
	seen := map[recruit.MemberID]bool{}
	for _, i := range l.ahead {
		for _, p := range i.People {
			id := p.MemberID
			if id == 0 {
				id = l.team[key(p.Address)]
			}
			if id != 0 && !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// concerns reports whether something may have come up about an interview.
func (l *looking) concerns(i recruit.InterviewSummary) bool {
	return len(l.drifts[i.ID]) > 0 || slices.ContainsFunc(i.People, func(p recruit.Invitee) bool {
		_, left := l.gone[key(p.Address)]
		return left && p.Audience == recruit.ToPanel || p.Answer == recruit.Declined
	})
}

// cases are what has come up about an interview, for each person the first of its kinds
// that is not left as it is.
func (l *looking) cases(r recruit.Record) []Case {
	if r.Interview.Status != recruit.Scheduled || !r.Interview.Start.After(l.now) {
		return nil
	}
	var out []Case
	for _, p := range r.Invited() {
		all := l.about(r, p)
		for n := range all {
			all[n].Kept = slices.Contains(l.kept[r.Interview.ID], all[n].Sign())
		}
		slices.SortStableFunc(all, func(a, b Case) int {
			if a.Kept != b.Kept {
				return bit(a.Kept) - bit(b.Kept)
			}
			return a.Kind.order() - b.Kind.order()
		})
		if len(all) > 0 {
			out = append(out, all[0])
		}
	}
	return out
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// about is all that has come up about one person. Of the candidate it is only that they
// declined: whoever shares an address with a former member is a candidate all the same.
func (l *looking) about(r recruit.Record, p recruit.Participant) []Case {
	var all []Case
	if m, left := l.gone[key(p.Address)]; left && p.Audience == recruit.ToPanel {
		all = append(all, Case{Kind: Left, Record: r, Who: p, Since: m.RemovedAt})
	}
	for _, issue := range r.ReplyIssues(l.now) {
		if issue.Kind == recruit.HasDeclined && issue.Person.Address == p.Address {
			all = append(all, Case{Kind: Declined, Record: r, Who: p, Since: issue.Since})
		}
	}
	for _, d := range l.drifts[r.Interview.ID] {
		if p.Audience != recruit.ToPanel {
			break
		}
		same := d.Member.ID == p.MemberID || sanitize.SameAddress(d.Member.Email, p.Address)
		if same && d.Start.Equal(r.Interview.Start) && d.End.Equal(r.Interview.End()) {
			all = append(all, caseOf(d, r, p))
		}
	}
	return all
}
