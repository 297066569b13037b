package recruit_test

import (
	"context"
	"testing"
	"time"

	"recruitty/recruit"
)

// looks counts how often someone looks for damage.
type looks struct {
	recruit.Store
	n int
}

func (l *looks) Damaged(context.Context) ([]recruit.Damage, error) {
	l.n++
	return []recruit.Damage{{What: "job", ID: 1}}, nil
}

// TestDamageIsLookedForOnceForAll lets many sessions ask for damage, each of
// which may change what it got.
func TestDamageIsLookedForOnceForAll(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	store := &looks{}
	shared := recruit.ShareDamage(store, func() time.Time { return now })
	for range 3 {
		all, err := shared.Damaged(t.Context())
		if err != nil || len(all) != 1 || all[0].ID != 1 || store.n != 1 {
			t.Fatalf("%v, %v, looked %d times", all, err, store.n)
		}
		all[0] = recruit.Damage{}
	}
	now = now.Add(time.Minute)
	if _, err := shared.Damaged(t.Context()); err != nil || store.n != 2 {
		t.Errorf("%v, looked %d times after a minute", err, store.n)
	}
}
