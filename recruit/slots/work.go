package slots

import (
	"context"
	"slices"
	"time"
)

// work is one search: a query put down in bits.
type work struct {
	*memory
	g         *Grid
	q         *Query
	sessions  []Session // the query's, with lifts applied
	ctx       context.Context
	steps     int64
	most      int64
	gaveUp    bool
	lo, hi    int // the window
	earliest  int
	days      *calendar // of the query's zone
	candidate row       // quarter-hours of the window that suit the candidate
	taken     map[int32]*taking
	scratch   row
	holds     kinds  // of personal, before lifts
	base      *work  // of the query that this one relaxes; its profiles hold where nothing changed
	changed   []Lift // from base
}

// defaultSteps is about a second's work.
const defaultSteps = 5_000_000

func (g *Grid) newWork(ctx context.Context, q *Query) (*work, error) {
	if err := g.check(q); err != nil {
		return nil, err
	}
	return g.prepare(ctx, q), nil
}

// prepare puts down a query that was checked.
func (g *Grid) prepare(ctx context.Context, q *Query) *work {
	w := &work{g: g, q: q, ctx: ctx, most: q.Steps, memory: g.remember()}
	if w.most <= 0 {
		w.most = defaultSteps
	}
	w.scratch = w.newRow()
	w.holds = w.usual()
	w.lo, w.hi = g.bounds(q)
	w.hi = max(w.lo, w.hi)
	w.earliest = w.lo
	if !q.Earliest.IsZero() && !w.lifted(Notice, 0) {
		w.earliest = max(w.lo, g.nextQuarter(q.Earliest))
	}
	w.days = g.calendarOf(q.Zone)
	w.sessions = slices.Clone(q.Sessions)
	for _, l := range q.Lifts {
		if l.Kind == Length && l.Session >= 0 && l.Session < len(w.sessions) && l.Length >= time.Minute && l.Length < w.sessions[l.Session].Duration {
			w.sessions[l.Session].Duration = l.Length.Truncate(time.Minute)
		}
	}
	for _, t := range q.Taken {
		w.take(t)
	}
	w.candidate = w.newRow()
	w.candidate.set(w.lo, w.hi)
	if r := w.windowRow(); r != nil {
		w.candidate.and(r)
	}
	if r := w.civilRow(); r != nil {
		w.candidate.and(r)
	}
	return w
}

// step counts work, and reports whether more may be done.
func (w *work) step(n int64) bool {
	if w.gaveUp {
		return false
	}
	before := w.steps
	w.steps += n
	if w.steps > w.most || before>>10 != w.steps>>10 && w.ctx.Err() != nil {
		w.gaveUp = true
	}
	return !w.gaveUp
}

// lifted reports whether the query lets go of a constraint, for a person or, with
// person 0, for everybody.
func (w *work) lifted(k Kind, person int64) bool {
	for _, l := range w.q.Lifts {
		if l.Kind == k && (l.Person == 0 || l.Person == person) {
			return true
		}
	}
	return false
}

// windowRow is when the candidate said that they can; nil for always.
func (w *work) windowRow() row {
	if len(w.q.Candidate.Windows) == 0 || w.lifted(CandidateWindow, 0) {
		return nil
	}
	r := w.newRow()
	for _, s := range w.q.Candidate.Windows {
		r.set(w.g.clip(s.Start, s.End, false))
	}
	return r
}

// civilRow is the candidate's civil hours; nil for always.
func (w *work) civilRow() row {
	c := w.q.Candidate
	if c.From <= 0 && c.To <= 0 || w.lifted(CivilHours, 0) {
		return nil
	}
	r := w.newRow()
	w.eachDay(func(from, to int) bool {
		a, b := w.wall(from, to, c.From, c.To)
		r.set(min(max(a, 0), w.g.n), min(max(b, 0), w.g.n))
		return true
	})
	return r
}

// eachDay calls f with every day of the query's zone that the window touches, whole, until
// it returns false.
func (w *work) eachDay(f func(from, to int) bool) {
	if w.hi <= w.lo {
		return
	}
	for d := w.days.day(w.lo); d < len(w.days.week); d++ {
		from, to := w.days.span(d)
		if from >= w.hi {
			return
		}
		if to > from && !f(from, to) {
			return
		}
	}
}

// wall is a stretch of the wall clock on a day that begins with a quarter-hour, rounded
// inwards. Until 24:00 means the end of the day, however long it is.
func (w *work) wall(from, to int, begin, end time.Duration) (a, b int) {
	y, m, d := w.g.at(from).In(w.days.zone).Date()
	clock := func(t time.Duration) time.Time {
		t = max(t, 0)
		return time.Date(y, m, d, int(t/time.Hour), int(t%time.Hour/time.Minute), 0, 0, w.days.zone)
	}
	a, b = from, to
	if begin > 0 {
		a = w.g.nextQuarter(clock(min(begin, 24*time.Hour)))
	}
	if end < 24*time.Hour {
		b = w.g.quarterOf(clock(end))
	}
	return max(a, from), min(max(b, a, from), to)
}

// startsOf is when a session of so many quarter-hours suits the candidate, with notice.
func (w *work) startsOf(n int) row {
	r := w.newRow()
	copy(r, w.candidate)
	r.allOf(n)
	r.unset(0, min(w.earliest, w.g.n))
	return r
}

// quartersOf is how many quarter-hours so many minutes take up.
func quartersOf(minutes int32) int { return int(minutes+14) / 15 }
