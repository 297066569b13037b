package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// How long one step may take. RFC 5321 section 4.5.3.2 allows servers more, but a person may be waiting; what is
// given up here is tried again later.
const (
	connectTime = 20 * time.Second
	commandTime = time.Minute
	dataTime    = 5 * time.Minute
)

// Sender delivers finished mails over SMTP, one at a time. It keeps its connection between mails and opens a new one
// when the server has closed it. Its methods may be called from several goroutines.
type Sender struct {
	settings Settings
	// roots trusts further certificates; nil means those of the system.
	roots *x509.CertPool

	// seen is told whether the server at host:port offers SMTPUTF8, on each new connection; nil tells nobody.
	seen func(ctx context.Context, server string, offered bool)

	access access // gives a token for the account that is signed in to
	token  string // the last one that was used
	stale  string // one that the server refused

	turn    sync.Mutex
	client  *smtp.Client
	conn    net.Conn
	wire    *bounded // conn as the client reads it
	secured bool     // by TLS
}

// NewSender makes a sender; it connects with the first mail.
func NewSender(settings Settings) *Sender { return &Sender{settings: settings} }

// Send hands the bytes of one mail to the server, unchanged, for one recipient. A nil error means that the server has
// taken responsibility for it. Every other outcome is an *Error, of whose kinds only ErrLost leaves open whether the
// mail was delivered. Cancelling ctx ends the work at the next byte.
func (s *Sender) Send(ctx context.Context, from, to string, message []byte) error {
	return s.deliver(ctx, from, to, message, func(Step) {})
}

// Test sends a mail over a fresh connection and reports each step that has succeeded, so that a person sees how far
// the way is open. The error is an *Error whose Step is where it ended.
func (s *Sender) Test(ctx context.Context, from, to string, message []byte, passed func(Step)) error {
	s.Close()
	return s.deliver(ctx, from, to, message, passed)
}

// Learn hears what the server offers, over a fresh connection on which nothing is sent. The error is an *Error.
func (s *Sender) Learn(ctx context.Context) error {
	s.Close()
	s.turn.Lock()
	defer s.turn.Unlock()
	failed := s.open(ctx, "", func(Step) {})
	if s.client != nil && failed == nil {
		_ = s.within(ctx, connectTime, s.client.Quit)
	}
	s.drop()
	if failed != nil {
		return failed
	}
	return nil
}

// Close says goodbye to the server. The sender may be used again.
func (s *Sender) Close() {
	s.turn.Lock()
	defer s.turn.Unlock()
	if s.client != nil {
		_ = s.within(context.Background(), connectTime, s.client.Quit)
		s.drop()
	}
}

func (s *Sender) deliver(ctx context.Context, from, to string, message []byte, passed func(Step)) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	sender, err := plainAddress(from)
	if err != nil {
		return s.failure(StepSender, to, err)
	}
	recipient, err := plainAddress(to)
	if err != nil {
		return s.failure(StepRecipient, to, err)
	}
	// The connection of the last mail may have gone quietly; a reset finds out before anything depends on it.
	if s.client != nil && s.within(ctx, commandTime, s.client.Reset) != nil {
		s.drop()
	}
	if s.client == nil {
		failed := s.open(ctx, to, passed)
		if failed != nil && s.refreshes(failed) {
			s.drop()
			failed = s.open(ctx, to, func(Step) {})
		}
		if failed != nil {
			s.drop()
			return failed
		}
	}
	if failed := s.transfer(ctx, sender, recipient, message, passed); failed != nil {
		// After a reply the conversation goes on; without one nobody knows where it stands.
		if failed.Code == 0 || failed.Code == 421 {
			s.drop()
		}
		return failed
	}
	return nil
}

var (
	errNoSignIn = errors.New("the server offers no way to sign in that is known here")
	errNoUTF8   = errors.New("the server does not offer SMTPUTF8")
	errTalksOn  = errors.New("the server goes on talking before the connection is protected")
)

// open connects, protects the connection and signs in.
func (s *Sender) open(ctx context.Context, to string, passed func(Step)) *Error {
	dialing, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(dialing, "tcp", s.settings.address())
	if err != nil {
		return s.failure(StepConnect, to, errors.Join(err, ctx.Err()))
	}
	s.conn = conn
	if s.settings.Security == ImplicitTLS {
		secured := tls.Client(conn, s.tlsConfig())
		if err := secured.HandshakeContext(dialing); err != nil {
			return s.failure(StepTLS, to, err)
		}
		s.conn = secured
	}
	s.secured = s.settings.Security == ImplicitTLS
	if err := s.introduce(ctx, ""); err != nil {
		return s.failure(StepConnect, to, err)
	}
	passed(StepConnect)
	if failed := s.protect(ctx, to); failed != nil {
		return failed
	}
	if s.secured {
		passed(StepTLS)
	}
	if s.seen != nil {
		offered, _ := s.client.Extension("SMTPUTF8")
		s.seen(ctx, s.settings.address(), offered)
	}
	if s.settings.User == "" {
		return nil
	}
	if err := s.signIn(ctx); err != nil {
		return s.failure(StepSignIn, to, err)
	}
	passed(StepSignIn)
	return nil
}

// protect switches to TLS when the settings demand it. To this machine it is a matter of the server's offer.
func (s *Sender) protect(ctx context.Context, to string) *Error {
	offered, _ := s.client.Extension("STARTTLS")
	switch {
	case s.settings.Security == ImplicitTLS, s.settings.Security == Unprotected, s.settings.Security == "" && !offered:
		return nil
	case !offered:
		return s.failure(StepTLS, to, errNoStartTLS)
	}
	if err := s.within(ctx, commandTime, func() error { return s.startTLS(ctx) }); err != nil {
		return s.failure(StepTLS, to, err)
	}
	// Who speaks TLS now has greeted already.
	if err := s.introduce(ctx, "220 protected\r\n"); err != nil {
		return s.failure(StepTLS, to, err)
	}
	return nil
}

// introduce reads the greeting, first being one that was read already, and says
// who is there. Replies are read through limits from here on.
func (s *Sender) introduce(ctx context.Context, first string) error {
	return s.within(ctx, commandTime, func() (err error) {
		s.wire = &bounded{Conn: s.conn, first: first}
		if s.client, err = smtp.NewClient(s.wire, s.settings.Host); err != nil {
			return err
		}
		return s.client.Hello(ownName(s.conn))
	})
}

// startTLS switches the connection to TLS. The library cannot be asked to: it
// would read what comes then without limits.
func (s *Sender) startTLS(ctx context.Context) error {
	text := s.client.Text
	id, err := text.Cmd("STARTTLS")
	if err != nil {
		return err
	}
	text.StartResponse(id)
	_, _, err = text.ReadResponse(220)
	text.EndResponse(id)
	if err != nil {
		return err
	}
	if text.R.Buffered() > 0 {
		// Whoever listens in between could have put words into the server's mouth.
		return errTalksOn
	}
	secured := tls.Client(s.conn, s.tlsConfig())
	if err := secured.HandshakeContext(ctx); err != nil {
		return err
	}
	s.conn, s.secured = secured, true
	return nil
}

func (s *Sender) tlsConfig() *tls.Config {
	return &tls.Config{ServerName: s.settings.Host, RootCAs: s.roots, MinVersion: tls.VersionTLS12}
}

// transfer is the mail itself. Only the end of the data is a point of no return: before its final dot is written, a
// lost connection means that the server has nothing.
func (s *Sender) transfer(ctx context.Context, from, to string, message []byte, passed func(Step)) *Error {
	// A server is asked for SMTPUTF8 only where an address needs it: its neighbour may not know it.
	international := sanitize.NeedsUTF8(from) || sanitize.NeedsUTF8(to)
	if offered, _ := s.client.Extension("SMTPUTF8"); international && !offered {
		return &Error{Kind: ErrRejected, Step: StepRecipient, host: s.settings.Host, to: to, cause: errNoUTF8}
	}
	s.client.SkipSMTPUTF8(!international)
	most, size := s.sizeLimit(), ""
	switch {
	case most > 0 && int64(len(message)) > most:
		return &Error{Kind: ErrRejected, Step: StepSender, host: s.settings.Host, to: to, cause: tooLarge{int64(len(message)), most}}
	case most >= 0:
		size = fmt.Sprintf(" SIZE=%d", len(message))
	}
	if err := s.within(ctx, commandTime, func() error { return s.client.Mail("<" + from + ">" + size) }); err != nil {
		return s.failure(StepSender, to, err)
	}
	passed(StepSender)
	if err := s.within(ctx, commandTime, func() error { return s.client.Rcpt("<" + to + ">") }); err != nil {
		return s.failure(StepRecipient, to, err)
	}
	passed(StepRecipient)
	ended := false
	err := s.within(ctx, dataTime, func() error {
		body, err := s.client.Data()
		if err != nil {
			return err
		}
		if _, err := bytes.NewReader(message).WriteTo(body); err != nil {
			return err
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		ended = true
		return body.Close()
	})
	if err != nil {
		failed := s.failure(StepData, to, err)
		if ended && failed.Code == 0 {
			failed.Kind = ErrLost
		}
		return failed
	}
	passed(StepData)
	return nil
}

// sizeLimit is the largest mail that the server takes (RFC 1870): 0 when it does
// not say, -1 when it does not know of sizes.
func (s *Sender) sizeLimit() int64 {
	known, most := s.client.Extension("SIZE")
	if !known {
		return -1
	}
	n, err := strconv.ParseInt(strings.TrimSpace(most), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// tooLarge is a mail that a server would not take, which was not sent therefore.
type tooLarge struct{ size, most int64 }

func (e tooLarge) Error() string {
	return fmt.Sprintf("the email has %s and the server takes %s at most", recruit.Size(e.size), recruit.Size(e.most))
}

// within runs a part of the conversation and breaks the connection when it takes too long or ctx ends.
func (s *Sender) within(ctx context.Context, limit time.Duration, talk func() error) error {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	conn := s.conn
	// Should the limit pass just as the answer comes, the answer counts and the next command finds the connection closed.
	stop := context.AfterFunc(limited, func() { _ = conn.Close() })
	defer stop()
	err := talk()
	if s.wire != nil && s.wire.passed {
		err = errLongReply // the library takes a line that was cut for a whole one
	}
	if err != nil && ctx.Err() != nil {
		return errors.Join(err, ctx.Err())
	}
	return err
}

func (s *Sender) drop() {
	if s.conn != nil {
		_ = s.conn.Close()
	}
	s.client, s.conn, s.wire, s.secured = nil, nil, nil, false
}

// ownName is how this machine introduces itself: by its address, since it has no public name (RFC 5321 section 4.1.3).
func ownName(conn net.Conn) string {
	host, _, err := net.SplitHostPort(conn.LocalAddr().String())
	if err != nil {
		return "localhost"
	}
	if strings.Contains(host, ":") {
		host, _, _ = strings.Cut(host, "%")
		return "[IPv6:" + host + "]"
	}
	return "[" + host + "]"
}
