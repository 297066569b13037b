package importer

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"recruitty/recruit"
)

// TestTurns: of each member one file is read at a time, and of all a few; who
// comes too early hears it, and has a turn when one ends soon.
func TestTurns(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var turns turns
		ctx := t.Context()
		var done []func()
		for by := range recruit.MemberID(MostAtOnce) {
			end, err := turns.take(ctx, by+1)
			if err != nil {
				t.Fatal(err)
			}
			done = append(done, end)
		}
		for by, want := range map[recruit.MemberID]string{1: "You already have an import in progress", 9: "3 imports are in progress"} {
			if _, err := turns.take(ctx, by); !errors.Is(err, recruit.ErrRefused) || !strings.Contains(err.Error(), want) {
				t.Errorf("member %d: %v", by, err)
			}
		}
		gone, leave := context.WithCancel(ctx)
		leave()
		if _, err := turns.take(gone, 9); !errors.Is(err, context.Canceled) {
			t.Errorf("who left: %v", err)
		}
		go func() {
			time.Sleep(turnsAfter / 2)
			done[0]()
		}()
		end, err := turns.take(ctx, 9)
		if err != nil {
			t.Fatalf("behind one that ended: %v", err)
		}
		for _, end := range append(done[1:], end) {
			end()
		}
		if len(turns.of) != 0 {
			t.Errorf("%d turns are left", len(turns.of))
		}
	})
}
