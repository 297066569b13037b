// Package offers sends candidates times to choose from, and shows what has become of them.
package offers

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	offering "recruitty/recruit/offers"
	"recruitty/recruit/slots"
	"recruitty/ui/draft"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Doors lead to what the rooms above have.
type Doors struct {
	// Words asks when a candidate has said they can, and goes on with that.
	Words func(a *shell.App, id recruit.CandidateID, typed string, then func(typed string, windows []slots.Span) tea.Cmd) tea.Cmd
	// Schedule opens the form for an interview at a time that a person chooses; made follows
	// once one is scheduled and the form is left.
	Schedule func(a *shell.App, c recruit.CandidateID, job recruit.JobID, made func() tea.Cmd) tea.Cmd
	// Connect asks for the connection to Zoom, above what is open.
	Connect func(a *shell.App) tea.Cmd
}

// By is who offers.
func By(a *shell.App) flow.By {
	return flow.By{Services: a.Services(), Actor: a.Member(), Undo: a.Services().Settings.Undo}
}

// Open offers times to a candidate of a job: the schedules of the interview plan of their
// stage, or where there is none an interview as the form Schedule Interview Event begins
// with. Who takes part in that is asked where it is not known.
func Open(a *shell.App, to Doors, candidate recruit.CandidateID, job recruit.JobID) tea.Cmd {
	if why := a.Forbidden(recruit.ToSchedule); why != "" {
		return a.Say(theme.Warning, why)
	}
	svc, actor := a.Services(), a.Member()
	type facts struct {
		draft.Facts
		planned bool
	}
	return shell.Prepare(a, func(ctx context.Context) (f facts, err error) {
		if f.Facts, err = draft.ReadFacts(ctx, svc, actor, candidate, job); err != nil {
			return f, err
		}
		if err := f.Profile.MayBeInterviewed(f.Job); err != nil {
			return f, err
		}
		in, _ := f.Profile.Application(job)
		f.planned, err = svc.Loops.Planned(ctx, job, in.Stage)
		return f, err
	}, func(f facts, err error) tea.Cmd {
		if err != nil {
			return a.SayProblem(err)
		}
		if !f.planned {
			return single(a, to, f.Facts)
		}
		in, _ := f.Profile.Application(job)
		o := flow.Offer{By: By(a), Ask: offering.Request{Candidate: candidate, Job: job, Stage: in.Stage}}
		return Send(a, to, o, Note(a, f.Profile.Candidate.Name, in.Stage), func() tea.Cmd { return single(a, to, f.Facts) }, nil)
	})
}

// Note says whom and what an offer is for.
func Note(a *shell.App, name, what string) string {
	return text.Line(name) + " " + a.Styles().Signs.Dot + " " + text.Line(what)
}

// single offers times for one interview.
func single(a *shell.App, to Doors, f draft.Facts) tea.Cmd {
	d := f.New(a.Member())
	send := func() tea.Cmd {
		ask, err := d.Offered(f)
		if err != nil {
			return a.SayProblem(err)
		}
		return Send(a, to, flow.Offer{By: By(a), Ask: ask}, Note(a, f.Profile.Candidate.Name, d.Title), nil, nil)
	}
	if !d.Nobody() {
		return send()
	}
	svc := a.Services()
	return shell.Prepare(a, func(ctx context.Context) ([]draft.Proposal, error) { return draft.Proposals(ctx, svc, f) },
		func(all []draft.Proposal, err error) tea.Cmd {
			if err != nil {
				return a.SayProblem(err)
			}
			var choices []shell.Command
			for _, p := range all {
				choices = append(choices, shell.Command{Name: text.Line(p.Words), Hint: text.Line(p.Why), Run: func() tea.Cmd {
					d.Propose(p)
					return send()
				}})
			}
			return a.Open(forms.NewPicker(a, "Who should take part?", "a pool or a name; several people are chosen in the form", choices))
		})
}
