package doctor

import (
	"context"
	"slices"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
)

// inspected counts what Zoom is asked.
type inspected struct {
	Inspector
	asked int
}

func (i *inspected) Sight(context.Context, recruit.Connection, int64) (Sighting, error) {
	i.asked++
	return Sighting{}, recruit.ErrLater
}

// granted grants everything.
type granted struct{ recruit.Authorizer }

func (granted) Missing([]string) []recruit.Permission { return nil }

// TestTheDoctorAsksZoomSlowly: a pause between every two meetings, and an end to
// them when whoever asked leaves.
func TestTheDoctorAsksZoomSlowly(t *testing.T) {
	t.Parallel()
	zoom := &inspected{}
	ctx, leave := context.WithCancel(t.Context())
	var pauses []time.Duration
	d := &Doctor{Zoom: zoom, Accounts: &accounts.Accounts{Authorizer: granted{}}, Now: time.Now, After: func(p time.Duration) <-chan time.Time {
		if pauses = append(pauses, p); len(pauses) == 2 {
			leave()
			return nil
		}
		now := make(chan time.Time, 1)
		now <- time.Now()
		return now
	}}
	c := recruit.Connection{ID: 1, State: recruit.Connected, Kind: recruit.ServerToServer}
	list := make([]recruit.InterviewSummary, 10)
	for i := range list {
		list[i].Meeting = &recruit.Meeting{ID: int64(i + 1), ConnectionID: 1}
	}
	_, over := d.compareAll(ctx, c, []recruit.Connection{c}, list)
	if zoom.asked != 2 || !over || !slices.Equal(pauses, []time.Duration{betweenMeetings, betweenMeetings}) {
		t.Errorf("asked %d times, pauses %v, over: %v", zoom.asked, pauses, over)
	}
	if perSecond := 2.2 / betweenMeetings.Seconds(); perSecond > 15 {
		t.Errorf("%.0f requests a second", perSecond)
	}
}
