package importer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"

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
		is, err := p.isLinked(ctx, e.line, who, j.ID, l)
		if err != nil {
			return added, unplaced, err
		}
		if unknown {
			unplaced = append(unplaced, named{"Stage", l.stage})
		}
		if is {
			continue
		}
		if unknown {
			p.report.Remarks.add(e.line, "%s has no stage %q; linked in %s", brief(j.Title), brief(l.stage), stage)
		}
		p.linked[p.linkKey(who, j.ID)] = struct{}{}
		p.plan.links = append(p.plan.links, p.planned(e.line, who, j.ID, stage, l))
		p.report.Linked++
		added = append(added, j.ID)
	}
	return added, unplaced, nil
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

func (p *planner) linkKey(who person, job recruit.JobID) uint64 {
	if who.id != 0 {
		who.line = 0
	}
	return p.first.hash("link", strconv.FormatInt(int64(who.id), 10), strconv.Itoa(who.line), strconv.FormatInt(int64(job), 10))
}

// linkOnce reports whether nobody has planned this link yet, and remembers it.
func (p *planner) linkOnce(who person, job recruit.JobID) bool {
	at := p.linkKey(who, job)
	_, is := p.linked[at]
	p.linked[at] = struct{}{}
	return !is
}

// isLinked reports whether a person is linked to a job, planned or stored. A stored
// link that has no external id yet is planned to learn it.
func (p *planner) isLinked(ctx context.Context, line int, who person, job recruit.JobID, l link) (bool, error) {
	if _, is := p.linked[p.linkKey(who, job)]; is || who.id == 0 {
		return is, nil
	}
	profile, err := p.service.Candidates.Profile(ctx, who.id)
	if err != nil {
		return false, err
	}
	a, is := profile.Application(job)
	if is && l.application != "" && (a.ExternalID == "" || a.ExternalID == l.application && a.ExternalSource == "" && p.sourceOf(l) != "") {
		p.linked[p.linkKey(who, job)] = struct{}{}
		p.plan.links = append(p.plan.links, p.planned(line, who, job, a.Stage, l))
	}
	return is, nil
}

// planned is a link as it is to be written.
func (p *planner) planned(line int, who person, job recruit.JobID, stage string, l link) plannedLink {
	source := l.applicationSource
	if !l.own && l.application != "" {
		source = p.report.Source
	}
	return plannedLink{line: line, who: who, job: job, stage: stage, application: l.application, source: source, since: l.since, created: l.created}
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
		p.jobs, err = loadOpenings(ctx, p.service.Jobs)
	}
	return err
}

// openings are the workspace's jobs, to be found by external id or title.
type openings struct {
	all     map[recruit.JobID]recruit.Job
	byID    map[string][]recruit.Job
	byTitle map[string][]recruit.Job
}

func loadOpenings(ctx context.Context, jobs recruit.Jobs) (*openings, error) {
	o := &openings{all: map[recruit.JobID]recruit.Job{}, byID: map[string][]recruit.Job{}, byTitle: map[string][]recruit.Job{}}
	filter := recruit.JobFilter{Limit: 1000, Brief: true}
	for {
		page, err := jobs.Jobs(ctx, filter)
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
		if (source == "" || j.ExternalSource == "") && sameName(j.Title, title) {
			return j, true
		}
	}
	return j, false
}

// called returns the jobs, closed ones too, that a link may mean. For somebody
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
				return j, fmt.Sprintf("the job number %s alone does not say that it is %s here; name the title, or say with --source from which system the numbers are, here and when the jobs are imported", name, brief(perhaps[0].Title))
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
