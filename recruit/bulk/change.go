package bulk

import (
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/pools"
)

// Kind is what is to become of the interviews.
type Kind string

// The kinds of change.
const (
	Move    Kind = "move"    // by a shift, each the same
	Find    Kind = "find"    // each to the first hour that suits everybody in it
	Cancel  Kind = "cancel"  // all with one reason
	Replace Kind = "replace" // one participant by another
	Ask     Kind = "ask"     // those who have not answered are asked again
	Undo    Kind = "undo"    // the member's own last change of each is taken back
)

// Change is what is to become of each of the interviews.
type Change struct {
	Kind Kind
	// Shift is how a Move goes.
	Shift Shift
	// From and Days bound where Find looks for hours: from then on, zero is now, for so
	// many days, 0 is finder.NearDays.
	From time.Time
	Days int
	// Reason is why, of Move, Find and Cancel; everybody who is told reads it.
	Reason string
	// Leaves is the address of whom Replace takes off. Comes is the address of who comes
	// in their place; "" chooses someone out of Pool for each.
	Leaves, Comes string
	Pool          pools.Pool
	// Since is from when on the change was made that Undo takes back; older ones stay.
	Since time.Time
}

// check refuses a change that does not say what it needs.
func (c Change) check() error {
	//exhaustive:enforce
	switch c.Kind {
	case Move:
		if c.Shift.Zero() {
			return recruit.Invalid("shift", "Say by how much, or to which day: %s.", HowToShift)
		}
	case Replace:
		switch {
		case strings.TrimSpace(c.Leaves) == "":
			return recruit.Invalid("leaves", "Say who is to be replaced.")
		case strings.TrimSpace(c.Comes) == "" && c.Pool.ID == 0:
			return recruit.Invalid("comes", "Say who comes instead: a person or a pool.")
		}
	case Find, Cancel, Ask, Undo:
	default:
		return recruit.Invalid("kind", "There is no change %q; choose move, find, cancel, replace, ask or undo.", string(c.Kind))
	}
	return nil
}
