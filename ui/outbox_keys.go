package ui

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

type outboxKeyMap struct {
	Retry, GiveUp, Adopt, NotThere, Recreate, Correct, Open Key
}

// outboxKeys are the keys of the outbox.
func outboxKeys() outboxKeyMap {
	return outboxKeyMap{
		Retry:    Bind("r", "try now").Known("retry outbox").OfRow(),
		GiveUp:   Bind("x", "give up").OfRow(),
		Adopt:    Bind("a", "it is at Zoom").OfRow(),
		Correct:  Bind("e", "edit address").OfRow(),
		NotThere: Bind("n", "not at Zoom").OfRow(),
		Recreate: Bind("z", "new Zoom meeting").OfRow(),
		Open:     Bind("enter", "the candidate"),
	}
}

func (k outboxKeyMap) list() []Key {
	return []Key{k.Retry, k.GiveUp, k.Correct, k.Adopt, k.NotThere, k.Recreate, k.Open}
}

func (s *outboxScreen) Keys() []Key {
	if s.typing {
		return typingKeys()
	}
	k := outboxKeys()
	e, ok := s.selected()
	none := ""
	if !ok {
		none = "There is nothing in this list to choose."
	}
	may := s.app.forbidden(recruit.ToSchedule)
	busy, held, known, alive, reader := "", "", "", "", ""
	if e.State == recruit.Running {
		busy = "This is being worked on just now."
	}
	if e.HeldBack() {
		held = "The interview has begun already, so this is not sent any more; give it up with x."
	}
	if e.Kind != recruit.ZoomCreate || e.State != recruit.Unknown {
		known = "Only for a meeting of which nobody knows whether Zoom made it."
	}
	if e.Kind != recruit.ZoomUpdate || e.State != recruit.Failed {
		alive = "A new Zoom meeting is for one that Zoom cannot change any more."
	}
	switch e.Kind {
	case recruit.MailInvite, recruit.MailUpdate:
	case recruit.MailCancel:
		reader = "A withdrawal goes to the address that was invited; give it up with x."
	default:
		reader = "There is an address to edit only for an invitation or an update."
	}
	return []Key{k.Retry.Unless(first(none, may, busy, held)), k.GiveUp.Unless(first(none, may, busy)), k.Correct.Unless(first(none, may, busy, held, reader)),
		k.Open.Unless(none), k.Adopt.Unless(first(none, may, known)), k.NotThere.Unless(first(none, may, known)),
		k.Recreate.Unless(first(none, may, alive)), filterKey()}
}

// do does what a key means for an effect.
func (s *outboxScreen) do(press tea.KeyPressMsg, e recruit.OpenEffect) tea.Cmd {
	a := s.app
	desk, outbox, actor := a.desk(), a.Session().Outbox, a.Member()
	k := outboxKeys()
	switch {
	case k.Retry.Matches(press):
		return act(a, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, outbox.Retry(ctx, actor, e.InterviewID, e.ID)
		}, func(struct{}) string { return "Trying again: " + wording.EffectName(e.Effect) + "." })
	case k.GiveUp.Matches(press):
		return giveUp(a, e)
	case k.Correct.Matches(press):
		return correctAddress(a, e)
	case k.Adopt.Matches(press):
		return adoptMeeting(a, e)
	case k.NotThere.Matches(press):
		return a.Open(NewConfirm(a, "Is the meeting not at Zoom?", "Look at your meetings in Zoom first. If "+text.Line(e.Title)+
			" is not among them, recruitty makes it now; if it is there, there would be two.", "make it now", func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.Record, error) {
				return desk.Scheduling.NotThere(ctx, actor, e.InterviewID)
			}, func(recruit.Record) string { return "The meeting will be made now." })
		}))
	case k.Recreate.Matches(press):
		return a.Open(NewConfirm(a, "Make a new Zoom meeting?", "For a meeting that was deleted in Zoom: "+text.Line(e.Title)+
			" gets a new link, and everybody is told.", "make a new one", func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.Record, error) {
				return desk.Scheduling.Recreate(ctx, actor, e.InterviewID, recruit.DefaultUndo)
			}, func(recruit.Record) string { return "A new meeting will be made." })
		}))
	case k.Open.Matches(press):
		return a.showCandidate(e.CandidateID, e.InterviewID)
	}
	return nil
}

// giveUp asks why an effect is given up; the log keeps the reason.
func giveUp(a *App, e recruit.OpenEffect) tea.Cmd {
	d := &struct{ reason string }{}
	outbox, actor := a.Session().Outbox, a.Member()
	return openForm(a, formSpec{
		title: "Give up", verb: "give up", note: wording.EffectName(e.Effect), draft: d, keep: "give-up-" + rowKey(e.ID), about: e.CandidateID,
		fields: func(f *fields) []huh.Field {
			return []huh.Field{f.line("reason", "Reason", &d.reason).proposing("told them by phone").saying(1, says("the activity log keeps it"))}
		},
	}, saves[struct{}]{
		save: func() func(context.Context) (struct{}, error) {
			reason := text.TypedLine(d.reason)
			return func(ctx context.Context) (struct{}, error) {
				return struct{}{}, outbox.GiveUp(ctx, actor, e.InterviewID, e.ID, reason)
			}
		},
		said: func(struct{}) string { return "Given up: " + wording.EffectName(e.Effect) + "." }})
}
