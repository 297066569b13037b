package offers

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pools"
)

// Filter chooses offers, newest first.
type Filter struct {
	Candidate recruit.CandidateID
	Job       recruit.JobID
	Author    recruit.MemberID
	States    []State         // none means any
	Waiting   bool            // only those for which a member has to do something
	Now       time.Time       // with Waiting, those count as well that nobody had answered in time by then
	Before    recruit.OfferID // only older ones than this, to read on; 0 means from the newest
	Limit     int             // 0 means 200, at most 1000
}

// Store keeps offers, for who sees the whole workspace.
type Store interface {
	// Together runs fn, which only reads, on one consistent view of the workspace.
	Together(ctx context.Context, fn func(ctx context.Context) error) error
	// Offers lists those that a filter chooses, with their options and without their
	// interviews.
	Offers(ctx context.Context, f Filter) ([]Offer, error)
	// Offer returns one with all that belongs to it.
	Offer(ctx context.Context, id recruit.OfferID) (Offer, error)
	// OfferByToken finds the offer that a token opens, by its digest; ErrNotFound.
	OfferByToken(ctx context.Context, digest [32]byte) (recruit.OfferID, error)
	// OfferOfLetter is the offer and the version of its options that a letter brought.
	OfferOfLetter(ctx context.Context, id recruit.LetterID) (recruit.OfferID, int, error)
	// SaveOffer adds (ID 0) or changes an offer, all or nothing with what else changes.
	// Revision must be the stored one, else ErrStale. Options are written with their version
	// where that is new, and never changed.
	SaveOffer(ctx context.Context, c Change) (Offer, error)
	// KeepToken keeps the digest of a token that opens an offer from now on. letter is the
	// mail that brings it, 0 for none: its earlier tokens, of which none has left, are
	// forgotten.
	KeepToken(ctx context.Context, id recruit.OfferID, letter recruit.LetterID, digest [32]byte, at time.Time) error
	// RemindableOffers lists those that wait for an answer since before asked, were reminded
	// fewer than most times, and whose newest mail has left.
	RemindableOffers(ctx context.Context, asked, now time.Time, most int) ([]recruit.OfferID, error)

	// KnownOfferMail reports whether an email was taken as an answer already.
	KnownOfferMail(ctx context.Context, digest [32]byte) (bool, error)
	// OfferMailsAnswered lists the emails that were sent by themselves in return to those of a
	// candidate about an offer, or another one for the same job, since a moment.
	OfferMailsAnswered(ctx context.Context, id recruit.OfferID, since time.Time) ([]recruit.MailEvent, error)
	// OfferOfInterview is the offer that an interview came of; ErrNotFound for none.
	OfferOfInterview(ctx context.Context, id recruit.InterviewID) (recruit.OfferID, error)
	// OfferOfEntry is the offer that a tentative entry with a UID belongs to; ErrNotFound for
	// none.
	OfferOfEntry(ctx context.Context, uid string) (recruit.OfferID, error)

	Job(ctx context.Context, id recruit.JobID) (recruit.Job, error)
	Profile(ctx context.Context, id recruit.CandidateID) (recruit.Profile, error)
	Member(ctx context.Context, id recruit.MemberID) (recruit.Member, error)
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	Pools(ctx context.Context, removed bool) ([]pools.Pool, error)
	Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error)
}

// Change is a write of an offer with what goes along.
type Change struct {
	Offer Offer
	// Letter is a mail that brings the offer, nil for none; TakeBack supersedes the mails of
	// the offer of which nothing has left.
	Letter   *recruit.Letter
	TakeBack bool
	// Entries are the tentative entries that it is to have from now on. Those of hours that it
	// holds no longer end with this write.
	Entries NewEntries
	// Answered is what a calendar said to a tentative entry, nil for nothing, and SeesAnswers
	// that a member has looked at all that was said.
	Answered    *EntryAnswer
	SeesAnswers bool
	// Release are the numbers of options whose hours are held no more, because they are gone.
	Release []int
	// HoldAgain says that hours are held again that were let go of, because the offer is in
	// force again.
	HoldAgain bool
	// Replaces are open offers in whose place this one comes.
	Replaces []recruit.OfferID
	// Mail is the email that brought it about, nil for none; ErrKnownMail where it was taken
	// before, and then nothing is written.
	Mail *Mail
	Log  []recruit.Activity
}

// Hidden is the store of who does not see the whole workspace: there is nothing in it.
type Hidden struct{}

// Together implements Store.
func (Hidden) Together(context.Context, func(ctx context.Context) error) error { return hidden() }

// Offers implements Store.
func (Hidden) Offers(context.Context, Filter) ([]Offer, error) { return nil, hidden() }

// Offer implements Store.
func (Hidden) Offer(context.Context, recruit.OfferID) (Offer, error) { return Offer{}, hidden() }

// OfferByToken implements Store.
func (Hidden) OfferByToken(context.Context, [32]byte) (recruit.OfferID, error) { return 0, hidden() }

// OfferOfLetter implements Store.
func (Hidden) OfferOfLetter(context.Context, recruit.LetterID) (recruit.OfferID, int, error) {
	return 0, 0, hidden()
}

// SaveOffer implements Store.
func (Hidden) SaveOffer(context.Context, Change) (Offer, error) { return Offer{}, hidden() }

// KeepToken implements Store.
func (Hidden) KeepToken(context.Context, recruit.OfferID, recruit.LetterID, [32]byte, time.Time) error {
	return hidden()
}

// RemindableOffers implements Store.
func (Hidden) RemindableOffers(context.Context, time.Time, time.Time, int) ([]recruit.OfferID, error) {
	return nil, hidden()
}

// KnownOfferMail implements Store.
func (Hidden) KnownOfferMail(context.Context, [32]byte) (bool, error) { return false, hidden() }

// OfferMailsAnswered implements Store.
func (Hidden) OfferMailsAnswered(context.Context, recruit.OfferID, time.Time) ([]recruit.MailEvent, error) {
	return nil, hidden()
}

// OfferOfInterview implements Store.
func (Hidden) OfferOfInterview(context.Context, recruit.InterviewID) (recruit.OfferID, error) {
	return 0, hidden()
}

// OfferOfEntry implements Store.
func (Hidden) OfferOfEntry(context.Context, string) (recruit.OfferID, error) { return 0, hidden() }

// Job implements Store.
func (Hidden) Job(context.Context, recruit.JobID) (recruit.Job, error) {
	return recruit.Job{}, hidden()
}

// Profile implements Store.
func (Hidden) Profile(context.Context, recruit.CandidateID) (recruit.Profile, error) {
	return recruit.Profile{}, hidden()
}

// Member implements Store.
func (Hidden) Member(context.Context, recruit.MemberID) (recruit.Member, error) {
	return recruit.Member{}, hidden()
}

// Members implements Store.
func (Hidden) Members(context.Context, bool) ([]recruit.Member, error) { return nil, hidden() }

// Pools implements Store.
func (Hidden) Pools(context.Context, bool) ([]pools.Pool, error) { return nil, hidden() }

// Record implements Store.
func (Hidden) Record(context.Context, recruit.InterviewID) (recruit.Record, error) {
	return recruit.Record{}, hidden()
}

func hidden() error {
	return recruit.Refused("Offers of times are for those who see the whole workspace; ask a recruiter or an admin.")
}
