package store

import (
	"database/sql"
	"errors"
	"reflect"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/recruit/pools"
)

// TestPoolsAreKept walks a pool through the store: its members, what they held at which
// level, an old version, a name in use, and someone who leaves the team.
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

// TestPlansAreKept holds that a plan comes back as it was saved, that an old version is
// refused, and that one that cannot be read stops no other and can be written anew.
func TestPlansAreKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := loops.New(w.job.ID, "Screening")
	p.Sessions = []loops.Session{
		{Title: "Technical", Duration: time.Hour, Needs: []loops.Need{{Count: 2, Pool: 3}}, People: []loops.Person{{ID: w.member.ID, Optional: true}}},
		{Title: "Lunch", Duration: 45 * time.Minute, Platform: recruit.OnSite, Place: "12 Baker Street", People: []loops.Person{{ID: w.member.ID}}},
	}
	p.FixedOrder, p.MinGap, p.Days, p.Twice = true, 5*time.Minute, 2, true
	must(t, w.SavePlan(w.ctx, p, w.line("plan.added", "x")))
	all, err := w.Plans(w.ctx, w.job.ID, false)
	must(t, err)
	if p.Version = 1; len(all) != 1 || !reflect.DeepEqual(all[0], p) {
		t.Fatalf("kept as %+v", all)
	}
	p.RemovedAt = now
	must(t, w.SavePlan(w.ctx, p, w.line("plan.removed", "x")))
	if err := w.SavePlan(w.ctx, p, w.line("plan.removed", "x")); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("an old version: %v", err)
	}
	if all, err = w.Plans(w.ctx, w.job.ID, false); err != nil || len(all) != 0 {
		t.Errorf("in use: %v, %v", all, err)
	}
	p.JobID, p.Version = 99, 0
	if err := w.SavePlan(w.ctx, p, w.line("plan.added", "x")); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("of a job that is not there: %v", err)
	}
	must(t, w.write(w.ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(w.ctx, "UPDATE plans SET rules = '{', removed_at = NULL")
		return err
	}))
	if all, err = w.Plans(w.ctx, w.job.ID, true); err != nil || len(all) != 1 || all[0].Damage == "" || all[0].Version != 2 {
		t.Fatalf("damaged: %+v, %v", all, err)
	}
	p.JobID, p.Version, p.RemovedAt = w.job.ID, 2, time.Time{}
	must(t, w.SavePlan(w.ctx, p, w.line("plan.changed", "x")))
	if all, err = w.Plans(w.ctx, w.job.ID, false); err != nil || len(all) != 1 || all[0].Damage != "" {
		t.Errorf("written anew: %+v, %v", all, err)
	}
}
