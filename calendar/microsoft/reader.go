package microsoft

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"recruitty/calendar/rest"
	"recruitty/recruit"
	"recruitty/recruit/busy"
)

const (
	maxMailboxes = 20
	maxWindow    = 62 * 24 * time.Hour
	// slot is the length of one sign of an availability view, in minutes.
	slot = 15
	// graphTime is how Graph writes a time beside its zone.
	graphTime = "2006-01-02T15:04:05"
)

// Reader implements busy.Reader for busy.Microsoft.
type Reader struct {
	rest *rest.Client
}

// service is what sentences about Microsoft say.
func service() rest.Service {
	return rest.Service{
		Label: busy.Microsoft.Label(), Usual: "https://graph.microsoft.com", Variable: "RECRUITTY_MICROSOFT_API", Connect: "recruitty calendar connect --microsoft",
		Busy: []string{"TooManyRequests", "ApplicationThrottled", "ErrorServerBusy", "ErrorTimeoutExpired", "ServiceNotAvailable"},
	}
}

var _ busy.Reader = (*Reader)(nil)

// New makes a Reader; it reaches for Microsoft only when it is asked to.
func New(o rest.Options) *Reader {
	return &Reader{rest.New(service(), o)}
}

// The request and the answer of getSchedule, as far as they are used.
type (
	query struct {
		Schedules []string `json:"schedules"`
		Start     moment   `json:"startTime"`
		End       moment   `json:"endTime"`
		// Interval is never left out: null makes Graph answer 500.
		Interval int `json:"availabilityViewInterval"`
	}
	moment struct {
		DateTime string `json:"dateTime"`
		TimeZone string `json:"timeZone"`
	}
	answer struct {
		Value []json.RawMessage `json:"value"`
	}
	// person is a scheduleInformation.
	person struct {
		ID    string            `json:"scheduleId"`
		View  *string           `json:"availabilityView"`
		Items []json.RawMessage `json:"scheduleItems"`
		Error *struct {
			Code    json.RawMessage `json:"responseCode"`
			Message string          `json:"message"`
		} `json:"error"`
	}
)

// Read implements busy.Reader. A window of more than a year is read for a year.
func (r *Reader) Read(ctx context.Context, via busy.Access, q busy.Query) ([]busy.Reading, error) {
	path := "/v1.0/me/calendar/getSchedule"
	if via.Whole {
		user := via.User
		if user == "" && len(q.Calendars) > 0 {
			user = q.Calendars[0].Name
		}
		path = "/v1.0/users/" + url.PathEscape(user) + "/calendar/getSchedule"
	}
	return r.rest.Spread(ctx, q, rest.Limits{Calendars: maxMailboxes, Window: maxWindow}, func(ctx context.Context, b rest.Batch) ([]rest.Part, error) {
		body := query{Start: utc(b.From), End: utc(b.To), Interval: slot}
		for _, i := range b.Of {
			if name := q.Calendars[i].Name; !slices.Contains(body.Schedules, name) {
				body.Schedules = append(body.Schedules, name)
			}
		}
		var a answer
		err := r.rest.Call(ctx, rest.Request{Method: http.MethodPost, Path: path, Token: via.Token, Prefer: `outlook.timezone="UTC"`, Body: body}, &a)
		if err != nil {
			return nil, refused(err, via)
		}
		people := a.people()
		parts := make([]rest.Part, len(b.Of))
		for n, i := range b.Of {
			parts[n] = part(people[strings.ToLower(q.Calendars[i].Name)], q.Calendars[i].Name, b, q.Words)
		}
		return parts, nil
	})
}

// utc is a moment as Graph takes it.
func utc(at time.Time) moment { return moment{at.UTC().Format(graphTime), "UTC"} }

// people are those of whom an answer says something, by their names in lower case.
// One whose record cannot be read is left out, and so counts as not answered.
func (a answer) people() map[string]*person {
	people := make(map[string]*person, len(a.Value))
	for _, raw := range a.Value {
		var p person
		if json.Unmarshal(raw, &p) == nil && p.ID != "" {
			people[strings.ToLower(p.ID)] = &p
		}
	}
	return people
}

// refused says what a refusal of a whole request means.
func refused(err error, via busy.Access) error {
	no := rest.Refused(err)
	if no == nil {
		return err
	}
	problem := func(kind error, sentence string) error {
		return &recruit.Problem{Kind: kind, Cause: no, Sentence: sentence}
	}
	switch {
	case no.Reason == "ErrorTimeIntervalTooBig":
		return errors.Join(rest.ErrTooLong, problem(recruit.ErrRejected, "Microsoft 365 does not say when people are free for so long a time; ask for a shorter one."))
	case no.Reason == "ErrorMailboxDataArrayTooBig", no.Status == http.StatusBadRequest:
		// One name that it does not like makes it refuse all; halving finds it.
		return errors.Join(rest.ErrTooMany, problem(recruit.ErrRejected, "Microsoft 365 does not accept what it was asked about this calendar; check the calendar's address."))
	case no.Status == http.StatusForbidden && via.Whole:
		return problem(recruit.ErrScope, "Microsoft 365 does not let this app read calendars; an administrator has to grant it the application permission Calendars.ReadBasic (or Calendars.Read, for titles).")
	case no.Status == http.StatusForbidden:
		return problem(recruit.ErrScope, "Microsoft 365 was not told to show recruitty when people are free; connect the calendars again and agree to that permission on the page.")
	case no.Status == http.StatusNotFound && via.Whole:
		return problem(recruit.ErrNotSetUp, "Microsoft 365 knows no mailbox of the account in whose name calendars are read; name another one in Settings, Calendars (recruitty calendar connect --microsoft).")
	case no.Status == http.StatusNotFound:
		return problem(recruit.ErrNotSetUp, "The account that is signed in to Microsoft 365 has no mailbox there, so it cannot ask for calendars; connect one that has (recruitty calendar connect --microsoft).")
	}
	return problem(recruit.ErrRejected, "Microsoft 365 refuses to say when people are free; the log file has its reason.")
}
