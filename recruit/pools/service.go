package pools

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/sanitize"
)

// maxName bounds the name of a pool, in characters.
const maxName = 80

// Store keeps the pools.
type Store interface {
	// Pools lists them by name; with removed, those that are no more in use too.
	Pools(ctx context.Context, removed bool) ([]Pool, error)
	Pool(ctx context.Context, id ID) (Pool, error)
	// SavePool adds (ID 0) or changes a pool with all its members. Version must be the
	// stored one, else ErrStale; a name in use is ErrDuplicate.
	SavePool(ctx context.Context, p Pool, log recruit.Activity) (Pool, error)
	Member(ctx context.Context, id recruit.MemberID) (recruit.Member, error)
}

// Hidden is the store of who does not see the whole workspace: nothing is in it.
type Hidden struct{ Store }

// Pools implements Store.
func (Hidden) Pools(context.Context, bool) ([]Pool, error) { return nil, hidden() }

// Pool implements Store.
func (Hidden) Pool(context.Context, ID) (Pool, error) { return Pool{}, hidden() }

// SavePool implements Store.
func (Hidden) SavePool(context.Context, Pool, recruit.Activity) (Pool, error) {
	return Pool{}, hidden()
}

// NotShown is what stands in place of the pools for who may not see them.
const NotShown = "Pools are only for those who see the whole workspace; ask a recruiter or an admin."

func hidden() error { return recruit.Refused(NotShown) }

// Pools is the service for pools. Who schedules interviews may change them.
type Pools struct {
	Store Store
	Now   recruit.Clock
}

// List lists the pools by name; with removed, those that are no more in use too.
func (s *Pools) List(ctx context.Context, removed bool) ([]Pool, error) {
	return s.Store.Pools(ctx, removed)
}

// Find returns a pool by its name or number, one that was removed too.
func (s *Pools) Find(ctx context.Context, name string) (Pool, error) {
	all, err := s.List(ctx, true)
	if err != nil {
		return Pool{}, err
	}
	p, err := Named(name, all)
	if err == nil {
		return p, nil
	}
	for _, removed := range all {
		at := removed.RemovedAt
		removed.RemovedAt = time.Time{}
		if _, other := Named(name, []Pool{removed}); other == nil {
			removed.RemovedAt = at
			return removed, nil
		}
	}
	return Pool{}, err
}

// Add makes a pool with the name and the training of p, and without members.
func (s *Pools) Add(ctx context.Context, actor recruit.Member, p Pool) (Pool, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Pool{}, err
	}
	all, err := s.Store.Pools(ctx, true)
	if err != nil {
		return Pool{}, err
	}
	if len(all) >= MaxPools {
		return Pool{}, recruit.Invalid("name", "A workspace has at most %d pools.", MaxPools)
	}
	p = Pool{Name: p.Name, Shadows: p.Shadows, Reversed: p.Reversed, CreatedAt: s.Now().UTC()}
	if p, err = clean(p); err != nil {
		return Pool{}, err
	}
	return s.save(ctx, actor, p, "pool.added", "Added the pool "+p.Name)
}

// Change saves the name and the training of a pool. p.Version is the one that was
// looked at.
func (s *Pools) Change(ctx context.Context, actor recruit.Member, p Pool) (Pool, error) {
	was, err := s.open(ctx, actor, p.ID)
	if err != nil {
		return Pool{}, err
	}
	if p, err = clean(p); err != nil {
		return Pool{}, err
	}
	now := was
	now.Name, now.Shadows, now.Reversed, now.Version = p.Name, p.Shadows, p.Reversed, cmp.Or(p.Version, was.Version)
	said := recruit.ChangedWords("Changed the pool "+was.Name, recruit.JoinDifferences(recruit.Difference("Name", was.Name, now.Name),
		recruit.Difference("Interviews as a shadow", strconv.Itoa(was.Shadows), strconv.Itoa(now.Shadows)),
		recruit.Difference("Interviews as a reverse shadow", strconv.Itoa(was.Reversed), strconv.Itoa(now.Reversed))))
	if said == "" {
		return was, nil
	}
	return s.save(ctx, actor, now, "pool.changed", said)
}

// Remove takes a pool out of use. Restore takes that back.
func (s *Pools) Remove(ctx context.Context, actor recruit.Member, id ID) (Pool, error) {
	p, err := s.open(ctx, actor, id)
	if err != nil {
		return Pool{}, err
	}
	p.RemovedAt = s.Now().UTC()
	return s.save(ctx, actor, p, "pool.removed", "Removed the pool "+p.Name)
}

// Restore brings a removed pool back with those of its members who are still in the
// team.
func (s *Pools) Restore(ctx context.Context, actor recruit.Member, id ID) (Pool, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Pool{}, err
	}
	p, err := s.Store.Pool(ctx, id)
	if err != nil || !p.Removed() {
		return p, err
	}
	p.RemovedAt = time.Time{}
	return s.save(ctx, actor, p, "pool.restored", "Brought back the pool "+p.Name)
}

// SetMember puts a member into a pool at a level, or changes the level; their training
// at it begins anew.
func (s *Pools) SetMember(ctx context.Context, actor recruit.Member, id ID, member recruit.MemberID, level Level) (Pool, error) {
	p, err := s.open(ctx, actor, id)
	if err != nil {
		return Pool{}, err
	}
	m, err := s.Store.Member(ctx, member)
	if err != nil {
		return Pool{}, err
	}
	if m.Removed() {
		return Pool{}, recruit.NotInTeam(m)
	}
	if _, err := ParseLevel(string(level)); err != nil {
		return Pool{}, err
	}
	was, in := p.Member(member)
	said := "Added " + m.Name + " to the pool " + p.Name + " as " + level.Words()
	switch {
	case in && was.Set == level && p.Level(was) == level:
		return p, nil
	case in:
		said = "Changed " + m.Name + " in the pool " + p.Name + ". " + recruit.Difference("Level", p.Level(was).Words(), level.Words())
	case len(p.Members) >= MaxMembers:
		return Pool{}, recruit.Invalid("member", "A pool has at most %d members.", MaxMembers)
	}
	p.Members = append(without(p, member), Member{ID: m.ID, Name: m.Name, Email: m.Email, Set: level, Since: s.Now().UTC()})
	return s.save(ctx, actor, p, "pool.member_set", said)
}

// RemoveMember takes a member out of a pool. What they held for it stays counted, and
// SetMember brings them back.
func (s *Pools) RemoveMember(ctx context.Context, actor recruit.Member, id ID, member recruit.MemberID) (Pool, error) {
	p, err := s.open(ctx, actor, id)
	if err != nil {
		return Pool{}, err
	}
	was, in := p.Member(member)
	if !in {
		return Pool{}, recruit.NotFound("There is no such member in the pool %s.", p.Name)
	}
	said := "Took " + was.Name + " out of the pool " + p.Name + ", " + p.Level(was).Words() + " until now"
	p.Members = without(p, member)
	return s.save(ctx, actor, p, "pool.member_removed", said)
}

// open reads a pool that is in use and that the actor may change.
func (s *Pools) open(ctx context.Context, actor recruit.Member, id ID) (Pool, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Pool{}, err
	}
	p, err := s.Store.Pool(ctx, id)
	if err == nil && p.Removed() {
		err = recruit.Refused("The pool %s was removed; bring it back first (recruitty pool restore %d).", p.Name, p.ID)
	}
	return p, err
}

func (s *Pools) save(ctx context.Context, actor recruit.Member, p Pool, action, said string) (Pool, error) {
	saved, err := s.Store.SavePool(ctx, p, recruit.Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: action, Text: said})
	if errors.Is(err, recruit.ErrDuplicate) {
		return Pool{}, &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "name", Sentence: "There is already a pool called " + p.Name + ".", Cause: err}
	}
	return saved, err
}

// without lists the members of a pool but one.
func without(p Pool, member recruit.MemberID) []Member {
	return slices.DeleteFunc(slices.Clone(p.Members), func(m Member) bool { return m.ID == member })
}

// clean checks what was typed about a pool.
func clean(p Pool) (Pool, error) {
	var err error
	if p.Name, err = recruit.CleanLine("name", "name of the pool", p.Name, maxName); err != nil {
		return p, err
	}
	switch {
	case strings.TrimSpace(p.Name) == "":
		return p, recruit.Invalid("name", "A pool needs a name, such as Backend.")
	case strings.ContainsAny(p.Name, ",;"):
		return p, recruit.Invalid("name", "The name of a pool cannot have a comma or a semicolon, because several pools are written on one line.")
	case p.Shadows < 0 || p.Shadows > MaxHeld || p.Reversed < 0 || p.Reversed > MaxHeld:
		return p, recruit.Invalid("training", "A level needs from 0 to %d interviews.", MaxHeld)
	}
	if _, err := strconv.ParseInt(sanitize.Fold(p.Name), 10, 64); err == nil {
		return p, recruit.Invalid("name", "The name of a pool cannot be just a number, because pools have numbers of their own.")
	}
	return p, nil
}

// progress says how many of so many interviews were held.
func progress(held, of int) string {
	return strconv.Itoa(held) + " of " + recruit.Counted(of, "interview", "interviews")
}
