package google

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"recruitty/calendar/rest"
	"recruitty/recruit"
	"recruitty/recruit/busy"
)

const (
	// atOnce is how many calendars are listed at a time.
	atOnce = 8
	// pageSize is Google's largest.
	pageSize = 2500
	// maxPages bounds a list: with pageSize, more than anybody's year holds.
	maxPages = 20
	// noTitles is said of a calendar of which only free/busy can be read.
	noTitles = "Only when this person is busy can be read, so words such as Focus in titles do not count."
)

// fields are what is asked for of each entry, and nothing else.
const fields = "nextPageToken,nextSyncToken,items(id,iCalUID,status,start,end,transparency,eventType,summary,attendees(self,responseStatus))"

// entries lists the entries of each calendar, and reads those by freeBusy of which
// the entries are not shown.
func (r *Reader) entries(ctx context.Context, via busy.Access, q busy.Query) ([]busy.Reading, error) {
	if most := q.From.Add(rest.Longest); q.To.After(most) {
		q.To = most
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	readings, closed := make([]busy.Reading, len(q.Calendars)), make([]bool, len(q.Calendars))
	places := make(chan int, len(q.Calendars))
	for i := range q.Calendars {
		places <- i
	}
	close(places)
	var workers sync.WaitGroup
	var vain inVain
	for range min(atOnce, len(q.Calendars)) {
		workers.Go(func() {
			for i := range places {
				var reading busy.Reading
				err := vain.why()
				if err == nil {
					reading, err = r.list(ctx, via, q, q.Calendars[i])
					vain.note(err)
				}
				switch {
				case err == nil:
				case ctx.Err() != nil:
					err = r.rest.Late(ctx)
				case errors.Is(err, recruit.ErrReconnect), errors.Is(err, recruit.ErrNotSetUp):
					cancel(err)
				case errors.Is(err, recruit.ErrNotFound), errors.Is(err, recruit.ErrScope):
					closed[i] = true
				}
				if err != nil {
					reading = busy.Reading{From: q.From, To: q.To, Err: err}
				}
				readings[i] = reading
			}
		})
	}
	workers.Wait()
	if err := context.Cause(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return nil, err
	}
	return r.fillIn(ctx, via, q, readings, closed)
}

// maxVain is how many calendars in a row may come to nothing for the moment before the
// others are not asked for any more: more would only make everybody wait.
const maxVain = 2 * atOnce

// inVain counts them.
type inVain struct {
	mu   sync.Mutex
	row  int
	last error
}

// why is the reason for asking no more, nil as long as there is none.
func (v *inVain) why() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.row < maxVain {
		return nil
	}
	return v.last
}

// note counts what one calendar came to.
func (v *inVain) note(err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if !errors.Is(err, recruit.ErrLater) {
		v.row = 0
		return
	}
	v.row, v.last = v.row+1, err
}

// fillIn reads by freeBusy the calendars that are closed to lists.
func (r *Reader) fillIn(ctx context.Context, via busy.Access, q busy.Query, readings []busy.Reading, closed []bool) ([]busy.Reading, error) {
	var places []int
	left := q
	left.Calendars = nil
	for i, is := range closed {
		if is {
			places, left.Calendars = append(places, i), append(left.Calendars, q.Calendars[i])
		}
	}
	if len(places) > 0 {
		read, err := r.freeBusy(ctx, via, left)
		for n, i := range places {
			switch {
			case err != nil:
				readings[i].Err = err
			case read[n].Err == nil:
				read[n].Doubts = append(read[n].Doubts, noTitles)
				fallthrough
			default:
				readings[i] = read[n]
			}
		}
	}
	if err := rest.Wholly(readings); err != nil {
		return nil, err
	}
	return readings, nil
}

// page is one page of events.list.
type page struct {
	Items         []json.RawMessage `json:"items"`
	NextPageToken string            `json:"nextPageToken"`
	NextSyncToken string            `json:"nextSyncToken"`
}

// list reads the entries of one calendar: what changed since its cursor, or all.
func (r *Reader) list(ctx context.Context, via busy.Access, q busy.Query, c busy.Calendar) (busy.Reading, error) {
	// What did not change is not sent again, so that a token is good for one window
	// and one list of words only.
	if mark, token, _ := strings.Cut(c.Cursor, " "); mark == q.Digest(c) && token != "" {
		reading, err := r.pages(ctx, via, q, c, token)
		if !errors.Is(err, errExpired) {
			return reading, err
		}
	}
	return r.pages(ctx, via, q, c, "")
}

// errExpired is a sync token that Google has forgotten (410).
var errExpired = errors.New("the sync token has expired")

// pages reads the pages of a list; token is "" for a whole one.
func (r *Reader) pages(ctx context.Context, via busy.Access, q busy.Query, c busy.Calendar, token string) (busy.Reading, error) {
	reading := busy.Reading{From: q.From, To: q.To, Delta: token != ""}
	base := url.Values{"singleEvents": {"true"}, "maxResults": {strconv.Itoa(pageSize)}, "maxAttendees": {"1"}, "fields": {fields}}
	if token != "" {
		base.Set("syncToken", token)
	} else {
		base.Set("timeMin", q.From.UTC().Format(time.RFC3339))
		base.Set("timeMax", q.To.UTC().Format(time.RFC3339))
	}
	next, seen := "", map[string]bool{}
	for range maxPages {
		if next != "" {
			base.Set("pageToken", next)
		}
		var p page
		err := r.rest.Call(ctx, rest.Request{Method: http.MethodGet, Token: via.Token,
			Path: "/calendar/v3/calendars/" + url.PathEscape(c.Name) + "/events?" + base.Encode()}, &p)
		if err != nil {
			return reading, listRefused(err, c.Name, token)
		}
		for _, raw := range p.Items {
			e := parse(raw)
			if e.ID == "" && reading.Delta {
				return reading, errExpired // nobody knows what it changes
			}
			e.into(&reading, q, c)
		}
		next = p.NextPageToken
		if next == "" {
			if p.NextSyncToken != "" {
				reading.Cursor = q.Digest(c) + " " + p.NextSyncToken
			}
			reading.Doubts = rest.Doubts(reading.Doubts)
			return reading, nil
		}
		if seen[next] {
			break
		}
		seen[next] = true
	}
	return reading, rest.TooFull()
}

// listRefused says what a refusal of a list means.
func listRefused(err error, name, token string) error {
	no := rest.Refused(err)
	if no == nil {
		return err
	}
	switch {
	case token != "" && (no.Status == http.StatusGone || no.Status == http.StatusBadRequest):
		return errExpired
	case no.Status == http.StatusNotFound, no.Status == http.StatusForbidden && no.Reason != "accessNotConfigured" && no.Reason != "SERVICE_DISABLED":
		return &recruit.Problem{Kind: recruit.ErrScope, Cause: no, Sentence: "The entries of " + rest.Called(name) + " are not shown."}
	case no.Status == http.StatusBadRequest:
		return &recruit.Problem{Kind: recruit.ErrRejected, Cause: no, Sentence: "Google does not accept " + rest.Called(name) + " as the name of a calendar; correct its address."}
	}
	return (&Reader{}).refused(err)
}
