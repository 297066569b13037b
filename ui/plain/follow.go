package plain

import (
	"context"
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

// How long a decision is followed, how often it is looked at, and how far away
// a next attempt may be for that to be worth it.
const (
	followFor    = 2 * time.Minute
	pollInterval = 500 * time.Millisecond
	near         = 20 * time.Second
)

// follow says what really becomes of a decision, each thing once it is known
// (R11), until all of it is confirmed or it needs time or a person. The work
// goes on in the outbox, also when nobody listens any more. taken says that the
// decision was taken back meanwhile.
func (p *plain) follow(ctx context.Context, r recruit.Record, saved string) (taken bool, err error) {
	p.tell("%s", saved)
	if until, ok := r.Undoable(p.Now()); ok && p.terminal {
		p.tell("Nothing leaves for %d seconds: type undo to take it back. Enter stops waiting here; the work goes on.", wording.Seconds(until.Sub(p.Now())))
	}
	said := map[recruit.EffectID]string{}
	for limit := p.Now().Add(followFor); ; {
		p.progress(r, said)
		switch {
		case r.Settled():
			p.tell("That is all; everything is confirmed.")
			return false, nil
		case !moves(r, p.Now()):
			p.rest(r, said)
			p.tell("It is kept in the outbox and goes on from there; type outbox to see its status.")
			return false, nil
		case p.Now().After(limit):
			p.tell("It takes longer than usual and goes on by itself; type outbox to see its status.")
			return false, nil
		}
		word, err := p.pause(ctx)
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
			p.tell("The work goes on; type outbox to see its status.")
			return false, nil
		}
		now, err := p.Desk.Store.Record(ctx, r.Interview.ID)
		if errors.Is(err, recruit.ErrNotFound) {
			p.tell("Somebody took it back meanwhile.")
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
	if _, err := p.Desk.Scheduling.Undo(ctx, p.Member, r.Interview.ID); err != nil {
		if ends(err) {
			return false, err
		}
		p.complain(err)
		return false, nil
	}
	p.tell("Taken back; nothing was sent.")
	return true, nil
}

// progress says what is new: what was confirmed, and what went wrong.
func (p *plain) progress(r recruit.Record, said map[recruit.EffectID]string) {
	for _, e := range r.Followed() {
		tone, state := p.reader().EffectState(e, wording.BehindZoom(r, e))
		if tone == wording.Dim || said[e.ID] == state {
			continue
		}
		said[e.ID] = state
		words := recruit.Capital(wording.EffectName(e))
		if m := r.Interview.Meeting; m != nil && e.Kind.IsZoom() && e.State == recruit.Done {
			words += " " + wording.MeetingNumber(m.ID)
		}
		p.tell("%s: %s.", words, state)
	}
}

// rest says how the rest stands that progress had nothing to say about.
func (p *plain) rest(r recruit.Record, said map[recruit.EffectID]string) {
	for _, e := range r.Followed() {
		if _, done := said[e.ID]; done || e.State == recruit.Done {
			continue
		}
		_, state := p.reader().EffectState(e, wording.BehindZoom(r, e))
		p.tell("%s: %s.", recruit.Capital(wording.EffectName(e)), state)
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

// pause waits until something may have changed. From a person it also takes a
// line: undo and an empty line are for here, any other one is left for what
// comes next and ends the waiting like an empty one.
func (p *plain) pause(ctx context.Context) (word string, err error) {
	in := p.in
	if !p.terminal {
		in = nil // a pipe's lines are for the questions that come
	}
	if p.ahead != nil {
		return "enter", nil
	}
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case _, open := <-p.Changes:
		if !open {
			p.Changes = nil
		}
	case <-p.After(pollInterval):
	case l, open := <-in:
		switch {
		case !open:
			return "", io.EOF
		case strings.EqualFold(l.text, "undo"):
			return "undo", nil
		case l.text != "" || l.long:
			p.ahead = &l
		}
		return "enter", nil
	}
	return "", nil
}

// saidEvery is how often it is said how far a long step is.
const saidEvery = 10 * time.Second

// long does something that may take long.
func long[T any](ctx context.Context, p *plain, what string, do func(ctx context.Context, told func(done, all int)) (T, error)) (T, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var done, all atomic.Int64
	type outcome struct {
		value T
		err   error
	}
	ended := make(chan outcome, 1)
	go func() {
		v, err := do(ctx, func(d, a int) { done.Store(int64(d)); all.Store(int64(a)) })
		ended <- outcome{v, err}
	}()
	begun := p.Now()
	said := begun
	in := p.in
	if !p.terminal || p.ahead != nil {
		in = nil // a pipe's lines are for the questions that come
	}
	for {
		select {
		case o := <-ended:
			return o.value, o.err
		case l, open := <-in:
			switch {
			case !open:
				in = nil
			case strings.EqualFold(l.text, "stop"):
				p.tell("Stopping after these rows.")
				stop()
			case l.text != "":
				p.tell("%s is still under way; type stop to end it.", what)
			}
		case <-p.After(pollInterval):
			if now := p.Now(); now.Sub(said) >= saidEvery {
				said = now
				p.tell("%s: %s. Type stop to end it.", what, wording.Progress(int(done.Load()), int(all.Load()), now.Sub(begun)))
			}
		}
	}
}
