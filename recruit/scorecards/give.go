package scorecards

import (
	"context"
	"time"

	"recruitty/recruit"
)

// Give hands in a member's own scorecard, or changes it. seen is the version that the member
// looked at, 0 for none. It needs a recommendation; attributes may be left out. Errors are
// ErrInvalid, ErrRefused, ErrNotFound and ErrStale.
func (s *Service) Give(ctx context.Context, actor recruit.Member, id recruit.InterviewID, c Card, seen int) (Card, error) {
	if err := recruit.Allow(actor, recruit.ToNote); err != nil {
		return Card{}, err
	}
	sheet, err := s.Sheet(ctx, actor, id)
	if err != nil {
		return Card{}, err
	}
	c.Mailed, c.UpdatedAt = false, s.Now().UTC()
	return s.give(ctx, actor, sheet, c, seen)
}

// give hands a card in that was written at its UpdatedAt.
func (s *Service) give(ctx context.Context, actor recruit.Member, sheet Sheet, c Card, seen int) (Card, error) {
	if err := s.mayGive(actor, sheet); err != nil {
		return Card{}, err
	}
	c, err := c.clean(sheet.Form)
	if err != nil {
		return Card{}, err
	}
	if c.Recommendation == "" {
		return Card{}, recruit.Invalid("recommendation", "A scorecard needs a recommendation: strong no, no, yes or strong yes.")
	}
	was := sheet.Own
	if was.Version != seen {
		return Card{}, stale()
	}
	if was.Given() && was.same(c) {
		return was, nil
	}
	c.Interview, c.Member, c.Version = sheet.Interview.ID, actor.ID, was.Version
	c.GivenAt, c.WithdrawnAt = was.GivenAt, time.Time{}
	about := sheet.about()
	action, said := "scorecard.changed", recruit.ChangedWords("Changed their scorecard of "+about, differences(was, c))
	switch {
	case !was.WithdrawnAt.IsZero():
		action, said = "scorecard.given", "Gave their scorecard of "+about+" again: "+c.words()
	case was.GivenAt.IsZero():
		c.GivenAt = c.UpdatedAt
		action, said = "scorecard.given", "Gave their scorecard of "+about+": "+c.words()
	case said == "":
		said = "Looked through their scorecard of " + about + " again"
	}
	if c.Mailed {
		said += " (by email)"
	}
	return s.Store.SaveCard(ctx, c, actor, line(actor, sheet, s.Now().UTC(), action, said))
}

// Keep keeps what a member has begun to write and cannot hand in yet; nobody else reads it.
// A card that was given already is not changed by it.
func (s *Service) Keep(ctx context.Context, actor recruit.Member, id recruit.InterviewID, c Card) (Card, error) {
	if err := recruit.Allow(actor, recruit.ToNote); err != nil {
		return Card{}, err
	}
	sheet, err := s.Sheet(ctx, actor, id)
	if err != nil {
		return Card{}, err
	}
	if sheet.Own.Given() {
		return sheet.Own, recruit.Refused("The scorecard was given already; change it instead.")
	}
	c.Mailed, c.UpdatedAt = false, s.Now().UTC()
	return s.keep(ctx, actor, sheet, c)
}

// keep keeps a card as begun that was written at its UpdatedAt.
func (s *Service) keep(ctx context.Context, actor recruit.Member, sheet Sheet, c Card) (Card, error) {
	c, err := c.clean(sheet.Form)
	if err != nil {
		return Card{}, err
	}
	was := sheet.Own
	c.Interview, c.Member, c.Version, c.GivenAt, c.WithdrawnAt = sheet.Interview.ID, actor.ID, was.Version, was.GivenAt, was.WithdrawnAt
	return s.Store.SaveCard(ctx, c, actor, recruit.Activity{})
}

// Withdraw takes a scorecard back: its author may, and an admin. It stays in the history,
// and its author can give it again.
func (s *Service) Withdraw(ctx context.Context, actor recruit.Member, id recruit.InterviewID, of recruit.MemberID) (Card, error) {
	if err := recruit.Allow(actor, recruit.ToNote); err != nil {
		return Card{}, err
	}
	if of == 0 {
		of = actor.ID
	}
	if of != actor.ID && actor.Role != recruit.Admin {
		return Card{}, recruit.Refused("Only its author or an admin may withdraw a scorecard.")
	}
	sheet, err := s.Sheet(ctx, actor, id)
	if err != nil {
		return Card{}, err
	}
	c, err := s.Store.Card(ctx, id, of)
	if err != nil {
		return Card{}, err
	}
	if !c.Given() {
		return Card{}, recruit.NotFound("They have no scorecard for this interview that could be withdrawn.")
	}
	c.WithdrawnAt, c.UpdatedAt = s.Now().UTC(), s.Now().UTC()
	said := "Withdrew their scorecard of " + sheet.about() + ": " + c.words()
	if of != actor.ID {
		said = "Withdrew the scorecard of " + c.Author + " of " + sheet.about() + ": " + c.words()
	}
	return s.Store.SaveCard(ctx, c, actor, line(actor, sheet, c.UpdatedAt, "scorecard.withdrawn", said))
}

// mayGive refuses a card of who was not there, and of an interview that has not been.
func (s *Service) mayGive(actor recruit.Member, x Sheet) error {
	if !x.Own.GivenAt.IsZero() {
		return nil // it may be changed, whatever has become of the interview
	}
	seat, ok := x.Seat(actor.ID)
	switch i := x.Interview; {
	case i.Status == recruit.Cancelled:
		return recruit.Refused("%s was cancelled, so there is nothing to judge.", i.Title)
	case i.Status == recruit.NoShow:
		return recruit.Refused("Nobody came to %s, so there is nothing to judge.", i.Title)
	case !x.Begun(s.Now()):
		return recruit.Refused("%s begins at %s; a scorecard is given once it has begun.", i.Title, recruit.Wall(i.Interview))
	case (!ok || !seat.OnPanel) && i.OrganiserID != actor.ID:
		return recruit.Refused("Scorecards are given by the panel; you are not on the panel of %s.", i.Title)
	}
	return nil
}

// May says why a reader cannot give a card, nil when they can.
func (s *Service) May(actor recruit.Member, x Sheet) error {
	if err := recruit.Allow(actor, recruit.ToNote); err != nil {
		return err
	}
	return s.mayGive(actor, x)
}

// Open are the sheets on which a reader may give a card: those where it is missing, or all
// of them where none is. It is an error where there are none, which says why.
func (s *Service) Open(actor recruit.Member, all []Sheet) (own []Sheet, err error) {
	if err := recruit.Allow(actor, recruit.ToNote); err != nil {
		return nil, err
	}
	var missing []Sheet
	for _, x := range all {
		if err = s.mayGive(actor, x); err != nil {
			continue
		}
		if own = append(own, x); !x.Own.Given() {
			missing = append(missing, x)
		}
	}
	switch {
	case len(missing) > 0:
		return missing, nil
	case len(own) > 0:
		return own, nil
	case len(all) == 1:
		return nil, err
	}
	return nil, recruit.Refused("There is no interview here that has begun with you on the panel.")
}

// words says a card for the log, without its private note.
func (c Card) words() string {
	said := c.Recommendation.Words()
	if r := c.ratingWords(); r != "" {
		said += "; " + r
	}
	if c.Note != "" {
		said += "; note: " + c.Note
	}
	return said
}

// about says which interview a sheet is of, for the log.
func (s Sheet) about() string {
	return s.Interview.Title + " of " + recruit.Wall(s.Interview.Interview)
}

func line(actor recruit.Member, x Sheet, at time.Time, action, said string) recruit.Activity {
	return recruit.Activity{At: at, ActorID: actor.ID, Actor: actor.Name, Action: action, Text: said,
		CandidateID: x.Interview.CandidateID, JobID: x.Interview.JobID, InterviewID: x.Interview.ID}
}

func stale() error {
	return &recruit.Problem{Kind: recruit.ErrStale, Sentence: "The scorecard was changed in the meantime, perhaps by email; look at it again."}
}
