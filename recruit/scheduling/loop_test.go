package scheduling_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
)

// loop are the drafts of three interviews an hour apart, the last first.
func (d *world) loop() []recruit.ScheduleRequest {
	var all []recruit.ScheduleRequest
	for n, title := range []string{"Manager", "Design", "Technical"} {
		r := d.draft()
		r.Title, r.Start = title, r.Start.Add(time.Duration(2-n)*time.Hour)
		r.Seats = []recruit.Seat{{Address: "dana@example.com", Pool: 5, Level: "qualified"}}
		all = append(all, r)
	}
	all[1].Platform, all[1].Place = recruit.OnSite, "12 Baker Street"
	return all
}

// TestALoopIsBookedAsOne holds that each interview has an entry, a meeting and a history of
// its own, that the candidate gets one sheet besides, and that the sheet waits for Zoom.
func TestALoopIsBookedAsOne(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	made, err := d.ScheduleLoop(t.Context(), d.robin, d.loop(), 0)
	must(t, err)
	if len(made) != 3 {
		t.Fatalf("made %d", len(made))
	}
	uids := map[string]bool{}
	for n, r := range made {
		uids[r.Interview.UID+r.Interview.Reference] = true
		if r.Interview.Title != []string{"Technical", "Design", "Manager"}[n] || r.Interview.LoopPlace != n+1 || r.Interview.Loop == "" || r.Interview.Loop != made[0].Interview.Loop {
			t.Errorf("%d is %s, %d of %q", n, r.Interview.Title, r.Interview.LoopPlace, r.Interview.Loop)
		}
		if p, _ := r.Person("dana@example.com"); p.Pool != 5 {
			t.Errorf("Dana's seat is %+v", p)
		}
		if len(r.Loop) != 3 {
			t.Errorf("%s knows of %d", r.Interview.Title, len(r.Loop))
		}
	}
	const mails = "mail.invite priya@example.org, mail.invite dana@example.com, mail.invite guest@example.net"
	for n, want := range []string{"zoom.create, " + mails + ", mail.sheet priya@example.org", mails, "zoom.create, " + mails} {
		if got := plan(made[n].Effects); got != want {
			t.Errorf("%s calls for %q, want %q", made[n].Interview.Title, got, want)
		}
	}
	if len(uids) != 3 {
		t.Errorf("names of entries and meetings: %v", uids)
	}
	if why := made[0].SheetWaits(); why != "The overview is waiting for the Zoom link of Technical." {
		t.Errorf("the sheet: %q", why)
	}
	if log := d.store.Activity(); len(log) != 3 || !strings.HasSuffix(log[0].Text, " of a loop") {
		t.Errorf("log %+v", log)
	}
}

// TestALoopIsBookedWholeOrNot holds that nothing is booked where one interview cannot be,
// and which one is said.
func TestALoopIsBookedWholeOrNot(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	for name, c := range map[string]struct {
		change func([]recruit.ScheduleRequest) []recruit.ScheduleRequest
		say    string
	}{
		"none":     {func([]recruit.ScheduleRequest) []recruit.ScheduleRequest { return nil }, "at least one"},
		"no place": {func(all []recruit.ScheduleRequest) []recruit.ScheduleRequest { all[1].Place = ""; return all }, "Design: An interview on site needs the address"},
		"nobody":   {func(all []recruit.ScheduleRequest) []recruit.ScheduleRequest { all[0].Participants = nil; return all }, "Nobody would take part in Manager; choose"},
		"over another": {func(all []recruit.ScheduleRequest) []recruit.ScheduleRequest {
			all[2].Duration = 61 * time.Minute
			return all
		}, "Design begins before Technical ends"},
		"another job": {func(all []recruit.ScheduleRequest) []recruit.ScheduleRequest { all[0].JobID = d.other.ID; return all }, "for one job"},
		"too many": {func(all []recruit.ScheduleRequest) []recruit.ScheduleRequest {
			return append(append(all, all...), all...)
		}, "at most 8"},
	} {
		_, err := d.ScheduleLoop(t.Context(), d.robin, c.change(d.loop()), 0)
		_, previewed := d.PreviewLoop(t.Context(), d.robin, c.change(d.loop()))
		for _, err := range []error{err, previewed} {
			if !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(recruit.Sentence(err), c.say) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if n := len(d.store.Records()); n != 0 {
		t.Errorf("%d interviews were made", n)
	}
}

// TestOneSessionMovesAlone holds that the others of a loop, and the sheet that has not
// left, stay as they are when one moves.
func TestOneSessionMovesAlone(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	made, err := d.ScheduleLoop(t.Context(), d.robin, d.loop(), time.Minute)
	must(t, err)
	first := made[0].Interview
	moved, err := d.Reschedule(t.Context(), d.robin, first.ID, 0, recruit.RescheduleRequest{Start: first.Start.Add(24 * time.Hour)}, time.Minute)
	must(t, err)
	if got := plan(moved.Effects); !strings.Contains(got, "mail.sheet priya@example.org") || !moved.Loop[2].Interview.Start.Equal(first.Start.Add(24*time.Hour)) {
		t.Errorf("effects %q, the sheet tells %+v", got, moved.Loop)
	}
	for _, r := range made[1:] {
		now, err := d.store.Record(t.Context(), r.Interview.ID)
		must(t, err)
		if now.Interview.Revision != r.Interview.Revision || plan(now.Effects) != plan(r.Effects) {
			t.Errorf("%s was touched: %q", r.Interview.Title, plan(now.Effects))
		}
	}
	if _, err := d.Undo(t.Context(), d.robin, made[1].Interview.ID); !errors.Is(err, recruit.ErrRefused) || !strings.Contains(recruit.Sentence(err), "Technical of the same loop was rescheduled since then") {
		t.Errorf("taking the loop back: %v", err)
	}
}

// TestALoopIsTakenBackTogether holds that before anything has left one step takes all
// interviews of a loop back, and none afterwards.
func TestALoopIsTakenBackTogether(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	made, err := d.ScheduleLoop(t.Context(), d.robin, d.loop(), time.Minute)
	must(t, err)
	was, err := d.Undo(t.Context(), d.robin, made[1].Interview.ID)
	must(t, err)
	if was.Interview.Title != "Design" || len(d.store.Records()) != 0 {
		t.Errorf("took back %s, left are %d", was.Interview.Title, len(d.store.Records()))
	}
	made, err = d.ScheduleLoop(t.Context(), d.robin, d.loop(), time.Minute)
	must(t, err)
	d.now = d.now.Add(2 * time.Minute)
	if _, err := d.Undo(t.Context(), d.robin, made[2].Interview.ID); !errors.Is(err, recruit.ErrRefused) || len(d.store.Records()) != 3 {
		t.Errorf("too late: %v, left are %d", err, len(d.store.Records()))
	}
}

// TestTheSheetFollowsTheCandidate holds that it goes to the address that the candidate
// has, where that was corrected in any interview of the loop.
func TestTheSheetFollowsTheCandidate(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	made, err := d.ScheduleLoop(t.Context(), d.robin, d.loop(), 0)
	must(t, err)
	_, err = d.ChangePeople(t.Context(), d.robin, made[2].Interview.ID, scheduling.ExpectedVersion(0), recruit.PeopleChange{Correct: map[string]string{"priya@example.org": "priya@example.net"}}, 0)
	must(t, err)
	r, err := d.store.Record(t.Context(), made[0].Interview.ID)
	must(t, err)
	if got := plan(r.Effects); !strings.Contains(got, "mail.sheet priya@example.net") || strings.Contains(got, "mail.sheet priya@example.org") {
		t.Errorf("effects %q", got)
	}
}

// TestWhatIsUnreadIsOfAPerson holds that whose calendar could not be read is said once, with
// the first interview that they are in and without its title, and who need not come with
// theirs.
func TestWhatIsUnreadIsOfAPerson(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	d.Reread = func(context.Context, recruit.Member, []string) ([]scheduling.Warning, error) {
		return []scheduling.Warning{{Sentence: "The calendar of Sam could not be read.", Address: "sam@example.com"}}, nil
	}
	all := d.loop()
	all[0].Participants, all[0].Uninvited = []string{"Sam@example.com"}, "Dana is optional then and is not invited."
	seen, err := d.PreviewLoop(t.Context(), d.robin, all)
	must(t, err)
	var said []string
	for n, one := range seen {
		for _, w := range one.Warnings {
			if w.Address != "" || w.Sentence == all[0].Uninvited {
				said = append(said, fmt.Sprint(n, " ", w.Of(one.Record.Interview.Title).Sentence))
			}
		}
	}
	if want := "2 Manager: Dana is optional then and is not invited.|2 The calendar of Sam could not be read."; strings.Join(said, "|") != want {
		t.Errorf("said %q", said)
	}
}
