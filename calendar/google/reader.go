package google

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"recruitty/calendar/rest"
	"recruitty/recruit"
	"recruitty/recruit/busy"
)

// maxCalendars is what freeBusy takes in one request (calendarExpansionMax).
const maxCalendars = 50

// maxWindow is a window that freeBusy certainly answers for.
const maxWindow = 60 * 24 * time.Hour

// Reader implements busy.Reader for busy.Google.
type Reader struct {
	rest *rest.Client
}

// service is what sentences about Google say.
func service() rest.Service {
	return rest.Service{
		Label: busy.Google.Label(), Usual: "https://www.googleapis.com", Variable: "RECRUITTY_GOOGLE_API", Connect: "recruitty calendar connect --google",
		Busy: []string{"rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded", "dailyLimitExceeded", "backendError", "internalError"},
	}
}

var _ busy.Reader = (*Reader)(nil)

// New makes a Reader; it reaches for Google only when it is asked to.
func New(o rest.Options) *Reader {
	return &Reader{rest.New(service(), o)}
}

// Read implements busy.Reader. A window of more than a year is read for a year.
func (r *Reader) Read(ctx context.Context, via busy.Access, q busy.Query) ([]busy.Reading, error) {
	if !via.Titles {
		return r.freeBusy(ctx, via, q)
	}
	return r.entries(ctx, via, q)
}

// The request and the answer of freebusy.query, as far as they are used.
type (
	query struct {
		TimeMin              time.Time `json:"timeMin"`
		TimeMax              time.Time `json:"timeMax"`
		CalendarExpansionMax int       `json:"calendarExpansionMax"`
		Items                []item    `json:"items"`
	}
	item struct {
		ID string `json:"id"`
	}
	freeBusyAnswer struct {
		Calendars map[string]json.RawMessage `json:"calendars"`
	}
	busyCalendar struct {
		Errors []struct {
			Reason string `json:"reason"`
		} `json:"errors"`
		Busy []period `json:"busy"`
	}
	period struct {
		Start string `json:"start"`
		End   string `json:"end"`
	}
)

// freeBusy reads when people are busy, and nothing else.
func (r *Reader) freeBusy(ctx context.Context, via busy.Access, q busy.Query) ([]busy.Reading, error) {
	return r.rest.Spread(ctx, q, rest.Limits{Calendars: maxCalendars, Window: maxWindow}, func(ctx context.Context, b rest.Batch) ([]rest.Part, error) {
		body := query{TimeMin: b.From.UTC(), TimeMax: b.To.UTC(), CalendarExpansionMax: maxCalendars}
		for _, i := range b.Of {
			if it := (item{q.Calendars[i].Name}); !slices.Contains(body.Items, it) {
				body.Items = append(body.Items, it)
			}
		}
		var answer freeBusyAnswer
		err := r.rest.Call(ctx, rest.Request{Method: http.MethodPost, Path: "/calendar/v3/freeBusy", Token: via.Token, Body: body}, &answer)
		if err != nil {
			return nil, r.refused(err)
		}
		parts := make([]rest.Part, len(b.Of))
		for n, i := range b.Of {
			parts[n] = busyPart(answer.of(q.Calendars[i].Name), q.Calendars[i].Name, b)
		}
		return parts, nil
	})
}

// of is what an answer says of a calendar, nil where it says nothing. Names of
// calendars are addresses, in which case does not count.
func (a freeBusyAnswer) of(name string) json.RawMessage {
	if c, ok := a.Calendars[name]; ok {
		return c
	}
	for other, c := range a.Calendars {
		if strings.EqualFold(other, name) {
			return c
		}
	}
	return nil
}

// busyPart is what freeBusy says of one calendar.
func busyPart(said json.RawMessage, name string, b rest.Batch) rest.Part {
	var c *busyCalendar
	if said == nil || json.Unmarshal(said, &c) != nil || c == nil {
		return rest.Part{Err: service().Unsaid(name)}
	}
	if len(c.Errors) > 0 {
		return rest.Part{Err: unreadable(name, c.Errors[0].Reason)}
	}
	part := rest.Part{Intervals: make([]busy.Interval, 0, len(c.Busy))}
	for _, p := range c.Busy {
		i, sure := rest.Entry(instant(p.Start), instant(p.End), busy.Busy, b.From, b.To)
		if !sure {
			part.Doubts = rest.Doubt(part.Doubts, rest.DoubtTimes)
		}
		part.Intervals = append(part.Intervals, i)
	}
	return part
}

// instant reads a time of RFC 3339; the zero time where it is none.
func instant(text string) time.Time {
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil || at.Year() < 1 {
		return time.Time{}
	}
	return at.UTC()
}

// refused says what a refusal of a whole request means.
func (r *Reader) refused(err error) error {
	no := rest.Refused(err)
	if no == nil {
		return err
	}
	switch {
	case no.Reason == "timeRangeTooLong", no.Reason == "timeRangeTooLarge":
		return errors.Join(rest.ErrTooLong, &recruit.Problem{Kind: recruit.ErrRejected, Cause: no, Sentence: "Google does not say when people are free for so long a time; ask for a shorter one."})
	case no.Reason == "tooManyCalendarsRequested", no.Status == http.StatusBadRequest, no.Status == http.StatusNotFound:
		// One name that Google does not like makes it refuse all; halving finds it.
		return errors.Join(rest.ErrTooMany, &recruit.Problem{Kind: recruit.ErrRejected, Cause: no,
			Sentence: "Google does not accept what it was asked about this calendar; check the calendar's address."})
	case no.Reason == "accessNotConfigured", no.Reason == "SERVICE_DISABLED":
		return &recruit.Problem{Kind: recruit.ErrNotSetUp, Cause: no,
			Sentence: "The project at Google to which this app belongs does not use the Google Calendar API yet; switch it on in the Google Cloud console (APIs & Services) and read the calendars again."}
	case no.Status == http.StatusForbidden:
		return &recruit.Problem{Kind: recruit.ErrScope, Cause: no,
			Sentence: "Google was not told to show recruitty when people are free; connect the calendars again and tick that permission on the page."}
	}
	return &recruit.Problem{Kind: recruit.ErrRejected, Cause: no, Sentence: "Google refuses to say when people are free; the log file has its reason."}
}

// unreadable is why one calendar cannot be read.
func unreadable(name, reason string) error {
	switch reason {
	case "notFound":
		return &recruit.Problem{Kind: recruit.ErrNotFound, Sentence: "Google knows no calendar " + rest.Called(name) + " that may be read here; correct its address, or let its owner share it (free/busy is enough)."}
	case "internalError", "backendError", "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded":
		return service().NotNow(name)
	case "groupTooBig", "tooManyCalendarsRequested":
		return &recruit.Problem{Kind: recruit.ErrRejected, Sentence: rest.Called(name) + " is a group at Google, not a person's calendar; give the address of one person."}
	}
	return &recruit.Problem{Kind: recruit.ErrRejected, Sentence: "Google does not let the calendar of " + rest.Called(name) + " be read here; its owner can share it (free/busy is enough)."}
}
