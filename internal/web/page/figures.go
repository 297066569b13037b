package page

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
)

// The outcomes that are counted besides those of decisions.
const (
	shown      = "shown"
	incomplete = "incomplete" // a form that lacks something
)

// Figures count requests by how they ended, and by nothing that would tell one visitor from another.
type Figures struct{ requests *prometheus.CounterVec }

// NewFigures registers them.
func NewFigures(r prometheus.Registerer) *Figures {
	f := &Figures{prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "recruitty_page_requests_total", Help: "Requests to the page for candidates since the start, by how they ended.",
	}, []string{"outcome"})}
	for _, outcome := range []string{shown, incomplete, "booked", "moved", "asked", "cancelled", refused(http.StatusNotFound), refused(http.StatusTooManyRequests)} {
		f.requests.WithLabelValues(outcome)
	}
	r.MustRegister(f.requests)
	return f
}

func (f *Figures) count(outcome string) {
	if f != nil {
		f.requests.WithLabelValues(outcome).Inc()
	}
}

// refused is the outcome of a request that was refused with a status.
func refused(status int) string {
	switch status {
	case http.StatusNotFound:
		return "unknown"
	case http.StatusForbidden:
		return "foreign"
	case http.StatusTooManyRequests:
		return "limited"
	case http.StatusRequestEntityTooLarge:
		return "too_large"
	case http.StatusMethodNotAllowed:
		return "method"
	case http.StatusServiceUnavailable:
		return "unavailable"
	}
	return "failed"
}

// decided is the outcome of a decision in a part of the page.
func decided(part string, o Outcome) string {
	switch o {
	case Waiting:
		return "to_confirm"
	case Gone, NoneLeft:
		return "gone"
	case Already:
		return "already"
	case TooLate:
		return "too_late"
	}
	switch part {
	case moving:
		return "moved"
	case asking:
		return "asked"
	case callingOff:
		return "cancelled"
	}
	return "booked"
}
