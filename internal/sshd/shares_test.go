package sshd

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"

	"recruitty/recruit"
)

// meter says what the process uses.
type meter struct{ held Held }

func (m *meter) read() Held { return m.held }

// crowded is a host with room for most bytes, and who came to it.
type crowded struct {
	*visits
	meter *meter
	here  []*visit
}

func newCrowded(most int64) *crowded {
	c := &crowded{meter: &meter{}}
	c.visits = newVisits(Limits{Visits: 300, VisitsEach: 20, Strangers: 20, StrangersEach: 20, Memory: most}, c.meter.read)
	return c
}

// comes begins a visit of a member that holds so much.
func (c *crowded) comes(id recruit.MemberID, holds int64) (*visit, error) {
	ctx, end := context.WithCancelCause(context.Background())
	v := &visit{Member: recruit.Member{ID: id, Role: recruit.Recruiter}, holds: holds, ctx: ctx, end: end}
	err := c.begin(v)
	if err == nil {
		c.here = append(c.here, v)
	}
	return v, err
}

// gone are the places, in the order of coming, of those who had to go.
func (c *crowded) gone() []int {
	var out []int
	for i, v := range c.here {
		if v.reason() == heldMost {
			out = append(out, i)
		}
	}
	return out
}

// TestWhoHoldsMostGoes: admission by what a session will hold.
func TestWhoHoldsMostGoes(t *testing.T) {
	t.Parallel()
	const mb = 1 << 20
	type coming struct {
		id recruit.MemberID
		mb int64
	}
	for name, c := range map[string]struct {
		most    int64 // three quarters of it are for visits
		here    []coming
		comes   coming
		gone    []int
		refused bool
	}{
		"room":                             {80, []coming{{1, 30}, {2, 10}}, coming{3, 20}, nil, false},
		"one has most":                     {80, []coming{{1, 10}, {2, 20}, {2, 20}, {3, 10}}, coming{4, 5}, []int{2}, false},
		"the largest of many small":        {80, []coming{{1, 5}, {2, 10}, {2, 30}, {2, 10}, {3, 5}}, coming{4, 5}, []int{2}, false},
		"many small are much":              {80, []coming{{1, 25}, {2, 10}, {2, 10}, {2, 10}}, coming{4, 7}, []int{3}, false},
		"as many as it takes":              {80, []coming{{1, 10}, {2, 10}, {2, 10}, {2, 10}, {2, 10}, {3, 10}}, coming{4, 15}, []int{3, 4}, false},
		"from two, one after the other":    {80, []coming{{1, 20}, {2, 20}, {3, 20}}, coming{4, 15}, []int{0}, false},
		"who comes has most":               {80, []coming{{1, 20}, {2, 20}, {3, 20}}, coming{3, 5}, nil, true},
		"all have the same":                {80, []coming{{1, 20}, {2, 20}, {3, 20}}, coming{4, 20}, nil, true},
		"more than there is":               {80, []coming{{1, 20}}, coming{4, 70}, nil, true},
		"a stranger sends nobody away":     {80, []coming{{1, 60}}, coming{0, 1}, nil, true},
		"strangers make room for a member": {80, []coming{{0, 30}, {0, 30}}, coming{1, 10}, []int{1}, false},
		"no limit":                         {0, []coming{{1, 900}}, coming{2, 900}, nil, false},
	} {
		h := newCrowded(c.most * mb)
		for _, v := range c.here {
			if _, err := h.comes(v.id, v.mb*mb); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		_, err := h.comes(c.comes.id, c.comes.mb*mb)
		if !slices.Equal(h.gone(), c.gone) || errors.Is(err, recruit.ErrRefused) != c.refused {
			t.Errorf("%s: %v had to go, refused: %v", name, h.gone(), err)
		}
	}
}

// TestWhatIsMeasuredCounts: the process holds more than its visits seem to.
func TestWhatIsMeasuredCounts(t *testing.T) {
	t.Parallel()
	const mb = 1 << 20
	h := newCrowded(80 * mb)
	for range 5 {
		_, _ = h.comes(1, 2*mb)
	}
	_, _ = h.comes(2, 2*mb)
	h.meter.held.Bytes = 70 * mb
	if _, err := h.comes(3, 2*mb); err != nil || !slices.Equal(h.gone(), []int{4}) {
		t.Errorf("%v had to go, %v", h.gone(), err)
	}
	h.shed()
	if !slices.Equal(h.gone(), []int{4}) {
		t.Error("someone had to go while there was room")
	}
	h.meter.held.Bytes = 85 * mb // of which two are about to come free
	h.shed()
	if got := h.gone(); !slices.Equal(got, []int{2, 3, 4}) {
		t.Errorf("%v had to go, not as many of the first member as it takes, and none who holds little", got)
	}
	h.shed()
	if got := h.gone(); len(got) != 3 {
		t.Errorf("%v had to go before it was seen what that had given", got)
	}
	h.meter.held.Collections += 2
	h.shed()
	if got := h.gone(); len(got) != 3 {
		t.Errorf("%v had to go, though they hold little", got)
	}
}

// TestMoreIsAskedFor: a window that grows, a file that is opened.
func TestMoreIsAskedFor(t *testing.T) {
	t.Parallel()
	h := newCrowded(16 << 20)
	a, _ := h.comes(1, windowHolds(80, 24))
	b, _ := h.comes(2, windowHolds(80, 24))
	first := &window{80, 24, h.visits, a}
	if got := first.resize(300, 100); got.Width != 300 || got.Height != 100 || a.holds != windowHolds(300, 100) {
		t.Errorf("%v, holds %d", got, a.holds)
	}
	for range 2 {
		_, _ = h.comes(1, windowHolds(200, 100))
	}
	second := &window{80, 24, h.visits, b}
	if got := second.resize(300, 100); got.Width != 300 || len(h.gone()) == 0 || b.reason() != "" {
		t.Errorf("whoever holds little got %v, and %v had to go", got, h.gone())
	}
}

func TestAWindowWithoutMemoryStaysAsItWas(t *testing.T) {
	t.Parallel()
	h := newCrowded(4 * windowHolds(100, 40) / 3 * 2)
	a, _ := h.comes(1, windowHolds(100, 40))
	_, _ = h.comes(2, windowHolds(80, 24))
	w := &window{100, 40, h.visits, a}
	a.log = slog.New(slog.DiscardHandler)
	if got := w.resize(300, 30); got.Width != 100 || got.Height != 30 || a.holds != windowHolds(100, 30) || a.reason() != "" {
		t.Errorf("%v, holds %d", got, a.holds)
	}
}
