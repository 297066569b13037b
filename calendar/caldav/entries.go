package caldav

import (
	"context"
	"net/url"
	"strings"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
)

// maxFetched bounds the entries of one reading that are asked for one by one.
const maxFetched = 30

// entries are what one reading has found of a calendar so far. An entry is known by the
// path of its address, and counts once however often it is sent.
type entries struct {
	at     *url.URL // the calendar's
	seen   map[string]bool
	unread []unread
	// lost are the keys of entries that cannot be read.
	lost  map[string]bool
	times *ics.Collector
}

// unread is an entry that a server names without giving its text.
type unread struct {
	at  *url.URL // nil for an address that cannot be asked
	key string
}

func newEntries(q busy.Query, calendar busy.Calendar, at *url.URL) *entries {
	return &entries{at: at, seen: map[string]bool{}, lost: map[string]bool{}, times: ics.New(options(q, calendar))}
}

// options say what to make of the text of entries.
func options(q busy.Query, calendar busy.Calendar) ics.Options {
	return ics.Options{From: q.From, To: q.To, Zone: calendar.Zone, Owner: calendar.Owner, Words: q.Words, Ours: q.Ours}
}

// key names an entry, however its address is escaped.
func key(at *url.URL, r *response) string {
	if at != nil {
		return at.Path
	}
	return r.href
}

// take takes over what an answer says of an entry.
func (e *entries) take(at *url.URL, r *response) {
	k := key(at, r)
	if e.seen[k] {
		return
	}
	e.seen[k] = true
	data := r.property(cal, "calendar-data").value()
	if data == "" || r.over {
		e.unread = append(e.unread, unread{at: at, key: k})
		return
	}
	e.read(k, data)
}

// read works out what the text of an entry says.
func (e *entries) read(k, text string) {
	if err := e.times.Add(k, strings.NewReader(text)); err != nil {
		e.lost[k] = true
	}
}

// again forgets the entries whose text did not come, so that they can be asked for in
// another way, and lists those that can be.
func (e *entries) again() []*url.URL {
	var all []*url.URL
	var left []unread
	for _, u := range e.unread {
		if !e.holds(u.at) {
			left = append(left, u)
			continue
		}
		delete(e.seen, u.key)
		all = append(all, u.at)
	}
	e.unread = left
	return all
}

// settle asks one by one for the entries whose text did not come. One that its address
// says is gone takes no time; one that cannot be had is lost.
func (e *entries) settle(ctx context.Context, c *conn) error {
	for i, u := range e.unread {
		text, err := "", errForeign
		if e.holds(u.at) && i < maxFetched {
			text, err = c.fetch(ctx, u.at)
		}
		switch {
		case err == nil:
			e.read(u.key, text)
		case ofSource(err) || ctx.Err() != nil:
			return err
		case !statusIs(err, 404, 410):
			e.lost[u.key] = true
		}
	}
	e.unread = nil
	return nil
}

// holds reports whether an address is that of something in the calendar.
func (e *entries) holds(at *url.URL) bool {
	return at != nil && strings.EqualFold(at.Host, e.at.Host) && strings.HasPrefix(at.Path, strings.TrimSuffix(e.at.Path, "/")+"/") && !samePlace(at, e.at)
}
