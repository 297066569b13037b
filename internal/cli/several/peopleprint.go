package several

import (
	"context"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/flow"
	"recruitty/recruit/steps"
)

// peopleShape is a request about candidates as --json promises it.
type peopleShape struct {
	Change     people.Kind   `json:"change"`
	Summary    string        `json:"summary"`
	DryRun     bool          `json:"dry_run"`
	Candidates []personShape `json:"candidates"`
}

// personShape is one of the candidates: what changes for them, or has.
type personShape struct {
	ID        recruit.CandidateID   `json:"id"`
	Name      string                `json:"name"`
	Job       *jsonview.Ref         `json:"job"` // that it is about, null for none
	From      string                `json:"from"`
	To        string                `json:"to"`
	Done      bool                  `json:"done"`    // the change is in force here
	Already   bool                  `json:"already"` // it was so before
	Why       string                `json:"why"`     // it is not, "" where it is or would be
	Warnings  []string              `json:"warnings"`
	Mail      *personMailShape      `json:"mail"`      // null without
	Cancelled []recruit.InterviewID `json:"cancelled"` // interviews
	Standing  []recruit.InterviewID `json:"standing"`  // ahead, and not cancelled
}

type personMailShape struct {
	Subject string           `json:"subject"`
	Text    string           `json:"text"`
	Effect  *jsonview.Effect `json:"effect"` // null while nothing is decided
	To      string           `json:"to"`
}

func personOf(i people.Item) personShape {
	out := personShape{ID: i.ID, Name: i.Was.Candidate.Name, From: i.From, To: i.To, Already: i.Same, Warnings: output.Words(i.Warnings), Cancelled: []recruit.InterviewID{}, Standing: []recruit.InterviewID{}}
	if a := i.Application; a.JobID != 0 && i.Err == nil {
		out.Job = &jsonview.Ref{ID: int64(a.JobID), Title: a.JobTitle}
	}
	if d := i.Draft; d != nil {
		out.Mail = &personMailShape{Subject: d.Subject, Text: d.Text, To: d.To.Address}
	}
	if i.Err != nil {
		out.Why = recruit.Sentence(i.Err)
	}
	return out
}

// show prints what a request would do, with the mail that each gets.
func (q ofCandidates) show(_ context.Context, seen people.Preview) error {
	all := peopleShape{Change: seen.Change.Kind, Summary: seen.Summary(), DryRun: true, Candidates: output.Each(seen.Items, personOf)}
	if all.Candidates == nil {
		all.Candidates = []personShape{}
	}
	return q.s.Print(all, func(w *output.Page) {
		w.Line("%s.", seen.Summary())
		for _, i := range seen.Refused() {
			w.Line("%s stays: %s", i.Name(), recruit.Sentence(i.Err))
		}
		for _, i := range seen.Same() {
			w.Line("%s: %s", i.Name(), i.Becomes())
		}
		for _, i := range seen.Possible() {
			w.Line("%s: %s", i.Name(), i.Becomes())
			for _, a := range i.Ahead {
				w.Line("  Ahead: %s, %s", a.Title, a.Wall())
			}
			for _, warned := range i.Warnings {
				w.Line("  Note: %s", warned)
			}
			if d := i.Draft; d != nil {
				w.Line("  Mail to %s%s", d.To.Address, d.Later())
				w.Line("  Subject: %s", d.Subject)
				w.Block(d.Text)
			}
		}
	})
}

// print implements request.
func (q ofCandidates) print(ctx context.Context, result people.Result, o *command.Outside, far step) (tally, error) {
	t := tally{unit: steps.Candidates, all: len(result.Outcomes), done: len(result.Done())}
	for _, left := range result.NotDone() {
		t.left = append(t.left, undone{left.Name(), left.Err})
	}
	all := peopleShape{Change: result.Change.Kind, Summary: t.summary(), Candidates: []personShape{}}
	for n, one := range result.Outcomes {
		far(n, t.all)
		all.Candidates = append(all.Candidates, q.became(ctx, one, o))
	}
	return t, q.s.Print(all, func(w *output.Page) { peopleLines(w, result, all) })
}

// became is what became of one candidate, after o has worked on what that calls for outside.
func (q ofCandidates) became(ctx context.Context, one people.Outcome, o *command.Outside) personShape {
	if !one.Tried {
		one.Err = flow.NotReached()
	}
	out := personOf(one.Item)
	if out.Done = one.Tried && one.Err == nil && !one.Same; !out.Done {
		return out
	}
	for _, r := range one.Cancelled {
		out.Cancelled = append(out.Cancelled, o.Interview(ctx, r).Interview.ID)
	}
	for _, a := range one.Standing {
		out.Standing = append(out.Standing, a.ID)
		out.Warnings = append(out.Warnings, a.Stays())
	}
	if one.Letter.ID != 0 {
		l := o.Letter(ctx, one.Letter, func(now recruit.Letter) bool {
			one.Letter = now
			return one.Held(q.s.Now())
		})
		e := jsonview.OfEffect(l.Effect, q.s.Now())
		out.Mail = &personMailShape{Subject: l.Subject, Text: l.Text, To: l.Effect.Target, Effect: &e}
	}
	return out
}

// peopleLines say what became of each.
func peopleLines(w *output.Page, result people.Result, all peopleShape) {
	w.Line("%s.", all.Summary)
	for n, o := range result.Outcomes {
		one := all.Candidates[n]
		if one.Why != "" {
			w.Line("%s stays: %s", o.Name(), one.Why)
			continue
		}
		w.Line("%s: %s", o.Name(), o.Becomes())
		if one.Mail != nil && one.Mail.Effect != nil {
			w.Line("  Mail to %s: %s", one.Mail.To, one.Mail.Effect.State)
			if one.Mail.Effect.Error != "" {
				w.Line("  %s", one.Mail.Effect.Error)
			}
		}
		if len(one.Cancelled) > 0 {
			w.Line("  %s cancelled", recruit.Counted(len(one.Cancelled), "interview", "interviews"))
		}
		if one.Done {
			for _, warned := range one.Warnings {
				w.Line("  Note: %s", warned)
			}
		}
	}
}
