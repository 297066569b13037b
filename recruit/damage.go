package recruit

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"recruitty/recruit/sanitize"
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

// damageFor is how long what was found of damage is good enough for everybody.
const damageFor = time.Minute

// ShareDamage is a store for many sessions at once: it looks for damage once in a
// minute for all of them.
func ShareDamage(s Store, now func() time.Time) Store {
	return &damageShared{Store: s, look: &damageLook{whole: s, now: now}}
}

type damageShared struct {
	Store
	look *damageLook
}

// damageLook is the last look for damage.
type damageLook struct {
	whole DamageFinder
	now   func() time.Time

	mu    sync.Mutex
	at    time.Time
	found []Damage
}

// Damaged implements DamageFinder.
func (d *damageShared) Damaged(ctx context.Context) ([]Damage, error) {
	l := d.look
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.at.IsZero() || l.now().Sub(l.at).Abs() >= damageFor {
		found, err := l.whole.Damaged(ctx)
		if err != nil {
			return nil, err
		}
		l.found, l.at = found, l.now()
	}
	return slices.Clone(l.found), nil
}

// VisibleTo implements Store. Who sees a part of the records looks into those only,
// by themselves.
func (d *damageShared) VisibleTo(m Member) Store {
	seen := d.Store.VisibleTo(m)
	if m.SeesAll() {
		return &damageShared{Store: seen, look: d.look}
	}
	return seen
}

// Sentence says what is the matter.
func (d Damage) Sentence() string {
	name, _ := sanitize.Line(d.Name, 80)
	if name != "" {
		name = " (" + name + ")"
	}
	return fmt.Sprintf("The stored %s of %s %d%s cannot be understood.", d.Field, d.What, d.ID, name)
}

// MendDamage says what to do about a damaged record.
const MendDamage = "Correct it where you can open it; otherwise restore the last backup."

// LeftOut is an interview that is missing from a result, and why.
type LeftOut struct {
	ID  InterviewID
	Why error
}
