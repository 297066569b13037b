package calsim

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Sharing is what others may see of a calendar.
type Sharing string

// The degrees of sharing. The zero value shows entries with their titles.
const (
	Details  Sharing = ""
	FreeBusy Sharing = "freebusy"
	Nothing  Sharing = "none"
)

// Person is someone with a calendar.
type Person struct {
	Email string
	// Zone is the zone of the calendar, nil for UTC.
	Zone *time.Location
	// Windows is the name of that zone at Microsoft. If it is set, times come in it,
	// whatever zone was asked for.
	Windows string
	Sharing Sharing
	// Trouble is the error that each service has with this calendar, "" for none: a
	// reason at Google, a response code at Microsoft.
	Trouble string
}

// Kind is what an entry says of its time.
type Kind string

// The kinds of entry.
const (
	Busy            Kind = "busy"
	Tentative       Kind = "tentative"
	Free            Kind = "free"
	OutOfOffice     Kind = "out of office"
	WorkingLocation Kind = "working location"
	FocusTime       Kind = "focus time"
	Declined        Kind = "declined"   // invited, and said no
	Unanswered      Kind = "unanswered" // invited, and said nothing
	Maybe           Kind = "maybe"      // invited, and said perhaps
)

// entry is an entry of a calendar.
type entry struct {
	id, uid, owner, title string
	kind                  Kind
	start, end            time.Time
	day                   bool // it begins and ends with days of its owner's zone
	gone                  bool
	changed               int // the number of its last change
}

// AddPerson adds someone, or replaces who has that address.
func (s *Server) AddPerson(p Person) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if p.Zone == nil {
		p.Zone = time.UTC
	}
	s.people[strings.ToLower(p.Email)] = &p
}

// AddEvent writes an entry into someone's calendar and returns its id. A person that
// is not known is added. Without a uid it gets one.
func (s *Server) AddEvent(person string, start, end time.Time, kind Kind, title, uid string) (id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.add(&entry{owner: person, start: start, end: end, kind: kind, title: title, uid: uid})
}

// AddDays writes an entry that takes whole days of its owner's zone, from the day of
// first until and with that of last.
func (s *Server) AddDays(person string, first, last time.Time, kind Kind, title string) (id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	zone := time.UTC
	if p := s.people[strings.ToLower(person)]; p != nil {
		zone = p.Zone
	}
	midnight := func(at time.Time, more int) time.Time {
		return time.Date(at.Year(), at.Month(), at.Day()+more, 0, 0, 0, 0, zone)
	}
	return s.add(&entry{owner: person, start: midnight(first, 0), end: midnight(last, 1), kind: kind, title: title, day: true})
}

// add keeps an entry. The lock is held.
func (s *Server) add(e *entry) string {
	key := strings.ToLower(e.owner)
	if s.people[key] == nil {
		s.people[key] = &Person{Email: e.owner, Zone: time.UTC}
	}
	s.changes++
	e.changed, e.id = s.changes, fmt.Sprintf("ev%06d", s.changes)
	if e.uid == "" {
		e.uid = e.id + "@calendar.example"
	}
	s.entries[key] = append(s.entries[key], e)
	return e.id
}

// Move gives an entry other times; false where there is none of that id.
func (s *Server) Move(id string, start, end time.Time) bool {
	return s.change(id, func(e *entry) { e.start, e.end = start, end })
}

// Remove deletes an entry; false where there is none of that id.
func (s *Server) Remove(id string) bool { return s.change(id, func(e *entry) { e.gone = true }) }

func (s *Server) change(id string, with func(*entry)) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, all := range s.entries {
		if n := slices.IndexFunc(all, func(e *entry) bool { return e.id == id && !e.gone }); n >= 0 {
			s.changes++
			all[n].changed = s.changes
			with(all[n])
			return true
		}
	}
	return false
}

// within are the entries of a calendar that are not deleted and lie in a window. The
// lock is held.
func (s *Server) within(owner string, from, to time.Time) []*entry {
	var found []*entry
	for _, e := range s.entries[strings.ToLower(owner)] {
		if !e.gone && e.start.Before(to) && e.end.After(from) {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b *entry) int { return a.start.Compare(b.start) })
	return found
}
