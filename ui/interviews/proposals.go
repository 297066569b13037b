package interviews

import (
	"context"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
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
			return openChange(a, i.ID, func(r recruit.Record) *change { return newRefusal(a, r, p) })
		}})
	}
	choices = append(choices, shell.Command{Name: "Look at the interview", Run: func() tea.Cmd { return a.ShowCandidate(r.Candidate.ID, i.ID) }})
	title := "Another time is asked for"
	if len(asking) == 1 {
		title = wording.PersonName(asking[0]) + " asks for " + wording.Amid(a.Reader().OtherTime(r, asking[0]))
	}
	return a.Open(forms.NewPicker(a, a.Grid().Truncate(title, 70), "", choices))
}

// newRefusal is the box in which another time is refused: what will happen stands
// above, words to the person may be given.
func newRefusal(a *shell.App, r recruit.Record, seen recruit.Participant) *change {
	d := &struct{ Words string }{}
	c := &change{app: a, title: "Refuse another time?", verb: "Refuse it", saved: "Refused; the interview stays when it is", record: r, rows: forms.NewFields(a, 12)}
	c.setForm("refuse-"+seen.Address, d, func() []huh.Field {
		return []huh.Field{c.rows.Lines("reason", "Words", &d.Words, 3).Saying(1, func() []forms.Hint {
			return []forms.Hint{{Tone: theme.Dim, Text: "optional; only " + wording.PersonName(seen) + " reads them"}}
		})}
	})
	c.value = func(string) string { return d.Words }
	c.above = func(w int) string { return whatIsRefused(a, c.record, seen, c.foreseen, w) }
	desk, actor, id := a.Desk(), a.Member(), r.Interview.ID
	c.foresee = func() func(context.Context) (recruit.Preview, error) {
		return func(ctx context.Context) (recruit.Preview, error) {
			return desk.Scheduling.PreviewRefusal(ctx, actor, id, seen)
		}
	}
	c.decide = func(recruit.ExpectedVersion) func(context.Context) (recruit.Record, error) {
		words := d.Words
		return func(ctx context.Context) (recruit.Record, error) {
			return desk.Scheduling.RefuseProposal(ctx, actor, id, seen, words, 0)
		}
	}
	return c
}

// whatIsRefused says what the refusal of another time will do.
func whatIsRefused(a *shell.App, r recruit.Record, p recruit.Participant, f *recruit.Preview, w int) string {
	out := a.Styles().Title.Render(a.Grid().Truncate(text.Line(r.Interview.Title), w)) + "\n" + a.Grid().Wrap("It stays: "+a.WhenText(r.Interview), w) + "\n"
	if other := a.Reader().OtherTime(r, p); other != "" {
		out += a.Grid().Wrap(wording.PersonName(p)+" asks for "+wording.Amid(other), w) + "\n"
	}
	if f == nil {
		return out + "\n" + a.Styles().Dim.Render(a.Styles().Signs.Waiting+" Working out what will happen")
	}
	for _, warning := range f.Notes() {
		out += a.Styles().Tone(theme.Warning).Render(a.Grid().Wrap(a.Styles().Signs.Warning+" "+text.Line(warning.Sentence), w)) + "\n"
	}
	return out + "\n" + a.Grid().Wrap(wording.Refusing(p, *f), w)
}
