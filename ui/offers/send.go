package offers

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	offering "recruitty/recruit/offers"
	"recruitty/ui/draft"
	"recruitty/ui/shell"
)

// stage is how far an offer has come in its box.
type stage int

// It is worked out, looked at, saved and followed.
const (
	looking stage = iota
	looked
	saving
	followed
)

// sendBox shows times as they would be offered, with the email and the page, sends them,
// and follows the email.
type sendBox struct {
	app   *shell.App
	doors Doors
	note  string         // whom and what it is for
	one   func() tea.Cmd // offers one interview instead; nil where there is nothing else
	ended func() tea.Cmd // follows once the box is left after sending; nil for nothing

	offer  flow.Offer
	asked  offering.Request  // what the offer began with
	terms  flow.Terms        // as they were typed
	words  string            // the candidate's own, as they were pasted
	names  map[string]string // of the team, by address
	stage  stage
	slot   shell.Slot
	err    error    // why there is nothing to send
	notice []string // what has changed since it was looked at last
	scroll int
	// shortened says that notes do not fit beside the email, and unfolded that someone wants
	// to read them all the same.
	shortened, unfolded bool
	keep                *shell.DraftSaver

	sent    offering.Offer
	letter  recruit.Letter // its email
	reading shell.Reading
	taking  bool // an undo is under way
	done    bool
}

// Send opens the box in which an offer is looked at and sent. one offers a single interview
// instead, ended follows when the box is left after sending; both may be nil.
func Send(a *shell.App, to Doors, o flow.Offer, note string, one, ended func() tea.Cmd) tea.Cmd {
	b := &sendBox{app: a, doors: to, note: note, offer: o, asked: o.Ask, one: one, ended: ended}
	b.keep = &shell.DraftSaver{App: a, Key: recruit.DraftKey(a.Member().ID, o.Ask.Candidate, "offer-"+shell.RowKey(o.Ask.Job)), Text: b.unsent}
	return a.OpenKept(b, b.keep, b.resume)
}

// Kept implements keeping.
func (b *sendBox) Kept() *shell.DraftSaver { return b.keep }

// unsent is what is to be kept of what was written.
func (b *sendBox) unsent() string {
	if b.stage >= saving || b.terms == (flow.Terms{}) && b.offer.Subject == "" && b.offer.Text == "" {
		return ""
	}
	return draft.Kept{Typed: map[string]string{"count": b.terms.Count, "from": b.terms.From, "to": b.terms.To, "until": b.terms.Until,
		"subject": b.offer.Subject, "text": b.offer.Text, "usual": b.offer.Usual()}}.Encode()
}

// resume brings back what was written before, and begins.
func (b *sendBox) resume(kept string) (tea.Cmd, bool) {
	k, ok := draft.DecodeKept(kept)
	if ok {
		terms, ask := flow.Terms{Count: k.Typed["count"], From: k.Typed["from"], To: k.Typed["to"], Until: k.Typed["until"]}, b.offer.Ask
		if terms != (flow.Terms{}) && terms.Into(&ask, b.app.Session().Now(), b.app.Session().Zone) == nil { // else the days are over
			b.terms, b.offer.Ask = terms, ask
		}
		b.offer.Resume(k.Typed["subject"], k.Typed["text"], k.Typed["usual"])
	}
	if !ok {
		return nil, false
	}
	return b.look(false), true
}

// anew throws away what was written.
func (b *sendBox) anew() tea.Cmd {
	b.terms = flow.Terms{}
	b.offer.Subject, b.offer.Text = "", ""
	b.offer.Ask.Count, b.offer.Ask.From, b.offer.Ask.To, b.offer.Ask.Until = b.asked.Count, b.asked.From, b.asked.To, b.asked.Until
	return b.look(false)
}

// Init implements shell.Modal.
func (b *sendBox) Init() tea.Cmd { return b.look(false) }

// Typing implements shell.Modal.
func (b *sendBox) Typing() bool { return false }

// look works out what would be sent as it stands now. After something has come between, it
// says what has changed.
func (b *sendBox) look(between bool) tea.Cmd {
	b.stage, b.scroll = looking, 0
	if !between {
		b.notice = nil
	}
	svc, o, before := b.app.Services(), b.offer, b.offer.Seen
	type seen struct {
		offer flow.Offer
		team  []recruit.Member
		none  error // why there is nothing to send
	}
	return shell.Load(b.app, &b.slot, func(ctx context.Context) (s seen, err error) {
		s.offer = o
		_, s.none = s.offer.Preview(ctx)
		s.team, err = svc.Store.Members(ctx, false)
		return s, err
	}, func(s seen, err error) tea.Cmd {
		b.stage = looked
		if err != nil {
			b.err = err
			return nil
		}
		b.offer, b.err, b.names = s.offer, s.none, map[string]string{}
		for _, m := range s.team {
			b.names[strings.ToLower(m.Email)] = m.Name
		}
		if between && b.err == nil {
			b.notice = append(b.notice, b.offer.Since(before, b.app.Start)...)
		}
		return b.keep.Typed()
	})
}

// Update implements shell.Modal.
func (b *sendBox) Update(msg tea.Msg) tea.Cmd {
	_, changed := msg.(shell.Changed)
	switch {
	case changed && b.stage == followed:
		return b.reread()
	case changed && b.stage == looked && b.needsZoom():
		return b.look(false) // it may be connected by now
	}
	return nil
}

// send sends what was looked at.
func (b *sendBox) send() tea.Cmd {
	b.stage = saving
	o := b.offer
	type saved struct {
		offer  offering.Offer
		letter recruit.Letter
	}
	svc := b.app.Services()
	return shell.Run(b.app, func(ctx context.Context) (s saved, err error) {
		if s.offer, err = o.Commit(context.WithoutCancel(ctx)); err != nil {
			return s, err
		}
		s.letter, err = svc.Store.Letter(ctx, s.offer.LetterID)
		return s, err
	}, func(s saved, err error) tea.Cmd {
		switch {
		case s.offer.ID != 0: // it is sent, also where its email cannot be read
			b.stage, b.scroll, b.sent, b.letter = followed, 0, s.offer, s.letter
			return tea.Batch(b.keep.Keep("", nil), b.beat(), b.app.Broadcast(shell.Changed{}))
		case errors.Is(err, recruit.ErrStale):
			b.notice = []string{recruit.Sentence(err)}
			return b.look(true)
		}
		b.stage, b.notice = looked, []string{recruit.Sentence(err)}
		return nil
	})
}

// leave closes the box: what was written is kept, and what was sent goes on.
func (b *sendBox) leave() tea.Cmd {
	b.slot.Cancel()
	if b.stage != followed {
		return b.keep.Closing(b, func(err error) tea.Cmd { return b.app.SayProblem(err) }, nil)
	}
	b.done = true
	b.reading.Slot.Cancel()
	b.app.Close(b)
	cmd := b.app.Broadcast(shell.Changed{})
	if b.ended != nil {
		cmd = tea.Batch(cmd, b.ended())
	}
	return cmd
}
