package e2e

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/internal/sshd/sshtest"
)

var (
	pageSessions = flag.Int("page-sessions", 3, "how many people sit at a screen in TestPageBesideSessions, each pressing a key a second")
	pageRate     = flag.Int("page-rate", 40, "how often in a second the page is asked for")
	pageFor      = flag.Duration("page-for", 2*time.Second, "how long it is asked for")
)

// TestPageBesideSessions asks a host for the page at a steady rate, a button among every twenty, while people work at the
// screens of the same host. It says how long answers took; how long they may take is measured where nothing else runs.
func TestPageBesideSessions(t *testing.T) {
	t.Parallel()
	asked := int(pageFor.Seconds() * float64(*pageRate))
	r := newReception(t, max(4, asked/12), "--sessions-each", "100", "--sessions", "300")
	r.hosts[1].ended()
	stop, err := r.sitDown(*pageSessions)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range r.visitors { // what a first look works out is no part of it
		if _, err := v.look(r.at[0]); err != nil {
			t.Fatal(err)
		}
	}
	took, failed := r.steadily(asked)
	if err := errors.Join(failed, stop()); err != nil {
		t.Error(err)
	}
	for _, what := range []string{"looks", "buttons"} {
		slices.Sort(took[what])
		at := func(share float64) time.Duration {
			return took[what][int(share*float64(len(took[what])-1))].Round(10 * time.Microsecond)
		}
		if len(took[what]) > 0 {
			t.Logf("%d %s at %d requests a second beside %d sessions: p50 %v, p90 %v, p99 %v, longest %v", len(took[what]), what, *pageRate, *pageSessions, at(0.5), at(0.9), at(0.99), at(1))
		}
	}
}

// sitDown opens so many screens, at each of which a key is pressed every second until stop.
func (r *reception) sitDown(people int) (stop func() error, err error) {
	var screens []*sshtest.Screen
	for range people {
		c, err := r.hosts[0].enter(r.t.Context(), r.hosts[0].key)
		if err != nil {
			return nil, err
		}
		r.t.Cleanup(func() { _ = c.Close() })
		s, err := sshtest.Sit(c, "xterm-256color", 120, 40)
		if err != nil {
			return nil, err
		}
		if _, err := s.Sees("Today"); err != nil {
			return nil, err
		}
		screens = append(screens, s)
	}
	done, errs := make(chan struct{}), make(chan error, people)
	var all sync.WaitGroup
	for n, s := range screens {
		all.Go(func() {
			first := time.NewTimer(time.Duration(n) * time.Second / time.Duration(people))
			defer first.Stop()
			select {
			case <-first.C:
			case <-done:
				return
			}
			tick := time.NewTicker(time.Second)
			defer tick.Stop()
			for k := n; ; k++ {
				if err := s.Press([]string{"2", "j", "j", "k", "3", "j", "k", "1", "j", "4", "j", "k"}[k%12]); err != nil {
					errs <- fmt.Errorf("screen %d: %w", n, err)
					return
				}
				select {
				case <-tick.C:
				case <-done:
					return
				}
			}
		})
	}
	return func() error {
		close(done)
		all.Wait()
		close(errs)
		for e := range errs {
			err = errors.Join(err, e)
		}
		return err
	}, nil
}

// steadily asks for the page so many times at the rate, and says how long the answers took.
func (r *reception) steadily(asked int) (took map[string][]time.Duration, err error) {
	took = map[string][]time.Duration{}
	var mu sync.Mutex
	var all sync.WaitGroup
	tick := time.NewTicker(time.Second / time.Duration(*pageRate))
	defer tick.Stop()
	chance := rand.New(rand.NewPCG(3, 4))
	for n := range asked {
		<-tick.C
		v, what, method, part := r.visitors[n%len(r.visitors)], "looks", http.MethodGet, ""
		var form url.Values
		if n%20 == 7 {
			what, method, form = "buttons", http.MethodPost, url.Values{"option": {fmt.Sprintf("1-%d", 1+chance.IntN(2))}}
		}
		all.Go(func() {
			d, failed := v.timed(r.at[0], method, part, form)
			mu.Lock()
			defer mu.Unlock()
			took[what] = append(took[what], d)
			err = errors.Join(err, failed)
		})
	}
	all.Wait()
	return took, err
}

// timed asks for the page, up to the last byte of the answer.
func (v *visitor) timed(host, method, part string, form url.Values) (time.Duration, error) {
	r, err := http.NewRequest(method, "http://"+host+"/p/"+v.token+part, strings.NewReader(form.Encode()))
	if err != nil {
		return 0, err
	}
	r.Header.Set("X-Forwarded-For", v.from)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	began := time.Now()
	answer, err := browserOfAll().Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	if _, err = io.Copy(io.Discard, answer.Body); err == nil && answer.StatusCode != http.StatusOK && answer.StatusCode != http.StatusSeeOther {
		err = fmt.Errorf("offer %d was answered by %d", v.offer, answer.StatusCode)
	}
	return time.Since(began), err
}
