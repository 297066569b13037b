package offers_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/offers"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
	"recruitty/store"
)

// held are the hours of Dana and Ines that offers hold, as others see them.
func (w *world) held() []availability.Held {
	w.t.Helper()
	all, err := w.svc.Availability.Timelines(w.t.Context(), w.robin, []recruit.MemberID{w.dana.ID, w.ines.ID}, w.now(), w.now().AddDate(0, 0, 28), availability.Options{})
	w.must(err)
	return slices.Concat(all[0].Held, all[1].Held)
}

// at marks the hour of an option for another offer.
func at(one offers.Option, candidate recruit.CandidateID, job recruit.JobID) func(*offers.Request) {
	return func(r *offers.Request) { r.Options = []offers.Option{offers.OptionOf(one.Drafts(candidate, job))} }
}

// TestHoldIsInNobodysOwnWay holds what the hours of an open offer mean: the program chooses
// others for everybody else and says why, a person may overrule it, and whom they are held for
// is not kept from them.
func TestHoldIsInNobodysOwnWay(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Ben")
	p := w.proposes(0)
	if !slices.ContainsFunc(p.Notes, func(n string) bool {
		return n == "Until Thu 3 Dec 08:00 these hours count as tentative for others: Dana."
	}) {
		t.Errorf("the proposal does not say what is held: %q", p.Notes)
	}
	mona := w.sends(0)
	if got := w.held(); len(got) != len(mona.Options) || got[0].Name != "Mona" || !got[4].Until.Equal(mona.HeldUntil) || !got[0].Until.Equal(got[0].Start.Add(-time.Hour)) || len(mona.Held) != len(mona.Options) {
		t.Fatalf("%d hours are held for %d options, until %s: %+v", len(got), len(mona.Options), mona.HeldUntil, got)
	}
	for _, one := range w.proposes(1).Offer.Options {
		for _, other := range mona.Options {
			if one.Start().Before(other.End()) && one.End().After(other.Start()) {
				t.Errorf("%s is offered to Ben while it is held for Mona", one.Start())
			}
		}
	}
	const said = "Dana is held 10:00–11:00 for an offer to Mona, until "
	over := w.proposes(1, at(mona.Options[0], w.candidates[1].ID, w.job.ID))
	want := strings.Replace(said, "10:00–11:00", slot(mona.Options[0]), 1) + timeparse.DayTime(mona.Held[0].Until) + "."
	if !slices.ContainsFunc(over.Notes, func(n string) bool { return strings.HasSuffix(n, want) }) {
		t.Errorf("an hour that is held is offered to Ben without a word: %q; want %q", over.Notes, want)
	}
	again, err := w.Propose(t.Context(), w.robin, offers.Request{Candidate: w.candidates[0].ID, Single: w.single()})
	w.must(err)
	if !again.Offer.Options[0].Start().Equal(mona.Options[0].Start()) || len(again.Offer.Options[0].Known) > 0 {
		t.Errorf("what is held for Mona is in their own way: %+v", again.Offer.Options[0])
	}
	// Ben is offered the same hour; whoever takes it first has it.
	ben, err := w.Send(t.Context(), w.robin, over, 0)
	w.must(err)
	res, err := w.Take(t.Context(), one(mona.ID), taking(mona, 1))
	w.must(err)
	if res.Outcome != offers.TookIt {
		t.Fatalf("Mona's own hour: %s %q", res.Outcome, res.Offer.Said)
	}
	res, err = w.Take(t.Context(), one(ben.ID), taking(ben, 1))
	w.must(err)
	if res.Outcome != offers.Gone || len(res.Offer.Options) == 0 {
		t.Fatalf("Ben took it as well: %s", res.Outcome)
	}
	for _, h := range w.held() {
		if h.Name != "Ben" {
			t.Errorf("still held once it is booked: %+v", h)
		}
	}
}

// slot are the hours of an option as a warning writes them.
func slot(one offers.Option) string {
	return one.Start().Format("15:04") + "–" + one.End().Format("15:04")
}

// TestHoldEnds holds everything that ends a hold, at once and for others too.
func TestHoldEnds(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w *world, o offers.Offer) error{
		"taken": func(w *world, o offers.Offer) error {
			_, err := w.Take(w.t.Context(), one(o.ID), taking(o, 1))
			return err
		},
		"withdrawn": func(w *world, o offers.Offer) error {
			_, err := w.Withdraw(w.t.Context(), w.robin, o.ID)
			return err
		},
		"none suits": func(w *world, o offers.Offer) error {
			_, err := w.Ask(w.t.Context(), one(o.ID), offers.Asking{Said: "None of them.", Via: offers.ByPage})
			return err
		},
		"erased": func(w *world, _ offers.Offer) error {
			w.runs()
			_, err := w.svc.Pipeline.Erase(w.t.Context(), w.root, w.candidates[0].ID)
			return err
		},
		"the hold is over": func(w *world, o offers.Offer) error {
			w.pass(o.HeldUntil.Sub(w.now()))
			return nil
		},
		"no answer is waited for": func(w *world, o offers.Offer) error {
			w.pass(o.Until.Sub(w.now()))
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			o := w.sends(0, func(r *offers.Request) { r.Until = w.now().AddDate(0, 0, 6) })
			if len(w.held()) == 0 || !o.HeldUntil.Equal(w.now().AddDate(0, 0, 3)) {
				t.Fatalf("nothing is held, until %s", o.HeldUntil)
			}
			w.must(end(w, o))
			if got := w.held(); len(got) > 0 {
				t.Errorf("still held: %+v", got)
			}
		})
	}
	t.Run("replaced", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		first := w.sends(0)
		later := w.sends(0, func(r *offers.Request) { r.From = first.Options[len(first.Options)-1].End() })
		for _, h := range w.held() {
			if h.Offer != later.ID {
				t.Errorf("the replaced offer still holds %+v", h)
			}
		}
	})
	t.Run("renewed", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		o := w.sends(0)
		w.pass(time.Minute)
		search := o.Search
		search.From = o.Options[len(o.Options)-1].End()
		o, err := w.Renew(t.Context(), w.robin, o.ID, search, "", 0)
		w.must(err)
		got := w.held()
		if len(got) != len(o.Options) || !got[0].Start.Equal(o.Options[0].Start()) {
			t.Errorf("held are %+v; want the hours of version %d", got, o.Version)
		}
	})
	t.Run("nothing is held", func(t *testing.T) {
		t.Parallel()
		w := newWorld(t)
		rules := offers.DefaultRules()
		rules.Hold = false
		w.must(w.Settings.SetRules(t.Context(), w.root, rules))
		if o := w.sends(0); len(w.held()) > 0 || !o.HeldUntil.IsZero() {
			t.Errorf("held until %s although the workspace holds nothing", o.HeldUntil)
		}
	})
}

// TestHoldOfWhatWasTaken holds that the option that waits to be confirmed is held until it
// begins, and the others no longer.
func TestHoldOfWhatWasTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sends(0)
	w.dead.Store(true)
	w.pass(time.Minute)
	res, err := w.Take(t.Context(), one(o.ID), taking(o, 2))
	w.must(err)
	got := w.held()
	if res.Outcome != offers.Confirming || len(got) != 1 || !got[0].Start.Equal(o.Options[1].Start()) || !got[0].Until.Equal(got[0].Start.Add(-time.Hour)) {
		t.Fatalf("%s, held are %+v", res.Outcome, got)
	}
	res, err = w.Confirm(t.Context(), w.robin, o.ID)
	w.must(err)
	if got := w.held(); len(got) > 0 || res.Outcome != offers.TookIt {
		t.Errorf("%s, still held: %+v", res.Outcome, got)
	}
}

// TestHoldIsBookedOver holds that a recruiter who is warned may book over a hold, and that the
// offer notices: the others of that option are let go of, and the candidate gets another hour.
func TestHoldIsBookedOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Ben")
	o := w.sends(0, func(r *offers.Request) { r.Single.Participants = append(r.Single.Participants, w.ines.Email) })
	draft := o.Options[0].Drafts(w.candidates[1].ID, w.job.ID)[0]
	draft.Participants = []string{w.dana.Email}
	warned, err := w.svc.Scheduling.Warnings(t.Context(), w.robin, draft, 0)
	w.must(err)
	n := slices.IndexFunc(warned, func(x scheduling.Warning) bool { return x.Held })
	if n < 0 || !strings.Contains(warned[n].Sentence, "for an offer to Mona, until") {
		t.Fatalf("no word of the hold: %+v", warned)
	}
	_, err = w.svc.Scheduling.Schedule(t.Context(), w.robin, draft, 0)
	w.must(err)
	before := len(w.held())
	w.pass(time.Minute)
	w.must(w.LookAfter(t.Context()))
	now, err := w.Show(t.Context(), o.ID)
	w.must(err)
	if got := w.held(); now.State != offers.Offered || len(got) != before-2 || slices.ContainsFunc(got, func(h availability.Held) bool { return h.Start.Equal(o.Options[0].Start()) }) {
		t.Errorf("%s; of %d hours %d are held, the one that is gone among them: %+v", now.State, before, len(got), got)
	}
	w.must(w.LookAfter(t.Context()))
	if same, err := w.Show(t.Context(), o.ID); err != nil || same.Revision != now.Revision {
		t.Errorf("every look writes anew: revision %d, then %d, %v", now.Revision, same.Revision, err)
	}
	res, err := w.Take(t.Context(), one(o.ID), taking(now, 1))
	w.must(err)
	if res.Outcome != offers.Gone || len(res.Offer.Options) == 0 || len(w.held()) == 0 {
		t.Errorf("%s; %d hours are held of what is left", res.Outcome, len(w.held()))
	}
}

// TestHoldSpeaksInTheFinder holds the words about an hour that is held: of one that would be
// overruled, and of a day without any.
func TestHoldSpeaksInTheFinder(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Ben")
	o := w.sends(0)
	day := o.Options[0]
	w.busyAt(w.dana, day.Start().Truncate(24*time.Hour), day.Start())
	w.busyAt(w.dana, day.End(), day.Start().Truncate(24*time.Hour).AddDate(0, 0, 1))
	_, err := w.svc.Availability.Fresh(t.Context(), w.robin, []recruit.MemberID{w.dana.ID}, time.Second)
	w.must(err)
	w.pass(time.Minute)
	_, err = w.svc.Availability.Sync(t.Context(), w.robin, availability.Which{All: true})
	w.must(err)
	ask := offers.Request{Candidate: w.candidates[1].ID, Single: w.single(), From: day.Start().Truncate(24 * time.Hour), To: day.Start().Truncate(24*time.Hour).AddDate(0, 0, 1)}
	_, err = w.Propose(t.Context(), w.robin, ask)
	if said := recruit.Sentence(err); !strings.Contains(said, "Dana is held for an offer to Mona, until Tue 1 Dec 08:00") {
		t.Errorf("why there is no hour: %q", said)
	}
	ask.Lifts = []slots.Lift{{Kind: slots.Soft}}
	p, err := w.Propose(t.Context(), w.robin, ask)
	w.must(err)
	if said := p.Found.Loops[0].Sittings[0].Concerns(time.UTC); len(said) != 1 || said[0] != "Dana is held for an offer to Mona, until Tue 1 Dec 08:00" {
		t.Errorf("what speaks against it: %q", said)
	}
}

// TestHoldIsKept holds that a hold ends while nobody runs, and does not come back with a
// restart.
func TestHoldIsKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sends(0)
	read := func(after time.Duration) int {
		w.pass(after)
		db, err := store.Open(t.Context(), w.dir, store.Options{Clock: w.now})
		w.must(err)
		defer db.Close()
		times, err := db.Times(t.Context(), availability.TimesQuery{Members: []recruit.MemberID{w.dana.ID}, From: w.now(), To: w.now().AddDate(0, 0, 30), HeldAt: w.now()})
		w.must(err)
		return len(times.Held[w.dana.ID])
	}
	if n := read(o.HeldUntil.Sub(w.now()) - time.Second); n == 0 {
		t.Error("nothing is held after a restart")
	}
	if n := read(time.Second); n != 0 {
		t.Errorf("%d hours are held after a restart behind the end", n)
	}
}

// TestHoldRaces lets candidates take the same hours while the hold ends, is let go of and is
// withdrawn, and holds that nobody is booked twice and nothing is held that is not open.
func TestHoldRaces(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "Ben", "Cleo")
	rules := offers.DefaultRules()
	rules.HoldFor = 24 * time.Hour
	w.must(w.Settings.SetRules(t.Context(), w.root, rules))
	all := []offers.Offer{w.sends(0, func(r *offers.Request) { r.From = w.now().AddDate(0, 0, 3) })}
	for n := range w.candidates[1:] {
		p := w.proposes(n+1, func(r *offers.Request) {
			for _, x := range all[0].Options {
				r.Options = append(r.Options, offers.OptionOf(x.Drafts(w.candidates[n+1].ID, w.job.ID)))
			}
		})
		o, err := w.Send(t.Context(), w.robin, p, 0)
		w.must(err)
		all = append(all, o)
	}
	var work sync.WaitGroup
	for _, o := range all {
		work.Go(func() {
			if _, err := w.Take(t.Context(), one(o.ID), taking(o, 1)); err != nil {
				t.Error(err)
			}
		})
	}
	work.Go(func() {
		if err := w.LookAfter(t.Context()); err != nil {
			t.Error(err)
		}
	})
	work.Go(func() { w.pass(24 * time.Hour) })
	work.Wait()
	booked := 0
	for _, o := range all {
		now, err := w.Show(t.Context(), o.ID)
		w.must(err)
		switch {
		case now.State == offers.Booked && now.Interviews[0].Start.Equal(all[0].Options[0].Start()):
			booked++
			fallthrough
		case !now.State.Open():
			if len(now.Held) > 0 {
				t.Errorf("offer %d is %s and holds %+v", o.ID, now.State, now.Held)
			}
		}
		for _, h := range now.Held {
			if h.Version != now.Version || !h.Until.After(w.now()) {
				t.Errorf("offer %d, version %d, holds %+v", o.ID, now.Version, h)
			}
		}
	}
	if booked != 1 {
		t.Errorf("the same hour of Dana is booked %d times", booked)
	}
}

// TestHoldTellsInterviewersNoName holds that who sees a part of the workspace finds their own
// hours held, and neither for whom nor those of others.
func TestHoldTellsInterviewersNoName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.sends(0)
	own := w.svc.As(w.dana)
	all, err := own.Availability.Timelines(t.Context(), w.dana, []recruit.MemberID{w.dana.ID}, w.now(), w.now().AddDate(0, 0, 14), availability.Options{})
	w.must(err)
	if len(all[0].Held) == 0 {
		t.Fatal("the interviewer does not find their own hours held")
	}
	for _, h := range all[0].Held {
		if h.Name != "" || h.Offer != 0 || h.Candidate != 0 || h.Words(time.UTC) != "for an offer, until "+timeparse.DayTime(h.Until) {
			t.Errorf("they read %q: %+v", h.Words(time.UTC), h)
		}
	}
	times, err := w.svc.As(w.ines).Store.(availability.ReadingStore).Times(t.Context(), availability.TimesQuery{Members: []recruit.MemberID{w.dana.ID}, From: w.now(), To: w.now().AddDate(0, 0, 14), HeldAt: w.now()})
	w.must(err)
	if len(times.Held) > 0 {
		t.Errorf("somebody else reads %+v", times.Held)
	}
}
