package wording_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
	"recruitty/ui/wording"
)

// TestWhatAnOfferWaitsFor says it in the zone of who reads it, with what the candidate wrote.
func TestWhatAnOfferWaitsFor(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	r := wording.Reader{Zone: time.FixedZone("", 3600), Clocks: func() time.Time { return now }}
	one := offers.OptionOf([]recruit.ScheduleRequest{{Start: now.Add(25 * time.Hour)}})
	one.Number = 2
	base := offers.Offer{CandidateName: "Priya Raman", Title: "Talk", Version: 1, Options: []offers.Option{one}}
	with := func(change func(*offers.Offer)) offers.Offer { o := base; change(&o); return o }
	for want, o := range map[string]offers.Offer{
		"Priya Raman took tomorrow 11:00 for Talk, to be confirmed: Dana's calendar cannot be read": with(func(o *offers.Offer) {
			o.State, o.Picked, o.PickedVersion, o.Said = offers.ToConfirm, 2, 1, "Dana's calendar cannot be read."
		}),
		"Priya Raman took a time for Talk, to be confirmed": with(func(o *offers.Offer) { o.State, o.Picked, o.PickedVersion, o.Version = offers.ToConfirm, 2, 1, 2 }),
		"None of the times for Talk suits Priya Raman: “Only Fridays.”, 1 time of their own": with(func(o *offers.Offer) {
			o.State, o.Via, o.Said, o.Windows = offers.NoneSuits, offers.ByPage, "Only\nFridays.", make([]slots.Span, 1)
		}),
		"No time is left for Talk with Priya Raman: Dana is away": with(func(o *offers.Offer) { o.State, o.Said = offers.NoneSuits, "No time is left: Dana is away." }),
		"Priya Raman has not answered about Talk by today 09:30":  with(func(o *offers.Offer) { o.State, o.Until = offers.Offered, now.Add(-30*time.Minute) }),
		"No time is left for Talk with Priya Raman":               with(func(o *offers.Offer) { o.State, o.Said = offers.NoneSuits, "No time is left." }),
		"Priya Raman has written about Talk: “Later?”":            with(func(o *offers.Offer) { o.State, o.Via, o.Asking, o.Said = offers.Booked, offers.ByMail, true, "Later?" }),
	} {
		if got := r.OfferWaits(o); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}
