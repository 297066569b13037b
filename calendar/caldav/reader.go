package caldav

import (
	"context"
	"errors"
	"net/url"
	"strings"
	"sync"

	"recruitty/calendar/fetch"
	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

// Reader reads calendars of CalDAV servers. It is safe for concurrent use.
type Reader struct {
	client *fetch.Client
	now    recruit.Clock

	accounts accounts
}

var _ busy.Reader = (*Reader)(nil)

// New makes a Reader.
func New(client *fetch.Client, now recruit.Clock) *Reader { return &Reader{client: client, now: now} }

// maxDoubts is how many a reading has at most; there are fewer kinds of them.
const maxDoubts = 10

// atOnce is how many calendars of one server are read at the same time.
const atOnce = 4

// connect checks an access.
func (r *Reader) connect(via busy.Access) (*conn, error) {
	address, err := Address(via.URL)
	if err != nil {
		return nil, err
	}
	if err := signIn(via); err != nil {
		return nil, err
	}
	base, err := url.Parse(address)
	if err != nil {
		return nil, errAddress()
	}
	return &conn{client: r.client, via: via, base: base, now: r.now, accounts: &r.accounts}, nil
}

// Read implements busy.Reader: calendars with an address are read, and whoever is named
// by an e-mail address is asked for all at once.
func (r *Reader) Read(ctx context.Context, via busy.Access, q busy.Query) ([]busy.Reading, error) {
	c, err := r.connect(via)
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	readings := make([]busy.Reading, len(q.Calendars))
	// fail keeps why a calendar could not be read, and stops where that is about all.
	fail := func(i int, err error) {
		readings[i] = busy.Reading{From: q.From, To: q.To, Err: err}
		if ofSource(err) {
			stop(&ofAll{err})
		}
	}
	var people []int
	met := map[string]bool{} // owners, to whose first calendar their own hours are added
	var work sync.WaitGroup
	turns := make(chan struct{}, atOnce)
	for i, calendar := range q.Calendars {
		if isPerson(calendar.Name) {
			people = append(people, i)
			continue
		}
		first := !met[calendar.Owner]
		met[calendar.Owner] = true
		work.Go(func() {
			turns <- struct{}{}
			defer func() { <-turns }()
			reading, err := c.collection(ctx, q, calendar)
			if err == nil && first {
				err = c.hours(ctx, q, calendar, &reading)
			}
			if err != nil {
				fail(i, err)
				return
			}
			readings[i] = reading
		})
	}
	if len(people) > 0 {
		work.Go(func() { c.colleagues(ctx, q, people, readings, fail) })
	}
	work.Wait()
	var all *ofAll
	if errors.As(context.Cause(ctx), &all) {
		return nil, problem(all.error, serverName(c.base), r.now())
	}
	for i, reading := range readings {
		readings[i].Doubts = reading.Doubts[:min(len(reading.Doubts), maxDoubts)]
		if reading.Err != nil {
			readings[i].Err = problem(reading.Err, c.name(q.Calendars[i]), r.now())
		}
	}
	return readings, nil
}

// ofAll is a failure after which nothing else has to be asked.
type ofAll struct{ error }

// isPerson reports whether a calendar's name is someone's e-mail address rather than
// the address of a collection.
func isPerson(name string) bool {
	return strings.Contains(name, "@") && !strings.Contains(name, "/")
}

// name names a calendar in sentences.
func (c *conn) name(calendar busy.Calendar) string {
	if isPerson(calendar.Name) {
		return "The calendar of " + sanitize.Brief(calendar.Name, 100)
	}
	if u, err := c.base.Parse(calendar.Name); err == nil {
		return calendarName(u)
	}
	return "A calendar at " + sanitize.Brief(c.base.Hostname(), 100)
}
