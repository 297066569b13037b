package settings

import (
	"context"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// atHand is the interview by which templates are looked at.
type atHand struct {
	record recruit.Record
	sample bool // made up, because there is none
}

// words say which one it is.
func (h atHand) words() string {
	if h.sample {
		return "a made-up interview, as there is none yet"
	}
	return text.Line(h.record.Candidate.Name) + ", " + text.Line(h.record.Interview.Title)
}

// lookedAt is the interview that was looked at last, 0 when there is none: the
// one of the uppermost screen about an interview.
func lookedAt(a *shell.App) recruit.InterviewID {
	for _, section := range []shell.Section{shell.Candidates, shell.Interviews, shell.Jobs, shell.Today} {
		screens := a.Stacks[section].Screens
		for i := len(screens) - 1; i >= 0; i-- {
			if s, ok := screens[i].(shell.Interviewing); ok && s.Interview() != 0 {
				return s.Interview()
			}
		}
	}
	return 0
}

// findAtHand returns the interview that was looked at last, else the next one,
// else the last one that was, else a made-up one.
func findAtHand(a *shell.App) func(context.Context) (atHand, error) {
	store, id, member, now := a.Services().Store, lookedAt(a), a.Member(), a.Session().Now()
	return func(ctx context.Context) (atHand, error) {
		for _, f := range []recruit.InterviewFilter{{From: now, Status: recruit.Scheduled, Limit: 1}, {To: now}} {
			if id != 0 {
				break
			}
			found, err := store.Interviews(ctx, f)
			if err != nil {
				return atHand{}, err
			}
			if n := len(found); n > 0 {
				id = found[n-1].ID
			}
		}
		if id != 0 {
			r, err := store.Record(ctx, id)
			if err != nil {
				return atHand{}, err
			}
			if r.Candidate.ErasedAt.IsZero() {
				return atHand{record: r}, nil
			}
		}
		return atHand{record: recruit.SampleRecord(member, now), sample: true}, nil
	}
}
