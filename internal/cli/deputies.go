package cli

import (
	"context"
	"strings"

	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

// refuseProposal keeps the time although a person asks for another one.
func (s *session) refuseProposal(ctx context.Context, id recruit.InterviewID, f answerFlags) (recruit.Record, error) {
	r, err := s.Desk.Store.Record(ctx, id)
	if err != nil {
		return r, err
	}
	seen, ok := r.Person(strings.TrimSpace(f.address))
	if !ok {
		return r, recruit.Invalid("address", "%s is not invited to %s.", output.Quote(f.address), output.OneLine(r.Interview.Title))
	}
	return s.Desk.Scheduling.RefuseProposal(ctx, s.Actor, id, seen, f.note, 0)
}

// deputies invites or refuses those whom a person sends instead.
func (s *session) deputies(ctx context.Context, id recruit.InterviewID, f answerFlags) (recruit.Record, error) {
	r, err := s.Desk.Store.Record(ctx, id)
	if err != nil {
		return r, err
	}
	p, ok := r.Person(strings.TrimSpace(f.address))
	if !ok {
		return r, recruit.Invalid("address", "%s is not invited to %s.", output.Quote(f.address), output.OneLine(r.Interview.Title))
	}
	if f.refuse {
		return s.Desk.Scheduling.RefuseDeputies(ctx, s.Actor, id, p, 0)
	}
	change, err := r.Deputising(p)
	if err != nil {
		return r, err
	}
	foreseen, unforeseen := s.Desk.Scheduling.ForeseePeople(ctx, s.Actor, id, change)
	changed, err := s.Desk.Scheduling.InviteDeputies(ctx, s.Actor, id, p, 0)
	if err == nil && unforeseen == nil { // a warning that cannot be worked out is none
		s.warn(id, foreseen.Notes())
	}
	return changed, err
}
