package store

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"recruitty/recruit"
)

// searches lets the searches of all sessions take turns, so that whoever opens a
// card does not wait behind everybody who is typing into a filter, and lets those
// who ask the same of the same state of the workspace have one answer: those who ask
// at the same time, and those who ask a little later, as long as nothing has changed.
type searches struct {
	state func(context.Context) (string, error) // what an answer holds for
	turns chan struct{}
	long  chan struct{} // the turn of those that count all there is

	mu    sync.Mutex
	now   string             // the state that the searches below are about
	known map[string]*search // under way or over
	over  []string           // of those the ones that are over, the oldest first
	rows  int                // of their answers
}

// search is one that is under way, or over with an answer.
type search struct {
	waiting int // who wants its answer
	cancel  context.CancelFunc
	done    chan struct{}
	answer  any
	err     error
}

// maxKept is how many rows of answers are kept while nothing changes, and
// maxKeptOf how many an answer that is kept may have.
const maxKept, maxKeptOf = 5000, 250

// newSearches leaves most connections to those who read something else. An answer
// holds as long as state is the same.
func newSearches(state func(context.Context) (string, error)) *searches {
	return &searches{
		state: state, known: map[string]*search{}, long: make(chan struct{}, 1),
		turns: make(chan struct{}, max(1, min(runtime.GOMAXPROCS(0), readerCount-1))),
	}
}

// askTogether answers a filter by find, or has the answer of someone who asked
// the same since the last change. A search ends when nobody waits for it any more,
// as with the next letter. Everybody gets a copy of the answer, made by own. A long
// one keeps nobody waiting who asks for a page.
func askTogether[T any](ctx context.Context, s *searches, filter any, long bool, own func(T) T, find func(context.Context) (T, error)) (T, error) {
	var none T
	state, err := s.state(ctx)
	if err != nil {
		return find(ctx)
	}
	asked, err := json.Marshal(filter)
	if err != nil {
		return find(ctx)
	}
	key := fmt.Sprintf("%s %T %s", state, filter, asked)
	turns := s.turns
	if long {
		turns = s.long
	}
	s.mu.Lock()
	if state != s.now {
		s.now = state
		s.forget()
	}
	at := s.known[key]
	if at == nil {
		running, cancel := context.WithCancel(context.WithoutCancel(ctx))
		at = &search{cancel: cancel, done: make(chan struct{})}
		s.known[key] = at
		go s.run(running, turns, key, at, func(ctx context.Context) (any, error) { return find(ctx) })
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
			s.drop(key, at)
		}
		return none, ctx.Err()
	}
}

// forget gives up all answers of searches that are over. s.mu is held.
func (s *searches) forget() {
	for _, key := range s.over {
		delete(s.known, key)
	}
	s.over, s.rows = nil, 0
}

// drop takes away a search of which nothing is kept. s.mu is held.
func (s *searches) drop(key string, at *search) {
	if s.known[key] == at && !slices.Contains(s.over, key) {
		delete(s.known, key)
	}
}

// run makes a search when its turn comes, and keeps its answer.
func (s *searches) run(ctx context.Context, turns chan struct{}, key string, at *search, find func(context.Context) (any, error)) {
	defer close(at.done)
	defer at.cancel()
	select {
	case turns <- struct{}{}:
		at.answer, at.err = tried(ctx, find)
		<-turns
	case <-ctx.Done():
		at.err = ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	rows, space := rowsIn(at.answer)
	switch {
	case s.known[key] != at:
	case at.err != nil || rows > maxKeptOf || !strings.HasPrefix(key, s.now+" "): // what changed meanwhile may be in it or not
		delete(s.known, key)
	default:
		s.over, s.rows = append(s.over, key), s.rows+space
		for s.rows > maxKept {
			_, space := rowsIn(s.known[s.over[0]].answer)
			s.rows -= space
			delete(s.known, s.over[0])
			s.over = s.over[1:]
		}
	}
}

// rowsIn is how many rows an answer has, and for how many it counts among those that are
// kept, as one without rows takes memory too.
func rowsIn(answer any) (rows, space int) {
	switch a := answer.(type) {
	case recruit.CandidatePage:
		rows = len(a.Rows)
	case []recruit.InterviewSummary:
		rows = len(a)
	case []recruit.JobSummary:
		rows = len(a)
	default:
		rows = maxKeptOf + 1
	}
	return rows, rows + 1
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
