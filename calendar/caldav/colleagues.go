package caldav

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"recruitty/calendar/ics"
	"recruitty/internal/icalendar"
	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

// maxAsked bounds the people who are asked about at once.
const maxAsked = 50

// errNoAnswer says that a server is silent about one of those it was asked about.
var errNoAnswer = errors.New("no answer about this person")

// colleagues asks when people are busy, by their addresses (RFC 6638, section 5), and
// puts the answers where they belong. An interview of this workspace cannot be told
// from others in the answers.
func (c *conn) colleagues(ctx context.Context, q busy.Query, people []int, readings []busy.Reading, fail func(int, error)) {
	a, err := c.known(ctx)
	if err == nil && (a == nil || a.outbox == nil || !icalendar.IsAddress(icalendar.Address(a.email()))) {
		err = errNoOutbox
	}
	for len(people) > 0 {
		some := people[:min(maxAsked, len(people))]
		people = people[len(some):]
		failed := err
		if err == nil {
			failed = c.askAbout(ctx, a, q, some, readings)
		}
		for _, i := range some {
			if failed != nil {
				fail(i, failed)
			}
		}
	}
}

// askAbout asks about some people.
func (c *conn) askAbout(ctx context.Context, a *account, q busy.Query, some []int, readings []busy.Reading) error {
	var addresses []string
	index := map[string][]int{}
	for _, i := range some {
		address := strings.ToLower(strings.TrimSpace(q.Calendars[i].Name))
		readings[i] = busy.Reading{From: q.From, To: q.To, Err: errNoAnswer}
		if !icalendar.IsAddress(address) {
			readings[i].Err = recruit.Invalid("calendar", "%s is not an email address, so nobody can be asked about.", sanitize.Brief(address, 60))
			continue
		}
		if len(index[address]) == 0 {
			addresses = append(addresses, address)
		}
		index[address] = append(index[address], i)
	}
	if len(addresses) == 0 {
		return nil
	}
	answer, err := c.ask(ctx, request{
		method: "POST", at: a.outbox, kind: "text/calendar; charset=utf-8",
		body: busyRequest(icalendar.Address(a.email()), addresses, q, c.now()),
	})
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	return scheduleResponse(answer.Body, func(about, status, data string) {
		for _, i := range index[strings.ToLower(icalendar.Address(about))] {
			readings[i] = answerAbout(q, q.Calendars[i], status, data)
		}
	})
}

// answerAbout is what a server says of one person.
func answerAbout(q busy.Query, calendar busy.Calendar, status, data string) busy.Reading {
	reading := busy.Reading{From: q.From, To: q.To}
	if !strings.HasPrefix(status, "2.") {
		reading.Err = &recipientStatus{code: status}
		return reading
	}
	times, err := ics.Read(strings.NewReader(data), options(q, calendar))
	if err != nil {
		reading.Err = err
		return reading
	}
	reading.Intervals, reading.Doubts = times.Intervals, times.Doubts
	return reading
}

// scheduleResponse reads the answer of an outbox (RFC 6638, section 10.1).
func scheduleResponse(r io.Reader, each func(about, status, data string)) error {
	d := decoder(r)
	if err := root(d, cal, "schedule-response"); err != nil {
		return err
	}
	for count := 0; ; {
		token, err := d.Token()
		if err != nil {
			return decoding(err)
		}
		start, end := startOrEnd(token)
		switch {
		case end:
			return nil
		case start == nil:
			continue
		}
		n, err := tree(d, *start)
		if err != nil {
			return err
		}
		if count++; count > 10*maxAsked {
			return errBounds
		}
		about := n.child(cal, "recipient").hrefs()
		if len(about) == 0 || n.over {
			continue
		}
		each(about[0], n.child(cal, "request-status").value(), n.child(cal, "calendar-data").value())
	}
}

// busyRequest asks for the busy times of people (RFC 5546, 3.3.2).
func busyRequest(organizer string, people []string, q busy.Query, now time.Time) string {
	var b strings.Builder
	write := func(line string) {
		for len(line) > 73 { // RFC 5545, 3.1
			cut := 73
			for cut > 1 && !utf8.RuneStart(line[cut]) {
				cut--
			}
			b.WriteString(line[:cut] + "\r\n ")
			line = line[cut:]
		}
		b.WriteString(line + "\r\n")
	}
	write("BEGIN:VCALENDAR")
	write("VERSION:2.0")
	write("PRODID:-//recruitty//EN")
	write("METHOD:REQUEST")
	write("BEGIN:VFREEBUSY")
	write("UID:" + ics.Ref(strings.Join(people, " ")+now.UTC().Format(time.RFC3339Nano)))
	write("DTSTAMP:" + now.UTC().Format(instant))
	write("DTSTART:" + q.From.UTC().Format(instant))
	write("DTEND:" + q.To.UTC().Format(instant))
	write("ORGANIZER:mailto:" + organizer)
	for _, p := range people {
		write("ATTENDEE:mailto:" + p)
	}
	write("END:VFREEBUSY")
	write("END:VCALENDAR")
	return b.String()
}

// recipientStatus is a server's no about one person (RFC 5546, 3.6).
type recipientStatus struct{ code string }

// Error is for the log.
func (r *recipientStatus) Error() string { return "status " + sanitize.Brief(r.code, 20) }

// problem says it in a sentence about whose calendar it is.
func (r *recipientStatus) problem(who string) *recruit.Problem {
	p := &recruit.Problem{Kind: recruit.ErrRejected, Cause: r}
	switch {
	case strings.HasPrefix(r.code, "3.7"):
		p.Kind, p.Sentence = recruit.ErrUnknownUser, who+" is not known to the calendar server; check the address, or let its owner connect it."
	case strings.HasPrefix(r.code, "3.8"), strings.HasPrefix(r.code, "4.2"):
		p.Kind, p.Sentence = recruit.ErrScope, who+" may not be looked at by this account; ask its owner to share when they are busy."
	case strings.HasPrefix(r.code, "5."), strings.HasPrefix(r.code, "1."):
		p.Kind, p.Sentence = recruit.ErrLater, who+" could not be reached from the calendar server; it is asked again later."
	default:
		p.Sentence = who + " is not given out by the calendar server; let its owner connect it."
	}
	return p
}
