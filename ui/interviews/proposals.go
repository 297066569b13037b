package interviews

import (
	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// OtherTime asks what becomes of another time that people ask for.
func OtherTime(a *shell.App, r recruit.Record, asking []recruit.Participant) tea.Cmd {
	i := r.Interview
	choices := []shell.Command{{Name: "Move the interview", Hint: "the form begins with the time asked for", Run: func() tea.Cmd { return OpenReschedule(a, i.ID) }}}
	for _, p := range asking {
		name := wording.RefuseTime
		if len(asking) > 1 {
			name = "Refuse " + wording.PersonName(p) + "; the time stays"
		}
		choices = append(choices, shell.Command{Name: name, Hint: "shows first who is told", Run: func() tea.Cmd {
			return openRefusal(a, i.ID, p)
		}})
	}
	choices = append(choices, shell.Command{Name: "Open the interview", Run: func() tea.Cmd { return a.ShowCandidate(r.Candidate.ID, i.ID) }})
	title := "Another time is asked for"
	if len(asking) == 1 {
		title = wording.PersonName(asking[0]) + " asks for " + wording.Amid(a.Reader().OtherTime(r, asking[0]))
	}
	return a.Open(forms.NewPicker(a, a.Grid().Truncate(title, 70), "", choices))
}

// refusing asks whether another time is to be refused: what will happen stands
// above, words to the person may be given.
type refusing struct {
	change
	draft   *draft.Reason
	address string // of the person
}

func openRefusal(a *shell.App, id recruit.InterviewID, p recruit.Participant) tea.Cmd {
	return openChange(a, id, func(r recruit.Record) *decisionBox {
		d := new(draft.Reason)
		c := &refusing{change{newChange(a, r, (*flow.Refusal)(nil).Words(), 12), d}, d, p.Address}
		c.brief = true
		return c.ask(c, d, c.key("refuse-"+p.Address))
	})
}

// who asks for another time, as they were seen.
func (c *refusing) who() recruit.Participant {
	p, ok := c.record.Person(c.address)
	if !ok {
		p.Address = c.address
	}
	return p
}

func (c *refusing) fields() []huh.Field {
	return []huh.Field{c.rows.Lines("reason", "Words", &c.draft.Text, 3).Saying(forms.Says("optional; only " + wording.PersonName(c.who()) + " reads them"))}
}

func (c *refusing) read() (flow.Decision, error) {
	return &flow.Refusal{By: c.by(), ID: c.record.Interview.ID, Who: c.who(), Note: c.draft.Text}, nil
}

// head says what the refusal of another time will do.
func (c *refusing) head(w int) string {
	a, r, p := c.app, c.record, c.who()
	out := a.Styles().Title.Render(a.Grid().Truncate(text.Line(r.Interview.Title), w)) + "\n" + a.Grid().Wrap("It stays: "+a.WhenText(r.Interview), w) + "\n"
	if other := a.Reader().OtherTime(r, p); other != "" {
		out += a.Grid().Wrap(wording.PersonName(p)+" asks for "+wording.Amid(other), w) + "\n"
	}
	return out + "\n" + c.willDo(func(f scheduling.Preview) string { return wording.Refusing(p, f) }, w)
}
