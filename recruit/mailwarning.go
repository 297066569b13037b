package recruit

import (
	"context"
	"fmt"
	"net/mail"
	"slices"

	"recruitty/recruit/clean"
)

// InterviewLister lists interviews.
type InterviewLister interface {
	Interviews(ctx context.Context, f InterviewFilter) ([]InterviewSummary, error)
}

// Warning says what another sender address does to the interviews that stand:
// people's calendars know them under the one before, and send answers to it. ""
// is no warning.
func (s *MailAccounts) Warning(ctx context.Context, from string) (string, error) {
	before, err := s.Settings.Mail(ctx)
	if err != nil {
		return "", err
	}
	return SenderWarning(ctx, s.Interviews, before.From, from, s.Now)
}

// SenderWarning is Warning for a sender that was and one that will be.
func SenderWarning(ctx context.Context, interviews InterviewLister, before, after string, now Clock) (string, error) {
	was, is := senderAddress(before), senderAddress(after)
	if was == "" || is == "" || clean.SameAddress(was, is) {
		return "", nil
	}
	n, err := standing(ctx, interviews, 0, now)
	if err != nil || n == 0 {
		return "", err
	}
	return fmt.Sprintf("%s invited from %s. Calendars send the answers there, and some take no changes from another address: keep that mailbox readable until they are over.",
		counted(n, "interview that stands was", "interviews that stand were"), was), nil
}

// OrganiserWarning says what another address of a member does to the interviews
// that they organise.
func OrganiserWarning(ctx context.Context, interviews InterviewLister, was, is Member, now Clock) (string, error) {
	if was.Email == "" || is.Email == "" || clean.SameAddress(was.Email, is.Email) {
		return "", nil
	}
	n, err := standing(ctx, interviews, was.ID, now)
	if err != nil || n == 0 {
		return "", err
	}
	which := "an interview that stands"
	if n > 1 {
		which = counted(n, "", "interviews that stand")
	}
	return fmt.Sprintf("%s organises %s; invitations that were sent name %s, and answers may still go there.", was.Name, which, was.Email), nil
}

// LetterWarning says what the mail server in use, if it is one of which nobody knows that it offers
// SMTPUTF8, does to interviews ahead with people whose address needs it.
func (s *MailAccounts) LetterWarning(ctx context.Context) (string, error) {
	known, host, err := s.Settings.SMTPUTF8(ctx)
	if err != nil || known == Offered || host == "" {
		return "", err
	}
	ahead, err := s.Interviews.Interviews(ctx, InterviewFilter{From: s.Now(), Status: Scheduled})
	if err != nil {
		return "", err
	}
	var people []string
	for _, i := range ahead {
		for _, p := range i.People {
			if clean.NeedsUTF8(p.Address) && !slices.Contains(people, p.Address) {
				people = append(people, p.Address)
			}
		}
	}
	if len(people) == 0 {
		return "", nil
	}
	return fmt.Sprintf("%s invited to interviews ahead with letters beyond ASCII before the @, such as %s. Whether %s takes such addresses (SMTPUTF8) is not known; mail test finds out, and where it does not, their mails fail.",
		counted(len(people), "person is", "people are"), people[0], host), nil
}

// standing counts the interviews ahead, those of one organiser unless it is 0.
func standing(ctx context.Context, interviews InterviewLister, organiser MemberID, now Clock) (int, error) {
	list, err := interviews.Interviews(ctx, InterviewFilter{From: now(), OrganiserID: organiser, Status: Scheduled})
	return len(list), err
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// senderAddress is the address in a sender, "" when there is none.
func senderAddress(from string) string {
	a, err := mail.ParseAddress(from)
	if err != nil {
		return clean.Address(from)
	}
	return a.Address
}
