package slots

import (
	"context"
	"slices"
)

// MaxParties bounds a batch.
const MaxParties = 30

// Batch is a plan for many candidates.
type Batch struct {
	// Choices are what each of the queries got, in their order; nil for none.
	Choices []*Choice
	GaveUp  bool // the search ran into its bounds; what is planned holds
	Steps   int64
}

// Plan finds hours for many candidates at once, who need the same people: those with the
// fewest hours first, and where none is left for one, by moving another. What it
// returns never clashes; it is good, and not always the best that there is. All queries are for
// the same grid, and the steps of all together are bounded by the largest Steps among
// them. The error is ErrInput.
func (g *Grid) Plan(ctx context.Context, queries []Query) (Batch, error) {
	if len(queries) > MaxParties {
		return Batch{}, inputError("%d candidates are more than %d", len(queries), MaxParties)
	}
	b := &batch{g: g, ctx: ctx, queries: queries, choices: make([]*Choice, len(queries)), steps: defaultSteps}
	for n := range queries {
		if err := g.check(&queries[n]); err != nil {
			return Batch{}, err
		}
		b.steps = max(b.steps, queries[n].Steps)
	}
	b.most = b.steps
	b.fill()
	for n := range b.choices {
		if b.choices[n] == nil {
			b.squeeze(n, 2)
		}
	}
	for range 3 {
		if !b.improve() {
			break
		}
	}
	return Batch{Choices: b.choices, GaveUp: b.gaveUp, Steps: b.most - b.steps}, nil
}

// batch is a plan that is being made.
type batch struct {
	g       *Grid
	ctx     context.Context
	queries []Query
	choices []*Choice
	steps   int64 // that are left
	most    int64
	gaveUp  bool
}

// find looks for what one candidate can have beside what the others have.
func (b *batch) find(n, limit int) Result {
	if b.gaveUp {
		return Result{}
	}
	q := b.queries[n]
	q.Limit, q.Steps = limit, b.steps
	q.Taken = slices.Clone(q.Taken)
	for m, c := range b.choices {
		if c == nil || m == n {
			continue
		}
		for _, s := range c.Sessions {
			if b.queries[m].Sessions[s.Session].Fixed != nil {
				continue // it is in everybody's time already
			}
			for _, seat := range s.Seats {
				q.Taken = append(q.Taken, Taken{Person: seat.Person, Start: s.Start, End: s.End})
			}
		}
	}
	w := b.g.prepare(b.ctx, &q)
	defer w.end()
	r := w.find()
	if b.steps -= r.Steps + 100; b.steps <= 0 || r.GaveUp {
		b.gaveUp = true
	}
	return r
}

// fill gives hours to one candidate after the other, always to the one with the fewest.
func (b *batch) fill() {
	left := make([]int, len(b.queries))
	for n := range left {
		left[n] = n
	}
	for len(left) > 0 && !b.gaveUp {
		fewest, at := -1, 0
		var chosen *Choice
		for k, n := range left {
			r := b.find(n, 1)
			hours := 0
			for _, d := range r.Days {
				hours += d.Hours
			}
			if len(r.Choices) > 0 && (fewest < 0 || hours < fewest) {
				fewest, at, chosen = hours, k, &r.Choices[0]
			}
		}
		if chosen == nil {
			return
		}
		b.choices[left[at]] = chosen
		left = slices.Delete(left, at, at+1)
	}
}

// squeeze finds hours for a candidate by moving another one, who may have to move a
// further one, and so on as deep as given. It reports whether it did; if not,
// everything is as before.
func (b *batch) squeeze(n, depth int) bool {
	for m := range b.choices {
		was := b.choices[m]
		if m == n || was == nil {
			continue
		}
		b.choices[m] = nil
		for _, c := range b.find(n, 8).Choices {
			b.choices[n] = &c
			if r := b.find(m, 1); len(r.Choices) > 0 {
				b.choices[m] = &r.Choices[0]
				return true
			}
			if depth > 1 && b.squeeze(m, depth-1) {
				return true
			}
		}
		b.choices[n], b.choices[m] = nil, was
		if b.gaveUp {
			return false
		}
	}
	return false
}

// improve lets each candidate, and each two, choose anew while the others stay, and
// keeps what is better. It reports whether something is.
func (b *batch) improve() bool {
	better := false
	for n := range b.choices {
		for m := range n + 1 {
			better = b.anew(n, m) || better
			if b.gaveUp {
				return false
			}
		}
	}
	return better
}

// anew lets two candidates choose anew, n first; they may be the same one.
func (b *batch) anew(n, m int) bool {
	wasN, wasM := b.choices[n], b.choices[m]
	if wasN == nil || wasM == nil {
		return false
	}
	b.choices[n], b.choices[m] = nil, nil
	if r := b.find(n, 1); len(r.Choices) > 0 {
		b.choices[n] = &r.Choices[0]
		if n == m {
			if b.cheaper([]*Choice{b.choices[n]}, []*Choice{wasN}) {
				return true
			}
		} else if r := b.find(m, 1); len(r.Choices) > 0 {
			b.choices[m] = &r.Choices[0]
			if b.cheaper([]*Choice{b.choices[n], b.choices[m]}, []*Choice{wasN, wasM}) {
				return true
			}
		}
	}
	b.choices[n], b.choices[m] = wasN, wasM
	return false
}

// cheaper reports whether choices together are better than others: by the sum of each part
// of their quality in order, then by how early they begin.
func (b *batch) cheaper(some, others []*Choice) bool {
	sum := func(all []*Choice) (out [9]int64) {
		for _, c := range all {
			q := c.Quality
			for n, v := range [...]int64{int64(q.Unknown), int64(q.Soft), int64(q.Days), int64(q.Missing), int64(q.Unpreferred), q.Load, q.Recent, int64(q.Idle), c.Sessions[0].Start.Unix()} {
				out[n] += v
			}
		}
		return out
	}
	x, y := sum(some), sum(others)
	return slices.Compare(x[:], y[:]) < 0
}
