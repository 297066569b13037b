package caldav

import (
	"time"

	"recruitty/calendar/fetch"
)

// cursor is what is kept of one reading for the next one.
type cursor struct {
	For   string    `json:"for"`             // what was read of what, see busy.Query.Digest
	Token string    `json:"token,omitempty"` // RFC 6578, 4
	Tag   string    `json:"tag,omitempty"`   // of the whole calendar, for servers without a token
	Full  time.Time `json:"full"`            // when everything was read at last
	Hours string    `json:"hours,omitempty"` // a digest of the person's availability, see hours
}

const (
	// trusted is how long changes are believed to be all that changed before everything
	// is read anew: some servers lose some, for example two within a second.
	trusted = time.Hour
	// maxMark bounds a token or tag in bytes; a longer one is not used.
	maxMark = 1000
)

// String is how a reading returns it: "" where the server offers nothing.
func (c cursor) String() string {
	if c.Token == "" && c.Tag == "" {
		return ""
	}
	return fetch.WriteCursor(c)
}

// parseCursor reads one; what is none, about something else or too old is the zero
// value.
func parseCursor(text, what string, now time.Time) cursor {
	c := fetch.ReadCursor[cursor](text)
	if c.For != what {
		return cursor{}
	}
	if age := now.Sub(c.Full); age < 0 || age > trusted {
		return cursor{}
	}
	return c
}
