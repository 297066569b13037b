package caldav

import (
	"context"
	"errors"
	"net/url"
	"path"
	"time"

	"recruitty/calendar/fetch"
	"recruitty/internal/web"
	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// serverName names a server in sentences.
func serverName(u *url.URL) string {
	return "The calendar server " + sanitize.Brief(u.Hostname(), 100)
}

// calendarName names a calendar in sentences, by the end of its address.
func calendarName(u *url.URL) string {
	return "The calendar " + sanitize.Brief(path.Base(u.Path), 40) + " at " + sanitize.Brief(u.Hostname(), 100)
}

// ofSource reports whether a failure is one of the whole server or its sign-in, so that
// nothing else has to be asked there.
func ofSource(err error) bool {
	var e *fetch.Error
	if errors.As(err, &e) {
		switch e.Trouble {
		case fetch.NotFound, fetch.Unreachable, fetch.Untrusted, fetch.Forbidden, fetch.Unprotected, fetch.NoAddress, fetch.Stopped:
			return true
		}
	}
	return errors.Is(err, context.Canceled) || statusIs(err, 401, 407)
}

// problem says a failure in one sentence about who.
func problem(err error, who string, now time.Time) error {
	var (
		known    *recruit.Problem
		outside  *fetch.Error
		answered *refused
		person   *recipientStatus
	)
	switch {
	case errors.As(err, &known):
		return known
	case errors.Is(err, errCrowded):
		return &recruit.Problem{Kind: recruit.ErrRejected, Sentence: who + " has more entries in a day than the server gives out; ask whoever runs it.", Cause: err}
	case errors.As(err, &outside):
		return fetch.Problem(err, who)
	case errors.As(err, &answered):
		return answered.problem(who, now)
	case errors.As(err, &person):
		return person.problem(who)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: who + " was not waited for; ask again.", Cause: err}
	case errors.Is(err, errNobody):
		return &recruit.Problem{Kind: recruit.ErrRejected, Field: "url", Sentence: who + " names no calendars of this account at this address; copy the CalDAV address from the service's settings.", Cause: err}
	case errors.Is(err, errNoOutbox):
		return &recruit.Problem{Kind: recruit.ErrUnsupported, Sentence: who + " cannot be looked at: the calendar server does not say when other people are busy; let its owner connect it.", Cause: err}
	case errors.Is(err, errNoAnswer):
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: who + " was passed over in the answer of the calendar server; it is asked again later.", Cause: err}
	case errors.Is(err, errCut):
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: who + " broke off its answer; it is asked again later.", Cause: err}
	case errors.Is(err, errPage):
		return &recruit.Problem{Kind: recruit.ErrRejected, Sentence: who + " answers with a web page instead of a calendar; check its address.", Cause: err}
	case errors.Is(err, errBounds):
		return &recruit.Problem{Kind: recruit.ErrRejected, Sentence: who + " sends more than a calendar can hold; choose one with fewer entries.", Cause: err}
	}
	return &recruit.Problem{Kind: recruit.ErrRejected, Sentence: who + " gives an answer that is not CalDAV; check its address.", Cause: err}
}

func (r *refused) problem(who string, now time.Time) *recruit.Problem {
	p := &recruit.Problem{Kind: recruit.ErrRejected, Cause: r, RetryAt: web.RetryAfter(r.header.Get("Retry-After"), now)}
	switch r.status {
	case 401, 407:
		p.Kind = recruit.ErrReconnect
		p.Sentence = who + " does not accept the user name and password; connect it again, with a password made for apps where the service has such."
	case 403:
		p.Kind = recruit.ErrScope
		p.Sentence = who + " may not be read by this account; ask its owner to share it."
	case 404, 410:
		p.Kind = recruit.ErrGone
		p.Sentence = who + " cannot be found; choose the calendars of this account again."
	case 405, 501:
		p.Kind = recruit.ErrUnsupported
		p.Sentence = who + " does not offer CalDAV at this address; check it."
	case 507:
		p.Kind = recruit.ErrLater
		p.Sentence = who + " has more entries than the server gives out, or its disk is full; ask whoever runs it."
	default:
		if fetch.Status(r.status).Passes() {
			return fetch.Later(r, who, p.RetryAt)
		}
		p.Sentence = who + " refuses to be read; check its address."
	}
	return p
}
