package scheduling_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// switchboard answers about users and counts who asked.
type switchboard struct {
	mu      sync.Mutex
	asked   int
	account recruit.Account
	err     error
}

func (s *switchboard) Missing([]string) []recruit.Permission { return nil }

func (s *switchboard) User(ctx context.Context, _ recruit.Connection, _ string) (recruit.Account, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked++
	if _, bounded := ctx.Deadline(); !bounded {
		return recruit.Account{}, errors.New("a form would wait for ever")
	}
	return s.account, s.err
}

func TestHostsRemember(t *testing.T) {
	t.Parallel()
	basic := recruit.Account{Email: "sam@acme.example", Plan: recruit.PlanBasic}
	for name, test := range map[string]struct {
		account recruit.Account
		err     error
		holds   time.Duration
	}{
		"known":   {account: basic, holds: 10 * time.Minute},
		"unknown": {err: recruit.ErrUnknownUser, holds: time.Minute},
		"silent":  {err: recruit.ErrLater, holds: 30 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
			zoom := &switchboard{account: test.account, err: test.err}
			hosts := scheduling.NewHosts(zoom, func() time.Time { return now })
			via := recruit.Connection{ID: 1, Since: now}
			ask := func(email string, want int) {
				t.Helper()
				got, err := hosts.Look(t.Context(), via, email)
				if got != test.account || !errors.Is(err, test.err) || zoom.asked != want {
					t.Errorf("%+v, %v after %d questions, want %d", got, err, zoom.asked, want)
				}
			}
			ask("sam@acme.example", 1)
			ask("Sam@Acme.example", 1)
			now = now.Add(test.holds - time.Second)
			ask("sam@acme.example", 1)
			now = now.Add(time.Second)
			ask("sam@acme.example", 2)
			via.Since = now // connected anew
			ask("sam@acme.example", 3)
		})
	}
}

func TestHostsForgetTheImpatient(t *testing.T) {
	t.Parallel()
	zoom := &switchboard{err: recruit.ErrLater}
	hosts := scheduling.NewHosts(zoom, time.Now)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := hosts.Look(ctx, recruit.Connection{}, "sam@acme.example"); err == nil {
		t.Error("no error")
	}
	if _, err := hosts.Look(t.Context(), recruit.Connection{}, "sam@acme.example"); err == nil || zoom.asked != 2 {
		t.Errorf("asked %d times, %v", zoom.asked, err)
	}
}

func TestHostsAreSharedByManyForms(t *testing.T) {
	t.Parallel()
	zoom := &switchboard{}
	hosts := scheduling.NewHosts(zoom, time.Now)
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if _, err := hosts.Look(t.Context(), recruit.Connection{}, "sam@acme.example"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}
