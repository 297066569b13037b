package rest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"recruitty/internal/web"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Refusal is an answer that says no for good.
type Refusal struct {
	Status int
	// Reason is the service's word for it: Google's first reason, Microsoft's code.
	Reason string
	// Said is its sentence, fit to be shown, for the log.
	Said string
}

// Error repeats what the service said.
func (r *Refusal) Error() string { return fmt.Sprintf("status %d: %s: %s", r.Status, r.Reason, r.Said) }

// Refused is the refusal that err is, nil where it is anything else, such as a Problem
// of which a refusal is the cause.
func Refused(err error) *Refusal {
	r, _ := err.(*Refusal) // what stands behind an error is judged already
	return r
}

// trouble is a request that came to nothing for the moment.
type trouble struct {
	cause       error
	at          time.Time // when the service wants to be asked again, if it said
	unreachable bool      // nothing, or not all of an answer, came
	garbled     bool      // what came is no answer of its interface
	final       bool      // trying again at once would come to the same
}

func (t *trouble) Error() string { return t.cause.Error() }

// later is trouble as a person reads it.
func (c *Client) later(t *trouble) error {
	sentence := c.Label + " has too much to do to say when people are free; it is asked again later."
	switch {
	case isTooLarge(t.cause):
		return &recruit.Problem{Kind: recruit.ErrRejected, Cause: t.cause, Sentence: c.Label + " answered with more than can be read at once; ask for a shorter time or for fewer calendars."}
	case t.garbled:
		sentence = "What came in " + c.Label + "'s place cannot be read (is there a proxy or a network's own sign-in page in between?); it is asked again later."
	case t.unreachable:
		sentence = c.Label + " cannot be reached at the moment, so nobody's calendar there was read; it is asked again later."
	}
	return &recruit.Problem{Kind: recruit.ErrLater, RetryAt: t.at, Cause: t.cause, Sentence: sentence}
}

// Late is what a request came to that was not answered when the deadline of ctx came;
// where ctx ended otherwise, it is that.
func (c *Client) Late(ctx context.Context) error {
	if !errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return ctx.Err()
	}
	return &recruit.Problem{Kind: recruit.ErrLater, Cause: ctx.Err(), Sentence: c.Label + " did not say in time when people are free; what it knows is read again later."}
}

// refusal is the union of the shapes of errors at Google (error.errors[].reason, or
// error.details of its newer interfaces) and Microsoft (error.code).
type refusal struct {
	Error struct {
		Code    json.RawMessage `json:"code"`
		Message string          `json:"message"`
		Status  string          `json:"status"`
		Errors  []struct {
			Reason string `json:"reason"`
		} `json:"errors"`
	} `json:"error"`
}

// refused judges an answer that is none of success.
func (c *Client) refused(response *http.Response, answer []byte) error {
	r := &Refusal{Status: response.StatusCode}
	r.Reason, r.Said = saidNo(answer)
	switch {
	case r.Status == http.StatusUnauthorized:
		return &recruit.Problem{Kind: recruit.ErrReconnect, Cause: r, Sentence: c.Label +
			" no longer accepts this access to calendars; connect it again in Settings, Calendars (" + c.Connect + ")."}
	case r.Status == http.StatusTooManyRequests, r.Status >= 500, r.Status == http.StatusRequestTimeout, slices.Contains(c.Busy, r.Reason):
		return &trouble{cause: r, at: web.RetryAfter(response.Header.Get("Retry-After"), c.now())}
	case r.Reason == "":
		// Redirects, and the pages of those who stand in between.
		return &trouble{cause: r, garbled: true}
	}
	return r
}

// saidNo reads a refusal; reason is "" where it is none of the service's own.
func saidNo(answer []byte) (reason, said string) {
	var body refusal
	if json.Unmarshal(answer, &body) != nil {
		return "", ""
	}
	_ = json.Unmarshal(body.Error.Code, &reason) // Google's is a number, and its word stands elsewhere
	if len(body.Error.Errors) > 0 {
		reason = body.Error.Errors[0].Reason
	}
	if reason == "" {
		reason = body.Error.Status
	}
	return sanitize.Brief(reason, 100), sanitize.Brief(body.Error.Message, 300)
}

func isTooLarge(err error) bool { return errors.Is(err, web.ErrTooLarge) }

// isTimeout reports whether the time that one request may take was over.
func isTimeout(err error) bool {
	var t interface{ Timeout() bool }
	return errors.As(err, &t) && t.Timeout()
}
