package loops

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pools"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
)

// Bounds of a plan.
const (
	MaxSessions = slots.MaxSessions // the finder is exact up to so many
	MaxPeople   = 12                // who are named in a session
	MaxNeeds    = 6                 // pools of a session
	MaxDays     = 7
	MaxGap      = 4 * time.Hour
	MaxLength   = 8 * time.Hour // of a session
	maxTitle    = 120
	maxPlace    = 300
)

// Plan is what a stage of a job needs: sessions, and how they lie to each other.
type Plan struct {
	JobID    recruit.JobID
	Stage    string // as the job calls it
	Sessions []Session
	// FixedOrder keeps the sessions in their order; else any order is as good.
	FixedOrder bool
	// MinGap and MaxGap bound what lies between two sessions of a day, in whole minutes.
	// A MaxGap of 0 is back to back.
	MinGap, MaxGap time.Duration
	// Lunch leaves half an hour free for the candidate between 11:30 and 14:00. What lies
	// between two sessions may be longer by it.
	Lunch bool
	// Days is on how many days the sessions may lie, within a week; 1 is the same day.
	Days int
	// Twice lets one person be in several sessions.
	Twice     bool
	Version   int // 0 where none was saved yet
	RemovedAt time.Time
	// Damage says that what is stored cannot be understood, "" as a rule; a plan that is
	// saved anew takes its place.
	Damage string
}

// Session is one interview of a plan.
type Session struct {
	Title    string
	Duration time.Duration    // whole minutes
	Platform recruit.Platform // "" is the workspace's default
	// Place is the address, the link, or who calls whom; "" by phone is the candidate's
	// number.
	Place  string
	People []Person // all of them take part, but for the optional ones
	Needs  []Need   // so many of each pool
}

// Person is someone who is named in a session.
type Person struct {
	ID       recruit.MemberID
	Name     string // as it is now; read only
	Email    string // the same
	Gone     bool   // has left the team since; read only
	Optional bool   // they come if they can
}

// Need is how many of a pool a session wants.
type Need struct {
	Count int
	Pool  pools.ID
	Name  string // as it is now; read only
	Gone  bool   // was removed since; read only
}

// New is the plan of a stage that has none yet.
func New(job recruit.JobID, stage string) Plan {
	return Plan{JobID: job, Stage: stage, MaxGap: 30 * time.Minute, Lunch: true, Days: 1}
}

// Removed reports whether the plan is no more in use.
func (p Plan) Removed() bool { return !p.RemovedAt.IsZero() }

// Length is how long all sessions take together, without what lies between them.
func (p Plan) Length() time.Duration {
	var sum time.Duration
	for _, s := range p.Sessions {
		sum += s.Duration
	}
	return sum
}

// Words says what a plan is in one line: "4 sessions, 3h30, any order, same day, up to
// 30 min between two, lunch kept free".
func (p Plan) Words() string {
	said := []string{recruit.Counted(len(p.Sessions), "session", "sessions"), timeparse.Length(p.Length())}
	if len(p.Sessions) > 1 {
		said = append(said, p.orderWords(), p.daysWords(), p.gapWords())
		if p.Lunch {
			said = append(said, "lunch kept free")
		}
		if p.Twice {
			said = append(said, "one person may be in several")
		}
	}
	return strings.Join(said, ", ")
}

func (p Plan) orderWords() string {
	if p.FixedOrder {
		return "in this order"
	}
	return "any order"
}

func (p Plan) daysWords() string {
	if p.Days > 1 {
		return "on at most " + recruit.Counted(p.Days, "day", "days")
	}
	return "same day"
}

func (p Plan) gapWords() string {
	switch {
	case p.MaxGap == 0:
		return "back to back"
	case p.MinGap == 0:
		return "up to " + timeparse.Length(p.MaxGap) + " between two"
	case p.MinGap == p.MaxGap:
		return timeparse.Length(p.MinGap) + " between two"
	}
	return timeparse.Length(p.MinGap) + " to " + timeparse.Length(p.MaxGap) + " between two"
}

// Gone names the people and the pools of the plan that there are no more, each with the
// session that names them. Nothing is planned with them.
func (p Plan) Gone() []string {
	var said []string
	for _, s := range p.Sessions {
		for _, who := range s.People {
			if who.Gone {
				said = append(said, who.Name+" ("+s.Title+") is no longer in the team")
			}
		}
		for _, n := range s.Needs {
			if n.Gone {
				said = append(said, "the pool "+n.Name+" ("+s.Title+") was removed")
			}
		}
	}
	return said
}

// Check is nil for a plan that can be saved, and else says what is wrong with it.
func (p Plan) Check() error {
	switch {
	case len(p.Sessions) == 0:
		return recruit.Invalid("sessions", "A plan needs at least one session, such as “Technical interview, 60 min, 1 of Backend”.")
	case len(p.Sessions) > MaxSessions:
		return recruit.Invalid("sessions", "A plan has at most %d sessions.", MaxSessions)
	case p.Days < 1 || p.Days > MaxDays:
		return recruit.Invalid("days", "The sessions of a plan can be spread over 1 to %d days.", MaxDays)
	case p.MinGap < 0 || p.MaxGap > MaxGap || p.MinGap > p.MaxGap || p.MinGap%time.Minute != 0 || p.MaxGap%time.Minute != 0:
		return recruit.Invalid("gap", "The time between two sessions is from 0 minutes to 4 hours, in whole minutes, and the minimum cannot exceed the maximum.")
	}
	for _, s := range p.Sessions {
		if err := s.check(); err != nil {
			return err
		}
	}
	return p.checkTwice()
}

// checkTwice refuses a plan that asks for the same person in two sessions and does not
// let them be in both: it could never be met.
func (p Plan) checkTwice() error {
	if p.Twice {
		return nil
	}
	seen := map[recruit.MemberID]string{}
	for _, s := range p.Sessions {
		for _, who := range s.People {
			if first := seen[who.ID]; first != "" && !who.Optional {
				return recruit.Invalid("sessions", "%s is named in “%s” and in “%s”; allow one person in several sessions, or name someone else.", who.Name, first, s.Title)
			}
			if !who.Optional {
				seen[who.ID] = s.Title
			}
		}
	}
	return nil
}

func (s Session) check() error {
	leads := slices.ContainsFunc(s.People, func(p Person) bool { return !p.Optional })
	switch {
	case s.Title == "":
		return recruit.Invalid("sessions", "Each session begins with its title.")
	case !leads && len(s.Needs) == 0:
		return recruit.Invalid("sessions", "Nobody is named for “%s”; write who leads it, such as “1 of Backend” or an address.", s.Title)
	case len(s.People) > MaxPeople:
		return recruit.Invalid("sessions", "“%s” names %d people; at most %d are possible.", s.Title, len(s.People), MaxPeople)
	case len(s.Needs) > MaxNeeds:
		return recruit.Invalid("sessions", "“%s” asks %d pools; at most %d are possible.", s.Title, len(s.Needs), MaxNeeds)
	case s.Duration < timeparse.MinDuration || s.Duration > MaxLength || s.Duration%time.Minute != 0:
		return recruit.Invalid("sessions", "“%s” needs a length from 1 minute to %s.", s.Title, timeparse.Length(MaxLength))
	case s.Platform == recruit.OnSite && s.Place == "":
		return recruit.Invalid("sessions", "“%s” is on site; write the address after it, such as “on site: 12 Baker Street”.", s.Title)
	case s.Platform == recruit.OtherLink && s.Place == "":
		return recruit.Invalid("sessions", "“%s” needs its link, such as “other link: https://meet.example.com/abc”.", s.Title)
	}
	return nil
}
