package bulk_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
)

type ctx = context.Context

func shift(t *testing.T, typed string) bulk.Change {
	t.Helper()
	s, err := bulk.ParseShift(typed, time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return bulk.Change{Kind: bulk.Move, Shift: s, Reason: "Haru is ill"}
}

// warned are the warnings of a preview, those about interviews apart.
func warned(p bulk.Preview) string {
	var said []string
	for _, i := range p.Items {
		for _, w := range i.Then.Warnings {
			said = append(said, i.Was.Candidate.Name+": "+w.Sentence)
		}
		if i.Err != nil {
			said = append(said, i.Was.Candidate.Name+" cannot: "+recruit.Sentence(i.Err))
		}
	}
	return strings.Join(said, "\n")
}

// TestInterviewsMoveTogether holds that those which move are in nobody's way where they
// were, that each keeps a version of its own, and that all are taken back at once.
func TestInterviewsMoveTogether(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one, two, three := w.interview(w.robin, 0, 1, 13, w.haru), w.interview(w.robin, 1, 1, 14, w.haru), w.interview(w.robin, 2, 1, 15, w.haru)
	b := w.bulk(w.robin, shift(t, "+1h"))
	p, err := b.Preview(t.Context(), []recruit.InterviewID{three.Interview.ID, one.Interview.ID, two.Interview.ID, one.Interview.ID})
	if err != nil || warned(p) != "" || len(p.Possible()) != 3 || p.Summary() != "Move 3 interviews 1 h later" {
		t.Fatalf("foreseen is %q, warned of %q, %v", p.Summary(), warned(p), err)
	}
	steps := 0
	b.Step = func(done, all int) { steps = done*100 + all }
	r, err := b.Commit(t.Context(), p)
	if got := w.did(r); err != nil || got != "Mona Tue 14:00, Priya Tue 15:00, Chidi Tue 16:00" || steps != 303 {
		t.Errorf("did %s in %d steps, %v", got, steps, err)
	}
	for _, id := range []recruit.InterviewID{one.Interview.ID, two.Interview.ID} {
		if at := w.record(id); at.Interview.Version != 2 || at.Versions[1].Reason != "Haru is ill" || at.Interview.UID != w.record(id).Interview.UID {
			t.Errorf("the interview is %+v", at.Interview)
		}
	}
	if until, ok := r.UndoUntil(w.now); !ok || until.Sub(w.now) > 10*time.Second {
		t.Errorf("can be undone until %s, %v", until, ok)
	}
	// One has left its time to undo by then.
	late := w.record(two.Interview.ID)
	w.arrived(late)
	back, err := b.Undo(t.Context(), r)
	if got := w.did(back); err != nil || !strings.HasPrefix(got, "Mona Tue 13:00, Priya Tue 15:00 (It is too late to undo") || !strings.Contains(got, "Chidi Tue 16:00 (Talk with Priya of Tue 1 Dec 2026 15:00 UTC stays where it is now, and Haru is in both") {
		t.Errorf("taken back: %s, %v", got, err)
	}
}

// TestOneThatCannotStopsNoOther holds that what cannot be changed is named with its reason,
// before and while the others are changed, and that nobody gets into its place.
func TestOneThatCannotStopsNoOther(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	mine, next, theirs, far := w.interview(w.robin, 0, 1, 14, w.haru), w.interview(w.robin, 1, 1, 15, w.haru), w.interview(w.quinn, 2, 1, 9, w.haru), w.interview(w.robin, 3, 2, 9, w.haru)
	gone := w.interview(w.robin, 4, 2, 15)
	_, err := w.svc.Scheduling.Cancel(t.Context(), w.robin, gone.Interview.ID, 0, "", 0)
	w.must(err)
	ids := []recruit.InterviewID{mine.Interview.ID, next.Interview.ID, theirs.Interview.ID, far.Interview.ID, gone.Interview.ID, 4711}
	b := w.bulk(w.robin, shift(t, "+1h"))
	p, err := b.Preview(t.Context(), ids)
	if err != nil || len(p.Possible()) != 3 || !strings.Contains(warned(p), "Chidi cannot: Only Quinn, who organises") || !strings.Contains(warned(p), "Zoe cannot: Talk with Zoe is cancelled") || p.Others(w.root) == 0 {
		t.Fatalf("foreseen is %q, %v", warned(p), err)
	}
	// Someone moves the second one meanwhile, to where the first would get into its way.
	_, err = w.svc.Scheduling.Reschedule(t.Context(), w.robin, next.Interview.ID, 0, recruit.RescheduleRequest{Start: next.Interview.Start.Add(30 * time.Minute)}, 0)
	w.must(err)
	r, err := b.Commit(t.Context(), p)
	got := w.did(r)
	for _, want := range []string{"Mona Tue 14:00 (Something has changed in the meantime: Haru has another interview 15:30–16:30.", "Priya Tue 15:30 (Robin changed this interview in the meantime", "Aroha Wed 10:00", "(There is no interview 4711"} {
		if err != nil || !strings.Contains(got, want) {
			t.Errorf("did %s, %v; want %q", got, err, want)
		}
	}
	if len(r.Done()) != 1 || len(r.NotDone()) != 5 {
		t.Errorf("%d done, %d not", len(r.Done()), len(r.NotDone()))
	}
}

// TestAnAdminTakesOver holds that those of others are taken over only where that was said.
func TestAnAdminTakesOver(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ids := []recruit.InterviewID{w.interview(w.robin, 0, 1, 10).Interview.ID, w.interview(w.quinn, 1, 1, 11).Interview.ID}
	b := w.bulk(w.root, bulk.Change{Kind: bulk.Cancel, Reason: "The position is on hold"})
	p, err := b.Preview(t.Context(), ids)
	if err != nil || len(p.Possible()) != 0 || p.Others(w.root) != 2 || p.Others(w.robin) != 0 {
		t.Fatalf("foreseen is %q, %v", warned(p), err)
	}
	b.TakeOver = true
	if p, err = b.Preview(t.Context(), ids); err != nil || len(p.Possible()) != 2 || !p.Items[0].TakesOver {
		t.Fatalf("foreseen is %q, %v", warned(p), err)
	}
	r, err := b.Commit(t.Context(), p)
	if got := w.did(r); err != nil || got != "Mona Tue 10:00 cancelled, Priya Tue 11:00 cancelled" || r.Outcomes[0].Record.Organiser.ID != w.root.ID {
		t.Errorf("did %s, %v", got, err)
	}
	back, err := b.Undo(t.Context(), r)
	if got := w.did(back); err != nil || got != "Mona Tue 10:00, Priya Tue 11:00" {
		t.Errorf("taken back: %s, %v", got, err)
	}
	b.Actor = recruit.Member{ID: 99, Role: recruit.ReadOnly}
	if _, err := b.Preview(t.Context(), ids); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a reader looks: %v", err)
	}
	if _, err := b.Commit(t.Context(), p); !errors.Is(err, recruit.ErrRefused) {
		t.Errorf("a reader changes: %v", err)
	}
}

// TestSomebodyIsReplacedEverywhere holds that limits of a pool are kept over all of a
// request, that it is taken back, and that a named person may be overruled.
func TestSomebodyIsReplacedEverywhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.limit(w.dana, 1)
	var ids []recruit.InterviewID
	for n, hour := range []int{10, 11, 14} {
		ids = append(ids, w.interview(w.robin, n, 1, hour, w.haru).Interview.ID)
	}
	busy := w.interview(w.quinn, 3, 1, 14, w.ines) // Ines cannot come to the last one
	b := w.bulk(w.robin, bulk.Change{Kind: bulk.Replace, Leaves: "haru@acme.example", Pool: w.storage})
	p, err := b.Preview(t.Context(), ids)
	if err != nil || len(p.Possible()) != 2 && len(p.Possible()) != 3 {
		t.Fatalf("foreseen is %q, %v", warned(p), err)
	}
	r, err := b.Commit(t.Context(), p)
	w.must(err)
	danas := 0
	for _, o := range r.Done() {
		panel := w.record(o.ID).Panel()
		if len(panel) != 1 || panel[0].MemberID == w.haru.ID || panel[0].Pool != w.storage.ID {
			t.Errorf("%s has %+v", o.Record.Candidate.Name, panel)
		}
		if panel[0].MemberID == w.dana.ID {
			danas++
		} else if o.Record.Interview.Start.Equal(busy.Interview.Start) {
			t.Error("Ines is in two interviews at once")
		}
	}
	if danas > 1 {
		t.Errorf("Dana has %d interviews, their limit is 1", danas)
	}
	back, err := b.Undo(t.Context(), r)
	w.must(err)
	for _, o := range back.Outcomes {
		if panel := w.record(o.ID).Panel(); o.Err != nil || len(panel) != 1 || panel[0].MemberID != w.haru.ID || len(w.record(o.ID).Pending()) != 0 {
			t.Errorf("taken back: %v, %+v", o.Err, panel)
		}
	}
	named := bulk.Change{Kind: bulk.Replace, Leaves: "haru@acme.example", Comes: "ines@acme.example"}
	p, err = w.bulk(w.robin, named).Preview(t.Context(), append(ids, busy.Interview.ID))
	if got := warned(p); err != nil || !strings.Contains(got, "Chidi: Ines has another interview 14:00–15:00.") || !strings.Contains(got, "Aroha cannot: Only Quinn") {
		t.Errorf("foreseen is %q, %v", got, err)
	}
	named.Leaves = "nobody@acme.example"
	if p, err = w.bulk(w.robin, named).Preview(t.Context(), ids); err != nil || len(p.Possible()) != 0 || !strings.Contains(warned(p), "nobody@acme.example is not invited") {
		t.Errorf("foreseen is %q, %v", warned(p), err)
	}
}

// TestWhoIsSilentIsAsked holds that one request asks in all, and takes it back.
func TestWhoIsSilentIsAsked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ids := []recruit.InterviewID{w.interview(w.robin, 0, 1, 10, w.haru).Interview.ID, w.interview(w.robin, 1, 1, 11).Interview.ID}
	b := w.bulk(w.robin, bulk.Change{Kind: bulk.Ask})
	p, err := b.Preview(t.Context(), ids)
	if err != nil || len(p.Joined().Effects) != 3 {
		t.Fatalf("foreseen is %+v, %q, %v", p.Joined().Effects, warned(p), err)
	}
	r, err := b.Commit(t.Context(), p)
	if _, ok := r.UndoUntil(w.now); err != nil || !ok || len(r.Done()) != 2 {
		t.Errorf("did %s, %v", w.did(r), err)
	}
	back, err := b.Undo(t.Context(), r)
	if err != nil || len(back.Done()) != 2 || len(w.record(ids[0]).Pending()) != 0 {
		t.Errorf("taken back: %s, %v", w.did(back), err)
	}
	if _, ok := r.UndoUntil(w.now.Add(time.Minute)); ok {
		t.Error("can still be taken back after a minute")
	}
}

// TestARequestSaysWhatItNeeds holds what is refused as a whole.
func TestARequestSaysWhatItNeeds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.interview(w.robin, 0, 1, 10).Interview.ID
	many := make([]recruit.InterviewID, bulk.Max+1)
	for n := range many {
		many[n] = recruit.InterviewID(n + 1)
	}
	for says, c := range map[string]struct {
		change bulk.Change
		ids    []recruit.InterviewID
	}{
		"No interview is chosen": {bulk.Change{Kind: bulk.Cancel}, nil},
		"at most 200 interviews": {bulk.Change{Kind: bulk.Cancel}, many},
		"by how much":            {bulk.Change{Kind: bulk.Move}, []recruit.InterviewID{id}},
		"Say who is to be":       {bulk.Change{Kind: bulk.Replace}, []recruit.InterviewID{id}},
		"Say who comes instead":  {bulk.Change{Kind: bulk.Replace, Leaves: "a@example.com"}, []recruit.InterviewID{id}},
		"There is no change “x”": {bulk.Change{Kind: "x"}, []recruit.InterviewID{id}},
	} {
		if _, err := w.bulk(w.robin, c.change).Preview(t.Context(), c.ids); err == nil || !strings.Contains(strings.NewReplacer(`"`, "").Replace(recruit.Sentence(err)), strings.NewReplacer("“", "", "”", "").Replace(says)) {
			t.Errorf("%+v: %v; want %q", c.change, err, says)
		}
	}
}

// TestFoundHoursCollideNowhere moves many interviews of a few people to hours that are found,
// in workspaces made by chance: nobody is in two at once, no limit is broken, and the same
// request gives the same hours (R14, R15).
func TestFoundHoursCollideNowhere(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			rng := rand.New(rand.NewPCG(seed, 0))
			const most = 3
			w.limit(w.haru, most)
			team := []recruit.Member{w.haru, w.dana, w.ines}
			var ids []recruit.InterviewID
			for n := range 9 {
				panel := []recruit.Member{w.haru}
				if rng.IntN(2) == 0 {
					panel = append(panel, team[1+rng.IntN(2)])
				}
				r := w.interview(w.robin, n%len(w.candidates), 1+n/3, 9+2*(n%3)+rng.IntN(2), panel...)
				if rng.IntN(3) > 0 {
					ids = append(ids, r.Interview.ID)
				}
			}
			b := w.bulk(w.robin, bulk.Change{Kind: bulk.Find, From: w.now.AddDate(0, 0, rng.IntN(3)), Days: 7})
			p, err := b.Preview(t.Context(), ids)
			w.must(err)
			again, err := b.Preview(t.Context(), ids)
			w.must(err)
			for n, i := range p.Possible() {
				if !i.Then.Record.Interview.Start.Equal(again.Possible()[n].Then.Record.Interview.Start) {
					t.Errorf("%s moves to %s, and then to %s", i.Was.Candidate.Name, i.Then.Record.Interview.Start, again.Possible()[n].Then.Record.Interview.Start)
				}
			}
			r, err := b.Commit(t.Context(), p)
			w.must(err)
			if len(r.Done()) != len(p.Possible()) || len(r.Done()) == 0 {
				t.Errorf("foreseen %d, did %s", len(p.Possible()), w.did(r))
			}
			w.apart(most)
		})
	}
}

// apart holds that nobody is in two of the interviews at once, and that Haru has no more of
// a day than are permitted.
func (w *world) apart(most int) {
	w.t.Helper()
	list, err := w.db.Interviews(w.t.Context(), recruit.InterviewFilter{Status: recruit.Scheduled})
	w.must(err)
	days := map[string]int{}
	for n, x := range list {
		if slices.Contains(x.PanelNames, w.haru.Name) {
			days[x.Start.Format(time.DateOnly)]++
		}
		for _, y := range list[:n] {
			if !y.End().After(x.Start) {
				continue
			}
			if x.CandidateID == y.CandidateID || slices.ContainsFunc(x.PanelNames, func(name string) bool { return slices.Contains(y.PanelNames, name) }) {
				w.t.Errorf("%s of %s and %s of %s collide", x.Title, recruit.Wall(x.Interview), y.Title, recruit.Wall(y.Interview))
			}
		}
	}
	for day, n := range days {
		if n > most {
			w.t.Errorf("Haru has %d interviews on %s", n, day)
		}
	}
}

// TestStoppedUndoSaysWhatStays stops an undo after the first: the others stay changed, and say
// that they were not reached.
func TestStoppedUndoSaysWhatStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one, two := w.interview(w.robin, 0, 1, 13, w.haru), w.interview(w.robin, 1, 1, 15, w.dana)
	b := w.bulk(w.robin, shift(t, "+1h"))
	p, err := b.Preview(t.Context(), []recruit.InterviewID{one.Interview.ID, two.Interview.ID})
	w.must(err)
	r, err := b.Commit(t.Context(), p)
	w.must(err)
	stopped, stop := context.WithCancel(t.Context())
	defer stop()
	b.Step = func(int, int) { stop() }
	back, err := b.Undo(stopped, r)
	w.must(err)
	left := back.NotDone()
	if len(back.Done()) != 1 || len(left) != 1 || !strings.Contains(recruit.Sentence(left[0].Err), "not enough time for this one") {
		t.Fatalf("undone are %d, and %v stay", len(back.Done()), left)
	}
	was := map[recruit.InterviewID]time.Time{one.Interview.ID: one.Interview.Start, two.Interview.ID: two.Interview.Start}[left[0].ID]
	if now := w.record(left[0].ID).Interview; !now.Start.Equal(was.Add(time.Hour)) {
		t.Errorf("what was not reached is at %s", now.Start)
	}
}
