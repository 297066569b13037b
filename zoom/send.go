package zoom

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"recruitty/internal/web"
	"recruitty/recruit/sanitize"
)

// maxReply bounds the body of every reply, in bytes.
const maxReply = 1 << 20

// reply is one complete answer.
type reply struct {
	status int
	header http.Header
	body   []byte
}

// trackingID is the id under which Zoom's support finds the request; safe to log.
func (r reply) trackingID() string { return sanitize.Head(r.header.Get("X-Zm-Trackingid"), 100) }

// ok reports a 2xx status.
func (r reply) ok() bool { return r.status >= 200 && r.status <= 299 }

// unsent is a failure before any byte of the request can have reached Zoom: it certainly had no effect.
type unsent struct{ cause error }

func (u *unsent) Error() string { return "request was not sent: " + u.cause.Error() }
func (u *unsent) Unwrap() error { return u.cause }

// wire sends single requests and knows whether they can have reached Zoom.
type wire struct {
	client  *http.Client
	agent   string
	timeout time.Duration
	clock   func() time.Time
	logger  *slog.Logger
}

func newWire(c Config) *wire {
	// A redirect is an answer like any other that Zoom does not document.
	return &wire{client: web.Client(c.HTTPClient, 0), agent: c.UserAgent, timeout: c.Timeout, clock: c.Clock, logger: c.Logger}
}

// send makes one request and reads the whole answer. Its error is an *unsent if the request cannot have reached Zoom;
// any other error means that it may have taken effect.
func (w *wire) send(ctx context.Context, operation string, request *http.Request) (reply, error) {
	if err := ctx.Err(); err != nil {
		return reply{}, &unsent{err}
	}
	ctx, cancel := context.WithTimeout(ctx, w.timeout)
	defer cancel()

	// The transport reports its steps. Only when it looked for a connection and never wrote headers is it certain
	// that nothing left the machine; a transport that reports nothing at all proves nothing.
	var asked, wrote atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn:      func(string) { asked.Store(true) },
		WroteHeaders: func() { wrote.Store(true) },
		WroteRequest: func(httptrace.WroteRequestInfo) { wrote.Store(true) },
	})
	request = request.WithContext(ctx)
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", w.agent)

	began := w.clock()
	answer, err := w.exchange(request)
	took := w.clock().Sub(began)
	if err != nil {
		if asked.Load() && !wrote.Load() {
			err = &unsent{err}
		}
		w.logger.LogAttrs(ctx, slog.LevelWarn, "zoom request failed", slog.String("operation", operation),
			slog.Duration("took", took), slog.Bool("sent", !isUnsent(err)), slog.String("why", plainCause(err)))
		return reply{}, err
	}
	w.logger.LogAttrs(ctx, slog.LevelDebug, "zoom request", slog.String("operation", operation),
		slog.Int("status", answer.status), slog.Duration("took", took), slog.String("tracking_id", answer.trackingID()))
	return answer, nil
}

// exchange does the request and reads the bounded body.
func (w *wire) exchange(request *http.Request) (reply, error) {
	response, err := w.client.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	body, err := web.Body(response.Body, maxReply)
	if err != nil {
		return reply{}, fmt.Errorf("read the answer: %w", err)
	}
	return reply{status: response.StatusCode, header: response.Header, body: body}, nil
}

// isUnsent reports whether err proves that the request had no effect.
func isUnsent(err error) bool {
	var u *unsent
	return errors.As(err, &u)
}
