package importer

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"recruitty/recruit/importer/records"
)

// jsonFormat is JSON: one object, a list of them, or a list in an envelope.
func jsonFormat() format {
	return format{name: "JSON", open: openJSON, knows: func(h head) bool {
		start := strings.TrimSpace(h.text)
		return strings.HasPrefix(start, "{") || strings.HasPrefix(start, "[")
	}}
}

func openJSON(ctx context.Context, f File, h head, q query) (content, error) {
	in := func() *records.JSON { return records.NewJSON(f.Name, h.charset.Decode(f.Content())) }
	path, err := in().Locate(jsonThingsOf(q.kind))
	if err != nil {
		return content{}, err
	}
	beside := records.NewBeside()
	c := content{format: "JSON", read: func() (records.Reader, error) {
		t := in()
		t.Beside = beside
		if err := t.Enter(path); err != nil {
			return nil, err
		}
		return t, nil
	}}
	if path.List && len(path.Keys) > 0 {
		list := strings.Join(path.Keys, ".")
		c.atEnd = func(rows int) []string { return besideWords(beside, list, rows) }
	}
	return djangoDump(ctx, f, c, q.kind)
}

// besideWords say what was not read, and whether the list is one page of several.
func besideWords(b *records.Beside, list string, rows int) []string {
	var names []string
	total, next := 0, ""
	for _, name := range b.Names {
		text := b.Texts[name]
		shown := brief(name)
		if text != "" {
			shown = fmt.Sprintf("%s (%s)", shown, brief(text))
		}
		names = append(names, shown)
		k := key(lastPart(name))
		switch {
		case counts(k):
			if n, err := strconv.Atoi(text); err == nil {
				total = max(total, n)
			}
		case goesOn(k) && text != "" && text != "false" && text != "0":
			next = name
		}
	}
	said := []string{fmt.Sprintf("The list %q in the file was read.", list)}
	if len(names) > 0 {
		said = []string{fmt.Sprintf("The list %q in the file was read, but not what is beside it: %s.", list, strings.Join(names, ", "))}
	}
	switch {
	case total > rows:
		said = append(said, fmt.Sprintf("The file contains %d of %d: it is one page of several; get the others too, and import each.", rows, total))
	case next != "":
		said = append(said, fmt.Sprintf("The file is one page of several, as %q in it shows; get the others too, and import each.", brief(next)))
	}
	return said
}

// counts reports whether a name beside a list is that of how many there are.
func counts(k string) bool {
	switch k {
	case "total", "totalcount", "count", "totalresults", "totalrecords", "totalitems", "totalelements", "totalfound", "recordcount", "numfound", "resultcount", "numresults", "totalrows", "totalsize", "totalhits", "itemcount", "nombretotal", "gesamt":
		return true
	}
	return false
}

// goesOn reports whether a name beside a list says that another one follows.
func goesOn(k string) bool {
	switch k {
	case "next", "hasnext", "hasmore", "moredataavailable", "nextcursor", "nextpage", "nextpagetoken", "nextlink", "odatanextlink", "nexturl", "offset", "hasnextpage", "morerecords", "nextpageurl", "after", "cursor", "continuationtoken", "more":
		return true
	}
	return false
}

// jsonThings are what is imported, as a JSON text is searched for them.
type jsonThings struct {
	kind  Kind
	words dictionary
}

func jsonThingsOf(kind Kind) jsonThings { return jsonThings{kind, dictionaryOf(kind)} }

// StandsFor implements records.Sought.
func (s jsonThings) StandsFor(k string) records.Likelihood {
	if k == "basics" || utf8.RuneCountInString(k) > 60 {
		return records.Certain
	}
	if s.ListName(k) {
		return records.Unlikely
	}
	switch field, _ := s.words.synonym(s.kind, k); field {
	case FirstName, LastName, Email, Start:
		return records.Certain
	case Name, Title:
		return records.Possible
	}
	return records.Unlikely
}

// Suits implements records.Sought.
func (s jsonThings) Suits(o records.Object) bool {
	names, _ := records.Flatten(o)
	seen := map[Field]bool{}
	columns := s.words.understand(s.kind, nil, names)
	for _, c := range columns {
		seen[c.Field] = true
	}
	shape := shapeOf(o)
	return needed(s.kind, seen) && (telling(s.kind, columns) || seen[Phone] && s.kind == Candidates) || shape.read != nil && shape.kind == s.kind
}

// Known implements records.Sought.
func (s jsonThings) Known(names records.Object) bool { return shapeOf(names).name != "" }

// ListName implements records.Sought.
func (s jsonThings) ListName(k string) bool {
	switch key(k) {
	case "data", "results", "result", "items", "records", "rows", "values", "value", "list", "elements", "entries", "objects", "response", "payload", "body", "hits", "content", "collection":
		return true
	case "candidates", "applicants", "applications", "people", "persons", "contacts", "profiles", "prospects", "leads", "users", "resumes":
		return s.kind == Candidates
	case "jobs", "positions", "openings", "postings", "vacancies", "requisitions", "jobposts", "offers", "jobopenings":
		return s.kind == Jobs
	case "interviews", "events", "scheduledinterviews", "meetings", "appointments":
		return s.kind == Interviews
	}
	return false
}
