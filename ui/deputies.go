package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

// inviteDeputies is the choice to invite those whom a person sends, if they can be
// invited.
func inviteDeputies(a *App, r recruit.Record, p recruit.Participant) []Command {
	desk, actor, i := a.desk(), a.Member(), r.Interview
	change, err := r.Deputising(p)
	if err != nil {
		return nil
	}
	return []Command{{Name: wording.DeputyInvited(p), Hint: "shows first who is told", Run: func() tea.Cmd {
		return prepare(a, func(ctx context.Context) (recruit.Foreseen, error) {
			return desk.Scheduling.ForeseePeople(ctx, actor, i.ID, change)
		}, func(f recruit.Foreseen, err error) tea.Cmd {
			if err != nil {
				return a.sayProblem(err)
			}
			return a.Open(NewQuestion(a, wording.DeputyInvited(p)+"?", a.reader().Deputising(f), "tell them", func() tea.Cmd {
				return act(a, func(ctx context.Context) (recruit.Record, error) {
					return desk.Scheduling.InviteDeputies(ctx, actor, i.ID, p, 0)
				}, func(recruit.Record) string { return "Saved: who is invited has changed here." })
			}))
		})
	}}}
}

// deputies asks what becomes of those whom a person sends instead.
func deputies(a *App, r recruit.Record, p recruit.Participant) tea.Cmd {
	desk, actor, i := a.desk(), a.Member(), r.Interview
	choices := append(inviteDeputies(a, r, p),
		Command{Name: wording.DeputyRefused, Hint: "asks " + wording.PersonName(p) + " again", Run: func() tea.Cmd {
			return act(a, func(ctx context.Context) (recruit.Record, error) {
				return desk.Scheduling.RefuseDeputies(ctx, actor, i.ID, p, 0)
			}, func(recruit.Record) string { return "Refused; " + wording.PersonName(p) + " is asked again." })
		}},
		Command{Name: "Look at the interview", Run: func() tea.Cmd { return a.showCandidate(r.Candidate.ID, i.ID) }})
	asked := newPicker(a, a.grid().Truncate(wording.PersonName(p)+" sends "+wording.Deputy(p), 70), "", choices)
	cannot := ""
	if _, err := r.Deputising(p); err != nil {
		cannot = strings.TrimSpace(recruit.Sentence(err))
	}
	asked.about = wording.Joined(" ", concernStory(a, r, recruit.Concern{Person: p, Kind: recruit.HasDelegated})+".", cannot)
	return a.Open(asked)
}
