package mail

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"recruitty/mail/imap"
	"recruitty/recruit"
)

// look is one look into a mailbox.
type look struct {
	inbox
	ctx      context.Context
	take     func(recruit.Reply) (bool, error)
	progress recruit.InboxProgress

	client   *imap.Client // nil while there is no connection
	folder   imap.Folder
	validity uint32
	last     uint32 // the message that was dealt with last
	lost     int    // connections
	stopping func() bool
}

// run reads what is new, and then what could not be read before.
func (l *look) run() error {
	if err := l.connect(); err != nil {
		return err
	}
	l.validity, l.last = parseMark(l.progress.Mark)
	if l.validity != l.folder.Validity {
		l.validity, l.last, l.progress.PassedOver = l.folder.Validity, 0, nil
	}
	if next := l.folder.Next; next != 0 && l.last >= next {
		l.last = next - 1 // a server that once named a message that never was
	}
	due := l.progress.Due(l.now())
	uids, err := l.fresh()
	if err != nil {
		return l.trouble("did not list its messages", err)
	}
	for _, uid := range uids[:min(len(uids), maxPerLook)] {
		if stop, err := l.message(uid); stop || err != nil {
			return err
		}
		l.reach(uid)
	}
	if len(uids) <= maxPerLook && l.folder.Next > 0 {
		l.reach(max(l.last, l.folder.Next-1)) // what is older than the first look counts as read too
	}
	return l.again(due)
}

// again tries messages that could not be read before. They come last, so that
// they keep nothing waiting.
func (l *look) again(due []uint32) error {
	for _, uid := range due[:min(len(due), maxAgain)] {
		if stop, err := l.message(uid); stop || err != nil {
			return err
		}
	}
	return nil
}

func (l *look) reach(uid uint32) {
	l.last = uid
	l.progress.Mark = formatMark(l.validity, uid)
}

func (l *look) connect() error {
	client, folder, err := l.open(l.ctx)
	if err != nil {
		return err
	}
	l.client, l.folder = client, folder
	l.stopping = context.AfterFunc(l.ctx, client.Close)
	return nil
}

func (l *look) hangUp() {
	if l.client == nil {
		return
	}
	if l.stopping(); l.ctx.Err() == nil {
		l.client.Logout()
	}
	l.client.Close()
	l.client = nil
}

// fresh lists messages that were not looked at yet, oldest first.
func (l *look) fresh() ([]uint32, error) {
	if l.last > 0 {
		return l.client.After(l.last)
	}
	return l.client.Since(l.now().Add(-firstLook))
}

// message deals with one message. Stop says that the rest is for the next look.
func (l *look) message(uid uint32) (stop bool, err error) {
	for again := false; ; again = true {
		if l.ctx.Err() != nil {
			// It took long; what was read so far counts.
			return true, l.overtime()
		}
		if l.client == nil {
			if err := l.connect(); err != nil {
				return true, err
			}
			if l.folder.Validity != l.validity {
				return true, nil // the mailbox was made anew meanwhile
			}
		}
		if l.client.Visited() > maxBytes {
			return true, nil
		}
		err := l.read(uid)
		var kept keptBack
		switch {
		case err == nil:
			l.progress.Read(uid)
			return false, nil
		case errors.As(err, &kept):
			return true, kept.cause
		case refusal(err) != nil && refusal(err).Type != "BYE", errors.As(err, new(unreadable)):
			return false, l.passOver(uid, err)
		}
		// The connection is not to be used any more.
		dropped := l.client
		l.client = nil
		l.stopping()
		dropped.Close()
		if l.ctx.Err() != nil {
			continue
		}
		if l.lost++; l.lost > maxRedials {
			return true, l.trouble("hung up again and again", err)
		}
		if again || errors.Is(err, imap.ErrLimit) || imap.CutShort(err) {
			return false, l.passOver(uid, err)
		}
	}
}

// overtime is nil when a look merely took too long and came further by it.
func (l *look) overtime() error {
	if errors.Is(l.ctx.Err(), context.DeadlineExceeded) && l.last > 0 {
		return nil
	}
	return l.trouble("was too slow", l.ctx.Err())
}

// keptBack is a failure on this side, such as a full disk: the message is for
// the next look.
type keptBack struct{ cause error }

func (k keptBack) Error() string { return k.cause.Error() }

// unreadable is a message that came, and of which nothing can be made.
type unreadable struct{ why string }

func (u unreadable) Error() string { return u.why }

// read looks at one message and hands its answers to take.
func (l *look) read(uid uint32) error {
	m, err := l.client.Fetch(uid, firstPiece)
	if err == nil && len(m.Body) >= firstPiece && m.Size != int64(len(m.Body)) {
		m, err = l.client.Fetch(uid, maxLetter)
	}
	if err != nil {
		return err
	}
	if m.Nothing {
		there, err := l.client.Exists(uid)
		if err != nil || !there {
			return err // deleted meanwhile
		}
		return unreadable{"the mail server hands over nothing of it."}
	}
	ours, found, err := l.hand(m.Body)
	switch {
	case err != nil:
		return err
	case !found && m.Odd:
		return unreadable{"the mail server handed it over in a way that cannot be read."}
	case !ours:
		return nil
	}
	if err := l.client.MarkSeen(uid); err != nil && refusal(err) == nil {
		return err
	}
	return nil // a folder in which nothing may be marked is still read
}

// hand hands the answers in a mail to take. Whatever a stranger wrote, the
// mails behind it are read.
func (l *look) hand(mail []byte) (ours, found bool, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = unreadable{"recruitty could not process its content."}
		}
	}()
	replies, err := ReadMail(mail)
	if err != nil {
		return false, false, nil // an invitation from someone else, or nothing for us
	}
	var failed []string // why, of several answers; one keeps the others from nobody
	for _, reply := range replies {
		mine, err := l.take(reply)
		switch {
		case errors.Is(err, recruit.ErrStorage) && !errors.Is(err, recruit.ErrDamaged), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
			return false, true, keptBack{err}
		case err != nil && !slices.Contains(failed, recruit.Sentence(err)):
			failed = append(failed, recruit.Sentence(err))
		}
		ours = ours || mine
	}
	if len(failed) > 0 {
		return false, true, unreadable{strings.Join(failed, " ")}
	}
	return ours, true, nil
}

// passOver notes that a message could not be read, with its name as far as the
// server tells it.
func (l *look) passOver(uid uint32, cause error) error {
	if len(l.progress.PassedOver) >= recruit.MaxPassedOver {
		return l.trouble("does not hand its messages over", cause)
	}
	m := recruit.PassedOver{UID: uid, Why: l.why(cause)}
	if l.client != nil || l.connect() == nil { // who cannot connect hears of it with the next message
		head, err := l.client.Head(uid)
		switch {
		case err == nil:
			m.From, m.Subject = nameMessage(head.Body)
		case refusal(err) == nil:
			l.client.Close()
			l.stopping()
			l.client = nil
		}
	}
	l.progress.PassOver(m, l.now().UTC())
	return nil
}

// why says in a sentence why a message was not read.
func (l *look) why(cause error) string {
	no, sad := refusal(cause), unreadable{}
	switch {
	case no != nil:
		return fmt.Sprintf("the mail server does not hand it over%s", l.said(no))
	case errors.As(cause, &sad):
		return sad.why
	case errors.Is(cause, imap.ErrLimit):
		return "the mail server sent more than a message can have."
	case imap.CutShort(cause):
		return "the mail server announced more of it than it sent."
	}
	if errors.Is(cause, os.ErrDeadlineExceeded) {
		return "the mail server does not answer when it is asked for."
	}
	return "the mail server hangs up when it is asked for."
}
