package recruit_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/services"
)

// TestKeysAreHandledByTheirOwnerOrAnAdmin lets every role add, see and take
// away own keys, and nobody but an admin those of others.
func TestKeysAreHandledByTheirOwnerOrAnAdmin(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for role, actor := range o.roles {
		for whose, holder := range o.roles {
			t.Run(string(role)+" those of "+string(whose), func(t *testing.T) {
				svc, ctx, key := o.svc.For(services.Visit{Member: actor}), t.Context(), publicKey(t, "of a test")
				may := role == recruit.Admin || actor.ID == holder.ID
				m, err := svc.Team.AddKeys(ctx, actor, holder.ID, []string{key})
				if !may {
					_, listErr := svc.Team.Keys(ctx, actor, holder.ID)
					_, removeErr := svc.Team.RemoveKeys(ctx, actor, holder.ID, func(string) bool { return true })
					for _, err := range []error{err, listErr, removeErr} {
						if !errors.Is(err, recruit.ErrRefused) {
							t.Errorf("not refused: %v", err)
						}
					}
					return
				}
				must(t, err)
				keys, err := svc.Team.Keys(ctx, actor, holder.ID)
				must(t, err)
				last := keys[len(keys)-1]
				if !m.HasKey(key) || len(keys) != 2 || last.Type != "ssh-ed25519" || last.Comment != "of a test" ||
					last.AddedBy != actor.Name || !last.AddedAt.Equal(recruittest.At()) {
					t.Errorf("keys are %+v", keys)
				}
				m, err = svc.Team.RemoveKeys(ctx, actor, holder.ID, func(k string) bool { return k == key })
				must(t, err)
				if m.HasKey(key) || len(m.SSHKeys) != 1 {
					t.Errorf("keys left are %q", m.SSHKeys)
				}
				if _, err := svc.Team.RemoveKeys(ctx, actor, holder.ID, func(k string) bool { return k == key }); !errors.Is(err, recruit.ErrNotFound) {
					t.Errorf("removed twice: %v", err)
				}
			})
		}
	}
}

func TestAKeyBelongsToOneMemberOfTheTeam(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	ctx, key := t.Context(), publicKey(t, "")
	own := o.roles[recruit.Recruiter]
	_, err := o.svc.Team.AddKeys(ctx, own, own.ID, []string{key})
	must(t, err)
	if _, err := o.svc.Team.AddKeys(ctx, o.admin, o.admin.ID, []string{key}); !errors.Is(err, recruit.ErrDuplicate) {
		t.Errorf("a second owner: %v", err)
	}
	_, err = o.svc.Team.Remove(ctx, o.admin, own.ID)
	must(t, err)
	if _, err := o.svc.Team.AddKeys(ctx, o.admin, own.ID, []string{publicKey(t, "")}); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a key for someone who left: %v", err)
	}
}

func TestInvitationsAreListedAndTakenBack(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	ctx, holder := t.Context(), o.roles[recruit.Interviewer]
	code, until, err := o.svc.Invitations.Invite(ctx, o.admin, holder.ID)
	must(t, err)
	list, err := o.svc.Invitations.List(ctx, o.admin)
	must(t, err)
	if len(list) != 1 || list[0].Member.ID != holder.ID || !list[0].Until.Equal(until) {
		t.Errorf("open are %+v", list)
	}
	for _, role := range []recruit.Role{recruit.Recruiter, recruit.Interviewer, recruit.ReadOnly} {
		actor := o.roles[role]
		svc := o.svc.For(services.Visit{Member: actor})
		_, err := svc.Invitations.List(ctx, actor)
		if back := svc.Invitations.TakeBack(ctx, actor, holder.ID); !errors.Is(err, recruit.ErrRefused) || !errors.Is(back, recruit.ErrRefused) {
			t.Errorf("%s: %v, %v", role, err, back)
		}
	}
	must(t, o.svc.Invitations.TakeBack(ctx, o.admin, holder.ID))
	if err := o.svc.Invitations.TakeBack(ctx, o.admin, holder.ID); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("taken back twice: %v", err)
	}
	if _, err := o.svc.Invitations.Join(ctx, code, publicKey(t, "")); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a code that was taken back: %v", err)
	}
	code, _, err = o.svc.Invitations.Invite(ctx, o.admin, holder.ID)
	must(t, err)
	_, err = o.svc.Invitations.Join(ctx, strings.ToLower(code), publicKey(t, "new"))
	must(t, err)
	keys, err := o.svc.Team.Keys(ctx, o.admin, holder.ID)
	must(t, err)
	if last := keys[len(keys)-1]; last.AddedBy != holder.Name || last.AddedAt.IsZero() {
		t.Errorf("the key that came by the code is %+v", last)
	}
	log, err := o.db.Activities(ctx, recruit.ActivityFilter{About: "member"})
	must(t, err)
	var actions []string
	for _, a := range slices.Backward(log) {
		if a.Action != "member.added" {
			actions = append(actions, a.Action)
		}
		if strings.Contains(a.Text, code) {
			t.Errorf("the log holds the code: %s", a.Text)
		}
	}
	if got := strings.Join(actions, ", "); got != "member.invited, member.uninvited, member.invited, member.joined" {
		t.Errorf("the log is %s", got)
	}
}

func TestHostAddress(t *testing.T) {
	t.Parallel()
	o := newOffice(t)
	for typed, want := range map[string]string{
		"":                            "ssh -t -p PORT HOST join CODE",
		" desk.example.com:2222 ":     "ssh -t -p 2222 desk.example.com join CODE",
		"desk":                        "ssh -t desk join CODE",
		"192.0.2.7:22":                "ssh -t 192.0.2.7 join CODE",
		"[2001:db8::7]:2222":          "ssh -t -p 2222 2001:db8::7 join CODE",
		"2001:db8::7":                 "ssh -t 2001:db8::7 join CODE",
		"-oProxyCommand=x":            "refused",
		"desk; rm -rf ~":              "refused",
		"desk.example.com:70000":      "refused",
		"ssh://desk.example.com:2222": "refused",
		"desk\x1b[31m":                "refused",
	} {
		t.Run(typed, func(t *testing.T) {
			err := o.svc.Settings.SetHostAddress(t.Context(), o.admin, typed)
			if want == "refused" {
				if !errors.Is(err, recruit.ErrInvalid) || recruit.FieldOf(err) != "host_address" {
					t.Errorf("error %v", err)
				}
				return
			}
			must(t, err)
			address, err := o.svc.Settings.HostAddress(t.Context())
			must(t, err)
			if got := recruit.JoinLine(address, "CODE"); got != want {
				t.Errorf("%q, want %q", got, want)
			}
		})
	}
	if err := o.svc.Settings.SetHostAddress(t.Context(), o.roles[recruit.Recruiter], "desk"); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a recruiter changed it: %v", err)
	}
}
