package availability_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
)

// diary is a calendar as it truly is, by the names of its entries.
type diary struct {
	entries map[string]busy.Interval
	changed []string // since the last reading
	n       int
}

// change adds, moves or removes an entry.
func (d *diary) change(random *rand.Rand) {
	name := fmt.Sprint("e", random.IntN(12))
	d.changed = append(d.changed, name)
	if random.IntN(3) == 0 {
		delete(d.entries, name)
		return
	}
	from := float64(random.IntN(180)) / 4
	d.entries[name] = span(from, from+float64(1+random.IntN(12))/4, busy.State(1+random.IntN(3)), name)
}

// all are the entries that are not free.
func (d *diary) all() []busy.Interval {
	var all []busy.Interval
	for _, i := range d.entries {
		if i.State != busy.Free {
			all = append(all, i)
		}
	}
	return all
}

// answer is a reading, as a change of the last one where that is asked for.
func (d *diary) answer(q busy.Query) busy.Reading {
	r := busy.Reading{From: q.From, To: q.To, Cursor: fmt.Sprint("c", d.n+1)}
	if q.Calendars[0].Cursor == fmt.Sprint("c", d.n) && d.n > 0 {
		if r.Delta = true; len(d.changed) == 0 {
			r.Delta, r.NotModified = false, true
		}
		for _, name := range d.changed {
			if i, there := d.entries[name]; there && i.State != busy.Free {
				r.Intervals = append(r.Intervals, i)
			} else {
				r.Gone = append(r.Gone, name)
			}
		}
		r.Intervals = slices.Compact(r.Intervals)
	} else {
		r.Intervals = d.all()
	}
	d.n, d.changed = d.n+1, nil
	return r
}

// TestNothingIsFreeByFailure lets readings go wrong in every way at random, and holds
// that a quarter of an hour is free only where the last reading that went right said
// so, and is young enough; and that changes come to the same as whole readings.
func TestNothingIsFreeByFailure(t *testing.T) {
	t.Parallel()
	for seed := range uint64(12) {
		w := newWorld(t)
		random := rand.New(rand.NewPCG(seed, 7))
		m := w.member(t, "ana", recruit.Interviewer)
		d := &diary{entries: map[string]busy.Interval{}}
		w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
			return []busy.Reading{d.answer(q)}, nil
		}
		src := w.feed(t, m)
		truth, readAt := d.all(), w.now
		for turn := range 60 {
			w.now = w.now.Add(time.Duration(random.IntN(9*60)) * time.Second)
			for range random.IntN(4) {
				d.change(random)
			}
			right := false
			w.read = func(ctx context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
				switch random.IntN(9) {
				case 0:
					return nil, &recruit.Problem{Kind: recruit.ErrLater, Sentence: "The server is down."}
				case 1:
					return nil, errors.New("garbage")
				case 2:
					return nil, nil
				case 3:
					panic("a reader that is not careful")
				case 4:
					return []busy.Reading{{Err: &recruit.Problem{Kind: recruit.ErrGone, Sentence: "There is no such calendar."}}}, nil
				case 5:
					return []busy.Reading{{From: q.To, To: q.To.Add(time.Hour)}}, nil
				case 6:
					if q.Calendars[0].Cursor == "" {
						return []busy.Reading{{From: q.From, To: q.To, Delta: true}}, nil
					}
				}
				right = true
				return []busy.Reading{d.answer(q)}, nil
			}
			_, err := w.Test(t.Context(), w.admin, src.ID)
			must(t, err)
			if right {
				truth, readAt = d.all(), w.now
			}
			tl := w.timeline(t, m, availability.Options{})
			old := w.now.Sub(readAt) > availability.DefaultMaxAge
			for q := range 48 * 4 {
				from := at(float64(q) / 4)
				want := busy.Free
				for _, i := range truth {
					if i.Start.Before(from.Add(15*time.Minute)) && i.End.After(from) {
						want = busy.Both(want, i.State)
					}
				}
				if old {
					want = busy.Both(want, busy.Unknown)
				}
				if got := tl.State(from, from.Add(15*time.Minute)); got != want {
					t.Fatalf("seed %d, turn %d, %s: %s, want %s (read %s ago)", seed, turn, from, got, want, w.now.Sub(readAt))
				}
			}
		}
	}
}

// TestFreshWaitsForNobody holds that a dead source delays no other one, and that what
// could not be read is said.
func TestFreshWaitsForNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ana, ben, cyn := w.member(t, "ana", recruit.Interviewer), w.member(t, "ben", recruit.Interviewer), w.member(t, "cyn", recruit.Interviewer)
	w.feed(t, ana)
	w.feed(t, ben)
	w.now = w.now.Add(time.Hour)
	released := make(chan struct{})
	defer close(released)
	w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
		if q.Calendars[0].Owner == "ben@example.com" {
			<-released // whatever its deadline
		}
		return whole(q, span(30, 31, busy.Busy, "a")), nil
	}
	unread, err := w.Fresh(t.Context(), w.admin, []recruit.MemberID{ana.ID, ben.ID, cyn.ID}, 50*time.Millisecond)
	must(t, err)
	if len(unread) != 2 || unread[0].Member.ID != ben.ID || unread[0].Cause != availability.Unreadable || unread[1].Cause != availability.NotConnected {
		t.Errorf("%+v", unread)
	}
	if s := w.timeline(t, ana, availability.Options{}).State(at(28), at(29)); s != busy.Free {
		t.Errorf("who could be read: %s", s)
	}
	if s := w.timeline(t, ben, availability.Options{}).State(at(28), at(29)); s != busy.Unknown {
		t.Errorf("who could not: %s", s)
	}
	if all, err := w.Sources(t.Context(), w.admin); err != nil || all[1].Trouble != "" || all[1].Failures != 0 {
		t.Errorf("no time is no trouble: %+v, %v", all, err)
	}
}

// signIns gives out tokens and counts them.
type signIns struct {
	availability.Authoriser
	mu      sync.Mutex
	renewed int
	dead    bool
	revoked []string
}

func (s *signIns) Renew(_ context.Context, _ busy.Kind, _ recruit.MailApp, t recruit.Tokens) (recruit.Tokens, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.renewed++; s.dead {
		return t, &recruit.Problem{Kind: recruit.ErrReconnect, Sentence: "The access is dead."}
	}
	return recruit.Tokens{Access: fmt.Sprint("access-", s.renewed), Refresh: fmt.Sprint("refresh-", s.renewed), Expiry: start().Add(100 * time.Hour)}, nil
}

func (s *signIns) Revoke(_ context.Context, _ busy.Kind, _ recruit.MailApp, t recruit.Tokens) error {
	s.revoked = append(s.revoked, t.Refresh)
	return nil
}

// TestTokensAreRenewedOnce holds that of many readings at once one renews the tokens
// and all use what it stored, and that an access that is dead asks for a new sign-in.
func TestTokensAreRenewedOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	m := w.member(t, "ana", recruit.Recruiter)
	auth := &signIns{}
	w.Auth = auth
	w.App = func(context.Context, busy.Kind) (recruit.MailApp, error) { return recruit.MailApp{ClientID: "id"}, nil }
	c := availability.Connection{Kind: busy.Google, Owner: m.ID}
	src, err := w.Finish(t.Context(), m, c, recruit.Grant{Address: "ana@example.com", Tokens: recruit.Tokens{Access: "access-0", Refresh: "refresh-0", Expiry: start().Add(time.Hour)}})
	must(t, err)
	var mu sync.Mutex
	tokens := map[string]int{}
	w.read = func(_ context.Context, via busy.Access, q busy.Query) ([]busy.Reading, error) {
		mu.Lock()
		defer mu.Unlock()
		tokens[via.Token]++
		return whole(q), nil
	}
	w.now = w.now.Add(2 * time.Hour)
	other := *w.Service // another process
	other.Owner = "there"
	var all sync.WaitGroup
	for n := range 6 {
		all.Go(func() {
			service := []*availability.Service{w.Service, &other}[n%2]
			if out, err := service.Test(t.Context(), w.admin, src.ID); err != nil || out.Err != nil {
				t.Error(out.Err, err)
			}
		})
	}
	all.Wait()
	if auth.renewed != 1 || tokens["access-1"] != 6 {
		t.Errorf("renewed %d times, used %v", auth.renewed, tokens)
	}
	auth.dead = true
	w.now = w.now.Add(200 * time.Hour)
	out, err := w.Test(t.Context(), w.admin, src.ID)
	must(t, err)
	wantKind(t, out.Err, recruit.ErrReconnect)
	src, err = w.db.Source(t.Context(), src.ID)
	must(t, err)
	if src.State != recruit.ReauthRequired || w.timeline(t, m, availability.Options{}).State(at(10), at(11)) != busy.Unknown {
		t.Errorf("%+v", src)
	}
	done, err := w.Disconnect(t.Context(), m, src.ID)
	must(t, err)
	if !done.Confirmed || !slices.Equal(auth.revoked, []string{"refresh-1"}) {
		t.Errorf("%+v, %v", done, auth.revoked)
	}
}

// TestDueIsReadOnce holds that what is due is read by one of several processes, and
// that a tenant's calendars follow the team.
func TestDueIsReadOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Auth = &signIns{}
	w.App = func(context.Context, busy.Kind) (recruit.MailApp, error) { return recruit.MailApp{ClientID: "id"}, nil }
	src, err := w.Finish(t.Context(), w.admin, availability.Connection{Kind: busy.Google}, recruit.Grant{Address: "admin@example.com", Tokens: recruit.Tokens{Access: "a", Refresh: "r", Expiry: start().Add(100 * time.Hour)}})
	must(t, err)
	if !src.Everyone || len(src.Calendars) != 1 {
		t.Fatalf("%+v", src)
	}
	ana := w.member(t, "ana", recruit.Interviewer)
	w.now = w.now.Add(10 * time.Minute)
	var mu sync.Mutex
	asked := 0
	w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
		mu.Lock()
		defer mu.Unlock()
		asked++
		return whole(q), nil
	}
	over, stop := context.WithCancel(t.Context())
	defer stop()
	other := *w.Service
	looked := make(chan struct{}, 2)
	var all sync.WaitGroup
	for _, s := range []*availability.Service{w.Service, &other} {
		s.After = func(time.Duration) <-chan time.Time { looked <- struct{}{}; return nil }
		all.Go(func() { s.Run(over, func(err error) { t.Error(err) }) })
	}
	<-looked
	<-looked
	stop()
	all.Wait()
	if asked != 1 {
		t.Errorf("read %d times", asked)
	}
	if tl := w.timeline(t, ana, availability.Options{}); tl.State(at(10), at(11)) != busy.Free || len(tl.Layers) != 1 {
		t.Errorf("who joined: %+v", tl.Layers)
	}
	ana.RemovedAt = w.now
	_, err = w.db.SaveMember(t.Context(), ana, recruit.Activity{At: w.now})
	must(t, err)
	if src, err = w.db.Source(t.Context(), src.ID); err != nil || len(src.Calendars) != 1 {
		t.Errorf("who left: %+v, %v", src, err)
	}
}
