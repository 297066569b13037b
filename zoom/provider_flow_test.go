package zoom_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/zoom/zoomsim"
)

// shared connects the whole workspace with an admin-managed app.
func (o *office) shared() recruit.Connection {
	o.t.Helper()
	o.sim.SetScopes(zoomsim.AdminScopes())
	st, err := o.svc.Accounts.FinishForWorkspace(o.t.Context(), o.robin, o.grant())
	if err != nil {
		o.t.Fatal(err)
	}
	return st.Connection
}

// creation is the effect that makes the interview's meeting.
func creation(r recruit.Record) recruit.Effect {
	var last recruit.Effect
	for _, e := range r.Effects {
		if e.Kind == recruit.ZoomCreate {
			last = e
		}
	}
	return last
}

func TestChosenHost(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	o := newOffice(t, zoomsim.Options{Users: team()}, publicApp)
	o.shared()
	dana := o.member("Dana Ortiz", "dana@acme.example", recruit.Recruiter)
	candidate, job := o.hiring()

	// Dana has no Zoom user: nothing is made, and it is said who can host.
	r := o.interview("First", "", dana, candidate, job)
	if e := creation(r); e.State != recruit.Failed || !strings.Contains(e.Error, "dana@acme.example") || !strings.Contains(e.Error, "robin@acme.example") {
		t.Errorf("creation = %+v", e)
	}
	if _, err := o.svc.Scheduling.HostBy(ctx, dana, r.Interview.ID, "sam@acme.example", 0); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a recruiter takes someone else's Zoom: %v", err)
	}
	if _, err := o.svc.Scheduling.HostBy(ctx, dana, r.Interview.ID, "robin@acme.example", 0); err != nil {
		t.Fatal(err)
	}
	if r = o.work(r.Interview.ID); r.Interview.Meeting == nil || r.Interview.Meeting.HostEmail != "robin@acme.example" {
		t.Errorf("meeting = %+v, creation = %+v", r.Interview.Meeting, creation(r))
	}
	if _, err := o.svc.Scheduling.HostBy(ctx, dana, r.Interview.ID, "", 0); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("another host for a meeting that exists: %v", err)
	}

	// Chosen in the form, it holds, also when the meeting has to be made again.
	r = o.interview("Second", "robin@acme.example", dana, candidate, job)
	if r.Interview.Meeting == nil || r.Interview.Meeting.HostEmail != "robin@acme.example" {
		t.Fatalf("meeting = %+v", r.Interview.Meeting)
	}
	o.sim.RemoveMeeting(r.Interview.Meeting.ID)
	if _, err := o.svc.Scheduling.Recreate(ctx, dana, r.Interview.ID, 0); err != nil {
		t.Fatal(err)
	}
	if r = o.work(r.Interview.ID); r.Interview.Meeting == nil || r.Interview.Meeting.HostEmail != "robin@acme.example" {
		t.Errorf("meeting made again = %+v, creation = %+v", r.Interview.Meeting, creation(r))
	}
	if left, err := o.svc.Accounts.HostCallsLeft(ctx, "robin@acme.example"); left != 97 || err != nil {
		t.Errorf("%d calls left, %v", left, err)
	}
}

// A new meeting in place of one that is still at Zoom leaves that one not
// behind, not even when the interview is cancelled before it was made.
func TestMadeAgainLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	o.connect()
	candidate, job := o.hiring()
	r := o.interview("First", "", o.robin, candidate, job)
	was := r.Interview.Meeting.ID
	if _, err := o.svc.Scheduling.Recreate(t.Context(), o.robin, r.Interview.ID, 0); err != nil {
		t.Fatal(err)
	}
	r = o.work(r.Interview.ID)
	if m := o.sim.Meetings(); len(m) != 1 || r.Interview.Meeting == nil || m[0].ID == was || m[0].ID != r.Interview.Meeting.ID {
		t.Fatalf("at Zoom %+v, here %+v", m, r.Interview.Meeting)
	}
	if _, err := o.svc.Scheduling.Recreate(t.Context(), o.robin, r.Interview.ID, time.Hour); err != nil {
		t.Fatal(err)
	}
	if _, err := o.svc.Scheduling.Cancel(t.Context(), o.robin, r.Interview.ID, 0, "", 0); err != nil {
		t.Fatal(err)
	}
	o.clock.Advance(2 * time.Hour)
	if r = o.work(r.Interview.ID); len(o.sim.Meetings()) != 0 {
		t.Errorf("at Zoom %+v, effects %+v", o.sim.Meetings(), r.Effects)
	}
}

// What cannot work is refused with the reason, and nothing is saved.
func TestRefusedWithoutPermission(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	o.connect()
	candidate, job := o.hiring()
	r := o.interview("Technical interview", "", o.robin, candidate, job)
	o.sim.SetScopes([]string{"user:read:user"})
	o.connect()

	_, err := o.svc.Scheduling.Reschedule(ctx, o.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: noon.Add(72 * time.Hour)}, 0)
	if !errors.Is(err, recruit.ErrScope) || !strings.Contains(recruit.Sentence(err), "keeps its old time") {
		t.Errorf("reschedule: %v", err)
	}
	_, err = o.svc.Scheduling.Cancel(ctx, o.robin, r.Interview.ID, 0, "", 0)
	if !errors.Is(err, recruit.ErrScope) || !strings.Contains(recruit.Sentence(err), "leaves its meeting behind") {
		t.Errorf("cancel: %v", err)
	}
	for _, what := range []recruit.Operation{recruit.ToUpdateMeeting, recruit.ToDeleteMeeting} {
		if err := o.svc.Scheduling.Able(ctx, r, what); !errors.Is(err, recruit.ErrScope) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if f, err := o.svc.Scheduling.PreviewCancel(ctx, o.robin, r.Interview.ID, ""); err != nil || len(f.Warnings) != 1 {
		t.Errorf("foreseen = %+v, %v", f.Warnings, err)
	}
	draft := recruit.ScheduleRequest{CandidateID: candidate, JobID: job, Title: "Another", Start: noon.Add(96 * time.Hour),
		TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute}
	if _, err := o.svc.Scheduling.Schedule(ctx, o.robin, draft, 0); !errors.Is(err, recruit.ErrScope) {
		t.Errorf("schedule: %v", err)
	}
	draft.Platform, draft.Place = recruit.Phone, "+351 555 0100"
	if _, err := o.svc.Scheduling.Schedule(ctx, o.robin, draft, 0); err != nil {
		t.Errorf("schedule by phone: %v", err)
	}
	if after := o.work(r.Interview.ID); after.Interview.Version != r.Interview.Version || after.Interview.Status != recruit.Scheduled {
		t.Errorf("interview = %+v", after.Interview)
	}

	o.sim.SetScopes(nil)
	o.connect()
	if _, err := o.svc.Scheduling.Cancel(ctx, o.robin, r.Interview.ID, 0, "", 0); err != nil {
		t.Errorf("cancel with the permission: %v", err)
	}
	if o.work(r.Interview.ID); len(o.sim.Meetings()) != 0 {
		t.Errorf("meetings = %+v", o.sim.Meetings())
	}
}

// Access that ends in the middle of a reschedule costs nothing: the work waits
// and goes on after the next sign-in.
func TestWorkWaitsForReconnect(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	o := newOffice(t, zoomsim.Options{}, publicApp)
	o.connect()
	candidate, job := o.hiring()
	r := o.interview("Technical interview", "", o.robin, candidate, job)
	o.sim.RevokeAll()
	moved := noon.Add(72 * time.Hour)
	if _, err := o.svc.Scheduling.Reschedule(ctx, o.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: moved}, 0); err != nil {
		t.Fatal(err)
	}
	r = o.work(r.Interview.ID)
	if e := r.Effects[len(r.Effects)-1]; !e.Open() {
		t.Errorf("the last effect = %+v", e)
	}
	if st, err := o.svc.Accounts.Status(ctx, o.robin); err != nil || st.State != recruit.ReauthRequired || st.Connection.LastError == "" {
		t.Errorf("status = %+v, %v", st, err)
	}
	asked := len(o.sim.Requests())
	if o.work(r.Interview.ID); len(o.sim.Requests()) != asked {
		t.Error("Zoom is asked in vain")
	}
	o.connect()
	o.work(r.Interview.ID)
	if m := o.sim.Meetings(); len(m) != 1 || !m[0].Start.Equal(moved) {
		t.Errorf("meetings = %+v", m)
	}
}

// However the wrong meeting comes about, in the end there is at Zoom exactly
// what the interview calls for, and looking it up needs no permission.
func TestWrongMeetingIsReplaced(t *testing.T) {
	t.Parallel()
	for name, cancelled := range map[string]bool{"and the right one made": false, "or, once cancelled, none": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, zoomsim.Options{}, publicApp)
			o.sim.SetScopes([]string{"meeting:write:meeting", "meeting:update:meeting", "meeting:delete:meeting", "user:read:user"})
			o.connect()
			o.fault(zoomsim.Fault{Operation: "meeting.create", Do: "edit", Set: map[string]any{"type": 1}},
				zoomsim.Fault{Operation: "meeting.delete", Do: "html", Times: 2})
			candidate, job := o.hiring()
			r := o.interview("Technical interview", "", o.robin, candidate, job)
			wrong := o.sim.Meetings()[0].ID
			o.sim.ChangeMeeting(wrong, func(m *zoomsim.Meeting) { m.Type = 1 })
			log, err := o.db.Activities(t.Context(), recruit.ActivityFilter{InterviewID: r.Interview.ID})
			if err != nil || len(log) == 0 || log[0].Action != "zoom.left_behind" {
				t.Errorf("activity = %+v, %v", log, err)
			}
			if cancelled {
				if _, err := o.svc.Scheduling.Cancel(t.Context(), o.robin, r.Interview.ID, 0, "", 0); err != nil {
					t.Fatal(err)
				}
			}
			for range 3 {
				o.clock.Advance(time.Minute)
				r = o.work(r.Interview.ID)
			}
			m := o.sim.Meetings()
			switch {
			case cancelled:
				if len(m) != 0 || creation(r).Open() {
					t.Errorf("at Zoom %+v, creation %+v", m, creation(r))
				}
			case len(m) != 1 || m[0].ID == wrong || r.Interview.Meeting == nil || r.Interview.Meeting.ID != m[0].ID:
				t.Errorf("at Zoom %+v, here %+v, creation %+v", m, r.Interview.Meeting, creation(r))
			}
		})
	}
}
