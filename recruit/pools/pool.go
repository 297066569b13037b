package pools

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
)

// ID identifies a pool, from 1 upwards; 0 is none.
type ID = recruit.PoolID

// Level is how far a member of a pool is.
type Level string

// The levels.
const (
	// Shadow listens to an interview, and counts for nobody.
	Shadow Level = "shadow"
	// ReverseShadow leads an interview while someone qualified sits in.
	ReverseShadow Level = "reverse_shadow"
	// Qualified stands in a panel alone.
	Qualified Level = "qualified"
)

// Levels lists them in the order in which a member moves up.
func Levels() []Level { return []Level{Shadow, ReverseShadow, Qualified} }

// Words is the level in a sentence: "reverse shadow".
func (l Level) Words() string { return strings.ReplaceAll(string(l), "_", " ") }

// ParseLevel reads a level as people type it: "qualified", "Reverse shadow".
func ParseLevel(s string) (Level, error) {
	typed := Level(strings.NewReplacer(" ", "_", "-", "_").Replace(strings.ToLower(strings.TrimSpace(s))))
	if slices.Contains(Levels(), typed) {
		return typed, nil
	}
	return "", recruit.Invalid("level", "The level of a pool's member is qualified, shadow or reverse shadow.")
}

// Bounds of a pool.
const (
	MaxPools   = 500 // of a workspace
	MaxMembers = 500 // of a pool
	// MaxHeld bounds how many interviews a level may take.
	MaxHeld = 50
)

// The interviews that a level takes in a new pool.
const (
	DefaultShadows  = 2
	DefaultReversed = 2
)

// Pool is a group of members who can stand in for each other.
type Pool struct {
	ID   ID
	Name string // unique among pools
	// Shadows is how many interviews a shadow sits in on before they lead one, and
	// Reversed how many a reverse shadow leads before they are qualified. With 0
	// nobody stays at that level.
	Shadows, Reversed int
	Members           []Member // by name
	Version           int
	CreatedAt         time.Time
	RemovedAt         time.Time // zero while it is in use
}

// Member is a member's place in a pool.
type Member struct {
	ID    recruit.MemberID
	Name  string // as it is now; read only
	Email string // the same
	// Set is the level that someone gave them, at Since. Level says where they are.
	Set   Level
	Since time.Time
	// Listened and Led are the interviews that were held since then with them as a
	// shadow and as a reverse shadow of this pool; read only.
	Listened, Led int
}

// Removed reports whether the pool is no more in use.
func (p Pool) Removed() bool { return !p.RemovedAt.IsZero() }

// Level is how far a member of the pool is: what was set, moved up by the interviews
// that were held since.
func (p Pool) Level(m Member) Level {
	level := m.Set
	if level == Shadow && m.Listened >= p.Shadows {
		level = ReverseShadow
	}
	if level == ReverseShadow && m.Led >= p.Reversed {
		level = Qualified
	}
	return level
}

// Standing says in words how far a member of the pool is.
func (p Pool) Standing(m Member) string {
	//exhaustive:enforce
	switch p.Level(m) {
	case Shadow:
		return "shadow, " + progress(m.Listened, p.Shadows)
	case ReverseShadow:
		return "reverse shadow, " + progress(m.Led, p.Reversed)
	case Qualified:
		if m.Set != Qualified {
			return "qualified since their training"
		}
		return "qualified"
	}
	return string(p.Level(m))
}

// Training says in words how long the training of the pool is.
func (p Pool) Training() string {
	switch {
	case p.Shadows == 0 && p.Reversed == 0:
		return "none"
	case p.Shadows == 0:
		return recruit.Counted(p.Reversed, "interview", "interviews") + " as a reverse shadow"
	case p.Reversed == 0:
		return recruit.Counted(p.Shadows, "interview", "interviews") + " as a shadow"
	}
	return recruit.Counted(p.Shadows, "interview", "interviews") + " as a shadow, then " + strconv.Itoa(p.Reversed) + " as a reverse shadow"
}

// At lists those of the pool who are at a level, by name.
func (p Pool) At(level Level) []Member {
	var at []Member
	for _, m := range p.Members {
		if p.Level(m) == level {
			at = append(at, m)
		}
	}
	return at
}

// Member is someone's place in the pool, if they have one.
func (p Pool) Member(id recruit.MemberID) (Member, bool) {
	i := slices.IndexFunc(p.Members, func(m Member) bool { return m.ID == id })
	if i < 0 {
		return Member{}, false
	}
	return p.Members[i], true
}
