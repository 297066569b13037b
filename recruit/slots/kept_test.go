package slots

import (
	"context"
	"fmt"
	"reflect"
	"sync"
	"testing"
	"time"
)

// TestSearchesShareAGrid asks one grid many things at once, of more lengths and under more
// constraints than it keeps profiles for, and wants each answer to be what a grid of its own
// gives.
func TestSearchesShareAGrid(t *testing.T) {
	t.Parallel()
	const days = 4
	c := newChance(4)
	people := c.people(monday, 20, days)
	shared, err := NewGrid(monday, monday.AddDate(0, 0, days), people)
	if err != nil {
		t.Fatal(err)
	}
	var wait sync.WaitGroup
	for n := range 200 {
		q := c.query(monday, days, people)
		q.Sessions = []Session{c.session(people, 4)}
		q.Apart = time.Duration(n%3) * Quarter
		wait.Go(func() {
			for range 2 { // what the first search keeps, the second one uses
				got, err := shared.Find(context.Background(), q)
				if err != nil {
					t.Error(err)
					return
				}
				own, err := NewGrid(monday, monday.AddDate(0, 0, days), people)
				if err != nil {
					t.Error(err)
					return
				}
				want, err := own.Find(context.Background(), q)
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("query %d: %s\nwant %s: %v", n, brief(got), brief(want), err)
				}
			}
		})
	}
	wait.Wait()
	full := 0
	for i := range shared.kept {
		kept := 0
		for k := shared.kept[i].Load(); k != nil; k = k.next {
			kept++
		}
		if kept > maxKeptOf {
			t.Errorf("%d profiles are kept of one person", kept)
		}
		full += b2i(kept == maxKeptOf)
	}
	if full == 0 {
		t.Error("nobody has as many profiles as are kept")
	}
}

// brief is the starts and the people of a result.
func brief(r Result) string {
	var all []string
	for _, c := range r.Choices {
		for _, s := range c.Sessions {
			one := s.Start.Format("Mon 15:04")
			for _, p := range s.Seats {
				one += fmt.Sprint(" ", p.Person)
			}
			all = append(all, one)
		}
	}
	return fmt.Sprint(all)
}
