package imap

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// response is one line of a server with the literals in it.
type response struct {
	tag  string // "*", "+" or that of a command
	kind string // in capitals: OK, SEARCH, FETCH; of "* 5 FETCH" it is FETCH
	num  uint32 // the number before the kind
	rest string // what follows; a literal stands as {n} and a zero byte
	// code and codeRest are what a status says in brackets.
	code, codeRest string
	literals       [][]byte
}

// words are the readable part of a status.
func (r response) words() string { return r.rest }

func (r response) refusal() *Refusal { return &Refusal{Type: r.kind, Code: r.code, Words: r.words()} }

// status reports whether a line is one of words for people, in which nothing
// can be a literal.
func status(kind string) bool {
	switch kind {
	case "OK", "NO", "BAD", "BYE", "PREAUTH":
		return true
	}
	return false
}

// response reads one line and its literals.
func (c *Client) response() (response, error) {
	line, err := c.line(c.limits.Line)
	if err != nil {
		return response{}, err
	}
	r := parseHead(line)
	if r.tag != "*" || status(r.kind) {
		return r, nil
	}
	for len(r.literals) < 100 {
		size, is := literalSize(r.rest)
		if !is {
			return r, nil
		}
		if size > int64(c.limits.Literal) {
			return response{}, fmt.Errorf("%w: a piece of %d bytes", ErrLimit, size)
		}
		content, err := c.literal(int(size))
		if err != nil {
			return response{}, err
		}
		r.literals = append(r.literals, content)
		more, err := c.line(c.limits.Line - len(r.rest))
		if err != nil {
			return response{}, err
		}
		r.rest += "\x00" + more
	}
	return response{}, fmt.Errorf("%w: an answer in more than 100 pieces", ErrLimit)
}

// parseHead takes the beginning of a line apart.
func parseHead(line string) response {
	tag, rest, _ := strings.Cut(line, " ")
	r := response{tag: tag, rest: rest}
	if tag == "+" {
		return r
	}
	word, rest, _ := strings.Cut(strings.TrimLeft(rest, " "), " ")
	if n, err := strconv.ParseUint(word, 10, 32); err == nil {
		r.num = uint32(n)
		word, rest, _ = strings.Cut(strings.TrimLeft(rest, " "), " ")
	}
	if name, list, glued := strings.Cut(word, "("); glued {
		word, rest = name, "("+list+" "+rest
	}
	r.kind, r.rest = strings.ToUpper(word), rest
	if !status(r.kind) {
		return r
	}
	if inside, ok := strings.CutPrefix(strings.TrimLeft(rest, " "), "["); ok {
		if inside, after, ok := strings.Cut(inside, "]"); ok {
			code, codeRest, _ := strings.Cut(inside, " ")
			r.code, r.codeRest, r.rest = strings.ToUpper(code), codeRest, strings.TrimLeft(after, " ")
		}
	}
	return r
}

// literalSize reads the size at the end of a line that announces a literal.
func literalSize(line string) (int64, bool) {
	inside, ok := strings.CutSuffix(line, "}")
	at := strings.LastIndexByte(inside, '{')
	if !ok || at < 0 {
		return 0, false
	}
	digits := strings.TrimSuffix(inside[at+1:], "+")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		n = 1 << 62 // more digits than a number has
	}
	return n, true
}

// line reads up to the end of a line, of at most room bytes, without zero bytes.
func (c *Client) line(room int) (string, error) {
	var whole []byte
	for {
		if err := c.wait(); err != nil {
			return "", err
		}
		piece, err := c.in.ReadSlice('\n')
		if err := c.count(len(piece)); err != nil {
			return "", err
		}
		if len(whole)+len(piece) > room {
			return "", fmt.Errorf("%w: a line without end", ErrLimit)
		}
		whole = append(whole, piece...)
		switch {
		case err == nil:
			whole = bytes.TrimRight(whole, "\r\n")
			return string(bytes.ReplaceAll(whole, []byte{0}, []byte{' '})), nil
		case !errors.Is(err, bufio.ErrBufferFull):
			return "", unexpected(err)
		}
	}
}

// literal reads size bytes; memory is taken as they come.
func (c *Client) literal(size int) ([]byte, error) {
	var content bytes.Buffer
	for content.Len() < size {
		if err := c.wait(); err != nil {
			return nil, err
		}
		n, err := io.CopyN(&content, c.in, int64(min(size-content.Len(), 64<<10)))
		if err := c.count(int(n)); err != nil {
			return nil, err
		}
		if err != nil {
			return nil, &cutShort{got: content.Len(), announced: size, cause: unexpected(err)}
		}
	}
	return content.Bytes(), nil
}

// cutShort is a literal that did not come whole.
type cutShort struct {
	got, announced int
	cause          error
}

func (e *cutShort) Error() string {
	return fmt.Sprintf("%d bytes were announced and %d came: %v", e.announced, e.got, e.cause)
}

func (e *cutShort) Unwrap() error { return e.cause }

// CutShort reports whether a server announced more of a message than it sent.
func CutShort(err error) bool {
	var short *cutShort
	return errors.As(err, &short)
}

func unexpected(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// wait sets how long the next bytes may take.
func (c *Client) wait() error {
	now := time.Now()
	if !c.until.After(now) {
		return fmt.Errorf("%w: it does not come to an end", ErrLimit)
	}
	until := now.Add(c.limits.Silence)
	if until.After(c.until) {
		until = c.until
	}
	return c.conn.SetReadDeadline(until)
}

// count adds what came to what one answer and one visit may have.
func (c *Client) count(n int) error {
	c.spent, c.visited = c.spent+n, c.visited+int64(n)
	if c.spent > c.limits.Command || c.visited > c.limits.Visit {
		return fmt.Errorf("%w: an answer without end", ErrLimit)
	}
	return nil
}
