package services

import (
	"context"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
)

// SetMail changes the mail server. It returns what another sender does to the
// interviews that stand, and what the server does to people whose address needs
// SMTPUTF8, "" where there is nothing to know.
func (d *Services) SetMail(ctx context.Context, actor recruit.Member, url, from string) (sender, letters string, err error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return "", "", err
	}
	if err := d.Mailer.Check(url, from); err != nil {
		return "", "", err
	}
	if sender, err = d.MailAccounts.Warning(ctx, from); err != nil {
		return "", "", err
	}
	if err := d.Settings.SetMail(ctx, actor, url, from); err != nil {
		return "", "", err
	}
	if letters, err = d.LetterWarning(ctx); err != nil {
		letters = "" // it is saved, whether or not this can be worked out
	}
	return sender, letters, nil
}

// SetReminders changes when people are reminded, and lets the interviews to come
// follow; it returns how many of them do.
func (d *Services) SetReminders(ctx context.Context, actor recruit.Member, r recruit.Reminders) (int, error) {
	if err := d.Settings.SetReminders(ctx, actor, r); err != nil {
		return 0, err
	}
	return d.Scheduling.RemindAnew(ctx, actor)
}

// UpdateMember changes a member. It returns what another address of theirs does to
// the interviews that they organise, "" where there is nothing to know.
func (d *Services) UpdateMember(ctx context.Context, actor, m recruit.Member) (saved recruit.Member, warning string, err error) {
	was, err := d.Store.Member(ctx, m.ID)
	if err != nil {
		return m, "", err
	}
	if warning, err = accounts.OrganiserWarning(ctx, d.Store, was, m, d.Now); err != nil {
		return m, "", err
	}
	saved, err = d.Team.Update(ctx, actor, m)
	return saved, warning, err
}
