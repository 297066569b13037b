package rest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"recruitty/internal/web"
	"recruitty/recruit"
)

// The bounds of one request and its repetitions.
const (
	// timeout bounds one request, from dialling to the last byte.
	timeout = 30 * time.Second
	// maxAnswer bounds an answer, in bytes: fifty calendars of two months with thirty
	// entries a day need six million.
	maxAnswer = 16 << 20
	// tries is how often a request is made that comes to nothing for the moment.
	tries = 3
	// longestWait is what is waited before the next try; who wants more is asked later.
	longestWait = 20 * time.Second
)

// Options say where a service is and how it is reached.
type Options struct {
	// Base is the address of its interface, for tests and other clouds; "" is the
	// usual one. It has to be https, or http on this very machine.
	Base string
	HTTP *http.Client
	Now  recruit.Clock
	// After waits; nil is time.After.
	After func(time.Duration) <-chan time.Time
}

// Service is what sentences about a service say.
type Service struct {
	Label    string // as people know it: Google
	Usual    string // the address of its interface
	Variable string // of the environment, which sets another one
	// Connect is the command that connects it anew.
	Connect string
	// Busy are reasons that, under whatever status, mean that it has too much to do.
	Busy []string
}

// Client makes requests. It is safe for concurrent use.
type Client struct {
	Service
	base  string
	bad   error // what is wrong with base
	http  *http.Client
	now   recruit.Clock
	after func(time.Duration) <-chan time.Time
}

// New makes a Client; it reaches for the service only when it is asked to.
func New(s Service, o Options) *Client {
	c := &Client{Service: s, base: strings.TrimRight(o.Base, "/"), http: web.Client(o.HTTP, timeout), now: o.Now, after: o.After}
	if c.base == "" {
		c.base = s.Usual
	}
	if c.now == nil {
		c.now = time.Now
	}
	if c.after == nil {
		c.after = time.After
	}
	if err := web.Check(c.base); err != nil {
		c.bad = &recruit.Problem{Kind: recruit.ErrNotSetUp, Cause: err, Sentence: "The address of " + s.Label +
			"'s calendars that is set here is no plain https address (http only reaches a simulated one on this very machine); correct " + s.Variable + "."}
	}
	return c
}

// Request is one request.
type Request struct {
	Method string
	Path   string // with its query, escaped
	Token  string // secret
	Prefer string // the header of that name (RFC 7240), "" for none
	Body   any    // nil for none
}

// Call makes a request and reads its answer into a value. Where the service has too
// much to do or cannot be reached, it is asked again after the wait that it wants, a
// few times at most and never beyond the deadline of ctx.
//
// A *Refusal is an answer that is none of success, and for the caller to judge;
// other errors are of the whole source: ErrReconnect, ErrLater, ErrNotSetUp.
func (c *Client) Call(ctx context.Context, r Request, into any) error {
	if c.bad != nil {
		return c.bad
	}
	var body []byte
	if r.Body != nil {
		var err error
		if body, err = json.Marshal(r.Body); err != nil {
			return fmt.Errorf("encode request: %w", err)
		}
	}
	for try := 1; ; try++ {
		err := c.once(ctx, r, body, into)
		later, ok := err.(*trouble) // once wraps nothing
		if !ok {
			return err
		}
		wait := time.Second << (try - 1)
		if !later.at.IsZero() {
			wait = max(later.at.Sub(c.now()), 0)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		deadline, bounded := ctx.Deadline()
		if try == tries || later.final || wait > longestWait || bounded && time.Until(deadline) <= wait {
			return c.later(later)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-c.after(wait):
		}
	}
}

// once makes a request.
func (c *Client) once(ctx context.Context, r Request, body []byte, into any) error {
	request, err := http.NewRequestWithContext(ctx, r.Method, c.base+r.Path, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("make request: %w", web.Cause(err))
	}
	request.Header.Set("Authorization", "Bearer "+r.Token)
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "recruitty")
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if r.Prefer != "" {
		request.Header.Set("Prefer", r.Prefer)
	}
	response, err := c.http.Do(request)
	if err != nil {
		return &trouble{cause: web.Cause(err), unreachable: true, final: isTimeout(err)}
	}
	defer response.Body.Close()
	answer, err := web.Body(response.Body, maxAnswer)
	if err != nil {
		return &trouble{cause: err, unreachable: true, final: isTimeout(err) || isTooLarge(err)}
	}
	if response.StatusCode/100 != 2 {
		return c.refused(response, answer)
	}
	if err := json.Unmarshal(answer, into); err != nil {
		return &trouble{cause: fmt.Errorf("read the answer: %w", err), garbled: true}
	}
	return nil
}
