// Package web is what the rooms share that ask other services over HTTP: a client
// that carries no secret elsewhere, bounded answers, addresses that no secret goes
// to readably, and how long a service wants to be left alone.
package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
)

// ErrAddress is an address to which secrets would go readably, or none at all.
var ErrAddress = errors.New("neither a plain https address nor one on this machine")

// ErrTooLarge is an answer with more bytes than are read.
var ErrTooLarge = errors.New("the answer is too large")

// Client is a copy of from, or a new client, that follows no redirect, because one
// would carry what is secret to another host, and that keeps no cookies. timeout bounds
// each request; 0 leaves that to whoever makes it.
func Client(from *http.Client, timeout time.Duration) *http.Client {
	client := http.Client{}
	if from != nil {
		client = *from
	}
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	client.Jar = nil
	if timeout > 0 {
		client.Timeout = timeout
	}
	return &client
}

// Check refuses the address of a service to which passwords and tokens would go
// readably: it has to be https, or http on this very machine for a simulated
// service, without user, query and fragment. The error is ErrAddress.
func Check(base string) error {
	u, err := url.Parse(base)
	if err == nil && u.Host != "" && u.User == nil && u.RawQuery == "" && u.Fragment == "" &&
		(u.Scheme == "https" || u.Scheme == "http" && sanitize.ThisMachine(u.Hostname())) {
		return nil
	}
	return ErrAddress
}

// Cause is an error without the address of the request, whose query may hold what is
// secret.
func Cause(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// Body reads an answer of at most so many bytes; a longer one is ErrTooLarge.
func Body(r io.Reader, most int) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, int64(most)+1))
	if err != nil {
		return nil, err
	}
	if len(body) > most {
		return nil, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most)
	}
	return body, nil
}

// RetryAfter is the moment that a header Retry-After names (RFC 9110, section
// 10.2.3): seconds, or a date. The zero time where it names none that is sensible.
func RetryAfter(value string, now time.Time) time.Time {
	value = strings.TrimSpace(value)
	at := time.Time{}
	if seconds, err := strconv.Atoi(value); err == nil && seconds >= 0 && seconds <= int(longestWait/time.Second) {
		at = now.Add(time.Duration(seconds) * time.Second)
	} else if date, err := http.ParseTime(value); err == nil {
		at = date.UTC()
	}
	return Sensible(at, now)
}

// longestWait is what a service may sensibly ask for: limits are over by the next day.
const longestWait = 48 * time.Hour

// Sensible drops a moment to wait for that is absurdly far away, and makes one in the
// past now.
func Sensible(at, now time.Time) time.Time {
	switch {
	case at.IsZero(), at.Sub(now) > longestWait:
		return time.Time{}
	case at.Before(now):
		return now
	}
	return at
}
