package caldav

import (
	"context"
	"errors"
	"net/url"
	"strings"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
)

const (
	maxRounds  = 50   // in which a server says what has changed
	maxChanged = 2000 // entries; more are better read anew
	together   = 100  // entries that are asked for at once
)

// errAnew says that changes cannot be known, so that everything has to be read anew.
var errAnew = errors.New("changes cannot be known")

// changes reads what has changed since a token.
func (c *conn) changes(ctx context.Context, at *url.URL, q busy.Query, calendar busy.Calendar, last cursor) (busy.Reading, error) {
	reading := busy.Reading{From: q.From, To: q.To, Delta: true}
	found := newEntries(q, calendar, at)
	next := last
	changed, err := c.changed(ctx, found, &next.Token)
	if err != nil {
		return reading, err
	}
	reading.Cursor = next.String()
	if len(changed) == 0 {
		reading.NotModified, reading.Delta = true, false
		return reading, nil
	}
	// What is said to be gone is asked for like what is said to have changed: servers
	// have called entries gone that are there, and only an entry that is not there when
	// it is asked for is.
	if err := c.multiget(ctx, found, changed); err != nil {
		return reading, err
	}
	if len(found.unread) > maxFetched {
		return reading, errAnew
	}
	if err := found.settle(ctx, c); err != nil {
		return reading, err
	}
	if len(found.lost) > 0 {
		return reading, errAnew // around when they are is asked for there
	}
	times := found.times.Result()
	taken := map[string]bool{}
	for _, i := range times.Intervals {
		if i.Ref == "" {
			return reading, errAnew // it is about more than one entry
		}
		taken[i.Ref] = true
	}
	for _, u := range changed {
		if ref := ics.Ref(u.Path); !taken[ref] {
			reading.Gone = append(reading.Gone, ref)
		}
	}
	reading.Intervals, reading.Doubts = times.Intervals, times.Doubts
	return reading, nil
}

// changed lists the entries of which a server says that something has happened to them
// since a token, which it replaces by the newest one.
func (c *conn) changed(ctx context.Context, found *entries, token *string) ([]*url.URL, error) {
	var all []*url.URL
	known := map[string]bool{}
	for range maxRounds {
		more := false
		body := xmlHead + `<d:sync-collection xmlns:d="DAV:"><d:sync-token>` + escape(*token) + `</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`
		newest, _, err := c.list(ctx, request{method: "REPORT", at: found.at, depth: "0", body: body}, func(at *url.URL, r *response) error {
			switch {
			case at != nil && samePlace(at, found.at):
				more = more || r.status == 507 // RFC 6578, 3.6
			case !found.holds(at):
				// An entry that is called so cannot be told from those that were read.
				return errAnew
			case !known[at.Path] && !strings.HasSuffix(at.Path, "/"):
				known[at.Path] = true
				all = append(all, at)
			}
			return nil
		})
		switch {
		case err != nil:
			return nil, err
		case newest == "" || len(newest) > maxMark || len(all) > maxChanged || more && newest == *token:
			return nil, errAnew
		}
		*token = newest
		if !more {
			return all, nil
		}
	}
	return nil, errAnew
}

// multiget asks for entries by their addresses (RFC 4791, 7.9). Those of which nothing
// is said are left to be asked for one by one, and so are those that are said to be
// gone.
func (c *conn) multiget(ctx context.Context, found *entries, all []*url.URL) error {
	for len(all) > 0 {
		some := all[:min(together, len(all))]
		all = all[len(some):]
		var hrefs strings.Builder
		wanted := make(map[string]bool, len(some))
		for _, u := range some {
			wanted[u.Path] = true
			hrefs.WriteString("<d:href>" + escape(u.EscapedPath()) + "</d:href>")
		}
		body := xmlHead + `<c:calendar-multiget xmlns:d="DAV:" xmlns:c="` + cal + `"><d:prop><d:getetag/><c:calendar-data/></d:prop>` + hrefs.String() + `</c:calendar-multiget>`
		_, _, err := c.list(ctx, request{method: "REPORT", at: found.at, depth: "1", body: body}, func(at *url.URL, r *response) error {
			if at != nil && wanted[at.Path] && !r.gone() {
				found.take(at, r)
			}
			return nil
		})
		if ofSource(err) || ctx.Err() != nil {
			return err
		}
		// What else went wrong, the entries can still be asked for one by one.
		for _, u := range some {
			if !found.seen[u.Path] {
				found.seen[u.Path] = true
				found.unread = append(found.unread, unread{at: u, key: u.Path})
			}
		}
	}
	return nil
}
