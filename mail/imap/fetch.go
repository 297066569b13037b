package imap

import (
	"fmt"
	"strconv"
	"strings"
)

// Message is what a server handed over of one message.
type Message struct {
	Size int64 // as the server says, 0 when it did not
	Body []byte
	// Odd says that the answer around the body could not be read, so that nobody
	// knows whether the body is whole.
	Odd bool
	// Nothing says that the server answered without a body.
	Nothing bool
}

// Fetch reads the first limit bytes of a message as it arrived, without marking
// it.
func (c *Client) Fetch(uid uint32, limit int) (Message, error) {
	return c.fetch(uid, fmt.Sprintf("(UID RFC822.SIZE BODY.PEEK[]<0.%d>)", limit))
}

// Head reads the lines of a header that say who wrote about what.
func (c *Client) Head(uid uint32) (Message, error) {
	return c.fetch(uid, "(UID BODY.PEEK[HEADER.FIELDS (FROM SUBJECT DATE)])")
}

func (c *Client) fetch(uid uint32, items string) (Message, error) {
	c.begin(c.limits.Patience)
	tag, err := c.send("UID FETCH", strconv.FormatUint(uint64(uid), 10), items)
	if err != nil {
		return Message{}, err
	}
	found := Message{Nothing: true}
	_, err = c.finish(tag, func(r response) {
		if r.kind != "FETCH" {
			return
		}
		one := parseFetch(r)
		if one.uid != 0 && one.uid != uid {
			return
		}
		if one.size > 0 {
			found.Size = one.size
		}
		found.Odd = found.Odd || one.odd
		if len(one.body) > 0 {
			found.Body, found.Nothing = one.body, false
		}
	})
	return found, err
}

type fetched struct {
	uid  uint32
	size int64
	body []byte
	odd  bool // something in it could not be read
}

// parseFetch reads the pairs of name and value in the answer to a FETCH. What
// it does not know it passes over, lists in lists without recursion.
func parseFetch(r response) fetched {
	var f fetched
	s := scanner{text: r.rest, literals: r.literals}
	s.blanks()
	if !s.take('(') {
		f.odd = true
		return f
	}
	for {
		s.blanks()
		switch {
		case s.take(')'):
			f.odd = f.odd || strings.Trim(s.text[s.at:], " ") != ""
			return f
		case s.over():
			f.odd = true
			return f
		}
		name := strings.ToUpper(s.name())
		s.blanks()
		value, ok := s.value()
		if name == "" || !ok {
			f.odd = true
			return f
		}
		switch {
		case name == "UID":
			n, _ := strconv.ParseUint(string(value), 10, 32)
			f.uid = uint32(n)
		case name == "RFC822.SIZE":
			f.size, _ = strconv.ParseInt(string(value), 10, 64)
		case strings.HasPrefix(name, "BODY[") && len(value) > len(f.body):
			f.body = value
		}
	}
}

// scanner goes through a response. Each of its methods advances, or says that
// it did not.
type scanner struct {
	text     string
	at       int
	literals [][]byte
}

func (s *scanner) over() bool { return s.at >= len(s.text) }

func (s *scanner) blanks() {
	for !s.over() && s.text[s.at] == ' ' {
		s.at++
	}
}

func (s *scanner) take(b byte) bool {
	if s.over() || s.text[s.at] != b {
		return false
	}
	s.at++
	return true
}

// name reads a name such as UID or BODY[HEADER.FIELDS (FROM)]<0>.
func (s *scanner) name() string {
	from, inside := s.at, false
	for ; !s.over(); s.at++ {
		switch b := s.text[s.at]; {
		case b == '[':
			inside = true
		case b == ']':
			inside = false
		case !inside && (b == ' ' || b == '(' || b == ')' || b == '"' || b == '{'):
			return s.text[from:s.at]
		}
	}
	return s.text[from:]
}

// value reads an atom, a string or a literal; of a list it says only that it was
// there. NIL is nothing.
func (s *scanner) value() (value []byte, ok bool) {
	if s.over() {
		return nil, false
	}
	switch s.text[s.at] {
	case '"':
		return s.quoted()
	case '{', '~':
		if mark := strings.IndexByte(s.text[s.at:], 0); mark >= 0 && len(s.literals) > 0 {
			s.at += mark + 1
			value, s.literals = s.literals[0], s.literals[1:]
			return value, true
		}
		return nil, false
	case '(':
		return nil, s.list()
	case ')':
		return nil, false
	}
	from := s.at
	for !s.over() && !strings.ContainsRune(" ()", rune(s.text[s.at])) {
		s.at++
	}
	if value = []byte(s.text[from:s.at]); strings.EqualFold(string(value), "NIL") {
		return nil, true
	}
	return value, true
}

func (s *scanner) quoted() ([]byte, bool) {
	var value []byte
	for s.at++; !s.over(); s.at++ {
		switch b := s.text[s.at]; b {
		case '"':
			s.at++
			return value, true
		case '\\':
			if s.at++; s.over() {
				return nil, false
			}
			value = append(value, s.text[s.at])
		default:
			value = append(value, b)
		}
	}
	return nil, false
}

// list passes over a list, however deep.
func (s *scanner) list() bool {
	depth := 0
	for !s.over() {
		switch s.text[s.at] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.at++
				return true
			}
		case '"':
			if _, ok := s.quoted(); !ok {
				return false
			}
			continue
		case 0:
			if len(s.literals) > 0 {
				s.literals = s.literals[1:]
			}
		}
		s.at++
	}
	return false
}
