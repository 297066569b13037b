package week_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
	"recruitty/recruit/week"
)

// keeper stores times that were made at random, and a team.
type keeper struct {
	availability.Store
	team  []recruit.Member
	times availability.Times
}

func (k keeper) Setting(context.Context, string) (string, error) { return "", nil }
func (k keeper) Times(context.Context, availability.TimesQuery) (availability.Times, error) {
	return k.times, nil
}
func (k keeper) Member(_ context.Context, id recruit.MemberID) (recruit.Member, error) {
	return k.team[id-1], nil
}
func (k keeper) Members(context.Context, bool) ([]recruit.Member, error) { return k.team, nil }
func (k keeper) Job(context.Context, recruit.JobID) (recruit.Job, error) {
	return recruit.Job{}, nil
}
func (k keeper) Interviews(context.Context, recruit.InterviewFilter) ([]recruit.InterviewSummary, error) {
	return nil, nil
}

// someTimes makes what is stored of a team's time in a week at random: calendars that were
// read, too long ago, in part or never, with entries of all kinds, and interviews.
func someTimes(random *rand.Rand, s week.Span, now time.Time, team []recruit.Member) availability.Times {
	out := availability.Times{Layers: map[recruit.MemberID][]availability.Layer{}, Booked: map[recruit.MemberID][]availability.Booking{}, Rules: map[recruit.MemberID]hours.Rules{}}
	for _, m := range team {
		for range random.IntN(3) {
			l := availability.Layer{From: s.From().AddDate(0, 0, -2), To: s.To().AddDate(0, 0, 2), ReadAt: now, Shared: random.IntN(2) == 0}
			switch random.IntN(5) {
			case 0:
				l.From, l.To = s.From().Add(time.Duration(random.IntN(90))*time.Hour+time.Microsecond), s.To().Add(-time.Duration(random.IntN(90))*time.Hour+time.Microsecond)
			case 1:
				l.ReadAt = now.Add(-48 * time.Hour)
			case 2:
				l = availability.Layer{Shared: l.Shared}
			}
			at := s.From().Add(-12 * time.Hour).Unix()
			for range random.IntN(30) {
				at += int64(random.IntN(8 * 3600))
				if !l.ReadAt.IsZero() {
					l.Entries = append(l.Entries, availability.LayerEntryAt(at, uint32(random.IntN(4)*random.IntN(3*3600)), at, busy.State(random.IntN(4)), random.IntN(2) == 0))
				}
			}
			out.Layers[m.ID] = append(out.Layers[m.ID], l)
		}
		for n := range random.IntN(4) {
			start := s.From().Add(time.Duration(random.IntN(8*24*60)-12*60) * time.Minute)
			out.Booked[m.ID] = append(out.Booked[m.ID], availability.Booking{Interview: recruit.InterviewID(n + 1), Start: start, End: start.Add(45 * time.Minute), Scheduled: random.IntN(3) > 0})
		}
	}
	return out
}

// TestAWeekSaysWhatTimelinesSay compares the marks of teams with those of the timelines
// that everything else goes by.
func TestAWeekSaysWhatTimelinesSay(t *testing.T) {
	t.Parallel()
	zones := []string{"Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns"}
	for seed := range uint64(150) {
		random := rand.New(rand.NewPCG(seed, 3))
		now := time.Date(2026, 10, 1+random.IntN(60), 9, 0, 0, 0, time.UTC)
		s := week.Of(now, zone(t, zones[random.IntN(len(zones))]))
		var k keeper
		for n := range 4 {
			k.team = append(k.team, recruit.Member{ID: recruit.MemberID(n + 1), Name: string(rune('d' - n)), Role: recruit.Admin, TimeZone: zones[random.IntN(len(zones))]})
		}
		k.times = someTimes(random, s, now, k.team)
		service := &availability.Service{Store: k, Now: func() time.Time { return now }}
		got, err := week.Sources{Store: k, Times: service}.Read(t.Context(), k.team[0], week.Whose{Everybody: true}, s)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.People) != len(k.team) || got.People[0].Member.Name != "a" {
			t.Fatalf("seed %d: %+v", seed, got.People)
		}
		for _, p := range got.People {
			lines, err := service.Timelines(t.Context(), k.team[0], []recruit.MemberID{p.Member.ID}, s.From(), s.To(), availability.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if want := week.Marks(s, lines[0]); !slices.Equal(p.Marks, want) {
				for q := range want {
					if p.Marks[q] != want[q] {
						t.Fatalf("seed %d, member %d, %s: %s, want %s", seed, p.Member.ID, s.At(q), p.Marks[q], want[q])
					}
				}
			}
			if len(p.Gaps) != len(lines[0].Gaps) {
				t.Fatalf("seed %d, member %d: %d gaps, want %d", seed, p.Member.ID, len(p.Gaps), len(lines[0].Gaps))
			}
		}
	}
}
