package keyboard

import (
	"io"
	"sync"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
)

// Notice is a sentence for the person at the keyboard: what did not come
// through, or not whole.
type Notice string

// usualPaste is how many bytes one paste may have where nobody says otherwise.
const usualPaste = 1 << 20

// room is how many bytes wait for the program before a line has to wait.
const room = 64 << 10

// Options bound what is taken. The zero value suits a terminal that can be made
// to wait.
type Options struct {
	Paste int // bytes of one paste; 0 is a mebibyte

	// Ahead is how many bytes of keys may wait for the program; what comes beyond
	// is left out, as the driver of a real terminal does. 0 lets the line wait.
	Ahead int

	Arrived func()       // anything came; may be nil
	Key     func()       // a key came; may be nil
	Noticed func(Notice) // one was sent; may be nil
}

// line is what is read and not yet handed on.
type line struct {
	o       Options
	mu      sync.Mutex
	decoder decoder
	waiting []message
	bytes   int // of the waiting messages
	keys    int // of those, bytes of keys, since nothing waited
	full    bool
	reading bool // what is silent is the line, and not we
	ended   bool

	came  chan struct{} // something is waiting
	taken chan struct{} // there is room
}

type message struct {
	tea.Msg
	size int
}

// Read hands what comes from in to send, in order, until in ends.
func Read(in io.Reader, o Options, send func(tea.Msg)) {
	if o.Paste <= 0 {
		o.Paste = usualPaste
	}
	l := &line{o: o, came: make(chan struct{}, 1), taken: make(chan struct{}, 1)}
	l.decoder.most, l.decoder.emit = o.Paste, l.add
	go l.listen(in)
	for {
		msg, more := l.next()
		if !more {
			return
		}
		send(msg)
	}
}

// listen reads until in ends.
func (l *line) listen(in io.Reader) {
	var b [4096]byte
	for {
		l.mu.Lock()
		l.reading = true
		if now := time.Now(); l.o.Ahead == 0 && l.decoder.last.Before(now) && l.decoder.wait() > 0 {
			l.decoder.last = now // it cannot have come while nobody read
		}
		l.mu.Unlock()
		n, err := in.Read(b[:])
		l.mu.Lock()
		l.reading = false
		if n > 0 {
			if l.o.Arrived != nil {
				l.o.Arrived()
			}
			l.decoder.feed(b[:n], time.Now())
		}
		if err != nil {
			l.decoder.end()
			l.ended = true
		}
		wait := l.o.Ahead == 0 && l.bytes >= room
		l.mu.Unlock()
		signal(l.came)
		for ; wait && err == nil; wait = l.crowded() {
			<-l.taken
		}
		if err != nil {
			return
		}
	}
}

func (l *line) crowded() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.bytes >= room
}

func signal(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// add puts a message of so many bytes behind those that wait. It is called with
// the lock held.
func (l *line) add(msg uv.Event, size int) {
	_, key := msg.(uv.KeyPressEvent)
	if notice, ok := msg.(Notice); ok {
		l.notice(notice)
		return
	}
	if l.o.Ahead > 0 {
		if len(l.waiting) == 0 {
			l.keys, l.full = 0, false
		}
		if !l.full && (key && l.keys+size > l.o.Ahead || l.bytes+size > 2*max(l.o.Paste, l.o.Ahead)) {
			l.full = true
			l.notice("Keys came faster than the screen could follow; some were skipped.")
		}
		if l.full {
			return
		}
		if key {
			l.keys += size
		}
	}
	if key && l.o.Key != nil {
		l.o.Key()
	}
	l.bytes += size
	l.waiting = append(l.waiting, message{msg, size})
}

// notice adds a notice, unless the last one that waits says the same.
func (l *line) notice(n Notice) {
	if l.o.Noticed != nil {
		l.o.Noticed(n)
	}
	for _, m := range l.waiting {
		if m.Msg == n {
			return
		}
	}
	l.waiting = append(l.waiting, message{Msg: n})
}

// next waits for the next message; false when there will be none.
func (l *line) next() (tea.Msg, bool) {
	for {
		l.mu.Lock()
		if l.reading {
			l.decoder.silence(time.Now())
		}
		if len(l.waiting) > 0 {
			m := l.waiting[0]
			l.waiting[0] = message{}
			l.waiting = l.waiting[1:]
			if len(l.waiting) == 0 {
				l.waiting = nil
			}
			l.bytes -= m.size
			l.mu.Unlock()
			signal(l.taken)
			return m.Msg, true
		}
		ended := l.ended
		end, waits := l.decoder.deadline()
		l.mu.Unlock()
		if ended {
			return nil, false
		}
		if !waits {
			<-l.came
			continue
		}
		timer := time.NewTimer(time.Until(end))
		select {
		case <-l.came:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// Decoder is the decoder for who reads by themselves, line by line.
type Decoder struct{ decoder decoder }

// NewDecoder makes one that hands what comes to emit.
func NewDecoder(emit func(tea.Msg)) *Decoder {
	return &Decoder{decoder{most: usualPaste, emit: func(e uv.Event, _ int) { emit(e) }}}
}

// Feed takes what came now.
func (d *Decoder) Feed(b []byte, now time.Time) { d.decoder.feed(b, now) }
