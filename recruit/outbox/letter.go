package outbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"recruitty/recruit"
)

// This file brings out letters: mails to candidates that are about no interview, and the
// tentative entries of an offer with their ends. It goes the same way as mails about an
// interview, durable before and after, with less to consider: a letter has one effect, and
// what it says is fixed. An entry and its end are two letters. The end is written together
// with the entry and due when the hour is held no more; it waits for an attempt of the entry
// that is under way, and the store lets nothing make the entry once its end has begun.

// LetterStore keeps letters for the outbox.
type LetterStore interface {
	Letter(ctx context.Context, id recruit.LetterID) (recruit.Letter, error)
	LettersTo(ctx context.Context, id recruit.CandidateID) ([]recruit.Letter, error)
	LetterOf(ctx context.Context, id recruit.EffectID) (recruit.LetterID, error)
	SaveLetter(ctx context.Context, l recruit.Letter, log recruit.Activity) (recruit.Letter, error)
	DueLetters(ctx context.Context, now time.Time, limit int) ([]recruit.LetterID, error)
	PutOffLetter(ctx context.Context, id recruit.LetterID, now, until time.Time, why string) error
}

// runLetters makes the attempts that are due for letters and says how many it made. One
// that cannot be worked on is put off and stops no other.
func (o *Outbox) runLetters(ctx context.Context) (sum int, err error) {
	due, err := o.Store.DueLetters(ctx, o.Now(), maxDue)
	if err != nil {
		return 0, fmt.Errorf("look for due letters: %w", err)
	}
	var failures []error
	for _, id := range due {
		n, err := o.RunLetter(ctx, id)
		sum += n
		if err == nil || ctx.Err() != nil {
			continue
		}
		now := o.Now().UTC()
		o.Log.Error("a letter could not be worked on", "letter", id, "error", err)
		if err := o.Store.PutOffLetter(context.WithoutCancel(ctx), id, now, now.Add(longestAside), recruit.Sentence(err)); err != nil {
			o.Log.Error("putting a letter off failed", "letter", id, "error", err)
		}
		failures = append(failures, &recruit.Problem{Kind: recruit.ErrLater, Cause: err,
			Sentence: fmt.Sprintf("Email %d to a candidate could not be processed: %s", id, recruit.Sentence(err))})
	}
	return sum, errors.Join(failures...)
}

// RunLetter makes every attempt that is due for one letter and says how many it made.
func (o *Outbox) RunLetter(ctx context.Context, id recruit.LetterID) (n int, err error) {
	defer o.caught(&err, recruit.ErrLater, "letter", id)
	for ; ; n++ {
		tried, err := o.stepLetter(ctx, id)
		if err != nil || !tried {
			return n, err
		}
	}
}

// SettleLetter works on a letter until it is done or does not move within a few seconds.
func (o *Outbox) SettleLetter(ctx context.Context, id recruit.LetterID) (recruit.Letter, error) {
	if err := o.buryDead(ctx); err != nil {
		return recruit.Letter{}, err
	}
	limit := o.Now().Add(time.Minute)
	for {
		if _, err := o.RunLetter(ctx, id); err != nil {
			return recruit.Letter{}, err
		}
		l, err := o.Store.Letter(ctx, id)
		now := o.Now()
		if err != nil || !l.Effect.Due(now.Add(retryWait)) && l.Effect.State != recruit.Running || now.After(limit) {
			return l, err
		}
		pause := 100 * time.Millisecond
		if l.Effect.State != recruit.Running {
			pause = max(l.Effect.NextAttempt.Sub(now), pause)
		}
		select {
		case <-ctx.Done():
			return l, nil
		case <-o.After(pause):
		}
	}
}

// stepLetter makes one attempt for a letter, if one is due.
func (o *Outbox) stepLetter(ctx context.Context, id recruit.LetterID) (bool, error) {
	if ctx.Err() != nil {
		return false, nil
	}
	l, before, err := o.claimLetter(ctx, id)
	if err != nil || l.ID == 0 {
		return false, err
	}
	attempt, cancel := context.WithTimeout(context.WithoutCancel(ctx), attemptFor)
	defer cancel()
	stop := o.keepLease(attempt, cancel, l.Effect.ID)
	end := o.attemptLetter(attempt, l, before)
	stop()
	return true, o.recordLetter(context.WithoutCancel(ctx), l, end)
}

// claimLetter takes the effect of a letter under a lease, or drops one that has no point
// any more. It returns the letter as it is then and the effect before; ID 0 means that
// there is nothing to do.
func (o *Outbox) claimLetter(ctx context.Context, id recruit.LetterID) (l recruit.Letter, before recruit.Effect, err error) {
	for {
		l, err = o.Store.Letter(ctx, id)
		if errors.Is(err, recruit.ErrNotFound) {
			return recruit.Letter{}, before, nil
		}
		if err != nil {
			return recruit.Letter{}, before, fmt.Errorf("read letter %d: %w", id, err)
		}
		now := o.Now().UTC()
		if !l.Effect.Due(now) {
			return recruit.Letter{}, before, nil
		}
		if l.Effect.Kind == recruit.MailHoldEnd && l.Hold != nil && l.Hold.Told == recruit.Running {
			return recruit.Letter{}, before, nil // whoever is at it ends, or their lease does
		}
		before = l.Effect
		if before.MessageID == "" {
			before.MaybeSent = false // bytes are stored before they leave, and there are none
		}
		var line recruit.Activity
		why := l.Pointless()
		if dropped := why != "" && mayDrop(before); dropped {
			l.Effect = drop(before, now)
			line = droppedNote(l, now, why)
		} else {
			l.Effect = begin(before, o.Owner, now.Add(leaseFor))
		}
		l, err = o.Store.SaveLetter(ctx, l, line)
		switch {
		case errors.Is(err, recruit.ErrStale) && ctx.Err() == nil:
			continue
		case err != nil:
			return recruit.Letter{}, before, fmt.Errorf("claim letter %d: %w", id, err)
		case l.Effect.State == recruit.Running:
			return l, before, nil
		}
	}
}

// letterEnd is how an attempt of a letter ended.
type letterEnd struct {
	err     error  // why it is not confirmed
	left    bool   // it may have left, before this attempt or in it
	dropped string // why it was not tried any more
	message recruit.Effect
}

// attemptLetter makes an attempt. One that a fault cuts off may have happened.
func (o *Outbox) attemptLetter(ctx context.Context, l recruit.Letter, before recruit.Effect) (end letterEnd) {
	end = letterEnd{left: before.MaybeSent, message: l.Effect}
	defer o.caught(&end.err, recruit.ErrLost, "effect", l.Effect.ID, "kind", l.Effect.Kind)
	from, err := o.Mailer.From(ctx)
	if err != nil {
		end.err = err
		return end
	}
	message, err := o.Store.EffectMessage(ctx, l.Effect.ID)
	if err == nil && (len(message) == 0 || !before.MaybeSent) {
		l, message, err = o.writeLetter(ctx, l, from)
	} else if err == nil && !bytes.Contains(message, []byte(l.Effect.MessageID)) {
		err = &recruit.Problem{Kind: recruit.ErrRejected, Sentence: fmt.Sprintf(
			"The stored email to %s is damaged, so it cannot be sent again; it may have arrived. Ask them, and give this up (recruitty outbox give-up %d).", l.Effect.Target, l.Effect.ID)}
	}
	if end.message = l.Effect; err == nil {
		err = o.hold(ctx, l.Effect.ID)
	}
	if err != nil {
		end.err = err
		return end
	}
	now, err := o.Store.Letter(ctx, l.ID) // someone may have moved the candidate on since it was claimed
	if err != nil {
		end.err = err
		return end
	}
	if why := now.Pointless(); why != "" && mayDrop(before) {
		end.dropped = why
		return end
	}
	end.err = o.Mailer.Send(ctx, from.Address, l.Effect.Target, message)
	return end
}

// writeLetter composes the message and stores its bytes before they leave.
func (o *Outbox) writeLetter(ctx context.Context, l recruit.Letter, from recruit.Mailbox) (recruit.Letter, []byte, error) {
	e := l.Effect
	asked := recruit.LetterRequest{
		Event: l.Event, To: recruit.Mailbox{Name: l.Candidate.Name, Address: e.Target}, Author: recruit.Mailbox{Name: l.Author.Name, Address: l.Author.Email},
		From: from, Language: l.Language, Subject: l.Subject, Text: l.Text, Written: o.Now().UTC(), MessageID: messageID(recruit.Record{}, e, from.Address),
	}
	var err error
	if e.Kind == recruit.MailOffer && o.Linked == nil {
		asked.Text = recruit.WithoutOfferLink(l.Text)
	} else if e.Kind == recruit.MailOffer {
		if asked.Text, asked.Link, err = o.Linked(ctx, l); err != nil {
			return l, nil, err
		}
	}
	if e.Kind == recruit.MailOffer && o.Reads != nil {
		if asked.Read, err = o.Reads(ctx); err != nil {
			return l, nil, err
		}
	}
	var earlier []recruit.Letter
	if l.Hold != nil {
		asked.To.Name, asked.Hold, asked.Workspace = l.Hold.Reader.Name, l.Hold, o.Workspace(ctx)
		if e.Kind == recruit.MailHoldEnd && l.Hold.MessageID != "" {
			asked.InReplyTo, asked.References = l.Hold.MessageID, []string{l.Hold.MessageID}
		}
	} else if earlier, err = o.Store.LettersTo(ctx, l.CandidateID); err != nil {
		return l, nil, err
	}
	for n := len(earlier) - 1; n >= 0; n-- { // oldest first
		if x := earlier[n].Effect; x.ID != e.ID && x.MaybeSent && x.MessageID != "" && x.Target == e.Target {
			asked.References, asked.InReplyTo = append(asked.References, x.MessageID), x.MessageID
		}
	}
	if n := len(l.Thread); n > 0 { // it answers a mail of the reader's
		asked.References, asked.InReplyTo = l.Thread, l.Thread[n-1]
	}
	message, err := o.Mailer.ComposeLetter(asked)
	if err != nil {
		var p *recruit.Problem
		if !errors.As(err, &p) {
			err = &recruit.Problem{Kind: recruit.ErrLater, Cause: err, Sentence: fmt.Sprintf("The email to %s could not be written (%s).", e.Target, shortly(err))}
		}
		return l, nil, err
	}
	written := func(stored *recruit.Effect) {
		stored.MessageID, stored.Sender, stored.Message = asked.MessageID, from.Address, message
	}
	written(&l.Effect)
	for {
		now, err := o.Store.Letter(ctx, l.ID)
		if err != nil {
			return l, nil, err
		}
		if !o.mine(now.Effect, e.Attempts) {
			return l, message, nil // whoever took over is found by hold
		}
		written(&now.Effect)
		if _, err = o.Store.SaveLetter(ctx, now, recruit.Activity{}); !errors.Is(err, recruit.ErrStale) {
			return l, message, err
		}
	}
}

// recordLetter writes down how an attempt ended; it starts over when someone else wrote
// in between.
func (o *Outbox) recordLetter(ctx context.Context, claimed recruit.Letter, end letterEnd) error {
	for {
		l, err := o.Store.Letter(ctx, claimed.ID)
		if err != nil {
			return fmt.Errorf("read letter %d: %w", claimed.ID, err)
		}
		now := o.Now().UTC()
		sent := end.err == nil && end.dropped == ""
		if !o.mine(l.Effect, claimed.Effect.Attempts) && (!sent || l.Effect.MessageID != end.message.MessageID || l.Effect.State == recruit.Done || l.Effect.State == recruit.Superseded) {
			return nil // someone took over, and their attempt counts
		}
		var line recruit.Activity
		switch {
		case end.dropped != "":
			l.Effect.MaybeSent = end.left
			l.Effect = drop(l.Effect, now)
			line = droppedNote(l, now, end.dropped)
		case sent:
			l.Effect = done(l.Effect, now)
			line = letterNote(l, now, string(l.Effect.Kind), fmt.Sprintf("%s “%s” handed to the mail server for %s", letterName(l.Effect.Kind), l.Subject, l.Effect.Target))
		default:
			if l.Effect = settle(l.Effect, end.left, end.err, now, o.Pause); l.Effect.State == recruit.Failed {
				line = letterNote(l, now, "mail.failed", fmt.Sprintf("%s “%s” to %s failed: %s", letterName(l.Effect.Kind), l.Subject, l.Effect.Target, l.Effect.Error))
			}
		}
		o.Log.Info("letter attempted", "letter", l.ID, "effect", l.Effect.ID, "kind", l.Effect.Kind, "state", l.Effect.State, "attempt", l.Effect.Attempts, "error", end.err)
		if _, err = o.Store.SaveLetter(ctx, l, line); !errors.Is(err, recruit.ErrStale) {
			return err
		}
	}
}

// mayDrop reports whether a letter that has no point any more need not be tried again: nothing of
// it has left, or it makes an entry, of which what may have left is taken out by its end.
func mayDrop(before recruit.Effect) bool {
	return !before.MaybeSent || before.Kind == recruit.MailHold
}

// droppedNote is a line about a letter that was not sent. That an entry was not made, or needs no
// end, is what the offer says.
func droppedNote(l recruit.Letter, now time.Time, why string) recruit.Activity {
	if l.Effect.Kind.IsHold() {
		return recruit.Activity{}
	}
	return letterNote(l, now, "mail.dropped", fmt.Sprintf("The email “%s” to %s was not sent: %s", l.Subject, l.Effect.Target, why))
}

// letterName is what people call a letter.
func letterName(k recruit.EffectKind) string {
	switch k {
	case recruit.MailHold:
		return "Tentative entry"
	case recruit.MailHoldEnd:
		return "End of the tentative entry"
	}
	return "Email"
}

// letterNote is a line of the activity log about a letter, said by recruitty.
func letterNote(l recruit.Letter, now time.Time, action, text string) recruit.Activity {
	return recruit.Activity{At: now, Actor: "recruitty", Action: action, CandidateID: l.CandidateID, JobID: l.JobID, Text: text}
}

// decideLetter changes the open effect of a letter because a person said so.
func (o *Outbox) decideLetter(ctx context.Context, effect recruit.EffectID, by func(recruit.Letter, *recruit.Effect, time.Time) (recruit.Activity, error)) error {
	id, err := o.Store.LetterOf(ctx, effect)
	if errors.Is(err, recruit.ErrNotFound) {
		return recruit.NothingOpen(effect)
	}
	for err == nil {
		var l recruit.Letter
		if l, err = o.Store.Letter(ctx, id); err != nil {
			break
		}
		if !l.Effect.Open() {
			return recruit.NothingOpen(effect)
		}
		var line recruit.Activity
		if line, err = by(l, &l.Effect, o.Now().UTC()); err != nil {
			break
		}
		if _, err = o.Store.SaveLetter(ctx, l, line); !errors.Is(err, recruit.ErrStale) {
			return err
		}
		err = nil
	}
	return err
}
