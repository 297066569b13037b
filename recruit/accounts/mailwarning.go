package accounts

import (
	"context"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Standing are the interviews that a change of an address concerns.
type Standing interface {
	recruit.InterviewLister
	Senders(ctx context.Context, from time.Time) ([]recruit.SenderUse, error)
}

// Warning says what a sender does to the interviews that stand: people's calendars
// know them under the one from which they were invited, and send answers to it. ""
// is no warning; without a sender it is what holds when none is left.
func (s *MailAccounts) Warning(ctx context.Context, from string) (string, error) {
	before, err := s.Settings.Mail(ctx)
	if err != nil {
		return "", err
	}
	uses, err := s.Interviews.Senders(ctx, s.Now())
	if err != nil {
		return "", err
	}
	for i := range uses {
		if uses[i].Address == "" { // as far as anybody knows it was the one until now
			uses[i].Address = senderAddress(before.From)
		}
	}
	return SenderWords(uses, from), nil
}

// Standing is Warning for the sender in force, however that came about: the
// environment, a back-up, an account that was signed out of.
func (s *MailAccounts) Standing(ctx context.Context) (string, error) {
	set, err := s.Settings.Mail(ctx)
	if err != nil {
		return "", err
	}
	if set.URL == "" {
		set.From = ""
	}
	return s.Warning(ctx, set.From)
}

// SenderWords says which of the senders that people know are others than from.
func SenderWords(uses []recruit.SenderUse, from string) string {
	is := senderAddress(from)
	var which []string
	for _, u := range uses {
		if u.Address == "" || sanitize.SameAddress(u.Address, is) {
			continue
		}
		if len(which) == 0 {
			which = append(which, fmt.Sprintf("%s invited from %s", recruit.Counted(u.Interviews, "scheduled interview was", "scheduled interviews were"), u.Address))
		} else {
			which = append(which, fmt.Sprintf("%d from %s", u.Interviews, u.Address))
		}
	}
	switch {
	case len(which) == 0:
		return ""
	case len(which) > 3:
		which = append(which[:3], "others from other addresses")
	}
	box := "that mailbox"
	if len(which) > 1 {
		box = "those mailboxes"
	}
	return fmt.Sprintf("%s. Calendars send answers there, and some accept no changes from another address: keep %s in use until they are over.",
		strings.Join(which, ", "), box)
}

// OrganiserWarning says what another address of a member does to the interviews
// that they organise.
func OrganiserWarning(ctx context.Context, interviews recruit.InterviewLister, was, is recruit.Member, now recruit.Clock) (string, error) {
	if was.Email == "" || is.Email == "" || sanitize.SameAddress(was.Email, is.Email) {
		return "", nil
	}
	n, err := standing(ctx, interviews, was.ID, now)
	if err != nil || n == 0 {
		return "", err
	}
	return fmt.Sprintf("%s organises %s; invitations already sent name %s, and answers may still go there.", was.Name, standingWords(n), was.Email), nil
}

func standingWords(n int) string {
	if n == 1 {
		return "an interview that is scheduled"
	}
	return fmt.Sprintf("%d interviews that are scheduled", n)
}

// JoinWarning says which interviews that stand are organised by someone of this
// name or address who has left: who joins anew does not organise them. "" is no
// warning.
func JoinWarning(ctx context.Context, store interface {
	recruit.Members
	recruit.InterviewLister
}, added recruit.Member, now recruit.Clock) (string, error) {
	all, err := store.Members(ctx, true)
	if err != nil {
		return "", err
	}
	var said []string
	for _, m := range all {
		if !m.Removed() || sanitize.Fold(m.Name) != sanitize.Fold(added.Name) && !sanitize.SameAddress(m.Email, added.Email) {
			continue
		}
		n, err := standing(ctx, store, m.ID, now)
		if err != nil {
			return "", err
		}
		if n > 0 {
			said = append(said, fmt.Sprintf("%s, who left the team, organises %s as %s; an admin can take them over for the new member, and answers may still go there.",
				m.Name, standingWords(n), m.Email))
		}
	}
	return strings.Join(said, " "), nil
}

// LetterWarning says what the mail server in use does to upcoming interviews with
// people whose address needs SMTPUTF8, unless it is known to offer that.
func (s *MailAccounts) LetterWarning(ctx context.Context) (string, error) {
	known, host, err := s.Settings.SMTPUTF8(ctx)
	if err != nil || known == recruit.Offered || host == "" {
		return "", err
	}
	ahead, err := s.Interviews.Interviews(ctx, recruit.InterviewFilter{From: s.Now(), Status: recruit.Scheduled})
	if err != nil {
		return "", err
	}
	var people []string
	for _, i := range ahead {
		for _, p := range i.People {
			if sanitize.NeedsUTF8(p.Address) && !slices.Contains(people, p.Address) {
				people = append(people, p.Address)
			}
		}
	}
	if len(people) == 0 {
		return "", nil
	}
	if known == recruit.NotOffered {
		return fmt.Sprintf("%s invited to upcoming interviews with letters beyond ASCII before the @, such as %s. %s does not accept such addresses: it does not offer SMTPUTF8. Emails to them fail; ask for addresses without accents.",
			recruit.Counted(len(people), "person is", "people are"), people[0], host), nil
	}
	return fmt.Sprintf("%s invited to upcoming interviews with letters beyond ASCII before the @, such as %s. It is not known whether %s accepts such addresses (SMTPUTF8); mail test finds out, and if it does not, emails to them fail.",
		recruit.Counted(len(people), "person is", "people are"), people[0], host), nil
}

// standing counts the upcoming interviews, those of one organiser unless it is 0.
func standing(ctx context.Context, interviews recruit.InterviewLister, organiser recruit.MemberID, now recruit.Clock) (int, error) {
	list, err := interviews.Interviews(ctx, recruit.InterviewFilter{From: now(), OrganiserID: organiser, Status: recruit.Scheduled})
	return len(list), err
}

// senderAddress is the address in a sender, "" when there is none.
func senderAddress(from string) string {
	a, err := mail.ParseAddress(from)
	if err != nil {
		return sanitize.Address(from)
	}
	return a.Address
}
