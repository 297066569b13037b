package importer

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// This file finds the list of objects in a JSON text, whatever stands around it.

// maxEnvelopes is how many objects a list may stand in, and maxTopNames how many
// names of the outermost one are looked at.
const (
	maxEnvelopes = 4
	maxTopNames  = 1000
)

// listed is a list of objects that was found.
type listed struct {
	place
	size  int64
	named bool // its key says that it holds what is imported
	suits bool // its first object could be one
}

// locate finds the list of objects in the text: the text itself, or in an envelope
// the list that is called and looks like one, else the largest one. An object that
// is a person, a job or an interview itself is no envelope.
func (t *jsonText) locate(kind Kind) (place, error) {
	var first json.Token
	if err := t.token(&first); err != nil {
		return place{}, err
	}
	if first != json.Delim('{') {
		return place{list: true}, nil
	}
	s := search{kind: kind, words: dictionaryOf(kind), top: object{}}
	if err := t.search(&s, nil); err != nil {
		return place{}, err
	}
	if s.sure || shapeOf(s.top).name != "" {
		return place{}, nil
	}
	best := -1
	for i, l := range s.lists {
		if s.weak && !l.suits { // a list of something else in the only thing
			continue
		}
		if best < 0 || l.better(s.lists[best]) {
			best = i
		}
	}
	switch {
	case best >= 0:
		return s.lists[best].place, nil
	case s.thing != nil: // the only thing, in an envelope
		return place{keys: s.thing}, nil
	}
	return place{}, nil
}

func (l listed) better(o listed) bool {
	if l.suits != o.suits {
		return l.suits
	}
	if l.named != o.named {
		return l.named
	}
	return l.size > o.size
}

// search is what was found in an object and those in it.
type search struct {
	kind  Kind
	words dictionary
	lists []listed
	top   object   // the first names in the outermost object
	sure  bool     // the object is a thing itself
	weak  bool     // it may be one, by its name
	thing []string // an object in it that may be one
}

// search looks through the object whose opening brace was read, up to its end; it
// stops where the list is sure.
func (t *jsonText) search(s *search, within []string) error {
	for t.d.More() {
		var token json.Token
		if err := t.token(&token); err != nil {
			return err
		}
		k, _ := token.(string)
		keys := append(slices.Clone(within), k)
		if len(within) == 0 {
			if len(s.top) < maxTopNames {
				s.top[k] = nil
			}
			switch s.standsFor(k) {
			case certainly:
				s.sure = true
				return nil
			case perhaps:
				s.weak = true
			}
		} else if s.standsFor(k) != no && s.thing == nil && listName(s.kind, within[len(within)-1]) {
			s.thing = within
		}
		if err := t.token(&token); err != nil {
			return err
		}
		switch token {
		case json.Delim('{'):
			var err error
			if len(keys) < maxEnvelopes {
				err = t.search(s, keys)
				if err == nil && s.found() {
					return nil
				}
				if err == nil {
					err = t.token(nil) // }
				}
			} else {
				err = t.leave()
			}
			if err != nil {
				return err
			}
		case json.Delim('['):
			if err := t.list(s, keys); err != nil || s.found() {
				return err
			}
		}
	}
	return nil
}

// found reports whether the last list is the one without doubt.
func (s *search) found() bool {
	n := len(s.lists)
	return n > 0 && s.lists[n-1].named && s.lists[n-1].suits
}

// list looks at the list whose opening bracket was read.
func (t *jsonText) list(s *search, keys []string) error {
	from := t.d.InputOffset()
	l := listed{place: place{keys: keys, list: true}, named: listName(s.kind, keys[len(keys)-1])}
	objects := false
	if t.d.More() {
		var raw json.RawMessage
		if err := t.decode(&raw); err != nil {
			return err
		}
		var first object
		if json.Unmarshal(raw, &first) == nil && first != nil {
			objects = true
			names, _ := flatten(first)
			seen := map[Field]bool{}
			columns := understand(s.kind, nil, names)
			for _, c := range columns {
				seen[c.Field] = true
			}
			shape := shapeOf(first)
			l.suits = needed(s.kind, seen) && (telling(s.kind, columns) || seen[Phone] && s.kind == Candidates) || shape.read != nil && shape.kind == s.kind
		}
	}
	empty := l.named && !objects
	if objects || empty {
		s.lists = append(s.lists, l)
		if s.found() {
			return nil
		}
	}
	if err := t.leave(); err != nil {
		return err
	}
	if objects || empty {
		s.lists[len(s.lists)-1].size = t.d.InputOffset() - from
	}
	return nil
}

// leave reads up to the end of the object or list that was begun.
func (t *jsonText) leave() error {
	for depth := 1; depth > 0; {
		var token json.Token
		if err := t.token(&token); err != nil {
			return err
		}
		t.in.lineAt(t.d.InputOffset())
		switch token {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

// beside is what stands around the list that is read.
type beside struct {
	names []string          // in the order of the file
	texts map[string]string // those that are single values
}

// maxBeside is how much of it is kept.
const maxBeside = 50

func newBeside() *beside { return &beside{texts: map[string]string{}} }

// aside reads the key and the value ahead, which stand in the object at keys.
func (t *jsonText) aside(keys []string) error {
	var token json.Token
	if err := t.token(&token); err != nil {
		return err
	}
	name, _ := token.(string)
	return t.asideOf(append(slices.Clone(keys), name))
}

// asideOf reads the value ahead, which stands behind keys beside the list.
func (t *jsonText) asideOf(keys []string) error {
	var token json.Token
	if err := t.token(&token); err != nil {
		return err
	}
	t.in.lineAt(t.d.InputOffset())
	switch token {
	case json.Delim('{'):
		for t.d.More() {
			var name json.Token
			if err := t.token(&name); err != nil {
				return err
			}
			k, _ := name.(string)
			if err := t.asideOf(append(slices.Clone(keys), k)); err != nil {
				return err
			}
		}
		return t.token(nil)
	case json.Delim('['):
		t.beside.note(keys, "")
		return t.leave()
	}
	if token == nil {
		return nil
	}
	t.beside.note(keys, fmt.Sprint(token))
	return nil
}

func (b *beside) note(keys []string, text string) {
	name := strings.Join(keys, ".")
	if b == nil || len(b.names) >= maxBeside || slices.Contains(b.names, name) {
		return
	}
	b.names = append(b.names, name)
	b.texts[name] = text
}

// words say what was not read, and whether the list is one page of several.
func (b *beside) words(list string, rows int) []string {
	var names []string
	total, next := 0, ""
	for _, name := range b.names {
		text := b.texts[name]
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
		said = []string{fmt.Sprintf("The list %q in the file was read, and not what stands beside it: %s.", list, strings.Join(names, ", "))}
	}
	switch {
	case total > rows:
		said = append(said, fmt.Sprintf("The file holds %d of %d: it is one page of several; get the others too, and import each.", rows, total))
	case next != "":
		said = append(said, fmt.Sprintf("The file is one page of several, as %q in it leads on; get the others too, and import each.", brief(next)))
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

// doubt is whether a key belongs to a thing or to an envelope.
type doubt int

const (
	no doubt = iota
	perhaps
	certainly
)

// standsFor reports whether a key belongs to a person, a job or an interview, and
// not to an envelope around several, which may have a name or a title too.
func (s *search) standsFor(k string) doubt {
	if k == "basics" || utf8.RuneCountInString(k) > 60 {
		return certainly
	}
	if listName(s.kind, k) {
		return no
	}
	switch field, _ := s.words.synonym(s.kind, k); field {
	case FirstName, LastName, Email, Start:
		return certainly
	case Name, Title:
		return perhaps
	}
	return no
}

// listName reports whether a key may name the list in an envelope.
func listName(kind Kind, k string) bool {
	switch key(k) {
	case "data", "results", "result", "items", "records", "rows", "values", "value", "list", "elements", "entries", "objects", "response", "payload", "body", "hits", "content", "collection":
		return true
	case "candidates", "applicants", "applications", "people", "persons", "contacts", "profiles", "prospects", "leads", "users", "resumes":
		return kind == Candidates
	case "jobs", "positions", "openings", "postings", "vacancies", "requisitions", "jobposts", "offers", "jobopenings":
		return kind == Jobs
	case "interviews", "events", "scheduledinterviews", "meetings", "appointments":
		return kind == Interviews
	}
	return false
}
