package outbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"recruitty/recruit"
)

// List returns everything that is not done, oldest first; id 0 means of all
// interviews.
func (o *Outbox) List(ctx context.Context, id recruit.InterviewID) ([]recruit.OpenEffect, error) {
	return o.Store.OpenEffects(ctx, id)
}

// Retry makes an effect due at once: one that failed, whose outcome is
// unknown, or that waits. A mail that may have left is repeated byte for byte;
// a meeting whose creation may have happened is looked up first.
func (o *Outbox) Retry(ctx context.Context, actor recruit.Member, id recruit.InterviewID, effect recruit.EffectID) error {
	return o.decide(ctx, actor, id, effect, func(_ recruit.Activity, e *recruit.Effect, now time.Time) (*recruit.Activity, error) {
		if e.State == recruit.Failed {
			e.Attempts = 0
		}
		e.State, e.NextAttempt, e.Error, e.Cause = recruit.Waiting, now, "", ""
		if e.MaybeSent && e.Kind.IsMail() {
			e.State = recruit.Unknown
		}
		return nil, nil
	})
}

// GiveUp ends an effect that cannot succeed, for a reason that the log keeps.
func (o *Outbox) GiveUp(ctx context.Context, actor recruit.Member, id recruit.InterviewID, effect recruit.EffectID, reason string) error {
	if reason == "" {
		return recruit.Invalid("reason", "Giving up needs a reason; the log keeps it.")
	}
	return o.decide(ctx, actor, id, effect, func(line recruit.Activity, e *recruit.Effect, now time.Time) (*recruit.Activity, error) {
		line.Action, line.Text = "effect.given_up", fmt.Sprintf("Gave up %s to %s: %s", e.Kind, e.Target, reason)
		line.ActorID, line.Actor = actor.ID, actor.Name
		*e = drop(*e, now)
		return &line, nil
	})
}

// decide changes one open effect, of an interview or with id 0 of a letter, because a
// person said so. by gets a line of the log that names what it is about.
func (o *Outbox) decide(ctx context.Context, actor recruit.Member, id recruit.InterviewID, effect recruit.EffectID, by func(recruit.Activity, *recruit.Effect, time.Time) (*recruit.Activity, error)) error {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return err
	}
	if id == 0 {
		return o.decideLetter(ctx, effect, func(l recruit.Letter, e *recruit.Effect, now time.Time) (line recruit.Activity, err error) {
			if err := e.Free(); err != nil {
				return line, err
			}
			said, err := by(letterNote(l, now, "", ""), e, now)
			if said != nil {
				line = *said
				line.Action = "mail.given_up"
			}
			return line, err
		})
	}
	for {
		r, err := o.Store.Record(ctx, id)
		if err != nil {
			return err
		}
		e, ok := r.Effect(effect)
		if !ok || !e.Open() {
			return recruit.NothingOpen(effect)
		}
		if err := e.Free(); err != nil {
			return err
		}
		now := o.Now().UTC()
		line, err := by(note(r, e, now, "", ""), &e, now)
		if err != nil {
			return err
		}
		c := recruit.Commit{Interview: r.Interview, People: r.People, Effects: []recruit.Effect{e}}
		if line != nil {
			c.Activity = []recruit.Activity{*line}
		}
		if _, err = o.Store.Commit(ctx, c); !errors.Is(err, recruit.ErrStale) {
			return err
		}
	}
}
