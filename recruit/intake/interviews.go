package intake

import (
	"context"
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/clean"
)

// interview plans an interview that was arranged elsewhere. Its candidate and
// job must be known; a link between them that is missing is planned, because
// that they meet says that there is one. Errors are those of the workspace only.
func (p *planner) interview(ctx context.Context, e entry) error {
	r := &p.report
	profile, named, problem, err := p.interviewed(ctx, e)
	if err != nil {
		return err
	}
	var job recruit.Job
	if problem == "" {
		if job, problem, err = p.interviewedFor(ctx, profile, named); err != nil {
			return err
		}
	}
	if problem != "" {
		r.Bad.add(e.line, "%s", problem)
		return nil
	}
	if err := p.loadTeam(ctx); err != nil {
		return err
	}
	c := profile.Candidate
	organiser, remarks := p.organiser(e)
	i, more, wrong := buildInterview(e, c, job.ID, p.service.Now().UTC())
	remarks = append(remarks, more...)
	people, more, unseated := p.people(c, e)
	remarks = append(remarks, more...)
	if wrong == nil {
		wrong = unseated
	}
	if wrong != nil {
		r.Bad.add(e.line, "%s", reason(wrong))
		return nil
	}
	i.OrganiserID = organiser.ID
	name := fmt.Sprintf("%s with %s of %s", brief(i.Title), brief(c.Name), i.Start.UTC().Format(time.RFC3339))
	if line := p.metBefore(i, e.line); line > 0 {
		r.Duplicates.add(e.line, "%s is in line %d already", name, line)
		return nil
	}
	known, err := p.service.Store.KnownInterview(ctx, i)
	if err != nil {
		return err
	}
	if known != 0 {
		r.Duplicates.add(e.line, "%s is known here already, as interview %d", name, known)
		return nil
	}
	if len(remarks) > 0 {
		r.Remarks.add(e.line, "%s", strings.Join(remarks, "; "))
	}
	who := person{id: c.ID}
	if _, linked := profile.Application(job.ID); !linked && p.linkOnce(who, job.ID) {
		p.plan.links = append(p.plan.links, plannedLink{line: e.line, who: who, job: job.ID, stage: job.Stages[0]})
		r.Linked++
	}
	r.Added++
	p.plan.meets = append(p.plan.meets, planned[recruit.Record]{e.line, recruit.Record{Interview: i, Organiser: organiser, People: people}})
	return nil
}

// metBefore returns the line of the same interview further up, 0 when there is
// none, and remembers this one. Two ids at one time are two interviews.
func (p *planner) metBefore(i recruit.Interview, line int) int {
	at := fmt.Sprint(i.CandidateID, " ", i.JobID, " ", i.Start.Unix())
	if i.ExternalID == "" {
		if first := p.first.line("at", at); first > 0 {
			return first
		}
		p.first.add(line, "bare", at)
	} else {
		if first := p.first.line("interview", i.ExternalID); first > 0 {
			return first
		}
		if first := p.first.line("bare", at); first > 0 {
			return first
		}
		p.first.add(line, "interview", i.ExternalID)
	}
	p.first.add(line, "at", at)
	return 0
}

// interviewed finds the candidate of an entry, and the job that it names: by the
// application, else by address or external id. problem says why there is none.
func (p *planner) interviewed(ctx context.Context, e entry) (profile recruit.Profile, job link, problem string, err error) {
	job = link{id: e.values[JobID], title: e.values[Job]}
	id := recruit.CandidateID(0)
	if application := e.values[ApplicationID]; application != "" {
		links, err := p.service.Store.ApplicationsByExternalID(ctx, application)
		if err != nil {
			return profile, job, "", err
		}
		if len(links) > 0 {
			id = links[0].CandidateID
		}
		if len(links) == 1 {
			job = link{at: links[0].JobID}
		}
		if id == 0 && e.values[Email] == "" && e.values[CandidateID] == "" {
			return profile, job, fmt.Sprintf("application %s is not known here; import the candidates with their applications first", brief(application)), nil
		}
	}
	if id == 0 {
		c := recruit.Candidate{ExternalID: e.values[CandidateID]}
		if address := firstAddress(e.values[Email]); address != "" {
			if c.Email, err = clean.International(address); err != nil {
				return profile, job, fmt.Sprintf("%q is not the e-mail address of a candidate", brief(address)), nil
			}
		}
		if c.Email == "" && c.ExternalID == "" {
			return profile, job, "names no candidate", nil
		}
		at, known, err := p.find(ctx, c)
		if err != nil {
			return profile, job, "", err
		}
		if !known {
			return profile, job, fmt.Sprintf("candidate %s is not known here; import or add the candidate first", brief(firstOf(c.Email, c.ExternalID))), nil
		}
		id = at.id
	}
	profile, err = p.service.Candidates.Profile(ctx, id)
	if err == nil && profile.Candidate.Email == "" {
		problem = fmt.Sprintf("%s has no e-mail address; add one to the profile first", brief(profile.Candidate.Name))
	}
	return profile, job, problem, err
}

// interviewedFor finds the job of an interview: the one that is named, else the
// only one to which the candidate is linked. Of several with one title it is
// the one to which the candidate is linked; a closed one must be.
func (p *planner) interviewedFor(ctx context.Context, profile recruit.Profile, l link) (job recruit.Job, problem string, err error) {
	if p.jobs == nil {
		if p.jobs, err = loadOpenings(ctx, p.service.Jobs); err != nil {
			return job, "", err
		}
	}
	if l == (link{}) {
		if len(profile.Applications) != 1 {
			return job, fmt.Sprintf("names no job, and %s is linked to %d", brief(profile.Candidate.Name), len(profile.Applications)), nil
		}
		l.at = profile.Applications[0].JobID
	}
	for _, j := range p.jobs.called(l) {
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
	if job, problem = p.jobs.find(l); problem != "" {
		problem = fmt.Sprintf("%s, and %s is linked to none of that name", strings.TrimSuffix(problem, "; not linked"), brief(profile.Candidate.Name))
	}
	return job, problem, nil
}

// loadTeam reads the members, once.
func (p *planner) loadTeam(ctx context.Context) (err error) {
	if p.team == nil {
		p.team, err = p.service.Store.Members(ctx, false)
	}
	return err
}

// organiser is the member whom the file names as organiser, the zero Member
// when there is none. Somebody else stays in the note.
func (p *planner) organiser(e entry) (m recruit.Member, remarks []string) {
	who := e.values[Organiser]
	one, _ := p.panelist(who)
	for _, m := range p.team {
		if m.ID == one.MemberID {
			return m, nil
		}
	}
	if who == "" {
		return m, nil
	}
	e.values[Notes] = joined("\n", e.values[Notes], "Organised elsewhere by "+brief(who))
	return m, []string{brief(who) + " is no member here; whoever imports the interview organises it"}
}

// people are the candidate and the panel of an entry. wrong is what it has to be
// refused for.
func (p *planner) people(c recruit.Candidate, e entry) (people []recruit.Participant, remarks []string, wrong error) {
	r := recruit.Record{People: []recruit.Participant{{Address: c.Email, Name: c.Name, Audience: recruit.ToCandidate, TimeZone: c.TimeZone, Answer: recruit.NoAnswer}}}
	for _, cell := range split(e.values[Interviewers]) {
		if cell = strings.TrimSpace(cell); cell == "" {
			continue
		}
		one, known := p.panelist(cell)
		if !known {
			remarks = append(remarks, fmt.Sprintf("the interviewer %q is neither a member nor an e-mail address and was left out", brief(cell)))
			continue
		}
		if _, twice := r.Person(one.Address); !twice {
			r.People = append(r.People, one)
		}
		if n := len(r.People) - 1; n > recruit.MaxParticipants {
			return nil, nil, fmt.Errorf("has more than %d interviewers", recruit.MaxParticipants)
		}
	}
	return r.People, remarks, nil
}

// panelist reads "Dana Ortiz <dana@example.com>", an address, or the name of a
// member.
func (p *planner) panelist(cell string) (one recruit.Participant, known bool) {
	one = recruit.Participant{Audience: recruit.ToPanel, Answer: recruit.NoAnswer}
	address, err := clean.Email(firstAddress(cell))
	name, _, _ := strings.Cut(cell, "<")
	var named []recruit.Member
	for _, m := range p.team {
		if err == nil && strings.EqualFold(m.Email, address) {
			return member(one, m), true
		}
		if err != nil && clean.Fold(m.Name) == clean.Fold(name) {
			named = append(named, m)
		}
	}
	if len(named) == 1 {
		return member(one, named[0]), true
	}
	one.Address = address
	if at := strings.Index(name, "@"); at < 0 {
		one.Name, _ = clean.Line(name, 150)
	}
	return one, err == nil
}

// member makes a participant the member m.
func member(one recruit.Participant, m recruit.Member) recruit.Participant {
	one.Address, one.Name, one.MemberID, one.TimeZone = m.Email, m.Name, m.ID, m.TimeZone
	return one
}
