package recruit

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

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
	// Erased says that it was about somebody whose data was erased: it is known by
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
	return fmt.Sprintf("%s: %s It is tried again %s.", m.Name(), m.Why, moment(m.Next))
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
			return append(stories, fmt.Sprintf("And %d more; recruitty mail status --json names all.", len(b.PassedOver)-most))
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
