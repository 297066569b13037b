package availability

import (
	"cmp"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
)

// Cause is why something is not known of a person's time.
type Cause uint8

// The causes.
const (
	NotConnected  Cause = iota // the person has connected no calendar
	NotRead                    // a calendar has not been read yet
	Unreadable                 // it could not be read, and what was read before is too old
	TooOld                     // it was read too long ago
	OutsideWindow              // it was not read for that time
	NotUnderstood              // it has an entry of which the times are not understood
	// Inseparable is the time of the interview that is being moved, within a longer
	// block of which a calendar does not say whether it is anything else.
	Inseparable
)

// Gap is a stretch of a person's time that is not known, and why.
type Gap struct {
	Start, End time.Time
	Cause      Cause
	Label      string    // of the source, "" without one
	ReadAt     time.Time // when it was read last, zero if it never was
	Trouble    string    // why it cannot be read, one sentence; "" where the cause says all
}

// Words says why the time of someone is unknown; moment writes a time.
func (g Gap) Words(name string, moment func(time.Time) string) string {
	//exhaustive:enforce
	switch g.Cause {
	case NotConnected:
		return name + " has not connected a calendar."
	case NotRead:
		if g.Trouble != "" {
			return "The calendar of " + name + " was never read: " + g.Trouble
		}
		return "The calendar of " + name + " has not been read yet."
	case Unreadable:
		return "The calendar of " + name + " was last read " + moment(g.ReadAt) + ". " + g.Trouble
	case TooOld:
		return "The calendar of " + name + " was last read " + moment(g.ReadAt) + ", which is too long ago."
	case OutsideWindow:
		return "The calendar of " + name + " is not read for that time."
	case NotUnderstood:
		return "The calendar of " + name + " has an entry whose time cannot be understood."
	case Inseparable:
		return "The calendar of " + name + " does not say whether there is anything else at the time of this interview."
	}
	return ""
}

// Timeline is what is known of one person's time in a window.
type Timeline struct {
	Member   recruit.Member
	From, To time.Time
	// Busy is what calendars and own interviews come to: in order, without overlaps, and
	// without what is free. What is in none of them, within the window, is free; hours
	// are not in it.
	Busy []busy.Interval
	Gaps []Gap // why what is Unknown in Busy is; by cause, and they may overlap
	// Layers are what each calendar says, for reasons.
	Layers []Layer
	// Booked are the person's interviews, without those that are being moved, in order.
	// They go back four weeks behind the window and on to the end of its last week, so
	// that loads can be counted.
	Booked []Booking
	// Held are the person's hours that offers to others hold, in order.
	Held  []Held
	Hours hours.Hours
	Open  hours.Expansion // when the person works; shared with others, not to be changed
	// ReadAt is when the calendar that is oldest was read, zero if one never was or there
	// is none.
	ReadAt time.Time

	brief bool // Busy stays empty
}

// Options change what Timelines returns.
type Options struct {
	// Except are interviews that are being moved: they do not count, nor do their entries
	// in a calendar. 0 is none.
	Except []recruit.InterviewID
	// Candidate is for whom hours are looked for: what an offer to them holds is not in
	// their way. 0 is nobody.
	Candidate recruit.CandidateID
	// Team are current members who were read already, so that a large team is not read
	// twice. Who is not among them is looked for.
	Team map[recruit.MemberID]recruit.Member
	// Brief leaves out of Booked what lies beside the window, and since when each is
	// decided, and Busy is neither in order nor without overlaps: for who counts no loads,
	// looks for no drift, and asks what is strongest in a stretch of time.
	Brief bool
}

// layersThatCount leaves out a calendar that nobody has ever managed to read where
// another one of the same person was: a tenant may know some of the team only.
func layersThatCount(all []Layer) []Layer {
	read := func(l Layer) bool { return !l.ReadAt.IsZero() }
	if !slices.ContainsFunc(all, read) || !slices.ContainsFunc(all, func(l Layer) bool { return !read(l) && l.Shared }) {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(l Layer) bool { return !read(l) && l.Shared })
}

// takeOut takes the interviews that are being moved out of what is booked and of the
// calendars that have them as one entry each, or as one where they follow each other
// without a pause.
func (t *Timeline) takeOut(ids []recruit.InterviewID) (moved []Booking) {
	for _, b := range t.Booked {
		if b.Interview != 0 && slices.Contains(ids, b.Interview) {
			moved = append(moved, b)
		}
	}
	if len(moved) == 0 {
		return nil
	}
	t.Booked = slices.DeleteFunc(slices.Clone(t.Booked), func(b Booking) bool { return slices.Contains(ids, b.Interview) && b.Interview != 0 })
	for n := range t.Layers {
		t.Layers[n].Entries = slices.DeleteFunc(slices.Clone(t.Layers[n].Entries), func(e LayerEntry) bool { return e.State != busy.Unknown && e.isOfRow(moved) })
	}
	return moved
}

// roomForBusy is for how many intervals memory is taken at once.
const roomForBusy = 400

// most is how many intervals fill makes as a rule.
func (t *Timeline) most() int {
	n := len(t.Booked) + len(t.Held)
	for i := range t.Layers {
		n += len(t.Layers[i].Entries) + 2
	}
	return n
}

// fill works out what is busy, which may overlap, and what is not known.
func (t *Timeline) fill(now time.Time, maxAge time.Duration, moved []Booking) {
	for i := range t.Layers {
		l := &t.Layers[i]
		t.layer(l, now, maxAge, moved)
		if i == 0 || l.ReadAt.Before(t.ReadAt) {
			t.ReadAt = l.ReadAt
		}
	}
	if len(t.Layers) == 0 {
		t.unknown(Gap{Start: t.From, End: t.To, Cause: NotConnected})
	}
	for _, b := range t.Booked {
		if b.Scheduled {
			t.take(b.Start, b.End, busy.Busy)
		}
	}
	for _, h := range t.Held {
		t.take(h.Start, h.End, busy.Soft)
	}
	slices.SortStableFunc(t.Gaps, func(a, b Gap) int { return cmp.Compare(a.Cause, b.Cause) })
}

// Taken tells a timeline of Briefly what calendars say and what is not known, in seconds
// since 1970, rounded outwards, from start until just before end. It is not in order, may overlap, and may
// reach out of the window. Own interviews are in Booked.
func (t *Timeline) Taken(each func(start, end int64, state busy.State)) {
	for n := range t.Gaps {
		g := &t.Gaps[n]
		end := g.End.Unix()
		if g.End.Nanosecond() > 0 {
			end++
		}
		each(g.Start.Unix(), end, busy.Unknown)
	}
	for i := range t.Layers {
		l := &t.Layers[i]
		if l.ReadAt.IsZero() {
			continue
		}
		for n := range l.Entries {
			if e := &l.Entries[n]; e.State != busy.Unknown && e.length > 0 {
				each(e.start, e.start+int64(e.length), e.State)
			}
		}
	}
}

// take puts a stretch on top, as far as it lies in the window.
func (t *Timeline) take(start, end time.Time, state busy.State) {
	if t.brief {
		return
	}
	if start.Before(t.From) {
		start = t.From
	}
	if end.After(t.To) {
		end = t.To
	}
	if end.After(start) {
		t.Busy = append(t.Busy, busy.Interval{Start: start, End: end, State: state})
	}
}

// unknown notes that a stretch is not known.
func (t *Timeline) unknown(g Gap) {
	if g.End.After(g.Start) {
		t.Gaps = append(t.Gaps, g)
		t.take(g.Start, g.End, busy.Unknown)
	}
}

// layer puts what one calendar says on top.
func (t *Timeline) layer(l *Layer, now time.Time, maxAge time.Duration, moved []Booking) {
	g := Gap{Start: t.From, End: t.To, Label: l.Label, ReadAt: l.ReadAt, Trouble: l.Trouble}
	switch age := now.Sub(l.ReadAt); {
	case l.ReadAt.IsZero():
		g.Cause = NotRead
		t.unknown(g)
		return
	case age > maxAge && l.Trouble != "":
		g.Cause = Unreadable
		t.unknown(g)
	case age > maxAge:
		g.Cause = TooOld
		t.unknown(g)
	default:
		g.Cause, g.Trouble = OutsideWindow, ""
		before, behind := g, g
		before.End, behind.Start = hours.Earlier(l.From, t.To), hours.Later(l.To, t.From)
		t.unknown(before)
		t.unknown(behind)
	}
	for n := range l.Entries {
		e := &l.Entries[n]
		if e.State == busy.Unknown {
			g.Cause, g.Start, g.End = NotUnderstood, hours.Later(e.Start(), t.From), hours.Earlier(e.End(), t.To)
			t.unknown(g)
			continue
		}
		from := e.Start()
		for _, b := range moved {
			if e.hides(b) {
				g.Cause, g.Start, g.End = Inseparable, hours.Later(b.Start, t.From), hours.Earlier(b.End, t.To)
				t.unknown(g)
				t.take(from, b.Start, e.State)
				from = hours.Later(from, b.End)
			}
		}
		t.take(from, e.End(), e.State)
	}
}

// isOfRow reports whether an entry is that of one of some interviews, which are in order,
// or of several of them in a row.
func (e LayerEntry) isOfRow(all []Booking) bool {
	for n, first := range all {
		if !e.Start().Equal(first.Start) {
			continue
		}
		end := first.End
		if e.End().Equal(end) {
			return true
		}
		for _, next := range all[n+1:] {
			if next.Start.After(end) {
				break
			}
			if end = hours.Later(end, next.End); e.End().Equal(end) {
				return true
			}
		}
	}
	return false
}

// hides reports whether an entry is a longer block in which the entry of an interview
// may stand.
func (e LayerEntry) hides(b Booking) bool {
	return !e.Named && !e.Start().After(b.Start) && !e.End().Before(b.End)
}

// State is the strongest state of a stretch.
func (t Timeline) State(from, to time.Time) busy.State {
	if from.Before(t.From) || to.After(t.To) || !to.After(from) {
		return busy.Unknown
	}
	state := busy.Free
	for _, i := range t.Busy {
		if i.Start.Before(to) && i.End.After(from) {
			state = busy.Both(state, i.State)
		}
	}
	return state
}

// Load counts the person's interviews on a day of their own calendar, and in the week
// from Monday on that it belongs to.
func (t Timeline) Load(d hours.Date) (onDay, inWeek int) {
	monday := d.Monday()
	for _, b := range t.Booked {
		on := hours.DateOf(b.Start.In(t.Hours.Zone))
		if on == d {
			onDay++
		}
		if on.Monday() == monday {
			inWeek++
		}
	}
	return onDay, inWeek
}
