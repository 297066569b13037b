package caldav

import (
	"context"
	"errors"
	"net/url"
	"time"

	"recruitty/calendar/fetch"
	"recruitty/recruit"
	"recruitty/recruit/busy"
)

const (
	// margin is asked for around the window, because a server may take the dates of
	// entries that last all day in a zone of its own.
	margin = 26 * time.Hour
	// shortest is the least window that is asked for where a server gives out too little
	// at once.
	shortest = 24 * time.Hour
	// instant is how RFC 4791 (section 9.9) writes times.
	instant = "20060102T150405Z"
)

// errCrowded says that a server gives out less than what a window has.
var errCrowded = errors.New("more entries than are given out at once")

// collection reads one calendar: what changed since the last time if that can be known,
// else everything in the window.
func (c *conn) collection(ctx context.Context, q busy.Query, calendar busy.Calendar) (busy.Reading, error) {
	at, err := c.base.Parse(calendar.Name)
	if err != nil || at.Hostname() == "" {
		return busy.Reading{}, recruit.Invalid("calendar", "A calendar of this account has no address; choose the calendars of this account again.")
	}
	if !fetch.SameSite(c.base, at) {
		return busy.Reading{}, &fetch.Error{Trouble: fetch.Elsewhere, Host: at.Hostname()}
	}
	last := parseCursor(calendar.Cursor, q.Digest(calendar), c.now())
	if last.Token != "" {
		reading, err := c.changes(ctx, at, q, calendar, last)
		var slow *fetch.Error
		if err == nil || ofSource(err) || ctx.Err() != nil || errors.As(err, &slow) && slow.Trouble == fetch.Slow {
			return reading, err
		}
		// The token is refused or the answer makes no sense: everything is read anew.
	}
	return c.everything(ctx, at, q, calendar, last)
}

// everything reads all entries of the window.
func (c *conn) everything(ctx context.Context, at *url.URL, q busy.Query, calendar busy.Calendar, last cursor) (busy.Reading, error) {
	reading := busy.Reading{From: q.From, To: q.To}
	next := cursor{For: q.Digest(calendar), Full: c.now()}
	// The token is asked for first: what changes while entries are read changes after it.
	token, tag, err := c.marks(ctx, at)
	switch {
	case statusIs(err, 403):
		return c.freeBusy(ctx, at, q, calendar)
	case err != nil:
		return reading, err
	}
	next.Token, next.Tag = token, tag
	if last.Token == "" && token == "" && tag != "" && tag == last.Tag {
		reading.NotModified, reading.Cursor = true, calendar.Cursor
		return reading, nil
	}
	found := newEntries(q, calendar, at)
	err = c.query(ctx, found, q.From.Add(-margin), q.To.Add(margin))
	switch {
	case statusIs(err, 403):
		return c.freeBusy(ctx, at, q, calendar)
	case statusIs(err, 400, 415, 422, 500, 501):
		// The whole calendar is the one question that every server understands.
		found = newEntries(q, calendar, at)
		if whole := c.queryOnce(ctx, found, ""); whole != nil {
			return reading, errors.Join(err, whole)
		}
	case err != nil:
		return reading, err
	}
	if err := c.multiget(ctx, found, found.again()); err != nil {
		return reading, err
	}
	if err := found.settle(ctx, c); err != nil {
		return reading, err
	}
	times := found.times.Result()
	reading.Intervals, reading.Doubts = times.Intervals, times.Doubts
	if err := c.surround(ctx, found, q, &reading); err != nil {
		return reading, err
	}
	reading.Cursor = next.String()
	return reading, nil
}

// marks asks by what a later reading can know what has changed.
func (c *conn) marks(ctx context.Context, at *url.URL) (token, tag string, err error) {
	var kind *node
	err = c.properties(ctx, at, propfind("d:resourcetype", "d:sync-token", "s:getctag"), func(_ *url.URL, r *response) {
		kind = r.property(dav, "resourcetype")
		token, tag = mark(r.property(dav, "sync-token")), mark(r.property(server, "getctag"))
	})
	if err == nil && kind != nil && kind.child(cal, "calendar") == nil {
		return "", "", &recruit.Problem{Kind: recruit.ErrRejected, Sentence: calendarName(at) + " is no calendar; choose the calendars of this account again."}
	}
	return token, tag, err
}

func mark(n *node) string {
	if v := n.value(); len(v) <= maxMark {
		return v
	}
	return ""
}

// query asks for the entries of a window, and in halves where a server gives out too
// few at once.
func (c *conn) query(ctx context.Context, found *entries, from, to time.Time) error {
	err := c.queryOnce(ctx, found, timeRange(from, to))
	switch {
	case !crowded(err):
		return err
	case to.Sub(from) > shortest:
	case statusIs(err, 507):
		return err
	default:
		return errCrowded
	}
	half := from.Add(to.Sub(from) / 2).Truncate(time.Second)
	if err := c.query(ctx, found, from, half); err != nil {
		return err
	}
	return c.query(ctx, found, half, to)
}

// timeRange is a window as RFC 4791 (section 9.9) writes it.
func timeRange(from, to time.Time) string {
	return `<c:time-range start="` + from.UTC().Format(instant) + `" end="` + to.UTC().Format(instant) + `"/>`
}

// queryOnce asks for the entries with events in a range, "" being everything.
func (c *conn) queryOnce(ctx context.Context, found *entries, within string) error {
	body := calendarQuery("<d:getetag/><c:calendar-data/>", within)
	cut := false
	_, _, err := c.list(ctx, request{method: "REPORT", at: found.at, depth: "1", body: body}, func(at *url.URL, r *response) error {
		switch {
		case at != nil && samePlace(at, found.at):
			// What a server says of the calendar itself is that it holds something back.
			cut = cut || r.status >= 400
		default:
			found.take(at, r)
		}
		return nil
	})
	if err == nil && cut {
		return errCrowded
	}
	return err
}

// calendarQuery is the body of a request for properties of entries in a range.
func calendarQuery(properties, within string) string {
	return xmlHead + `<c:calendar-query xmlns:d="DAV:" xmlns:c="` + cal + `"><d:prop>` + properties + `</d:prop>` +
		`<c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT">` + within + `</c:comp-filter></c:comp-filter></c:filter></c:calendar-query>`
}

// crowded reports whether a server gives out less than what was asked for.
func crowded(err error) bool {
	var r *refused
	return errors.Is(err, errCrowded) || errors.As(err, &r) && (r.status == 507 || r.condition == "number-of-matches-within-limits")
}
