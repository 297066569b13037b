package pipeline

import (
	"context"
	"strconv"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// Arrival is someone who comes in with what they bring.
type Arrival struct {
	Candidate recruit.Candidate
	Job       recruit.Job  // that they are linked to in its first stage; zero for none
	Resume    recruit.File // that is stored already; zero for none
}

// Arrived is what was stored of an arrival.
type Arrived struct {
	Candidate recruit.Candidate
	Said      []string // of the link and the résumé, a sentence each
	Left      []error  // why one of them was not stored; the candidate is
}

// Words say what was stored and what was not.
func (a Arrived) Words() string {
	words := append([]string{"Added " + a.Candidate.Name + "."}, a.Said...)
	for _, err := range a.Left {
		words = append(words, "Not done: "+recruit.Sentence(err))
	}
	return strings.Join(words, " ")
}

// Arrive adds a candidate, links them and attaches their résumé. Once they are added, what
// else cannot be done is no error: Arrived says so, and each is done again by itself.
func (p *Pipeline) Arrive(ctx context.Context, actor recruit.Member, a Arrival) (Arrived, error) {
	added, err := p.Add(ctx, actor, a.Candidate)
	if err != nil {
		return Arrived{}, err
	}
	done := Arrived{Candidate: added}
	if a.Job.ID != 0 {
		if link, err := p.Link(ctx, actor, added.ID, a.Job.ID, ""); err != nil {
			done.Left = append(done.Left, err)
		} else {
			done.Said = append(done.Said, "Linked to "+a.Job.Title+" in "+link.Stage+".")
		}
	}
	if a.Resume.SHA256 != "" {
		if err := p.AddFile(ctx, actor, added.ID, a.Resume); err != nil {
			done.Left = append(done.Left, err)
		} else {
			done.Said = append(done.Said, "Attached "+a.Resume.Name+".")
		}
	}
	return done, nil
}

// maxOpenings bounds among how many open jobs one is looked for by its title.
const maxOpenings = 5000

// OpenJob is the open job that a number, a title or a part of one means; the zero Job for
// nothing. Errors are recruit.ErrInvalid about the field job.
func (p *Pipeline) OpenJob(ctx context.Context, typed string) (recruit.Job, error) {
	want := sanitize.Fold(strings.TrimSpace(typed))
	if want == "" {
		return recruit.Job{}, nil
	}
	jobs, err := p.Jobs.Jobs(ctx, recruit.JobFilter{Status: recruit.JobOpen, Limit: maxOpenings, Brief: true})
	if err != nil {
		return recruit.Job{}, err
	}
	var same, parts []recruit.Job
	for _, j := range jobs {
		switch title := sanitize.Fold(j.Title); {
		case strconv.FormatInt(int64(j.ID), 10) == want:
			return j.Job, nil
		case title == want:
			same = append(same, j.Job)
		case strings.Contains(title, want):
			parts = append(parts, j.Job)
		}
	}
	if len(same) > 0 {
		parts = same
	}
	switch len(parts) {
	case 1:
		return parts[0], nil
	case 0:
		return recruit.Job{}, recruit.Invalid("job", "No open job is called “%s”; leave it empty, or type part of the title.", recruit.Shorten(typed))
	}
	var names []string
	for _, j := range parts[:min(len(parts), 4)] {
		names = append(names, j.Title+" (job "+strconv.FormatInt(int64(j.ID), 10)+")")
	}
	return recruit.Job{}, recruit.Invalid("job", "“%s” can be %s; type the number of the one you mean.", recruit.Shorten(typed), strings.Join(names, ", or "))
}
