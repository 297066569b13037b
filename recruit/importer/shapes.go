package importer

import (
	"cmp"
	"html"
	"regexp"
	"strings"
	"sync"
)

// shape is a vendor's way to write something down. The zero value is for
// objects of plain fields; one without read is known and of no use here.
type shape struct {
	name string
	kind Kind
	read func(object) entry
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
func shapeOf(o object) shape {
	switch {
	case o.has("basics"):
		return shape{"JSON Resume", Candidates, jsonResume, map[string]Field{"basics.name": Name, "basics.email": Email, "basics.phone": Phone, "basics.label": Headline,
			"basics.url": Link, "basics.profiles.url": Link, "basics.location.address": Location, "basics.location.postalCode": Location, "basics.location.city": Location,
			"basics.location.region": Location, "basics.location.countryCode": Location, "basics.summary": Notes, "work[0].name": Company, "work[0].company": Company, "skills.name": Tags}}
	case o.has("email_addresses") || o.has("application_ids"):
		return shape{"Greenhouse candidates", Candidates, greenhouseCandidate, map[string]Field{"id": ExternalID, "first_name": FirstName, "last_name": LastName,
			"email_addresses.value": Email, "phone_numbers.value": Phone, "title": Headline, "company": Company, "tags": Tags, "addresses.value": Location, "website_addresses.value": Link,
			"social_media_addresses.value": Link, "applications.jobs.id": JobID, "applications.jobs.name": Job, "applications.id": ApplicationID,
			"applications.current_stage.name": Stage, "applications.status": Stage, "applications.candidate_id": ExternalID, "application_ids": ApplicationID}}
	case o.has("candidate_id") && o.has("jobs"):
		return shape{"Greenhouse applications", Candidates, greenhouseApplication, map[string]Field{"candidate_id": ExternalID, "id": ApplicationID, "jobs.id": JobID, "jobs.name": Job,
			"current_stage.name": Stage, "status": Stage}}
	case o.has("requisition_id") || o.has("hiring_team"):
		return shape{"Greenhouse jobs", Jobs, greenhouseJob, map[string]Field{"name": Title, "id": ExternalID, "status": Status, "departments[0].name": Department,
			"offices[0].name": Location, "notes": Description}}
	case o.has("job_id") && o.has("internal_content"):
		return shape{"Greenhouse job posts", Jobs, greenhousePost, map[string]Field{"title": Title, "job_id": ExternalID, "location.name": Location, "content": Description}}
	case o.has("site_admin"):
		return shape{name: "Greenhouse users"}
	case o.has("interviewers") && o.has("application_id"):
		return shape{"Greenhouse interviews", Interviews, greenhouseInterview, map[string]Field{"id": ExternalID, "application_id": ApplicationID, "interview.name": Title,
			"start.date_time": Start, "start.date": Start, "end.date_time": End, "end.date": End, "status": Status, "organizer.name": Organiser, "organizer.email": Organiser,
			"interviewers.name": Interviewers, "interviewers.email": Interviewers, "location": Location, "video_conferencing_url": Link}}
	case o.has("html_body"):
		return shape{name: "templates of mails"}
	case o.has("overall_recommendation"):
		return shape{name: "Greenhouse scorecards"}
	case o.has("title") && (o.has("responsibilities") || o.has("qualifications")):
		return shape{"JSON Resume job description", Jobs, jsonResumeJob, map[string]Field{"title": Title, "company": Department, "description": Description,
			"location.city": Location, "location.countryCode": Location, "responsibilities": Description, "qualifications": Description}}
	}
	return shape{}
}

func greenhouseCandidate(o object) entry {
	e := entry{values: map[Field]string{
		FirstName: o.text("first_name"), LastName: o.text("last_name"),
		Email: o.first("email_addresses", "value"), Phone: o.first("phone_numbers", "value"),
		Headline: o.text("title"), Company: o.text("company"),
		Tags: o.texts("tags"), ExternalID: number(o, "id"), Location: strings.Join(strings.Fields(o.first("addresses", "value")), " "),
	}, also: map[Field][]named{}}
	for _, list := range []struct {
		name  string
		field Field
	}{{"email_addresses", Email}, {"phone_numbers", Phone}, {"website_addresses", Link}, {"social_media_addresses", Link}, {"addresses", Location}} {
		for i, in := range o.objects(list.name) {
			v := in.text("value")
			switch {
			case v == "" || v == e.values[list.field]:
			case list.field == Location && i > 0:
				e.more = append(e.more, named{"Address", v})
			case list.field != Location:
				e.also[list.field] = append(e.also[list.field], named{list.name, v})
			}
		}
	}
	for _, a := range o.objects("applications") {
		e.links = append(e.links, greenhouseLinks(a)...)
	}
	return e
}

// greenhouseApplication is a link of somebody whom another file holds.
func greenhouseApplication(o object) entry {
	return entry{values: map[Field]string{ExternalID: number(o, "candidate_id")}, links: greenhouseLinks(o)}
}

func greenhouseLinks(application object) []link {
	stage := application.object("current_stage").text("name")
	switch application.text("status") {
	case "rejected":
		stage = "Rejected"
	case "hired":
		stage = "Hired"
	}
	var links []link
	for _, j := range application.objects("jobs") {
		links = append(links, link{id: number(j, "id"), title: j.text("name"), stage: stage, application: number(application, "id")})
	}
	return links
}

// greenhouseInterview is a scheduled interview. Greenhouse names its candidate
// and job by the application only, and writes its times in UTC; one of a whole
// day has only dates.
func greenhouseInterview(o object) entry {
	who := o.object("organizer")
	e := entry{values: map[Field]string{
		ExternalID: number(o, "id"), ApplicationID: number(o, "application_id"), Title: o.object("interview").text("name"),
		Start:  cmp.Or(o.object("start").text("date_time"), o.object("start").text("date")),
		End:    cmp.Or(o.object("end").text("date_time"), o.object("end").text("date")),
		Status: o.text("status"), Organiser: mailbox(who.text("name"), who.text("email")),
		Location: o.text("location"), Link: o.text("video_conferencing_url"),
	}}
	var panel []string
	for _, i := range o.objects("interviewers") {
		panel = append(panel, mailbox(i.text("name"), i.text("email")))
	}
	e.values[Interviewers] = joined("; ", panel...)
	return e
}

// mailbox writes a name with an address so that people reads both.
func mailbox(name, address string) string {
	name = strings.Join(split(name), " ")
	if address == "" {
		return name
	}
	return joined(" ", name, "<"+address+">")
}

func greenhouseJob(o object) entry {
	return entry{values: map[Field]string{
		Title: o.text("name"), ExternalID: number(o, "id"), Status: o.text("status"),
		Department: o.first("departments", "name"), Location: o.first("offices", "name"), Description: plainText(o.text("notes")),
	}}
}

func greenhousePost(o object) entry {
	return entry{values: map[Field]string{
		Title: o.text("title"), ExternalID: number(o, "job_id"), Location: o.object("location").text("name"), Description: plainText(o.text("content")),
	}}
}

func jsonResume(o object) entry {
	b := o.object("basics")
	e := entry{values: map[Field]string{
		Name: b.text("name"), Email: b.text("email"), Phone: b.text("phone"), Headline: b.text("label"),
		Company: o.first("work", "name"),
	}}
	if e.values[Company] == "" {
		e.values[Company] = o.first("work", "company") // before v1.0.0
	}
	where := b.object("location")
	e.values[Location] = joined(", ", where.text("address"), where.text("postalCode"), where.text("city"), where.text("region"), where.text("countryCode"))
	e.values[Link], e.values[Notes] = b.text("url"), b.text("summary")
	e.also = map[Field][]named{}
	for _, p := range b.objects("profiles") {
		e.also[Link] = append(e.also[Link], named{"profiles", p.text("url")})
	}
	var tags []string
	for _, s := range o.objects("skills") {
		if name := s.text("name"); name != "" {
			tags = append(tags, name)
		}
	}
	e.values[Tags] = strings.Join(tags, "; ")
	return e
}

func jsonResumeJob(o object) entry {
	where := o.object("location")
	e := entry{values: map[Field]string{
		Title: o.text("title"), Department: o.text("company"), Description: plainText(o.text("description")),
		Location: joined(", ", where.text("city"), where.text("countryCode")),
	}}
	for _, part := range []string{"responsibilities", "qualifications"} {
		if list := o.texts(part); list != "" {
			e.more = append(e.more, named{strings.ToUpper(part[:1]) + part[1:], list})
		}
	}
	return e
}

// joined joins what is not empty.
func joined(separator string, parts ...string) string {
	var full []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			full = append(full, p)
		}
	}
	return strings.Join(full, separator)
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
