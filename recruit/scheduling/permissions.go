package scheduling

import (
	"context"
	"errors"

	"recruitty/recruit"
)

// permitted refuses a change of r that would call for something at Zoom that
// the connection is not permitted to do, before anything is saved.
func (s *Service) permitted(ctx context.Context, r recruit.Record, plan []recruit.Effect) error {
	if s.Hosts == nil {
		return nil
	}
	for _, e := range plan {
		if e.ID != 0 {
			continue // called for already
		}
		what, known := map[recruit.EffectKind]recruit.Operation{recruit.ZoomCreate: recruit.ToCreateMeeting, recruit.ZoomUpdate: recruit.ToUpdateMeeting, recruit.ZoomDelete: recruit.ToDeleteMeeting}[e.Kind]
		if !known {
			continue
		}
		c, err := recruit.ConnectionFor(ctx, s.Store, r, e.Host)
		if errors.Is(err, recruit.ErrNotFound) || errors.Is(err, recruit.ErrRefused) {
			return nil // without a connection the work waits for one
		}
		if err != nil {
			return err
		}
		if err := recruit.Able(s.Hosts, c, what); err != nil {
			return err
		}
	}
	return nil
}

// Able reports whether what an interview needs at Zoom can be done: ToUpdateMeeting
// for Reschedule, ToDeleteMeeting for Cancel. Screens show the reason on the
// disabled action.
func (s *Service) Able(ctx context.Context, r recruit.Record, what recruit.Operation) error {
	var plan []recruit.Effect
	switch what {
	case recruit.ToUpdateMeeting:
		plan = planZoomMoved(r, s.Now())
	case recruit.ToDeleteMeeting:
		plan = planCancelled(r, s.Now())
	default:
		if r.Interview.Platform == recruit.Zoom {
			plan = []recruit.Effect{{Kind: recruit.ZoomCreate}}
		}
	}
	return s.permitted(ctx, r, plan)
}

// unable is Able as a warning.
func (s *Service) unable(ctx context.Context, r recruit.Record, what recruit.Operation) []Warning {
	if err := s.Able(ctx, r, what); err != nil {
		return []Warning{{Field: "platform", Sentence: recruit.Sentence(err)}}
	}
	return nil
}
