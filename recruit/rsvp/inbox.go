package rsvp

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"sync/atomic"

	"recruitty/recruit"
	"recruitty/recruit/steps"
)

// Fetch reads the mailbox for new answers and records them. ErrNotSetUp
// without a mailbox; what was recorded before an error comes back with it.
func (a *Service) Fetch(ctx context.Context) ([]Outcome, error) {
	b, err := a.Settings.Inbox(ctx)
	if err != nil {
		return nil, err
	}
	if b.URL == "" {
		return nil, &recruit.Problem{Kind: recruit.ErrNotSetUp, Sentence: "No mailbox for answers is set up; set it with recruitty mail inbox URL."}
	}
	var all []Outcome
	var seen atomic.Int64
	steps.Begin(ctx, steps.Step{What: "Reading the mailbox", Unit: steps.Mails, Measure: func() (int64, int64) { return seen.Load(), 0 }})
	next, err := a.Mailer.Collect(ctx, b.URL, b.InboxProgress, func(y recruit.Reply) (bool, error) {
		seen.Add(1)
		if y.Fetched = true; y.Incoming != nil {
			y.Incoming.Fetched = true
		}
		t, err := a.Take(ctx, y)
		if errors.Is(err, recruit.ErrNotFound) {
			return false, nil // it is about something else
		}
		if err == nil {
			all = append(all, t)
			if t.Recorded {
				b.Answers++
			}
		}
		return err == nil, err
	})
	if ctx.Err() != nil {
		return all, err // nobody knows how far it came; the same answers change nothing the next time
	}
	if meanwhile, unread := a.Settings.Inbox(ctx); unread == nil && meanwhile.URL == b.URL {
		eraseAs(&next, meanwhile.InboxProgress)
	}
	b.InboxProgress, b.Looked, b.LastError = next, a.Now().UTC(), recruit.Sentence(err)
	kept, failed := json.Marshal(b.InboxState)
	if failed == nil {
		failed = a.Settings.Store.SetSetting(ctx, recruit.SettingInboxState(b.URL), string(kept))
	}
	if err == nil {
		err = failed
	}
	return all, err
}

// eraseAs erases what was erased in kept meanwhile, while someone looked.
func eraseAs(p *recruit.InboxProgress, kept recruit.InboxProgress) {
	for i := range p.PassedOver {
		m := &p.PassedOver[i]
		if slices.ContainsFunc(kept.PassedOver, func(k recruit.PassedOver) bool { return k.UID == m.UID && k.Erased }) {
			m.Erase()
		}
	}
}
