package offers

import (
	"context"

	"recruitty/recruit"
)

// Ref names an offer for who answers it: by the token of a link, or by its number where
// somebody else has made sure who answers (an email from the candidate's address that
// belongs to ours). Of a token that is replaced it is the offer in its place.
type Ref struct {
	Token string
	ID    recruit.OfferID
}

// Outcome is what came of an answer.
type Outcome string

// The outcomes.
const (
	TookIt     Outcome = "booked"      // it is booked
	Confirming Outcome = "confirming"  // taken; a member confirms it within the day
	Gone       Outcome = "gone"        // too late: View has the options that are left
	NoneLeft   Outcome = "none_left"   // too late, and there are none; a member is told
	Asked      Outcome = "asked"       // a member is told
	MovedIt    Outcome = "moved"       // it is booked at the other time
	CancelIt   Outcome = "called_off"  // it is called off
	NotOpen    Outcome = "not_open"    // withdrawn, called off or over: nothing was changed
	AlreadySet Outcome = "already_set" // booked at another time, to be moved by Move: nothing was changed
	TooLate    Outcome = "too_late"    // behind the cut-off, or moved too often: nothing was changed
)

// Result is the answer to an answer. The same answer given twice has the same result.
type Result struct {
	Outcome Outcome
	Offer   Offer
	// Booked are the interviews that were made or moved now, for the outbox to settle.
	Booked []recruit.InterviewID
}

// Taking says which option is taken.
type Taking struct {
	Version int // of the options that were seen
	Option  int // its number
	Via     Via
}

// follow reads the offer that a reference leads to.
func (s *Service) follow(ctx context.Context, ref Ref) (Offer, error) {
	id := ref.ID
	if ref.Token != "" {
		digest, ok := Digest(ref.Token)
		if !ok {
			return Offer{}, UnknownLink()
		}
		found, err := s.Store.OfferByToken(ctx, digest)
		if err != nil {
			return Offer{}, err
		}
		id = found
	}
	for range mostReplaced {
		o, err := s.Store.Offer(ctx, id)
		if err != nil || o.State != Replaced || o.ReplacedBy == 0 {
			return o, err
		}
		id = o.ReplacedBy
	}
	return Offer{}, UnknownLink()
}

// InForce is an offer, or the one in its place where it was replaced.
func (s *Service) InForce(ctx context.Context, id recruit.OfferID) (Offer, error) {
	return s.follow(ctx, Ref{ID: id})
}

// mostReplaced bounds how many offers in a row replaced each other.
const mostReplaced = 100

// UnknownLink says that a link opens nothing.
func UnknownLink() error {
	return recruit.NotFound("This link leads to no interview; look whether it is complete, or answer the email that it came in.")
}

// OfLetter is the offer that a letter brought, with the version of its options that stood in it.
func (s *Service) OfLetter(ctx context.Context, id recruit.LetterID) (recruit.OfferID, int, error) {
	return s.Store.OfferOfLetter(ctx, id)
}
