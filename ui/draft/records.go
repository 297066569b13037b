package draft

import (
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/timeparse"
)

// Job is what the form of a job holds.
type Job struct{ Title, Department, Location, Stages, Description string }

// NewJob is what the form of a job begins with.
func NewJob(j recruit.Job) *Job {
	return &Job{j.Title, j.Department, j.Location, strings.Join(j.Stages, ", "), j.Description}
}

// Values are what is typed, by the names of the fields; Fill takes them.
func (d *Job) Values() map[string]string {
	return map[string]string{"title": d.Title, "department": d.Department, "location": d.Location, "stages": d.Stages, "description": d.Description}
}

// Fill takes what Values returned before.
func (d *Job) Fill(v map[string]string) {
	d.Title, d.Department, d.Location, d.Stages, d.Description = v["title"], v["department"], v["location"], v["stages"], v["description"]
}

// Into writes the draft into a job.
func (d *Job) Into(j recruit.Job) recruit.Job {
	j.Title, j.Department, j.Location, j.Description, j.Stages = d.Title, d.Department, d.Location, d.Description, byComma(d.Stages)
	return j
}

// Candidate is what the form of a candidate holds.
type Candidate struct {
	Name, Email, Phone, Zone, Language, Headline, Tags string
	Emails, Phones, Links, Location, Source, Fields    string
}

// NewCandidate is what the form of a candidate begins with.
func NewCandidate(c recruit.Candidate) *Candidate {
	return &Candidate{c.Name, c.Email, c.Phone, c.TimeZone, c.Language, c.Headline, strings.Join(c.Tags, ", "),
		strings.Join(c.Emails, ", "), strings.Join(c.Phones, ", "), strings.Join(c.Links, ", "), c.Residence, c.Origin, recruit.FieldLines(c.Fields)}
}

// places are where the values of the fields are held, by their names.
func (d *Candidate) places() map[string]*string {
	return map[string]*string{"name": &d.Name, "email": &d.Email, "phone": &d.Phone, "time_zone": &d.Zone, "language": &d.Language, "headline": &d.Headline, "tags": &d.Tags,
		"further_emails": &d.Emails, "further_phones": &d.Phones, "links": &d.Links, "location": &d.Location, "origin": &d.Source, "fields": &d.Fields}
}

// Values are what is typed, by the names of the fields; Fill takes them.
func (d *Candidate) Values() map[string]string {
	out := map[string]string{}
	for name, at := range d.places() {
		out[name] = *at
	}
	return out
}

// Fill takes what Values returned before.
func (d *Candidate) Fill(v map[string]string) {
	for name, at := range d.places() {
		*at = v[name]
	}
}

// Into writes the draft into a candidate; a zone may be a city's name.
func (d *Candidate) Into(c recruit.Candidate) (recruit.Candidate, error) {
	c.Name, c.Email, c.Phone, c.Language, c.Headline, c.Tags = d.Name, strings.TrimSpace(d.Email), d.Phone, d.Language, d.Headline, byComma(d.Tags)
	c.Emails, c.Phones, c.Links, c.Residence, c.Origin = byComma(d.Emails), byComma(d.Phones), byComma(d.Links), d.Location, d.Source
	c.TimeZone = strings.TrimSpace(d.Zone)
	if zone, err := timeparse.Zone(c.TimeZone); c.TimeZone != "" && err == nil {
		c.TimeZone = zone.String()
	}
	fields, err := recruit.ParseFieldLines(d.Fields)
	if err == nil {
		c.Fields = fields
	}
	return c, err
}

// byComma splits a list that was typed.
func byComma(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
