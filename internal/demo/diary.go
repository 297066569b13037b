package demo

import (
	"hash/fnv"
	"math/rand/v2"
	"time"

	"recruitty/calendar/calsim"
	"recruitty/recruit/timeparse"
)

// daysAhead is how far the calendars of the sample are filled, in days; more than
// anybody looks ahead, so that a demo may stay open for a while.
const daysAhead = 75

// appointment is a kind of entry, and how often it occurs beside the others.
type appointment struct {
	title   string
	kind    calsim.Kind
	minutes []int
	often   int
}

// usual are the entries of a working day.
var usual = [...]appointment{
	{"Weekly of the team", calsim.Busy, []int{45, 60}, 18},
	{"One to one", calsim.Busy, []int{30}, 16},
	{"Review with the network planners", calsim.Busy, []int{60, 90}, 10},
	{"Locker incident, follow-up", calsim.Busy, []int{30, 60}, 9},
	{"Call with a courier partner", calsim.Busy, []int{30, 45}, 9},
	{"Dentist appointment", calsim.Busy, []int{60}, 1},
	{"Focus time", calsim.Busy, []int{60, 90, 120}, 12},
	{"Hold: planning", calsim.Tentative, []int{60}, 8},
	{"Book club", calsim.Maybe, []int{60}, 4},
	{"Reading group", calsim.Unanswered, []int{45}, 3},
	{"Birthday cake in the kitchen", calsim.Free, []int{30}, 4},
	{"Invited, and declined", calsim.Declined, []int{60}, 3},
}

// fillCalendars gives everybody a calendar from the day before now on. An entry depends
// on nothing but its owner and its day, so that the same day looks the same whenever a
// demo is started.
func fillCalendars(sim *calsim.Server, now time.Time) {
	reads := readings()
	for n, m := range everybody() {
		if reads[n] == byNobody {
			continue
		}
		zone, err := timeparse.Zone(m.TimeZone)
		if err != nil {
			zone = time.UTC
		}
		p := calsim.Person{Email: m.Email, Zone: zone}
		if reads[n] == shut {
			p.Sharing = calsim.Nothing
		}
		sim.AddPerson(p)
		y, month, d := now.In(zone).Date()
		for ahead := -1; ahead <= daysAhead; ahead++ {
			fillDay(sim, m.Email, time.Date(y, month, d+ahead, 0, 0, 0, 0, zone))
		}
	}
}

// fillDay writes what someone has on a day that begins at midnight of theirs.
func fillDay(sim *calsim.Server, person string, midnight time.Time) {
	if midnight.Weekday() == time.Saturday || midnight.Weekday() == time.Sunday {
		return
	}
	chance := chanceOf(person, midnight)
	if chance.IntN(40) == 0 {
		sim.AddDays(person, midnight, midnight, calsim.OutOfOffice, "Out of office")
		return
	}
	// The quarters of an hour from 8:30 to 18:00 are walked through, from one entry to
	// the next.
	for at := 34 + chance.IntN(8); at < 72; {
		a := pick(chance)
		minutes := a.minutes[chance.IntN(len(a.minutes))]
		start := clockOn(midnight, at*15)
		sim.AddEvent(person, start, start.Add(time.Duration(minutes)*time.Minute), a.kind, a.title, "")
		at += minutes/15 + 2 + chance.IntN(13)
	}
}

// clockOn is the instant at which so many minutes after midnight are on the clock.
func clockOn(midnight time.Time, minutes int) time.Time {
	y, m, d := midnight.Date()
	return time.Date(y, m, d, 0, minutes, 0, 0, midnight.Location())
}

// chanceOf is the chance of one person's day, always the same.
func chanceOf(person string, day time.Time) *rand.Rand {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(person + " " + day.Format(time.DateOnly)))
	return rand.New(rand.NewPCG(sum.Sum64(), 15))
}

// pick is one of the usual entries.
func pick(chance *rand.Rand) appointment {
	all := 0
	for _, a := range usual {
		all += a.often
	}
	n := chance.IntN(all)
	for _, a := range usual {
		if n < a.often {
			return a
		}
		n -= a.often
	}
	return usual[0]
}
