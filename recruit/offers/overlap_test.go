package offers_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/loops"
	"recruitty/recruit/offers"
)

// TestALoopMovesIntoItsOwnHours holds that a candidate who moves a loop is offered hours that overlap the
// sessions which it has, and that taking any of them keeps every meeting and books nobody twice.
func TestALoopMovesIntoItsOwnHours(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 12, 8, 0, 0, 0, 0, time.UTC)
	at := func(hour float64) time.Time { return day.Add(time.Duration(hour * float64(time.Hour))) }
	overlaps := 0
	for option := 1; ; option++ {
		w := newWorld(t, "Noor")
		ctx := t.Context()
		known, err := w.svc.Loops.Known(ctx)
		w.must(err)
		plan := loops.New(w.job.ID, "Onsite")
		plan.Sessions, err = loops.ParseSessions("Technical, 1h, dana@acme.example, phone\nManager, 1h, ines@acme.example, phone", known)
		w.must(err)
		_, err = w.svc.Loops.Save(ctx, w.robin, plan)
		w.must(err)
		draft := func(candidate int, title string, from float64, who recruit.Member) recruit.ScheduleRequest {
			return recruit.ScheduleRequest{CandidateID: w.candidates[candidate].ID, JobID: w.job.ID, Title: title, Start: at(from), TimeZone: "Asia/Kolkata", Duration: time.Hour, Platform: recruit.Phone, Participants: []string{who.Email}}
		}
		p, err := w.Propose(ctx, w.robin, offers.Request{Candidate: w.candidates[0].ID, Options: []offers.Option{offers.OptionOf([]recruit.ScheduleRequest{draft(0, "Technical", 10, w.dana), draft(0, "Manager", 11, w.ines)})}})
		w.must(err)
		o, err := w.Send(ctx, w.robin, p, 0)
		w.must(err)
		_, err = w.Take(ctx, one(o.ID), taking(o, 1))
		w.must(err)
		_, err = w.svc.Scheduling.Book(ctx, w.robin, []recruit.ScheduleRequest{draft(1, "Another", 12.5, w.ines)}, 0)
		w.must(err)
		// Both are busy but from 9 to 13, where their calendars have what is booked.
		for _, m := range []recruit.Member{w.dana, w.ines} {
			w.busyAt(m, w.now(), at(9))
			w.busyAt(m, at(13.5), w.now().AddDate(0, 0, 90))
		}
		w.busyAt(w.dana, at(10), at(11))
		w.busyAt(w.ines, at(11), at(12))
		w.pass(time.Hour)
		_, err = w.svc.Availability.Fresh(ctx, w.robin, []recruit.MemberID{w.dana.ID, w.ines.ID}, time.Second)
		w.must(err)
		w.runs()
		before := w.entriesOf(0)
		fresh, err := w.Refresh(ctx, one(o.ID))
		w.must(err)
		if option > len(fresh.Offer.Options) {
			break
		}
		to := fresh.Offer.Options[option-1]
		for _, x := range to.Sessions {
			if x.Start.Before(at(12)) && x.End().After(at(10)) {
				overlaps++
				break
			}
		}
		got, err := w.Move(ctx, one(o.ID), taking(fresh.Offer, option))
		w.must(err)
		if got.Outcome != offers.MovedIt || len(got.Offer.Interviews) != 2 || len(got.Offer.Standing()) != 2 || !got.Offer.Standing()[0].Start.Equal(to.Start()) {
			t.Fatalf("%v: %s, %+v", to.Start(), got.Outcome, got.Offer.Interviews)
		}
		for n, i := range got.Offer.Standing() {
			r, err := w.db.Record(ctx, i.ID)
			w.must(err)
			if r.Interview.LoopPlace != n+1 {
				t.Errorf("%v: %s is number %d of the loop", to.Start(), i.Title, r.Interview.LoopPlace)
			}
		}
		w.runs()
		w.standsInCalendars(0, before, true)
		w.nobodyTwice()
	}
	if overlaps == 0 {
		t.Error("no hour overlaps the sessions of the loop")
	}
}

// nobodyTwice holds that no candidate and no interviewer is in two interviews at once.
func (w *world) nobodyTwice() {
	w.t.Helper()
	all, err := w.db.Interviews(w.t.Context(), recruit.InterviewFilter{Status: recruit.Scheduled})
	w.must(err)
	taken := map[string][]recruit.InterviewSummary{}
	for _, i := range all {
		r, err := w.db.Record(w.t.Context(), i.ID)
		w.must(err)
		for _, p := range r.Invited() {
			for _, other := range taken[p.Address] {
				if i.Start.Before(other.Start.Add(other.Duration)) && other.Start.Before(i.Start.Add(i.Duration)) {
					w.t.Errorf("%s is in %s and in %s at %v", p.Address, i.Title, other.Title, i.Start)
				}
			}
			taken[p.Address] = append(taken[p.Address], i)
		}
	}
}
