package recruit

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// SettingInboxURL is the key of the mailbox in which answers arrive. Secret.
const SettingInboxURL = "mail.inbox"

// Inbox is the mailbox in which answers arrive, and how far it was read.
type Inbox struct {
	URL string // with its password: never shown; "" when there is none
	// FromEnvironment says that it was set from outside and is not changed here.
	FromEnvironment bool
	InboxState
}

// InboxState is what is kept of the looks into one mailbox, so that the same
// one, set again, goes on where it was. A mailbox that was never read begins
// thirty days back: what is about older interviews changes nothing any more.
type InboxState struct {
	InboxProgress
	Looked    time.Time `json:"looked"`  // when the last look ended; zero before the first
	LastError string    `json:"trouble"` // why it failed, one sentence, "" when it did not
	Answers   int       `json:"answers"` // that were recorded out of it so far
}

// Story says in words how the mailbox is read; moment writes a time.
func (b Inbox) Story(moment func(time.Time) string) string {
	read := fmt.Sprintf("%d answers read so far", b.Answers)
	if b.Answers == 1 {
		read = "1 answer read so far"
	}
	switch n := len(b.PassedOver); {
	case n == 1:
		read += ", 1 message could not be read"
	case n > 1:
		read += fmt.Sprintf(", %d messages could not be read", n)
	}
	switch {
	case b.URL == "":
		return "No mailbox is read for answers."
	case b.Looked.IsZero():
		return "It has not been read yet."
	case b.LastError != "":
		return fmt.Sprintf("%s Last tried %s; %s.", b.LastError, moment(b.Looked), read)
	}
	return fmt.Sprintf("Last read %s; %s.", moment(b.Looked), read)
}

// InboxStatePrefix begins the keys under which the states of mailboxes are kept.
// They may name who wrote a message that could not be read.
const InboxStatePrefix = "mail.inbox.of"

// SettingInboxState is where the state of a mailbox is kept. Another password,
// port or protection is still the same mailbox.
func SettingInboxState(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return InboxStatePrefix
	}
	folder := strings.Trim(u.Path, "/")
	if folder == "" {
		folder = "INBOX"
	}
	return fmt.Sprintf("%s.%s@%s/%s", InboxStatePrefix, u.User.Username(), strings.ToLower(u.Hostname()), folder)
}

// Inbox returns the mailbox for answers, that of the environment before the
// saved one.
func (s *Settings) Inbox(ctx context.Context) (Inbox, error) {
	b := Inbox{URL: s.Env.IMAP, FromEnvironment: s.Env.IMAP != ""}
	var err error
	if !b.FromEnvironment {
		b.URL, err = s.Store.Secret(ctx, SettingInboxURL)
	}
	if err != nil || b.URL == "" {
		return b, err
	}
	kept, err := s.Store.Setting(ctx, SettingInboxState(b.URL))
	if err == nil && kept != "" && json.Unmarshal([]byte(kept), &b.InboxState) != nil {
		b.InboxState = InboxState{} // it is read from the beginning again, which changes nothing
	}
	return b, err
}

// SetInbox saves the mailbox; "" reads none any more. Check says what is wrong
// with an address.
func (s *Settings) SetInbox(ctx context.Context, actor Member, url string, check func(url string) (string, error)) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	if url != "" {
		if _, err := check(url); err != nil {
			return err
		}
	}
	was, err := s.Store.Secret(ctx, SettingInboxURL)
	if err != nil {
		return err
	}
	if err := s.Store.SetSecret(ctx, SettingInboxURL, url); err != nil {
		return err
	}
	return LogSettings(ctx, s, actor, "mail.changed", "Changed the mailbox for answers", ServerDifference("Mailbox", was, url))
}
