package recruit

import (
	"context"
	"errors"
	"time"
)

// Keys of the settings about the mailbox in which answers arrive.
const (
	SettingInboxURL  = "mail.inbox" // secret
	SettingInboxMark = "mail.inbox.mark"
)

// Inbox is the address of the mailbox in which answers arrive, with its
// password: never shown. "" when there is none.
func (s *Settings) Inbox(ctx context.Context) (string, error) {
	return s.Store.Secret(ctx, SettingInboxURL)
}

// SetInbox saves it; "" reads no mailbox any more. Check says what is wrong
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
	if err := s.Store.SetSecret(ctx, SettingInboxURL, url); err != nil {
		return err
	}
	return s.Store.SetSetting(ctx, SettingInboxMark, "")
}

// Fetch reads the mailbox for new answers and records them. ErrNotSetUp
// without a mailbox; what was recorded before an error comes back with it.
func (a *Answers) Fetch(ctx context.Context) ([]Taken, error) {
	url, err := a.Settings.Inbox(ctx)
	if err != nil {
		return nil, err
	}
	if url == "" {
		return nil, &Problem{Kind: ErrNotSetUp, Sentence: "No mailbox for answers is set up; set it with recruitty mail inbox URL."}
	}
	mark, err := a.Settings.Store.Setting(ctx, SettingInboxMark)
	if err != nil {
		return nil, err
	}
	var all []Taken
	next, err := a.Post.Collect(ctx, url, mark, func(y Reply) (bool, error) {
		t, err := a.Take(ctx, y)
		if errors.Is(err, ErrNotFound) {
			return false, nil // it is about something else
		}
		if err == nil {
			all = append(all, t)
		}
		return err == nil, err
	})
	if next != mark && ctx.Err() == nil {
		if failed := a.Settings.Store.SetSetting(ctx, SettingInboxMark, next); err == nil {
			err = failed
		}
	}
	return all, err
}

// fetchEvery is the pause between two looks into the mailbox.
const fetchEvery = time.Minute

// Run looks into the mailbox for as long as ctx lasts, when one is set up.
// failed is told of a look that did not succeed, once for each reason.
func (a *Answers) Run(ctx context.Context, after func(time.Duration) <-chan time.Time, failed func(error)) {
	said := ""
	for {
		_, err := a.Fetch(ctx)
		if url, unset := a.Settings.Inbox(ctx); unset == nil && url == "" {
			err = nil // there is nothing to read
		}
		if sentence := Sentence(err); sentence != said && ctx.Err() == nil {
			if said = sentence; err != nil {
				failed(err)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-after(fetchEvery):
		}
	}
}
