package accounts

import (
	"context"
	"errors"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// MailGrantReview is what a grant for mail comes to, before anything of it is saved.
type MailGrantReview struct {
	Address string // whose account it is
	From    string // the sender of mails through it
	Warning string // what another sender does to the interviews that stand, "" when nothing
}

// ReviewGrant says what a grant comes to. address is whose account it is, "" where
// the provider said so. from is the sender; "" keeps the one before where it
// belongs to this account, and is the account's address otherwise.
func (s *MailAccounts) ReviewGrant(ctx context.Context, actor recruit.Member, p recruit.MailProvider, g recruit.Grant, address, from string) (MailGrantReview, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return MailGrantReview{}, err
	}
	if address == "" {
		address = g.Address
	}
	address, err := sanitize.Email(address)
	if err != nil {
		return MailGrantReview{}, &recruit.Problem{Kind: recruit.ErrInvalid, Field: "address", Cause: err, Sentence: p.Label() + " did not say whose account it is; give its address (--address)."}
	}
	a := MailGrantReview{Address: address, From: from}
	if a.From == "" {
		if a.From, err = s.keptFrom(ctx, p, address); err != nil {
			return a, err
		}
	}
	a.Warning, err = s.Warning(ctx, a.From)
	return a, err
}

// MailQuestions are what a person is asked before a mail account is made of what
// they granted. An error is a no.
type MailQuestions interface {
	// Address asks whose account it is, where the provider did not say so.
	Address(ctx context.Context, why error) (string, error)
	// Sender asks whether to go on with what another sender does.
	Sender(ctx context.Context, a MailGrantReview) error
	// Tell says how something went.
	Tell(sentence string)
}

// ConnectMail makes a mail account of a grant once the person has agreed to what
// follows from it; see ReviewGrant for address and from. When none comes of it, the
// access is given back: the provider would keep it otherwise.
func ConnectMail(ctx context.Context, s *MailAccounts, actor recruit.Member, p recruit.MailProvider, g recruit.Grant, address, from string, ask MailQuestions) (MailAccount, error) {
	m, err := s.connect(ctx, actor, p, g, address, from, ask)
	if err != nil && m.Provider == "" {
		ask.Tell(s.RevokeGrant(ctx, actor, p, g).Message)
	}
	return m, err
}

func (s *MailAccounts) connect(ctx context.Context, actor recruit.Member, p recruit.MailProvider, g recruit.Grant, address, from string, ask MailQuestions) (MailAccount, error) {
	arrival, err := s.ReviewGrant(ctx, actor, p, g, address, from)
	for errors.Is(err, recruit.ErrInvalid) && recruit.FieldOf(err) == "address" {
		if address, err = ask.Address(ctx, err); err == nil {
			arrival, err = s.ReviewGrant(ctx, actor, p, g, address, from)
		}
	}
	if err != nil {
		return MailAccount{}, err
	}
	if arrival.Warning != "" {
		if err := ask.Sender(ctx, arrival); err != nil {
			return MailAccount{}, err
		}
	}
	return s.Finish(ctx, actor, p, g, address, from)
}

// keptFrom is the sender where nobody names one.
func (s *MailAccounts) keptFrom(ctx context.Context, p recruit.MailProvider, address string) (string, error) {
	before, err := s.Settings.Mail(ctx)
	if err != nil {
		return "", err
	}
	was, err := s.Account(ctx)
	if err != nil {
		return "", err
	}
	again := was.Provider == p && sanitize.SameAddress(was.Address, address)
	if before.From != "" && (again || sanitize.SameAddress(senderAddress(before.From), address)) {
		return before.From, nil
	}
	return address, nil
}

// RevokeGrant takes the access back of which no account is made, although ctx may be
// over.
func (s *MailAccounts) RevokeGrant(ctx context.Context, actor recruit.Member, p recruit.MailProvider, g recruit.Grant) RevokeResult {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), revokeTimeout)
	defer cancel()
	label := p.Label()
	d := RevokeResult{Message: "Nothing was connected, but " + label + " did not confirm that access has been revoked; remove recruitty yourself: " + p.TakeBack() + "."}
	if recruit.Allow(actor, recruit.ToManage) != nil || s.Auth == nil {
		return d
	}
	app, err := s.App(ctx, p)
	if err == nil && s.Auth.RevokeMail(ctx, p, app, g.Tokens) == nil {
		d = RevokeResult{Confirmed: true, Message: "Nothing was connected, and " + p.Revoked()}
	}
	return d
}

// MailNeeds are the permissions that a provider is asked for, with their reasons.
func MailNeeds(p recruit.MailProvider) []recruit.Permission {
	send, read := googleMailScope, googleMailScope
	if p == recruit.MicrosoftMail {
		send, read = "SMTP.Send", "IMAP.AccessAsUser.All"
	}
	return []recruit.Permission{
		{Name: "send mail", Scope: send, Why: "invitations, changes and reminders are sent through it", Required: true},
		{Name: "read mail", Scope: read, Why: "answers and bounced emails are found in its mailbox", Required: true},
		{Name: "know the address", Scope: "openid", Why: "tells through whose account emails are sent", Required: true},
	}
}

// googleMailScope is Google's one permission for sending and reading.
const googleMailScope = "https://mail.google.com/"
