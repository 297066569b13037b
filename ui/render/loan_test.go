package render

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestInterruptsOfALoan holds that ctrl+c is for the program that has the terminal, also
// where it is heard of only when that has ended.
func TestInterruptsOfALoan(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var l Loan
		for _, c := range []struct {
			say                string
			do                 func()
			lent, interrupting bool
		}{
			{"before", func() {}, false, false},
			{"lent", func() { l.Set(true) }, true, true},
			{"back", func() { l.Set(false) }, false, true},
			{"soon after", func() { time.Sleep(late - time.Millisecond) }, false, true},
			{"later", func() { time.Sleep(time.Millisecond) }, false, false},
			{"lent again", func() { l.Set(true) }, true, true},
		} {
			c.do()
			if l.Lent() != c.lent || l.Interrupted() != c.interrupting {
				t.Errorf("%s: lent %v, interrupted %v", c.say, l.Lent(), l.Interrupted())
			}
		}
	})
}
