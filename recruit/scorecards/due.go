package scorecards

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// grace is how long after its moment a mail that asks for a scorecard may still leave: a
// program that did not run for a week does not ask about all that was.
const grace = 24 * time.Hour

// maxAsked bounds the interviews that are asked about at once.
const maxAsked = 200

// Asker lets the panels of interviews that have ended be asked for their scorecards by mail.
// It works for the whole workspace, whoever acts.
type Asker struct {
	Store AskerStore
	Rules func(ctx context.Context) (Rules, error)
	Now   recruit.Clock
}

// AskerStore is the part of the store that asking needs; it is that of the whole workspace.
type AskerStore interface {
	// Unasked lists interviews that ended in [from, to) and, as far as anybody knows,
	// took place, and on whose panel is a member whose card is missing and who was not
	// asked for it since their end and so much more; by their start.
	Unasked(ctx context.Context, from, to time.Time, since time.Duration, limit int) ([]recruit.InterviewID, error)
	Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error)
	Commit(ctx context.Context, c recruit.Commit) (recruit.Record, error)
}

// lookEvery is how often it is looked for interviews that have ended.
const lookEvery = time.Minute

// Run asks until ctx ends; what goes wrong is told, and tried again.
func (a *Asker) Run(ctx context.Context, after func(time.Duration) <-chan time.Time, tell func(error)) {
	for {
		if _, err := a.AskDue(ctx); err != nil && ctx.Err() == nil {
			tell(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-after(lookEvery):
		}
	}
}

// AskDue puts the mails that are due into the outbox, and says how many. An interview of
// which that fails stops no other.
func (a *Asker) AskDue(ctx context.Context) (int, error) {
	rules, err := a.Rules(ctx)
	if err != nil || len(rules.Ask) == 0 {
		return 0, err
	}
	now := a.Now().UTC()
	var ended []recruit.InterviewID
	for i, d := range rules.Ask {
		from := now.Add(-d - grace)
		if i+1 < len(rules.Ask) && rules.Ask[i+1] < d+grace {
			from = now.Add(-rules.Ask[i+1] + time.Nanosecond)
		}
		found, err := a.Store.Unasked(ctx, from, now.Add(-d+time.Microsecond), d, maxAsked)
		if err != nil {
			return 0, err
		}
		ended = append(ended, found...)
	}
	n := 0
	var failed []error
	for _, id := range ended {
		asked, err := a.ask(ctx, id, func(r recruit.Record, p recruit.Participant) (time.Time, bool) {
			return dueMoment(r, p, rules.Ask, now)
		})
		n += asked
		if err != nil && !recruit.AboutOne(ctx, err) {
			return n, err
		}
		if err != nil && !errors.Is(err, recruit.ErrNotFound) {
			failed = append(failed, err)
		}
	}
	return n, errors.Join(failed...)
}

// dueMoment is the moment for which a person is to be asked now; ok is false where none
// has come, the last has gone by, or they were asked for it.
func dueMoment(r recruit.Record, p recruit.Participant, after []time.Duration, now time.Time) (at time.Time, ok bool) {
	for _, d := range slices.Backward(after) {
		at = r.Interview.End().Add(d)
		if at.After(now) {
			continue
		}
		return at, now.Sub(at) < grace && !asked(r, p, func(e recruit.Effect) bool { return !e.RemindAt.Before(at) })
	}
	return at, false
}

// asked reports whether there is a mail to a person that asks for their card and for which
// more holds.
func asked(r recruit.Record, p recruit.Participant, more func(recruit.Effect) bool) bool {
	return slices.ContainsFunc(r.Effects, func(e recruit.Effect) bool {
		return e.Kind == recruit.MailFeedback && e.State != recruit.Superseded && strings.EqualFold(e.Target, p.Address) && more(e)
	})
}

// ask adds a mail for each person whose card is awaited and for whom moment has one, and says
// how many.
func (a *Asker) ask(ctx context.Context, id recruit.InterviewID, moment func(recruit.Record, recruit.Participant) (time.Time, bool)) (int, error) {
	for {
		r, err := a.Store.Record(ctx, id)
		if err != nil {
			return 0, err
		}
		now := a.Now().UTC()
		c := recruit.Commit{Interview: r.Interview, People: r.People}
		for _, p := range r.Panel() {
			if !r.WantsFeedback(p, now) {
				continue
			}
			if at, ok := moment(r, p); ok {
				c.Effects = append(c.Effects, recruit.Effect{Version: r.Interview.Version, Kind: recruit.MailFeedback, Target: p.Address, State: recruit.Waiting,
					NextAttempt: now, RemindAt: at, Sequence: r.Interview.Sequence, CreatedAt: now})
			}
		}
		if len(c.Effects) == 0 {
			return 0, nil
		}
		_, err = a.Store.Commit(ctx, c)
		if errors.Is(err, recruit.ErrStale) && ctx.Err() == nil {
			continue
		}
		if err != nil {
			return 0, err
		}
		return len(c.Effects), nil
	}
}
