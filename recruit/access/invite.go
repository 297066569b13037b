package access

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// InvitationLife is how long an invitation code can be used.
const InvitationLife = 72 * time.Hour

// Invitations let a member bring a key of their own: an admin makes a code, and
// whoever types it from a machine adds that machine's key to the member. A code
// is used once. What is kept is only its digest.
type Invitations struct {
	Store interface {
		recruit.Members
		recruit.SettingsStore
		recruit.ActivityLog
	}
	Now recruit.Clock
}

// invitation is what is kept of a code, one for each member.
type invitation struct {
	Digest  string    `json:"digest"` // SHA-256 of the code, hexadecimal
	Expires time.Time `json:"expires"`
	// Keys is the digest of the keys that the member had. A join saves the
	// member with one more key, guarded by the member's version, so that no
	// second one can follow on the same code, from whatever process.
	Keys string `json:"keys"`
}

// InvitationPrefix begins the settings in which the members' invitations are kept.
const InvitationPrefix = "invitation."

// InvitationOf is the setting in which a member's invitation is kept.
func InvitationOf(id recruit.MemberID) string { return fmt.Sprint(InvitationPrefix, id) }

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func digestOfKeys(m recruit.Member) string {
	return digest(strings.Join(slices.Sorted(slices.Values(m.SSHKeys)), "\n"))
}

// plainCode is a code as it is compared: however it was typed.
func plainCode(typed string) string {
	return strings.ToUpper(strings.Map(func(r rune) rune {
		if r == '-' || r == ' ' {
			return -1
		}
		return r
	}, typed))
}

// Invite makes a code for a member and says until when it holds. An older code
// of the same member is void then.
func (i *Invitations) Invite(ctx context.Context, actor recruit.Member, id recruit.MemberID) (code string, until time.Time, err error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return "", time.Time{}, err
	}
	m, err := i.Store.Member(ctx, id)
	if err != nil {
		return "", time.Time{}, err
	}
	if m.Removed() {
		return "", time.Time{}, recruit.NotInTeam(m)
	}
	text := rand.Text()[:20] // base32: 100 bits
	until = i.Now().UTC().Add(InvitationLife).Truncate(time.Second)
	kept, err := json.Marshal(invitation{Digest: digest(text), Expires: until, Keys: digestOfKeys(m)})
	if err != nil {
		return "", time.Time{}, fmt.Errorf("write invitation: %w", err)
	}
	if err := i.Store.SetSetting(ctx, InvitationOf(id), string(kept)); err != nil {
		return "", time.Time{}, err
	}
	if err := i.log(ctx, actor, "member.invited", "Created an invitation code for "+m.Name); err != nil {
		return "", time.Time{}, err
	}
	return strings.Join([]string{text[:5], text[5:10], text[10:15], text[15:]}, "-"), until, nil
}

// OpenInvitation is a code that can still be used. The code itself is not kept.
type OpenInvitation struct {
	Member recruit.Member
	Until  time.Time
}

// List says whose codes can still be used, by name.
func (i *Invitations) List(ctx context.Context, actor recruit.Member) ([]OpenInvitation, error) {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return nil, err
	}
	found, team, err := i.open(ctx)
	if err != nil {
		return nil, err
	}
	var list []OpenInvitation
	for _, m := range team {
		if inv, ok := found[m.ID]; ok {
			list = append(list, OpenInvitation{m, inv.Expires})
		}
	}
	return list, nil
}

// TakeBack makes a member's code void before its time.
func (i *Invitations) TakeBack(ctx context.Context, actor recruit.Member, id recruit.MemberID) error {
	if err := recruit.Allow(actor, recruit.ToManage); err != nil {
		return err
	}
	m, err := i.Store.Member(ctx, id)
	if err != nil {
		return err
	}
	found, _, err := i.open(ctx)
	if err != nil {
		return err
	}
	if _, ok := found[id]; !ok {
		return recruit.Refused("%s has no code that can still be used.", m.Name)
	}
	if err := i.Store.SetSetting(ctx, InvitationOf(id), ""); err != nil {
		return err
	}
	return i.log(ctx, actor, "member.uninvited", "Cancelled the invitation code of "+m.Name)
}

func (i *Invitations) log(ctx context.Context, actor recruit.Member, action, text string) error {
	return i.Store.Log(ctx, recruit.Activity{At: i.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: action, Text: text})
}

// open lists who has a code that can still be used.
func (i *Invitations) open(ctx context.Context) (map[recruit.MemberID]invitation, []recruit.Member, error) {
	team, err := i.Store.Members(ctx, false)
	if err != nil {
		return nil, nil, err
	}
	found := map[recruit.MemberID]invitation{}
	for _, m := range team {
		kept, err := i.Store.Setting(ctx, InvitationOf(m.ID))
		if err != nil {
			return nil, nil, err
		}
		var inv invitation
		if kept == "" || json.Unmarshal([]byte(kept), &inv) != nil {
			continue
		}
		if i.Now().Before(inv.Expires) && inv.Keys == digestOfKeys(m) {
			found[m.ID] = inv
		}
	}
	return found, team, nil
}

// Open reports whether any code can be used now.
func (i *Invitations) Open(ctx context.Context) (bool, error) {
	found, _, err := i.open(ctx)
	return len(found) > 0, err
}

// Join adds key to the member whose code was typed. A wrong, used or outdated
// code is ErrRefused, and all three look the same.
func (i *Invitations) Join(ctx context.Context, code, key string) (recruit.Member, error) {
	refused := recruit.Refused("This code is wrong, already used or expired; ask an admin for a new one.")
	found, team, err := i.open(ctx)
	if err != nil {
		return recruit.Member{}, err
	}
	typed, owner := digest(plainCode(code)), recruit.Member{}
	for _, m := range team { // all of them, so that time tells nothing
		if subtle.ConstantTimeCompare([]byte(typed), []byte(found[m.ID].Digest)) == 1 {
			owner = m
		}
	}
	if owner.ID == 0 {
		return recruit.Member{}, refused
	}
	if err := freeKeys(ctx, i.Store, owner.ID, append(slices.Clone(owner.SSHKeys), key)); err != nil {
		return recruit.Member{}, err
	}
	owner.SSHKeys = append(owner.SSHKeys, key)
	joined, err := i.Store.SaveMember(ctx, owner, recruit.Activity{At: i.Now().UTC(), ActorID: owner.ID, Actor: owner.Name,
		Action: "member.joined", Text: owner.Name + " added " + keyWords([]string{key}) + " with an invitation code"})
	if errors.Is(err, recruit.ErrStale) {
		return recruit.Member{}, refused
	}
	if err != nil {
		return recruit.Member{}, err
	}
	return joined, i.Store.SetSetting(ctx, InvitationOf(owner.ID), "")
}
