package sshd

import "io"

// reads is how many bytes of its input a command gets before it is asked for
// memory again.
const reads = 256 << 10

// opens counts a file that a visit reads. What a form or a command reads
// together is bounded by what a file may have.
func (s *Server) opens(v *visit, size int64) error {
	more := min(size, maxFile-v.opened.Load())
	if more <= 0 {
		return nil
	}
	if err := s.visits.more(v, more); err != nil {
		return err
	}
	v.opened.Add(more)
	return nil
}

// reading is a command's input. A command may keep what it has read, so that it
// counts as held.
type reading struct {
	from io.Reader
	s    *Server
	v    *visit
	room int // bytes that may still be read before more is asked for
}

// Read implements io.Reader.
func (r *reading) Read(p []byte) (int, error) {
	if r.room == 0 {
		if err := r.s.visits.more(r.v, reads); err != nil {
			return 0, err
		}
		r.room = reads
	}
	n, err := r.from.Read(p[:min(len(p), r.room)])
	r.room -= n
	return n, err
}
