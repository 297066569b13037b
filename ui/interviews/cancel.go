package interviews

import (
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// cancelling asks whether an interview is to be called off (R8): what will happen
// stands above, a reason may be given.
type cancelling struct {
	change
	draft *draft.Reason
}

// OpenCancel opens Cancel this interview.
func OpenCancel(a *shell.App, id recruit.InterviewID) tea.Cmd {
	return openChange(a, id, func(r recruit.Record) *decisionBox {
		d := new(draft.Reason)
		c := &cancelling{change{newChange(a, r, (*flow.Cancel)(nil).Words(), 12), d}, d}
		c.brief = true
		return c.ask(c, d, c.key("cancel"))
	})
}

func (c *cancelling) fields() []huh.Field {
	return []huh.Field{c.rows.Line("reason", "Reason", &c.draft.Text).Saying(forms.Says("optional; " + wording.WhoSeesReason))}
}

func (c *cancelling) read() (flow.Decision, error) {
	return &flow.Cancel{By: c.by(), Interview: flow.Of(c.record), Reason: c.draft.Text}, nil
}

// head says what a cancellation will do.
func (c *cancelling) head(w int) string {
	a, i := c.app, c.record.Interview
	head := a.Styles().Title.Render(a.Grid().Truncate(text.Line(i.Title), w)) + "\n" + a.Grid().Wrap(a.WhenText(i), w) + "\n\n"
	return head + c.willDo(wording.End, w)
}

// willDo says what a brief decision would do, once that is known.
func (c change) willDo(words func(scheduling.Preview) string, w int) string {
	a := c.app
	if c.preview == nil {
		return shell.If(c.slot.Busy(), working(a))
	}
	out := ""
	for _, warning := range c.preview.Notes() {
		out += strings.Join(a.Signed(theme.Warning, a.Styles().Signs.Warning, text.Line(warning.Sentence), w), "\n") + "\n"
	}
	return out + a.Grid().Wrap(words(*c.preview), w)
}
