package offers

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	offering "recruitty/recruit/offers"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// showBox shows an offer that was sent: what was offered, how it stands, what the candidate
// said, and what can be done about it.
type showBox struct {
	app   *shell.App
	doors Doors
	id    recruit.OfferID

	reading shell.Reading
	facts   facts
	notice  string // why what was asked for could not be done
	link    string // that was made here
	scroll  int
}

// facts are an offer with its newest email, and the names of the team by address.
type facts struct {
	offer  offering.Offer
	letter recruit.Letter
	names  map[string]string
}

// Show opens the box of an offer.
func Show(a *shell.App, to Doors, id recruit.OfferID) tea.Cmd {
	if why := a.Forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	b := &showBox{app: a, doors: to, id: id}
	return shell.Prepare(a, b.read(), func(f facts, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		b.facts = f
		return a.Open(b)
	})
}

// read reads the offer beside the event loop.
func (b *showBox) read() func(context.Context) (facts, error) {
	svc, id := b.app.Services(), b.id
	return func(ctx context.Context) (f facts, err error) {
		f.names = map[string]string{}
		if f.offer, err = svc.Offers.Show(ctx, id); err != nil {
			return f, err
		}
		if f.offer.LetterID != 0 {
			if f.letter, err = svc.Store.Letter(ctx, f.offer.LetterID); err != nil {
				return f, err
			}
		}
		team, err := svc.Store.Members(ctx, false)
		for _, m := range team {
			f.names[strings.ToLower(m.Email)] = m.Name
		}
		return f, err
	}
}

// Init implements shell.Modal.
func (b *showBox) Init() tea.Cmd { return nil }

// Typing implements shell.Modal.
func (b *showBox) Typing() bool { return false }

// Update implements shell.Modal.
func (b *showBox) Update(msg tea.Msg) tea.Cmd {
	if _, changed := msg.(shell.Changed); !changed {
		return nil
	}
	return shell.Reread(b.app, &b.reading, b.read(), func(f facts, err error) tea.Cmd {
		if err != nil {
			b.notice = recruit.Sentence(err)
			return nil
		}
		if b.facts.offer.Revision != f.offer.Revision {
			b.notice = ""
		}
		b.facts = f
		return nil
	})
}

// ShowActions are the keys of the box of an offer.
func ShowActions() []shell.Action {
	b := new(showBox)
	var all []shell.Action
	for _, act := range []flow.OfferAct{flow.ConfirmIt, flow.OtherTimes, flow.ByHand, flow.HandLink, flow.HaveRead, flow.Withdraw} {
		all = append(all, b.act(act))
	}
	return all
}

// acts are what can be done about the offer, the most useful first.
func (b *showBox) acts() []flow.OfferAct {
	return flow.OfferActs(b.facts.offer, b.app.Session().Now())
}

// Keys implements shell.Modal.
func (b *showBox) Keys() []shell.Action {
	var keys []shell.Action
	for n, act := range b.acts() {
		key := b.act(act)
		if n == 0 && Needs(b.facts.offer, b.app.Session().Now()) {
			key.Strokes = []string{"enter", key.Key}
			key.Key = "enter"
		}
		keys = append(keys, key)
	}
	if later := b.facts.offer.ReplacedBy; later != 0 {
		keys = append(keys, shell.Action{Name: "offer.later", Key: "enter", Help: "open the later one", Do: func() tea.Cmd {
			b.close()
			return Show(b.app, b.doors, later)
		}})
	}
	return append(keys, shell.ScrollKeys(&b.scroll), shell.Action{Name: "offer.close", Key: "esc", Help: "close", Do: func() tea.Cmd {
		b.close()
		return nil
	}}, shell.HelpKey(b.app))
}

func (b *showBox) close() {
	b.reading.Slot.Cancel()
	b.app.Close(b)
}

// act is the key of something that can be done about the offer.
func (b *showBox) act(act flow.OfferAct) shell.Action {
	key := shell.Action{Help: act.Verb()}
	//exhaustive:enforce
	switch act {
	case flow.ConfirmIt:
		key.Name, key.Key, key.Do = "offered.confirm", "c", b.confirm
	case flow.OtherTimes:
		key.Name, key.Key, key.Do = "offered.renew", "o", b.renew
	case flow.ByHand:
		key.Name, key.Key, key.Do = "offered.by_hand", "s", b.byHand
	case flow.HandLink:
		key.Name, key.Key, key.Do = "offered.link", "l", b.makeLink
	case flow.HaveRead:
		key.Name, key.Key, key.Do = "offered.settled", "r", b.settle
	case flow.Withdraw:
		key.Name, key.Key, key.Do = "offered.withdraw", "x", b.withdraw
	}
	return key
}

// does does something about the offer and says what came of it.
func does[T any](b *showBox, do func(context.Context, recruit.Member) (T, error), said func(T) string) tea.Cmd {
	actor := b.app.Member()
	return shell.Run(b.app, func(ctx context.Context) (T, error) { return do(context.WithoutCancel(ctx), actor) }, func(v T, err error) tea.Cmd {
		if b.notice = ""; err != nil {
			b.notice = recruit.Sentence(err)
			return b.app.Broadcast(shell.Changed{}) // it may stand otherwise by now
		}
		return tea.Batch(b.app.Say(theme.OK, text.Line(said(v))), b.app.Broadcast(shell.Changed{}))
	})
}

func (b *showBox) confirm() tea.Cmd {
	svc, id := b.app.Services(), b.id
	return does(b, func(ctx context.Context, by recruit.Member) (offering.Result, error) {
		return svc.Offers.Confirm(ctx, by, id)
	}, flow.Booked)
}

func (b *showBox) settle() tea.Cmd {
	svc, id := b.app.Services(), b.id
	return does(b, func(ctx context.Context, by recruit.Member) (offering.Offer, error) {
		return svc.Offers.Seen(ctx, by, id)
	},
		func(offering.Offer) string { return wording.OfferSettled })
}

func (b *showBox) withdraw() tea.Cmd {
	svc, id := b.app.Services(), b.id
	return b.app.Open(shell.NewConfirm(b.app, "Withdraw this offer?", wording.WithdrawsOffer(b.facts.offer), "withdraw it", func() tea.Cmd {
		return does(b, func(ctx context.Context, by recruit.Member) (offering.Offer, error) {
			return svc.Offers.Withdraw(ctx, by, id)
		}, flow.Withdrawn)
	}))
}

// makeLink makes a link to be handed over; the box shows it as long as it is open.
func (b *showBox) makeLink() tea.Cmd {
	svc, actor, id := b.app.Services(), b.app.Member(), b.id
	type made struct{ link, unserved string }
	return shell.Run(b.app, func(ctx context.Context) (m made, err error) {
		if m.link, err = svc.Offers.Link(ctx, actor, id); err == nil {
			m.unserved, err = svc.Offers.Settings.Unserved(ctx, svc.Offers.Now())
		}
		return m, err
	}, func(m made, err error) tea.Cmd {
		if err != nil {
			b.notice = recruit.Sentence(err)
			return nil
		}
		b.link, b.notice, b.scroll = m.link, m.unserved, 0
		return b.app.CopyText("Link", m.link)
	})
}

// renew offers other times in its place.
func (b *showBox) renew() tea.Cmd {
	id, by, o := b.id, By(b.app), b.facts.offer
	return shell.Run(b.app, func(ctx context.Context) (flow.Offer, error) { return by.Again(ctx, id) }, func(again flow.Offer, err error) tea.Cmd {
		if err != nil {
			b.notice = recruit.Sentence(err)
			return nil
		}
		return Send(b.app, b.doors, again, Note(b.app, o.CandidateName, o.Title), nil, func() tea.Cmd {
			b.close()
			return nil
		})
	})
}

// byHand schedules the interview as any other. The offer is withdrawn once that is done, so
// that nothing is booked twice.
func (b *showBox) byHand() tea.Cmd {
	svc, id, o := b.app.Services(), b.id, b.facts.offer
	b.close()
	return b.doors.Schedule(b.app, o.Candidate, o.JobID, func() tea.Cmd {
		if !o.State.Open() {
			return nil
		}
		return does(b, func(ctx context.Context, by recruit.Member) (offering.Offer, error) {
			return svc.Offers.Withdraw(ctx, by, id)
		},
			func(offering.Offer) string { return "The interview is scheduled, so the offer is withdrawn." })
	})
}
