package recruit

import (
	"context"
	"fmt"

	"recruitty/recruit/clean"
)

// Damage is a stored record of which something cannot be understood, as when the
// disk or another program has changed it. It does not keep others from working.
type Damage struct {
	What        string // "job", "candidate", "member" or "interview"
	ID          int64
	CandidateID CandidateID // whose record or interview it is, 0 for none
	Name        string
	Field       string // what of it, such as "status"
}

// DamageFinder finds damaged records.
type DamageFinder interface {
	// Damaged lists the records of which something stored cannot be understood, at
	// most some dozens.
	Damaged(ctx context.Context) ([]Damage, error)
}

// Sentence says what is the matter.
func (d Damage) Sentence() string {
	name, _ := clean.Line(d.Name, 80)
	if name != "" {
		name = " (" + name + ")"
	}
	return fmt.Sprintf("The stored %s of %s %d%s cannot be understood.", d.Field, d.What, d.ID, name)
}

// MendDamage says what to do about a damaged record.
const MendDamage = "Correct it where you can open it; otherwise restore the last back-up."
