package zoom

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/doctor"
)

// Sight implements doctor.Inspector.
func (p *Provider) Sight(ctx context.Context, via recruit.Connection, id int64) (doctor.Sighting, error) {
	s, err := p.open(ctx, via)
	if err != nil {
		return doctor.Sighting{}, problem(err)
	}
	m, err := s.GetMeeting(ctx, id)
	if err != nil {
		return doctor.Sighting{}, s.problem(ctx, err)
	}
	return sighting(m, via), nil
}

// maxOdd is how many odd entries of one list are kept in words.
const maxOdd = 30

// Sightings implements doctor.Inspector.
func (p *Provider) Sightings(ctx context.Context, via recruit.Connection, email string) (seen doctor.Sightings, err error) {
	s, err := p.open(ctx, via)
	if err != nil {
		return seen, problem(err)
	}
	for m, err := range s.ListMeetings(ctx, host(via, email), ListUpcoming) {
		if err != nil {
			return seen, s.problem(ctx, err)
		}
		if m.Odd != "" {
			if seen.OddCount++; len(seen.Odd) < maxOdd {
				seen.Odd = append(seen.Odd, m.Odd)
			}
		}
		if m.ID > 0 {
			seen.Meetings = append(seen.Meetings, sighting(m.Meeting, via))
		}
	}
	return seen, nil
}

func sighting(m Meeting, via recruit.Connection) doctor.Sighting {
	head := ""
	if words := strings.Fields(m.Agenda); len(words) > 0 {
		head = words[0]
	}
	return doctor.Sighting{Meeting: domainMeeting(m, via), Head: head, Topic: m.Topic, Start: m.Start, Duration: m.Duration}
}

// Skew implements doctor.Inspector.
func (p *Provider) Skew() (time.Duration, bool) { return p.skew.last() }

// skew carries requests and compares this machine's clock with the Date of each
// answer (RFC 9110 6.6.1), which has whole seconds.
type skew struct {
	next http.RoundTripper
	now  recruit.Clock

	mu    sync.Mutex
	ahead time.Duration // of Zoom's clock
	known bool
}

// RoundTrip implements http.RoundTripper.
func (s *skew) RoundTrip(r *http.Request) (*http.Response, error) {
	began := s.now()
	answer, err := s.next.RoundTrip(r)
	if err != nil {
		return answer, err
	}
	if theirs, parseErr := http.ParseTime(answer.Header.Get("Date")); parseErr == nil {
		ended := s.now()
		// Somewhere between the two, and half a second is what the header leaves open.
		ours := began.Add(ended.Sub(began) / 2)
		s.mu.Lock()
		s.ahead, s.known = theirs.Add(time.Second/2).Sub(ours), true
		s.mu.Unlock()
	}
	return answer, nil
}

// CloseIdleConnections lets http.Client.CloseIdleConnections reach the pool.
func (s *skew) CloseIdleConnections() {
	if pool, ok := s.next.(interface{ CloseIdleConnections() }); ok {
		pool.CloseIdleConnections()
	}
}

func (s *skew) last() (time.Duration, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ahead, s.known
}
