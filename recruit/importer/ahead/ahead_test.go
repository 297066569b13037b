package ahead

import (
	"context"
	"errors"
	"slices"
	"testing"
)

// TestInHandsOverEverythingInOrder reads numbers in parts of every size.
func TestInHandsOverEverythingInOrder(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 2, 3, 4, 99, 100, 101} {
		for _, size := range []int{1, 3, 100} {
			var got, want []int
			err := In(t.Context(), size, numbers(n, nil), func(part []int) error {
				if len(part) == 0 || len(part) > size {
					t.Errorf("a part of %d", len(part))
				}
				got = append(got, part...)
				return nil
			})
			for i := range n {
				want = append(want, i)
			}
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%d in parts of %d: %v, %v", n, size, got, err)
			}
		}
	}
}

// numbers reads the numbers up to n, and ends with err.
func numbers(n int, err error) func(context.Context, func(int) error) error {
	return func(_ context.Context, put func(int) error) error {
		for i := range n {
			if err := put(i); err != nil {
				return err
			}
		}
		return err
	}
}

// TestInEnds ends by an error of either side, by the context and by a panic, and
// holds that nothing reads any more then.
func TestInEnds(t *testing.T) {
	t.Parallel()
	broken := errors.New("broken")
	used := 0
	if err := In(t.Context(), 10, numbers(25, broken), func(part []int) error { used += len(part); return nil }); !errors.Is(err, broken) || used != 20 {
		t.Errorf("an error of the file: %v after %d", err, used)
	}
	if err := In(t.Context(), 10, numbers(1000, nil), func([]int) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("an error of the work: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	reading := false
	err := In(ctx, 10, func(ctx context.Context, put func(int) error) error {
		reading = true
		defer func() { reading = false }()
		for {
			if err := put(1); err != nil {
				return err
			}
		}
	}, func([]int) error { cancel(); return ctx.Err() })
	if !errors.Is(err, context.Canceled) || reading {
		t.Errorf("stopped: %v, still reading %v", err, reading)
	}
	defer func() {
		if p := recover(); p != "damaged" {
			t.Errorf("the panic became %v", p)
		}
	}()
	_ = In(t.Context(), 10, func(context.Context, func(int) error) error { panic("damaged") }, func([]int) error { return nil })
}
