package ics

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"recruitty/recruit/busy"
)

// ErrNotCalendar is text that holds no calendar object, such as a page.
var ErrNotCalendar = errors.New("not a calendar object")

// Read reads one calendar. Its errors are ErrNotCalendar and those of r; whatever is
// wrong within a calendar is a doubt.
func Read(r io.Reader, o Options) (Result, error) {
	c := New(o)
	if err := c.Add("", r); err != nil {
		return Result{}, err
	}
	return c.Result(), nil
}

// Add reads an object. Its intervals have Ref(id), such as that of the object's
// address, or where that is "" those of their UIDs. After an error the object counts
// for nothing; call Lost then, or give up the calendar.
func (c *Collector) Add(id string, r io.Reader) error {
	if c.counted[tooLarge] > 0 || c.counted[tooMany] > 0 {
		return nil
	}
	ref := ""
	if id != "" {
		ref = Ref(id)
	}
	p := &parser{c: c, ref: ref, zones: c.newZones()}
	kept, read := len(c.kept), len(c.intervals)
	lines := newLineReader(r, c.bytes)
	for !p.full {
		l, ok := lines.read()
		if !ok {
			break
		}
		p.line(l)
	}
	c.bytes = max(0, lines.left.N-1)
	err := lines.err()
	switch {
	case p.full:
		c.bound("", tooMany)
	case errors.Is(err, errTooLarge):
		c.bound("", tooLarge)
	case err != nil:
		c.kept, c.intervals = c.kept[:kept], c.intervals[:read]
		return fmt.Errorf("read calendar: %w", err)
	case !p.found:
		return ErrNotCalendar
	case len(p.open) > 0:
		c.bound(ref, cutOff)
	}
	p.end()
	return nil
}

// bound notes that the rest of an object is not known, or with no ref the rest of all
// objects: that stays so when the one that was too much is read again.
func (c *Collector) bound(ref string, why doubt) {
	c.counted[why]++
	c.put(ref, c.from, c.to, busy.Unknown)
}

// component is one that was begun and not ended yet.
type component struct {
	name    string
	damaged bool // something in it has no end
}

// parser goes through the lines of an object.
type parser struct {
	c     *Collector
	ref   string
	zones *zones
	open  []component
	entry *draft    // VEVENT or AVAILABLE that is being read
	times *freeBusy // VFREEBUSY
	hours *availability
	bare  coverage
	found bool // it is a calendar object
	full  bool // no more entries are read
	// available says that VAVAILABILITY is looked for, and nothing else.
	available bool
	offered   []offer
}

// maxOpen bounds components in one another.
const maxOpen = 16

// whole are the components that stand in no other but VCALENDAR.
var whole = []string{"VCALENDAR", "VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE", "VAVAILABILITY"}

// line takes one line.
func (p *parser) line(l line) {
	switch l.name {
	case "BEGIN":
		p.begin(componentName(l.text))
	case "END":
		p.close(componentName(l.text))
	case "":
	default:
		p.property(l)
	}
}

func componentName(text string) string {
	_, name, _ := strings.Cut(text, ":")
	return strings.ToUpper(strings.TrimSpace(name))
}

func (p *parser) begin(name string) {
	if slices.Contains(whole, name) {
		// One within another is one behind another whose end is missing.
		for len(p.open) > 0 && (name == "VCALENDAR" || p.open[len(p.open)-1].name != "VCALENDAR") {
			p.pop(true)
		}
		p.found = true
	} else if n := len(p.open); n > 0 && p.open[n-1].name == name {
		p.pop(true)
	}
	if len(p.open) == maxOpen {
		p.open[0].damaged, p.open[maxOpen-1].damaged = true, true
		return
	}
	inside := ""
	if n := len(p.open); n > 0 {
		inside = p.open[n-1].name
	}
	p.open = append(p.open, component{name: name})
	switch {
	case name == "VCALENDAR":
		p.endObject()
	case name == "VEVENT" && !p.available, name == "AVAILABLE" && inside == "VAVAILABILITY" && p.hours != nil:
		p.beginEntry()
	case name == "VFREEBUSY" && !p.available:
		p.beginTimes()
	case name == "VAVAILABILITY" && p.available:
		p.hours = &availability{}
	case name == "VTIMEZONE" && len(p.zones.drafts) < maxZones:
		p.zones.begin()
	case (name == "STANDARD" || name == "DAYLIGHT") && inside == "VTIMEZONE":
		p.zones.beginObservance()
	}
}

// beginEntry begins a VEVENT or an AVAILABLE.
func (p *parser) beginEntry() {
	if p.c.read++; p.c.read > p.c.o.MaxEvents {
		p.full = true
		return
	}
	p.bare.whole = true
	p.entry = &draft{entry: entry{ref: p.ref}, seen: map[string]bool{}, zones: p.zones, options: &p.c.o, dates: &p.c.dates}
}

// close ends a component, and those in it whose ends are missing.
func (p *parser) close(name string) {
	at := -1
	for i := len(p.open) - 1; i >= 0 && at < 0; i-- {
		if p.open[i].name == name {
			at = i
		}
	}
	if at < 0 && (name == "VEVENT" && !p.available || name == "VFREEBUSY" && !p.available || name == "VAVAILABILITY" && p.available) {
		// The end of something of which the beginning is damaged.
		p.c.counted[lostObject]++
		p.c.put(p.ref, p.c.from, p.c.to, busy.Unknown)
	}
	if at < 0 && (name == "STANDARD" || name == "DAYLIGHT") {
		p.zones.spoil()
	}
	for at >= 0 && len(p.open) > at {
		p.pop(len(p.open) > at+1)
	}
}

// pop ends the innermost component; cut says that its own end is missing.
func (p *parser) pop(cut bool) {
	last := len(p.open) - 1
	done := p.open[last]
	p.open = p.open[:last]
	if cut && last > 0 {
		p.open[last-1].damaged = true
	}
	damaged := cut || done.damaged
	switch done.name {
	case "VEVENT":
		if p.entry != nil {
			e, ok := p.entry.finish(damaged)
			p.entry = nil
			if ok && p.c.matters(&e) {
				p.c.kept = append(p.c.kept, e)
			}
		}
	case "AVAILABLE":
		if p.entry != nil && p.hours != nil {
			if e, ok := p.entry.finish(damaged); ok {
				p.hours.entries = append(p.hours.entries, e)
			}
			p.entry = nil
		}
	case "VFREEBUSY":
		if p.times != nil {
			p.endTimes(damaged)
		}
	case "VAVAILABILITY":
		if p.hours != nil {
			p.endHours(damaged)
		}
	case "VTIMEZONE":
		p.zones.end(damaged)
	case "VCALENDAR":
		p.endObject()
	}
}

// property gives a property to the component that it stands in.
func (p *parser) property(l line) {
	if len(p.open) == 0 {
		return
	}
	switch in := p.open[len(p.open)-1].name; {
	case in == "VEVENT" && p.entry != nil, in == "AVAILABLE" && p.entry != nil:
		p.entry.take(l)
	case in == "VFREEBUSY" && p.times != nil:
		p.times.take(l, p.zones)
	case in == "VAVAILABILITY" && p.hours != nil:
		p.hours.take(l, p.zones)
	case in == "VTIMEZONE":
		p.zones.take(l, false)
	case in == "STANDARD" || in == "DAYLIGHT":
		p.zones.take(l, true)
	}
}

// matters reports whether an entry may take time in the window, or may replace one
// that does.
func (c *Collector) matters(e *entry) bool {
	if e.overrides || e.anywhere || e.openEnd || e.openRule {
		return e.overrides || e.state != busy.Free
	}
	if e.state == busy.Free {
		return false
	}
	if len(e.also) > 0 {
		return true
	}
	const around = 2 * day
	if e.start.wall-around > c.to {
		return false
	}
	last := e.start.wall + (e.long.days+1)*day + e.long.seconds
	if e.ends {
		last = max(last, e.end.wall)
	}
	return len(e.rules) > 0 || last+around > c.from
}

// end ends everything.
func (p *parser) end() {
	for len(p.open) > 0 {
		p.pop(true)
	}
	p.endObject()
}

// endObject completes what an object says of zones.
func (p *parser) endObject() {
	p.endCoverage()
	p.zones.complete(p.c.from, p.c.to)
	p.zones = p.c.newZones()
}
