package board

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/board"
	"recruitty/ui/shell"
)

// column is a stage with the people of it that are held: those around what is in sight.
type column struct {
	board.Column
	cursor int // in People
	top    int // the first of People in sight
}

// person is who is under the cursor of the column.
func (c *column) person() board.Person {
	if c.cursor < 0 || c.cursor >= len(c.People) {
		return board.Person{}
	}
	return c.People[c.cursor]
}

// take takes a column as it was read now. What was not asked for is kept until it comes
// into sight, and then read.
func (c *column) take(read board.Column) {
	who := c.person().Candidate
	if !read.Read {
		read.People, read.Above = c.People, c.Above
	}
	first := c.top - c.cursor
	c.Column = read
	for n, p := range c.People {
		if p.Candidate == who {
			c.cursor = n
			c.top = max(n+first, 0)
			break
		}
	}
	c.cursor = max(min(c.cursor, len(c.People)-1), 0)
}

// without takes someone out who was moved away, before it is read again.
func (c *column) without(id recruit.CandidateID) {
	for n, p := range c.People {
		if p.Candidate == id {
			c.People = append(c.People[:n:n], c.People[n+1:]...)
			c.Count = max(c.Count-1, 0)
			c.cursor = max(min(c.cursor, len(c.People)-1), 0)
			return
		}
	}
}

// see keeps the cursor among so many people in sight, and returns them.
func (c *column) see(high int) []board.Person {
	c.top = max(min(c.top, c.cursor, len(c.People)-high), c.cursor-high+1, 0)
	return c.People[min(c.top, len(c.People)):min(c.top+high, len(c.People))]
}

// hidden is how many are out of sight above and below, -1 where nobody knows.
func (c *column) hidden(shown int) (above, below int) {
	if c.Above < 0 {
		return -1, -1
	}
	return c.Above + c.top, max(c.Count-c.Above-c.top-shown, 0)
}

// step moves the cursor.
func (s *screen) step(msg tea.KeyPressMsg) tea.Cmd {
	if len(s.columns) == 0 {
		return nil
	}
	c := s.column()
	switch msg.String() {
	case "left", "h":
		s.sideways(-1)
		return s.missing()
	case "right", "l":
		s.sideways(1)
		return s.missing()
	case "home":
		return s.jump(board.Part{Stage: c.Stage})
	case "end", "G":
		return s.jump(board.Part{Stage: c.Stage, Last: true})
	case "up", "k":
		c.cursor--
	case "down", "j":
		c.cursor++
	case "pgup":
		c.cursor -= max(s.high-1, 1)
	case "pgdown":
		c.cursor += max(s.high-1, 1)
	case "ctrl+u":
		c.cursor -= max(s.high/2, 1)
	case "ctrl+d":
		c.cursor += max(s.high/2, 1)
	}
	c.cursor = max(min(c.cursor, len(c.People)-1), 0)
	return s.more()
}

// sideways goes to a column beside this one, and brings it into sight.
func (s *screen) sideways(by int) {
	s.at = max(min(s.at+by, len(s.columns)-1), 0)
	s.left = max(min(s.left, s.at), s.at-s.wide+1)
}

// jump goes to one end of a column.
func (s *screen) jump(p board.Part) tea.Cmd {
	c := s.column()
	held := c.Above == 0
	if p.Last {
		_, below := c.hidden(len(c.People) - c.top)
		held = below == 0
	}
	if held {
		if c.cursor = 0; p.Last {
			c.cursor = max(len(c.People)-1, 0)
		}
		return nil
	}
	return s.readPart(c, p, func(read board.Column) {
		c.Column, c.top, c.cursor = read, 0, 0
		if p.Last {
			c.cursor = max(len(c.People)-1, 0)
		}
	})
}

// near is how close to the end of what is held of a column the next part is read.
const near = pageRows / 2

// more reads the part of the column that the cursor comes to next, if it is not held.
func (s *screen) more() tea.Cmd {
	c := s.column()
	if s.further.Busy() || s.reading.Slot.Busy() || len(c.People) == 0 {
		return nil
	}
	_, below := c.hidden(len(c.People) - c.top)
	switch last := c.People[len(c.People)-1].Place(); {
	case below != 0 && c.cursor+s.high+near > len(c.People):
		return s.readPart(c, board.Part{Stage: c.Stage, After: last}, func(read board.Column) {
			if len(c.People) == 0 || c.People[len(c.People)-1].Place() != last {
				return // it was read anew meanwhile
			}
			c.append(read)
		})
	case c.Above != 0 && c.cursor < s.high+near:
		first := c.People[0].Place()
		return s.readPart(c, board.Part{Stage: c.Stage, Before: first}, func(read board.Column) {
			if len(c.People) > 0 && c.People[0].Place() == first {
				c.prepend(read)
			}
		})
	}
	return nil
}

// append puts a part behind what is held, and lets go of what is far above.
func (c *column) append(read board.Column) {
	c.Count = read.Count
	if len(read.People) == 0 { // the end: whatever was thought to be above, all the others are
		c.Above = max(c.Count-len(c.People), 0)
	}
	c.People = append(c.People[:len(c.People):len(c.People)], read.People...)
	gone := min(max(len(c.People)-mostHeld, 0), c.top)
	c.People = c.People[gone:]
	c.cursor, c.top = c.cursor-gone, c.top-gone
	if c.Above >= 0 {
		c.Above += gone
	}
}

// prepend puts a part before what is held, and lets go of what is far below.
func (c *column) prepend(read board.Column) {
	c.Count, c.Above = read.Count, read.Above
	if len(read.People) == 0 {
		c.Above = 0
	}
	c.People = append(read.People[:len(read.People):len(read.People)], c.People...)
	c.cursor, c.top = c.cursor+len(read.People), c.top+len(read.People)
	c.People = c.People[:min(len(c.People), max(mostHeld, c.cursor+1))]
}

// readPart reads a part of a column.
func (s *screen) readPart(c *column, p board.Part, then func(board.Column)) tea.Cmd {
	svc, q := s.app.Services(), board.Query{Job: s.id, Limit: max(pageRows, 2*s.high), Parts: []board.Part{p}}
	return shell.Load(s.app, &s.further, func(ctx context.Context) (board.Board, error) { return svc.Board.Read(ctx, q) }, func(b board.Board, err error) tea.Cmd {
		if err != nil {
			s.failure = recruit.Sentence(err)
			return nil
		}
		for _, read := range b.Columns {
			if read.Stage == c.Stage {
				then(read)
			}
		}
		return s.more()
	})
}
