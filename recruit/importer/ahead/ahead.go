// Package ahead reads what comes next while what was read before is worked on.
package ahead

import "context"

// waiting is how many parts may be read that nobody works on yet.
const waiting = 4

// In reads items with read, which puts them one by one, and hands them to use size
// at a time, in their order. While use works on some, the next ones are read, but
// not many more. An error of either ends both. What was read before an error, but
// is not size items yet, is not used.
func In[T any](ctx context.Context, size int, read func(ctx context.Context, put func(T) error) error, use func([]T) error) error {
	ctx, cancel := context.WithCancel(ctx)
	parts := make(chan []T, waiting)
	var ended error  // once parts is closed
	var panicked any // goes on where someone can recover from it
	go func() {
		defer close(parts)
		defer func() { panicked = recover() }()
		ended = gather(ctx, size, parts, read)
	}()
	// Nothing reads any more when In returns.
	defer func() {
		cancel()
		for range parts {
		}
	}()
	for part := range parts {
		if err := use(part); err != nil {
			return err
		}
	}
	if panicked != nil {
		panic(panicked)
	}
	return ended
}

// gather sends what read puts in parts of size items, and the rest at the end.
func gather[T any](ctx context.Context, size int, parts chan<- []T, read func(context.Context, func(T) error) error) error {
	var part []T
	send := func() error {
		select {
		case parts <- part:
			part = nil
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	err := read(ctx, func(item T) error {
		if part == nil {
			part = make([]T, 0, size)
		}
		if part = append(part, item); len(part) == size {
			return send()
		}
		return nil
	})
	if err == nil && len(part) > 0 {
		err = send()
	}
	return err
}
