package icalendar

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Component is a part of a calendar object, such as an event.
type Component struct {
	Name     string // VEVENT
	Props    []Property
	Children []Component
	// Cut says that its end is missing.
	Cut bool
}

// Get returns the first property of this name.
func (c Component) Get(name string) (Property, bool) {
	i := slices.IndexFunc(c.Props, func(p Property) bool { return p.Name == name })
	if i < 0 {
		return Property{Name: name}, false
	}
	return c.Props[i], true
}

// All returns every property of this name.
func (c Component) All(name string) []Property {
	var all []Property
	for _, p := range c.Props {
		if p.Name == name {
			all = append(all, p)
		}
	}
	return all
}

// Object is a calendar object as far as it can be read.
type Object struct {
	Method string // in upper case, "" when it names none
	Events []Component
	Zones  []Component
}

// ReadObject reads the calendar objects in a text as one. Properties of an event
// whose first or last line is missing are its properties all the same.
func ReadObject(text string) Object {
	if at := beginAt().FindStringIndex(text); at != nil {
		text = text[at[0]:]
	}
	var o Object
	root := Component{Name: "VCALENDAR"}
	stack := []*Component{&root}
	top := func() *Component { return stack[len(stack)-1] }
	pop := func(cut bool) {
		done := *top()
		stack = stack[:len(stack)-1]
		done.Cut = cut
		switch {
		case done.Name == "VEVENT" && len(o.Events) < maxEvents:
			o.Events = append(o.Events, done)
		case done.Name == "VTIMEZONE" && len(o.Zones) < maxEvents:
			o.Zones = append(o.Zones, done)
		case len(stack) > 1:
			top().Children = append(top().Children, done)
		}
	}
	props := 0
	for _, l := range logicalLines(text) {
		p := propertyOf(l)
		value := strings.ToUpper(strings.TrimSpace(p.Value))
		switch {
		case p.Name == "BEGIN" && value == "VCALENDAR":
			for len(stack) > 1 {
				pop(true)
			}
		case p.Name == "BEGIN":
			for len(stack) > 1 && (value == "VEVENT" || value == "VTIMEZONE" || top().Name == value) {
				pop(true) // one within another is one behind another whose end is missing
			}
			if len(stack) < maxNested {
				stack = append(stack, &Component{Name: value})
			}
		case p.Name == "END":
			i := slices.IndexFunc(stack[1:], func(c *Component) bool { return c.Name == value })
			for i >= 0 && len(stack) > i+1 {
				pop(len(stack) > i+2)
			}
		case p.Name == "METHOD" && len(stack) == 1 && o.Method == "":
			o.Method = strings.ToUpper(strings.TrimSpace(p.Value))
		default:
			if props++; props <= maxProps {
				top().Props = append(top().Props, p)
			}
		}
	}
	for len(stack) > 1 {
		pop(true)
	}
	_, uid := root.Get("UID")
	_, attendee := root.Get("ATTENDEE")
	if len(o.Events) == 0 && (uid || attendee) {
		root.Name, root.Cut = "VEVENT", true
		o.Events = []Component{root}
	}
	return o
}

var beginAt = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?mi)^[ \t]*BEGIN:VCALENDAR`) })
