package sshd

import (
	"io"
	"strings"
	"time"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"recruitty/ui/keyboard"
	"recruitty/ui/text"
)

// maxLine is the longest line that a command reads from a terminal, in bytes.
const maxLine = 16 << 10

// lineEditor is a terminal from which a command reads lines. The visitor's own
// terminal is raw then, so what a terminal driver does is done here: showing
// what is typed, taking it back, and ending the line.
type lineEditor struct {
	in        io.Reader
	echo      io.Writer
	interrupt func() // ctrl+c

	keys  *keyboard.Decoder
	line  []byte // being typed
	ready []byte // ended lines, not read yet
	ended bool
}

// Read implements io.Reader; it returns what was typed line by line.
func (c *lineEditor) Read(p []byte) (int, error) {
	if c.keys == nil {
		c.keys = keyboard.NewDecoder(c.take)
	}
	var raw [256]byte
	for len(c.ready) == 0 {
		if c.ended {
			return 0, io.EOF
		}
		n, err := c.in.Read(raw[:])
		c.keys.Feed(raw[:n], time.Now())
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

// take takes what came as a terminal driver does; sequences and answers of the
// terminal are no text.
func (c *lineEditor) take(msg tea.Msg) {
	switch e := msg.(type) {
	case uv.PasteEvent:
		for line := range strings.Lines(strings.ReplaceAll(e.Content, "\r", "\n")) {
			c.write(strings.TrimSuffix(line, "\n"))
			if strings.HasSuffix(line, "\n") {
				c.end()
			}
		}
	case uv.KeyPressEvent:
		if !c.ended {
			c.press(uv.Key(e))
		}
	}
}

func (c *lineEditor) press(k uv.Key) {
	switch name := k.String(); {
	case name == "enter" || name == "ctrl+j":
		c.end()
	case name == "ctrl+c":
		c.show("^C\n")
		c.ended = true
		c.line = nil
		c.interrupt()
	case name == "ctrl+d":
		c.ended = c.ended || len(c.line) == 0
	case name == "backspace" || name == "ctrl+h":
		c.takeBack(text.LastCluster(string(c.line)))
	case name == "ctrl+w":
		words := strings.TrimRight(string(c.line), " ")
		c.takeBack(string(c.line)[strings.LastIndexByte(words, ' ')+1:])
	case name == "ctrl+u":
		c.takeBack(string(c.line))
	default:
		c.write(k.Text)
	}
}

func (c *lineEditor) end() {
	c.show("\n")
	c.ready = append(append(c.ready, c.line...), '\n')
	c.line = nil
}

// write adds what was typed to the line, as far as it has room.
func (c *lineEditor) write(s string) {
	for _, r := range s {
		if len(c.line)+utf8.RuneLen(r) <= maxLine && r >= ' ' && r != 0x7f {
			c.line = utf8.AppendRune(c.line, r)
			c.show(string(r))
		}
	}
}

// takeBack takes the end of the line off, on the screen as well, where nobody
// has asked the terminal to count by letters.
func (c *lineEditor) takeBack(end string) {
	c.line = c.line[:len(c.line)-len(end)]
	c.show(strings.Repeat("\b \b", text.ByCodePoint().Width(end)))
}

func (c *lineEditor) show(s string) { _, _ = io.WriteString(c.echo, s) }
