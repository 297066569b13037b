package recruit

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
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

// ReadsAnswers reports whether there is a mailbox in which answers are read.
func (s *Settings) ReadsAnswers(ctx context.Context) (bool, error) {
	b, err := s.Inbox(ctx)
	return b.URL != "", err
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

// InboxProgress is how far a mailbox was read.
type InboxProgress struct {
	Mark string `json:"mark"` // see Post.Collect
	// PassedOver are messages behind which was read on, because they could not be
	// read. They are tried again.
	PassedOver []PassedOver `json:"passed_over,omitempty"`
}

// PassedOver is a message in the mailbox for answers that could not be read.
type PassedOver struct {
	UID     uint32    `json:"uid"`  // its number in the folder
	From    string    `json:"from"` // "" when that could not be read either
	Subject string    `json:"subject"`
	Why     string    `json:"why"` // one sentence
	Since   time.Time `json:"since"`
	Tries   int       `json:"tries"`
	Next    time.Time `json:"next"` // when it is tried again
	// Erased says that it was about someone whose data was erased: it is known by
	// its number alone from then on.
	Erased bool `json:"erased,omitempty"`
}

// Erase forgets who wrote it and about what.
func (m *PassedOver) Erase() { m.From, m.Subject, m.Erased = "", "", true }

// MaxPassedOver is how many messages are passed over in one mailbox; a server
// that does not hand over more than that has trouble of its own.
const MaxPassedOver = 500

// Name says which message it is.
func (m PassedOver) Name() string {
	var parts []string
	if m.Subject != "" {
		parts = append(parts, "“"+m.Subject+"”")
	}
	if m.From != "" {
		parts = append(parts, "from "+m.From)
	}
	if len(parts) == 0 {
		return fmt.Sprintf("message %d", m.UID)
	}
	return fmt.Sprintf("%s (message %d)", strings.Join(parts, " "), m.UID)
}

// Story says what is the matter with it and when it is tried again; moment
// writes a time.
func (m PassedOver) Story(moment func(time.Time) string) string {
	return fmt.Sprintf("%s: %s It will be tried again %s.", m.Name(), m.Why, moment(m.Next))
}

// PassOver notes that a message could not be read. It is tried again after five
// minutes, then after twice as long each time, at last once a day.
func (p *InboxProgress) PassOver(m PassedOver, now time.Time) {
	at := slices.IndexFunc(p.PassedOver, func(o PassedOver) bool { return o.UID == m.UID })
	m.Since = now
	if at >= 0 {
		before := p.PassedOver[at]
		m.Since, m.Tries = before.Since, before.Tries
		switch {
		case before.Erased:
			m.Erase()
		case m.From == "" && m.Subject == "":
			m.From, m.Subject = before.From, before.Subject
		}
	}
	m.Tries++
	m.Next = now.Add(min(5*time.Minute<<min(m.Tries-1, 10), 24*time.Hour))
	if at >= 0 {
		p.PassedOver[at] = m
		return
	}
	p.PassedOver = append(p.PassedOver, m)
}

// Read notes that a message was read, or is gone.
func (p *InboxProgress) Read(uid uint32) {
	p.PassedOver = slices.DeleteFunc(p.PassedOver, func(m PassedOver) bool { return m.UID == uid })
}

// Due are the messages to be tried again now, longest due first.
func (p *InboxProgress) Due(now time.Time) []uint32 {
	var due []PassedOver
	for _, m := range p.PassedOver {
		if !m.Next.After(now) {
			due = append(due, m)
		}
	}
	slices.SortFunc(due, func(a, b PassedOver) int { return a.Next.Compare(b.Next) })
	uids := make([]uint32, len(due))
	for i, m := range due {
		uids[i] = m.UID
	}
	return uids
}

// PassedStories names the messages that could not be read, at most most of
// them and then how many more there are.
func (b Inbox) PassedStories(moment func(time.Time) string, most int) []string {
	var stories []string
	for i, m := range b.PassedOver {
		if i == most {
			return append(stories, fmt.Sprintf("And %d more; recruitty mail status --json lists all.", len(b.PassedOver)-most))
		}
		stories = append(stories, m.Story(moment))
	}
	return stories
}

// EraseInInbox takes a person out of what is kept of a mailbox (see
// InboxStatePrefix): clean returns a text without the person's names and addresses.
// A kept text that cannot be understood goes altogether.
func EraseInInbox(kept string, clean func(string) string) string {
	var state InboxState
	if json.Unmarshal([]byte(kept), &state) != nil {
		return ""
	}
	state.LastError = clean(state.LastError)
	for i := range state.PassedOver {
		m := &state.PassedOver[i]
		if clean(m.From) != m.From || clean(m.Subject) != m.Subject {
			m.Erase()
		}
		m.Why = clean(m.Why)
	}
	out, err := json.Marshal(state)
	if err != nil {
		return ""
	}
	return string(out)
}
