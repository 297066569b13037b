package importer

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/sanitize"
)

// This file finds whom an interview is with, and for which job.

// interviewed finds the candidate of an entry, and the job that it names: by the
// application, else by address, or by external id together with the source or the
// name. problem says why there is none.
func (p *planner) interviewed(ctx context.Context, e entry) (profile recruit.Profile, job link, problem string, err error) {
	job = link{id: e.values[JobID], title: e.values[Job]}
	c := recruit.Candidate{Name: cmp.Or(e.values[Name], words.Join(" ", e.values[FirstName], e.values[LastName])), ExternalID: e.values[CandidateID], ExternalSource: p.report.Source}
	if e.own != nil {
		job.own, job.source, c.ExternalSource = true, e.own.interview.Job.ExternalSource, e.own.interview.Candidate.ExternalSource
	}
	if text := firstAddress(e.values[Email]); text != "" {
		if c.Email, err = sanitize.International(text); err != nil {
			if strings.Contains(text, "@") || c.Name != "" {
				return profile, job, fmt.Sprintf("%q is not the email address of a candidate", brief(text)), nil
			}
			c.Name, err = strings.TrimSpace(e.values[Email]), nil // a column "Candidate" may hold either
		}
	}
	var m match
	if c.Email != "" || c.ExternalID != "" {
		near, err := p.acquaintances(ctx, c)
		if err != nil {
			return profile, job, "", err
		}
		if m, err = p.find(ctx, c, near); err != nil {
			return profile, job, "", err
		}
	}
	if application := e.values[ApplicationID]; application != "" && (!m.known || job == (link{})) {
		id, at, err := p.applied(ctx, application, c, m)
		if err != nil {
			return profile, job, "", err
		}
		if id != 0 {
			m = match{who: person{id: id}, known: true}
		}
		if at != 0 {
			job = link{at: at}
		}
	}
	if !m.known {
		if m, problem, err = p.named(ctx, c, e); err != nil || problem != "" {
			return profile, job, problem, err
		}
	}
	profile, err = p.profile(ctx, m.who)
	if err == nil && profile.Candidate.Email == "" {
		problem = fmt.Sprintf("%s has no email address; add one to the profile first", brief(profile.Candidate.Name))
	}
	return profile, job, problem, err
}

// applied finds who applied under a number, and for which job when it is one:
// under that of a source, or of whom the row names besides.
func (p *planner) applied(ctx context.Context, application string, c recruit.Candidate, m match) (id recruit.CandidateID, job recruit.JobID, err error) {
	links, err := p.service.Store.ApplicationsByExternalID(ctx, application)
	if err != nil {
		return 0, 0, err
	}
	n := 0
	for _, l := range links {
		sure := p.report.Source != "" && l.ExternalSource == p.report.Source
		if m.known {
			sure = l.CandidateID == m.who.id && (sure || l.ExternalSource == "" || p.report.Source == "")
		} else if !sure && c.Name != "" && (l.ExternalSource == "" || p.report.Source == "") {
			profile, err := p.profile(ctx, person{id: l.CandidateID})
			if err != nil {
				return 0, 0, err
			}
			sure = sanitize.SameName(profile.Candidate.Name, c.Name)
		}
		if sure {
			id, job, n = l.CandidateID, l.JobID, n+1
		}
	}
	if n != 1 {
		job = 0
	}
	return id, job, nil
}

// named finds someone by the name alone, when only one is called so and the row
// has no better mark.
func (p *planner) named(ctx context.Context, c recruit.Candidate, e entry) (m match, problem string, err error) {
	application := e.values[ApplicationID]
	switch {
	case c.Email != "":
		return m, fmt.Sprintf("candidate %s is not known here; import or add the candidate first", brief(c.Email)), nil
	case c.ExternalID == "" && c.Name == "" && application == "":
		return m, "names no candidate", nil
	case c.Name == "" && application != "" && p.report.Source != "":
		return m, fmt.Sprintf("application %s is not known here; import the candidates with their applications first, with the same --source", brief(application)), nil
	case c.Name == "" && p.report.Source == "":
		return m, fmt.Sprintf("the number %s alone does not identify anyone; add the candidate's address or name, or say with --source which system the numbers are from, both here and when the candidates are imported", brief(cmp.Or(c.ExternalID, application))), nil
	case c.Name == "":
		return m, fmt.Sprintf("candidate %s of %s is not known here; import the candidate first, with the same --source", brief(c.ExternalID), p.report.Source), nil
	}
	near, err := p.service.Store.Acquaintances(ctx, recruit.Sought{Names: []string{c.Name}})
	list := near.ByName[c.Name]
	switch {
	case err != nil:
		return m, "", err
	case len(list) == 0:
		return m, fmt.Sprintf("candidate %s is not known here; import or add the candidate first", brief(c.Name)), nil
	case len(list) > 1 || c.ExternalID != "" && list[0].ExternalID != "" && list[0].ExternalSource == p.report.Source:
		return m, fmt.Sprintf("the name %s alone does not identify anyone; add the candidate's address", brief(c.Name)), nil
	}
	p.report.Remarks.add(e.line, "the candidate is matched to %s by name alone", takenFor(list[0]))
	return match{who: person{id: list[0].ID}, known: true}, "", nil
}

// interviewedFor finds the job of an interview: the one that is named, else the
// only one to which the candidate is linked. Of several with one title it is
// the one to which the candidate is linked; a closed one must be.
func (p *planner) interviewedFor(ctx context.Context, profile recruit.Profile, l link) (job recruit.Job, problem string, err error) {
	if err := p.loadJobs(ctx); err != nil {
		return job, "", err
	}
	if l == (link{}) {
		if len(profile.Applications) != 1 {
			return job, fmt.Sprintf("names no job, and %s is linked to %d", brief(profile.Candidate.Name), len(profile.Applications)), nil
		}
		l.at = profile.Applications[0].JobID
	}
	for _, j := range p.jobs.called(l, p.sourceOf(l)) {
		if _, linked := profile.Application(j.ID); linked {
			if job.ID != 0 {
				return job, fmt.Sprintf("%s is linked to several jobs called %q; name the job by its id", brief(profile.Candidate.Name), brief(j.Title)), nil
			}
			job = j
		}
	}
	if job.ID != 0 {
		return job, "", nil
	}
	if job, problem = p.jobs.find(l, p.sourceOf(l)); problem != "" {
		problem = fmt.Sprintf("%s, and %s is linked to none of that name", problem, brief(profile.Candidate.Name))
	}
	return job, problem, nil
}
