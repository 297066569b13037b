package imap

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"time"
)

// Limits bound what a server may send, and how long it may take.
type Limits struct {
	Line     int           // bytes of a response without its literals
	Literal  int           // bytes of one literal
	Command  int           // bytes of the whole answer to one command
	Visit    int64         // bytes of one connection
	Silence  time.Duration // without a byte while an answer is awaited
	Patience time.Duration // for the answer to one command
}

// Usual are the limits for a mailbox of people: a search may list a hundred
// thousand messages in one line.
func Usual() Limits {
	return Limits{Line: 1 << 20, Literal: 9 << 20, Command: 16 << 20, Visit: 256 << 20, Silence: 30 * time.Second, Patience: 2 * time.Minute}
}

// ErrLimit means that a server sent more than it may.
var ErrLimit = errors.New("the mail server sent more than a mailbox needs")

// ErrProtocol means that a server does not speak IMAP, or not as it must.
var ErrProtocol = errors.New("the mail server does not speak IMAP as it should")

// Refusal is a server's no.
type Refusal struct {
	Type  string // NO, BAD or BYE
	Code  string // such as UNAVAILABLE (RFC 5530), "" without one
	Words string // the server's own, as they came
}

// Error repeats the server's words.
func (r *Refusal) Error() string { return fmt.Sprintf("%s [%s] %s", r.Type, r.Code, r.Words) }

// LogFacts says for the log what the server answered, without its words.
func (r *Refusal) LogFacts() string {
	if len(r.Code) > 40 || strings.ContainsAny(r.Code, " @") {
		return r.Type
	}
	return r.Type + " " + r.Code
}

// Passing reports whether the server calls the trouble one that goes away.
func (r *Refusal) Passing() bool {
	switch r.Code {
	case "UNAVAILABLE", "LIMIT", "INUSE", "SERVERBUG", "OVERQUOTA", "THROTTLED", "EXPUNGEISSUED":
		return true
	}
	return r.Type == "BYE" && r.Code == ""
}

// Client is a connection to an IMAP server. It serves one goroutine.
type Client struct {
	conn    net.Conn
	in      *bufio.Reader
	limits  Limits
	tag     int
	visited int64
	spent   int // bytes of the answer to the command under way
	until   time.Time
	caps    map[string]bool // nil before the server said
	preauth bool
	bye     *Refusal
}

// New takes over a connection and reads the greeting. With startTLS the
// connection is protected before anything else is said.
func New(ctx context.Context, conn net.Conn, startTLS *tls.Config, limits Limits) (*Client, error) {
	c := &Client{conn: conn, in: bufio.NewReader(conn), limits: limits}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	defer stop()
	if err := c.greet(); err != nil {
		return nil, err
	}
	if startTLS == nil {
		return c, nil
	}
	if c.preauth {
		return nil, fmt.Errorf("%w: it lets everybody in before the connection is protected", ErrProtocol)
	}
	if err := c.protect(ctx, startTLS); err != nil {
		return nil, err
	}
	return c, nil
}

// greet reads what a server says first.
func (c *Client) greet() error {
	c.begin(c.limits.Patience)
	r, err := c.response()
	if err != nil {
		return err
	}
	if r.tag != "*" {
		return fmt.Errorf("%w: it greets with something else", ErrProtocol)
	}
	switch r.kind {
	case "OK":
	case "PREAUTH":
		c.preauth = true
	case "NO", "BAD", "BYE":
		return r.refusal()
	default:
		return fmt.Errorf("%w: it greets with something else", ErrProtocol)
	}
	c.note(r)
	return nil
}

// ErrNoStartTLS means that a server cannot protect the connection.
var ErrNoStartTLS = errors.New("the mail server offers no STARTTLS")

func (c *Client) protect(ctx context.Context, config *tls.Config) error {
	if has, err := c.Has("STARTTLS"); err != nil || !has {
		return errors.Join(ErrNoStartTLS, err)
	}
	if _, err := c.command("STARTTLS"); err != nil {
		return errors.Join(ErrNoStartTLS, err)
	}
	if c.in.Buffered() > 0 {
		// Whoever listens in between could have put words into the mouth of the server.
		return fmt.Errorf("%w: it goes on talking before the connection is protected", ErrProtocol)
	}
	secured := tls.Client(c.conn, config)
	_ = c.conn.SetDeadline(time.Now().Add(c.limits.Silence))
	if err := secured.HandshakeContext(ctx); err != nil {
		return err
	}
	c.conn, c.caps = secured, nil
	c.in = bufio.NewReader(secured)
	return nil
}

// Close ends the connection at once.
func (c *Client) Close() { _ = c.conn.Close() }

// Visited is how many bytes the server has sent.
func (c *Client) Visited() int64 { return c.visited }

// Has reports whether the server offers something.
func (c *Client) Has(capability string) (bool, error) {
	if c.caps == nil {
		c.caps = map[string]bool{}
		if _, err := c.command("CAPABILITY"); err != nil {
			c.caps = nil
			return false, err
		}
	}
	return c.caps[capability], nil
}

// begin starts the time and the count of one answer.
func (c *Client) begin(patience time.Duration) {
	c.spent, c.until = 0, time.Now().Add(patience)
}

// command sends a command and reads its answer to the end. Its lines come back
// unless it is refused.
func (c *Client) command(parts ...string) ([]response, error) {
	c.begin(c.limits.Patience)
	tag, err := c.send(parts...)
	if err != nil {
		return nil, err
	}
	return c.finish(tag, nil)
}

// send writes a command. A part that a line cannot hold goes as a literal.
func (c *Client) send(parts ...string) (tag string, err error) {
	c.tag++
	tag = "r" + strconv.Itoa(c.tag)
	line := tag
	for _, part := range parts {
		if !strings.HasPrefix(part, "\x00") {
			line += " " + part
			continue
		}
		// A literal: say how long it is, and wait until the server wants it.
		if err := c.write(fmt.Sprintf("%s {%d}\r\n", line, len(part)-1)); err != nil {
			return "", err
		}
		if err := c.invited(tag); err != nil {
			return "", err
		}
		line = part[1:]
	}
	return tag, c.write(line + "\r\n")
}

func (c *Client) write(s string) error {
	_ = c.conn.SetWriteDeadline(time.Now().Add(c.limits.Silence))
	_, err := c.conn.Write([]byte(s))
	return err
}

// invited waits for a "+", with which a server asks for more.
func (c *Client) invited(tag string) error {
	_, err := c.invitation(tag)
	return err
}

func (c *Client) invitation(tag string) (response, error) {
	for {
		r, err := c.response()
		switch {
		case err != nil:
			return response{}, c.ended(err)
		case r.tag == "+":
			return r, nil
		case r.tag == tag && r.kind == "OK":
			return response{}, fmt.Errorf("%w: it does not wait for the end of a command", ErrProtocol)
		case r.tag == tag:
			return response{}, r.refusal()
		}
		c.note(r)
	}
}

// finish reads up to the end of the command with this tag.
func (c *Client) finish(tag string, each func(response)) ([]response, error) {
	var lines []response
	for {
		r, err := c.response()
		if err != nil {
			return lines, c.ended(err)
		}
		c.note(r)
		switch {
		case r.tag == tag && r.kind == "OK":
			return lines, nil
		case r.tag == tag:
			return lines, r.refusal()
		case r.tag == "*" && each != nil:
			each(r)
		case r.tag == "*" && len(lines) < 1000:
			r.literals = nil
			lines = append(lines, r)
		}
	}
}

// ended prefers the reason that the server gave for hanging up.
func (c *Client) ended(err error) error {
	if c.bye != nil && !errors.Is(err, ErrLimit) {
		return c.bye
	}
	return err
}

// note keeps what a line tells of the connection.
func (c *Client) note(r response) {
	list := ""
	switch {
	case r.tag == "*" && r.kind == "BYE":
		c.bye = r.refusal()
	case r.tag == "*" && r.kind == "CAPABILITY":
		list = r.rest
	case r.code == "CAPABILITY":
		list = r.codeRest
	}
	if list == "" {
		return
	}
	if c.caps == nil {
		c.caps = map[string]bool{}
	}
	for name := range strings.FieldsSeq(list) {
		if len(c.caps) < 200 {
			c.caps[strings.ToUpper(name)] = true
		}
	}
}
