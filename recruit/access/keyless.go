package access

import (
	"context"
	"errors"
	"slices"

	"recruitty/recruit"
)

// keyless is the store without the SSH keys of others: those are for each
// member's own eyes, and for an admin's.
type keyless struct {
	recruit.Store
	me recruit.Member
}

func (k *keyless) without(m recruit.Member) recruit.Member {
	if AllowKeys(k.me, m.ID) != nil {
		m.SSHKeys = nil
	}
	return m
}

// Member implements Members.
func (k *keyless) Member(ctx context.Context, id recruit.MemberID) (recruit.Member, error) {
	m, err := k.Store.Member(ctx, id)
	return k.without(m), err
}

// MemberByEmail implements Members.
func (k *keyless) MemberByEmail(ctx context.Context, email string) (recruit.Member, error) {
	m, err := k.Store.MemberByEmail(ctx, email)
	return k.without(m), err
}

// Members implements Members.
func (k *keyless) Members(ctx context.Context, removed bool) ([]recruit.Member, error) {
	team, err := k.Store.Members(ctx, removed)
	for i := range team {
		team[i] = k.without(team[i])
	}
	return team, err
}

// MembersByKey implements Members; whose another's key is they do not learn.
func (k *keyless) MembersByKey(ctx context.Context, key string) ([]recruit.Member, error) {
	all, err := k.Store.MembersByKey(ctx, key)
	return slices.DeleteFunc(all, func(m recruit.Member) bool { return m.ID != k.me.ID }), err
}

// SaveMember implements Members, for oneself: what is not seen of others must
// not be written back empty.
func (k *keyless) SaveMember(ctx context.Context, m recruit.Member, log recruit.Activity) (recruit.Member, error) {
	if m.ID != k.me.ID || m.Role != k.me.Role {
		return recruit.Member{}, recruit.Allow(k.me, recruit.ToManage)
	}
	if err := freeKeysOf(ctx, k.Store, m); err != nil {
		return recruit.Member{}, err
	}
	return k.Store.SaveMember(ctx, m, log)
}

// Record implements Interviews.
func (k *keyless) Record(ctx context.Context, id recruit.InterviewID) (recruit.Record, error) {
	r, err := k.Store.Record(ctx, id)
	r.Organiser = k.without(r.Organiser)
	return r, err
}

// Commit implements Interviews.
func (k *keyless) Commit(ctx context.Context, c recruit.Commit) (recruit.Record, error) {
	r, err := k.Store.Commit(ctx, c)
	r.Organiser = k.without(r.Organiser)
	return r, err
}

// freeKeysOf is freeKeys in the whole store, for somebody who must not learn
// whose a key is.
func freeKeysOf(ctx context.Context, whole recruit.Members, m recruit.Member) error {
	err := freeKeys(ctx, whole, m.ID, m.SSHKeys)
	if errors.Is(err, recruit.ErrDuplicate) {
		return &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "ssh_key", Sentence: "This key belongs to somebody else already; everybody needs one of their own."}
	}
	return err
}
