package scorecards

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/shell"
)

// Remind asks those whose scorecards of interviews are missing by mail, once more.
func Remind(a *shell.App, of []recruit.InterviewID) tea.Cmd {
	desk, actor := a.Desk(), a.Member()
	return shell.Act(a, func(ctx context.Context) (n int, err error) {
		for _, id := range of {
			asked, err := desk.Feedback.Remind(ctx, actor, id)
			if err != nil {
				return n, err
			}
			n += asked
		}
		return n, nil
	}, func(n int) string {
		if n == 0 {
			return "They are being asked already; the outbox says when the mails leave."
		}
		return recruit.Counted(n, "mail that asks for a scorecard is", "mails that ask for a scorecard are") + " in the outbox."
	})
}
