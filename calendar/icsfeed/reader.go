package icsfeed

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"

	"recruitty/calendar/fetch"
	"recruitty/internal/web"
	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

// Reader reads published calendars. It is safe for concurrent use.
type Reader struct {
	client *fetch.Client
	now    recruit.Clock
}

var _ busy.Reader = (*Reader)(nil)

// New makes a Reader.
func New(client *fetch.Client, now recruit.Clock) *Reader { return &Reader{client: client, now: now} }

// Read implements busy.Reader. An access is the address of one calendar, so every
// failure to get it is one of the whole source.
func (r *Reader) Read(ctx context.Context, via busy.Access, q busy.Query) ([]busy.Reading, error) {
	u, err := r.locate(via)
	if err != nil {
		return nil, err
	}
	readings := make([]busy.Reading, 0, len(q.Calendars))
	for _, c := range q.Calendars {
		reading, err := r.one(ctx, u, q, c)
		if err != nil {
			return nil, err
		}
		readings = append(readings, reading)
	}
	return readings, nil
}

// Test reports whether there is a calendar at the address now. The error is a
// *recruit.Problem.
func (r *Reader) Test(ctx context.Context, via busy.Access) error {
	u, err := r.locate(via)
	if err != nil {
		return err
	}
	got, err := r.fetch(ctx, u, http.Header{})
	if err != nil {
		return err
	}
	now := r.now()
	_, err = times(got.text, busy.Query{From: now, To: now.AddDate(0, 0, 1)}, busy.Calendar{Zone: time.UTC}, who(u))
	return err
}

// locate checks the address once more: it may have been stored long ago, or by an import.
func (r *Reader) locate(via busy.Access) (*url.URL, error) {
	address, err := Address(via.URL)
	if err != nil {
		return nil, err
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, recruit.Invalid("url", "That is not an address at which a calendar can be published; it begins with https:// or webcal://.")
	}
	return u, nil
}

// one reads the calendar for one person.
func (r *Reader) one(ctx context.Context, u *url.URL, q busy.Query, c busy.Calendar) (busy.Reading, error) {
	reading := busy.Reading{From: q.From, To: q.To, Cursor: c.Cursor}
	last := parseCursor(c.Cursor, q.Digest(c))
	now := r.now()
	got, err := r.fetch(ctx, u, last.validators(now))
	if err != nil {
		return busy.Reading{}, err
	}
	if got.unchanged {
		reading.NotModified = true
		return reading, nil
	}
	sum := sha256.Sum256(got.text)
	next := cursor{
		For: q.Digest(c), Full: now, Content: base64.RawURLEncoding.EncodeToString(sum[:]),
		ETag: validator(got.header, "ETag"), Modified: validator(got.header, "Last-Modified"),
	}
	reading.Cursor = next.String()
	if next.Content == last.Content {
		reading.NotModified = true
		return reading, nil
	}
	found, err := times(got.text, q, c, who(u))
	if err != nil {
		return busy.Reading{}, err
	}
	reading.Intervals, reading.Doubts = found.Intervals, found.Doubts
	return reading, nil
}

// who names the calendar in sentences, without what is secret.
func who(u *url.URL) string { return "The published calendar at " + sanitize.Brief(u.Hostname(), 100) }

// content is what a server gave.
type content struct {
	unchanged bool
	header    http.Header
	text      []byte
}

// fetch asks for the calendar.
func (r *Reader) fetch(ctx context.Context, u *url.URL, header http.Header) (content, error) {
	ask := fetch.Get(u)
	ask.Header = header
	answer, err := r.client.Do(ctx, ask)
	if err != nil {
		return content{}, fetch.Problem(err, who(u))
	}
	defer answer.Body.Close()
	conditional := header.Get("If-None-Match") != "" || header.Get("If-Modified-Since") != ""
	switch {
	case answer.Status == http.StatusNotModified && conditional:
		return content{unchanged: true}, nil
	case answer.Status != http.StatusOK:
		return content{}, refusal(answer.Status, who(u), web.RetryAfter(answer.Header.Get("Retry-After"), r.now()))
	}
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		return content{}, fetch.Problem(err, who(u))
	}
	if err := check(text, answer.Header.Get("Content-Type"), who(u)); err != nil {
		return content{}, err
	}
	return content{header: answer.Header, text: text}, nil
}

// refusal says a status that is no calendar.
func refusal(status int, who string, retry time.Time) error {
	p := &recruit.Problem{Cause: fetch.Status(status)}
	switch {
	case status == http.StatusUnauthorized, status == http.StatusForbidden, status == http.StatusProxyAuthRequired:
		p.Kind, p.Sentence = recruit.ErrReconnect, who+" can no longer be read; publish it again and connect the new address."
	case status == http.StatusNotFound, status == http.StatusGone:
		p.Kind, p.Sentence = recruit.ErrReconnect, who+" cannot be found; copy its address again and connect that."
	case fetch.Status(status).Passes():
		return fetch.Later(p.Cause, who, retry)
	default:
		p.Kind, p.Sentence = recruit.ErrRejected, who+" is not given out; check its address."
	}
	return p
}

// check refuses what is no iCalendar text: nothing in it must not mean that someone is
// free. One that is cut off is read up to there, and the rest is unknown.
func check(text []byte, kind, who string) error {
	body := bytes.TrimSpace(bytes.TrimPrefix(text, []byte("\ufeff")))
	const begin = "BEGIN:VCALENDAR"
	switch {
	case len(body) == 0:
		return &recruit.Problem{Kind: recruit.ErrLater, Sentence: who + " is empty, not even a calendar without entries; it is asked again later.", Cause: errors.New("no content")}
	case len(body) < len(begin) || !bytes.EqualFold(body[:len(begin)], []byte(begin)):
		sentence := who + " is no iCalendar text; copy the address that ends in .ics or is called iCal."
		if body[0] == '<' || bytes.Contains([]byte(kind), []byte("html")) {
			sentence = who + " is a web page, not iCalendar text; copy the address that ends in .ics or is called iCal."
		}
		return &recruit.Problem{Kind: recruit.ErrRejected, Sentence: sentence, Cause: errors.New("content type " + sanitize.Brief(cmp.Or(kind, "none"), 50))}
	}
	return nil
}
