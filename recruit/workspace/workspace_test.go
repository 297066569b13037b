package workspace_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/doctor"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
)

type anyStore struct{ services.Store }

// Members implements recruit.Store.
func (anyStore) Members(context.Context, bool) ([]recruit.Member, error) {
	return []recruit.Member{{ID: 1, Role: recruit.Admin}}, nil
}

// VisibleTo implements recruit.Store.
func (anyStore) VisibleTo(recruit.Member) recruit.Store { return partStore{} }

type partStore struct{ recruit.Store }

type anyPost struct{ recruit.Mailer }

func opened() *workspace.Workspace { return openedOn(anyStore{}) }

func openedOn(store services.Store) *workspace.Workspace {
	return &workspace.Workspace{
		Dir: "w", Services: services.New(store, nil, anyPost{}, recruit.Environment{}, time.Now), Outbox: &outbox.Outbox{Store: store, Owner: "here"},
		Doctor: &doctor.Doctor{}, Close: func() error { return errors.New("closed") },
	}
}

// TestWhoSeesAllOfTheWorkspace: an interviewer's outbox works on what their role
// may see, everybody else's on everything. Who comes from another machine closes
// nothing, and has the doctor only where they may mend what he finds.
func TestWhoSeesAllOfTheWorkspace(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		role    recruit.Role
		all     bool // the outbox is that of the whole workspace
		mending bool // a visitor has the doctor
	}{
		{recruit.Admin, true, true}, {recruit.Recruiter, true, true}, {recruit.ReadOnly, true, false}, {recruit.Interviewer, false, false},
	} {
		t.Run(string(c.role), func(t *testing.T) {
			t.Parallel()
			whole, m := opened(), recruit.Member{ID: 1, Role: c.role}
			here, err := whole.As(t.Context(), m)
			if err != nil {
				t.Fatal(err)
			}
			away := whole.For(services.Visit{Member: m})
			for where, seen := range map[string]*workspace.Workspace{"here": here, "from another machine": away} {
				if _, all := seen.Outbox.Store.(anyStore); all != c.all {
					t.Errorf("%s the outbox works on %T", where, seen.Outbox.Store)
				}
				if seen.Outbox.Owner != "here" || seen.Dir != "w" || seen.Services == whole.Services {
					t.Errorf("%s it is %+v", where, seen)
				}
			}
			if here.Doctor == nil || (away.Doctor != nil) != c.mending {
				t.Errorf("the doctor is %v here, %v from another machine", here.Doctor, away.Doctor)
			}
			if here.Close() == nil || away.Close() != nil {
				t.Error("closing it does something from another machine, or nothing here")
			}
		})
	}
}

// emptyStore is one of a workspace that never had members, or cannot be read.
type emptyStore struct {
	anyStore
	err error
}

// Members implements recruit.Store.
func (s emptyStore) Members(context.Context, bool) ([]recruit.Member, error) { return nil, s.err }

// TestNobodyMayOnlyBegin: the zero Member has all of a workspace without members,
// else the least.
func TestNobodyMayOnlyBegin(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		store services.Store
		all   bool
	}{
		"without members": {emptyStore{}, true},
		"with members":    {anyStore{}, false},
	} {
		whole := openedOn(c.store)
		for _, nobody := range []recruit.Member{{}, {Role: recruit.Admin}} {
			seen, err := whole.As(t.Context(), nobody)
			if err != nil {
				t.Fatal(err)
			}
			if all := seen.Services.Store == recruit.Store(c.store) && seen.Outbox.Store == outbox.Store(c.store); all != c.all {
				t.Errorf("%s: nobody (%q) reads %T, and the outbox %T", name, nobody.Role, seen.Services.Store, seen.Outbox.Store)
			}
			if away := whole.For(services.Visit{Member: nobody}); away.Services.Store == c.store || away.Outbox.Store == c.store {
				t.Errorf("%s: from another machine nobody (%q) reads %T", name, nobody.Role, away.Services.Store)
			}
		}
	}
	cut := errors.New("cut off")
	if seen, err := openedOn(emptyStore{err: cut}).As(t.Context(), recruit.Member{}); !errors.Is(err, cut) || seen != nil {
		t.Errorf("of a workspace that cannot be read nobody has %v, %v", seen, err)
	}
}
