package importer

import (
	"cmp"
	"html"
	"regexp"
	"strings"
	"sync"

	"recruitty/recruit/importer/records"
	"recruitty/recruit/importer/words"
)

// shape is a vendor's way to write something down. The zero value is for
// Objects of plain fields; one without read is known and of no use here.
type shape struct {
	name string
	kind Kind
	read func(records.Object) entry
	// uses are the fields that what stands under a name becomes.
	uses map[string]Field
}

// places are those in lists, as flatten writes them.
var places = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\[\d+\]`) })

// field is what a value of an object becomes, "" when the shape makes nothing of it.
func (s shape) field(name string) Field {
	if f, used := s.uses[name]; used {
		return f
	}
	return s.uses[places().ReplaceAllString(name, "")]
}

// shapeOf knows a shape by the keys that only it has: Greenhouse's Harvest API
// (candidates, applications, jobs, job posts, scheduled interviews) and JSON Resume v1.
func shapeOf(o records.Object) shape {
	switch {
	case o.Has("basics"):
		return shape{"JSON Resume", Candidates, jsonResume, map[string]Field{"basics.name": Name, "basics.email": Email, "basics.phone": Phone, "basics.label": Headline,
			"basics.url": Link, "basics.profiles.url": Link, "basics.location.address": Location, "basics.location.postalCode": Location, "basics.location.city": Location,
			"basics.location.region": Location, "basics.location.countryCode": Location, "basics.summary": Notes, "work[0].name": Company, "work[0].company": Company, "skills.name": Tags}}
	case o.Has("email_addresses") || o.Has("application_ids"):
		return shape{"Greenhouse candidates", Candidates, greenhouseCandidate, map[string]Field{"id": ExternalID, "first_name": FirstName, "last_name": LastName,
			"email_addresses.value": Email, "phone_numbers.value": Phone, "title": Headline, "company": Company, "tags": Tags, "addresses.value": Location, "website_addresses.value": Link,
			"social_media_addresses.value": Link, "applications.jobs.id": JobID, "applications.jobs.name": Job, "applications.id": ApplicationID,
			"applications.current_stage.name": Stage, "applications.status": Stage, "applications.candidate_id": ExternalID, "application_ids": ApplicationID}}
	case o.Has("candidate_id") && o.Has("jobs"):
		return shape{"Greenhouse applications", Candidates, greenhouseApplication, map[string]Field{"candidate_id": ExternalID, "id": ApplicationID, "jobs.id": JobID, "jobs.name": Job,
			"current_stage.name": Stage, "status": Stage}}
	case o.Has("requisition_id") || o.Has("hiring_team"):
		return shape{"Greenhouse jobs", Jobs, greenhouseJob, map[string]Field{"name": Title, "id": ExternalID, "status": Status, "departments[0].name": Department,
			"offices[0].name": Location, "notes": Description}}
	case o.Has("job_id") && o.Has("internal_content"):
		return shape{"Greenhouse job posts", Jobs, greenhousePost, map[string]Field{"title": Title, "job_id": ExternalID, "location.name": Location, "content": Description}}
	case o.Has("site_admin"):
		return shape{name: "Greenhouse users"}
	case o.Has("interviewers") && o.Has("application_id"):
		return shape{"Greenhouse interviews", Interviews, greenhouseInterview, map[string]Field{"id": ExternalID, "application_id": ApplicationID, "interview.name": Title,
			"start.date_time": Start, "start.date": Start, "end.date_time": End, "end.date": End, "status": Status, "organizer.name": Organiser, "organizer.email": Organiser,
			"interviewers.name": Interviewers, "interviewers.email": Interviewers, "location": Location, "video_conferencing_url": Link}}
	case o.Has("html_body"):
		return shape{name: "templates of emails"}
	case o.Has("overall_recommendation"):
		return shape{name: "Greenhouse scorecards"}
	case o.Has("title") && (o.Has("responsibilities") || o.Has("qualifications")):
		return shape{"JSON Resume job description", Jobs, jsonResumeJob, map[string]Field{"title": Title, "company": Department, "description": Description,
			"location.city": Location, "location.countryCode": Location, "responsibilities": Description, "qualifications": Description}}
	}
	return shape{}
}

func greenhouseCandidate(o records.Object) entry {
	e := entry{values: map[Field]string{
		FirstName: o.Text("first_name"), LastName: o.Text("last_name"),
		Email: o.First("email_addresses", "value"), Phone: o.First("phone_numbers", "value"),
		Headline: o.Text("title"), Company: o.Text("company"),
		Tags: o.Texts("tags"), ExternalID: records.Number(o, "id"), Location: strings.Join(strings.Fields(o.First("addresses", "value")), " "),
	}, also: map[Field][]named{}}
	for _, list := range []struct {
		name  string
		field Field
	}{{"email_addresses", Email}, {"phone_numbers", Phone}, {"website_addresses", Link}, {"social_media_addresses", Link}, {"addresses", Location}} {
		for i, in := range o.Objects(list.name) {
			v := in.Text("value")
			switch {
			case v == "" || v == e.values[list.field]:
			case list.field == Location && i > 0:
				e.more = append(e.more, named{"Address", v})
			case list.field != Location:
				e.also[list.field] = append(e.also[list.field], named{list.name, v})
			}
		}
	}
	for _, a := range o.Objects("applications") {
		e.links = append(e.links, greenhouseLinks(a)...)
	}
	return e
}

// greenhouseApplication is a link of someone whom another file holds.
func greenhouseApplication(o records.Object) entry {
	return entry{values: map[Field]string{ExternalID: records.Number(o, "candidate_id")}, links: greenhouseLinks(o)}
}

func greenhouseLinks(application records.Object) []link {
	stage := application.Object("current_stage").Text("name")
	switch application.Text("status") {
	case "rejected":
		stage = "Rejected"
	case "hired":
		stage = "Hired"
	}
	var links []link
	for _, j := range application.Objects("jobs") {
		links = append(links, link{id: records.Number(j, "id"), title: j.Text("name"), stage: stage, application: records.Number(application, "id")})
	}
	return links
}

// greenhouseInterview is a scheduled interview. Greenhouse names its candidate
// and job by the application only, and writes its times in UTC; one of a whole
// day has only dates.
func greenhouseInterview(o records.Object) entry {
	who := o.Object("organizer")
	e := entry{values: map[Field]string{
		ExternalID: records.Number(o, "id"), ApplicationID: records.Number(o, "application_id"), Title: o.Object("interview").Text("name"),
		Start:  cmp.Or(o.Object("start").Text("date_time"), o.Object("start").Text("date")),
		End:    cmp.Or(o.Object("end").Text("date_time"), o.Object("end").Text("date")),
		Status: o.Text("status"), Organiser: words.Mailbox(who.Text("name"), who.Text("email")),
		Location: o.Text("location"), Link: o.Text("video_conferencing_url"),
	}}
	var panel []string
	for _, i := range o.Objects("interviewers") {
		panel = append(panel, words.Mailbox(i.Text("name"), i.Text("email")))
	}
	e.values[Interviewers] = words.Join("; ", panel...)
	return e
}

func greenhouseJob(o records.Object) entry {
	return entry{values: map[Field]string{
		Title: o.Text("name"), ExternalID: records.Number(o, "id"), Status: o.Text("status"),
		Department: o.First("departments", "name"), Location: o.First("offices", "name"), Description: plainText(o.Text("notes")),
	}}
}

func greenhousePost(o records.Object) entry {
	return entry{values: map[Field]string{
		Title: o.Text("title"), ExternalID: records.Number(o, "job_id"), Location: o.Object("location").Text("name"), Description: plainText(o.Text("content")),
	}}
}

func jsonResume(o records.Object) entry {
	b := o.Object("basics")
	e := entry{values: map[Field]string{
		Name: b.Text("name"), Email: b.Text("email"), Phone: b.Text("phone"), Headline: b.Text("label"),
		Company: o.First("work", "name"),
	}}
	if e.values[Company] == "" {
		e.values[Company] = o.First("work", "company") // before v1.0.0
	}
	where := b.Object("location")
	e.values[Location] = words.Join(", ", where.Text("address"), where.Text("postalCode"), where.Text("city"), where.Text("region"), where.Text("countryCode"))
	e.values[Link], e.values[Notes] = b.Text("url"), b.Text("summary")
	e.also = map[Field][]named{}
	for _, p := range b.Objects("profiles") {
		e.also[Link] = append(e.also[Link], named{"profiles", p.Text("url")})
	}
	var tags []string
	for _, s := range o.Objects("skills") {
		if name := s.Text("name"); name != "" {
			tags = append(tags, name)
		}
	}
	e.values[Tags] = strings.Join(tags, "; ")
	return e
}

func jsonResumeJob(o records.Object) entry {
	where := o.Object("location")
	e := entry{values: map[Field]string{
		Title: o.Text("title"), Department: o.Text("company"), Description: plainText(o.Text("description")),
		Location: words.Join(", ", where.Text("city"), where.Text("countryCode")),
	}}
	for _, part := range []string{"responsibilities", "qualifications"} {
		if list := o.Texts(part); list != "" {
			e.more = append(e.more, named{strings.ToUpper(part[:1]) + part[1:], list})
		}
	}
	return e
}

// plainText drops the tags of a text in HTML, with a line for each block. It
// makes texts readable, not HTML safe: what it returns is never shown as HTML.
func plainText(s string) string {
	if !strings.Contains(s, "<") {
		return html.UnescapeString(s)
	}
	var b strings.Builder
	for s != "" {
		text, rest, _ := strings.Cut(s, "<")
		b.WriteString(text)
		tag, after, closed := strings.Cut(rest, ">")
		if !closed {
			b.WriteString(rest)
			break
		}
		name, _, _ := strings.Cut(strings.ToLower(strings.Trim(tag, "/ ")), " ")
		switch name {
		case "p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4":
			b.WriteByte('\n')
		}
		s = after
	}
	var lines []string
	for line := range strings.Lines(html.UnescapeString(b.String())) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}
