package store

import (
	"errors"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pools"
)

// TestPoolsAreKept walks a pool through the store: its members, what they held at which
// level, an old version, a name in use, and somebody who leaves the team.
func TestPoolsAreKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana, err := w.SaveMember(w.ctx, recruit.Member{Name: "Dana", Email: "dana@acme.example", Role: recruit.Interviewer, TimeZone: "UTC"}, recruit.Activity{})
	must(t, err)
	p, err := w.SavePool(w.ctx, pools.Pool{Name: "Backend", Shadows: 2, Reversed: 1, CreatedAt: now, Members: []pools.Member{
		{ID: w.member.ID, Set: pools.Qualified, Since: now}, {ID: dana.ID, Set: pools.Shadow, Since: now}}}, w.line("pool.added", "x"))
	must(t, err)
	if p.ID == 0 || p.Version != 1 || len(p.Members) != 2 || p.Members[1].Name != "Dana" || !p.Members[1].Since.Equal(now) {
		t.Fatalf("kept as %+v", p)
	}

	// One interview that was held before her training began, two after it, and one that
	// is only planned.
	for n, c := range []struct {
		start  time.Time
		level  pools.Level
		status recruit.Status
	}{
		{now.Add(-time.Hour), pools.Shadow, recruit.Completed},
		{now.Add(time.Hour), pools.Shadow, recruit.Completed},
		{now.Add(2 * time.Hour), pools.ReverseShadow, recruit.Completed},
		{now.Add(3 * time.Hour), pools.Shadow, recruit.Scheduled},
	} {
		d := w.draft("ref-"+string(rune('a'+n)), c.start)
		d.Interview.Status = c.status
		d.People = append(d.People, recruit.Participant{Address: dana.Email, Name: dana.Name, MemberID: dana.ID, Audience: recruit.ToPanel, Answer: recruit.NoAnswer,
			Pool: p.ID, PoolLevel: string(c.level)})
		r, err := w.Commit(w.ctx, d)
		must(t, err)
		if got := r.People[2]; got.Pool != p.ID || got.PoolLevel != string(c.level) {
			t.Errorf("the participant is kept as %+v", got)
		}
	}
	p, err = w.Pool(w.ctx, p.ID)
	must(t, err)
	if m := p.Members[1]; m.Listened != 1 || m.Led != 1 || p.Level(m) != pools.Shadow {
		t.Errorf("held: %+v, now %s", m, p.Level(m))
	}

	if _, err := w.SavePool(w.ctx, pools.Pool{Name: "BACKEND", CreatedAt: now}, recruit.Activity{}); !errors.Is(err, recruit.ErrDuplicate) {
		t.Errorf("a second pool of the name: %v", err)
	}
	p.Members = p.Members[1:]
	saved, err := w.SavePool(w.ctx, p, recruit.Activity{})
	must(t, err)
	if saved.Version != 2 || len(saved.Members) != 1 {
		t.Errorf("saved as %+v", saved)
	}
	if _, err := w.SavePool(w.ctx, p, recruit.Activity{}); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("an old version: %v", err)
	}

	dana.RemovedAt = now
	dana, err = w.SaveMember(w.ctx, dana, recruit.Activity{})
	must(t, err)
	if p, err = w.Pool(w.ctx, p.ID); err != nil || len(p.Members) != 0 {
		t.Errorf("who has left is still in the pool: %+v, %v", p, err)
	}

	p.RemovedAt = now
	_, err = w.SavePool(w.ctx, p, recruit.Activity{})
	must(t, err)
	if all, err := w.Pools(w.ctx, false); err != nil || len(all) != 0 {
		t.Errorf("the removed pool is listed: %+v, %v", all, err)
	}
	if all, err := w.Pools(w.ctx, true); err != nil || len(all) != 1 {
		t.Errorf("the removed pool is not kept: %+v, %v", all, err)
	}
	if _, err := w.Pool(w.ctx, 77); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("a pool that never was: %v", err)
	}
	if _, err := w.SavePool(w.ctx, pools.Pool{Name: "Backend", CreatedAt: now}, recruit.Activity{}); err != nil {
		t.Errorf("the name of a removed pool: %v", err)
	}
	interviewer := w.VisibleTo(recruit.Member{ID: 99, Role: recruit.Interviewer}).(*DB)
	if _, err := interviewer.Pools(w.ctx, true); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interviewer reads pools: %v", err)
	}
}
