package invite

import (
	"cmp"
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

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"

	"recruitty/recruit"
)

// Bounds of one look into a mailbox.
const (
	lookTime   = 3 * time.Minute
	firstLook  = 30 * 24 * time.Hour // how far back the first look into a mailbox goes
	maxLetter  = 8 << 20             // a larger mail is nobody's answer
	maxPerLook = 2000
)

// inbox is a mailbox under observation.
type inbox struct {
	settings InboxSettings
	roots    *x509.CertPool // nil trusts the system's
	now      recruit.Clock
}

// collect hands new answers to take and returns the mark for the next look.
// mark is "validity:uid" of the last message that was looked at (RFC 9051
// 2.3.1.1), "" on the first look. Messages are read without marking them; only
// those that take knows as its own are marked as read.
func (b inbox) collect(ctx context.Context, mark string, take func(recruit.Reply) (bool, error)) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	client, folder, err := b.open(ctx, nil)
	if err != nil {
		return mark, err
	}
	defer client.Close()
	stop := context.AfterFunc(ctx, func() { _ = client.Close() })
	defer stop()
	validity, last := parseMark(mark)
	if validity != folder.UIDValidity {
		validity, last = folder.UIDValidity, 0
	}
	uids, err := b.fresh(client, last)
	if err != nil {
		return mark, b.trouble("did not list its messages", err)
	}
	for _, uid := range uids {
		if err := b.read(client, uid, take); err != nil {
			return formatMark(validity, last), err
		}
		last = uid
	}
	if len(uids) < maxPerLook {
		last = max(last, folder.UIDNext-1) // what is older than the first look counts as read too
	}
	_ = client.Logout().Wait()
	return formatMark(validity, last), nil
}

// open connects, signs in and opens the folder. arrived, if given, is told of
// changes in the folder.
func (b inbox) open(ctx context.Context, arrived *imapclient.UnilateralDataHandler) (*imapclient.Client, *imap.SelectData, error) {
	ctx, cancel := context.WithTimeout(ctx, lookTime)
	defer cancel()
	client, err := b.dial(ctx, arrived)
	if err != nil {
		return nil, nil, b.trouble("cannot be reached", err)
	}
	stop := context.AfterFunc(ctx, func() { _ = client.Close() })
	defer stop()
	what := "did not accept the sign-in; correct user and password"
	if err = client.Login(b.settings.User, b.settings.password).Wait(); err == nil {
		var folder *imap.SelectData
		if folder, err = client.Select(b.settings.Folder, nil).Wait(); err == nil {
			return client, folder, nil
		}
		what = "does not open the folder " + b.settings.Folder
	}
	_ = client.Close()
	return nil, nil, b.trouble(what, err)
}

// fresh lists messages that were not looked at yet, oldest first.
func (b inbox) fresh(client *imapclient.Client, last imap.UID) ([]imap.UID, error) {
	criteria := &imap.SearchCriteria{Since: b.now().Add(-firstLook)}
	if last > 0 {
		criteria = &imap.SearchCriteria{UID: []imap.UIDSet{{imap.UIDRange{Start: last + 1}}}}
	}
	found, err := client.UIDSearch(criteria, nil).Wait()
	if err != nil {
		return nil, err
	}
	// "n:*" names the newest message even if it is older than n.
	uids := slices.DeleteFunc(found.AllUIDs(), func(uid imap.UID) bool { return uid <= last })
	slices.SortFunc(uids, cmp.Compare[imap.UID])
	return uids[:min(len(uids), maxPerLook)], nil
}

// read looks at one message and hands its answers to take.
func (b inbox) read(client *imapclient.Client, uid imap.UID, take func(recruit.Reply) (bool, error)) error {
	only := imap.UIDSetNum(uid)
	outline, err := client.Fetch(only, &imap.FetchOptions{UID: true, RFC822Size: true, BodyStructure: &imap.FetchItemBodyStructure{Extended: true}}).Collect()
	if err != nil {
		return b.trouble("did not show a message", err)
	}
	if len(outline) != 1 || outline[0].RFC822Size > maxLetter || !holdsCalendar(outline[0].BodyStructure) {
		return nil
	}
	whole := &imap.FetchItemBodySection{Peek: true, Partial: &imap.SectionPartial{Size: maxLetter}}
	fetched, err := client.Fetch(only, &imap.FetchOptions{UID: true, BodySection: []*imap.FetchItemBodySection{whole}}).Collect()
	if err != nil {
		return b.trouble("did not hand a message over", err)
	}
	if len(fetched) != 1 || len(fetched[0].BodySection) != 1 {
		return nil
	}
	replies, err := ReadReplies(fetched[0].BodySection[0].Bytes)
	if err != nil {
		return nil // an invitation from somebody else, or nothing for us
	}
	ours := false
	for _, reply := range replies {
		mine, err := take(reply)
		if err != nil {
			return err
		}
		ours = ours || mine
	}
	if !ours {
		return nil
	}
	seen := &imap.StoreFlags{Op: imap.StoreFlagsAdd, Silent: true, Flags: []imap.Flag{imap.FlagSeen}}
	if err := client.Store(only, seen, nil).Close(); err != nil {
		return b.trouble("did not mark a message as read", err)
	}
	return nil
}

// holdsCalendar says whether a message may hold an answer.
func holdsCalendar(structure imap.BodyStructure) bool {
	found := false
	if structure != nil {
		structure.Walk(func(_ []int, part imap.BodyStructure) bool {
			if single, ok := part.(*imap.BodyStructureSinglePart); ok {
				found = found || isCalendar(strings.ToLower(single.MediaType()), map[string]string{"name": single.Filename()}, "")
			}
			return !found
		})
	}
	return found
}

// dial connects, protected as the settings say.
func (b inbox) dial(ctx context.Context, arrived *imapclient.UnilateralDataHandler) (*imapclient.Client, error) {
	protection := &tls.Config{ServerName: b.settings.Host, RootCAs: b.roots, MinVersion: tls.VersionTLS12}
	dialing, cancel := context.WithTimeout(ctx, connectTime)
	defer cancel()
	conn, err := new(net.Dialer).DialContext(dialing, "tcp", b.settings.address())
	if err != nil {
		return nil, err
	}
	options := &imapclient.Options{TLSConfig: protection, UnilateralDataHandler: arrived}
	switch b.settings.Security {
	case ImplicitTLS:
		secured := tls.Client(conn, protection)
		if err := secured.HandshakeContext(dialing); err != nil {
			_ = conn.Close()
			return nil, err
		}
		return imapclient.New(secured, options), nil
	case StartTLS:
		stop := context.AfterFunc(dialing, func() { _ = conn.Close() })
		defer stop()
		return imapclient.NewStartTLS(conn, options)
	}
	return imapclient.New(conn, options), nil
}

// trouble says in a sentence what the mailbox did not do. Bad names,
// certificates and passwords need a person, everything else is tried again.
func (b inbox) trouble(what string, cause error) error {
	kind := recruit.ErrLater
	var unknown *net.DNSError
	var verify *tls.CertificateVerificationError
	var answer *imap.Error
	switch {
	case errors.As(cause, &verify):
		kind, what = recruit.ErrNotSetUp, "has a certificate that is not trusted here"
	case errors.As(cause, &unknown) && unknown.IsNotFound:
		kind, what = recruit.ErrNotSetUp, "is not known by that name"
	case errors.As(cause, &answer):
		kind = recruit.ErrNotSetUp
		if answer.Code == imap.ResponseCodeUnavailable {
			kind = recruit.ErrLater
		}
	}
	return &recruit.Problem{Kind: kind, Cause: cause, Sentence: fmt.Sprintf("The mailbox for answers at %s %s; answers wait there until that is put right (Settings, Mail).", b.settings.Host, what)}
}

func parseMark(mark string) (validity uint32, last imap.UID) {
	left, right, _ := strings.Cut(mark, ":")
	v, err1 := strconv.ParseUint(left, 10, 32)
	u, err2 := strconv.ParseUint(right, 10, 32)
	if err1 != nil || err2 != nil {
		return 0, 0
	}
	return uint32(v), imap.UID(u)
}

func formatMark(validity uint32, last imap.UID) string { return fmt.Sprintf("%d:%d", validity, last) }

// Collect implements recruit.Post.
func (p *Post) Collect(ctx context.Context, url, mark string, take func(recruit.Reply) (bool, error)) (string, error) {
	settings, err := ParseInbox(url)
	if err != nil {
		return mark, err
	}
	return inbox{settings: settings, now: p.now}.collect(ctx, mark, take)
}

// Await implements recruit.Post.
func (p *Post) Await(ctx context.Context, url, mark string) error {
	settings, err := ParseInbox(url)
	if err != nil {
		return err
	}
	return inbox{settings: settings, now: p.now}.await(ctx, mark)
}

// CheckInbox implements recruit.Post.
func (p *Post) CheckInbox(url string) (string, error) {
	settings, err := ParseInbox(url)
	if err != nil {
		return "", err
	}
	return settings.String(), nil
}
