package sshd

import (
	"io"
	"unicode/utf8"
)

// mostLine is the longest line that a command reads from a terminal, in bytes.
const mostLine = 16 << 10

// cooked is a terminal from which a command reads lines. The visitor's own
// terminal is raw then, so what a terminal driver does is done here: showing
// what is typed, taking it back, and ending the line.
type cooked struct {
	in        io.Reader
	echo      io.Writer
	interrupt func() // ctrl+c

	line  []byte // being typed
	ready []byte // ended lines, not read yet
	ended bool
	skip  bool // inside an escape sequence, which is no text
}

// Read implements io.Reader; it returns what was typed line by line.
func (c *cooked) Read(p []byte) (int, error) {
	var raw [256]byte
	for len(c.ready) == 0 {
		if c.ended {
			return 0, io.EOF
		}
		n, err := c.in.Read(raw[:])
		for _, b := range raw[:n] {
			if !c.ended {
				c.take(b)
			}
		}
		if err != nil {
			c.ended = true
			c.ready = append(c.ready, c.line...)
			c.line = nil
		}
	}
	n := copy(p, c.ready)
	c.ready = c.ready[n:]
	return n, nil
}

// take takes one byte as a terminal driver does.
func (c *cooked) take(b byte) {
	const (
		interrupt, end, backspace, kill, escape, remove = 0x03, 0x04, 0x08, 0x15, 0x1b, 0x7f
	)
	switch {
	case c.skip:
		c.skip = b == '[' || b == 'O' || b < 0x40
	case b == '\r' || b == '\n':
		c.show("\n")
		c.ready = append(append(c.ready, c.line...), '\n')
		c.line = nil
	case b == interrupt:
		c.show("^C\n")
		c.ended = true
		c.line = nil
		c.interrupt()
	case b == end && len(c.line) == 0:
		c.ended = true
	case b == backspace || b == remove:
		if _, size := utf8.DecodeLastRune(c.line); size > 0 {
			c.line = c.line[:len(c.line)-size]
			c.show("\b \b")
		}
	case b == kill:
		for range utf8.RuneCount(c.line) {
			c.show("\b \b")
		}
		c.line = nil
	case b == escape:
		c.skip = true
	case b < ' ' || len(c.line) >= mostLine:
	default:
		c.line = append(c.line, b)
		c.show(string([]byte{b}))
	}
}

func (c *cooked) show(text string) { _, _ = io.WriteString(c.echo, text) }
