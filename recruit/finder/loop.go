package finder

import (
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/slots"
)

// LoopRequest says what a loop needs: several interviews of one candidate.
type LoopRequest struct {
	Search
	Sessions []Session
	Rules    slots.Loop
}

// Loop is one schedule that was found.
type Loop struct {
	Sittings []Sitting // in the order of time
	Quality  slots.Quality
}

// Sitting is one session of a loop that has found its hour.
type Sitting struct {
	Session int // of the request, from 0
	Title   string
	Hour
}

// FindLoop looks for schedules of a loop: they are in Found.Loops, the best first. Only
// who schedules may.
func (f *Finder) FindLoop(ctx context.Context, actor recruit.Member, r LoopRequest) (Found, error) {
	s, err := f.search(ctx, actor, r.Search, r.Sessions, r.Rules)
	if err != nil {
		return s.found, err
	}
	s.found.several = len(r.Sessions) > 1
	if err := s.attended(); err != nil {
		return s.found, err
	}
	result, err := s.look(ctx)
	for _, c := range result.Choices {
		one := Loop{Quality: c.Quality}
		for _, p := range c.Sessions {
			one.Sittings = append(one.Sittings, Sitting{Session: p.Session, Title: s.sessions[p.Session].Title, Hour: s.hourOf(p, slots.Quality{})})
		}
		s.found.Loops = append(s.found.Loops, one)
	}
	return s.found, err
}

// Concerns says what speaks against the sitting as Hour.Concerns does; of who need not come
// only that they are not invited.
func (s Sitting) Concerns(zone *time.Location) []string {
	h := s.Hour
	h.Absent = slices.DeleteFunc(slices.Clone(h.Absent), func(r slots.Reason) bool {
		return slices.ContainsFunc(h.Left, func(m recruit.Member) bool { return int64(m.ID) == r.Person })
	})
	said := h.Concerns(zone)
	if left := strings.TrimSuffix(h.Uninvited(), "."); left != "" {
		said = append(said, left)
	}
	return said
}

// Addresses are those of all who take part somewhere, each once.
func (l Loop) Addresses() []string {
	var all []string
	seen := map[string]bool{}
	for _, s := range l.Sittings {
		for _, a := range s.Addresses() {
			if !seen[a] {
				seen[a] = true
				all = append(all, a)
			}
		}
	}
	return all
}
