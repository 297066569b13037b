package ics

import (
	"cmp"
	"errors"
	"strings"

	"recruitty/internal/icalendar"
	"recruitty/recruit/busy"
	"recruitty/recruit/sanitize"
)

// entry is what counts of a VEVENT, or of an AVAILABLE.
type entry struct {
	ref string
	key string // a digest of its UID, "" without one
	// state is what the time that it takes is.
	state busy.State

	start, end stamp
	long       length
	starts     bool // start is given
	ends       bool // end is
	lasts      bool // long is

	rules, without []rule // RRULE and EXRULE
	also           []period
	except         []stamp

	instance  stamp // RECURRENCE-ID
	overrides bool  // instance is given
	onwards   bool  // and every later one is meant, too

	openEnd  bool    // the end cannot be understood
	openRule bool    // more repetitions may follow than are understood,
	endless  bool    // for ever, or
	openTo   []stamp // until the last of these
	anywhere bool    // it may take any time at all
	why      doubt
	unsure   bool   // why is set
	said     uint16 // the kinds of doubt that were counted, one bit each
}

// doubtful notes why an entry is not understood; the first reason is said.
func (e *entry) doubtful(why doubt) {
	if !e.unsure {
		e.why, e.unsure = why, true
	}
}

// draft is an entry that is being read.
type draft struct {
	entry
	uid        string
	status     string
	transp     string
	busyStatus string
	part       string // own PARTSTAT
	soft       bool   // by its title
	seen       map[string]bool
	zones      *zones
	options    *Options
	dates      *int // how many more dates are read
}

// agreed is what a property says that may stand once; where it stands there twice and
// differs, it says nothing that is known.
func agreed(before, now string) string {
	now = strings.ToUpper(strings.TrimSpace(now))
	if before == "" || before == now {
		return now
	}
	return "?"
}

// maxUID bounds a UID: longer ones are as good as none.
const maxUID = 2000

// once reports whether a property that may stand once stands there first. What the
// second says may be what is meant; then nobody knows.
func (d *draft) once(name string) bool {
	if d.seen[name] {
		return false
	}
	d.seen[name] = true
	return true
}

// take reads a property of an entry.
func (d *draft) take(l line) {
	switch l.name {
	case "UID", "DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS":
	case "SUMMARY":
		if len(d.options.Words.Soft) == 0 {
			return
		}
	case "ATTENDEE":
		if !d.mayBeOwner(l.text) {
			return
		}
	default:
		return
	}
	p, ok := icalendar.Line(l.text)
	if !ok {
		return
	}
	value := strings.TrimSpace(p.Value)
	switch l.name {
	case "UID":
		if len(value) <= maxUID && d.uid == "" {
			d.uid = value
		}
	case "STATUS":
		d.status = agreed(d.status, value)
	case "TRANSP":
		d.transp = agreed(d.transp, value)
	case "X-MICROSOFT-CDO-BUSYSTATUS":
		d.busyStatus = agreed(d.busyStatus, value)
	case "SUMMARY":
		d.soft = d.options.Words.State(p.Text(), busy.Busy) == busy.Soft
	case "ATTENDEE":
		if sanitize.SameAddress(icalendar.Address(p.Value), d.options.Owner) || sanitize.SameAddress(icalendar.Address(p.Param("EMAIL")), d.options.Owner) {
			d.part = agreed(d.part, cmp.Or(p.Param("PARTSTAT"), "NEEDS-ACTION"))
		}
	default:
		d.takeTime(l, p)
	}
}

// mayBeOwner reports whether an attendee may be the owner, before the line is taken
// apart.
func (d *draft) mayBeOwner(text string) bool {
	local, _, _ := strings.Cut(d.options.Owner, "@")
	if local == "" {
		return false
	}
	return strings.Contains(text, "%") || strings.Contains(strings.ToLower(text), strings.ToLower(local))
}

// takeTime reads a property about when the entry is.
func (d *draft) takeTime(l line, p icalendar.Property) {
	zone := d.zones.clock(p.Param("TZID"))
	switch l.name {
	case "DTSTART":
		if !d.once(l.name) {
			d.anywhere = true
			d.doubtful(badTime)
			return
		}
		at, err := single(p, zone)
		d.start, d.starts = at, err == nil && !l.broken
	case "DTEND":
		at, err := single(p, zone)
		d.openEnd = d.openEnd || err != nil || l.broken || !d.once(l.name)
		d.end, d.ends = at, true
	case "DURATION":
		long, err := readLength(p.Value)
		d.openEnd = d.openEnd || err != nil || l.broken || !d.once(l.name)
		d.long, d.lasts = long, true
	case "RRULE":
		r, err := readRule(p.Value, zone)
		if err != nil || l.broken || len(d.rules) == maxRules {
			d.unread(r, err)
			return
		}
		d.rules = append(d.rules, r)
	case "EXRULE":
		// An exception that is not understood leaves out nothing.
		if r, err := readRule(p.Value, zone); err == nil && !l.broken && len(d.without) < maxRules {
			d.without = append(d.without, r)
		} else {
			d.doubtful(badDates)
		}
	case "RDATE":
		d.takeDates(l, p, func(value string) error {
			at, err := readPeriod(value, zone)
			d.also = append(d.also, at)
			return err
		}, func() { d.anywhere = true })
	case "EXDATE":
		d.takeDates(l, p, func(value string) error {
			at, err := readStamp(value, zone)
			if err == nil {
				d.except = append(d.except, at)
			}
			return err
		}, func() {})
	case "RECURRENCE-ID":
		at, err := single(p, zone)
		if err != nil || l.broken || !d.once(l.name) {
			d.doubtful(badDates) // the entry counts, and so does what it replaces
			return
		}
		d.instance, d.overrides = at, true
		switch rangeOf := strings.ToUpper(p.Param("RANGE")); rangeOf {
		case "":
		case "THISANDFUTURE":
			d.onwards = true
		default: // THISANDPRIOR of RFC 2445
			d.anywhere = true
			d.doubtful(badDates)
		}
	}
}

// maxRules bounds the rules of one entry, which should be one.
const maxRules = 10

// unread notes a rule that is not understood: it may go on until its end if that is
// known.
func (d *draft) unread(r rule, err error) {
	d.openRule = true
	d.doubtful(badRule)
	if errors.Is(err, errSubDaily) && r.ends {
		d.openTo = append(d.openTo, r.until)
	} else {
		d.endless = true
	}
}

// takeDates reads a list of dates.
func (d *draft) takeDates(l line, p icalendar.Property, take func(string) error, failed func()) {
	bad := l.broken || l.valueless(p)
	for value := range strings.SplitSeq(p.Value, ",") {
		if strings.TrimSpace(value) == "" {
			continue
		}
		if *d.dates--; *d.dates < 0 {
			bad = true
			break
		}
		if take(value) != nil {
			bad = true
		}
	}
	if bad {
		d.doubtful(badDates)
		failed()
	}
}

// finish is the entry when all of it has been read; cut says that some of it may be
// missing. ok is false for one that takes no time.
func (d *draft) finish(cut bool) (e entry, ok bool) {
	if d.uid != "" && d.options.Ours != nil && d.options.Ours(d.uid) {
		// It is known without the calendar, and so is every exception of it.
		return entry{}, false
	}
	if d.uid != "" {
		d.key = Ref(d.uid)
	}
	d.ref = cmp.Or(d.ref, d.key)
	d.state = d.judge()
	if cut {
		d.openRule, d.endless, d.openEnd = true, true, d.openEnd || !d.ends && !d.lasts
		d.doubtful(badTime)
		d.state = max(d.state, busy.Soft)
	}
	if !d.starts {
		d.anywhere = true
		d.doubtful(badTime)
	}
	if d.openEnd {
		d.doubtful(badTime)
	}
	return d.entry, true
}
