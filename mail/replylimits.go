package mail

import (
	"errors"
	"net"
)

// What a mail server may say at once. RFC 5321 section 4.5.3.1.5 allows 512
// octets a line; servers that greet with more are known, and what they ask
// before a sign-in may be longer still.
const (
	maxReplyLine  = 4 * 512
	maxReplyLines = 100
)

var errLongReply = errors.New("the mail server says more than a reply may hold")

// bounded is a connection to a mail server whose replies have bounds: what has
// been read since the last command was written is one reply.
type bounded struct {
	net.Conn
	first       string // is read before what the other side says
	line, lines int
	passed      bool // a bound; nothing is read or written any more
}

// Read implements net.Conn. It ends where a bound is passed.
func (b *bounded) Read(p []byte) (int, error) {
	if b.first != "" {
		n := copy(p, b.first)
		b.first = b.first[n:]
		return n, nil
	}
	if b.passed {
		return 0, errLongReply
	}
	n, err := b.Conn.Read(p)
	for i := range n {
		if b.line++; p[i] == '\n' {
			b.line = 0
			b.lines++
		}
		if b.line > maxReplyLine || b.lines > maxReplyLines {
			b.passed = true
			return i, errLongReply
		}
	}
	return n, err
}

// Write implements net.Conn.
func (b *bounded) Write(p []byte) (int, error) {
	if b.passed {
		return 0, errLongReply
	}
	b.lines = 0
	return b.Conn.Write(p)
}
