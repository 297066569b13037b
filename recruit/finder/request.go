package finder

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/pools"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
)

// Bounds of a search.
const (
	// Notice is how long before its start an interview has to be found.
	Notice = time.Hour
	// NearDays is how far a search looks ahead at first, and FarDays at most.
	NearDays = 14
	FarDays  = 56
)

// Civil hours of a candidate who has not said when they can.
const (
	civilFrom = 8 * time.Hour
	civilTo   = 20 * time.Hour
)

// Search says for whom hours are looked for, and when.
type Search struct {
	Candidate recruit.CandidateID
	// Except are interviews that are to be moved, as all of a loop: they are in nobody's
	// way, and their people are those of People. 0 is none.
	Except []recruit.InterviewID
	// From and To bound the hours; zero is from now on for Days days.
	From, To time.Time
	Days     int // 0 is NearDays
	// Windows are when the candidate has said they can; empty means at civil hours.
	Windows []slots.Span
	// Soft offers hours at which soft entries would be overruled as well.
	Soft bool
	// Lifts are constraints to let go of, as Found.Relaxations offers them.
	Lifts []slots.Lift
	Limit int // of hours or loops; 0 is 20
	// PerDay is how many of a day at most; 0 is 3, of loops 2.
	PerDay int
	// At asks about one start only, of one session; From, To and Days are not looked at
	// then.
	At time.Time
	// Bare leaves out why a day has no hour, and the ways out.
	Bare bool
}

// Session is what one interview needs.
type Session struct {
	Title    string // "" where it is the only one
	Duration time.Duration
	// People are addresses. Of those who are not in the team nothing is known: they are
	// in Found.Strangers. Optional are those of people who come if they can.
	People, Optional []string
	Needs            []pools.Need
}

// Request says what is looked for: the hours of one interview.
type Request struct {
	Candidate recruit.CandidateID
	Duration  time.Duration
	Interview recruit.InterviewID // the one of Search.Except; 0 is none. What stands below Needs is as of Search.
	People    []string            // as of Session
	Needs     []pools.Need
	From, To  time.Time
	Days      int
	Windows   []slots.Span
	Soft      bool
	Lifts     []slots.Lift
	Limit     int
	At        time.Time
	Bare      bool
}

func (r Request) search() Search {
	return Search{Candidate: r.Candidate, Except: []recruit.InterviewID{r.Interview}, From: r.From, To: r.To, Days: r.Days, Windows: r.Windows, Soft: r.Soft, Lifts: r.Lifts, Limit: r.Limit, At: r.At, Bare: r.Bare}
}

// Store is what is read besides people's time.
type Store interface {
	Candidate(ctx context.Context, id recruit.CandidateID) (recruit.Candidate, error)
	Members(ctx context.Context, removed bool) ([]recruit.Member, error)
	Interviews(ctx context.Context, f recruit.InterviewFilter) ([]recruit.InterviewSummary, error)
}

// Times says what is known of people's time; see availability.Service.
type Times interface {
	Timelines(ctx context.Context, actor recruit.Member, ids []recruit.MemberID, from, to time.Time, o availability.Options) ([]availability.Timeline, error)
	Fresh(ctx context.Context, actor recruit.Member, ids []recruit.MemberID, budget time.Duration) ([]availability.Unread, error)
}

// Finder is the service that finds hours.
type Finder struct {
	Store Store
	Times Times
	Now   recruit.Clock
}

// Person is whose time was looked at.
type Person struct {
	ID     int64 // in the grid; candidateID for the candidate
	Name   string
	Member recruit.Member // zero for the candidate
	// Gaps say why what is unknown of their time is, and ReadAt when the oldest of their
	// calendars was read, zero if one never was.
	Gaps   []availability.Gap
	ReadAt time.Time
}

// Chosen is someone who takes part in an hour that was found.
type Chosen struct {
	slots.Seat
	Member recruit.Member
	Pool   recruit.PoolID // 0 for who was asked for by name
	Level  pools.Level    // in it
	// Held are hours of theirs that offers to others hold, and that would be overruled.
	Held []availability.Held
}

// Hour is one that was found.
type Hour struct {
	Start, End time.Time // in the candidate's zone
	People     []Chosen  // without the candidate
	Absent     []slots.Reason
	// Left are members who were asked for by name and do not take part, because they need
	// not.
	Left    []recruit.Member
	Quality slots.Quality
}

// Addresses are those of the members who take part.
func (h Hour) Addresses() []string {
	var all []string
	for _, p := range h.People {
		all = append(all, p.Member.Email)
	}
	return all
}

// Seats are those who were chosen for a pool.
func (h Hour) Seats() []recruit.Seat {
	var all []recruit.Seat
	for _, p := range h.People {
		if p.Pool != 0 {
			all = append(all, recruit.Seat{Address: p.Member.Email, Pool: p.Pool, Level: string(p.Level)})
		}
	}
	return all
}

// Nobody refuses a search in which nobody takes part.
func Nobody() error {
	return recruit.Invalid("participants", "Nobody is chosen to take part yet; choose participants or a pool first.")
}

// Found is what a search came to.
type Found struct {
	Zone     *time.Location // the candidate's, in which days are counted; else that of who looks
	From, To time.Time
	Hours    []Hour
	Loops    []Loop // where a loop was looked for
	Days     []slots.Day
	Refusals []slots.Refusal
	// Relaxations are ways out that truly give hours, the cheapest first.
	Relaxations []slots.Relaxation
	People      []Person // those who were asked for, then the candidate
	Pool        []Person // the others of the pools
	Strangers   []string // addresses of whose time nothing is known
	// GaveUp says that the search was ended by its bound: there may be better hours.
	GaveUp bool
	grid   *slots.Grid
	// nowhere is the candidate's name where nobody knows their time zone.
	nowhere string
	// windows are when the candidate has said they can; civil hours without.
	windows []slots.Span
	several bool // a loop of more than one session was looked for
}

// Open reports whether the candidate can at an instant: in what they have offered, or at
// civil hours.
func (f Found) Open(at time.Time) bool {
	for _, w := range f.windows {
		if !at.Before(w.Start) && at.Before(w.End) {
			return true
		}
	}
	y, m, d := at.In(f.Zone).Date()
	clock := at.Sub(time.Date(y, m, d, 0, 0, 0, 0, f.Zone))
	return len(f.windows) == 0 && clock >= civilFrom && clock < civilTo
}

// IsCandidate reports whether a person of the search is the candidate.
func (p Person) IsCandidate() bool { return p.ID == candidateID }

// Refused are days in a row without an hour for the same reason.
type Refused struct {
	First, Last time.Time // their beginnings, in the candidate's zone
	Reason      slots.Reason
}

// Refused puts days in a row without an hour together where the reason is the same.
func (f Found) Refused() []Refused {
	var all []Refused
	for _, r := range f.Refusals {
		if n := len(all) - 1; n >= 0 && all[n].Reason.String() == r.Reason.String() && r.Start.Sub(all[n].Last) < 36*time.Hour {
			all[n].Last = r.Start
			continue
		}
		all = append(all, Refused{r.Start, r.Start, r.Reason})
	}
	return all
}

// MostRefused are most days in a row without an hour for the same reason, the first of as
// many; false where no day was refused.
func (f Found) MostRefused() (most Refused, found bool) {
	for _, r := range f.Refused() {
		if !found || r.Last.Sub(r.First) > most.Last.Sub(most.First) {
			most, found = r, true
		}
	}
	return most, found
}

// Days writes the days of it: "Tue 1 Dec", "Tue 1 Dec – Thu 3 Dec".
func (r Refused) Days() string {
	return timeparse.Dates(r.First, r.Last, r.First)
}

// Strip is a person's day in quarter-hours, for showing.
func (f Found) Strip(person int64, from, to time.Time) []slots.Cell {
	if f.grid == nil {
		return nil
	}
	return f.grid.Strip(person, from, to)
}
