package workspace_test

import (
	"errors"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/doctor"
	"recruitty/recruit/outbox"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
)

type anyStore struct{ recruit.Store }

type anyPost struct{ recruit.Post }

func opened() *workspace.Workspace {
	store := anyStore{}
	return &workspace.Workspace{
		Dir: "w", Desk: services.New(store, nil, anyPost{}, recruit.Environment{}, time.Now), Outbox: &outbox.Outbox{Store: store, Owner: "here"},
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
			here, away := whole.As(m), whole.For(services.Visit{Member: m})
			for where, seen := range map[string]*workspace.Workspace{"here": here, "from another machine": away} {
				if _, all := seen.Outbox.Store.(anyStore); all != c.all {
					t.Errorf("%s the outbox works on %T", where, seen.Outbox.Store)
				}
				if seen.Outbox.Owner != "here" || seen.Dir != "w" || seen.Desk == whole.Desk {
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
	if seen := opened().As(recruit.Member{}); seen.Desk == nil {
		t.Error("a workspace without members cannot be seen")
	}
}
