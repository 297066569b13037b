package fetch

import (
	"compress/flate"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Trouble is a kind of failure.
type Trouble int

// The kinds of failure.
const (
	Broken      Trouble = iota // the connection broke, or the answer ended too early
	Stopped                    // whoever asked has gone
	Slow                       // no answer, or not all of it, in time
	NotFound                   // the host's name is not known
	Unreachable                // nobody answers there
	Untrusted                  // no secure connection that can be trusted
	Forbidden                  // the address leads inside
	Unprotected                // http, where others could read along
	NoAddress                  // not an address of the web
	Elsewhere                  // a redirect to another site, which must not see the password
	Circles                    // too many redirects
	TooLarge                   // more than may be sent
	Nonsense                   // no answer that this program understands
)

// Error is a failure to ask. It quotes neither path nor query of an address.
type Error struct {
	Trouble Trouble
	Host    string // where a redirect leads, for Elsewhere
	Size    int64  // the bound, for TooLarge
	cause   error
}

// Error is for the log.
func (e *Error) Error() string {
	if e.cause != nil {
		return fmt.Sprintf("trouble %d: %v", e.Trouble, e.cause)
	}
	return fmt.Sprintf("trouble %d", e.Trouble)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.cause }

// failure names what went wrong. Of an error that quotes the address only what it
// wraps is kept.
func (c *Client) failure(err error) error {
	var known *Error
	if errors.As(err, &known) {
		return known
	}
	var quoting *url.Error
	if errors.As(err, &quoting) {
		if quoting.Timeout() {
			return &Error{Trouble: Slow, cause: quoting.Err}
		}
		err = quoting.Err
	}
	return &Error{Trouble: trouble(err), Size: c.size, cause: err}
}

func trouble(err error) Trouble {
	var (
		dns         *net.DNSError
		operation   *net.OpError
		certificate *tls.CertificateVerificationError
		authority   x509.UnknownAuthorityError
		name        x509.HostnameError
		record      tls.RecordHeaderError
		alert       tls.AlertError
		timeout     net.Error
		corrupt     flate.CorruptInputError
	)
	switch {
	case errors.Is(err, errInside):
		return Forbidden
	case errors.Is(err, errSize):
		return TooLarge
	case errors.Is(err, context.Canceled):
		return Stopped
	case errors.Is(err, context.DeadlineExceeded):
		return Slow
	case errors.As(err, &dns) && !dns.IsTimeout:
		return NotFound
	case errors.As(err, &timeout) && timeout.Timeout():
		return Slow
	case errors.As(err, &certificate), errors.As(err, &authority), errors.As(err, &name), errors.As(err, &record), errors.As(err, &alert):
		return Untrusted
	case errors.As(err, &operation) && operation.Op == "dial":
		return Unreachable
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt):
		return Nonsense
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return Broken
	}
	return Broken
}

// Problem says a failure of Do, or of reading an answer, in one sentence about who,
// such as "The calendar server cal.example.com". Other errors come back as they are.
func Problem(err error, who string) error {
	var e *Error
	if !errors.As(err, &e) {
		return err
	}
	what, kind := e.words()
	return &recruit.Problem{Kind: kind, Sentence: who + " " + what, Cause: e}
}

func (e *Error) words() (sentence string, kind error) {
	//exhaustive:enforce
	switch e.Trouble {
	case Stopped:
		return "was not waited for; ask again.", recruit.ErrLater
	case Slow:
		return "did not answer in time; it is asked again later.", recruit.ErrLater
	case NotFound:
		return "was not found; check the address, and that this machine is online.", recruit.ErrLater
	case Unreachable:
		return "cannot be reached; it is asked again later.", recruit.ErrLater
	case Untrusted:
		return "has no secure connection that can be trusted, so nothing was sent there; whoever runs it has to renew its certificate.", recruit.ErrRejected
	case Forbidden:
		return "is inside a private network, where this host reads nothing; use an address that is reachable from the Internet, or ask who runs the host to permit it (recruitty serve --calendar-network).", recruit.ErrRefused
	case Unprotected:
		return "would be asked over http, where others can read along; use its https address.", recruit.ErrRefused
	case NoAddress:
		return "has no address that can be read; it begins with https://.", recruit.ErrInvalid
	case Elsewhere:
		return "sends on to " + sanitize.Brief(e.Host, 100) + ", which is not given the password; connect that address itself if it is the right one.", recruit.ErrRefused
	case Circles:
		return "only sends on to other addresses; copy its address again.", recruit.ErrRejected
	case TooLarge:
		return fmt.Sprintf("sends more than the %d MB that are read; choose a calendar with fewer entries.", e.Size>>20), recruit.ErrRejected
	case Nonsense:
		return "gives an answer that cannot be understood; check the address.", recruit.ErrRejected
	case Broken:
		return "broke off its answer; it is asked again later.", recruit.ErrLater
	}
	return "broke off its answer; it is asked again later.", recruit.ErrLater
}
