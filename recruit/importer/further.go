package importer

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/importer/words"
	"recruitty/recruit/sanitize"
)

// This file keeps what a row says of someone who is known already. Nothing of
// them is changed: what nobody knew becomes a note, which an undo takes back.

// further plans the note of a row and the number that it has, and returns the names
// of what stands in the note. placed are the jobs to which the row links, unplaced
// is what it says of jobs to which it does not.
func (p *planner) further(ctx context.Context, e entry, c recruit.NewCandidate, m match, near recruit.Acquaintances, placed []recruit.JobID, unplaced []named) (names []string, err error) {
	if err := p.learnNumber(e.line, c.Candidate, m, near); err != nil {
		return nil, err
	}
	c.Fields = slices.Clone(c.Fields)
	for _, m := range unplaced {
		c.Fields = append(c.Fields, recruit.OwnField{Name: m.name, Value: m.value})
	}
	news := personNews(c, m.as)
	if len(news) == 0 {
		return nil, nil
	}
	profile, err := p.profile(ctx, m.who)
	if err != nil {
		return nil, err
	}
	news = slices.DeleteFunc(news, func(n named) bool {
		return slices.ContainsFunc(profile.Notes, func(o recruit.Note) bool { return says(o.Text, noteLine(n)) })
	})
	if len(news) == 0 {
		return nil, nil
	}
	var lines []string
	for _, n := range news {
		lines = append(lines, noteLine(n))
		names = append(names, cmp.Or(brief(n.name), "a note"))
	}
	a := arrival{}
	a.note(fmt.Sprintf("From %s:\n%s", p.report.File, strings.Join(lines, "\n")))
	now := p.service.Now().UTC()
	for _, n := range a.c.Notes {
		n.At = now
		if len(placed) == 1 {
			n.JobID = placed[0]
		}
		if err := p.addNote(e.line, m.who, n); err != nil {
			return nil, err
		}
	}
	p.report.Noted++
	slices.Sort(names)
	return slices.Compact(names), nil
}

// says reports whether a note has these lines.
func says(note, lines string) bool {
	return strings.Contains("\n"+note+"\n", "\n"+lines+"\n")
}

func noteLine(n named) string {
	value, _ := sanitize.Text(n.value, 1<<30)
	return strings.TrimPrefix(n.name+": ", ": ") + value
}

// learnNumber plans to keep the number that a system has for someone who is known
// by something else.
func (p *planner) learnNumber(line int, c recruit.Candidate, m match, near recruit.Acquaintances) error {
	if c.ExternalID == "" || c.ExternalSource == "" || m.as.ExternalID == c.ExternalID && m.as.ExternalSource == c.ExternalSource {
		return nil
	}
	var owner string
	for _, o := range near.ByExternalID[c.ExternalID] {
		if o.ExternalSource == c.ExternalSource {
			if o.ID == m.who.id {
				return nil
			}
			owner = p.nameOf(o)
		}
	}
	at := p.numberOf(c)
	if k := p.seen[at]; owner == "" && k != 0 {
		if k == m.who.key() {
			return nil
		}
		d, err := p.drafts.Of(k)
		if d == nil || err != nil {
			return err
		}
		owner = inFile(d.Person.Candidate, d.Line)
	}
	if owner != "" {
		p.report.Remarks.add(line, "the ID %s is that of %s in %s, so it was not kept for %s", brief(c.ExternalID), owner, c.ExternalSource, brief(cmp.Or(c.Name, c.Email, "the person")))
		return nil
	}
	p.seen[at] = m.who.key()
	p.plan.numbers = append(p.plan.numbers, plannedNumber{line, m.who, c.ExternalSource, c.ExternalID})
	p.report.Learnt++
	return nil
}

// personNews is what a row says of someone that is not known.
func personNews(c recruit.NewCandidate, o recruit.Candidate) (news []named) {
	add := func(name, value string, known ...string) {
		if value != "" && !slices.ContainsFunc(known, func(k string) bool { return sanitize.Fold(k) == sanitize.Fold(value) }) {
			news = append(news, named{name, value})
		}
	}
	if c.Name != "" && !sanitize.SameName(c.Name, o.Name) {
		add("Name", c.Name, append(o.Emails, o.Email, o.Phone)...)
	}
	for _, address := range append([]string{c.Email}, c.Emails...) {
		add("Email", address, append(o.Emails, o.Email)...)
	}
	numbers := append([]string{o.Phone}, o.Phones...)
	for _, number := range append([]string{c.Phone}, c.Phones...) {
		if !slices.ContainsFunc(numbers, func(k string) bool {
			return sanitize.Digits(number) != "" && sanitize.Digits(k) == sanitize.Digits(number)
		}) {
			add("Phone", number, numbers...)
		}
	}
	add("Headline", c.Headline, o.Headline)
	for _, tag := range c.Tags {
		add("Tag", tag, o.Tags...)
	}
	for _, link := range c.Links {
		add("Link", link, o.Links...)
	}
	add("Location", c.Residence, o.Residence)
	add("Source", c.Origin, o.Origin)
	add("Owner", c.Owner, o.Owner)
	add("Time zone", c.TimeZone, o.TimeZone)
	add("Language", c.Language, o.Language)
	if id := export.Shown(c.ExternalID); c.ExternalSource == "" && id != o.ExternalID {
		add("Id", id)
	}
	for _, f := range c.Fields {
		var same []string
		for _, k := range o.Fields {
			if strings.EqualFold(strings.TrimRight(k.Name, " 0123456789"), strings.TrimRight(f.Name, " 0123456789")) {
				same = append(same, k.Value)
			}
		}
		add(f.Name, f.Value, same...)
	}
	for _, n := range c.Notes {
		add("", n.Text)
	}
	return news
}

// jobNews are the names of what a row says of a job that is known otherwise.
func jobNews(j, o recruit.Job) (names []string) {
	for _, part := range []struct{ name, row, known string }{
		{"title", j.Title, o.Title}, {"department", j.Department, o.Department}, {"location", j.Location, o.Location}, {"description", j.Description, o.Description},
	} {
		if part.row != "" && sanitize.Fold(part.row) != sanitize.Fold(part.known) {
			names = append(names, part.name)
		}
	}
	if j.Status != o.Status {
		names = append(names, fmt.Sprintf("that it is %s", j.Status))
	}
	if !slices.Equal(j.Stages, o.Stages) && !slices.Equal(j.Stages, recruit.DefaultStages()) {
		names = append(names, "stages")
	}
	return names
}

// unlikeKnown is what a row calls its candidate and its job otherwise than they are
// called here.
func (p *planner) unlikeKnown(e entry, profile recruit.Profile, job recruit.Job) (more []named) {
	c := profile.Candidate
	called := words.Join(" ", e.values[FirstName], e.values[LastName])
	for _, name := range []string{e.values[Name], called} {
		if unsaid(name, c.Name) != "" {
			more = append(more, named{"Candidate", name})
		}
	}
	for _, text := range addresses(e.values[Email]) {
		address, err := sanitize.International(text)
		is := func(o string) bool { return sanitize.SameAddress(o, address) }
		if err == nil && !slices.ContainsFunc(append(c.Emails, c.Email), is) || err != nil && unsaid(text, c.Name) != "" {
			more = append(more, named{"Candidate", text})
		}
	}
	if id := e.values[CandidateID]; id != "" && id != c.ExternalID {
		more = append(more, named{"Candidate id", id})
	}
	linked := func(a recruit.Application) bool { return a.ExternalID == e.values[ApplicationID] }
	if id := e.values[ApplicationID]; id != "" && !slices.ContainsFunc(profile.Applications, linked) {
		more = append(more, named{"Application id", id})
	}
	if title := e.values[Job]; title != "" && !sanitize.SameName(title, job.Title) && title != job.ExternalID {
		more = append(more, named{"Job", title})
	}
	if id := e.values[JobID]; id != "" && id != job.ExternalID {
		more = append(more, named{"Job id", id})
	}
	return more
}

// meetNews are the names of what a row says of an interview that is known otherwise.
func meetNews(i recruit.Interview, people []recruit.Participant, o recruit.Record) (names []string) {
	known := o.Interview
	for _, part := range []struct {
		name string
		same bool
	}{
		{"title", i.Title == known.Title}, {"start", i.Start.Equal(known.Start)}, {"duration", i.Duration == known.Duration},
		{fmt.Sprintf("that it is %s", i.Status.Words()), i.Status == known.Status},
		{"location", i.Place == known.Place}, {"description", strings.Contains(known.Description, i.Description)},
		{"notes", strings.Contains(known.InternalNote, i.InternalNote)}, {"reason", i.CancelReason == "" || i.CancelReason == known.CancelReason},
	} {
		if !part.same {
			names = append(names, part.name)
		}
	}
	for _, one := range people {
		if _, is := o.Person(one.Address); !is {
			return append(names, "interviewers")
		}
	}
	return names
}

// noteOf plans a note about a candidate who is here.
func (p *planner) noteOf(line int, id recruit.CandidateID, job recruit.JobID, text string) error {
	a := arrival{}
	a.note(text)
	for _, n := range a.c.Notes {
		n.JobID, n.At = job, p.service.Now().UTC()
		if err := p.addNote(line, person{id: id}, n); err != nil {
			return err
		}
	}
	return nil
}

// addNote plans a note about someone.
func (p *planner) addNote(line int, who person, n recruit.Note) error {
	d, err := p.drafts.Begin(who.key())
	if err != nil {
		return err
	}
	if n.CandidateID = who.id; who.id != 0 {
		p.plan.notes = append(p.plan.notes, planned[recruit.Note]{line, p.report.Rows, n})
	}
	d.Person.Notes = append(d.Person.Notes, n)
	return nil
}

// unkept says what of a row was not kept, "" when there is nothing.
func unkept(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "; it stays as it is, and the differences in the row were not kept: " + strings.Join(names, ", ")
}

// unlike says of a row about something that stands further up in the file whether
// it says anything else.
func (p *planner) unlike(e entry, line int) string {
	if p.first.line("row", e.text()) == line {
		return ""
	}
	return "; the differences in this row were not kept"
}

// text is all that an entry says.
func (e entry) text() string {
	var b strings.Builder
	for _, f := range slices.Sorted(maps.Keys(e.values)) {
		fmt.Fprintf(&b, "%s\x00%s\x00", f, e.values[f])
	}
	for _, m := range e.more {
		fmt.Fprintf(&b, "%s\x00%s\x00", m.name, m.value)
	}
	return b.String()
}
