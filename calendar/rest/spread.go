package rest

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// Batch is what one request asks about: some calendars of a query, by their places
// in it, and a part of its window.
type Batch struct {
	Of       []int
	From, To time.Time
}

// Part is what a request says of one calendar.
type Part struct {
	Intervals []busy.Interval
	Doubts    []string
	Err       error // about this calendar alone
	// Dense says that the window holds more than the service tells of this calendar
	// at once, so that it is asked again for each half; Err is why.
	Dense bool
}

// What a whole request may come to, beside errors of the source: then it is made
// again for one half and the other.
var (
	// ErrTooLong is a window that the service finds too long.
	ErrTooLong = errors.New("the window is too long")
	// ErrTooMany is more calendars than the service takes.
	ErrTooMany = errors.New("too many calendars")
)

// Limits bound what one request may ask for.
type Limits struct {
	Calendars int
	Window    time.Duration
}

const (
	// atOnce is how many requests are on their way at a time.
	atOnce = 4
	// shortest is the window that is not cut in two any more.
	shortest = 6 * time.Hour
	// Longest is the most of a window that is read; beyond of it nothing is known.
	Longest = 370 * 24 * time.Hour
	// maxIntervals bounds what is kept of one calendar.
	maxIntervals = 50_000
	// maxSplits is how often requests are cut in two, and maxVain how often while none
	// came to anything: who refuses that many refuses for another reason.
	maxSplits = 2000
	maxVain   = 100
	// maxDoubts is how many a reading may hold.
	maxDoubts = 10
)

// Ask makes the request of a batch; it returns one Part for each of its calendars.
type Ask func(ctx context.Context, b Batch) ([]Part, error)

// Spread reads the calendars of a query with as few requests as the limits permit, a
// few of them at a time. What is wrong with one calendar, or with one request, is said
// in the readings that it concerns; only what no request can get past is an error:
// a dead access, a missing permission, ctx, and a service of which nothing came.
//
// A calendar that was not read when the deadline of ctx came has ErrLater in its
// reading; the others are returned.
func (c *Client) Spread(ctx context.Context, q busy.Query, l Limits, ask Ask) ([]busy.Reading, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	if q.To.Sub(q.From) > Longest {
		q.To = q.From.Add(Longest)
	}
	s := &spread{client: c, ask: ask, stop: cancel, readings: make([]busy.Reading, len(q.Calendars))}
	for i := range s.readings {
		s.readings[i] = busy.Reading{From: q.From, To: q.To}
	}
	waiting := batches(q, l)
	queue := make(chan Batch, len(waiting))
	for _, b := range waiting {
		queue <- b
	}
	close(queue)
	var workers sync.WaitGroup
	for range min(atOnce, len(waiting)) {
		workers.Go(func() {
			for b := range queue {
				s.do(ctx, b)
			}
		})
	}
	workers.Wait()
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return nil, err
	}
	if !s.came {
		if err := Wholly(s.readings); err != nil {
			return nil, err
		}
	}
	for i := range s.readings {
		s.readings[i] = finished(s.readings[i])
	}
	return s.readings, nil
}

// batches cuts a query to what one request may ask for.
func batches(q busy.Query, l Limits) []Batch {
	all := make([]int, len(q.Calendars))
	for i := range all {
		all[i] = i
	}
	var cut []Batch
	for from := q.From; from.Before(q.To); from = from.Add(l.Window) {
		to := from.Add(l.Window)
		if to.After(q.To) {
			to = q.To
		}
		for some := range slices.Chunk(all, l.Calendars) {
			cut = append(cut, Batch{Of: some, From: from, To: to})
		}
	}
	return cut
}

// spread is one Spread under way.
type spread struct {
	client *Client
	ask    Ask
	stop   context.CancelCauseFunc

	mu       sync.Mutex
	readings []busy.Reading
	came     bool  // some request came to something
	trouble  error // why the last came to nothing for the moment
	troubles int
	splits   int
}

// do makes the request of a batch, and halves it where it has to. It ends, because a
// batch has a calendar and a window of some length less each time.
func (s *spread) do(ctx context.Context, b Batch) {
	if ctx.Err() != nil {
		s.fail(b, s.client.Late(ctx))
		return
	}
	if err := s.hopeless(); err != nil {
		s.fail(b, err)
		return
	}
	parts, err := s.ask(ctx, b)
	switch {
	case err != nil && ctx.Err() != nil:
		s.fail(b, s.client.Late(ctx))
	case errors.Is(err, ErrTooLong) && b.To.Sub(b.From) > shortest && s.maySplit():
		s.halves(ctx, b)
	case errors.Is(err, ErrTooMany) && len(b.Of) > 1 && s.maySplit():
		half := len(b.Of) / 2
		s.do(ctx, Batch{Of: b.Of[:half], From: b.From, To: b.To})
		s.do(ctx, Batch{Of: b.Of[half:], From: b.From, To: b.To})
	case errors.Is(err, recruit.ErrReconnect), errors.Is(err, recruit.ErrScope), errors.Is(err, recruit.ErrNotSetUp):
		s.stop(err)
	case err != nil:
		s.fail(b, err)
	default:
		for _, i := range s.take(b, parts) {
			s.halves(ctx, Batch{Of: []int{i}, From: b.From, To: b.To})
		}
	}
}

// halves asks for one half of a window and for the other.
func (s *spread) halves(ctx context.Context, b Batch) {
	middle := b.From.Add(b.To.Sub(b.From) / 2).Truncate(time.Minute)
	s.do(ctx, Batch{Of: b.Of, From: b.From, To: middle})
	s.do(ctx, Batch{Of: b.Of, From: middle, To: b.To})
}

// maySplit counts a request that is cut in two, and reports whether it may be.
func (s *spread) maySplit() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.splits++
	return s.splits <= maxVain || s.came && s.splits <= maxSplits
}

// hopeless is why no further request is made: several came to nothing and none to
// something, so that more would only make everybody wait.
func (s *spread) hopeless() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.came || s.troubles < 2 {
		return nil
	}
	return s.trouble
}

// fail says in each of a batch's readings why it holds nothing.
func (s *spread) fail(b Batch, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if errors.Is(err, recruit.ErrLater) {
		s.trouble = err
		s.troubles++
	}
	var p *recruit.Problem
	if errors.As(err, &p) {
		err = p
	}
	for _, i := range b.Of {
		s.readings[i].Err = err
	}
}

// take keeps what a request said, and returns the calendars that have to be asked
// again for shorter windows.
func (s *spread) take(b Batch, parts []Part) (dense []int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.came = true
	for n, i := range b.Of {
		r, part := &s.readings[i], parts[n]
		switch {
		case part.Dense && b.To.Sub(b.From) > shortest && s.splits < maxSplits:
			s.splits++
			dense = append(dense, i)
		case part.Err != nil:
			r.Err = part.Err
		case len(r.Intervals)+len(part.Intervals) > maxIntervals:
			r.Err = TooFull()
		default:
			r.Intervals = append(r.Intervals, busy.Within(part.Intervals, b.From, b.To)...)
			r.Doubts = append(r.Doubts, part.Doubts...)
		}
	}
	return dense
}

// Wholly is why all of some readings came to nothing, if that is for a reason of the
// source; nil where anything else is said in any of them.
func Wholly(readings []busy.Reading) error {
	for _, one := range readings {
		if !errors.Is(one.Err, recruit.ErrLater) && !errors.Is(one.Err, recruit.ErrScope) && !errors.Is(one.Err, recruit.ErrReconnect) {
			return nil
		}
	}
	if len(readings) == 0 {
		return nil
	}
	return readings[0].Err
}

// TooFull is about a calendar with more entries than anybody's has.
func TooFull() error {
	return &recruit.Problem{Kind: recruit.ErrRejected, Sentence: "This calendar has more entries than can be read; remove what a program has put into it, or choose another one."}
}

// finished puts a reading into its final shape: nothing beside an error.
func finished(r busy.Reading) busy.Reading {
	if r.Err != nil {
		return busy.Reading{From: r.From, To: r.To, Err: r.Err}
	}
	r.Intervals = busy.Merge(r.Intervals)
	r.Doubts = Doubts(r.Doubts)
	return r
}
