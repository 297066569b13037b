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

// OpenCancel asks whether an interview is to be called off (R8): what will
// happen stands above, a reason may be given.
func OpenCancel(a *shell.App, id recruit.InterviewID) tea.Cmd {
	return openChange(a, id, func(r recruit.Record) *change { return newCancel(a, r) })
}

func newCancel(a *shell.App, r recruit.Record) *change {
	d := &struct{ Reason string }{}
	c := &change{app: a, title: "Cancel this interview?", verb: "Cancel the interview", saved: "Cancelled here; record, files and notes stay", record: r,
		rows: forms.NewFields(a, 12)}
	c.setForm("cancel", d, func() []huh.Field {
		return []huh.Field{c.rows.Line("reason", "Reason", &d.Reason).Saying(1, func() []forms.Hint {
			return []forms.Hint{{Tone: theme.Dim, Text: "optional; everybody who is told reads it"}}
		})}
	})
	c.value = func(string) string { return d.Reason }
	c.above = func(w int) string { return whatEnds(a, c.record, c.foreseen, w) }
	desk, actor := a.Desk(), a.Member()
	id := r.Interview.ID
	c.foresee = func() func(context.Context) (recruit.Preview, error) {
		return func(ctx context.Context) (recruit.Preview, error) {
			return desk.Scheduling.PreviewCancel(ctx, actor, id, "")
		}
	}
	c.decide = func(seen recruit.ExpectedVersion) func(context.Context) (recruit.Record, error) {
		reason := d.Reason
		return func(ctx context.Context) (recruit.Record, error) {
			undo, err := desk.Settings.Undo(ctx)
			if err != nil {
				return recruit.Record{}, err
			}
			return desk.Scheduling.Cancel(ctx, actor, id, seen, reason, undo)
		}
	}
	return c
}

// whatEnds says what a cancellation will do.
func whatEnds(a *shell.App, r recruit.Record, f *recruit.Preview, w int) string {
	out := a.Styles().Title.Render(a.Grid().Truncate(text.Line(r.Interview.Title), w)) + "\n" + a.Grid().Wrap(a.WhenText(r.Interview), w) + "\n\n"
	if f == nil {
		return out + a.Styles().Dim.Render(a.Styles().Signs.Waiting+" Working out what will happen")
	}
	for _, warning := range f.Notes() {
		out += a.Styles().Tone(theme.Warning).Render(a.Grid().Wrap(a.Styles().Signs.Warning+" "+text.Line(warning.Sentence), w)) + "\n"
	}
	return out + a.Grid().Wrap(wording.End(*f), w)
}
