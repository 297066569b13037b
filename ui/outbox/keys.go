package outbox

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

type outboxKeyMap struct {
	Retry, GiveUp, Adopt, NotThere, Recreate, Correct, Open shell.Key
}

// Keys are the keys of the outbox.
func Keys() outboxKeyMap {
	return outboxKeyMap{
		Retry:    shell.Bind("r", "try now").Known("retry outbox").OfRow(),
		GiveUp:   shell.Bind("x", "give up").OfRow(),
		Adopt:    shell.Bind("a", "it is at Zoom").OfRow(),
		Correct:  shell.Bind("e", "edit address").OfRow(),
		NotThere: shell.Bind("n", "not at Zoom").OfRow(),
		Recreate: shell.Bind("z", "new Zoom meeting").OfRow(),
		Open:     shell.Bind("enter", "the candidate"),
	}
}

func (k outboxKeyMap) List() []shell.Key {
	return []shell.Key{k.Retry, k.GiveUp, k.Correct, k.Adopt, k.NotThere, k.Recreate, k.Open}
}

func (s *outboxScreen) Keys() []shell.Key {
	if s.Editing {
		return shell.TypingKeys()
	}
	k := Keys()
	e, ok := s.selected()
	none := ""
	if !ok {
		none = "There is nothing in this list to choose."
	}
	may := s.App.Forbidden(recruit.ToSchedule)
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
	return []shell.Key{k.Retry.Unless(shell.First(none, may, busy, held)), k.GiveUp.Unless(shell.First(none, may, busy)), k.Correct.Unless(shell.First(none, may, busy, held, reader)),
		k.Open.Unless(none), k.Adopt.Unless(shell.First(none, may, known)), k.NotThere.Unless(shell.First(none, may, known)),
		k.Recreate.Unless(shell.First(none, may, alive)), shell.FilterKey()}
}

// do does what a key means for an effect.
func (s *outboxScreen) do(press tea.KeyPressMsg, e recruit.OpenEffect) tea.Cmd {
	a := s.App
	desk, outbox, actor := a.Desk(), a.Session().Outbox, a.Member()
	k := Keys()
	switch {
	case k.Retry.Matches(press):
		return shell.Act(a, func(ctx context.Context) (struct{}, error) {
			return struct{}{}, outbox.Retry(ctx, actor, e.InterviewID, e.ID)
		}, func(struct{}) string { return "Trying again: " + wording.EffectName(e.Effect) + "." })
	case k.GiveUp.Matches(press):
		return giveUp(a, e)
	case k.Correct.Matches(press):
		return interviews.CorrectAddress(a, e)
	case k.Adopt.Matches(press):
		return interviews.AdoptMeeting(a, e)
	case k.NotThere.Matches(press):
		return a.Open(shell.NewConfirm(a, "Is the meeting not at Zoom?", "Look at your meetings in Zoom first. If "+text.Line(e.Title)+
			" is not among them, recruitty makes it now; if it is there, there would be two.", "make it now", func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.Record, error) {
				return desk.Scheduling.NotThere(ctx, actor, e.InterviewID)
			}, func(recruit.Record) string { return "The meeting will be made now." })
		}))
	case k.Recreate.Matches(press):
		return a.Open(shell.NewConfirm(a, "Make a new Zoom meeting?", "For a meeting that was deleted in Zoom: "+text.Line(e.Title)+
			" gets a new link, and everybody is told.", "make a new one", func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.Record, error) {
				return desk.Scheduling.Recreate(ctx, actor, e.InterviewID, recruit.DefaultUndo)
			}, func(recruit.Record) string { return "A new meeting will be made." })
		}))
	case k.Open.Matches(press):
		return a.ShowCandidate(e.CandidateID, e.InterviewID)
	}
	return nil
}

// giveUp asks why an effect is given up; the log keeps the reason.
func giveUp(a *shell.App, e recruit.OpenEffect) tea.Cmd {
	d := &struct{ reason string }{}
	outbox, actor := a.Session().Outbox, a.Member()
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Give up", Verb: "give up", Note: wording.EffectName(e.Effect), Draft: d, Keep: "give-up-" + shell.RowKey(e.ID), About: e.CandidateID,
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Line("reason", "Reason", &d.reason).Proposing("told them by phone").Saying(1, forms.Says("the activity log keeps it"))}
		},
	}, forms.Saves[struct{}]{
		Save: func() func(context.Context) (struct{}, error) {
			reason := text.TypedLine(d.reason)
			return func(ctx context.Context) (struct{}, error) {
				return struct{}{}, outbox.GiveUp(ctx, actor, e.InterviewID, e.ID, reason)
			}
		},
		Said: func(struct{}) string { return "Given up: " + wording.EffectName(e.Effect) + "." }})
}
