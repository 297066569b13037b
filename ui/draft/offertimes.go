package draft

import (
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/offers"
)

// Offered is what is offered where the candidate is to choose when the interview of the
// draft is.
func (d *Schedule) Offered(f Facts) (offers.Request, error) {
	wanted, err := d.Wanted(f)
	if err != nil {
		return offers.Request{}, err
	}
	one := offers.Single{Title: d.Title, Description: d.Description, Note: d.InternalNote, Duration: wanted.Duration, Participants: wanted.People, Platform: d.Platform, Place: d.Place}
	if one.Platform == recruit.Zoom {
		one.Host, one.Place = d.Host, ""
	}
	files := 0
	for _, file := range d.Files {
		if file.Attach {
			files++
		}
	}
	in, _ := f.Profile.Application(f.Job.ID)
	return offers.Request{Candidate: wanted.Candidate, Job: f.Job.ID, Stage: in.Stage, Single: &one, Needs: wanted.Needs, Files: files}, nil
}

// Option is the draft at an hour that was found, as a time to choose.
func (d *Schedule) Option(f Facts, h finder.Hour) (offers.Option, error) {
	at := *d
	at.Participants, at.Seats = slices.Clone(d.Participants), slices.Clone(d.Seats)
	at.Take(h)
	r, err := at.Read(f.Profile.Candidate.ID, f.Job.ID, h.Start.AddDate(0, 0, -1))
	if err != nil {
		return offers.Option{}, err
	}
	if length := h.End.Sub(h.Start); length > 0 {
		r.Duration = length // a way out may have made it shorter
	}
	return offers.OptionOf([]recruit.ScheduleRequest{r}), nil
}
