package caldav

import (
	"context"
	"net/http"
	"net/url"

	"recruitty/calendar/ics"
	"recruitty/recruit/busy"
)

// freeBusy asks for the busy times of a calendar whose entries may not be read (RFC
// 4791, 7.10): colleagues often share no more. An interview of this workspace cannot be
// told from others there.
func (c *conn) freeBusy(ctx context.Context, at *url.URL, q busy.Query, calendar busy.Calendar) (busy.Reading, error) {
	body := xmlHead + `<c:free-busy-query xmlns:c="` + cal + `">` + timeRange(q.From, q.To) + `</c:free-busy-query>`
	answer, err := c.ask(ctx, request{method: "REPORT", at: at, depth: "1", body: body})
	if err != nil {
		if ofSource(err) {
			return busy.Reading{}, err
		}
		// It was tried because the entries may not be read, which is what to say.
		return busy.Reading{}, &refused{status: http.StatusForbidden}
	}
	defer answer.Body.Close()
	times, err := ics.Read(answer.Body, options(q, calendar))
	if err != nil {
		return busy.Reading{}, err
	}
	return busy.Reading{From: q.From, To: q.To, Intervals: times.Intervals, Doubts: times.Doubts}, nil
}
