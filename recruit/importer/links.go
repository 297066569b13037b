package importer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/sanitize"
)

// link plans the links of an entry, and returns the jobs to which they are new.
// unplaced is what could not be linked: it is kept with the person.
func (p *planner) link(ctx context.Context, who person, e entry) (added []recruit.JobID, unplaced []named, err error) {
	for _, l := range e.links {
		if err := p.loadJobs(ctx); err != nil {
			return added, unplaced, err
		}
		j, problem := p.jobs.find(l, p.sourceOf(l))
		if problem != "" {
			p.report.Remarks.add(e.line, "%s; not linked, but kept with the person", problem)
			unplaced = append(unplaced, unlinked(l)...)
			continue
		}
		stage, unknown := j.Stages[0], false
		if l.stage != "" {
			if named, err := j.Stage(l.stage); err == nil {
				stage = named
			} else {
				unknown = true
			}
		}
		a, is, err := p.application(ctx, who, j.ID)
		if err != nil {
			return added, unplaced, err
		}
		if unknown {
			unplaced = append(unplaced, named{"Stage", l.stage})
		}
		if is {
			more, err := p.linkedAlready(e.line, who, j, a, stage, l)
			if err != nil {
				return added, unplaced, err
			}
			unplaced = append(unplaced, more...)
			continue
		}
		if unknown {
			p.report.Remarks.add(e.line, "%s has no stage %q; linked in %s", brief(j.Title), brief(l.stage), stage)
		}
		if err := p.addLink(p.planned(e.line, who, j.ID, stage, l)); err != nil {
			return added, unplaced, err
		}
		p.report.Linked++
		added = append(added, j.ID)
	}
	return added, unplaced, nil
}

// linkedAlready plans what a row says of a link that there is: a number that nobody
// knew. Another number is not placed, and another stage is said.
func (p *planner) linkedAlready(line int, who person, j recruit.Job, a recruit.Application, stage string, l link) (unplaced []named, err error) {
	if l.stage != "" && stage != a.Stage {
		if _, err := j.Stage(l.stage); err == nil {
			p.report.Remarks.add(line, "stays in the stage %s of %s, not in %s as the row says", brief(a.Stage), brief(j.Title), brief(stage))
		}
	}
	n := p.planned(line, who, j.ID, a.Stage, l)
	switch {
	case l.application == "":
	case a.ExternalID == "" || a.ExternalID == l.application && a.ExternalSource == "" && n.source != "":
		err = p.addLink(n)
	case a.ExternalID != l.application:
		unplaced = append(unplaced, named{"Application id", l.application})
	}
	return unplaced, err
}

// addLink plans a link, or what there is to say of one.
func (p *planner) addLink(l plannedLink) error {
	d, err := p.drafts.Begin(l.who.key())
	if err != nil {
		return err
	}
	a := recruit.Application{JobID: l.job, Stage: l.stage, ExternalID: l.application, ExternalSource: l.source}
	if at := slices.IndexFunc(d.Applications, func(o recruit.Application) bool { return o.JobID == l.job }); at >= 0 {
		d.Applications[at] = a
	} else {
		d.Applications = append(d.Applications, a)
	}
	p.plan.links = append(p.plan.links, l)
	return nil
}

// application is the link of someone to a job, planned or stored.
func (p *planner) application(ctx context.Context, who person, job recruit.JobID) (a recruit.Application, is bool, err error) {
	profile, err := p.profile(ctx, who)
	a, is = profile.Application(job)
	return a, is, err
}

// profile is what is known of someone, with what is planned before what is stored.
func (p *planner) profile(ctx context.Context, who person) (all recruit.Profile, err error) {
	if who.id != 0 {
		if p.profiled == nil || p.profiled.Candidate.ID != who.id {
			stored, err := p.service.Store.Profile(ctx, who.id)
			if err != nil {
				return all, err
			}
			p.profiled = &stored
		}
		all = *p.profiled
	}
	d, err := p.drafts.Of(who.key())
	if d == nil || err != nil {
		return all, err
	}
	if who.id == 0 {
		all.Candidate = d.Person.Candidate
	}
	all.Notes = slices.Concat(d.Person.Notes, all.Notes)
	all.Applications = slices.DeleteFunc(slices.Clone(all.Applications), func(a recruit.Application) bool {
		return slices.ContainsFunc(d.Applications, func(o recruit.Application) bool { return o.JobID == a.JobID })
	})
	all.Applications = slices.Concat(d.Applications, all.Applications)
	return all, nil
}

// unlinked is what a link says that leads nowhere.
func unlinked(l link) (all []named) {
	for _, m := range []named{{"Job", l.title}, {"Job id", l.id}, {"Stage", l.stage}, {"Application id", l.application}} {
		if m.value != "" {
			all = append(all, m)
		}
	}
	return all
}

// planned is a link as it is to be written.
func (p *planner) planned(line int, who person, job recruit.JobID, stage string, l link) plannedLink {
	source := l.applicationSource
	if !l.own && l.application != "" {
		source = p.report.Source
	}
	return plannedLink{line: line, who: who, job: job, stage: stage, application: l.application, source: source, reason: reasonOf(l.reason), since: l.since, created: l.created}
}

// sourceOf is the system whose number a link has.
func (p *planner) sourceOf(l link) string {
	if l.own {
		return l.source
	}
	return p.report.Source
}

// loadJobs reads the workspace's jobs, once.
func (p *planner) loadJobs(ctx context.Context) (err error) {
	if p.jobs == nil {
		p.jobs, err = loadOpenings(ctx, p.service.Store)
	}
	return err
}

// openings are the workspace's jobs, to be found by external id or title.
type openings struct {
	all     map[recruit.JobID]recruit.Job
	byID    map[string][]recruit.Job
	byTitle map[string][]recruit.Job
}

func loadOpenings(ctx context.Context, store Store) (*openings, error) {
	o := &openings{all: map[recruit.JobID]recruit.Job{}, byID: map[string][]recruit.Job{}, byTitle: map[string][]recruit.Job{}}
	filter := recruit.JobFilter{Limit: 1000, Brief: true}
	for {
		page, err := store.Jobs(ctx, filter)
		if err != nil {
			return nil, err
		}
		for _, j := range page {
			o.all[j.ID] = j.Job
			number := export.RefOfJob(j.Job).ExternalID
			o.byID[number] = append(o.byID[number], j.Job)
			o.byTitle[sanitize.Fold(j.Title)] = append(o.byTitle[sanitize.Fold(j.Title)], j.Job)
			filter.After = j.ID
		}
		if len(page) < filter.Limit {
			return o, nil
		}
	}
}

// numbered returns the job that a number of a source means: one of that source,
// or one of which the title is named as well.
func (o *openings) numbered(number, title, source string) (j recruit.Job, known bool) {
	if number == "" {
		return j, false
	}
	return numberedAs(o.byID[number], title, source)
}

// numberedAs returns which of the jobs with one number has it in a source, or else
// from nobody knows where, and the same title.
func numberedAs(jobs []recruit.Job, title, source string) (j recruit.Job, known bool) {
	for _, j := range jobs {
		if source != "" && j.ExternalSource == source {
			return j, true
		}
	}
	for _, j := range jobs {
		if (source == "" || j.ExternalSource == "") && sanitize.SameName(j.Title, title) {
			return j, true
		}
	}
	return j, false
}

// called returns the jobs, closed ones too, that a link may mean. For someone
// who is linked to one of them a number alone says enough.
func (o *openings) called(l link, source string) []recruit.Job {
	if l.at != 0 {
		return []recruit.Job{o.all[l.at]}
	}
	for _, number := range []string{l.id, l.title} {
		if j, known := o.numbered(number, l.title, source); known {
			return []recruit.Job{j}
		}
	}
	if same := o.byTitle[sanitize.Fold(l.title)]; len(same) > 0 {
		return same
	}
	return append(slices.Clone(o.byID[l.id]), o.byID[l.title]...)
}

// find returns the open job that a link means, or says why there is none. Some
// tables have the external id where the title belongs.
func (o *openings) find(l link, source string) (j recruit.Job, problem string) {
	name := brief(cmp.Or(l.title, l.id))
	j, known := o.numbered(l.id, l.title, source)
	if !known {
		j, known = o.numbered(l.title, "", source)
	}
	if !known {
		var open []recruit.Job
		for _, same := range o.byTitle[sanitize.Fold(l.title)] {
			if same.Status == recruit.JobOpen {
				open = append(open, same)
			}
		}
		switch len(open) {
		case 0:
			if perhaps := append(slices.Clone(o.byID[l.id]), o.byID[l.title]...); len(perhaps) > 0 && (l.title == "" || l.id == "" || o.byID[l.title] != nil) {
				return j, fmt.Sprintf("the job number %s alone does not identify %s here; give the title, or say with --source which system the numbers are from, both here and when the jobs are imported", name, brief(perhaps[0].Title))
			}
			return j, fmt.Sprintf("no open job %q is known here", name)
		case 1:
			j = open[0]
		default:
			return j, fmt.Sprintf("%d open jobs are called %q", len(open), name)
		}
	}
	if j.Status == recruit.JobClosed && !l.own {
		return j, fmt.Sprintf("%s is closed", brief(j.Title))
	}
	return j, ""
}

// longestReason bounds why a candidate is in a stage, in characters.
const longestReason = 100

// reasonOf is why a candidate is in a stage, as an export says it; one that is too long is
// cut.
func reasonOf(text string) string {
	reason, err := sanitize.Line(text, longestReason)
	if err != nil {
		reason = strings.TrimSpace(string([]rune(reason)[:longestReason]))
	}
	return reason
}
