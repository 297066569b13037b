package access

import (
	"cmp"
	"context"
	"strings"

	"recruitty/recruit"
)

// MaxKeys is how many SSH keys one member may have.
const MaxKeys = 20

// keyRemoved is the action in the log when keys were taken away.
const keyRemoved = "member.key_removed"

// KeyOwner finds the member of the team whose SSH key it is. ErrNotFound when
// it is nobody's, or more than one member's: then it says nothing about who
// comes.
func KeyOwner(ctx context.Context, members interface {
	MembersByKey(ctx context.Context, key string) ([]recruit.Member, error)
}, key string) (recruit.Member, error) {
	owners, err := members.MembersByKey(ctx, recruit.BareKey(key))
	switch {
	case err != nil:
		return recruit.Member{}, err
	case len(owners) == 0:
		return recruit.Member{}, recruit.NotFound("Nobody in the team has this key; ask an admin for an invitation code.")
	case len(owners) > 1:
		return recruit.Member{}, recruit.NotFound("This key belongs to two members, so it cannot be used to sign in; an admin can remove it from one of them.")
	}
	return owners[0], nil
}

// freeKeys refuses keys that another member of the team has already.
func freeKeys(ctx context.Context, members recruit.Members, id recruit.MemberID, keys []string) error {
	if len(keys) > MaxKeys {
		return recruit.Invalid("ssh_key", "A member can have at most %d SSH keys; these would be %d.", MaxKeys, len(keys))
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
				return &recruit.Problem{Kind: recruit.ErrDuplicate, Field: "ssh_key", Sentence: "This key already belongs to " + m.Name + "; everybody needs one of their own."}
			}
		}
	}
	return nil
}

// AllowKeys returns nil when the actor may see and change the keys of a member:
// everybody their own, an admin those of anybody.
func AllowKeys(actor recruit.Member, id recruit.MemberID) error {
	if actor.ID == id && id != 0 && !actor.Removed() {
		return nil
	}
	return recruit.Allow(actor, recruit.ToManage)
}

// Keys lists a member's SSH keys, with what the activity log tells of how they
// came here.
func (t *Team) Keys(ctx context.Context, actor recruit.Member, id recruit.MemberID) ([]SSHKey, error) {
	if err := AllowKeys(actor, id); err != nil {
		return nil, err
	}
	m, err := t.Members.Member(ctx, id)
	if err != nil || len(m.SSHKeys) == 0 {
		return nil, err
	}
	lines, err := t.Log.Activities(ctx, recruit.ActivityFilter{About: "member", Limit: 1000})
	if err != nil {
		return nil, err
	}
	keys := make([]SSHKey, len(m.SSHKeys))
	for i, line := range m.SSHKeys {
		k := ReadKey(line)
		for _, l := range lines { // newest first, so that a key that came back is that one
			if k.Fingerprint != "" && l.Action != keyRemoved && strings.Contains(l.Text, k.Fingerprint) {
				k.AddedAt, k.AddedBy = l.At, l.Actor
				break
			}
		}
		keys[i] = k
	}
	return keys, nil
}

// AddKeys lets a member enter with further SSH keys, each in the format of
// authorized_keys. Those that the member has already change nothing.
func (t *Team) AddKeys(ctx context.Context, actor recruit.Member, id recruit.MemberID, keys []string) (recruit.Member, error) {
	m, err := t.holder(ctx, actor, id)
	if err != nil {
		return recruit.Member{}, err
	}
	var added []string
	for _, k := range keys {
		if !m.HasKey(k) {
			m.SSHKeys, added = append(m.SSHKeys, k), append(added, k)
		}
	}
	if len(added) == 0 {
		return m, nil
	}
	if err := freeKeys(ctx, t.Members, id, m.SSHKeys); err != nil {
		return recruit.Member{}, err
	}
	return t.saveKeys(ctx, actor, m, "member.key_added", "Added "+keyWords(added)+" to "+m.Name)
}

// RemoveKeys takes away those of a member's SSH keys that which chooses. Who
// works with one of them is sent away at once.
func (t *Team) RemoveKeys(ctx context.Context, actor recruit.Member, id recruit.MemberID, which func(key string) bool) (recruit.Member, error) {
	m, err := t.holder(ctx, actor, id)
	if err != nil {
		return recruit.Member{}, err
	}
	var kept, gone []string
	for _, k := range m.SSHKeys {
		if which(k) {
			gone = append(gone, k)
		} else {
			kept = append(kept, k)
		}
	}
	if len(gone) == 0 {
		return recruit.Member{}, recruit.NotFound("%s has no such key; the list of their keys shows what there is.", m.Name)
	}
	m.SSHKeys = kept
	return t.saveKeys(ctx, actor, m, keyRemoved, "Removed "+keyWords(gone)+" from "+m.Name)
}

// holder reads a member of the team whose keys the actor may change.
func (t *Team) holder(ctx context.Context, actor recruit.Member, id recruit.MemberID) (recruit.Member, error) {
	if err := AllowKeys(actor, id); err != nil {
		return recruit.Member{}, err
	}
	m, err := t.Members.Member(ctx, id)
	if err == nil && m.Removed() {
		err = recruit.NotInTeam(m)
	}
	return m, err
}

func (t *Team) saveKeys(ctx context.Context, actor, m recruit.Member, action, text string) (recruit.Member, error) {
	return t.Members.SaveMember(ctx, m, recruit.Activity{At: t.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: action, Text: text})
}

// keyWords names keys in a line of the log. Keys finds them by it.
func keyWords(keys []string) string {
	names := make([]string, len(keys))
	for i, k := range keys {
		names[i] = cmp.Or(ReadKey(k).Fingerprint, recruit.Shorten(k))
	}
	noun := "the SSH key "
	if len(keys) > 1 {
		noun = "the SSH keys "
	}
	return noun + strings.Join(names, ", ")
}
