package offers_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// many is a store with open offers numbered from 1, of which none can be read by itself.
type many struct {
	offers.Hidden
	open   int
	looked map[recruit.OfferID]int
}

func (m *many) Offers(_ context.Context, f offers.Filter) ([]offers.Offer, error) {
	var page []offers.Offer
	for id := recruit.OfferID(m.open); id > 0 && len(page) < f.Limit; id-- {
		if f.Before == 0 || id < f.Before {
			page = append(page, offers.Offer{ID: id, State: offers.Offered})
		}
	}
	return page, nil
}

var errUnreadable = errors.New("unreadable")

func (m *many) Offer(_ context.Context, id recruit.OfferID) (offers.Offer, error) {
	m.looked[id]++
	return offers.Offer{}, errUnreadable
}

func (m *many) RemindableOffers(context.Context, time.Time, time.Time, int) ([]recruit.OfferID, error) {
	return nil, nil
}

// However many offers are open, each is looked after once, and none that fails keeps another
// from it.
func TestEveryOpenOfferIsLookedAfter(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, open := range []int{0, 1, 199, 200, 201, 1450} {
		m := &many{open: open, looked: map[recruit.OfferID]int{}}
		service := *w.svc.Offers
		service.Store = m
		err := service.LookAfter(t.Context())
		if (err != nil) != (open > 0) || open > 0 && !errors.Is(err, errUnreadable) {
			t.Errorf("of %d: %v", open, err)
		}
		for id := range recruit.OfferID(open) {
			if m.looked[id+1] != 1 {
				t.Fatalf("of %d, offer %d was looked at %d times", open, id+1, m.looked[id+1])
			}
		}
	}
}

// A list of offers can be read on from any of them.
func TestOffersAreReadOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Ada", "Ben", "Cleo")
	for n := range 3 {
		w.sends(n)
	}
	var seen []recruit.OfferID
	for f := (offers.Filter{Limit: 1}); len(seen) < 5; f.Before = seen[len(seen)-1] {
		page, err := w.db.Offers(t.Context(), f)
		w.must(err)
		if len(page) == 0 {
			break
		}
		seen = append(seen, page[0].ID)
	}
	if len(seen) != 3 || seen[0] <= seen[1] || seen[1] <= seen[2] {
		t.Errorf("read %v", seen)
	}
}

// An offer that nobody answered in time waits for a member, until it is withdrawn.
func TestAnOfferThatIsLateWaitsForAMember(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Ada", "Ben")
	o := w.sends(0)
	w.sends(1, func(r *offers.Request) { r.Until = o.Until.Add(time.Hour) })
	waiting := func(want int) {
		t.Helper()
		all, err := w.Waiting(t.Context())
		w.must(err)
		if len(all) != want {
			t.Errorf("%d wait, not %d", len(all), want)
		}
	}
	waiting(0)
	w.pass(o.Until.Sub(w.now()) - time.Minute)
	waiting(0)
	w.pass(time.Minute)
	waiting(1)
	_, err := w.Withdraw(t.Context(), w.robin, o.ID)
	w.must(err)
	waiting(0)
}

// Files that were chosen for the interview are not sent with an offer, which is said.
func TestWhatIsSaidOfFiles(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Ada")
	for files, want := range map[int]bool{0: false, 2: true} {
		p := w.proposes(0, func(r *offers.Request) { r.Files = files })
		if got := strings.Contains(strings.Join(p.Notes, " "), "Files are not sent"); got != want {
			t.Errorf("with %d files: %q", files, p.Notes)
		}
	}
}
