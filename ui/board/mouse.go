package board

import tea "charm.land/bubbletea/v2"

// Drawn implements pointer.Target: the columns.
func (s *screen) Drawn() string { return s.drawn }

// Point implements pointer.Target: a click goes to a candidate, and opens the one under the
// cursor.
func (s *screen) Point(line, across int) (cmd tea.Cmd, taken, enter bool) {
	n := s.left + across/(s.width+gap)
	if n >= len(s.columns) || across%(s.width+gap) >= s.width {
		return nil, false, false
	}
	c := s.columns[n]
	row := c.top + (line-headed)/tall
	if line < headed || row >= len(c.People) || row >= c.top+s.high {
		s.at = n
		return nil, true, false
	}
	was := s.person().Candidate
	s.at, c.cursor = n, row
	return nil, true, s.person().Candidate == was
}

// Wheel implements pointer.Target: it moves the cursor in its column.
func (s *screen) Wheel(by int) bool {
	c := s.column()
	if len(c.People) == 0 {
		return false
	}
	c.cursor = max(min(c.cursor+by, len(c.People)-1), 0)
	return true
}
