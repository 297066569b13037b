package healing

import (
	"context"
	"sync"
	"time"

	"recruitty/recruit"
)

// Found is a case with what would put it right.
type Found struct {
	Case
	Remedies
}

// Looked is what a look for the eye came to.
type Looked struct {
	List []Found // by start, at most Shown
	More bool    // there are more
}

// Look is List with the best remedy of each case, for a list that is shown again and
// again: what was found is found again as long as nothing was stored and it is not older
// than a minute, as time itself makes readings too old. It is for reading only.
func (s *Service) Look(ctx context.Context, actor recruit.Member) (Looked, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Looked{}, err
	}
	commits, err := s.Store.Commits(ctx)
	if err != nil {
		return Looked{}, err
	}
	if l, known := s.Known.get(actor.ID, commits, s.Now()); known {
		return l, nil
	}
	all, err := s.List(ctx, actor, Options{Most: Shown})
	if err != nil {
		return Looked{}, err
	}
	l := Looked{More: all.More}
	for _, c := range all.List {
		r, err := s.Remedies(ctx, actor, c, true)
		if err != nil {
			return Looked{}, err
		}
		l.List = append(l.List, Found{c, r})
	}
	s.Known.put(actor.ID, commits, s.Now(), l)
	return l, nil
}

// About is what has come up about some interviews, also what is left as it is, with the
// best remedy of each.
func (s *Service) About(ctx context.Context, actor recruit.Member, of []recruit.InterviewID) (map[recruit.InterviewID][]Found, error) {
	if of == nil {
		of = []recruit.InterviewID{}
	}
	cases, err := s.List(ctx, actor, Options{Of: of, Kept: true})
	if err != nil {
		return nil, err
	}
	all := map[recruit.InterviewID][]Found{}
	for _, c := range cases.List {
		f := Found{Case: c}
		if !c.Kept {
			if f.Remedies, err = s.Remedies(ctx, actor, c, true); err != nil {
				return nil, err
			}
		}
		all[c.Interview()] = append(all[c.Interview()], f)
	}
	return all, nil
}

// Known is what looks have found, for everybody who looks through one workspace. It is
// safe for use by several.
type Known struct {
	mu  sync.Mutex
	all map[recruit.MemberID]known
}

type known struct {
	Looked
	commits int64
	at      time.Time
}

// Bounds of what is known.
const (
	maxKnown = 100 // people
	knownFor = time.Minute
)

// NewKnown returns what has found nothing yet.
func NewKnown() *Known { return &Known{all: map[recruit.MemberID]known{}} }

func (k *Known) get(id recruit.MemberID, commits int64, now time.Time) (Looked, bool) {
	if k == nil {
		return Looked{}, false
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	f, ok := k.all[id]
	return f.Looked, ok && f.commits == commits && now.Sub(f.at).Abs() < knownFor
}

func (k *Known) put(id recruit.MemberID, commits int64, now time.Time, l Looked) {
	if k == nil {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.all) >= maxKnown {
		clear(k.all)
	}
	k.all[id] = known{l, commits, now}
}
