package e2e

import (
	"errors"
	"slices"
	"strconv"

	"recruitty/internal/sshd/sshtest"
)

// terminal walks through the screens, begins a form and leaves in the middle of
// it, or in order.
func (v *visit) terminal(member *recruiter) error {
	size := [][2]int{{80, 24}, {120, 40}, {62, 18}, {200, 60}, {100, 30}}[v.rng.IntN(5)]
	s, err := sshtest.Sit(v.client, "xterm-256color", size[0], size[1], "locked", "went wrong")
	if err == nil {
		_, err = s.Sees("Today")
	}
	if err == nil {
		err = steps(s, v.walk(size[0])...)
	}
	if err == nil {
		err = v.look(s, member)
	}
	v.what = "at a terminal"
	if err != nil {
		return errors.Join(err, v.client.Close())
	}
	switch v.rng.IntN(3) {
	case 0:
		v.what += ", left in order"
		return errors.Join(leave(s), v.client.Close())
	case 1:
		v.what += ", hung up"
		return errors.Join(s.Leave(), v.client.Close())
	}
	v.what += ", cut off"
	return v.line.Close()
}

// walk goes through one to six sections, from Today to Candidates.
func (v *visit) walk(width int) []string {
	names := []string{"Today", "Jobs", "Candidates", "Interviews", "Outbox", "Reports", "Settings"}
	if width < 100 { // without their points, which may stand there already
		names = []string{"Today", "Jobs", "Cand", "Int", "Out", "Rep", "Sett"}
	}
	way := v.rng.Perm(len(names))[:v.rng.IntN(len(names))]
	way = append(slices.DeleteFunc(way, func(at int) bool { return at == 2 }), 2)
	if way[0] == 0 { // where everybody begins
		way = way[1:]
	}
	var pairs []string
	for _, at := range way {
		pairs = append(pairs, strconv.Itoa(at+1), names[at])
	}
	return pairs
}

// look finds a candidate and types half a form there or among the candidates.
func (v *visit) look(s *sshtest.Screen, member *recruiter) error {
	// The name is pasted, so that nobody else is found by a part of it.
	if err := steps(s, "/", "type to filter", "\x1b[200~"+member.onScreen.last+"\x1b[201~\r", member.onScreen.first); err != nil {
		return err
	}
	switch v.rng.IntN(3) {
	case 0:
		return errors.Join(steps(s, "n", "New candidate"), s.Press("Ana Cos\tana@exam"))
	case 1:
		return errors.Join(steps(s, "\r", "Overview", "s", "Schedule Interview Event"), s.Press("Second tal\tWe want to"))
	}
	return steps(s, "\r", "Overview", "?", "type to search")
}
