package healing

import (
	"context"
	"slices"

	"recruitty/recruit"
)

// Keep leaves a case as it is: it is not told any more until something new comes up. With
// keep false, that is taken back.
func (s *Service) Keep(ctx context.Context, actor recruit.Member, c Case, keep bool) error {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return err
	}
	r, err := s.Store.Record(ctx, c.Interview())
	if err != nil {
		return err
	}
	if err := r.MayChange(actor); err != nil {
		return err
	}
	i := r.Interview
	log := recruit.Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, CandidateID: i.CandidateID, JobID: i.JobID, InterviewID: i.ID,
		Action: "interview.kept", Text: "Keeps " + i.Title + " as it is: " + c.Words(nil)}
	if !keep {
		log.Action, log.Text = "interview.kept_no_more", "Looks at "+i.Title+" again: "+c.Words(nil)
	}
	return s.Store.KeepAsIs(ctx, i.ID, c.Sign(), keep, log)
}

// Of is the case about a person in an interview, by their address; without one, the only
// case of the interview.
func (s *Service) Of(ctx context.Context, actor recruit.Member, id recruit.InterviewID, address string, kept bool) (Case, error) {
	all, err := s.List(ctx, actor, Options{Of: []recruit.InterviewID{id}, Kept: kept})
	if err != nil {
		return Case{}, err
	}
	of := all.List
	if address != "" {
		of = slices.DeleteFunc(of, func(c Case) bool { return key(c.Who.Address) != key(address) })
	}
	switch {
	case len(of) == 1:
		return of[0], nil
	case len(of) > 1:
		return Case{}, recruit.Invalid("address", "Something has come up about %s of this interview; say whom you mean (--address).", recruit.Counted(len(of), "person", "people"))
	}
	return Case{}, s.noCase(ctx, actor, id, address, kept)
}

// noCase says why there is no case about a person in an interview, or about anybody
// without an address.
func (s *Service) noCase(ctx context.Context, actor recruit.Member, id recruit.InterviewID, address string, kept bool) error {
	r, err := s.Store.Record(ctx, id)
	if err != nil {
		return err
	}
	if may := r.MayChange(actor); may != nil && r.MayTakeOver(actor) != nil {
		return may // such a case is not told to the actor
	}
	all, err := s.List(ctx, actor, Options{Of: []recruit.InterviewID{id}, Kept: true})
	if err != nil {
		return err
	}
	about := all.List
	if address != "" {
		about = slices.DeleteFunc(slices.Clone(about), func(c Case) bool { return key(c.Who.Address) != key(address) })
	}
	switch {
	case !kept && len(about) > 0:
		return recruit.Refused("What has come up about %s is already left as it is.", r.Interview.Title)
	case address != "":
		return &recruit.Problem{Kind: recruit.ErrRefused, Field: "address", Sentence: "Nothing has come up about " + recruit.Shorten(address) + " in " + r.Interview.Title + "; recruitty heal list shows for whom something has."}
	}
	return recruit.Refused("Nothing has come up about %s; it goes ahead as agreed.", r.Interview.Title)
}
