package plain

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/filter"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// outbox lists what is not confirmed outside.
func (p *plain) outbox(ctx context.Context, query string) error {
	q, err := p.asked(ctx, filter.Outbox, query)
	if err != nil {
		return err
	}
	open, err := p.waiting(ctx)
	if err != nil {
		return err
	}
	p.Forget()
	if len(open) == 0 {
		p.Tell(recruit.OutboxEmpty)
		return nil
	}
	var rows []talk.Row
	for _, e := range open {
		if !filter.Open(q.Terms, e) {
			continue
		}
		_, state := p.Reader().EffectState(e.Effect, false)
		rows = append(rows, talk.Row{Words: recruit.Capital(wording.EffectName(e.Effect)) + ", for " + text.Line(e.Title) + " with " + text.Line(e.CandidateName) + ": " + state,
			More: e.Words(p.Reader().Zone), Effect: e.ID, Open: p.opens(e.CandidateID, e.InterviewID)})
	}
	if rows = matching(q, rows); len(rows) == 0 {
		p.Tell("Nothing in the outbox matches %q.", wording.Shown(query))
		return nil
	}
	p.Tell("%s not confirmed yet. Type retry and a number, or retry all.", recruit.Counted(len(rows), "step is", "steps are"))
	return p.Listed(ctx, &talk.List{Rows: rows})
}

// waiting is the outbox without reminders whose moment has not come.
func (p *plain) waiting(ctx context.Context) ([]recruit.OpenEffect, error) {
	all, err := p.Services.Store.OpenEffects(ctx, 0)
	var out []recruit.OpenEffect
	for _, e := range all {
		if !e.Planned() {
			out = append(out, e)
		}
	}
	return out, err
}

// retry makes something of the outbox due at once, and says what comes of it.
func (p *plain) retry(ctx context.Context, which string) error {
	open, err := p.waiting(ctx)
	if err != nil {
		return err
	}
	if len(open) == 0 {
		p.Tell(recruit.OutboxEmpty)
		return nil
	}
	if n := talk.Number(which); n > 0 && n <= len(open) {
		if id := p.EffectOf(n); id != 0 { // as the list that was said has them
			open = slices.DeleteFunc(open, func(e recruit.OpenEffect) bool { return e.ID != id })
		} else {
			open = open[n-1 : n]
		}
		if len(open) == 0 {
			return recruit.Invalid("", "That is no longer in the outbox; type outbox to hear what is.")
		}
	} else if !strings.EqualFold(which, "all") {
		return recruit.Invalid("", "Type retry and a number from 1 to %d, as outbox lists them, or retry all.", len(open))
	}
	var of []recruit.InterviewID
	for _, e := range open {
		if err := p.Outbox.Retry(ctx, p.Member, e.InterviewID, e.ID); err != nil {
			if talk.Ends(err) {
				return err
			}
			p.Tell("%s: %s", recruit.Capital(wording.EffectName(e.Effect)), recruit.Sentence(err))
			continue
		}
		p.Tell("Trying again: %s.", wording.EffectName(e.Effect))
		if e.InterviewID == 0 {
			continue
		}
		if len(of) == 0 || of[len(of)-1] != e.InterviewID {
			of = append(of, e.InterviewID)
		}
	}
	if len(of) != 1 {
		return nil
	}
	r, err := p.Services.Store.Record(ctx, of[0])
	if err != nil {
		return err
	}
	_, err = p.follow(ctx, r, text.Line(r.Interview.Title)+":")
	return err
}
