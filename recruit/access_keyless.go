package recruit

import (
	"context"
	"errors"
	"slices"
)

// keyless is the store without the SSH keys of others: those are for each
// member's own eyes, and for an admin's.
type keyless struct {
	Store
	me Member
}

func (k *keyless) without(m Member) Member {
	if AllowKeys(k.me, m.ID) != nil {
		m.SSHKeys = nil
	}
	return m
}

// Member implements Members.
func (k *keyless) Member(ctx context.Context, id MemberID) (Member, error) {
	m, err := k.Store.Member(ctx, id)
	return k.without(m), err
}

// MemberByEmail implements Members.
func (k *keyless) MemberByEmail(ctx context.Context, email string) (Member, error) {
	m, err := k.Store.MemberByEmail(ctx, email)
	return k.without(m), err
}

// Members implements Members.
func (k *keyless) Members(ctx context.Context, removed bool) ([]Member, error) {
	team, err := k.Store.Members(ctx, removed)
	for i := range team {
		team[i] = k.without(team[i])
	}
	return team, err
}

// MembersByKey implements Members; whose another's key is they do not learn.
func (k *keyless) MembersByKey(ctx context.Context, key string) ([]Member, error) {
	all, err := k.Store.MembersByKey(ctx, key)
	return slices.DeleteFunc(all, func(m Member) bool { return m.ID != k.me.ID }), err
}

// SaveMember implements Members, for oneself: what is not seen of others must
// not be written back empty.
func (k *keyless) SaveMember(ctx context.Context, m Member, log Activity) (Member, error) {
	if m.ID != k.me.ID || m.Role != k.me.Role {
		return Member{}, Allow(k.me, ToManage)
	}
	if err := freeKeysOf(ctx, k.Store, m); err != nil {
		return Member{}, err
	}
	return k.Store.SaveMember(ctx, m, log)
}

// Record implements Interviews.
func (k *keyless) Record(ctx context.Context, id InterviewID) (Record, error) {
	r, err := k.Store.Record(ctx, id)
	r.Organiser = k.without(r.Organiser)
	return r, err
}

// Commit implements Interviews.
func (k *keyless) Commit(ctx context.Context, c Commit) (Record, error) {
	r, err := k.Store.Commit(ctx, c)
	r.Organiser = k.without(r.Organiser)
	return r, err
}

// freeKeysOf is freeKeys in the whole store, for somebody who must not learn
// whose a key is.
func freeKeysOf(ctx context.Context, whole Members, m Member) error {
	err := freeKeys(ctx, whole, m.ID, m.SSHKeys)
	if errors.Is(err, ErrDuplicate) {
		return &Problem{Kind: ErrDuplicate, Field: "ssh_key", Sentence: "This key belongs to somebody else already; everybody needs one of their own."}
	}
	return err
}
