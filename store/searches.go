package store

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// searches lets the searches of all sessions take turns, so that whoever opens a
// card does not wait behind everybody who is typing into a filter, and lets those
// who ask the same at the same time have one answer.
type searches struct {
	commits atomic.Int64 // that are known here; what was begun before one is no answer behind it
	turns   chan struct{}

	mu    sync.Mutex
	under map[string]*search
}

// search is one that is under way.
type search struct {
	waiting int // who wants its answer
	cancel  context.CancelFunc
	done    chan struct{}
	answer  any
	err     error
}

// newSearches leaves most connections to those who read something else.
func newSearches() *searches {
	return &searches{turns: make(chan struct{}, max(1, min(runtime.GOMAXPROCS(0), readerCount-2))), under: map[string]*search{}}
}

// askTogether answers a filter by find, or waits for the answer of somebody who asked
// the same since the last change. A search ends when nobody waits for it any more,
// as with the next letter. Everybody gets a copy of the answer, made by own.
func askTogether[T any](ctx context.Context, s *searches, filter any, own func(T) T, find func(context.Context) (T, error)) (T, error) {
	var none T
	asked, err := json.Marshal(filter)
	if err != nil {
		return find(ctx)
	}
	key := fmt.Sprintf("%d %T %s", s.commits.Load(), filter, asked)
	s.mu.Lock()
	at := s.under[key]
	if at == nil {
		running, cancel := context.WithCancel(context.WithoutCancel(ctx))
		at = &search{cancel: cancel, done: make(chan struct{})}
		s.under[key] = at
		go s.run(running, key, at, func(ctx context.Context) (any, error) { return find(ctx) })
	}
	at.waiting++
	s.mu.Unlock()
	select {
	case <-at.done:
		answer, known := at.answer.(T)
		if !known {
			return none, at.err
		}
		return own(answer), at.err
	case <-ctx.Done():
		s.mu.Lock()
		defer s.mu.Unlock()
		if at.waiting--; at.waiting == 0 {
			at.cancel()
			if s.under[key] == at {
				delete(s.under, key)
			}
		}
		return none, ctx.Err()
	}
}

// run makes a search when its turn comes.
func (s *searches) run(ctx context.Context, key string, at *search, find func(context.Context) (any, error)) {
	defer close(at.done)
	defer at.cancel()
	select {
	case s.turns <- struct{}{}:
		at.answer, at.err = tried(ctx, find)
		<-s.turns
	case <-ctx.Done():
		at.err = ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.under[key] == at {
		delete(s.under, key)
	}
}

// tried makes an error of what would end the program, as nobody is above here who
// could.
func tried(ctx context.Context, find func(context.Context) (any, error)) (answer any, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("search: %v", broken)
		}
	}()
	return find(ctx)
}
