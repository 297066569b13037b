package scorecards

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Remind shows who would be asked for their missing scorecards of interviews, and asks all of
// them by mail.
func Remind(a *shell.App, of []recruit.InterviewID) tea.Cmd {
	if why := a.Forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) ([]scorecards.Reminder, error) {
		return svc.Feedback.Reminders(ctx, actor, of)
	},
		func(all []scorecards.Reminder, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			lines, n := scorecards.RemindWords(all)
			if n == 0 {
				return a.Say(theme.Warning, scorecards.RemindedWords(all))
			}
			return a.Open(shell.NewQuestion(a, "Ask for scorecards?", text.Block(strings.Join(lines, "\n")), "send "+recruit.Counted(n, "email", "emails"), func() tea.Cmd {
				return shell.Act(a, func(ctx context.Context) ([]scorecards.Reminder, error) {
					return svc.Feedback.RemindAll(ctx, actor, all)
				},
					func(done []scorecards.Reminder) string { return text.Line(scorecards.RemindedWords(done)) })
			}))
		})
}
