package several

import (
	"context"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/foreseen"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/export"
	"recruitty/recruit/mailpreview"
	"recruitty/recruit/steps"
)

// shape is a request as --json promises it.
type shape struct {
	Change     bulk.Kind   `json:"change"`
	Summary    string      `json:"summary"`
	DryRun     bool        `json:"dry_run"`
	Interviews []itemShape `json:"interviews"`
	// Mails are those that would leave, where they were asked for.
	Mails []foreseen.Mail `json:"mails,omitempty"`
}

// itemShape is one of the interviews: as it was, and as it is or would be.
type itemShape struct {
	ID        recruit.InterviewID `json:"id"`
	Title     string              `json:"title"`
	Candidate jsonview.Name       `json:"candidate"`
	WasStart  export.Time         `json:"was_start"`
	Start     export.Time         `json:"start"`
	Status    recruit.Status      `json:"status"`
	Version   int                 `json:"version"`
	Panel     []string            `json:"panel"` // addresses
	Done      bool                `json:"done"`  // the change is in force here
	Why       string              `json:"why"`   // it is not, "" where it is or would be
	TakesOver bool                `json:"takes_over"`
	Warnings  []string            `json:"warnings"`
	Effects   []effectShape       `json:"effects"` // what the change does outside
}

type effectShape struct {
	Kind   recruit.EffectKind  `json:"kind"`
	Target string              `json:"target"`
	State  recruit.EffectState `json:"state"`
}

func shapeOf(i bulk.Item, now recruit.Record, effects []recruit.Effect, done bool) itemShape {
	out := itemShape{ID: i.ID, Title: now.Interview.Title, Candidate: jsonview.Name{ID: int64(now.Candidate.ID), Name: now.Candidate.Name}, WasStart: export.Time(i.Was.Interview.Start),
		Start: export.Time(now.Interview.Start), Status: now.Interview.Status, Version: now.Interview.Version, Done: done, TakesOver: i.TakesOver, Warnings: []string{},
		Panel: output.Each(now.Panel(), func(p recruit.Participant) string { return p.Address })}
	out.Effects = output.Each(effects, func(e recruit.Effect) effectShape { return effectShape{e.Kind, e.Target, e.State} })
	for _, w := range i.Then.Warnings {
		if !w.Waits {
			out.Warnings = append(out.Warnings, w.Sentence)
		}
	}
	if i.Err != nil {
		out.Why = recruit.Sentence(i.Err)
	}
	return out
}

// show prints what a request would do.
func (q ofInterviews) show(ctx context.Context, seen bulk.Preview) error {
	var mails []mailpreview.Mail
	if q.mails {
		var err error
		if mails, err = foreseen.Mails(ctx, q.s, seen.Foreseen()...); err != nil {
			return err
		}
	}
	all := shape{Change: seen.Change.Kind, Summary: seen.Summary(), DryRun: true, Interviews: []itemShape{}, Mails: foreseen.Shape(mails)}
	for _, i := range seen.Items {
		then := i.Then.Record
		if i.Err != nil {
			then = i.Was
		}
		all.Interviews = append(all.Interviews, shapeOf(i, then, i.Then.Effects, false))
	}
	return q.s.Print(all, func(w *output.Page) {
		w.Line("%s.", seen.Summary())
		if joined := seen.Joined(); len(joined.Effects) > 0 {
			foreseen.Happens(w, joined)
		}
		for _, i := range seen.Items {
			if i.Err != nil {
				w.Line("%s stays: %s", name(i), recruit.Sentence(i.Err))
				continue
			}
			if seen.Change.Kind == bulk.Undo {
				w.Line("%s: %s", name(i), i.Undoes(recruit.Wall))
			} else {
				w.Line("%s: %s → %s", name(i), recruit.Wall(i.Was.Interview), then(i.Then.Record))
			}
			if i.TakesOver {
				w.Line("  %s organises it; you take it over first.", i.Was.Organiser.Name)
			}
			for _, note := range i.Then.Notes() {
				w.Line("  Note: %s", note.Sentence)
			}
		}
		foreseen.Write(w, mails)
	})
}

// then says when an interview is, who takes part, or that it is cancelled.
func then(r recruit.Record) string {
	if r.Interview.Status == recruit.Cancelled {
		return "cancelled"
	}
	out := recruit.Wall(r.Interview)
	for n, p := range r.Panel() {
		out += map[bool]string{true: ", with ", false: ", "}[n == 0] + p.Called()
	}
	return out
}

// name names an interview in a list of many.
func name(i bulk.Item) string {
	out := "Interview " + output.Number(i.ID)
	if i.Was.Interview.ID != 0 {
		out += " (" + i.Was.Candidate.Name + ", " + i.Was.Interview.Title + ")"
	}
	return out
}

// print implements request.
func (q ofInterviews) print(ctx context.Context, result bulk.Result, o *command.Outside, far step) (tally, error) {
	t := tally{unit: steps.Interviews, all: len(result.Outcomes), done: len(result.Done())}
	why := map[recruit.InterviewID]bulk.Item{}
	for _, left := range result.NotDone() {
		t.left = append(t.left, undone{name(left.Item), left.Err})
		why[left.ID] = left.Item
	}
	all := shape{Change: result.Change.Kind, Summary: t.summary(), Interviews: []itemShape{}}
	var records []recruit.Record
	for n, one := range result.Outcomes {
		far(n, t.all)
		r := one.Was
		if left, is := why[one.ID]; is {
			all.Interviews = append(all.Interviews, shapeOf(left, r, nil, false))
		} else {
			if r = one.Record; !result.Removed(one) {
				r = o.Interview(ctx, r)
			}
			all.Interviews = append(all.Interviews, shapeOf(one.Item, r, result.Followed(r), true))
		}
		records = append(records, r)
	}
	return t, q.s.Print(all, func(w *output.Page) {
		w.Line("%s.", all.Summary)
		for n, o := range result.Outcomes {
			if one := all.Interviews[n]; one.Done {
				w.Line("%s: %s", name(o.Item), map[bool]string{true: "removed", false: then(records[n])}[result.Removed(o)])
			} else {
				w.Line("%s stays as it is: %s", name(o.Item), one.Why)
			}
		}
	})
}
