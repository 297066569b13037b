package interviews

import (
	"context"
	"strconv"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/healing"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// healingBox is the box in which an interview is put right about which something has come
// up. It begins with the preview of the best remedy; behind it another one is chosen.
type healingBox struct {
	change
	draft *draft.Remedy
	found healing.Found
}

// Heal shows what would put right what has come up about a person in an interview: first
// the preview of the best of it.
func Heal(a *shell.App, id recruit.InterviewID, address string) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return shell.Prepare(a, func(ctx context.Context) (f healing.Found, err error) {
		if f.Case, err = svc.Healing.Of(ctx, actor, id, address, true); err == nil {
			f.Remedies, err = svc.Healing.Remedies(ctx, actor, f.Case, false)
		}
		return f, err
	}, func(f healing.Found, err error) tea.Cmd {
		switch {
		case err != nil:
			return a.SayProblem(err)
		case len(f.Remedies.List) == 0:
			return noRemedy(a, f)
		}
		return openChange(a, id, func(r recruit.Record) *decisionBox {
			d := &draft.Remedy{Choice: "0"}
			c := &healingBox{change{newChange(a, r, (*flow.Heal)(nil).Words(), 14), d}, d, f}
			c.found.Record = r
			return c.ask(c, d, c.key("heal-"+f.Who.Address))
		})
	})
}

// noRemedy says why nothing is offered, and leads to what can be done by hand.
func noRemedy(a *shell.App, f healing.Found) tea.Cmd {
	i := f.Record.Interview
	asked := forms.NewPicker(a, a.Grid().Truncate(a.Reader().CameUp(f.Case), 70), "", []shell.Command{
		{Name: "Move the interview", Hint: "ctrl+f finds a time", Run: func() tea.Cmd { return OpenReschedule(a, i.ID) }},
		{Name: "Change who is invited", Run: func() tea.Cmd { return openPeople(a, i.ID) }},
		{Name: "Leave it as it is", Hint: "until something new comes up", Run: func() tea.Cmd { return keepAsIs(a, f.Case, true) }},
		{Name: "Open the interview", Run: func() tea.Cmd { return a.ShowCandidate(f.Record.Candidate.ID, i.ID) }},
	})
	asked.About = text.Line(f.None)
	return a.Open(asked)
}

// KeepAsIs asks whether what has come up is to be left as it is, and does so.
func KeepAsIs(a *shell.App, c healing.Case) tea.Cmd {
	return a.Open(shell.NewQuestion(a, "Leave it as it is?", a.Reader().CameUp(c)+". You are not told again until something new comes up. No one is emailed.", "leave it", func() tea.Cmd {
		return keepAsIs(a, c, true)
	}))
}

// keepAsIs leaves a case as it is, or takes that back.
func keepAsIs(a *shell.App, c healing.Case, keep bool) tea.Cmd {
	svc, actor := a.Services(), a.Member()
	return shell.Act(a, func(ctx context.Context) (healing.Case, error) { return c, svc.Healing.Keep(ctx, actor, c, keep) },
		func(healing.Case) string {
			if !keep {
				return "It is looked at again."
			}
			return "Left as it is. You are told again when something new comes up; the interview's card undoes this."
		})
}

// begin shows at once what the best remedy would do.
func (c *healingBox) begin() tea.Cmd { return c.look() }

func (c *healingBox) options() []forms.Option {
	var all []forms.Option
	for n, m := range c.found.Remedies.List {
		all = append(all, forms.Option{Value: strconv.Itoa(n), Label: c.app.Reader().Remedy(c.found.Case, m)})
	}
	return all
}

// chosen is the remedy that is chosen.
func (c *healingBox) chosen() healing.Remedy {
	n, err := strconv.Atoi(c.draft.Choice)
	if err != nil || n < 0 || n >= len(c.found.Remedies.List) {
		n = 0
	}
	return c.found.Remedies.List[n]
}

func (c *healingBox) fields() []huh.Field {
	return []huh.Field{c.rows.Radio("remedy", "What to do", &c.draft.Choice, c.options()).Saying(func() []forms.Hint {
		return forms.Says(text.Line(c.chosen().Reasons()))()
	})}
}

// follow takes in what someone else has changed: what is chosen is looked at again for
// the interview as it is.
func (c *healingBox) follow() { c.found.Record = c.record }

func (c *healingBox) read() (flow.Decision, error) {
	return &flow.Heal{By: c.by(), Interview: flow.Of(c.record), Case: c.found.Case, Remedy: c.chosen()}, nil
}

// head says what has come up, and what is chosen.
func (c *healingBox) head(w int) string {
	a := c.app
	f := healing.Found{Case: c.found.Case, Remedies: healing.Remedies{List: []healing.Remedy{c.chosen()}}}
	return a.Grid().Wrap(a.Reader().Healing(f), w)
}
