package offers

import (
	"context"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	offering "recruitty/recruit/offers"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// open reports whether the email of what was sent has not come to an end.
func (b *sendBox) open() bool {
	return b.letter.Effect.State == recruit.Waiting || b.letter.Effect.State == recruit.Running
}

// beat looks again every second while the email is open: the seconds of undo run down.
func (b *sendBox) beat() tea.Cmd {
	if b.done || !b.open() {
		return nil
	}
	return b.app.After(time.Second, shell.Answer{Deliver: func() tea.Cmd {
		if b.done {
			return nil
		}
		return tea.Batch(b.reread(), b.beat())
	}})
}

// reread reads how far the email is, and whether somebody has answered.
func (b *sendBox) reread() tea.Cmd {
	svc, id := b.app.Services(), b.sent.ID
	type seen struct {
		offer  offering.Offer
		letter recruit.Letter
	}
	return shell.Reread(b.app, &b.reading, func(ctx context.Context) (s seen, err error) {
		if s.offer, err = svc.Offers.Show(ctx, id); err == nil {
			s.letter, err = svc.Store.Letter(ctx, s.offer.LetterID)
		}
		return s, err
	}, func(s seen, err error) tea.Cmd {
		if err != nil || b.done {
			return nil // it is read again
		}
		b.sent, b.letter = s.offer, s.letter
		return nil
	})
}

// undoFor is how long the offer can still be taken back with nobody having seen it.
func (b *sendBox) undoFor() time.Duration {
	e := b.letter.Effect
	if b.taking || e.State != recruit.Waiting || e.Attempts > 0 || e.Error != "" || b.sent.State != offering.Offered {
		return 0
	}
	return max(e.NextAttempt.Sub(b.app.Session().Now()), 0)
}

// undoKey takes the offer back before its email leaves.
func (b *sendBox) undoKey() shell.Action {
	return shell.Action{Name: "offer.undo", Key: "u", Help: "undo", Label: func() string { return "undo (" + strconv.Itoa(wording.Seconds(b.undoFor())) + " s)" }, When: func() string {
		return shell.If(b.undoFor() == 0, "The email may have left already; open the offer to withdraw it.")
	}, Do: b.undo}
}

func (b *sendBox) undo() tea.Cmd {
	b.taking = true
	svc, actor, id := b.app.Services(), b.app.Member(), b.sent.ID
	return shell.Run(b.app, func(ctx context.Context) (offering.Offer, error) { return svc.Offers.Withdraw(ctx, actor, id) },
		func(o offering.Offer, err error) tea.Cmd {
			b.taking = false
			if err != nil {
				return tea.Batch(b.app.SayProblem(err), b.reread())
			}
			return tea.Batch(b.look(false), b.keep.Keep(b.unsent(), nil), b.app.Say(theme.OK, text.Line(b.offer.TakenBack(o))), b.app.Broadcast(shell.Changed{}))
		})
}
