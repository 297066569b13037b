package interviews

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// ActOnInterview does what a key means for an interview, wherever it is shown.
func ActOnInterview(a *shell.App, press tea.KeyPressMsg, r recruit.Record, m May) (tea.Cmd, bool) {
	keys, i := CardKeys(), r.Interview
	switch {
	case keys.Reschedule.Matches(press):
		return OpenReschedule(a, i.ID), true
	case keys.Cancel.Matches(press):
		return OpenCancel(a, i.ID), true
	case keys.People.Matches(press):
		return openPeople(a, i.ID), true
	case keys.Instead.Matches(press):
		if sending := r.Sending(a.Session().Now()); len(sending) > 0 {
			p := sending[0]
			if p.Answer != recruit.Delegated {
				return Judge(a, r, p, p.Claim), true
			}
			return Deputies(a, r, p), true
		}
		return nil, true
	case keys.Asked.Matches(press):
		if asking := r.AskingOtherTime(a.Session().Now()); len(asking) > 0 {
			return OtherTime(a, r, asking), true
		}
		return nil, true
	case keys.Host.Matches(press):
		return chooseHost(a, r, m.host), true
	case keys.Copy.Matches(press):
		return a.CopyText("Link", i.JoinURL()), true
	case keys.Open.Matches(press):
		return a.OpenAddress(i.JoinURL()), true
	case keys.Versions.Matches(press):
		return a.Push(NewInterview(a, i.ID)), true
	case keys.Undo.Matches(press):
		return undo(a, r), true
	case keys.Done.Matches(press):
		return closeInterview(a, r), true
	case keys.TakeOver.Matches(press):
		return takeOver(a, r), true
	}
	return nil, false
}

// undo takes the last change of an interview back while nothing has left.
func undo(a *shell.App, r recruit.Record) tea.Cmd {
	desk, actor := a.Desk(), a.Member()
	return shell.Act(a, func(ctx context.Context) (recruit.Record, error) {
		return desk.Scheduling.Undo(ctx, actor, r.Interview.ID)
	}, func(now recruit.Record) string {
		if r.Interview.Status != now.Interview.Status && r.Interview.Status != recruit.Cancelled {
			return "Taken back; " + now.Interview.Title + " is open again, and nobody was told."
		}
		return "Taken back; nothing was sent."
	})
}

// closeInterview asks how an interview was.
func closeInterview(a *shell.App, r recruit.Record) tea.Cmd {
	desk, actor, i := a.Desk(), a.Member(), r.Interview
	how := func(name string, status recruit.Status) shell.Command {
		return shell.Command{Name: name, Run: func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.Record, error) {
				return desk.Scheduling.Close(ctx, actor, i.ID, recruit.Seen(i.Version), status)
			}, func(r recruit.Record) string {
				return wording.Status(status) + ": " + r.Interview.Title + ". u on its page takes that back."
			})
		}}
	}
	return a.Open(forms.NewPicker(a, "How was "+a.Grid().Truncate(text.Line(i.Title), 40)+"?", "",
		[]shell.Command{how("It took place", recruit.Completed), how("Nobody came", recruit.NoShow)}))
}

// takeOver asks before an admin becomes the organiser (R7).
func takeOver(a *shell.App, r recruit.Record) tea.Cmd {
	desk, actor, i := a.Desk(), a.Member(), r.Interview
	return a.Open(shell.NewConfirm(a, "Take over this interview?",
		strings.TrimSpace(text.Line(r.Organiser.Name)+" organises it now. You can reschedule and cancel it then, and the activity log says so. "+wording.HandedOver(r, actor, a.Session().Now())),
		"take over", func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.Record, error) {
				return desk.Scheduling.TakeOver(ctx, actor, i.ID, recruit.Seen(i.Version))
			}, func(recruit.Record) string { return "The interview is yours now." })
		}))
}
