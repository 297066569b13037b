package board

import (
	"context"
	"errors"
	"strconv"
	"time"

	"recruitty/recruit"
)

// Store reads the pipeline of a job, as far as whoever asks sees it.
type Store interface {
	// Board reads the columns that a query asks for. What people wait for is left to the
	// service.
	Board(ctx context.Context, q Query) (Board, error)
	Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error)
}

// Service is the service for boards. Its fields are set once, before use.
type Service struct {
	Store Store
	Now   recruit.Clock
}

// Usual and Most are how many people of a stage are read at once.
const (
	Usual = 40
	Most  = 1000
)

// MostCounted is up to how many people in front of a part are counted.
const MostCounted = 2000

// Query chooses a part of a board.
type Query struct {
	Job recruit.JobID
	// Parts says of which stages people are read. nil is the beginning of each stage; an
	// empty list reads the numbers alone.
	Parts []Part
	First int // of how many stages, from the left, Parts that are nil read; 0 is all
	Limit int // people of each stage; 0 is Usual, and Most is the most
}

// Part is a stretch of a stage. Without a place it is its beginning.
type Part struct {
	Stage string
	// From, After and Before are places in the stage: the part begins with From or behind
	// After, or ends before Before. At most one of them is set.
	From, After, Before Place
	Last                bool // the end of the stage
	Limit               int  // in place of that of the query, 0 for that
}

// Place is a place in a stage: keyset paging, never a number of rows to skip.
type Place struct {
	Since     time.Time
	Candidate recruit.CandidateID
}

// Board is what was read of a job's pipeline.
type Board struct {
	Job     recruit.Job
	Columns []Column
	// Part says that whoever asked sees a part of the workspace, so that there may be
	// interviews and people that are not told.
	Part bool
}

// LeftStage says of a column that it is Left, behind its name.
const LeftStage = "which is no longer a stage of this job"

// Column is a stage with people in it: longest first, or where they are no longer
// candidates who came last (see NewestFirst).
type Column struct {
	Stage string
	// Left says that the stage is none of the job's any more, and that someone is still in it.
	Left   bool
	Count  int // of all in it
	People []Person
	Read   bool // People were asked for
	// Above is how many stand in front of the first of People, -1 where those are more than
	// MostCounted.
	Above int
}

// Below is how many stand behind the last of People, -1 where nobody knows.
func (c Column) Below() int {
	if c.Above < 0 {
		return -1
	}
	return max(c.Count-c.Above-len(c.People), 0)
}

// NewestFirst reports whether who came to a stage last stands first in it: of those who are
// no longer candidates nobody waits.
func NewestFirst(stage string) bool { return recruit.StageLost(stage) }

// Person is a candidate in a stage.
type Person struct {
	Candidate recruit.CandidateID
	Name      string
	Damage    string    // what of their record, or of an interview, cannot be understood
	Since     time.Time // in this stage
	Version   int       // of the application
	// Interviews are those for the job that are scheduled, and those that took place and
	// began at most a day before they came to the stage; by their start.
	Interviews []Interview
	Waits      []Wait // for us, gravest first
}

// Place is where the person stands.
func (p Person) Place() Place { return Place{p.Since, p.Candidate} }

// Next is the start of the next interview that has not ended at now; zero where none is.
func (p Person) Next(now time.Time) time.Time {
	for _, i := range p.Interviews {
		if i.ahead(now) {
			return i.Start
		}
	}
	return time.Time{}
}

// Wait is the gravest thing that the person waits for, "" where they do not wait for us.
func (p Person) Wait() Wait {
	if len(p.Waits) == 0 {
		return ""
	}
	return p.Waits[0]
}

// Person finds someone on the board.
func (b Board) Person(id recruit.CandidateID) (Column, Person, bool) {
	for _, c := range b.Columns {
		for _, p := range c.People {
			if p.Candidate == id {
				return c, p, true
			}
		}
	}
	return Column{}, Person{}, false
}

// Read reads a board and says who waits for us.
func (s *Service) Read(ctx context.Context, q Query) (Board, error) {
	b, err := s.Store.Board(ctx, q)
	if err != nil {
		return Board{}, err
	}
	now := s.Now()
	for c := range b.Columns {
		for n := range b.Columns[c].People {
			p := &b.Columns[c].People[n]
			if err := s.answers(ctx, p, now); err != nil {
				return Board{}, err
			}
			p.Waits = Waits(b.Columns[c].Stage, *p, b.Job.Status == recruit.JobClosed, !b.Part, now)
		}
	}
	return b, nil
}

// answers looks at the interviews ahead of someone that have an answer which may need a
// person: the record alone knows whether it does. There are few of them.
func (s *Service) answers(ctx context.Context, p *Person, now time.Time) error {
	for n := range p.Interviews {
		i := &p.Interviews[n]
		if !i.Doubtful || !i.ahead(now) {
			continue
		}
		r, err := s.Store.Record(ctx, i.ID)
		switch {
		case errors.Is(err, recruit.ErrNotFound): // gone since
		case errors.Is(err, recruit.ErrDamaged):
			p.Damage = "interview"
		case err != nil:
			return err
		default:
			i.Answer = NeedsAnswer(r, now)
		}
	}
	return nil
}

// Age says how long someone has been in a stage: "now", "5 h", "4 d", "15 w", "2 y".
func Age(since, now time.Time) string {
	const day = 24 * time.Hour
	switch d := now.Sub(since); {
	case since.IsZero():
		return ""
	case d < time.Hour:
		return "now"
	case d < day:
		return strconv.Itoa(int(d/time.Hour)) + " h"
	case d < 100*day:
		return strconv.Itoa(int(d/day)) + " d"
	case d < 2*365*day:
		return strconv.Itoa(int(d/(7*day))) + " w"
	default:
		return strconv.Itoa(int(d/(365*day))) + " y"
	}
}
