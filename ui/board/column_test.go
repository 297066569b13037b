package board

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/board"
)

// people are so many candidates with numbers from first on.
func people(first, n int) (all []board.Person) {
	for i := range n {
		all = append(all, board.Person{Candidate: recruit.CandidateID(first + i), Since: time.Unix(int64(first+i), 0)})
	}
	return all
}

// TestTheEndIsKnownByReading: whatever others changed above, reading behind the last one ends
// once nobody is there, and before the first one too.
func TestTheEndIsKnownByReading(t *testing.T) {
	t.Parallel()
	for _, above := range []int{-1, 0, 3, 50} {
		c := &column{Column: board.Column{Count: 60, Above: above, People: people(1, 20)}, cursor: 19, top: 15}
		c.append(board.Column{Count: 60})
		if up, below := c.hidden(5); up != 40+15 || below != 0 {
			t.Errorf("of %d above: %d above and %d below", above, up, below)
		}
		c.prepend(board.Column{Count: 60, Above: 7})
		if c.Above != 0 {
			t.Errorf("at the beginning %d are above", c.Above)
		}
	}
}

// TestWhatIsHeldIsBounded reads far down and up again, with the cursor on the same person.
func TestWhatIsHeldIsBounded(t *testing.T) {
	t.Parallel()
	c := &column{Column: board.Column{Count: 1000, People: people(0, pageRows)}}
	for len(c.People) > 0 && c.People[len(c.People)-1].Candidate < 980 {
		c.cursor = len(c.People) - 1
		who := c.person().Candidate
		c.see(5)
		c.append(board.Column{Count: 1000, People: people(int(who)+1, pageRows)})
		if c.person().Candidate != who || len(c.People) > mostHeld+pageRows || c.Above+len(c.People) != int(who)+1+pageRows {
			t.Fatalf("at %d: %d are held behind %d, the cursor is on %d", who, len(c.People), c.Above, c.person().Candidate)
		}
	}
	for c.Above > 0 {
		c.cursor, c.top = 0, 0
		who := c.person().Candidate
		c.prepend(board.Column{Count: 1000, Above: max(c.Above-pageRows, 0), People: people(int(who)-pageRows, pageRows)})
		if c.person().Candidate != who || len(c.People) > mostHeld {
			t.Fatalf("at %d: %d are held, the cursor is on %d", who, len(c.People), c.person().Candidate)
		}
	}
	c.without(0)
	if c.Count != 999 || c.People[0].Candidate != 1 {
		t.Errorf("%d are left, from %d on", c.Count, c.People[0].Candidate)
	}
}
