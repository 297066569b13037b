package plain

import (
	"context"
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/say"
	"recruitty/ui/text"
)

// mostListed is how many jobs or interviews a list holds; a search finds the
// others.
const mostListed = 500

// mostSearched is among how many interviews a search looks.
const mostSearched = 10_000

// jobs lists jobs.
func (p *plain) jobs(ctx context.Context, query string) error {
	all, err := p.Desk.Store.Jobs(ctx, recruit.JobFilter{Limit: mostSearched})
	if err != nil {
		return err
	}
	var rows []row
	for _, j := range all {
		words := say.Joined(", ", text.Line(j.Title), text.Line(j.Department), text.Line(j.Location), say.Counted(j.Candidates, "candidate"))
		if j.Interviews > 0 {
			words += ", " + say.Counted(j.Interviews, "interview") + " ahead"
		}
		if j.Status == recruit.JobClosed {
			words += ", closed"
		}
		rows = append(rows, row{words: words, more: j.Words(), open: func(ctx context.Context) error { return p.job(ctx, j.ID) }})
	}
	rows = matching(query, rows)
	p.tell("%s.", say.Counted(len(rows), "job"))
	return p.listedIfAny(ctx, rows)
}

// job says a job and lists its candidates.
func (p *plain) job(ctx context.Context, id recruit.JobID) error {
	j, err := p.Desk.Store.Job(ctx, id)
	if err != nil {
		return err
	}
	counts, err := p.Desk.Store.StageCounts(ctx, id)
	if err != nil {
		return err
	}
	p.tell("%s.", say.Joined(", ", text.Line(j.Title), text.Line(j.Department), text.Line(j.Location), string(j.Status)))
	if j.Description != "" {
		p.tell("%s", text.Block(j.Description))
	}
	stages := make([]string, len(j.Stages))
	for i, s := range j.Stages {
		stages[i] = fmt.Sprintf("%s %d", text.Line(s), counts[s])
	}
	p.tell("Stages: %s.", strings.Join(stages, ", "))
	return p.candidatesOf(ctx, recruit.CandidateFilter{JobID: id}, " for this job")
}

// interviews lists interviews: those ahead, or with the word past those that
// are over, the newest first; with the word mine only the member's.
func (p *plain) interviews(ctx context.Context, rest string) error {
	f := recruit.InterviewFilter{From: p.Now(), Status: recruit.Scheduled, Limit: mostListed}
	past := false
	var query []string
	for word := range strings.FieldsSeq(strings.ToLower(rest)) {
		switch word {
		case "mine":
			f.MemberID = p.Member.ID
		case "past":
			past, f.From, f.To, f.Status = true, p.Now().AddDate(-1, 0, 0), p.Now(), ""
		case "all", "ahead":
		default:
			query = append(query, word)
		}
	}
	if query != nil {
		f.Limit = mostSearched
	}
	all, err := p.Desk.Store.Interviews(ctx, f)
	if err != nil {
		return err
	}
	rows := make([]row, 0, len(all))
	for _, i := range all {
		rows = append(rows, p.interviewRow(i))
	}
	rows = matching(strings.Join(query, " "), rows)
	rows = rows[:min(len(rows), mostListed)]
	where := " ahead"
	if past {
		where = " in the last year"
	}
	p.tell("%s%s.", say.Counted(len(rows), "interview"), where)
	if past {
		for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
			rows[i], rows[j] = rows[j], rows[i]
		}
	}
	return p.listedIfAny(ctx, rows)
}

// add adds a candidate or a job with the least that is needed.
func (p *plain) add(ctx context.Context, what string) error {
	if err := p.allow(recruit.ToRecruit); err != nil {
		return err
	}
	switch strings.ToLower(what) {
	case "candidate":
		return p.addCandidate(ctx)
	case "job":
		return p.addJob(ctx)
	}
	return recruit.Invalid("", "Type new candidate, or new job.")
}

func (p *plain) addCandidate(ctx context.Context) error {
	var c recruit.Candidate
	kept, err := p.resume(ctx, recruit.DraftKey(p.Member.ID, 0, "candidate"), func(v map[string]string) {
		c.Name, c.Email, c.Phone, c.TimeZone = v["name"], v["email"], v["phone"], v["time_zone"]
	})
	if err != nil {
		return err
	}
	keep := func() {
		kept.store(draft.Kept{Base: map[string]string{"name": "", "email": "", "phone": "", "time_zone": ""},
			Typed: map[string]string{"name": c.Name, "email": c.Email, "phone": c.Phone, "time_zone": c.TimeZone}}.Encode())
	}
	checked := func(v string, value *string) error {
		was := *value
		*value = v
		probe := c
		if probe.Name == "" {
			probe.Name = "somebody"
		}
		cleaned, err := recruit.CleanCandidate(probe)
		if err == nil {
			err = p.Desk.Settings.Mailable(ctx, cleaned.Email)
		}
		if err != nil {
			*value = was
			return err
		}
		return nil
	}
	one := func(label, help string, value *string, empty bool) field {
		return field{label, label, true, func(ctx context.Context) error {
			return p.ask(ctx, question{label: label, kept: *value, empty: empty, help: help, take: func(v string) error { return checked(v, value) }})
		}}
	}
	if err := p.fill(ctx, []field{
		one("Name", "The whole name.", &c.Name, false),
		one("E-mail", "Where invitations go.", &c.Email, true),
		one("Phone", "A number, as people write it.", &c.Phone, true),
		one("Time zone", "Such as Europe/Lisbon, a city, or UTC+3.", &c.TimeZone, true),
	}, keep); err != nil {
		return kept.left(err)
	}
	added, err := p.Desk.Pipeline.Add(ctx, p.Member, c)
	if err != nil {
		return err
	}
	kept.store("")
	p.tell("Added %s.", text.Line(added.Name))
	return p.profile(ctx, added.ID, 0)
}

// addJob asks for the title; what else was typed on the screen for a new job, and
// not saved there, is taken up with it.
func (p *plain) addJob(ctx context.Context) error {
	j := recruit.Job{Stages: recruit.DefaultStages()}
	values := func() map[string]string {
		return map[string]string{"title": j.Title, "department": j.Department, "location": j.Location,
			"stages": strings.Join(j.Stages, ", "), "description": j.Description}
	}
	base := values()
	kept, err := p.resume(ctx, recruit.DraftKey(p.Member.ID, 0, "job-0"), func(v map[string]string) {
		j.Title, j.Department, j.Location, j.Description = v["title"], v["department"], v["location"], v["description"]
		if v["stages"] != "" {
			j.Stages = strings.Split(v["stages"], ",")
		}
	})
	if err != nil {
		return kept.left(err)
	}
	err = p.ask(ctx, question{label: "Title", kept: j.Title, help: "What the job is called.", take: func(v string) error {
		probe := j
		probe.Title = v
		if _, err := recruit.CleanJob(probe); err != nil {
			return err
		}
		j.Title = v
		return nil
	}})
	if err != nil {
		return kept.left(err)
	}
	kept.store(draft.Kept{Base: base, Typed: values()}.Encode()) // it comes back if it cannot be saved now
	added, err := p.Desk.Openings.Add(ctx, p.Member, j)
	if err != nil {
		return err
	}
	kept.store("")
	p.tell("Added the job %s. recruitty job edit %d changes its stages and the rest.", text.Line(added.Title), added.ID)
	return nil
}
