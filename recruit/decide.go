package recruit

import (
	"slices"
	"strings"
	"time"
)

// OpenCreate returns the creation of the meeting that is not finished, if any.
func (r Record) OpenCreate() (Effect, bool) {
	i := slices.IndexFunc(r.Effects, func(e Effect) bool { return e.Kind == ZoomCreate && e.Open() })
	if i < 0 {
		return Effect{}, false
	}
	return r.Effects[i], true
}

// Runnable returns the effects that may be worked on at now, in order. Within
// an interview Zoom comes first and one call at a time; a mail that tells the
// times or the link waits for Zoom, a withdrawal or a refusal does not; and mails
// to one person keep their order.
func (r Record) Runnable(now time.Time) []Effect {
	var out []Effect
	zoomBusy := false
	busy := map[string]bool{}
	for _, e := range r.Effects {
		if !e.Open() {
			continue
		}
		lane := strings.ToLower(e.Target)
		free := !busy[lane]
		if e.Kind.IsZoom() {
			free = !zoomBusy
			zoomBusy = true
		} else {
			// A reminder is the last in its line: nothing waits for it unless it is
			// on its way.
			busy[lane] = !free || e.Kind != MailReminder || e.State == Running
			free = free && (!e.Kind.AwaitsZoom() || !r.zoomAhead())
		}
		if free && e.due(now) {
			out = append(out, e)
		}
	}
	return out
}

// zoomAhead reports whether Zoom has still to answer for something.
func (r Record) zoomAhead() bool {
	return slices.ContainsFunc(r.Effects, func(z Effect) bool { return z.Kind.IsZoom() && z.Open() })
}

// due reports whether an attempt may begin at now. A running effect is due when
// its owner has let the lease end: it died, and somebody has to take over.
func (e Effect) due(now time.Time) bool {
	switch e.State {
	case Waiting, Unknown:
		return !e.NextAttempt.IsZero() && !e.NextAttempt.After(now)
	case Running:
		return !e.LeaseUntil.After(now)
	}
	return false
}
