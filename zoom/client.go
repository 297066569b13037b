package zoom

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// TokenSource hands out access tokens. It is implemented by whoever stores the connection, because only one refresh
// may run at a time, across processes, and the new pair has to be stored before it is used.
type TokenSource interface {
	// Token returns the current access token, renewed beforehand if it is known to be expired.
	Token(ctx context.Context) (access string, err error)
	// Renew is called after Zoom refused the token stale. It returns a different one, refreshed or stored meanwhile
	// by someone else, or an error that the caller of the Client receives (ErrReconnect if there is no way on).
	Renew(ctx context.Context, stale string) (access string, err error)
}

// Client calls Zoom's REST interface for one connection. It is safe for concurrent use.
type Client struct {
	base   string
	wire   *wire
	tokens TokenSource
	clock  func() time.Time
}

// NewClient returns a Client; it fails only on an unusable address in the Config.
func NewClient(c Config, tokens TokenSource) (*Client, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	return &Client{base: c.APIBase, wire: newWire(c), tokens: tokens, clock: c.Clock}, nil
}

// call is one operation of the REST interface.
type call struct {
	operation string // its name in the log
	method    string
	path      string // with its query, escaped
	body      any    // nil for none
	onUser    bool   // the path names a user, not a meeting
}

// changes reports whether the call may change something at Zoom.
func (c call) changes() bool { return c.method != http.MethodGet }

// do makes the call, and makes it once more with a fresh token if Zoom found the first one stale: an answer of 401
// says that nothing was done, so even a create may be repeated.
func (c *Client) do(ctx context.Context, what call) (reply, error) {
	var body []byte
	if what.body != nil {
		encoded, err := json.Marshal(what.body)
		if err != nil {
			return reply{}, fmt.Errorf("encode zoom request: %w", err)
		}
		body = encoded
	}
	access, err := c.tokens.Token(ctx)
	if err != nil {
		return reply{}, fmt.Errorf("get zoom access token: %w", err)
	}
	answer, err := c.once(ctx, what, body, access)
	var refused *Error
	if !errors.As(err, &refused) || !refused.stale {
		return answer, err
	}
	access, err = c.tokens.Renew(ctx, access)
	if err != nil {
		return reply{}, fmt.Errorf("renew zoom access token: %w", err)
	}
	return c.once(ctx, what, body, access)
}

// once makes the call with the given token.
func (c *Client) once(ctx context.Context, what call, body []byte, access string) (reply, error) {
	request, err := http.NewRequest(what.method, c.base+what.path, bytes.NewReader(body))
	if err != nil {
		return reply{}, fmt.Errorf("make zoom request: %w", err)
	}
	request.Header.Set("Authorization", "Bearer "+access)
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	answer, err := c.wire.send(ctx, what.operation, request)
	if err != nil {
		return reply{}, failure(err, what.changes())
	}
	if !answer.ok() || disguised(answer) {
		return reply{}, classify(answer, what.onUser, what.changes(), c.clock())
	}
	return answer, nil
}

// disguised recognises an error under a status of success: Zoom sends some with an error body, and a captive portal
// answers everything with a page.
func disguised(r reply) bool {
	if len(bytes.TrimSpace(r.body)) == 0 {
		return false
	}
	body, isJSON := parseErrorBody(r.body)
	return !isJSON || body.Code != 0
}

// unreadable is the failure when a success carries no usable content.
func unreadable(r reply, changes bool) *Error {
	result := &Error{Status: r.status, TrackingID: r.trackingID()}
	temporary(result, changes)
	return result
}
