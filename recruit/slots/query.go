package slots

import "time"

// Bounds of a query.
const (
	MaxSessions = 8
	MaxSeats    = 60  // of a query, with optional ones
	MaxMembers  = 500 // of one need
	maxLimit    = 200 // choices that are returned
)

// Role is what a person is in a pool.
type Role uint8

// The roles.
const (
	Qualified     Role = iota // counts towards what the pool has to give
	Shadow                    // learns by watching; sits beside those who count
	ReverseShadow             // leads and is watched; sits beside those who count
)

// Member is a person in a need.
type Member struct {
	Person int64
	Role   Role
}

// Need is what a session needs of one group of people: Count of the qualified members.
// A person who is asked for by name is a need of one member, and "A or B, and C or D" is
// two needs. Nobody sits twice in a session, even if two needs name them.
type Need struct {
	Name    string // for reasons; "" for a person who is asked for by name
	Count   int
	Members []Member
	// Trainees is how many members who are not qualified sit in besides, where they can.
	Trainees int
}

// Session is one interview of a query.
type Session struct {
	Title    string // for reasons
	Duration time.Duration
	Needs    []Need
	Optional []int64 // people who come where they can
	// Fixed says that the session stands: it keeps its hour and its people, who are
	// asked nothing; that hour is in their Busy and Booked already. Needs and Optional are
	// not looked at. Rules for order and gaps do not hold between two that stand.
	Fixed *Fixed
}

// Fixed is where a session stands that is not to be moved.
type Fixed struct {
	Start  time.Time
	People []int64
}

// Candidate is what is known of the candidate's time.
type Candidate struct {
	// Windows are when the candidate can, if they have said so; empty means at any
	// civil hour.
	Windows []Span
	// From and To bound civil hours, as hours of the wall clock in the query's zone,
	// from midnight; both 0 means the whole day.
	From, To time.Duration
}

// Break is a stretch that a day must leave: a stretch of Length without a session between
// From and To of the wall clock in the query's zone, from midnight.
type Break struct {
	From, To, Length time.Duration
}

// Loop are the rules for several sessions.
type Loop struct {
	AnyOrder bool // else the sessions follow each other as they stand
	// MinGap and MaxGap bound the time between two sessions of a day: MinGap from the
	// true end, MaxGap from the end of the last quarter-hour that is taken up. MaxGap 0
	// is no limit; one that is too small for MinGap gives way to it.
	MinGap, MaxGap time.Duration
	BackToBack     bool  // MaxGap is truly 0
	Lunch          Break // Length 0 is none. The gap that it lies in may be longer by it
	// MaxDays is on how many days the sessions may lie; 0 and 1 are the same day.
	MaxDays int
	// Within bounds how many days in a row those lie among, the first one counted;
	// 0 means 7.
	Within int
	Once   bool // nobody is in two sessions
}

// Taken is an hour that is thought of as given to a person: a hold, an offer, or a
// candidate of the same batch. It is busy, with the person's buffers around it, and counts
// towards caps and load.
type Taken struct {
	Person     int64
	Start, End time.Time
}

// Lift lets go of one constraint, for one person or for everybody (Person 0).
type Lift struct {
	Kind    Kind
	Person  int64
	Session int           // Length: which one
	Length  time.Duration // Length: how long instead
}

// Query is what is looked for.
type Query struct {
	// From and To bound when sessions may lie, within the grid; both zero mean all of it.
	From, To time.Time
	Earliest time.Time      // nothing starts before it (notice)
	Zone     *time.Location // in which days are counted, the candidate's as a rule
	// Candidate, Sessions and Loop say what is looked for. One session is an
	// interview or a panel; up to MaxSessions are a loop.
	Candidate Candidate
	Sessions  []Session
	Loop      Loop
	// AllowSoft offers hours at which soft entries would have to be overruled, after all
	// others. Each is named in the choice.
	AllowSoft bool
	// NotMet leaves out people who have met the candidate before.
	NotMet bool
	// OnlyPreferred takes preferred hours for the only ones.
	OnlyPreferred bool
	Lifts         []Lift
	// Essential are people without whom a session makes no sense: no way out is that they
	// need not come.
	Essential []int64
	Taken     []Taken
	Limit     int // choices; 0 means 20
	PerDay    int // choices of one day; 0 means 3 of a panel, 2 of a loop
	// Apart keeps the starts of a day's choices of a single session so far apart;
	// 0 means that each start is one of its own.
	Apart time.Duration
	// Steps bounds the work; 0 means 5 million, about a second.
	Steps int64
}

// check reports the first thing in a query that cannot be worked out, as ErrInput.
func (g *Grid) check(q *Query) error {
	if len(q.Sessions) == 0 || len(q.Sessions) > MaxSessions {
		return inputError("%d sessions are not between 1 and %d", len(q.Sessions), MaxSessions)
	}
	if !q.To.After(q.From) && !(q.From.IsZero() && q.To.IsZero()) {
		return inputError("the window ends before it begins")
	}
	if lo, hi := g.bounds(q); lo < g.lo || hi > g.hi {
		return inputError("the window reaches beyond the time that is known")
	}
	seats := 0
	for i := range q.Sessions {
		s := &q.Sessions[i]
		if s.Duration < time.Minute || s.Duration > 24*time.Hour || s.Duration%time.Minute != 0 {
			return inputError("session %d lasts %s", i+1, s.Duration)
		}
		if s.Fixed != nil {
			seats += len(s.Fixed.People)
			continue
		}
		seats += len(s.Optional)
		for _, p := range s.Optional {
			if _, known := g.index[p]; !known {
				return inputError("person %d is not known", p)
			}
		}
		for n := range s.Needs {
			need := &s.Needs[n]
			if need.Count < 0 || need.Count > MaxSeats || need.Trainees < 0 || need.Trainees > MaxSeats || len(need.Members) > MaxMembers {
				return inputError("session %d needs %d and %d of %d people", i+1, need.Count, need.Trainees, len(need.Members))
			}
			seats += need.Count + need.Trainees
			for _, m := range need.Members {
				if _, known := g.index[m.Person]; !known {
					return inputError("person %d is not known", m.Person)
				}
			}
		}
	}
	if seats > MaxSeats {
		return inputError("%d seats are more than %d", seats, MaxSeats)
	}
	return nil
}

// bounds is the window of a query in quarter-hours, each of them wholly inside.
func (g *Grid) bounds(q *Query) (lo, hi int) {
	lo, hi = g.lo, g.hi
	if !q.From.IsZero() || !q.To.IsZero() {
		lo, hi = g.nextQuarter(q.From), g.quarterOf(q.To)
	}
	for _, l := range q.Lifts {
		if l.Kind == Window {
			hi = g.hi
		}
	}
	return lo, hi
}
