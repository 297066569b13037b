package zoom_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/zoom/zoomsim"
)

// Each permission is missing once, in its granular and in its classic name:
// what needs it is refused or left to a person, all else works, and in the end
// Zoom has as many meetings as there are interviews.
func TestEachPermissionMissing(t *testing.T) {
	t.Parallel()
	classic := []string{"meeting:write", "meeting:read", "user:read"}
	granular := []string{"meeting:write:meeting", "meeting:update:meeting", "meeting:delete:meeting", "user:read:user",
		"meeting:read:meeting", "meeting:read:list_meetings"}
	for _, scopes := range [][]string{classic, granular} {
		for _, without := range scopes {
			t.Run("without "+without, func(t *testing.T) {
				t.Parallel()
				lacks := func(names ...string) bool { return slices.Contains(names, without) }
				o := newOffice(t, zoomsim.Options{}, publicApp)
				o.sim.SetScopes(slices.DeleteFunc(slices.Clone(scopes), func(s string) bool { return s == without }))
				o.connect()
				candidate, job := o.hiring()
				draft := recruit.ScheduleRequest{CandidateID: candidate, JobID: job, Title: "First", Start: noon.Add(48 * time.Hour),
					TimeZone: "Europe/Lisbon", Duration: 45 * time.Minute, Platform: recruit.Zoom}
				r, err := o.svc.Scheduling.Schedule(t.Context(), o.robin, draft, 0)
				if refused(t, "schedule", err, lacks("meeting:write", "meeting:write:meeting")) {
					o.meetings(0)
					return
				}
				o.work(r.Interview.ID)
				_, err = o.svc.Scheduling.Reschedule(t.Context(), o.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: noon.Add(72 * time.Hour)}, 0)
				refused(t, "reschedule", err, lacks("meeting:update:meeting"))
				r = o.work(r.Interview.ID)
				if m := o.meetings(1)[0]; !m.Start.Equal(r.Interview.Start) {
					t.Errorf("at Zoom on %s, here on %s", m.Start, r.Interview.Start)
				}
				_, err = o.svc.Scheduling.Cancel(t.Context(), o.robin, r.Interview.ID, 0, "", 0)
				left := 0
				if refused(t, "cancel", err, lacks("meeting:delete:meeting")) {
					left = 1
				}
				o.work(r.Interview.ID)
				o.meetings(left)

				o.fault(zoomsim.Fault{Operation: "meeting.create", Do: "drop-after-effect"})
				draft.Title = "Second"
				if r, err = o.svc.Scheduling.Schedule(t.Context(), o.robin, draft, 0); err != nil {
					t.Fatal(err)
				}
				o.work(r.Interview.ID)
				o.clock.Advance(time.Minute)
				r = o.work(r.Interview.ID)
				want := recruit.Done
				if lacks("meeting:read", "meeting:read:list_meetings") {
					want = recruit.Unknown
				}
				if e := creation(r); e.State != want {
					t.Errorf("a creation whose answer was lost is %s (%s), want %s", e.State, e.Error, want)
				}
				o.meetings(left + 1)
				if v := o.sim.Violations(); len(v) > 0 {
					t.Errorf("requests broke Zoom's contract: %q", v)
				}
			})
		}
	}
}

// refused checks that a decision was refused for want of a permission exactly
// where it has to be, and says so.
func refused(t *testing.T, what string, err error, want bool) bool {
	t.Helper()
	if got := errors.Is(err, recruit.ErrScope); got != want || err != nil && !got {
		t.Fatalf("%s: %v; refused for want of a permission: %v, want %v", what, err, got, want)
	}
	return want
}

// meetings are those at Zoom, which must be so many.
func (o *office) meetings(want int) []zoomsim.Meeting {
	o.t.Helper()
	all := o.sim.Meetings()
	if len(all) != want {
		o.t.Fatalf("%d meetings at Zoom, want %d: %+v", len(all), want, all)
	}
	return all
}
