package caldav

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

// hours adds the availability that the person has set at the server (RFC 7953) to the
// reading of one of their calendars: what lies outside of it is taken like an entry.
func (c *conn) hours(ctx context.Context, q busy.Query, calendar busy.Calendar, reading *busy.Reading) error {
	digest := q.Digest(calendar)
	last, next := parseCursor(calendar.Cursor, digest, c.now()), parseCursor(reading.Cursor, digest, c.now())
	defer func() { reading.Cursor = next.String() }()
	continues := reading.Delta || reading.NotModified
	if continues {
		next.Hours = last.Hours
	}
	text, err := c.availability(ctx, calendar.Owner)
	if err == nil && continues && mentioned(text) == last.Hours {
		return nil
	}
	var times ics.Result
	if err == nil && text != "" {
		times, err = ics.ReadAvailability(strings.NewReader(text), options(q, calendar))
	}
	switch {
	case err != nil && ofSource(err):
		return err
	case err != nil:
		reading.Doubts = append(reading.Doubts, "The hours in which this person can be met, which are set at the calendar server, could not be read.")
		return nil
	}
	if reading.NotModified {
		*reading = busy.Reading{From: reading.From, To: reading.To, Delta: true, Cursor: reading.Cursor}
	}
	ref, any := ics.Ref("calendar-availability"), false
	for _, i := range times.Intervals {
		if i.State != busy.Free {
			i.Ref, any = ref, true
			reading.Intervals = append(reading.Intervals, i)
		}
	}
	if reading.Delta && !any {
		reading.Gone = append(reading.Gone, ref)
	}
	busy.Sort(reading.Intervals)
	reading.Doubts = append(reading.Doubts, times.Doubts...)
	next.Hours = mentioned(text)
	return nil
}

// mentioned is a digest of a text, "" of none.
func mentioned(text string) string {
	if text == "" {
		return ""
	}
	return ics.Ref(text)
}

// availability is what the person has set, "" for nothing, and for everybody else: whose
// calendars are only shared has set it elsewhere.
func (c *conn) availability(ctx context.Context, owner string) (string, error) {
	a, err := c.known(ctx)
	if err != nil || a == nil || a.inbox == nil || !a.is(owner) && !sanitize.SameAddress(c.via.User, owner) {
		return "", err
	}
	text := ""
	err = c.properties(ctx, a.inbox, propfind("c:calendar-availability", "s:calendar-availability"), func(_ *url.URL, r *response) {
		for _, space := range []string{server, cal} {
			if v := r.property(space, "calendar-availability").value(); v != "" && !r.over {
				text = v
			}
		}
	})
	if statusIs(err, 403, 404, 405, 501) {
		return "", nil // it keeps none
	}
	return text, err
}

// accounts remembers what servers said of people, because it hardly changes.
type accounts struct {
	mutex sync.Mutex
	all   map[string]remembered
}

type remembered struct {
	account *account // nil where the server names none
	at      time.Time
}

const (
	remember    = time.Hour
	maxAccounts = 5000
)

// known is the account as it was found within the last hour, nil where the server names
// none.
func (c *conn) known(ctx context.Context) (*account, error) {
	key, now := c.base.String()+" "+c.via.User, c.now()
	c.accounts.mutex.Lock()
	r, found := c.accounts.all[key]
	c.accounts.mutex.Unlock()
	if age := now.Sub(r.at); found && age >= 0 && age < remember {
		return r.account, nil
	}
	a, err := c.find(ctx)
	if err != nil && !namesNobody(err) {
		return nil, err
	}
	c.accounts.mutex.Lock()
	defer c.accounts.mutex.Unlock()
	if c.accounts.all == nil || len(c.accounts.all) >= maxAccounts {
		c.accounts.all = map[string]remembered{}
	}
	c.accounts.all[key] = remembered{a, now}
	return a, nil
}
