package mail

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/mail/imap"
	"recruitty/recruit"
)

// Bounds of one look into a mailbox.
const (
	lookTime   = 3 * time.Minute
	firstLook  = 30 * 24 * time.Hour // how far back the first look into a mailbox goes
	firstPiece = 256 << 10           // of a message; a longer one is read on up to maxLetter
	maxLetter  = 8 << 20
	maxPerLook = 2000
	maxAgain   = 50        // messages passed over before that are tried again
	maxBytes   = 128 << 20 // after so many the rest is for the next look
	maxRedials = 10        // connections that one look may lose
)

// inbox is a mailbox under observation.
type inbox struct {
	settings InboxSettings
	roots    *x509.CertPool // nil trusts the system's
	now      recruit.Clock
	limits   imap.Limits
	// access is a token for the account that is signed in to; nil without one.
	access access
}

// access gives a token for the mail account, another one than stale, which the
// server refused; "" is none.
type access func(ctx context.Context, stale string) (string, error)

func newInbox(settings InboxSettings, now recruit.Clock) inbox {
	return inbox{settings: settings, now: now, limits: imap.Usual()}
}

// collect hands new answers to take and returns the progress for the next look,
// whose mark is "validity:uid" of the last message that was looked at (RFC 9051
// 2.3.1.1), "" on the first look. Messages are read without marking them; only
// those that take knows as its own are marked as read. A message that cannot be
// read is passed over and tried again later, while what lies behind it is read.
func (b inbox) collect(ctx context.Context, from recruit.InboxProgress, take func(recruit.Reply) (bool, error)) (recruit.InboxProgress, error) {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	l := &look{inbox: b, ctx: ctx, take: take, progress: from}
	l.progress.PassedOver = slices.Clone(from.PassedOver)
	defer l.hangUp()
	err := l.run()
	return l.progress, err
}

// open connects, signs in and opens the folder.
func (b inbox) open(ctx context.Context) (*imap.Client, imap.Folder, error) {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	client, err := b.dial(ctx)
	if err != nil {
		return nil, imap.Folder{}, b.trouble("cannot be reached", err)
	}
	stop := context.AfterFunc(ctx, client.Close)
	defer stop()
	what := "did not accept the sign-in"
	if err = b.signIn(ctx, client); err == nil {
		var folder imap.Folder
		if folder, err = client.Select(b.settings.Folder); err == nil {
			return client, folder, nil
		}
		what = "does not open the folder " + b.settings.Folder
	}
	client.Close()
	return nil, imap.Folder{}, b.trouble(what, err)
}

// signIn opens the account: with its password, or with an access token, of
// which a fresh one is fetched when the server refuses it.
func (b inbox) signIn(ctx context.Context, client *imap.Client) error {
	if !b.settings.ByAccount {
		return client.Login(b.settings.User, b.settings.password)
	}
	token, err := b.token(ctx, "")
	if err != nil {
		return err
	}
	err = b.bearer(client, token)
	if no := refusal(err); no == nil || no.Type != "NO" || no.Passing() {
		return err
	}
	fresh, failed := b.token(ctx, token)
	if failed != nil || fresh == token {
		return errors.Join(failed, err)
	}
	return b.bearer(client, fresh)
}

func (b inbox) token(ctx context.Context, stale string) (string, error) {
	if b.access == nil {
		return "", errNoAccount
	}
	return b.access(ctx, stale)
}

// bearer signs in with a token by the way that the server offers.
func (b inbox) bearer(client *imap.Client, token string) error {
	older, err := client.Has("AUTH=XOAUTH2")
	if err != nil {
		return err
	}
	if older {
		err = client.Authenticate("XOAUTH2", xoauth2(b.settings.User, token))
	} else if standard, unknown := client.Has("AUTH=OAUTHBEARER"); unknown != nil || !standard {
		return errors.Join(imap.ErrNoSignIn, unknown)
	} else {
		err = client.Authenticate("OAUTHBEARER", oauthBearer(b.settings.User, b.settings.Host, b.settings.Port, token))
	}
	if no := refusal(err); no != nil {
		no.Words = hideSecrets(no.Words, echoes(b.settings.User, token)...)
	}
	return err
}

// dial connects, protected as the settings say.
func (b inbox) dial(ctx context.Context) (*imap.Client, error) {
	protection := &tls.Config{ServerName: b.settings.Host, RootCAs: b.roots, MinVersion: tls.VersionTLS12}
	dialing, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(dialing, "tcp", b.settings.address())
	if err != nil {
		return nil, err
	}
	var later *tls.Config
	switch b.settings.Security {
	case ImplicitTLS:
		secured := tls.Client(conn, protection)
		if err := secured.HandshakeContext(dialing); err != nil {
			_ = conn.Close()
			return nil, err
		}
		conn = secured
	case StartTLS:
		later = protection
	}
	client, err := imap.New(ctx, conn, later, b.limits)
	if err != nil {
		_ = conn.Close()
		return nil, err
	}
	return client, nil
}

// parseMark reads a mark; one that cannot be read is that of a first look.
func parseMark(mark string) (validity, last uint32) {
	left, right, _ := strings.Cut(mark, ":")
	v, err1 := strconv.ParseUint(left, 10, 32)
	u, err2 := strconv.ParseUint(right, 10, 32)
	if err1 != nil || err2 != nil {
		return 0, 0
	}
	return uint32(v), uint32(u)
}

func formatMark(validity, last uint32) string { return fmt.Sprintf("%d:%d", validity, last) }

// Collect implements recruit.Mailer.
func (p *Mailer) Collect(ctx context.Context, url string, from recruit.InboxProgress, take func(recruit.Reply) (bool, error)) (recruit.InboxProgress, error) {
	settings, err := ParseInbox(url)
	if err != nil {
		return from, err
	}
	b := newInbox(settings, p.now)
	b.access = p.Access
	return b.collect(ctx, from, take)
}

// Await implements recruit.Mailer.
func (p *Mailer) Await(ctx context.Context, url, mark string) error {
	settings, err := ParseInbox(url)
	if err != nil {
		return err
	}
	b := newInbox(settings, p.now)
	b.access = p.Access
	return b.await(ctx, mark)
}

// CheckInbox implements recruit.Mailer.
func (p *Mailer) CheckInbox(url string) (string, error) {
	settings, err := ParseInbox(url)
	if err != nil {
		return "", err
	}
	return settings.String(), nil
}

// refusal is the no of a server in err, nil when there is none.
func refusal(err error) *imap.Refusal {
	var no *imap.Refusal
	if errors.As(err, &no) {
		return no
	}
	return nil
}
