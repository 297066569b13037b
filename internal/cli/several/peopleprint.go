package several

import (
	"cmp"
	"context"
	"errors"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/recruit/flow"
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

// showPeople prints what a request would do, with the mail that each gets.
func showPeople(s *command.Session, seen people.Preview) error {
	all := peopleShape{Change: seen.Change.Kind, Summary: seen.Summary(), DryRun: true, Candidates: output.Each(seen.Items, personOf)}
	if all.Candidates == nil {
		all.Candidates = []personShape{}
	}
	return s.Print(all, func(w *output.Page) {
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

// settlePeople works on what a result calls for outside, and prints what became of each. It
// is done only when all were changed and everything is confirmed (R11).
func settlePeople(ctx context.Context, s *command.Session, result people.Result, ended error) error {
	all := peopleShape{Change: result.Change.Kind, Candidates: []personShape{}}
	var stopped error
	open, why := 0, ""
	for _, o := range result.Outcomes {
		done := o.Tried && o.Err == nil && !o.Same
		if !o.Tried {
			o.Err = flow.NotReached()
		}
		one := personOf(o.Item)
		one.Done = done
		if !done {
			all.Candidates = append(all.Candidates, one)
			continue
		}
		for _, r := range o.Cancelled {
			now, err := s.Outbox.Settle(ctx, r.Interview.ID)
			if err != nil {
				stopped = err
				now = r
			}
			for _, e := range now.Pending() {
				open, why = open+1, cmp.Or(why, e.Error)
			}
			one.Cancelled = append(one.Cancelled, r.Interview.ID)
		}
		for _, a := range o.Standing {
			one.Standing = append(one.Standing, a.ID)
			one.Warnings = append(one.Warnings, a.Title+" is not cancelled: "+recruit.Sentence(a.Refused))
		}
		if o.Letter.ID != 0 {
			l, err := s.Outbox.SettleLetter(ctx, o.Letter.ID)
			if err != nil {
				stopped = err
				l = o.Letter
			}
			if o.Letter = l; l.Effect.Open() && !o.Held(s.Now()) {
				open, why = open+1, cmp.Or(why, l.Effect.Error)
			}
			e := jsonview.OfEffect(l.Effect, s.Now())
			one.Mail = &personMailShape{Subject: l.Subject, Text: l.Text, To: l.Effect.Target, Effect: &e}
		}
		all.Candidates = append(all.Candidates, one)
	}
	all.Summary = recruit.Counted(len(result.Done()), "candidate", "candidates") + " of " + output.Number(len(result.Outcomes)) + " changed"
	if err := s.Print(all, func(w *output.Page) { peopleLines(w, result, all) }); err != nil {
		return err
	}
	switch left := result.NotDone(); {
	case ended != nil:
		return ended
	case len(left) > 0:
		kind := recruit.ErrRefused
		if p := (*recruit.Problem)(nil); errors.As(left[0].Err, &p) {
			kind = p.Kind
		}
		return &recruit.Problem{Kind: kind, Cause: left[0].Err, Sentence: "It could not be done for " + recruit.Counted(len(left), "candidate", "candidates") + " of " + output.Number(len(result.Outcomes)) + ". " + left[0].Name() + ": " + recruit.Sentence(left[0].Err)}
	case stopped != nil:
		s.Log.Error("work on the outbox stopped", "error", stopped)
		return command.Unconfirmed("The changes are saved, but the work outside stopped (%s) Run recruitty outbox run.", recruit.Sentence(stopped))
	case open > 0:
		return command.Unconfirmed("The changes are saved, but %s outside not confirmed yet. %s See recruitty outbox list.", recruit.Counted(open, "step is", "steps are"), cmp.Or(why, "They wait for their turn."))
	}
	return nil
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
