package loops

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/timeparse"
)

// Known is whom and what the lines of a plan may name, those who have left and what was
// removed included, so that this can be said of them.
type Known struct {
	Team  []recruit.Member
	Pools []pools.Pool
}

// maxLine bounds the line of one session, in characters.
const maxLine = 900

// ParseSessions reads the sessions of a plan as people type them, one on each line:
//
//	Technical interview, 60 min, 1 of Backend, dana@acme.example
//	System design, 45 min, 2 of Architects, optional Sam Lee, phone
//	Lunch with the team, 1h, 2 of Backend, on site: 12 Baker Street, London
//
// A line begins with the title; how long it takes, so many of a pool, members by
// address or by name, and a platform follow in any order, separated by commas. A
// place stands at the end, behind its platform and a colon. Empty lines are left out. An
// error names the line and what of it is not understood.
func ParseSessions(text string, known Known) ([]Session, error) {
	var all []Session
	if len(text) > MaxSessions*maxLine*4 {
		return nil, recruit.Invalid("sessions", "That is more than the %d sessions a plan can have.", MaxSessions)
	}
	for n, line := range strings.Split(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		if len(all) == MaxSessions {
			return nil, recruit.Invalid("sessions", "A plan has at most %d sessions; line %d is one more.", MaxSessions, n+1)
		}
		s, err := ParseSession(line, known)
		if err != nil {
			return nil, recruit.Invalid("sessions", "Line %d: %s", n+1, recruit.Sentence(err))
		}
		all = append(all, s)
	}
	return all, nil
}

// ParseSession reads one line of a plan; see ParseSessions.
func ParseSession(line string, known Known) (Session, error) {
	var s Session
	line, err := sanitize.Line(line, maxLine)
	if err != nil {
		return s, recruit.Invalid("sessions", "A session has at most %d characters.", maxLine)
	}
	for first := true; line != ""; {
		part, rest := line, ""
		if at := strings.IndexAny(line, ",;"); at >= 0 {
			part, rest = line[:at], line[at+1:]
		}
		if p, place, ok := placeOf(line); ok && !first {
			part, rest = "", ""
			if err := s.setPlatform(p); err != nil {
				return s, err
			}
			if s.Place, err = recruit.CleanLine("sessions", "place", place, maxPlace); err != nil {
				return s, err
			}
			if err := s.checkPlace(known); err != nil {
				return s, err
			}
		}
		line = rest
		if part = strings.TrimSpace(part); part == "" && !first {
			continue
		}
		if first {
			err, first = s.setTitle(part, known), false
		} else {
			err = s.take(part, known)
		}
		if err != nil {
			return s, err
		}
	}
	if s.Title != "" && s.Duration == 0 {
		return s, recruit.Invalid("sessions", "“%s” needs a length, such as 60 min.", s.Title)
	}
	return s, s.check()
}

// setTitle takes what a line begins with. What is a length, an address or so many of a pool
// is no title: that was forgotten.
func (s *Session) setTitle(part string, known Known) (err error) {
	if s.Title, err = recruit.CleanLine("sessions", "title of a session", part, maxTitle); err != nil {
		return err
	}
	switch _, wrong := timeparse.ParseDuration(s.Title); {
	case s.Title == "":
		return recruit.Invalid("sessions", "The title is missing; a session begins with its title, such as “Technical interview, 1h, 1 of Backend”.")
	case wrong == nil || named(s.Title, known):
		return recruit.Invalid("sessions", "The title is missing in front of “%s”; a session begins with its title.", s.Title)
	}
	return nil
}

// named reports whether a part of a line is so many of a pool, or the address of a member.
func named(part string, known Known) bool {
	if strings.Contains(part, "@") {
		return slices.ContainsFunc(known.Team, func(m recruit.Member) bool { return sanitize.SameAddress(m.Email, part) })
	}
	_, err := pools.ParseNeed(part, known.Pools)
	return err == nil && strings.Contains(strings.ToLower(part), " of ")
}

// checkPlace refuses a place in which another session stands, which would be lost: behind a
// semicolon a length, or anywhere whom a session names.
func (s *Session) checkPlace(known Known) error {
	for n, after := range strings.Split(s.Place, ";") {
		for m, part := range strings.Split(after, ",") {
			part = strings.TrimSpace(part)
			_, no := timeparse.ParseDuration(part)
			if n+m > 0 && named(part, known) || n > 0 && m > 0 && no == nil {
				return recruit.Invalid("sessions", "The place of “%s” continues like another session (“%s”); write each session separately, or leave that out of the place.", s.Title, part)
			}
		}
	}
	return nil
}

// placeOf reads a platform with its place, which ends a line: "on site: 12 Baker Street".
func placeOf(line string) (p recruit.Platform, place string, ok bool) {
	name, place, found := strings.Cut(line, ":")
	if !found || len(name) > 40 {
		return "", "", false
	}
	p, ok = platformOf(strings.TrimSpace(name))
	place = strings.TrimSpace(place)
	return p, place, ok && p != recruit.Zoom && place != ""
}

func (s *Session) setPlatform(p recruit.Platform) error {
	if s.Platform != "" {
		return recruit.Invalid("sessions", "“%s” has two platforms; leave one of them out.", s.Title)
	}
	s.Platform = p
	return nil
}

// take reads one thing that stands behind the title.
func (s *Session) take(part string, known Known) error {
	if d, err := timeparse.ParseDuration(part); err == nil {
		if s.Duration != 0 {
			return recruit.Invalid("sessions", "“%s” has two lengths; leave one of them out.", s.Title)
		}
		s.Duration = d
		return nil
	}
	if p, ok := platformOf(part); ok {
		return s.setPlatform(p)
	}
	name, optional := part, false
	if first, rest, ok := strings.Cut(part, " "); ok && strings.EqualFold(first, "optional") {
		name, optional = strings.TrimSpace(rest), true
	}
	m, found, err := memberOf(name, known.Team)
	if err != nil {
		return err
	}
	if found {
		if slices.ContainsFunc(s.People, func(p Person) bool { return p.ID == m.ID }) {
			return recruit.Invalid("sessions", "%s appears twice in “%s”.", m.Name, s.Title)
		}
		s.People = append(s.People, Person{ID: m.ID, Name: m.Name, Email: m.Email, Optional: optional})
		return nil
	}
	need, err := pools.ParseNeed(part, known.Pools)
	if err == nil {
		if slices.ContainsFunc(s.Needs, func(n Need) bool { return n.Pool == need.Pool.ID }) {
			return recruit.Invalid("sessions", "%s is requested twice in “%s”; add the numbers up.", need.Pool.Name, s.Title)
		}
		s.Needs = append(s.Needs, Need{Count: need.Count, Pool: need.Pool.ID, Name: need.Pool.Name})
		return nil
	}
	if gone, ok := removedPool(part, known.Pools); ok {
		return recruit.Invalid("sessions", "The pool %s was removed; bring it back (recruitty pool restore %d), or leave it out.", gone.Name, gone.ID)
	}
	if strings.Contains(strings.ToLower(part), " of ") {
		return err
	}
	return recruit.Invalid("sessions", "“%s” is not a length, a platform, a pool or a member of the team.", part)
}

// platformOf reads a platform by its name: "Zoom", "on site".
func platformOf(typed string) (recruit.Platform, bool) {
	for _, p := range recruit.Platforms() {
		if strings.EqualFold(typed, p.Label()) || strings.EqualFold(typed, string(p)) {
			return p, true
		}
	}
	return "", false
}

// memberOf finds a member by address, or by a name that only one has. Who has left is
// refused by name.
func memberOf(typed string, team []recruit.Member) (m recruit.Member, found bool, err error) {
	folded, many := sanitize.Fold(typed), false
	var gone recruit.Member
	for _, one := range team {
		address := sanitize.SameAddress(one.Email, typed)
		switch {
		case !address && sanitize.Fold(one.Name) != folded:
		case one.Removed():
			gone = one
		case address:
			return one, true, nil
		default:
			m, found, many = one, true, found
		}
	}
	switch {
	case many:
		return m, false, recruit.Invalid("sessions", "There is more than one %s in the team; write the address.", m.Name)
	case !found && gone.ID != 0:
		return m, false, recruit.Invalid("sessions", "%s is no longer in the team; name someone else, or leave them out.", gone.Name)
	}
	return m, found, nil
}

// removedPool finds the removed pool that a need names.
func removedPool(typed string, all []pools.Pool) (pools.Pool, bool) {
	for _, p := range all {
		if !p.Removed() {
			continue
		}
		back := p
		back.RemovedAt = time.Time{}
		if n, err := pools.ParseNeed(typed, []pools.Pool{back}); err == nil || n.Pool.ID != 0 {
			return p, true
		}
	}
	return pools.Pool{}, false
}

// String writes the session as ParseSessions reads it.
func (s Session) String() string {
	parts := []string{s.Title, timeparse.Length(s.Duration)}
	for _, n := range s.Needs {
		parts = append(parts, pools.Need{Count: n.Count, Pool: pools.Pool{Name: n.Name}}.String())
	}
	for _, p := range s.People {
		if p.Optional {
			parts = append(parts, "optional "+p.Email)
		} else {
			parts = append(parts, p.Email)
		}
	}
	if s.Platform != "" {
		at := s.Platform.Label()
		if s.Place != "" {
			at += ": " + s.Place
		}
		parts = append(parts, at)
	}
	return strings.Join(parts, ", ")
}

// WriteSessions writes sessions as ParseSessions reads them.
func WriteSessions(all []Session) string { return strings.Join(sessionLines(all), "\n") }

func sessionLines(all []Session) []string {
	var lines []string
	for _, s := range all {
		lines = append(lines, s.String())
	}
	return lines
}
