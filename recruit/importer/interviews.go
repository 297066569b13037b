package importer

import (
	"context"
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/importer/words"
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
		remarks = append(remarks, "what does not fit is kept in a note about the candidate")
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
