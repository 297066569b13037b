package draft

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/services"
)

// MailServer is the way out for mails, as it is typed.
type MailServer struct {
	MailAccount
	From string
}

// newMailServer is the mail server as it is typed.
func newMailServer(saved recruit.MailSettings) *Sheet[MailServer] {
	account, u := sendingMails().apart(saved.URL)
	if u == nil {
		account = MailAccount{Port: sendingMails().port, Security: startTLS}
	}
	fields := within(sendingMails().fields(saved.URL), func(m *MailServer) *MailAccount { return &m.MailAccount })
	return NewSheet(MailServer{account, saved.From}, append(fields,
		trimmed(Field[MailServer]{Name: "from", Label: "From", Proposal: "Acme hiring <jobs@example.com>", Help: "The sender, such as Acme hiring <jobs@example.com>.", Text: func(m *MailServer) *string { return &m.From }})))
}

// address is the mail server's, which says how its connection is protected.
func (m MailServer) address(before recruit.MailSettings) (string, error) {
	u, err := sendingMails().together(m.MailAccount, before.URL)
	if err != nil {
		return "", err
	}
	if m.Security == startTLS {
		query := u.Query()
		query.Set("tls", startTLS)
		u.RawQuery = query.Encode()
	}
	return u.String(), nil
}

// MailForm changes the mail server.
func MailForm(svc *services.Services, actor recruit.Member, before recruit.MailSettings) Form[MailServer] {
	return Form[MailServer]{Key: "mail", Title: "Mail", Sheet: newMailServer(before), Save: func(ctx context.Context, typed MailServer) (said, warning string, err error) {
		address, err := typed.address(before)
		if err != nil {
			return "", "", err
		}
		sender, letters, err := svc.SetMail(ctx, actor, address, typed.From)
		return "Mail saved; waiting invitations are being sent.", strings.TrimSpace(sender + " " + letters), err
	}}
}
