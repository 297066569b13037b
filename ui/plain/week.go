package plain

import (
	"context"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/week"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// weekTakes is what may stand behind week.
const weekTakes = "next, last or a day, and everybody, a pool, a job or a name"

// week says a week: its interviews, and how the days are for whose week it is.
func (p *plain) week(ctx context.Context, rest string) error {
	zone := p.Reader().Zone
	span, rest := weekSaid(rest, p.Now(), zone)
	whose, err := p.whoseWeek(ctx, rest)
	if err != nil {
		return p.unread(err)
	}
	w, err := week.Sources{Store: p.Services.Store, Times: p.Services.Availability, Pools: p.Services.Pools, Plans: p.Services.Loops}.Read(ctx, p.Member, whose, span)
	if err != nil {
		return p.unread(err)
	}
	name := "Your week"
	if !whose.Own() {
		name = "The week of " + text.Line(w.Name)
	}
	p.Tell("%s, %s to %s.", name, timeparse.Date(w.Days[0].In(zone)), timeparse.Date(w.Days[6].In(zone)))
	p.sayDays(w)
	if len(w.Interviews) == 0 {
		p.Tell(week.NoInterview)
		return nil
	}
	var rows []talk.Row
	for _, i := range w.Interviews {
		rows = append(rows, p.interviewRow(i))
	}
	return p.Listed(ctx, &talk.List{Rows: rows})
}

// sayDays says the time of each person; of several only the working days, and who is free
// on each.
func (p *plain) sayDays(w week.Week) {
	clock := func(t time.Time) string { return p.Reader().Clock(t) }
	for day := range 7 {
		head := timeparse.ShortDate(w.Days[day].In(w.Zone))
		switch {
		case len(w.People) == 1:
			p.Tell("%s: %s.", head, talk.Spoken(w.Said(w.People[0], day, clock)))
		case w.WorkedOn(day):
			p.Tell("%s.", head)
			for _, of := range w.People[:min(len(w.People), mostSaid)] {
				p.Tell("%s: %s.", text.Line(of.Member.Name), talk.Spoken(w.Said(of, day, clock)))
			}
			if more := len(w.People) - mostSaid; more > 0 {
				p.Tell("And %s more; say a name after week to hear of one.", wording.Persons(more))
			}
		}
	}
}

// mostSaid is of how many people each day is said.
const mostSaid = 12

// weekSaid takes the week that is meant from what was typed: this one where nothing is.
func weekSaid(typed string, now time.Time, zone *time.Location) (week.Span, string) {
	this := week.Of(now, zone)
	word, rest, _ := strings.Cut(strings.TrimSpace(typed), " ")
	switch strings.ToLower(word) {
	case "next":
		return this.Next(1), strings.TrimSpace(rest)
	case "last":
		return this.Next(-1), strings.TrimSpace(rest)
	case "this":
		return this, strings.TrimSpace(rest)
	}
	if day, err := time.ParseInLocation(time.DateOnly, word, zone); err == nil {
		return week.Of(day, zone), strings.TrimSpace(rest)
	}
	return this, strings.TrimSpace(typed)
}

// whoseWeek reads whose week is meant: everybody's, or that of a pool, a member or a job.
func (p *plain) whoseWeek(ctx context.Context, typed string) (week.Whose, error) {
	folded := sanitize.Fold(typed)
	switch {
	case folded == "" || folded == "mine" || !p.Member.SeesAll():
		return week.Whose{}, nil // who sees a part sees their own, whatever is said
	case folded == "everybody" || folded == "all":
		return week.Whose{Everybody: true}, nil
	}
	all, err := p.Services.Pools.List(ctx, false)
	if err != nil {
		return week.Whose{}, err
	}
	if pool, err := pools.Named(typed, all); err == nil {
		return week.Whose{Pool: pool.ID}, nil
	}
	team, err := p.Services.Store.Members(ctx, false)
	if err != nil {
		return week.Whose{}, err
	}
	team = slices.DeleteFunc(team, func(m recruit.Member) bool { return !strings.Contains(sanitize.Fold(m.Name+" "+m.Email), folded) })
	if len(team) > 0 {
		var ids []recruit.MemberID
		for _, m := range team {
			ids = append(ids, m.ID)
		}
		return week.Whose{Members: ids}, nil
	}
	jobs, err := p.Services.Store.Jobs(ctx, recruit.JobFilter{Query: typed, Limit: 1, Brief: true})
	if err == nil && len(jobs) > 0 {
		return week.Whose{Job: jobs[0].ID}, nil
	}
	if err == nil {
		err = recruit.NotFound("There is no pool, member or job called “%s”.", wording.Shown(typed))
	}
	return week.Whose{}, err
}
