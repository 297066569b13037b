package caldav

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"time"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
)

const (
	// maxProbes bounds the requests by which the time around entries is looked for.
	maxProbes = 70
	// maxPieces is into how many a window is cut up at most.
	maxPieces = 32
	// abroad is how far the day of a server may lie from that of the owner.
	abroad = 14 * time.Hour
)

// surround looks for when entries are that cannot be read: a server finds them in some
// windows and not in others. Only there the time is unknown.
func (c *conn) surround(ctx context.Context, found *entries, q busy.Query, reading *busy.Reading) error {
	if len(found.lost) == 0 {
		return nil
	}
	s := &search{c: c, found: found, left: maxProbes, shortest: max(shortest, q.To.Sub(q.From)/maxPieces)}
	if err := s.look(ctx, found.lost, q.From.Add(-abroad), q.To.Add(abroad)); err != nil {
		return err
	}
	reading.Intervals = append(reading.Intervals, busy.Within(s.unknown, q.From, q.To)...)
	busy.Sort(reading.Intervals)
	sentence := "An entry cannot be read; the days on which it may be count as unknown."
	if n := len(found.lost); n > 1 {
		sentence = fmt.Sprintf("%d entries cannot be read; the days on which they may be count as unknown.", n)
	}
	reading.Doubts = append(reading.Doubts, sentence)
	return nil
}

// search looks for entries by halving a window.
type search struct {
	c        *conn
	found    *entries
	left     int // requests that may be made
	shortest time.Duration
	unknown  []busy.Interval
}

// look looks for some entries between two times. What a server does not tell counts as
// that they are there.
func (s *search) look(ctx context.Context, lost map[string]bool, from, to time.Time) error {
	if s.left > 0 {
		s.left--
		here, err := s.there(ctx, lost, from, to)
		switch {
		case ofSource(err) || ctx.Err() != nil:
			return err
		case err != nil:
			s.left = 0
		default:
			lost = here
		}
	}
	if len(lost) == 0 {
		return nil
	}
	if s.left == 0 || to.Sub(from) <= s.shortest {
		for _, k := range slices.Sorted(maps.Keys(lost)) {
			s.unknown = append(s.unknown, busy.Interval{Start: from.Add(-abroad).UTC(), End: to.Add(abroad).UTC(), State: busy.Unknown, Ref: ics.Ref(k)})
		}
		return nil
	}
	half := from.Add(to.Sub(from) / 2).Truncate(time.Second)
	if err := s.look(ctx, lost, from, half); err != nil {
		return err
	}
	return s.look(ctx, lost, half, to)
}

// there are those of some entries that a server finds between two times.
func (s *search) there(ctx context.Context, lost map[string]bool, from, to time.Time) (map[string]bool, error) {
	here := map[string]bool{}
	held := false
	_, _, err := s.c.list(ctx, request{method: "REPORT", at: s.found.at, depth: "1", body: calendarQuery("<d:getetag/>", timeRange(from, to))}, func(at *url.URL, r *response) error {
		if at != nil && samePlace(at, s.found.at) {
			held = true
		} else if k := key(at, r); lost[k] {
			here[k] = true
		}
		return nil
	})
	if err == nil && held {
		err = errCrowded
	}
	return here, err
}
