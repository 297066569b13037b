package forms

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit/undo"
	"recruitty/ui/mailview"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// TakeBack says what the last change was and what taking it back does, and asks. gone
// follows when the record itself is gone then; it may be nil.
func TakeBack(a *shell.App, last func(context.Context) (undo.Offer, error), gone func()) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, last, func(o undo.Offer, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		body := ""
		if o.Newer != "" {
			body = text.Line(o.Newer) + " The change before it:\n"
		}
		body += text.Line(undo.Brief(o.Text)) + "\n" + wording.Joined(", ", text.Line(o.Actor), wording.Amid(a.Stamp(o.At)))
		if len(o.Becomes) > 0 {
			body += "\n\n" + text.Line(undo.Brief(strings.Join(o.Becomes, " ")))
		}
		return a.Open(mailview.NewQuestion(a, "Undo the last change?", body, "undo it", o.Sends, func() tea.Cmd {
			return shell.Run(a, func(ctx context.Context) (string, error) { return svc.Undo.TakeBack(ctx, actor, o) }, func(said string, err error) tea.Cmd {
				if err != nil {
					return a.SayProblem(err)
				}
				if o.Removes && o.Part != "" && gone != nil {
					gone()
				}
				return tea.Batch(a.Broadcast(shell.Changed{}), a.Say(theme.OK, said))
			})
		}))
	})
}
