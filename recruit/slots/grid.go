package slots

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"recruitty/recruit/busy"
)

// Quarter is the step of everything that is worked out here.
const Quarter = 15 * time.Minute

// Bounds of a grid.
const (
	MaxWindow = 100 // days
	MaxPeople = 5000
)

// ErrInput says that what was asked cannot be worked out: a bound is exceeded, a person is
// named who is not there, a length is not positive. The error that wraps it says which.
var ErrInput = errors.New("not a possible query")

func inputError(format string, a ...any) error {
	return fmt.Errorf("%w: "+format, append([]any{ErrInput}, a...)...)
}

// Span is a stretch of time, from Start until just before End.
type Span struct{ Start, End time.Time }

// Person is someone who may be in an interview.
type Person struct {
	ID   int64  // not 0; people who are equal in everything else are taken in this order
	Name string // for reasons, fit to be shown
	Zone *time.Location
	// Busy are intervals in any order, as busy.Interval says; what none covers is free
	// between ReadFrom and ReadTo, and unknown elsewhere. Busy is certain even outside
	// of what was read. Interviews that stand belong to it, except one that is to be moved.
	Busy             []busy.Interval
	ReadFrom, ReadTo time.Time
	Hours            []Span // in which the person may be used
	Off              []Span // time off, taken from Hours; it also gives refusals their name
	Preferred        []Span // empty means that every hour is as good
	// Before and After are kept free of other entries around an interview. A soft
	// entry may touch them.
	Before, After time.Duration
	// DayCap and WeekCap limit interviews in a day and a week of Zone; 0 is no limit.
	DayCap, WeekCap int
	// Booked are the starts of the interviews that count towards the caps and towards
	// the week's load, without one that is to be moved.
	Booked []time.Time
	// Recent is how many interviews the person had in the last weeks, by which those
	// are told apart who have equally many this week.
	Recent int
	Met    bool // has met the candidate before
}

// Grid is the time of many people between two instants, ready to be searched. What it says
// never changes, and any number of queries may use it at once.
type Grid struct {
	origin    int64 // quarter-hours since 1970 of bit 0
	n         int   // quarter-hours
	words     int
	lo, hi    int // what NewGrid was asked for; around it lies a day that only buffers look at
	people    []person
	index     map[int64]int32
	rows      []uint64
	spare     []int16 // see counts
	calendars map[zoneKey]*calendar
	memory    sync.Pool // of *memory

	kept      []atomic.Pointer[kept] // of each person
	keeping   sync.Mutex             // guards what follows
	keptCount int
	keptSlab  []kept
	keptRows  []uint64
	keptWeeks []cost
}

// The rows that a grid keeps of each person.
const (
	rowBusy = iota
	rowSoft
	rowUnknown
	rowHours
	rowOff
	rowPreferred
	rowCount
)

// person is what a grid knows of one besides the rows.
type person struct {
	id              int64
	name            string
	cal             *calendar
	before, after   int32 // minutes
	dayCap, weekCap int32
	recent          int64
	met             bool
	soft            bool // something is soft
	off, preferred  bool // has time off, or preferred hours
	days, weeks     []int16
}

// margin is how far around what was asked for a grid reaches.
const margin = 24 * 4

// NewGrid makes a grid of the time from From to To, at most MaxWindow days, of at most
// MaxPeople people. Errors are ErrInput.
func NewGrid(from, to time.Time, people []Person) (*Grid, error) {
	if !to.After(from) || to.Sub(from) > MaxWindow*24*time.Hour {
		return nil, inputError("the time from %s to %s is not between 0 and %d days", from.Format(time.RFC3339), to.Format(time.RFC3339), MaxWindow)
	}
	if len(people) > MaxPeople {
		return nil, inputError("%d people are more than %d", len(people), MaxPeople)
	}
	g := &Grid{origin: floorQuarter(from) - margin, index: make(map[int64]int32, len(people)), calendars: map[zoneKey]*calendar{}}
	g.lo = margin
	g.hi = int(ceilQuarter(to) - g.origin)
	g.n = g.hi + margin
	g.words = (g.n + 63) / 64
	order := make([]int32, len(people))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int { return compare(people[a].ID, people[b].ID) })
	g.people = make([]person, len(people))
	g.rows = make([]uint64, len(people)*rowCount*g.words)
	g.kept = make([]atomic.Pointer[kept], len(people))
	for n, i := range order {
		p := &people[i]
		if p.ID == 0 {
			return nil, inputError("a person has no ID")
		}
		if _, twice := g.index[p.ID]; twice {
			return nil, inputError("person %d stands twice", p.ID)
		}
		g.index[p.ID] = int32(n)
		g.enter(n, p)
	}
	g.fillAll(order, people)
	return g, nil
}

func compare[T int | int32 | int64](a, b T) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// share is how many people are worth a processor of their own.
const share = 64

// fillAll writes down the time of all, on several processors where there are many: what is
// written for one person touches nothing of another's.
func (g *Grid) fillAll(order []int32, people []Person) {
	parts := max(1, min(runtime.GOMAXPROCS(0), len(order)/share))
	var wait sync.WaitGroup
	for part := range parts {
		wait.Go(func() {
			for n := part * len(order) / parts; n < (part+1)*len(order)/parts; n++ {
				g.fill(n, &people[order[n]])
			}
		})
	}
	wait.Wait()
}

// enter writes down one person but for their time.
func (g *Grid) enter(n int, p *Person) {
	zone := p.Zone
	if zone == nil {
		zone = time.UTC
	}
	key := keyOf(zone, g.at(0), g.at(g.n))
	cal := g.calendars[key]
	if cal == nil {
		cal = g.newCalendar(zone)
		g.calendars[key] = cal
	}
	g.people[n] = person{
		id: p.ID, name: p.Name, cal: cal, met: p.Met,
		before: minutes(p.Before), after: minutes(p.After),
		dayCap: int32(min(max(p.DayCap, 0), 1000)), weekCap: int32(min(max(p.WeekCap, 0), 1000)),
		recent: int64(min(max(p.Recent, 0), maxRecent)), preferred: len(p.Preferred) > 0,
		days: g.counts(len(cal.week)), weeks: g.counts(len(cal.monday) - 1),
	}
}

// fill writes down the time of one person.
func (g *Grid) fill(n int, p *Person) {
	taken, soft, unknown := g.row(n, rowBusy), g.row(n, rowSoft), g.row(n, rowUnknown)
	unknown.fill()
	unknown.unset(g.clip(p.ReadFrom, p.ReadTo, false))
	for i := range p.Busy {
		e := &p.Busy[i]
		a, b := g.clip(e.Start, e.End, true)
		//exhaustive:enforce
		switch e.State {
		case busy.Busy:
			taken.set(a, b)
		case busy.Soft:
			soft.set(a, b)
		case busy.Free:
		case busy.Unknown:
			unknown.set(a, b)
		default:
			unknown.set(a, b)
		}
	}
	unknown.without(taken)
	soft.without(taken)
	soft.without(unknown)
	hours, preferred := g.row(n, rowHours), g.row(n, rowPreferred)
	for _, s := range p.Hours {
		hours.set(g.clip(s.Start, s.End, false))
	}
	for _, s := range p.Preferred {
		preferred.set(g.clip(s.Start, s.End, false))
	}
	off := g.row(n, rowOff)
	for _, s := range p.Off {
		off.set(g.clip(s.Start, s.End, true))
	}
	q := &g.people[n]
	q.soft, q.off = soft.any(), off.any()
	for _, t := range p.Booked {
		q.book(g.quarterOf(t))
	}
}

// counts are zeros to count interviews in, cut from a piece for many people.
func (g *Grid) counts(n int) []int16 {
	if len(g.spare) < n {
		g.spare = make([]int16, 64*n)
	}
	c := g.spare[:n:n]
	g.spare = g.spare[n:]
	return c
}

// book counts an interview of the person.
func (p *person) book(quarter int) {
	c := p.cal
	if quarter < int(c.start[0]) || quarter >= int(c.start[len(c.week)]) {
		return
	}
	day := c.day(quarter)
	if p.days[day] < 1<<14 {
		p.days[day]++
	}
	if w := c.week[day]; p.weeks[w] < 1<<14 {
		p.weeks[w]++
	}
}

// minutes is a buffer in whole minutes, rounded up, at most a day.
func minutes(d time.Duration) int32 {
	d = min(max(d, 0), 24*time.Hour)
	return int32((d + time.Minute - 1) / time.Minute)
}

// row is one of a person's rows.
func (g *Grid) row(person, kind int) row {
	at := (person*rowCount + kind) * g.words
	return row(g.rows[at : at+g.words : at+g.words])
}

// at is when a quarter-hour begins.
func (g *Grid) at(q int) time.Time { return time.Unix((g.origin+int64(q))*900, 0).UTC() }

// quarterOf is the quarter-hour that an instant is in, within a year of the grid.
func (g *Grid) quarterOf(t time.Time) int { return g.within(floorQuarter(t)) }

// nextQuarter is the first quarter-hour that begins at or after an instant, within a year
// of the grid.
func (g *Grid) nextQuarter(t time.Time) int { return g.within(ceilQuarter(t)) }

func (g *Grid) within(quarter int64) int {
	const year = 366 * 96
	return int(min(max(quarter-g.origin, -year), int64(g.n)+year))
}

// clip is the quarter-hours of a stretch of time that lie in the grid: those that it
// touches, or those that it covers.
func (g *Grid) clip(from, to time.Time, touches bool) (a, b int) {
	if !to.After(from) {
		return 0, 0
	}
	if touches {
		return int(g.seconds(from, false) / 900), int((g.seconds(to, true) + 899) / 900)
	}
	return int((g.seconds(from, true) + 899) / 900), int(g.seconds(to, false) / 900)
}

// seconds is how far an instant lies behind the beginning of the grid, or before its end,
// in whole seconds rounded down or up. A grid of hundreds of people counts a hundred
// thousand of them: what is not negative is divided faster.
func (g *Grid) seconds(t time.Time, up bool) uint64 {
	s := t.Unix() - g.origin*900
	if up && t.Nanosecond() != 0 {
		s++
	}
	return uint64(min(max(s, 0), int64(g.n)*900))
}

func floorQuarter(t time.Time) int64 {
	s := t.Unix()
	q := s / 900
	if s%900 < 0 {
		q--
	}
	return q
}

func ceilQuarter(t time.Time) int64 {
	q := floorQuarter(t)
	if t.Unix() != q*900 || t.Nanosecond() != 0 {
		q++
	}
	return q
}
