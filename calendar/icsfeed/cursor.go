package icsfeed

import (
	"net/http"
	"strings"
	"time"

	"recruitty/calendar/fetch"
)

// cursor is what is kept of one reading for the next one.
type cursor struct {
	For      string    `json:"for"`  // what was read of what, see busy.Query.Digest
	ETag     string    `json:"etag"` // RFC 9110, 8.8.3
	Modified string    `json:"modified"`
	Content  string    `json:"content"` // a digest, for servers that have neither
	Full     time.Time `json:"full"`    // when the content came at last
}

const (
	// maxValidator bounds an ETag and a Last-Modified in bytes; a longer one is not
	// used.
	maxValidator = 300
	// trusted is how long a server's "nothing has changed" is believed before the
	// whole calendar is asked for again: some have one validator for ever.
	trusted = 24 * time.Hour
)

// String is how a reading returns it.
func (c cursor) String() string { return fetch.WriteCursor(c) }

// parseCursor reads one; what is none, or about something else, is the zero value.
func parseCursor(text, what string) cursor {
	c := fetch.ReadCursor[cursor](text)
	if c.For != what {
		return cursor{}
	}
	return c
}

// validators are the headers by which a server says that nothing has changed.
func (c cursor) validators(now time.Time) http.Header {
	h := http.Header{"Accept": {"text/calendar, */*;q=0.5"}}
	if age := now.Sub(c.Full); age < 0 || age > trusted {
		return h
	}
	if c.ETag != "" {
		h.Set("If-None-Match", c.ETag)
	}
	if c.Modified != "" {
		h.Set("If-Modified-Since", c.Modified)
	}
	return h
}

// validator is a header's value if it can be sent back.
func validator(h http.Header, name string) string {
	v := h.Get(name)
	if len(v) > maxValidator || strings.ContainsFunc(v, func(r rune) bool { return r < ' ' || r > '~' }) {
		return ""
	}
	return v
}
