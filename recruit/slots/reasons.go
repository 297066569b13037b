package slots

import "time"

// Kind is a constraint.
type Kind uint8

// The constraints. Those from Met to Preferred are about one person.
const (
	None            Kind = iota
	Notice               // too soon
	CandidateWindow      // outside of what the candidate offered
	CivilHours           // at night for the candidate
	Met                  // has met the candidate before
	Off                  // has time off
	Hours                // outside of the working hours
	Busy
	Unknown // not known to be free
	Soft    // something that a person might overrule
	Buffer  // too close to another entry
	DayCap  // has as many interviews that day as they may
	WeekCap // has as many interviews that week as they may
	Preferred
	PoolSize   // too few people of a need can at any one hour
	SamePeople // each need could be met, but not with different people
	Together   // everybody has hours, but none in common
	Once       // nobody may be in two sessions
	Order      // the sessions follow each other as they stand
	Gap        // the time between sessions
	Lunch      // the break
	MaxDays    // the sessions do not fit on so few days
	Fit        // the hours of the sessions do not fit together
	Window     // the search ends too early
	Length     // too long
	Attendance // the person has to come
	Seated     // sits elsewhere at that hour or in that loop
)

// Reason is why something cannot be, as data. Which fields are filled depends on Kind.
type Reason struct {
	Kind    Kind
	Session int    // whose hour it is about, from 0; -1 for all
	Title   string // of the session
	Person  int64  // 0 if it is not about one person
	Name    string
	Need    string // the pool it is about
	// Have of Want people can at the best hour of the day (PoolSize).
	Have, Want int
	// Until is when the person can again, for a session of that length, in the query's
	// zone; zero if they cannot until the end of the window.
	Until time.Time
	// Held says for what and until when an hour of the person is held, in words that follow
	// "is held"; "" where nothing is (Soft). Who looks for hours fills it in.
	Held string
	// Members says of the people of a pool what keeps each of them away.
	Members []Reason
}

// WhyKind is why someone was chosen.
type WhyKind uint8

// Why someone was chosen.
const (
	Named     WhyKind = iota // is asked for by name
	Standing                 // the session stands
	All                      // everybody of the need who can is needed
	LeastLoad                // has the fewest interviews this week
	Alike                    // has as few interviews this week as anybody
	Clear                    // others have fewer, but something speaks against the hour for them
	Freed                    // others have fewer, but are needed on another seat
	Invited                  // optional, and can
	Learning                 // a trainee who can
)

// Why is why someone was chosen, as data.
type Why struct {
	Kind   WhyKind
	Week   int // interviews of that week before this one
	Of     int // members of the need who can at that hour
	Others int // how many of those Kind is about
}
