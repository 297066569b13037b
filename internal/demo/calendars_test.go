package demo_test

import (
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/internal/demo"
	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/loops"
	"recruitty/recruit/pools"
	"recruitty/recruit/services"
)

// read is the sample with calendars that were read once.
func read(t *testing.T) (*services.Services, recruit.Member, []availability.Outcome, *demo.Host) {
	t.Helper()
	ctx := context.Background()
	db, svc := workspace(t)
	if err := demo.Fill(ctx, svc, db, now); err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return now }
	host, err := demo.Start(demo.HostOptions{Now: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = host.Close() })
	host.ReadCalendars(svc.Availability, clock)
	me, err := svc.Team.Acting(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := svc.Availability.Sync(ctx, me, availability.Which{})
	if err != nil {
		t.Fatal(err)
	}
	return svc, me, outcomes, host
}

// TestEverybodyHasATime holds what is known of the sample's sixty members: of nearly all
// when they are free, of three nothing, each for another reason.
func TestEverybodyHasATime(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	svc, me, outcomes, host := read(t)
	if wrong := host.Calendars.Violations(); len(wrong) > 0 {
		t.Errorf("asked what the services do not know: %q", wrong)
	}
	failed := 0
	for _, o := range outcomes {
		if failed += len(o.Failed); o.Err != nil {
			t.Errorf("%s: %v", o.Source.Label(), o.Err)
		}
	}
	if len(outcomes) != 3 || failed != 1 {
		t.Errorf("%d sources were read, %d calendars not", len(outcomes), failed)
	}
	members, err := svc.Team.Members.Members(ctx, false)
	if err != nil {
		t.Fatal(err)
	}
	var ids []recruit.MemberID
	for _, m := range members {
		ids = append(ids, m.ID)
	}
	lines, err := svc.Availability.Timelines(ctx, me, ids, now, now.AddDate(0, 0, 14), availability.Options{})
	if err != nil {
		t.Fatal(err)
	}
	causes, soft := map[availability.Cause]string{}, 0
	for _, line := range lines {
		if len(line.Gaps) > 0 {
			causes[line.Gaps[0].Cause] += line.Member.Name + " "
		}
		if slices.ContainsFunc(line.Busy, func(i busy.Interval) bool { return i.State == busy.Soft }) {
			soft++
		}
	}
	if want := map[availability.Cause]string{availability.NotConnected: "Delphine Okafor-Lambert ", availability.NotRead: "Dorothea Ahlquist Paulo Teixeira Valadão "}; !reflect.DeepEqual(causes, want) {
		t.Errorf("not known: %v", causes)
	}
	if soft < 40 {
		t.Errorf("only %d have something soft", soft)
	}
}

// TestHoursAreThere looks for hours as a person does who tries the demo, and holds that
// the same day gives the same answer.
func TestHoursAreThere(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	var before []string
	for range 2 {
		svc, me, _, _ := read(t)
		all, err := svc.Pools.List(ctx, false)
		if err != nil || len(all) < 5 {
			t.Fatalf("%d pools, %v", len(all), err)
		}
		people, err := svc.Finder.Store.(recruit.Store).CandidatePage(ctx, recruit.CandidateFilter{Limit: 100})
		if err != nil {
			t.Fatal(err)
		}
		var hours []string
		for _, c := range people.Rows {
			needs, err := pools.ParseNeeds("1 of Backend interviewers", all)
			if err != nil {
				t.Fatal(err)
			}
			found, err := svc.Finder.Find(ctx, me, finder.Request{Candidate: c.ID, Duration: 45 * time.Minute, Needs: needs, Limit: 3})
			if err != nil || len(found.Hours) == 0 {
				t.Fatalf("%s: %v, %d hours, %+v", c.Name, err, len(found.Hours), found.Relaxations)
			}
			if concerns := found.Hours[0].Concerns(time.UTC); len(concerns) > 0 {
				t.Errorf("%s: the best hour has %s", c.Name, strings.Join(concerns, ", "))
			}
			for _, h := range found.Hours {
				hours = append(hours, h.Start.String()+" "+h.Who())
			}
		}
		if before != nil && !slices.Equal(hours, before) {
			t.Error("the same day gave other hours")
		}
		before = hours
	}
}

// TestALoopIsThere solves the sample's plan of four sessions for who is in its stage.
func TestALoopIsThere(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	svc, me, _, _ := read(t)
	people, err := svc.Finder.Store.(recruit.Store).CandidatePage(ctx, recruit.CandidateFilter{Stage: "Team interview", Limit: 100})
	if err != nil || len(people.Rows) == 0 {
		t.Fatalf("%d are in the stage, %v", len(people.Rows), err)
	}
	for _, c := range people.Rows {
		solved, err := svc.Loops.Solve(ctx, me, loops.Request{Candidate: c.ID})
		if err != nil || len(solved.Plan.Sessions) != 4 || len(solved.Loops) == 0 {
			t.Errorf("%s: %d sessions, %d schedules, %v", c.Name, len(solved.Plan.Sessions), len(solved.Loops), err)
		}
	}
}

// TestASignInIsRenewed signs in anew where a sign-in has ended, on the simulated page, and
// finds everything again in a demo that was kept.
func TestASignInIsRenewed(t *testing.T) {
	t.Parallel()
	ctx, clock, dir := context.Background(), func() time.Time { return now }, t.TempDir()
	db, svc := workspace(t)
	if err := demo.Fill(ctx, svc, db, now); err != nil {
		t.Fatal(err)
	}
	free := svc.Availability
	me, err := svc.Team.Acting(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	for round := range 2 {
		host, err := demo.Start(demo.HostOptions{Now: clock, Dir: dir})
		if err != nil {
			t.Fatal(err)
		}
		host.ReadCalendars(free, clock)
		if round == 0 {
			renew(t, svc, me, host)
		}
		outcomes, err := free.Sync(ctx, me, availability.Which{All: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range outcomes {
			if o.Err != nil {
				t.Errorf("%d: %s: %v", round, o.Source.Label(), o.Err)
			}
		}
		if err := host.Close(); err != nil {
			t.Error(err)
		}
	}
}

// renew signs in to the one source whose sign-in has ended.
func renew(t *testing.T, svc *services.Services, me recruit.Member, host *demo.Host) {
	t.Helper()
	ctx, free := context.Background(), svc.Availability
	all, err := free.Sources(ctx, me)
	if err != nil {
		t.Fatal(err)
	}
	for _, src := range all {
		if src.State != recruit.ReauthRequired {
			continue
		}
		c := availability.Connection{Kind: src.Kind, Owner: src.OwnerID}
		signIn, err := free.Begin(ctx, me, c, false)
		if err != nil {
			t.Fatal(err)
		}
		ended, err := host.Calendars.Approve(signIn.URL(), src.Account)
		if err != nil {
			t.Fatal(err)
		}
		grant, err := signIn.Paste(ctx, ended)
		if err != nil {
			t.Fatal(err)
		}
		if now, err := free.Finish(ctx, me, c, grant); err != nil || now.ID != src.ID || now.State != recruit.Connected {
			t.Errorf("renewed %+v, %v", now, err)
		}
		return
	}
	t.Error("no sign-in has ended")
}
