package draft

import (
	"context"
	"slices"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/fields"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/services"
	"recruitty/recruit/timeparse"
)

// NewJob is a job as it is typed.
func NewJob(j recruit.Job) *Sheet[recruit.Job] {
	type job = recruit.Job
	return NewSheet(j, []Field[job]{
		{Name: "title", Label: "Title", Proposal: "Staff Engineer, Storage", Help: "Job title.", Text: func(j *job) *string { return &j.Title }},
		{Name: "department", Label: "Department", Optional: true, Text: func(j *job) *string { return &j.Department }},
		{Name: "location", Label: "Location", Optional: true, Text: func(j *job) *string { return &j.Location }},
		commas(Field[job]{Name: "stages", Label: "Stages", Hint: "in order, separated by commas"}, func(j *job) *[]string { return &j.Stages }),
		{Name: "description", Label: "Description", Optional: true, Kind: Lines, Hint: "enter for a new line", Text: func(j *job) *string { return &j.Description }},
	})
}

// NewCandidate is a candidate as they are typed, with the fields that the workspace has; a
// zone may be a city's name.
func NewCandidate(c recruit.Candidate, own fields.List) *Sheet[recruit.Candidate] {
	return NewSheet(c, candidateRows(c, own))
}

// Newcomer is a candidate who is added with what they bring.
type Newcomer struct {
	recruit.Candidate
	Job    string // the number or a part of the title of an open one
	Resume string // where the file lies
}

// NewNewcomer is a candidate as they are typed with the job that they apply for and their
// résumé.
func NewNewcomer(own fields.List) *Sheet[Newcomer] {
	rows := within(candidateRows(recruit.Candidate{}, own), func(n *Newcomer) *recruit.Candidate { return &n.Candidate })
	brings := []Field[Newcomer]{
		{Name: "job", Label: "Job", Optional: true, Proposal: "part of an open job's title", Help: "A part of the title of an open job.", Text: func(n *Newcomer) *string { return &n.Job }},
		{Name: "file", Label: "Résumé", Kind: FilePath, Optional: true, Proposal: "path of the file", Help: "Where the file lies.", Text: func(n *Newcomer) *string { return &n.Resume }},
	}
	return NewSheet(Newcomer{}, slices.Insert(rows, 4, brings...))
}

// Arrive adds who was typed. What is wrong with the job or the file is said before anything
// is stored.
func Arrive(ctx context.Context, svc *services.Services, actor recruit.Member, n Newcomer) (pipeline.Arrived, error) {
	a := pipeline.Arrival{Candidate: n.Candidate}
	var err error
	if a.Job, err = svc.Pipeline.OpenJob(ctx, n.Job); err != nil {
		return pipeline.Arrived{}, err
	}
	if path := Path(n.Resume); path != "" {
		if a.Resume, err = svc.Documents.FromDisk(ctx, path, recruit.Resume); err != nil {
			return pipeline.Arrived{}, err
		}
	}
	return svc.Pipeline.Arrive(ctx, actor, a)
}

// candidateRows are the fields of a candidate.
func candidateRows(c recruit.Candidate, own fields.List) []Field[recruit.Candidate] {
	type who = recruit.Candidate
	const between = "separated by commas"
	rows := []Field[who]{
		{Name: "name", Label: "Name", Help: "Full name.", Text: func(c *who) *string { return &c.Name }},
		trimmed(Field[who]{Name: "email", Label: "Email", Proposal: "where invitations go", Optional: true, Help: "Where invitations go.", Text: func(c *who) *string { return &c.Email }}),
		{Name: "phone", Label: "Phone", Optional: true, Help: "Phone number.", Text: func(c *who) *string { return &c.Phone }},
		{Name: "time_zone", Label: "Time zone", Kind: AnyZone, Optional: true, Help: zoneHelp, Text: func(c *who) *string { return &c.TimeZone }, Set: func(c *who, typed string) error {
			c.TimeZone = strings.TrimSpace(typed)
			if zone, err := timeparse.Zone(c.TimeZone); c.TimeZone != "" && err == nil {
				c.TimeZone = zone.String()
			}
			return nil
		}},
		{Name: "headline", Label: "Headline", Optional: true, Proposal: "current title and company", Text: func(c *who) *string { return &c.Headline }},
		commas(Field[who]{Name: "tags", Label: "Tags", Optional: true, Proposal: between}, func(c *who) *[]string { return &c.Tags }),
		commas(Field[who]{Name: "further_emails", Label: "Other email", Optional: true, Proposal: between}, func(c *who) *[]string { return &c.Emails }),
		commas(Field[who]{Name: "further_phones", Label: "Other phone", Optional: true, Proposal: between}, func(c *who) *[]string { return &c.Phones }),
		commas(Field[who]{Name: "links", Label: "Links", Optional: true, Proposal: "https://www.linkedin.com/in/priya"}, func(c *who) *[]string { return &c.Links }),
		{Name: "location", Label: "Location", Optional: true, Text: func(c *who) *string { return &c.Residence }},
		{Name: "origin", Label: "Source", Optional: true, Proposal: "e.g. Referral", Text: func(c *who) *string { return &c.Origin }},
		{Name: "owner", Label: "Owner", Optional: true, Proposal: "a member of the team", Help: "Name or address of a member.", Text: func(c *who) *string { return &c.Owner }},
		{Name: "salary", Label: "Expected salary", Optional: true, Proposal: "e.g. 70,000 EUR a year", Help: "Amount, currency, period.", Text: func(c *who) *string { return &c.Salary }},
	}
	rows = append(rows, ownFields(c, own)...)
	return append(rows, Field[who]{Name: "language", Label: "Language", Optional: true, Kind: Language, Hint: "for emails to them, e.g. de or German; leave empty for the workspace's", Text: func(c *who) *string { return &c.Language }})
}

// zoneHelp says how a time zone may be typed.
const zoneHelp = "Such as Europe/Lisbon, a city, or UTC+3."

// Person are the fields that every member of the team has, whoever types them.
func Person() []Field[recruit.Member] {
	type m = recruit.Member
	return []Field[m]{
		{Name: "name", Label: "Name", Help: "Full name.", Text: func(m *m) *string { return &m.Name }},
		trimmed(Field[m]{Name: "email", Label: "Email", Help: "Where your own invitations go.", Text: func(m *m) *string { return &m.Email }}),
		trimmed(Field[m]{Name: "time_zone", Label: "Time zone", Kind: Zone, Help: zoneHelp, Text: func(m *m) *string { return &m.TimeZone }}),
	}
}

// NewMember is a member as an admin types them.
func NewMember(who recruit.Member) *Sheet[recruit.Member] {
	role := Field[recruit.Member]{Name: "role", Label: "Role", Kind: Choice, Note: roleNote, Text: func(m *recruit.Member) *string { return (*string)(&m.Role) }}
	for _, r := range recruit.Roles() {
		role.Options = append(role.Options, Option{string(r), string(r)})
	}
	return NewSheet(who, append(Person(), role))
}

// First is who begins a new workspace, and what the company is called.
type First struct {
	recruit.Member
	Company string
}

// NewFirst is what the first member types.
func NewFirst(who First) *Sheet[First] {
	fields := within(Person(), func(f *First) *recruit.Member { return &f.Member })
	fields[1].Proposal = "where your own invitations go"
	return NewSheet(who, append(fields, Field[First]{Name: "workspace", Label: "Company", Proposal: "shown in emails and on screens", Help: "As shown in emails and on screens.", Text: func(f *First) *string { return &f.Company }}))
}
