package interviews

import (
	"context"

	tea "charm.land/bubbletea/v2"

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

// change is what the decisions about a scheduled interview have in common.
type change struct {
	*decisionBox
	draft interface { // what is typed
		Values() map[string]string
		Fill(map[string]string)
	}
}

func newChange(a *shell.App, r recruit.Record, words flow.Words, labels int) *decisionBox {
	return &decisionBox{app: a, words: words, record: r, width: forms.FormWidth, rows: forms.NewFields(a, labels),
		note: text.Line(r.Candidate.Name) + " " + a.Styles().Signs.Dot + " " + text.Line(r.Interview.Title)}
}

// key is where what is typed to change an interview is kept.
func (c change) key(name string) string { return draft.ChangeKey(c.app.Member().ID, c.record, name) }

func (c change) values() map[string]string { return c.draft.Values() }

func (c change) encode() string { return draft.Kept{Typed: c.draft.Values()}.Encode() }

func (c change) restore(kept string) bool {
	k, ok := draft.DecodeKept(kept)
	if ok {
		c.draft.Fill(k.Typed)
	}
	return ok
}

// begin looks what would wait, or what a brief decision would do.
func (c change) begin() tea.Cmd {
	if c.brief {
		return c.previewAbove()
	}
	svc, r := c.app.Services(), c.record
	return shell.Load(c.app, &c.waits, func(ctx context.Context) ([]scheduling.Warning, error) {
		return svc.Scheduling.Early(ctx, r, r.Interview.Platform)
	}, func(w []scheduling.Warning, err error) tea.Cmd {
		if err != nil {
			return nil // the preview says it
		}
		c.early, c.looked = w, true
		return c.resize()
	})
}

func (change) follow()                     {}
func (change) outside() []wording.Service  { return nil }
func (change) typed() tea.Cmd              { return nil }
func (change) offers() []shell.Action      { return nil }
func (change) heard(shell.Changed) tea.Cmd { return nil }

// openChange reads an interview and opens a box for it, if the member may
// change it; an admin is offered to take it over first (R7).
func openChange(a *shell.App, id recruit.InterviewID, box func(recruit.Record) *decisionBox) tea.Cmd {
	if why := a.Forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	open := func(r recruit.Record) tea.Cmd {
		c := box(r)
		return a.OpenKept(c, c.keep, c.resume)
	}
	store := a.Services().Store
	return shell.Prepare(a, func(ctx context.Context) (recruit.Record, error) { return store.Record(ctx, id) },
		func(r recruit.Record, err error) tea.Cmd {
			switch {
			case err != nil:
				return a.SayProblem(err)
			case r.StillScheduled() != nil:
				return a.Say(theme.Warning, said(r.StillScheduled()))
			case r.MayChange(a.Member()) == nil:
				return open(r)
			case r.MayTakeOver(a.Member()) != nil:
				return a.Say(theme.Warning, said(r.MayChange(a.Member())))
			}
			return takeOver(a, r, open)
		})
}

// takeOver asks before an admin becomes the organiser (R7), and goes on then.
func takeOver(a *shell.App, r recruit.Record, then func(recruit.Record) tea.Cmd) tea.Cmd {
	by := flow.By{Services: a.Services(), Actor: a.Member()}
	return a.Open(shell.NewConfirm(a, "Take over this interview?", wording.TakingOver(r, a.Member(), a.Session().Now()), "take over", func() tea.Cmd {
		return shell.Run(a, func(ctx context.Context) (recruit.Record, error) { return by.TakeOver(ctx, flow.Of(r)) },
			func(r recruit.Record, err error) tea.Cmd {
				if err != nil {
					return a.SayProblem(err)
				}
				return tea.Batch(then(r), a.Broadcast(shell.Changed{}))
			})
	}))
}
