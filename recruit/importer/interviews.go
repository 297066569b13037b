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

// interview plans an interview that was arranged elsewhere. Its candidate and
// job must be known; a link between them that is missing is planned, because
// that they meet says that there is one. Errors are those of the workspace only.
func (p *planner) interview(ctx context.Context, e entry) error {
	r := &p.report
	if p.layout.calendar {
		if err := p.attendees(ctx, &e); err != nil {
			return err
		}
	}
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
	if e.own == nil {
		e.more = append(e.more, p.unlikeKnown(e, profile, job)...)
	}
	organiser, remarks := p.organiser(e)
	people, more := p.people(c, e)
	remarks = append(remarks, more...)
	source := r.Source
	if e.own != nil {
		source = e.own.interview.ExternalSource
	}
	i, rest, more, wrong := buildInterview(e, c, job.ID, source, p.service.Now().UTC())
	remarks = append(remarks, more...)
	if wrong != nil {
		r.Bad.add(e.line, "%s", recruit.Reason(wrong))
		return nil
	}
	i.OrganiserID = organiser.ID
	name := fmt.Sprintf("%s with %s of %s", brief(i.Title), brief(c.Name), i.Wall())
	if line := p.metBefore(i, e.line); line > 0 {
		is, err := p.joins(line, i, people)
		if err != nil {
			return err
		}
		if is {
			r.Joined++
			return nil
		}
		r.Duplicates.add(e.line, "%s is in line %d already%s", name, line, p.unlike(e, line))
		return nil
	}
	p.first.add(e.line, "row", e.text())
	known, err := p.service.Store.KnownInterview(ctx, i)
	if err != nil {
		return err
	}
	if known != 0 {
		if before, err := p.beforeToo(ctx, int64(known)); before || err != nil {
			return err
		}
		o, err := p.service.Store.Record(ctx, known)
		if err != nil {
			return err
		}
		r.Duplicates.add(e.line, "%s is known here already, as interview %d%s", name, known, unkept(meetNews(i, people, o)))
		return nil
	}
	if rest != "" {
		remarks = append(remarks, "what does not fit stands in a note of the candidate")
		if err := p.noteOf(e.line, c.ID, job.ID, fmt.Sprintf("From %s, %s:\n%s", r.File, name, rest)); err != nil {
			return err
		}
	}
	if len(remarks) > 0 {
		r.Remarks.add(e.line, "%s", strings.Join(remarks, "; "))
	}
	// An export says itself who is linked to what.
	if _, linked := profile.Application(job.ID); !linked && e.own == nil {
		if err := p.addLink(plannedLink{line: e.line, who: person{id: c.ID}, job: job.ID, stage: job.Stages[0]}); err != nil {
			return err
		}
		r.Linked++
	}
	r.Added++
	p.plan.meets = append(p.plan.meets, planned[recruit.Record]{line: e.line, value: recruit.Record{Interview: i, Organiser: organiser, People: people}})
	return nil
}

// joins adds the interviewers of a further row to an interview of the plan, with
// what the row says besides, and reports whether there were any: some systems
// write one row for each of them.
func (p *planner) joins(line int, i recruit.Interview, people []recruit.Participant) (bool, error) {
	for n := len(p.plan.meets) - 1; n >= 0; n-- {
		m := &p.plan.meets[n]
		if m.line != line {
			continue
		}
		added := false
		for _, one := range people {
			if _, is := m.value.Person(one.Address); !is && len(m.value.People) <= recruit.MaxParticipants {
				m.value.People, added = append(m.value.People, one), true
			}
		}
		if !added {
			return false, nil
		}
		known := &m.value.Interview
		var further []string
		for text := range strings.Lines(words.Join("\n", i.Title, i.Place, i.Description, i.InternalNote)) {
			text = strings.TrimSpace(text)
			if !strings.Contains(words.Join("\n", known.Title, known.Place, known.Description, known.InternalNote), text) {
				further = append(further, text)
			}
		}
		note, over := withinNote("", words.Join("\n", known.InternalNote, strings.Join(further, "\n")), nil)
		known.InternalNote = note
		if len(over) > 0 {
			err := p.noteOf(line, known.CandidateID, known.JobID, fmt.Sprintf("From %s:\n%s", p.report.File, over[0]))
			return true, err
		}
		return true, nil
	}
	return false, nil
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
		if first := p.first.line("interview", i.ExternalSource, i.ExternalID); first > 0 {
			return first
		}
		if first := p.first.line("bare", at); first > 0 {
			return first
		}
		p.first.add(line, "interview", i.ExternalSource, i.ExternalID)
	}
	p.first.add(line, "at", at)
	return 0
}

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
				return profile, job, fmt.Sprintf("%q is not the e-mail address of a candidate", brief(text)), nil
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
		problem = fmt.Sprintf("%s has no e-mail address; add one to the profile first", brief(profile.Candidate.Name))
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

// named finds somebody by the name alone, when only one is called so and the row
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
		return m, fmt.Sprintf("the number %s alone does not say who is meant; add the candidate's address or name, or say with --source from which system the numbers are, here and when the candidates are imported", brief(cmp.Or(c.ExternalID, application))), nil
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
		return m, fmt.Sprintf("the name %s alone does not say who is meant; add the candidate's address", brief(c.Name)), nil
	}
	p.report.Remarks.add(e.line, "the candidate is taken for %s, by the name alone", takenFor(list[0]))
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
	e.values[Notes] = words.Join("\n", e.values[Notes], "Organised elsewhere by "+who)
	return m, []string{brief(who) + " is no member here; whoever imports the interview organises it"}
}

// people are the candidate and the panel of an entry. Who cannot be invited stands
// in its note.
func (p *planner) people(c recruit.Candidate, e entry) (people []recruit.Participant, remarks []string) {
	var rest []string
	r := recruit.Record{People: []recruit.Participant{{Address: c.Email, Name: c.Name, Audience: recruit.ToCandidate, TimeZone: c.TimeZone, Answer: recruit.NoAnswer}}}
	if e.own != nil {
		r.People[0].Answer = answered(e.own.interview.Candidate.Answer)
		panel, remarks := p.panel(e.own)
		return append(r.People, panel...), remarks
	}
	for _, cell := range words.Values(e.values[Interviewers]) {
		if cell = strings.TrimSpace(cell); cell == "" {
			continue
		}
		one, known := p.panelist(cell)
		if !known {
			remarks = append(remarks, fmt.Sprintf("the interviewer %q is neither a member nor an e-mail address, and stands in the internal note", brief(cell)))
			rest = append(rest, cell)
			continue
		}
		if _, twice := r.Person(one.Address); twice {
			continue
		}
		if len(r.People) > recruit.MaxParticipants {
			rest = append(rest, cell)
			continue
		}
		r.People = append(r.People, one)
	}
	if len(r.People) > recruit.MaxParticipants && len(rest) > 0 {
		remarks = append(remarks, fmt.Sprintf("has more than %d interviewers; the others stand in the internal note", recruit.MaxParticipants))
	}
	if len(rest) > 0 {
		e.values[Notes] = words.Join("\n", e.values[Notes], "Interviewers: "+strings.Join(rest, "; "))
	}
	return r.People, remarks
}

// panelist reads "Dana Ortiz <dana@example.com>", an address, or the name of a
// member.
func (p *planner) panelist(cell string) (one recruit.Participant, known bool) {
	one = recruit.Participant{Audience: recruit.ToPanel, Answer: recruit.NoAnswer}
	address, err := sanitize.International(firstAddress(cell))
	name, _, _ := strings.Cut(cell, "<")
	var named []recruit.Member
	for _, m := range p.team {
		if err == nil && strings.EqualFold(m.Email, address) {
			return member(one, m), true
		}
		if err != nil && sanitize.Fold(m.Name) == sanitize.Fold(name) {
			named = append(named, m)
		}
	}
	if len(named) == 1 {
		return member(one, named[0]), true
	}
	one.Address = address
	if at := strings.Index(name, "@"); at < 0 {
		one.Name, _ = sanitize.Line(name, 150)
	}
	return one, err == nil
}

// member makes a participant the member m.
func member(one recruit.Participant, m recruit.Member) recruit.Participant {
	one.Address, one.Name, one.MemberID, one.TimeZone = m.Email, m.Name, m.ID, m.TimeZone
	return one
}
