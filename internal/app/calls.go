package app

import (
	"context"
	"errors"
	"net"
	"net/http"
	"path"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"recruitty/recruit"
)

// calls count what was asked of the services outside, and how it ended.
type calls struct {
	zoom  *prometheus.CounterVec
	mails *prometheus.CounterVec
}

func newCalls() *calls {
	c := &calls{
		zoom: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "recruitty_zoom_calls_total", Help: "Requests to Zoom since the start, by what they asked and how Zoom answered.",
		}, []string{"operation", "outcome"}),
		mails: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "recruitty_mails_total", Help: "Attempts to hand an email over to the mail server since the start.",
		}, []string{"outcome"}),
	}
	for _, operation := range []string{"create", "update", "delete", "get", "list", "user", "token"} {
		c.zoom.WithLabelValues(operation, answered(http.StatusOK))
	}
	for _, err := range []error{nil, recruit.ErrLater, recruit.ErrRejected, recruit.ErrLost, recruit.ErrStorage} {
		c.mails.WithLabelValues(handedOver(err))
	}
	return c
}

// client is an HTTP client that counts what goes to Zoom.
func (c *calls) client() *http.Client {
	return &http.Client{Transport: counting{http.DefaultTransport, c.zoom}}
}

type counting struct {
	http.RoundTripper
	seen *prometheus.CounterVec
}

// RoundTrip implements http.RoundTripper.
func (c counting) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := c.RoundTripper.RoundTrip(r)
	outcome := ""
	if err != nil {
		outcome = unanswered(err)
	} else {
		outcome = answered(answer.StatusCode)
	}
	c.seen.WithLabelValues(operation(r), outcome).Inc()
	return answer, err
}

// operation is what a request asks of Zoom; the addresses before it differ
// between Zoom's clouds.
func operation(r *http.Request) string {
	folder, name := path.Split(r.URL.Path)
	switch {
	case name == "token", name == "revoke", name == "devicecode":
		return name
	case name == "meetings" && r.Method == http.MethodPost:
		return "create"
	case name == "meetings":
		return "list"
	case strings.HasSuffix(folder, "/users/"):
		return "user"
	case !strings.HasSuffix(folder, "/meetings/"):
		return "other"
	}
	switch r.Method {
	case http.MethodGet:
		return "get"
	case http.MethodPatch:
		return "update"
	case http.MethodDelete:
		return "delete"
	}
	return "other"
}

func answered(status int) string {
	switch {
	case status < http.StatusBadRequest:
		return "ok"
	case status == http.StatusTooManyRequests:
		return "rate_limited"
	case status == http.StatusNotFound:
		return "gone"
	case status >= http.StatusInternalServerError:
		return "failed"
	}
	return "refused"
}

func unanswered(err error) string {
	var timed net.Error
	if errors.Is(err, context.DeadlineExceeded) || errors.As(err, &timed) && timed.Timeout() {
		return "timeout"
	}
	return "lost"
}

// post counts the mails that go out through p.
func (c *calls) post(p recruit.Mailer) recruit.Mailer { return countingPost{p, c.mails} }

type countingPost struct {
	recruit.Mailer
	seen *prometheus.CounterVec
}

// Send implements recruit.Mailer.
func (c countingPost) Send(ctx context.Context, from, to string, message []byte) error {
	err := c.Mailer.Send(ctx, from, to, message)
	c.seen.WithLabelValues(handedOver(err)).Inc()
	return err
}

func handedOver(err error) string {
	switch {
	case err == nil:
		return "handed_over"
	case errors.Is(err, recruit.ErrLater):
		return "retried"
	case errors.Is(err, recruit.ErrRejected):
		return "refused"
	case errors.Is(err, recruit.ErrLost):
		return "lost"
	}
	return "failed"
}
