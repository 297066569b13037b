package access

import (
	"context"
	"slices"
	"time"

	"recruitty/recruit"
)

// Profile implements Candidates. Applications for other jobs are left out, and
// with them what is about them, or may be: a note says which job it is about, and
// of those that do not, what others note once the candidate is linked to a job
// that is not the interviewer's may be about that one. Of the files the résumé
// stays.
func (v *view) Profile(ctx context.Context, id recruit.CandidateID) (recruit.Profile, error) {
	o, err := v.sees(ctx, id)
	if err != nil {
		return recruit.Profile{}, err
	}
	p, err := v.Store.Profile(ctx, id)
	if err != nil {
		return recruit.Profile{}, err
	}
	since := hiddenSince(p, o)
	p.Applications = slices.DeleteFunc(p.Applications, func(a recruit.Application) bool { return !o.jobs[a.JobID] })
	p.Notes = slices.DeleteFunc(p.Notes, func(n recruit.Note) bool {
		if n.JobID != 0 {
			return !o.jobs[n.JobID]
		}
		return n.AuthorID != v.me.ID && !(before(n.At, since) && before(n.EditedAt, since))
	})
	if !since.IsZero() {
		p.Files = slices.DeleteFunc(p.Files, func(f recruit.File) bool { return f.Kind != recruit.Resume })
	}
	return p, nil
}

// hiddenSince is when the candidate was first linked to a job that is not among
// the interviewer's own; zero when they are not.
func hiddenSince(p recruit.Profile, o ownings) time.Time {
	var since time.Time
	for _, a := range p.Applications {
		if !o.jobs[a.JobID] && (since.IsZero() || a.CreatedAt.Before(since)) {
			since = a.CreatedAt
		}
	}
	return since
}

// elsewhere is hiddenSince of every candidate of the interviewer's.
func (v *view) elsewhere(ctx context.Context, o ownings) (map[recruit.CandidateID]time.Time, error) {
	since := make(map[recruit.CandidateID]time.Time, len(o.candidates))
	for id := range o.candidates {
		p, err := v.Store.Profile(ctx, id)
		if err != nil {
			return nil, err
		}
		since[id] = hiddenSince(p, o)
	}
	return since, nil
}

// before reports whether at lies before since; everything lies before never.
func before(at, since time.Time) bool { return since.IsZero() || at.Before(since) }
