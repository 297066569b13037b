package pools_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/recruittest"
)

// shelf keeps pools in memory.
type shelf struct {
	pools []pools.Pool
	team  map[recruit.MemberID]recruit.Member
	log   []recruit.Activity
}

func (s *shelf) Pools(_ context.Context, removed bool) ([]pools.Pool, error) {
	return slices.DeleteFunc(slices.Clone(s.pools), func(p pools.Pool) bool { return p.Removed() && !removed }), nil
}

func (s *shelf) Pool(_ context.Context, id pools.ID) (pools.Pool, error) {
	if id < 1 || int(id) > len(s.pools) {
		return pools.Pool{}, recruit.NotFound("There is no pool %d.", id)
	}
	return s.pools[id-1], nil
}

func (s *shelf) SavePool(_ context.Context, p pools.Pool, log recruit.Activity) (pools.Pool, error) {
	for _, other := range s.pools {
		if other.ID != p.ID && strings.EqualFold(other.Name, p.Name) {
			return p, recruit.ErrDuplicate
		}
	}
	if p.ID == 0 {
		p.ID, p.Version = pools.ID(len(s.pools)+1), 1
		s.pools = append(s.pools, p)
	} else {
		if s.pools[p.ID-1].Version != p.Version {
			return p, recruit.ErrStale
		}
		p.Version++
		s.pools[p.ID-1] = p
	}
	s.log = append(s.log, log)
	return p, nil
}

func (s *shelf) Member(_ context.Context, id recruit.MemberID) (recruit.Member, error) {
	m, ok := s.team[id]
	if !ok {
		return m, recruit.NotFound("There is no member %d.", id)
	}
	return m, nil
}

func newPools() (*pools.Pools, *shelf, recruit.Member) {
	s := &shelf{team: map[recruit.MemberID]recruit.Member{}}
	for i, name := range []string{"Robin", "Dana", "Haru", "Ines"} {
		m := recruit.Member{ID: recruit.MemberID(i + 1), Name: name, Email: strings.ToLower(name) + "@acme.example", Role: recruit.Interviewer}
		s.team[m.ID] = m
	}
	robin := s.team[1]
	robin.Role = recruit.Recruiter
	return &pools.Pools{Store: s, Now: recruittest.At}, s, robin
}

// TestMembersMoveUp holds that training goes up by interviews that were held, and only
// by those.
func TestMembersMoveUp(t *testing.T) {
	t.Parallel()
	p := pools.Pool{Shadows: 2, Reversed: 3}
	for _, c := range []struct {
		set           pools.Level
		listened, led int
		want          pools.Level
		words         string
	}{
		{pools.Shadow, 0, 0, pools.Shadow, "shadow, 0 of 2 interviews"},
		{pools.Shadow, 1, 9, pools.Shadow, "shadow, 1 of 2 interviews"},
		{pools.Shadow, 2, 0, pools.ReverseShadow, "reverse shadow, 0 of 3 interviews"},
		{pools.Shadow, 2, 3, pools.Qualified, "qualified since their training"},
		{pools.ReverseShadow, 0, 2, pools.ReverseShadow, "reverse shadow, 2 of 3 interviews"},
		{pools.ReverseShadow, 0, 3, pools.Qualified, "qualified since their training"},
		{pools.Qualified, 0, 0, pools.Qualified, "qualified"},
	} {
		m := pools.Member{Set: c.set, Listened: c.listened, Led: c.led}
		if got := p.Level(m); got != c.want {
			t.Errorf("%s after %d and %d: %s, want %s", c.set, c.listened, c.led, got, c.want)
		}
		if got := p.Standing(m); got != c.words {
			t.Errorf("%s after %d and %d: %q, want %q", c.set, c.listened, c.led, got, c.words)
		}
	}
	if got := (pools.Pool{}).Level(pools.Member{Set: pools.Shadow}); got != pools.Qualified {
		t.Errorf("where no level takes an interview, a shadow is %s", got)
	}
}

// TestNeedsAreRead holds how people write what they want of a pool.
func TestNeedsAreRead(t *testing.T) {
	t.Parallel()
	qualified := func(n int) (all []pools.Member) {
		for i := range n {
			all = append(all, pools.Member{ID: recruit.MemberID(i + 1), Set: pools.Qualified})
		}
		return append(all, pools.Member{ID: 99, Set: pools.Shadow})
	}
	all := []pools.Pool{
		{ID: 1, Name: "Backend", Members: qualified(3), Shadows: 2},
		{ID: 2, Name: "One of us", Members: qualified(1), Shadows: 2},
		{ID: 3, Name: "Öffentlichkeit", Members: qualified(2), Shadows: 2},
		{ID: 4, Name: "Old", Members: qualified(2), RemovedAt: time.Now()},
	}
	for _, c := range []struct {
		typed string
		want  string // "" for a refusal
		kind  error
	}{
		{"Backend", "1 of Backend", nil},
		{"2 of Backend", "2 of Backend", nil},
		{"any 2 of the backend", "2 of Backend", nil},
		{"ANY two OF Backend", "2 of Backend", nil},
		{"One of us", "1 of One of us", nil},
		{"1 of one of us", "1 of One of us", nil},
		{"öffentlichkeit", "1 of Öffentlichkeit", nil},
		{"2 of 3", "2 of Öffentlichkeit", nil},
		{"4 of Backend", "", recruit.ErrInvalid},
		{"0 of Backend", "", recruit.ErrInvalid},
		{"9999 of Backend", "", recruit.ErrInvalid},
		{"1 of Old", "", recruit.ErrNotFound},
		{"Frontend", "", recruit.ErrNotFound},
		{"", "", recruit.ErrInvalid},
		{strings.Repeat("x", 5000), "", recruit.ErrInvalid},
	} {
		got, err := pools.ParseNeed(c.typed, all)
		switch {
		case c.want == "" && !errors.Is(err, c.kind):
			t.Errorf("%.40q: %v, want %v", c.typed, err, c.kind)
		case c.want != "" && (err != nil || got.String() != c.want):
			t.Errorf("%q: %s, %v, want %s", c.typed, got, err, c.want)
		}
	}
}

// TestAPoolIsKept walks through what a recruiter does with a pool, and what the log
// says of it.
func TestAPoolIsKept(t *testing.T) {
	t.Parallel()
	s, kept, robin := newPools()
	ctx := t.Context()
	p, err := s.Add(ctx, robin, pools.Pool{Name: " Backend ", Shadows: pools.DefaultShadows, Reversed: pools.DefaultReversed})
	if err != nil {
		t.Fatal(err)
	}
	if p, err = s.SetMember(ctx, robin, p.ID, 2, pools.Qualified); err != nil {
		t.Fatal(err)
	}
	if p, err = s.SetMember(ctx, robin, p.ID, 3, pools.Shadow); err != nil {
		t.Fatal(err)
	}
	if again, err := s.SetMember(ctx, robin, p.ID, 3, pools.Shadow); err != nil || again.Version != p.Version {
		t.Errorf("setting what is set changed the pool: %v, %v", again, err)
	}
	if p, err = s.SetMember(ctx, robin, p.ID, 3, pools.Qualified); err != nil {
		t.Fatal(err)
	}
	p.Name, p.Shadows = "Storage", 4
	if p, err = s.Change(ctx, robin, p); err != nil {
		t.Fatal(err)
	}
	old := p
	if p, err = s.RemoveMember(ctx, robin, p.ID, 2); err != nil {
		t.Fatal(err)
	}
	old.Name = "Disks"
	if _, err := s.Change(ctx, robin, old); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("a change of an old version: %v", err)
	}
	if _, err := s.Remove(ctx, robin, p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SetMember(ctx, robin, p.ID, 2, pools.Shadow); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a change of a removed pool: %v", err)
	}
	if list, err := s.List(ctx, false); err != nil || len(list) != 0 {
		t.Errorf("the removed pool is listed: %v, %v", list, err)
	}
	if p, err = s.Restore(ctx, robin, p.ID); err != nil || p.Removed() {
		t.Errorf("restore: %v, %v", p, err)
	}
	var said []string
	for _, a := range kept.log {
		said = append(said, a.Text)
	}
	want := []string{
		"Added the pool Backend",
		"Added Dana to the pool Backend as qualified",
		"Added Haru to the pool Backend as shadow",
		"Changed Haru in the pool Backend. Level: shadow → qualified",
		"Changed the pool Backend. Name: Backend → Storage; Interviews as a shadow: 2 → 4",
		"Took Dana out of the pool Storage, qualified until now",
		"Removed the pool Storage",
		"Brought back the pool Storage",
	}
	if !slices.Equal(said, want) {
		t.Errorf("the log says\n%s\nwant\n%s", strings.Join(said, "\n"), strings.Join(want, "\n"))
	}
}

// TestWhatAPoolRefuses holds what cannot be made of a pool.
func TestWhatAPoolRefuses(t *testing.T) {
	t.Parallel()
	s, kept, robin := newPools()
	ctx := t.Context()
	p, err := s.Add(ctx, robin, pools.Pool{Name: "Backend", Shadows: pools.DefaultShadows, Reversed: pools.DefaultReversed})
	if err != nil {
		t.Fatal(err)
	}
	left := kept.team[4]
	left.RemovedAt = time.Now()
	kept.team[4] = left
	for name, c := range map[string]struct {
		do   func() error
		kind error
	}{
		"a second one of the name": {func() error {
			_, err := s.Add(ctx, robin, pools.Pool{Name: "backend", Shadows: pools.DefaultShadows, Reversed: pools.DefaultReversed})
			return err
		}, recruit.ErrDuplicate},
		"no name": {func() error {
			_, err := s.Add(ctx, robin, pools.Pool{Name: "  ", Shadows: pools.DefaultShadows, Reversed: pools.DefaultReversed})
			return err
		}, recruit.ErrInvalid},
		"a number as a name": {func() error {
			_, err := s.Add(ctx, robin, pools.Pool{Name: "12", Shadows: pools.DefaultShadows, Reversed: pools.DefaultReversed})
			return err
		}, recruit.ErrInvalid},
		"a list as a name": {func() error {
			_, err := s.Add(ctx, robin, pools.Pool{Name: "a, b", Shadows: pools.DefaultShadows, Reversed: pools.DefaultReversed})
			return err
		}, recruit.ErrInvalid},
		"a long name": {func() error {
			_, err := s.Add(ctx, robin, pools.Pool{Name: strings.Repeat("x", 81), Shadows: pools.DefaultShadows, Reversed: pools.DefaultReversed})
			return err
		}, recruit.ErrInvalid},
		"an interviewer's": {func() error {
			_, err := s.Add(ctx, kept.team[2], pools.Pool{Name: "Mine", Shadows: pools.DefaultShadows, Reversed: pools.DefaultReversed})
			return err
		}, recruit.ErrRefused},
		"who has left":         {func() error { _, err := s.SetMember(ctx, robin, p.ID, 4, pools.Qualified); return err }, recruit.ErrRefused},
		"who never was":        {func() error { _, err := s.SetMember(ctx, robin, p.ID, 7, pools.Qualified); return err }, recruit.ErrNotFound},
		"a level that is none": {func() error { _, err := s.SetMember(ctx, robin, p.ID, 2, "boss"); return err }, recruit.ErrInvalid},
		"who is not in it":     {func() error { _, err := s.RemoveMember(ctx, robin, p.ID, 2); return err }, recruit.ErrNotFound},
		"endless training":     {func() error { q := p; q.Shadows = 51; _, err := s.Change(ctx, robin, q); return err }, recruit.ErrInvalid},
	} {
		if err := c.do(); !errors.Is(err, c.kind) {
			t.Errorf("%s: %v, want %v", name, err, c.kind)
		}
	}
	if len(kept.log) != 1 {
		t.Errorf("what was refused is in the log: %v", kept.log)
	}
}
