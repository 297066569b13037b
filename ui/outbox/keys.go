package outbox

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/ui/connect"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/views"
	"recruitty/ui/wording"
)

// Actions are what can be done in the outbox.
func Actions() []shell.Action { return (&outboxScreen{}).actions() }

func (s *outboxScreen) actions() []shell.Action {
	may := s.App.MayNot(recruit.ToSchedule)
	return []shell.Action{
		{Name: "outbox.retry", Key: "r", Help: "try now", Also: "retry outbox", Row: true, When: shell.Unless(s.none, may, s.busy, s.held), Do: s.retry},
		{Name: "outbox.give-up", Key: "x", Help: "give up", Row: true, When: shell.Unless(s.none, may, s.busy), Do: func() tea.Cmd { return giveUp(s.App, s.chosen()) }},
		{Name: "outbox.correct", Key: "e", Help: "edit address", Row: true, When: shell.Unless(s.none, may, s.busy, s.held, s.unread),
			Do: func() tea.Cmd { return interviews.CorrectAddress(s.App, s.chosen()) }},
		{Name: "outbox.adopt", Key: "a", Help: "it is in Zoom", Row: true, When: shell.Unless(s.none, may, s.certain), Do: func() tea.Cmd { return interviews.AdoptMeeting(s.App, s.chosen()) }},
		{Name: "outbox.not-there", Key: "n", Help: "not in Zoom", Row: true, When: shell.Unless(s.none, may, s.certain), Do: s.notThere},
		{Name: "outbox.recreate", Key: "z", Help: "new Zoom meeting", Row: true, When: shell.Unless(s.none, may, s.alive), Do: s.recreate},
		{Name: "outbox.connect", Key: "c", Help: "connect Zoom", Also: "reconnect", Row: true, Shown: func() bool { return s.App == nil || s.behindConnection() },
			When: shell.Unless(s.none, s.App.MayNot(recruit.ToConnect), s.connected), Do: func() tea.Cmd { return connect.OpenConnect(s.App, func() {}) }},
		{Name: "outbox.open", Key: "enter", Help: "the candidate", When: s.none, Do: func() tea.Cmd { return s.App.ShowCandidate(s.chosen().CandidateID, s.chosen().InterviewID) }},
		s.Filter(),
		views.Key(&s.Listing, filter.Outbox, s),
	}
}

// Keys implements Screen. What is for few things alone stands first, so that the footer has
// it where it can be done.
func (s *outboxScreen) Keys() []shell.Action {
	return shell.Leading(shell.Trailing(s.actions(), shell.FilterName), "outbox.adopt", "outbox.not-there", "outbox.recreate", "outbox.connect")
}

// chosen is the effect under the cursor, the zero one without any.
func (s *outboxScreen) chosen() recruit.OpenEffect {
	e, _ := s.selected()
	return e
}

// The reasons why something cannot be done about the chosen effect.

func (s *outboxScreen) none() string {
	if _, ok := s.selected(); !ok {
		return shell.NothingToChoose
	}
	return ""
}

func (s *outboxScreen) busy() string {
	return recruit.Sentence(s.chosen().Free())
}

func (s *outboxScreen) held() string {
	return shell.If(s.chosen().HeldBack(), "The interview has begun already, so this is no longer sent; give it up with x.")
}

func (s *outboxScreen) certain() string {
	if e := s.chosen(); e.Kind != recruit.ZoomCreate || e.State != recruit.Unknown {
		return "Only for a meeting that Zoom may or may not have created."
	}
	return ""
}

func (s *outboxScreen) alive() string {
	if e := s.chosen(); e.Kind != recruit.ZoomUpdate || e.State != recruit.Failed {
		return "Only for a meeting that Zoom can no longer change."
	}
	return ""
}

// behindConnection reports whether the chosen call to Zoom waits until someone has signed in.
func (s *outboxScreen) behindConnection() bool {
	e := s.chosen()
	return e.Kind.IsZoom() && e.State == recruit.Waiting && e.NeedsAttention()
}

func (s *outboxScreen) connected() string {
	return shell.If(!s.behindConnection(), "Only for what waits until Zoom is connected.")
}

func (s *outboxScreen) unread() string {
	switch s.chosen().Kind {
	case recruit.MailInvite, recruit.MailUpdate:
		return ""
	case recruit.MailCancel:
		return "A cancellation goes to the address that was invited; give it up with x."
	}
	return "There is an address to edit only for an invitation or an update."
}

func (s *outboxScreen) retry() tea.Cmd {
	outbox, actor, e := s.App.Session().Outbox, s.App.Member(), s.chosen()
	return shell.Act(s.App, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, outbox.Retry(ctx, actor, e.InterviewID, e.ID)
	}, func(struct{}) string { return "Trying again: " + wording.EffectName(e.Effect) + "." })
}

// notThere asks before a meeting that is not among those at Zoom is made.
func (s *outboxScreen) notThere() tea.Cmd {
	svc, actor, e := s.App.Services(), s.App.Member(), s.chosen()
	return s.App.Open(shell.NewConfirm(s.App, "Is the meeting not at Zoom?", "Look at your meetings in Zoom first. If "+text.Line(e.Title)+
		" is not among them, recruitty makes it now; if it is there, there would be two.", "make it now", func() tea.Cmd {
		return shell.Act(s.App, func(ctx context.Context) (recruit.Record, error) {
			return svc.Scheduling.NotThere(ctx, actor, e.InterviewID)
		}, func(recruit.Record) string { return "The meeting will be made now." })
	}))
}

// recreate asks before a meeting that was deleted at Zoom gets a new one.
func (s *outboxScreen) recreate() tea.Cmd {
	svc, actor, e := s.App.Services(), s.App.Member(), s.chosen()
	return s.App.Open(shell.NewConfirm(s.App, "Make a new Zoom meeting?", "For a meeting that was deleted in Zoom: "+text.Line(e.Title)+
		" gets a new link, and everyone is told.", "make a new one", func() tea.Cmd {
		return shell.Act(s.App, func(ctx context.Context) (recruit.Record, error) {
			return svc.Scheduling.Recreate(ctx, actor, e.InterviewID, recruit.DefaultUndo)
		}, func(recruit.Record) string { return "A new meeting will be made." })
	}))
}

// giveUp asks why an effect is given up; the log keeps the reason.
func giveUp(a *shell.App, e recruit.OpenEffect) tea.Cmd {
	d := &struct{ reason string }{}
	outbox, actor := a.Session().Outbox, a.Member()
	return forms.OpenForm(a, forms.FormSpec{
		Title: "Give up", Verb: "give up", Note: wording.EffectName(e.Effect), Draft: d, Keep: "give-up-" + shell.RowKey(e.ID), About: e.CandidateID,
		Fields: func(f *forms.Fields) []huh.Field {
			return []huh.Field{f.Line("reason", "Reason", &d.reason).Proposing("told them by phone").Saying(forms.Says("the activity log keeps it"))}
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
