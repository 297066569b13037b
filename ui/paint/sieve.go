package paint

import (
	"io"
	"time"
)

// What a terminal sends by itself has a few numbers and a few dozen bytes.
const (
	mostNumbers  = 14   // of one control sequence, beside the first
	longestWords = 1024 // bytes of one control sequence or string
)

// place is where in a control sequence a sieve is (ECMA-48 5.4, 5.6).
type place int

const (
	inText    place = iota
	afterEsc        // one byte decides what it is
	inNumbers       // of a control sequence, or at the beginning of a device control string
	inString        // of an operating system command and its like, until it is closed
	afterStringEsc
)

// sieve makes the control sequences of a terminal harmless for those who read
// them, within a paste too: the library's decoder panics where one has more than
// 32 numbers, takes a device's with more than 16 for keys, and reads one that
// never ends again and again. What is too much of a sequence is left out, and its
// end goes through, so that whatever follows is read as what it is.
type sieve struct {
	at      place
	device  bool // the numbers are those of a device control string
	numbers int
	length  int
	over    bool // what comes of this sequence is left out
	rest    int  // bytes that the present UTF-8 character still has
}

// brokenOff is the pause after which a sequence that has no end is over: its end
// was lost, and what comes now are keys.
const brokenOff = 200 * time.Millisecond

// pasteLost is the pause after which a paste that has no end is over: a line may
// stand still for a while in the middle of one, but not for so long.
const pasteLost = 5 * time.Second

// What the library's decoder cannot make sense of it keeps until nothing has come
// for 50 ms, and reads all of it again with every piece that comes. After so many
// bytes in a row it therefore gets a pause, but not within a character or a
// sequence, which would be broken off by it, unless there is nothing else.
const (
	inARow    = 16 << 10
	breathing = 60 * time.Millisecond
)

// The marks around a paste (xterm control sequences, bracketed paste mode).
const (
	pasteBegins = "\x1b[200~"
	pasteEnds   = "\x1b[201~"
)

// sieved is an input behind a sieve.
type sieved struct {
	io.Reader
	now     func() time.Time
	pause   func(time.Duration)
	sieve   sieve
	row     int                    // bytes that went through since the last pause
	whole   int                    // of ready, those up to the end of a character or sequence
	ready   []byte                 // sifted, not read yet
	last    [len(pasteBegins)]byte // that went through
	pasting bool
}

// sifted is in behind a sieve.
func sifted(in io.Reader) *sieved {
	return &sieved{Reader: in, now: time.Now, pause: time.Sleep}
}

// Read implements io.Reader.
func (s *sieved) Read(p []byte) (int, error) {
	if s.row >= inARow {
		s.pause(breathing)
		s.row = 0
	}
	var err error
	for len(s.ready) == 0 && err == nil && len(p) > 0 {
		var n int
		asked := s.now()
		n, err = s.Reader.Read(p)
		waited := s.now().Sub(asked)
		if waited > breathing {
			s.row = 0
		}
		if waited > brokenOff {
			s.sieve = sieve{}
		}
		if s.pasting && waited > pasteLost {
			s.ready, s.pasting = append(s.ready, pasteEnds...), false
		}
		for _, c := range p[:n] {
			from := len(s.ready)
			s.ready = s.sieve.sift(s.ready, c)
			s.mark(s.ready[from:])
			if s.sieve.at == inText && s.sieve.rest == 0 {
				s.whole = len(s.ready)
			}
		}
	}
	n := min(len(s.ready), len(p))
	s.row += n
	if whole := min(s.whole, n); s.row >= inARow && whole > 0 {
		n = whole // and the rest after the pause
	}
	copy(p, s.ready[:n])
	s.whole = max(s.whole-n, 0)
	if s.ready = s.ready[n:]; len(s.ready) > 0 {
		err = nil // it will say so again
	}
	return n, err
}

// sift appends what c becomes to out.
func (s *sieve) sift(out []byte, c byte) []byte {
	switch s.at {
	case afterEsc:
		s.at = inText
		switch c {
		case '[':
			s.begin(inNumbers, false)
		case 'P':
			s.begin(inNumbers, true)
		case ']', 'X', '^', '_':
			s.begin(inString, false)
		case 0x1b:
			s.at = afterEsc
		}
		return append(out, c)
	case inNumbers:
		return s.number(out, c)
	case inString, afterStringEsc:
		return s.word(out, c)
	}
	switch {
	case s.rest > 0 && c >= 0x80 && c <= 0xbf:
		s.rest--
		return append(out, c)
	case c == 0x1b:
		s.at = afterEsc
	case c == 0x9b:
		s.begin(inNumbers, false)
	case c == 0x90:
		s.begin(inNumbers, true)
	case c == 0x9d || c == 0x98 || c == 0x9e || c == 0x9f:
		s.begin(inString, false)
	}
	s.rest = following(c)
	return append(out, c)
}

func (s *sieve) begin(at place, device bool) {
	*s = sieve{at: at, device: device}
}

// mark takes note of where pastes begin and end.
func (s *sieved) mark(through []byte) {
	for _, c := range through {
		copy(s.last[:], s.last[1:])
		s.last[len(s.last)-1] = c
		switch string(s.last[:]) {
		case pasteBegins:
			s.pasting = true
		case pasteEnds:
			s.pasting = false
		}
	}
}

// following is how many bytes of a UTF-8 character come behind its first.
func following(first byte) int {
	switch {
	case first >= 0xf0 && first <= 0xf4:
		return 3
	case first >= 0xe0:
		return 2
	case first >= 0xc2:
		return 1
	}
	return 0
}

// number takes a byte of the numbers of a sequence or of what closes them.
func (s *sieve) number(out []byte, c byte) []byte {
	switch {
	case c == 0x1b:
		s.at = afterEsc
		return append(out, c)
	case c < 0x20 || c > 0x7e:
		s.at = inText
		s.rest = following(c)
		return append(out, c)
	case c >= '@':
		if s.at = inText; s.device {
			s.begin(inString, false)
		}
		return append(out, c)
	case c == ';' || c == ':':
		s.numbers++
	}
	s.length++
	if s.over = s.over || s.numbers > mostNumbers || s.length > longestWords; s.over {
		return out
	}
	return append(out, c)
}

// word takes a byte of a string or of what closes it.
func (s *sieve) word(out []byte, c byte) []byte {
	over := s.over
	switch {
	case s.at == afterStringEsc && c != '\\':
		// The string was broken off, and another sequence began.
		s.at = afterEsc
		if over {
			out = append(out, 0x1b)
		}
		return s.sift(out, c)
	case s.at == afterStringEsc, c == 0x07, c == 0x18, c == 0x1a, c == 0x9c:
		s.at = inText
		if over { // it was closed when it became too long
			return out
		}
		return append(out, c)
	case c == 0x1b:
		s.at = afterStringEsc
		if over {
			return out
		}
		return append(out, c)
	}
	s.length++
	switch {
	case over:
		return out
	case s.length > longestWords:
		s.over = true
		return append(out, 0x1b, '\\')
	}
	return append(out, c)
}
