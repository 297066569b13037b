// Package mailed takes the emails with which candidates answer an offer of times. One that
// names an option in plain words, comes from the candidate's own address and answers one of
// our emails directly, books it. Everything else waits for a member, with what was written;
// programs that answer by themselves decide nothing.
package mailed

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/offers/pick"
)

// Store is the part of the store that the answers need.
type Store interface {
	Letter(ctx context.Context, id recruit.LetterID) (recruit.Letter, error)
	CandidateByEmail(ctx context.Context, email string) (recruit.Candidate, error)
	MemberByEmail(ctx context.Context, email string) (recruit.Member, error)
	Candidate(ctx context.Context, id recruit.CandidateID) (recruit.Candidate, error)
}

// Service takes emails that answer an offer. It implements rsvp.Offers.
type Service struct {
	Offers *offers.Service
	Store  Store
	Now    recruit.Clock
}

// knownAlready says so of an email that was taken before.
const knownAlready = "This answer to an offer of times is known already."

// TakeMail takes an email that answers a letter of ours, and says in a sentence what became of
// it, and whether it changed anything. ErrNotFound is for one that is about no offer, or is no
// answer. The same email has its effect once: Take and Ask do nothing the second time, and
// what else is written goes together with the email's digest.
func (s *Service) TakeMail(ctx context.Context, l recruit.Letter, in recruit.Incoming) (sentence string, recorded bool, err error) {
	id, version, err := s.Offers.OfLetter(ctx, l.ID)
	if err != nil {
		return "", false, err
	}
	switch {
	case !in.Fetched:
		return "", false, recruit.Refused("An answer to an offer is taken only from the mailbox for answers, where it came from the candidate's own address.")
	case in.Kind != recruit.Wrote && in.Kind != recruit.IsAway && in.Kind != recruit.IsSealed:
		return "", false, recruit.NotFound(recruit.NotOurs)
	}
	if err := s.ownMail(ctx, in.From); err != nil {
		return "", false, err
	}
	mail := offers.Mail{Digest: digest(in), Thread: in.Thread}
	if known, err := s.Offers.KnownMail(ctx, mail.Digest); err != nil || known {
		return knownAlready, false, err
	}
	o, err := s.Offers.InForce(ctx, id)
	if err != nil {
		return "", false, err
	}
	if in.Kind == recruit.IsAway {
		return s.arrived(ctx, o, offers.Arrived{Mail: mail, Actor: "recruitty", Action: "offer.mail_automatic",
			Text: fmt.Sprintf("A program answered for %s (%s) to the times for %s; that counts as no answer%s", o.CandidateName, in.From, o.Title, quoted(in.Words))})
	}
	why, other, err := s.doubt(ctx, o, in)
	if err != nil {
		return "", false, err
	}
	if why != "" {
		return s.doubted(ctx, o, in, mail, why, other)
	}
	told, err := s.Offers.Told(ctx, o, versionIn(o, id, version), l)
	if err != nil {
		return "", false, err
	}
	c := pick.Read(in.Text, told)
	switch {
	case c.Option > 0:
		return s.take(ctx, o, offers.Ref{ID: id}, offers.Taking{Version: version, Option: c.Option, Via: offers.ByMail}, mail, c.Words)
	case c.None:
		return s.ask(ctx, o, mail, c.Words)
	}
	return s.waits(ctx, o, mail, c.Words, "")
}

// versionIn is the version of the options in the words of the offer in force: of one that it
// replaced it has none.
func versionIn(o offers.Offer, id recruit.OfferID, version int) int {
	if o.ID != id {
		return 0
	}
	return version
}

// ownMail refuses what a member wrote: it is no answer of a candidate.
func (s *Service) ownMail(ctx context.Context, from string) error {
	_, err := s.Store.MemberByEmail(ctx, from)
	switch {
	case err == nil:
		return recruit.NotFound("This is the email of a member.")
	case errors.Is(err, recruit.ErrNotFound):
		return nil
	}
	return err
}

// doubt says in half a sentence why an email cannot count as the candidate's answer, "" when
// it can, and whether it may be somebody else's.
func (s *Service) doubt(ctx context.Context, o offers.Offer, in recruit.Incoming) (why string, other bool, err error) {
	c, err := s.Store.Candidate(ctx, o.Candidate)
	switch {
	case err != nil:
		return "", false, err
	case !c.ErasedAt.IsZero():
		return "", false, recruit.NotFound("The data of this candidate was erased.")
	case !recruit.SameMailbox(in.From, c.Email):
		return "it came from " + in.From + ", which is not the candidate's address", true, nil
	case in.Unproved:
		return "it names " + in.From + " as its sender, which could not be proved", true, nil
	case in.List:
		return "it came over a mailing list", true, nil
	case in.Kind == recruit.IsSealed:
		return "it cannot be opened here; open it in your mail program", false, nil
	case !in.Direct:
		return "it answers another email of the same conversation", false, nil
	}
	return "", false, nil
}

// take books the option that was named.
func (s *Service) take(ctx context.Context, o offers.Offer, ref offers.Ref, t offers.Taking, mail offers.Mail, words string) (string, bool, error) {
	done, err := s.Offers.Take(ctx, ref, t)
	if errors.Is(err, recruit.ErrInvalid) || errors.Is(err, recruit.ErrRefused) {
		return s.waits(ctx, o, mail, words, "it could not be booked by itself")
	}
	if err != nil {
		return "", false, err
	}
	o = done.Offer
	a := offers.Arrived{Mail: mail}
	//exhaustive:enforce
	switch done.Outcome {
	case offers.TookIt:
		a.Text = fmt.Sprintf("Took option %d for %s by email%s", t.Option, o.Title, quoted(words))
		if strings.Contains(words, "?") { // it wants an answer, too
			a.Waits, a.Said = true, words
		}
	case offers.Confirming:
		a.Text = fmt.Sprintf("Took option %d for %s by email, which is to be confirmed%s", t.Option, o.Title, quoted(words))
		a.Return = recruit.OnOfferNoted
	case offers.Gone:
		a.Text = fmt.Sprintf("Chose option %d for %s by email, which is no longer possible%s", t.Option, o.Title, quoted(words))
		a.Return = recruit.OnOfferGone
	case offers.NoneLeft:
		a.Text = fmt.Sprintf("Chose option %d for %s by email; no time is left%s", t.Option, o.Title, quoted(words))
		a.Return = recruit.OnOfferNoted
	case offers.AlreadySet:
		return s.waits(ctx, o, mail, words, "another time is agreed already")
	case offers.NotOpen:
		return s.waits(ctx, o, mail, words, "the offer is no longer open")
	case offers.TooLate, offers.Asked, offers.MovedIt, offers.CancelIt:
		return s.waits(ctx, o, mail, words, "it came too late")
	}
	a.Action = "offer.mail_taken"
	return s.arrived(ctx, o, a)
}

// ask notes that no time suits, with those that the email names.
func (s *Service) ask(ctx context.Context, o offers.Offer, mail offers.Mail, words string) (string, bool, error) {
	done, err := s.Offers.Ask(ctx, offers.Ref{ID: o.ID}, offers.Asking{Said: brief(words), Windows: s.windows(words, o), Via: offers.ByMail})
	if errors.Is(err, recruit.ErrInvalid) || errors.Is(err, recruit.ErrRefused) {
		return s.waits(ctx, o, mail, words, "")
	}
	if err != nil {
		return "", false, err
	}
	if done.Outcome != offers.Asked {
		return s.waits(ctx, done.Offer, mail, words, "the offer is no longer open")
	}
	_, recorded, err := s.arrived(ctx, done.Offer, offers.Arrived{Mail: mail, Return: recruit.OnOfferNoted})
	return fmt.Sprintf("None of the times for %s suits %s%s.", o.Title, o.CandidateName, quoted(words)), recorded, err
}

// waits leaves an email of the candidate to a member.
func (s *Service) waits(ctx context.Context, o offers.Offer, mail offers.Mail, words, why string) (string, bool, error) {
	a := offers.Arrived{Mail: mail, Waits: true, Said: brief(words), Windows: s.windows(words, o), Return: recruit.OnOfferNoted, Action: "offer.mail_waits"}
	a.Text = fmt.Sprintf("Wrote about the times for %s, which waits for somebody to look at", o.Title)
	if why != "" {
		a.Text += " because " + why
	}
	a.Text += quoted(words)
	return s.arrived(ctx, o, a)
}

// doubted leaves an email to a member that cannot count; nothing is sent in return.
func (s *Service) doubted(ctx context.Context, o offers.Offer, in recruit.Incoming, mail offers.Mail, why string, other bool) (string, bool, error) {
	words := pick.Read(in.Text, nil).Words
	return s.arrived(ctx, o, offers.Arrived{Mail: mail, Waits: true, Why: why, Said: brief(words), Other: other, Actor: "recruitty", Action: "offer.mail_doubted",
		Text: fmt.Sprintf("An email about the times for %s that were offered to %s decides nothing, because %s%s", o.Title, o.CandidateName, why, quoted(words))})
}

// arrived writes down what an email came to.
func (s *Service) arrived(ctx context.Context, o offers.Offer, a offers.Arrived) (sentence string, recorded bool, err error) {
	who := ""
	if a.Actor == "" {
		who = o.CandidateName + ": "
	}
	_, returned, err := s.Offers.Arrive(ctx, o.ID, a)
	if errors.Is(err, offers.ErrKnownMail) {
		return knownAlready, false, nil
	}
	if returned != "" {
		a.Text += "; an email says so"
	}
	return who + strings.TrimSuffix(a.Text, ".") + ".", err == nil, err
}

// digest names an email: by its Message-ID and its sender, else by what it says.
func digest(in recruit.Incoming) [32]byte {
	from := strings.ToLower(in.From)
	if in.ID != "" {
		return sha256.Sum256([]byte("id\x00" + from + "\x00" + in.ID))
	}
	return sha256.Sum256([]byte("text\x00" + from + "\x00" + in.At.UTC().String() + "\x00" + in.Text))
}

// quoted is what was written, for the end of a line of the log; "" for nothing.
func quoted(words string) string {
	words = strings.Join(strings.Fields(words), " ")
	if words == "" {
		return ""
	}
	r := []rune(words)
	if len(r) > maxQuoted {
		words = string(r[:maxQuoted]) + "…"
	}
	return ": “" + words + "”"
}

// maxQuoted bounds what the log keeps of an email, in characters.
const maxQuoted = 400

func brief(words string) string {
	r := []rune(words)
	return string(r[:min(len(r), offers.MaxSaid)])
}
