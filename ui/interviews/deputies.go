package interviews

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/wording"
)

// inviteDeputies is the choice to invite those whom a person sends, if they can be
// invited.
func inviteDeputies(a *shell.App, r recruit.Record, p recruit.Participant) []shell.Command {
	if _, err := r.Deputising(p); err != nil {
		return nil
	}
	d := &flow.Deputies{By: flow.By{Services: a.Services(), Actor: a.Member()}, ID: r.Interview.ID, Who: p}
	return []shell.Command{{Name: wording.DeputyInvited(p), Hint: "shows first who is told", Run: func() tea.Cmd {
		return shell.Prepare(a, d.Preview, func(f scheduling.Preview, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			return a.Open(shell.NewQuestion(a, wording.DeputyInvited(p)+"?", a.Reader().Deputising(f), "tell them", func() tea.Cmd {
				return shell.Act(a, d.Commit, func(recruit.Record) string { return d.Words().Saved + "." })
			}))
		})
	}}}
}

// Deputies asks what becomes of those whom a person sends instead.
func Deputies(a *shell.App, r recruit.Record, p recruit.Participant) tea.Cmd {
	svc, actor, i := a.Services(), a.Member(), r.Interview
	choices := append(inviteDeputies(a, r, p),
		shell.Command{Name: wording.DeputyRefused, Hint: "asks " + wording.PersonName(p) + " again", Run: func() tea.Cmd {
			return shell.Act(a, func(ctx context.Context) (recruit.Record, error) {
				return svc.Scheduling.RefuseDeputies(ctx, actor, i.ID, p, 0)
			}, func(recruit.Record) string { return "Refused; " + wording.PersonName(p) + " is asked again." })
		}},
		shell.Command{Name: "Open the interview", Run: func() tea.Cmd { return a.ShowCandidate(r.Candidate.ID, i.ID) }})
	asked := forms.NewPicker(a, a.Grid().Truncate(wording.PersonName(p)+" sends "+wording.Deputy(p), 70), "", choices)
	cannot := ""
	if _, err := r.Deputising(p); err != nil {
		cannot = strings.TrimSpace(recruit.Sentence(err))
	}
	asked.About = wording.Joined(" ", ReplyIssueStory(a, r, recruit.ReplyIssue{Person: p, Kind: recruit.HasDelegated})+".", cannot)
	return a.Open(asked)
}
