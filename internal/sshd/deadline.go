package sshd

import (
	"io"
	"time"
)

// piece is how much is written at a time under one deadline, in bytes.
const piece = 32 << 10

// steady is a writer that ends the visit when its client takes nothing for so
// long: a result that nobody takes would stay in memory for ever.
type steady struct {
	io.Writer
	most time.Duration
	end  func()
}

// Write implements io.Writer.
func (s steady) Write(p []byte) (int, error) {
	written := 0
	for {
		part := p[written:min(len(p), written+piece)]
		timer := time.AfterFunc(s.most, s.end)
		n, err := s.Writer.Write(part)
		timer.Stop()
		if written += n; err != nil || written >= len(p) {
			return written, err
		}
	}
}

// lasting is a writer to the visitor under the deadline of its limits.
func (v *visit) lasting(w io.Writer, most time.Duration) io.Writer {
	return steady{w, most, func() { v.end(stalled) }}
}
