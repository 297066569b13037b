package scheduling_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
)

func TestParseLeads(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"24h, 1h": "24h, 1h", "1h 24h 1h": "24h, 1h", "2d": "48h", "90m": "1h30m", "off": "off", "": "off", "30m": "30m",
	} {
		leads, err := recruit.ParseLeads(in)
		if err != nil || recruit.FormatLeads(leads) != want {
			t.Errorf("%q is %s, %v; want %s", in, recruit.FormatLeads(leads), err, want)
		}
		if again, err := recruit.ParseLeads(recruit.FormatLeads(leads)); err != nil || recruit.FormatLeads(again) != want {
			t.Errorf("%q is not read again: %v, %v", want, again, err)
		}
	}
	for _, in := range []string{"soon", "1m", "15d", "1h,2h,3h,4h,5h", "-1h", "61s", "9999999h"} {
		if leads, err := recruit.ParseLeads(in); !errors.Is(err, recruit.ErrInvalid) {
			t.Errorf("%q is %v, %v", in, leads, err)
		}
	}
}

func TestRemindersArePlanned(t *testing.T) {
	t.Parallel()
	_, schedule, _, robin, r, clock := recruittest.Asked(t)
	schedule.Reminders = func(context.Context) (recruit.Reminders, error) {
		return recruit.Reminders{Candidate: []time.Duration{24 * time.Hour, time.Hour}, Panel: []time.Duration{time.Hour}}, nil
	}
	planned := func(r recruit.Record, err error, want int) recruit.Record {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		if got := r.PlannedReminders(); len(got) != want {
			t.Errorf("%d reminders stand, want %d: %+v", len(got), want, got)
		}
		for _, e := range r.PlannedReminders() {
			if lead := r.Interview.Start.Sub(e.RemindAt); lead != 24*time.Hour && lead != time.Hour {
				t.Errorf("a reminder comes %s ahead", lead)
			}
		}
		return r
	}
	move := func(start time.Time, undo time.Duration) (recruit.Record, error) {
		return schedule.Reschedule(t.Context(), robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: start}, undo)
	}
	moved, err := move(r.Interview.Start.Add(time.Hour), 0)
	planned(moved, err, 3)
	moved, err = move(clock.Truncate(time.Minute).Add(24*time.Hour+30*time.Minute), 0) // the day ahead is nearly now
	planned(moved, err, 2)
	moved, err = move(r.Interview.Start, 0)
	was := planned(moved, err, 3)
	moved, err = move(r.Interview.Start.Add(72*time.Hour), time.Minute)
	planned(moved, err, 3)
	back, err := schedule.Undo(t.Context(), robin, r.Interview.ID)
	back = planned(back, err, 3)
	for i, e := range back.PlannedReminders() {
		if !e.NextAttempt.Equal(was.PlannedReminders()[i].RemindAt) {
			t.Errorf("taken back, a reminder is due at %s", e.NextAttempt)
		}
	}
	more, err := schedule.ChangePeople(t.Context(), robin, r.Interview.ID, 0, recruit.PeopleChange{Add: []string{"lee@example.com"}}, 0)
	planned(more, err, 4)
	less, err := schedule.ChangePeople(t.Context(), robin, r.Interview.ID, 0, recruit.PeopleChange{Remove: []string{"dana@example.com"}}, 0)
	planned(less, err, 3)
	gone, err := schedule.Cancel(t.Context(), robin, r.Interview.ID, 0, "", 0)
	planned(gone, err, 0)
}

func TestRemindersFollowTheSetting(t *testing.T) {
	t.Parallel()
	store, schedule, _, robin, r, clock := recruittest.Asked(t)
	admin := recruit.Member{ID: 77, Role: recruit.Admin}
	leads := recruit.Reminders{Candidate: []time.Duration{24 * time.Hour, time.Hour}, Panel: []time.Duration{time.Hour}}
	schedule.Reminders = func(context.Context) (recruit.Reminders, error) { return leads, nil }
	moved, err := schedule.Reschedule(t.Context(), robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: r.Interview.Start.Add(time.Hour)}, 0)
	if err != nil {
		t.Fatal(err)
	}
	standing := func() (out []string) {
		record, err := store.Record(t.Context(), r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range record.PlannedReminders() {
			out = append(out, e.Target+" "+record.Interview.Start.Sub(e.RemindAt).String())
		}
		slices.Sort(out)
		return out
	}
	anew := func(changed int, want ...string) {
		t.Helper()
		n, err := schedule.RemindAnew(t.Context(), admin)
		if err != nil || n != changed || !slices.Equal(standing(), want) {
			t.Errorf("%d changed, %v; %q stand, want %q", n, err, standing(), want)
		}
	}
	anew(0, "dana@example.com 1h0m0s", "priya@example.org 1h0m0s", "priya@example.org 24h0m0s")
	leads = recruit.Reminders{Candidate: []time.Duration{24 * time.Hour, 2 * time.Hour}}
	anew(1, "priya@example.org 24h0m0s", "priya@example.org 2h0m0s")
	anew(0, "priya@example.org 24h0m0s", "priya@example.org 2h0m0s")

	// One that was sent is not sent again, and one whose moment is nearly here is
	// not planned any more.
	record, err := store.Record(t.Context(), r.Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	sent := record.PlannedReminders()[0]
	sent.State, sent.MaybeSent, sent.Attempts, sent.DoneAt = recruit.Done, true, 1, sent.RemindAt
	if _, err := store.Commit(t.Context(), recruit.Commit{Interview: record.Interview, People: record.People, Effects: []recruit.Effect{sent}}); err != nil {
		t.Fatal(err)
	}
	leads.Panel = []time.Duration{48 * time.Hour}
	*clock = moved.Interview.Start.Add(-48 * time.Hour)
	anew(0, "priya@example.org 2h0m0s")

	// Taking a move back brings no reminder back that belonged to it.
	far, err := schedule.Reschedule(t.Context(), robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: moved.Interview.Start.Add(72 * time.Hour)}, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	leads = recruit.Reminders{}
	anew(1)
	back, err := schedule.Undo(t.Context(), robin, r.Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range back.PlannedReminders() {
		if e.RemindAt.After(back.Interview.Start) || e.Version == far.Interview.Version {
			t.Errorf("a reminder of the move that was taken back stands: %+v", e)
		}
	}
	if _, err := schedule.RemindAnew(t.Context(), robin); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a recruiter: %v", err)
	}
}

// TestTakingBackFollowsTheReminderSetting changes the setting while a move can
// be taken back: the reminders that stood before it do not come back against it.
func TestTakingBackFollowsTheReminderSetting(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	leads := recruit.DefaultReminders()
	d.Reminders = func(context.Context) (recruit.Reminders, error) { return leads, nil }
	for name, c := range map[string]struct {
		leads recruit.Reminders
		want  int
	}{
		"off":     {recruit.Reminders{}, 0},
		"fewer":   {recruit.Reminders{Candidate: []time.Duration{time.Hour}}, 1},
		"another": {recruit.Reminders{Panel: []time.Duration{2 * time.Hour}}, 2},
		"as is":   {recruit.DefaultReminders(), 6},
	} {
		leads = recruit.DefaultReminders()
		d.now = d.now.Add(time.Minute)
		r := d.schedule(t)
		move := recruit.RescheduleRequest{Start: r.Interview.Start.Add(24 * time.Hour)}
		f, err := d.PreviewReschedule(t.Context(), d.robin, r.Interview.ID, move)
		must(t, err)
		move.Agreed.Clashes = f.Clashes
		if _, err := d.Reschedule(t.Context(), d.robin, r.Interview.ID, 0, move, time.Minute); err != nil {
			t.Fatal(err)
		}
		leads = c.leads
		if _, err := d.RemindAnew(t.Context(), d.root); err != nil {
			t.Fatal(err)
		}
		back, err := d.Undo(t.Context(), d.robin, r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got := back.PlannedReminders(); len(got) != c.want {
			t.Errorf("%s: %d reminders stand, want %d: %+v", name, len(got), c.want, got)
		}
	}
}
