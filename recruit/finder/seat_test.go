package finder_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/finder"
	"recruitty/recruit/pools"
)

// TestSeatChoosesWhoIsFree holds that at a time that a person has chosen those of a pool
// are taken who are free, and that someone who learns sits in besides.
func TestSeatChoosesWhoIsFree(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	dana, lee, sam := w.member(t, "Dana", recruit.Interviewer), w.member(t, "Lee", recruit.Interviewer), w.member(t, "Sam", recruit.Interviewer)
	w.calendar(t, dana, span(24, 48, busy.Busy))
	w.calendar(t, lee)
	w.calendar(t, sam)
	service := &pools.Pools{Store: w.db, Now: now}
	pool, err := service.Add(t.Context(), w.robin, pools.Pool{Name: "Backend", Shadows: 2})
	must(t, err)
	for m, level := range map[recruit.MemberID]pools.Level{dana.ID: pools.Qualified, lee.ID: pools.Qualified, sam.ID: pools.Shadow} {
		pool, err = service.SetMember(t.Context(), w.robin, pool.ID, m, level)
		must(t, err)
	}
	c, err := w.db.SaveCandidate(t.Context(), recruit.Candidate{Name: "Noor", Email: "noor@example.org", TimeZone: "Europe/Lisbon"}, recruit.Activity{})
	must(t, err)
	at := now().Add(26 * time.Hour).Truncate(time.Hour).Add(10 * time.Minute) // between two quarters
	ask := func(n int, named ...string) finder.Request {
		return finder.Request{Candidate: c.ID, Duration: 40 * time.Minute, People: named, Needs: []pools.Need{{Count: n, Pool: pool}}}
	}
	hour, err := w.Seat(t.Context(), w.robin, ask(1), at)
	must(t, err)
	seats := hour.Seats()
	if len(seats) != 2 || seats[0].Address != lee.Email || seats[1].Address != sam.Email || seats[1].Level != string(pools.Shadow) || !hour.Start.Equal(at) || hour.End.Sub(hour.Start) != 40*time.Minute {
		t.Errorf("chosen: %+v of %v to %v", seats, hour.Start, hour.End)
	}
	for _, c := range []struct {
		ask  finder.Request
		says string
	}{
		{ask(2), "2 of Backend cannot be chosen for"},
		{ask(2), "Dana is busy"},
		{ask(1, lee.Email), "1 of Backend cannot be chosen for"}, // who was named is chosen for no pool
	} {
		if _, err := w.Seat(t.Context(), w.robin, c.ask, at); !errors.Is(err, recruit.ErrRefused) || !strings.Contains(recruit.Sentence(err), c.says) {
			t.Errorf("%q is not said: %v", c.says, err)
		}
	}
	if _, err := w.Seat(t.Context(), dana, ask(1), at); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("an interviewer chooses: %v", err)
	}
}
