package demo_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/internal/demo"
	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/availability"
	"recruitty/recruit/finder"
	"recruitty/recruit/loops"
	"recruitty/recruit/offers"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/pools"
	"recruitty/recruit/sanitize"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/services"
	"recruitty/store"
)

var now = time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)

// workspace opens an empty workspace with its services.
func workspace(t testing.TB) (*store.DB, *services.Services) {
	t.Helper()
	clock := func() time.Time { return now }
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "w"), store.Options{Clock: clock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	free := &availability.Service{Store: db, Now: clock}
	find := &finder.Finder{Store: db, Times: free, Now: clock}
	onZoom := func(context.Context) (recruit.Platform, error) { return recruit.Zoom, nil }
	return db, &services.Services{
		Store: db, Team: &access.Team{Members: db, Now: clock}, Jobs: &pipeline.Jobs{Jobs: db, Now: clock},
		Pipeline:   &pipeline.Pipeline{Candidates: db, Jobs: db, Interviews: db, Now: clock},
		Scheduling: &scheduling.Service{Store: db, Now: clock},
		Scorecards: &scorecards.Service{Store: db, Now: clock}, Offers: &offers.Service{Store: db, Now: clock},
		Availability: free, Finder: find, Loops: &loops.Loops{Store: db, Finder: find, Platform: onZoom, Now: clock}, Pools: &pools.Pools{Store: db, Now: clock}, Now: clock,
	}
}

func TestFill(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db, svc := workspace(t)
	if err := demo.Fill(ctx, svc, db, now); err != nil {
		t.Fatal(err)
	}
	me, err := svc.Team.Acting(ctx, "")
	if err != nil || me.Email != demo.Me || me.Role != recruit.Admin {
		t.Errorf("the acting member is %+v, %v", me, err)
	}
	members, err := db.Members(ctx, false)
	if err != nil || len(members) != 60 {
		t.Errorf("%d members, %v", len(members), err)
	}
	jobs, err := db.Jobs(ctx, recruit.JobFilter{})
	if err != nil || len(jobs) != 6 {
		t.Fatalf("%d jobs, %v", len(jobs), err)
	}
	for _, j := range jobs {
		files, err := db.JobFiles(ctx, j.ID)
		if err != nil || len(files) != 1 || files[0].Kind != recruit.JobDescription || j.Candidates < 4 {
			t.Errorf("%s has %d candidates and %+v, %v", j.Title, j.Candidates, files, err)
		}
	}
	people, err := db.CandidatePage(ctx, recruit.CandidateFilter{Limit: 100})
	if err != nil || people.Total != 40 {
		t.Fatalf("%d candidates, %v", people.Total, err)
	}
	for _, c := range people.Rows {
		_, domain, _ := strings.Cut(c.Email, "@")
		if name, err := sanitize.Line(c.Name, 150); err != nil || name != c.Name {
			t.Errorf("the name %q is not clean", c.Name)
		}
		if c.Email != "" && domain != "example.com" && domain != "example.org" && domain != "post.example" {
			t.Errorf("%s has the address %s, which may be someone's", c.Name, c.Email)
		}
		if c.JobTitle == "" || c.Stage == "" {
			t.Errorf("%s is in no job", c.Name)
		}
	}
	if name, err := db.Setting(ctx, recruit.SettingWorkspace); err != nil || name != demo.Workspace {
		t.Errorf("the company is %q, %v", name, err)
	}
	if err := demo.Fill(ctx, svc, db, now); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("filling twice gave %v", err)
	}
}

func TestPastIsSettled(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	db, svc := workspace(t)
	if err := demo.Fill(ctx, svc, db, now); err != nil {
		t.Fatal(err)
	}
	open, err := db.OpenEffects(ctx, 0)
	if err != nil || len(open) != 0 {
		t.Errorf("%d effects are open, %v", len(open), err)
	}
	interviews, err := db.Interviews(ctx, recruit.InterviewFilter{})
	if err != nil {
		t.Fatal(err)
	}
	count := map[recruit.Status]int{}
	for _, i := range interviews {
		if i.Status == recruit.Scheduled {
			continue // on the agenda
		}
		count[i.Status]++
		r, err := db.Record(ctx, i.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !i.End().Before(now) || i.Start.Weekday() == time.Saturday || i.Start.Weekday() == time.Sunday {
			t.Errorf("%s is on %s", i.Title, i.Start)
		}
		for _, e := range r.Effects {
			if e.State != recruit.Done || !e.DoneAt.Before(i.End()) || e.MessageID == "" {
				t.Errorf("%s has the effect %+v", i.Title, e)
			}
		}
		if len(r.Versions) != r.Interview.Version {
			t.Errorf("%s is at version %d of %d", i.Title, r.Interview.Version, len(r.Versions))
		}
	}
	if count[recruit.Completed] != 5 || count[recruit.NoShow] != 1 || count[recruit.Cancelled] != 1 {
		t.Errorf("interviews: %v", count)
	}
	lines, err := db.Activities(ctx, recruit.ActivityFilter{Limit: 1000})
	if err != nil || len(lines) < 150 {
		t.Fatalf("%d lines in the log, %v", len(lines), err)
	}
	for n, line := range lines {
		if !line.At.Before(now) || n > 0 && line.At.After(lines[n-1].At.Add(5*time.Second)) {
			t.Errorf("line %d, %q, is of %s", n, line.Text, line.At)
		}
		if line.At.Hour() < 7 || line.At.Hour() > 18 || line.At.Weekday() == time.Saturday || line.At.Weekday() == time.Sunday {
			t.Errorf("someone worked on %s: %q", line.At.Format("Mon 15:04"), line.Text)
		}
	}
}

// TestTodayIsFull: whenever the demo is opened, something is over, goes on and lies
// ahead, answers are there, and nobody is in two interviews at once (R14).
func TestTodayIsFull(t *testing.T) {
	t.Parallel()
	for _, at := range []time.Time{now, now.Add(9 * time.Hour), now.AddDate(0, 0, 3).Add(14 * time.Hour)} {
		ctx := t.Context()
		db, svc := workspace(t)
		if err := demo.Fill(ctx, svc, db, at); err != nil {
			t.Fatal(err)
		}
		all, err := db.Interviews(ctx, recruit.InterviewFilter{Status: recruit.Scheduled})
		if err != nil {
			t.Fatal(err)
		}
		over, going, soon, later := 0, 0, 0, 0
		answers := map[recruit.Answer]int{}
		taken := map[string][]recruit.Interview{}
		for _, i := range all {
			switch {
			case i.End().Before(at):
				over++
			case i.Start.Before(at):
				going++
			case i.Start.Before(at.Add(4 * time.Hour)):
				soon++
			default:
				later++
			}
			r, err := db.Record(ctx, i.ID)
			if err != nil {
				t.Fatal(err)
			}
			who, err := db.Profile(ctx, r.Candidate.ID)
			if err != nil || !slices.ContainsFunc(who.Files, func(f recruit.File) bool { return f.Kind == recruit.Resume }) {
				t.Errorf("%s has no résumé to prepare with, %v", r.Candidate.Name, err)
			}
			for _, p := range r.People {
				answers[p.Answer]++
				for _, other := range taken[p.Address] {
					if i.Start.Before(other.End()) && other.Start.Before(i.End()) {
						t.Errorf("%s is in %s and in %s", p.Address, i.Title, other.Title)
					}
				}
				taken[p.Address] = append(taken[p.Address], i.Interview)
			}
		}
		if over != 1 || going != 1 || soon != 3 || later != 3 || answers[recruit.Declined] != 1 || answers[recruit.Accepted] < 5 || answers[recruit.NoAnswer] < 3 {
			t.Errorf("at %s: %d over, %d going on, %d soon, %d later, answers %v", at, over, going, soon, later, answers)
		}
	}
}

// TestFillOnAnyDay tries other days of the week and both changes of the clocks.
func TestFillOnAnyDay(t *testing.T) {
	t.Parallel()
	for _, day := range []time.Time{now.AddDate(0, 0, 1), now.AddDate(0, 0, 4), now.AddDate(0, -1, 3).Add(15 * time.Hour), now.AddDate(0, 4, 13)} {
		db, svc := workspace(t)
		if err := demo.Fill(context.Background(), svc, db, day); err != nil {
			t.Errorf("%s: %v", day, err)
		}
	}
}

func BenchmarkFill(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		db, svc := workspace(b)
		b.StartTimer()
		if err := demo.Fill(context.Background(), svc, db, now); err != nil {
			b.Fatal(err)
		}
	}
}
