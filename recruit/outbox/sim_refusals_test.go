package outbox_test

import (
	"slices"

	"recruitty/recruit"
)

// checkRefusals wants one mail at most for each refusal of another time, to whoever
// asked, and none without a refusal; and one where the time stayed, unless the same
// person was refused again.
func (s *storm) checkRefusals(r recruit.Record, fault func(string, ...any)) {
	sent := map[string]recruit.Effect{} // by Message-ID
	of := map[int][]recruit.Effect{}    // by version
	for _, e := range r.Effects {
		if e.Kind != recruit.MailRefusal {
			continue
		}
		of[e.Version] = append(of[e.Version], e)
		if e.MessageID != "" {
			sent[e.MessageID] = e
		}
	}
	arrived := map[recruit.EffectID]bool{}
	for _, m := range s.world.taken {
		if m.UID != r.Interview.UID || m.Kind != recruit.MailRefusal {
			continue
		}
		e, ok := sent[m.MessageID]
		if !ok || e.Target != m.To {
			fault("interview %d: %s got a refusal %.6s that nobody decided", r.Interview.ID, m.To, m.MessageID)
		}
		if n := slices.IndexFunc(r.Versions, func(v recruit.Version) bool { return v.Number == e.Version }); n < 0 || !r.Versions[n].Start.Equal(m.Start) {
			fault("interview %d: %s is told that the time stays %s, which it did not", r.Interview.ID, m.To, m.Start)
		}
		arrived[e.ID] = true
	}
	for _, v := range r.Versions {
		if v.Kind != recruit.WasProposalRefused {
			continue
		}
		mails := of[v.Number]
		if len(mails) > 1 {
			fault("interview %d: %d emails for the refusal of version %d", r.Interview.ID, len(mails), v.Number)
		}
		for _, e := range mails {
			again := slices.ContainsFunc(r.Effects, func(x recruit.Effect) bool {
				return x.Kind == recruit.MailRefusal && x.Version > e.Version && x.Target == e.Target
			})
			if r.Refuses(e) && !arrived[e.ID] && !again && !s.stayedOnlyAtLast(r, e) {
				fault("interview %d: %s was not told of the refusal of version %d: %+v", r.Interview.ID, e.Target, v.Number, e)
			}
		}
	}
}

// stayedOnlyAtLast reports whether an interview was something else for a while
// after a refusal, in which its mail lost its point: moved away and back, cancelled
// or without that person.
func (s *storm) stayedOnlyAtLast(r recruit.Record, e recruit.Effect) bool {
	at := slices.IndexFunc(r.Versions, func(v recruit.Version) bool { return v.Number == e.Version })
	for _, v := range r.Versions[at+1:] {
		if !v.Start.Equal(r.Versions[at].Start) || v.Duration != r.Versions[at].Duration || v.Kind == recruit.WasCancelled || v.Kind == recruit.WasRegrouped {
			return true
		}
	}
	return false
}
