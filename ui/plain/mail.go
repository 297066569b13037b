package plain

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/sanitize"
	"recruitty/ui/draft"
	"recruitty/ui/plain/signin"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// mail says how mails leave, signs in to the account that they go through, or
// signs out of it.
func (p *plain) mail(ctx context.Context, rest string) error {
	words := strings.Fields(strings.ToLower(rest))
	switch {
	case len(words) == 0:
		return p.mailAccount(ctx)
	case words[0] == "test" && len(words) == 1:
		return p.testMail(ctx)
	case words[0] == "disconnect" && len(words) == 1:
		return p.disconnectMail(ctx)
	case words[0] != "connect" || len(words) > 2:
		return recruit.Invalid("", "Type mail, mail test, mail connect google, mail connect microsoft, or mail disconnect.")
	}
	if err := p.allow(recruit.ToManage); err != nil {
		return err
	}
	providers := recruit.MailProviders()
	if len(words) == 2 {
		for _, provider := range providers {
			if string(provider) == words[1] {
				return p.connectMail(ctx, provider)
			}
		}
		return recruit.Invalid("", "The provider is google or microsoft; for another mail server there is recruitty mail set.")
	}
	var labels []string
	for _, provider := range providers {
		labels = append(labels, provider.Label())
	}
	n, err := p.Choose(ctx, "Whose account is it", labels, -1)
	if err != nil {
		return err
	}
	return p.connectMail(ctx, providers[n])
}

// testMail sends a test mail to the member and says each step on the way.
func (p *plain) testMail(ctx context.Context) error {
	mail, err := p.Services.Settings.Mail(ctx)
	if err != nil {
		return err
	}
	if mail.URL == "" {
		return recruit.Refused(wording.NoMailToTest)
	}
	p.Tell("%s.", wording.TestMail(p.Member.Email))
	failed := false
	err = p.Services.Mailer.Test(ctx, p.Member.Email, func(name string, err error) {
		if failed = err != nil; failed {
			p.Tell("Failed, %s: %s", text.Line(name), text.Line(err.Error()))
			return
		}
		p.Tell("Passed: %s.", text.Line(name))
	})
	switch {
	case err == nil:
		p.Tell("%s", wording.TestMailTaken)
	case !failed || talk.Ends(err): // a step has not said it
		return err
	}
	return nil
}

func (p *plain) mailAccount(ctx context.Context) error {
	account, err := p.Services.MailAccounts.Account(ctx)
	if err != nil {
		return err
	}
	p.Tell("Mail account: %s", text.Line(account.Story(p.Reader().Stamp)))
	switch {
	case account.Provider == "":
		p.Tell("Type mail connect google, or mail connect microsoft, to sign in to one.")
	case account.State == recruit.ReauthRequired:
		p.Tell("Type mail connect %s to reconnect; waiting email is sent then.", account.Provider)
	default:
		p.Tell("mail disconnect signs out of it, and asks first.")
	}
	return nil
}

// connectMail signs in to a mail account (R3 in the likeness of Zoom): what is
// asked for is named first.
func (p *plain) connectMail(ctx context.Context, provider recruit.MailProvider) error {
	service := p.Services.MailAccounts
	app, err := service.App(ctx, provider)
	if err != nil {
		return err
	}
	if err := signin.Registered(ctx, p.Conversation, provider, app, draft.MailAppForm(p.Services, p.Member, provider, app)); err != nil {
		return err
	}
	signin.Asks(p.Conversation, provider.Label(), accounts.MailNeeds(provider))
	p.Tell("Your mail goes nowhere else, and nothing in the mailbox is deleted. You can revoke this at any time: %s.", talk.Spoken(provider.TakeBack()))
	g, err := p.signIn(ctx, signin.AtProvider(provider, "mail connect "+string(provider),
		func(ctx context.Context, local bool) (recruit.SignIn, error) {
			return service.Begin(ctx, p.Member, provider, local)
		},
		func(ctx context.Context) (recruit.DeviceSignIn, error) {
			return service.BeginDevice(ctx, p.Member, provider)
		}))
	if err != nil {
		return err
	}
	if _, err := accounts.ConnectMail(ctx, service, p.Member, provider, g, "", "", mailQuestions{connectQuestions{p}, provider}); err != nil {
		return err
	}
	return p.mailAccount(ctx)
}

// mailQuestions asks in lines.
type mailQuestions struct {
	connectQuestions
	provider recruit.MailProvider
}

func (q mailQuestions) Address(ctx context.Context, _ error) (address string, err error) {
	label := q.provider.Label()
	err = q.p.Ask(ctx, talk.Question{Label: "Whose account is it? " + label + " did not say so", Help: "The address of the account at " + label + ".",
		Take: func(v string) error { address, err = sanitize.Email(v); return err }})
	return address, err
}

func (q mailQuestions) Sender(ctx context.Context, a accounts.MailGrantReview) error {
	q.p.Tell("Mail will be sent from %s. %s", text.Line(a.From), text.Line(a.Warning))
	return q.goOn(ctx, "Connect? No gives the access back")
}

func (p *plain) disconnectMail(ctx context.Context) error {
	if err := p.allow(recruit.ToManage); err != nil {
		return err
	}
	account, err := p.Services.MailAccounts.Account(ctx)
	if err != nil {
		return err
	}
	if account.Provider != "" {
		warning, err := p.Services.MailAccounts.Warning(ctx, "")
		if err != nil {
			return err
		}
		if warning != "" {
			p.Tell("%s", text.Line(warning))
		}
		yes, err := p.Confirm(ctx, "Disconnect "+text.Line(account.Address)+"? Emails wait then, and answers are not read.")
		if err != nil || !yes {
			return err
		}
	}
	said, err := p.Services.MailAccounts.Disconnect(ctx, p.Member)
	if err != nil {
		return err
	}
	p.Tell("Mail is disconnected. %s", text.Line(said))
	return nil
}
