package exitcode_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"recruitty/internal/exitcode"
	"recruitty/recruit"
)

// TestOf: the kind of the problem counts, whatever caused it.
func TestOf(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errors.New("surprise"), 1},
		{&recruit.Problem{Kind: recruit.ErrStorage}, 1},
		{&recruit.Problem{Kind: recruit.ErrLater, Cause: context.DeadlineExceeded}, 1},
		{recruit.Invalid("title", "Too long."), 2},
		{fmt.Errorf("add: %w", &recruit.Problem{Kind: recruit.ErrDuplicate}), 2},
		{recruit.NotFound("No such job."), 3},
		{fmt.Errorf("read: %w", recruit.ErrNotFound), 3},
		{recruit.Refused("Not yours."), 4},
		{&recruit.Problem{Kind: recruit.ErrRefused, Cause: recruit.ErrDuplicate}, 4},
		{&recruit.Problem{Kind: recruit.ErrRefused, Cause: recruit.ErrNoConnection}, 4},
		{&recruit.Problem{Kind: recruit.ErrScope}, 4},
		{&recruit.Problem{Kind: recruit.ErrDeclined}, 4},
		{&recruit.Problem{Kind: exitcode.ErrUnconfirmed, Sentence: "Not yet."}, 5},
	} {
		if got := exitcode.Of(c.err); got != c.want {
			t.Errorf("Of(%v) = %d, want %d", c.err, got, c.want)
		}
	}
}
