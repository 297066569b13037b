package availability_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
	"recruitty/recruit/hours"
	"recruitty/recruit/scheduling"
)

// TestDriftIsWhatNobodyAccepted holds that only what came up after the times were decided,
// and after the person was invited to them, has come up: before that the form said so.
func TestDriftIsWhatNobodyAccepted(t *testing.T) {
	t.Parallel()
	off := hours.Rules{Off: []hours.TimeOff{{First: hours.DateOf(at(34)), Last: hours.DateOf(at(34))}}}
	week := func(typed string) *hours.Week {
		all, err := hours.ParseWeek(typed)
		must(t, err)
		return &all
	}
	type stage struct {
		*testing.T
		*world
		deciding  *scheduling.Service
		ana, ben  recruit.Member
		interview recruit.Record
		entries   []busy.Interval
		src       availability.Source
	}
	later := func(s *stage) { s.now = s.now.Add(time.Minute) }
	clash := func(s *stage) { s.entries = append(s.entries, span(34.5, 36, busy.Busy, "meeting")) }
	reads := func(s *stage) { _, err := s.world.Test(s.Context(), s.admin, s.src.ID); must(s.T, err) }
	books := func(s *stage) { s.interview = s.world.interview(s.T, 34, 35, s.ben) }
	invites := func(s *stage) {
		_, err := s.deciding.ChangePeople(s.Context(), s.admin, s.interview.Interview.ID, 0, recruit.PeopleChange{Add: []string{s.ana.Email}}, 0)
		must(s.T, err)
	}
	drops := func(s *stage) {
		_, err := s.deciding.ChangePeople(s.Context(), s.admin, s.interview.Interview.ID, 0, recruit.PeopleChange{Remove: []string{s.ana.Email}}, 0)
		must(s.T, err)
	}
	moves := func(to float64) func(*stage) {
		return func(s *stage) {
			_, err := s.deciding.Reschedule(s.Context(), s.admin, s.interview.Interview.ID, 0, recruit.RescheduleRequest{Start: at(to), TimeZone: "UTC"}, 0)
			must(s.T, err)
		}
	}
	sets := func(r hours.Rules) func(*stage) {
		return func(s *stage) {
			was, err := s.MemberHours(s.Context(), s.ana, s.ana.ID)
			must(s.T, err)
			_, err = s.SetMemberHours(s.Context(), s.ana, s.ana.ID, r, was.Version)
			must(s.T, err)
		}
	}
	company := func(r hours.Rules) func(*stage) {
		return func(s *stage) { must(s.T, s.SetWorkspaceHours(s.Context(), s.admin, r)) }
	}
	for _, c := range []struct {
		name  string
		steps []func(*stage)
		want  string // "" for nothing
	}{
		{"a clash after all was decided", []func(*stage){books, invites, clash, reads}, "busy"},
		{"a clash that was there when the person was invited", []func(*stage){books, clash, reads, invites}, ""},
		{"a clash that was there, and only came to be read", []func(*stage){books, clash, invites, reads}, "busy"},
		{"a clash of before, after a move to it", []func(*stage){books, invites, moves(40), clash, reads, moves(34)}, ""},
		{"a clash between two decisions on the same times", []func(*stage){books, invites, moves(40), moves(34), clash, reads}, "busy"},
		{"a clash left behind by a move", []func(*stage){books, invites, clash, reads, moves(40)}, ""},
		{"invited again to a clash that is known", []func(*stage){books, invites, clash, reads, drops, invites}, ""},
		{"time off after it was decided", []func(*stage){books, invites, sets(off)}, "away"},
		{"time off that was known", []func(*stage){books, sets(off), invites}, ""},
		{"time off that was known, changed in something else", []func(*stage){books, sets(off), invites, sets(hours.Rules{Off: off.Off, PerDay: new(int)})}, ""},
		{"time off on a day off, which is more", []func(*stage){books, sets(hours.Rules{Working: week("mon 9-18")}), invites, sets(hours.Rules{Working: week("mon 9-18"), Off: off.Off})}, "away"},
		{"time off that was taken back", []func(*stage){books, invites, sets(off), sets(hours.Rules{})}, ""},
		{"hours that were changed", []func(*stage){books, invites, sets(hours.Rules{Working: week("mon-fri 12-18")})}, "outside"},
		{"hours that were known", []func(*stage){books, sets(hours.Rules{Working: week("mon-fri 12-18")}), invites}, ""},
		{"hours that were changed and are less by now", []func(*stage){books, sets(hours.Rules{Working: week("mon-fri 12-18")}), invites, sets(hours.Rules{Working: week("mon-fri 13-18")})}, ""},
		{"hours of the workspace", []func(*stage){books, invites, company(hours.Rules{Working: week("mon-fri 12-18")})}, "outside"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			s := &stage{T: t, world: w, deciding: &scheduling.Service{Store: w.db, Now: func() time.Time { return w.now }}}
			s.ana, s.ben = w.member(t, "ana", recruit.Interviewer), w.member(t, "ben", recruit.Recruiter)
			w.read = func(_ context.Context, _ busy.Access, q busy.Query) ([]busy.Reading, error) {
				return whole(q, s.entries...), nil
			}
			s.src = w.feed(t, s.ana)
			reads(s)
			for _, step := range c.steps {
				later(s)
				step(s)
			}
			all, err := w.Drift(t.Context(), w.admin, []recruit.MemberID{s.ana.ID})
			must(t, err)
			var got []string
			for _, clash := range all {
				said := "busy"
				if clash.Closed != nil {
					said = map[hours.Cause]string{hours.Away: "away", hours.Outside: "outside"}[clash.Closed.Cause]
				}
				got = append(got, said)
				if want := w.now.Truncate(time.Second); !clash.Since.Truncate(time.Second).Equal(want) {
					t.Errorf("it is said to be there since %s, not %s", clash.Since, want)
				}
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("has come up: %q, want %q", got, c.want)
			}
		})
	}
}
