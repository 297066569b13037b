package recruit

import (
	"context"
	"slices"
	"strings"
)

// MaxKeys is how many SSH keys one member may have.
const MaxKeys = 20

// bareKey is a public key in the format of authorized_keys without its
// comment: type and bytes say which key it is.
func bareKey(key string) string {
	fields := strings.Fields(key)
	return strings.Join(fields[:min(2, len(fields))], " ")
}

// HasKey says whether key is one of the member's.
func (m Member) HasKey(key string) bool {
	return slices.ContainsFunc(m.SSHKeys, func(k string) bool { return bareKey(k) == bareKey(key) })
}

// KeyOwner finds the member of the team whose SSH key it is. ErrNotFound when
// it is nobody's, or more than one member's: then it says nothing about who
// comes.
func KeyOwner(ctx context.Context, members Members, key string) (Member, error) {
	team, err := members.Members(ctx, false)
	if err != nil {
		return Member{}, err
	}
	var owner Member
	for _, m := range team {
		if !m.HasKey(key) {
			continue
		}
		if owner.ID != 0 {
			return Member{}, NotFound("This key belongs to two members, so it opens nothing; an admin can remove it from one of them.")
		}
		owner = m
	}
	if owner.ID == 0 {
		return Member{}, NotFound("No member of the team has this key; ask an admin for an invitation code.")
	}
	return owner, nil
}

// freeKeys refuses keys that another member of the team has already.
func freeKeys(ctx context.Context, members Members, id MemberID, keys []string) error {
	if len(keys) > MaxKeys {
		return Invalid("ssh_key", "A member has at most %d SSH keys; these would be %d.", MaxKeys, len(keys))
	}
	if len(keys) == 0 {
		return nil
	}
	team, err := members.Members(ctx, false)
	if err != nil {
		return err
	}
	for _, m := range team {
		for _, k := range keys {
			if m.ID != id && m.HasKey(k) {
				return &Problem{Kind: ErrDuplicate, Field: "ssh_key", Sentence: "This key belongs to " + m.Name + " already; everybody needs one of their own."}
			}
		}
	}
	return nil
}

// AddKeys lets a member enter with further SSH keys, each in the format of
// authorized_keys. Those that the member has already change nothing.
func (t *Team) AddKeys(ctx context.Context, actor Member, id MemberID, keys []string) (Member, error) {
	m, err := t.Members.Member(ctx, id)
	if err != nil {
		return Member{}, err
	}
	before := len(m.SSHKeys)
	for _, k := range keys {
		if !m.HasKey(k) {
			m.SSHKeys = append(m.SSHKeys, k)
		}
	}
	if len(m.SSHKeys) == before {
		return m, nil
	}
	if err := freeKeys(ctx, t.Members, id, m.SSHKeys); err != nil {
		return Member{}, err
	}
	return t.Update(ctx, actor, m)
}

// RemoveKeys takes away those of a member's SSH keys that which chooses. Who
// works with one of them is sent away at once.
func (t *Team) RemoveKeys(ctx context.Context, actor Member, id MemberID, which func(key string) bool) (Member, error) {
	m, err := t.Members.Member(ctx, id)
	if err != nil {
		return Member{}, err
	}
	before := len(m.SSHKeys)
	m.SSHKeys = slices.DeleteFunc(m.SSHKeys, which)
	if len(m.SSHKeys) == before {
		return Member{}, NotFound("%s has no such key; recruitty member key list shows them.", m.Name)
	}
	return t.Update(ctx, actor, m)
}
