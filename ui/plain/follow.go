package plain

import (
	"context"
	"errors"
	"io"
	"time"

	"recruitty/recruit"
	"recruitty/ui/plain/talk"
	"recruitty/ui/wording"
)

// How long a decision is followed, and how far away a next attempt may be for that to be worth it.
const (
	followFor = 2 * time.Minute
	near      = 20 * time.Second
)

// follow says what really becomes of a decision, each thing once it is known
// (R11), until all of it is confirmed or it needs time or a person. The work
// goes on in the outbox, also when nobody listens any more. taken says that the
// decision was taken back meanwhile.
func (p *plain) follow(ctx context.Context, r recruit.Record, saved string) (taken bool, err error) {
	p.Tell("%s", saved)
	if until, ok := r.Undoable(p.Now()); ok && p.Terminal {
		p.Undoable(until.Sub(p.Now()))
	}
	said := map[recruit.EffectID]string{}
	for limit := p.Now().Add(followFor); ; {
		p.progress(r, said)
		switch {
		case r.Settled():
			p.Tell("Done: everything is confirmed.")
			return false, nil
		case !moves(r, p.Now()):
			p.rest(r, said)
			p.Tell("It is kept in the outbox and continues from there; type outbox to see its status.")
			return false, nil
		case p.Now().After(limit):
			p.Tell("It is taking longer than usual and continues on its own; type outbox to see its status.")
			return false, nil
		}
		word, err := p.Pause(ctx, &p.Changes)
		switch {
		case errors.Is(err, io.EOF):
			return false, err
		case err != nil:
			return false, err
		case word == "undo":
			if taken, err := p.undo(ctx, r); err != nil || taken {
				return taken, err
			}
		case word != "":
			p.Tell(wording.WorkContinues)
			return false, nil
		}
		now, err := p.Services.Store.Record(ctx, r.Interview.ID)
		if errors.Is(err, recruit.ErrNotFound) {
			p.Tell("Someone has undone it in the meantime.")
			return false, nil
		}
		if err != nil {
			return false, err
		}
		r = now
	}
}

// undo takes a decision back while nothing of it has left.
func (p *plain) undo(ctx context.Context, r recruit.Record) (bool, error) {
	if _, err := p.Services.Scheduling.Undo(ctx, p.Member, r.Interview.ID); err != nil {
		if talk.Ends(err) {
			return false, err
		}
		p.Complain(err)
		return false, nil
	}
	p.Tell(wording.UndoneUnsent)
	return true, nil
}

// progress says what is new: what was confirmed, and what went wrong.
func (p *plain) progress(r recruit.Record, said map[recruit.EffectID]string) {
	for _, e := range r.Followed() {
		tone, state := p.Reader().EffectState(e, wording.BehindZoom(r, e))
		if tone == wording.Dim && e.Error == "" || said[e.ID] == state { // on its way as it should be
			continue
		}
		said[e.ID] = state
		words := recruit.Capital(wording.EffectName(e))
		if m := r.Interview.Meeting; m != nil && e.Kind.IsZoom() && e.State == recruit.Done {
			words += " " + wording.MeetingNumber(m.ID)
		}
		p.Tell("%s: %s.", words, state)
	}
}

// rest says how the rest stands that progress had nothing to say about.
func (p *plain) rest(r recruit.Record, said map[recruit.EffectID]string) {
	for _, e := range r.Followed() {
		if _, done := said[e.ID]; done || e.State == recruit.Done {
			continue
		}
		_, state := p.Reader().EffectState(e, wording.BehindZoom(r, e))
		p.Tell("%s: %s.", recruit.Capital(wording.EffectName(e)), state)
	}
}

// moves reports whether something of it may happen soon without a person.
func moves(r recruit.Record, now time.Time) bool {
	for _, e := range r.Pending() {
		switch {
		case e.State == recruit.Running:
			return true
		case e.NeedsAttention(), e.NextAttempt.After(now.Add(near)), wording.BehindZoom(r, e):
		default:
			return true
		}
	}
	return false
}
