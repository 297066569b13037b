package ui_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/busy"
	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
)

// withTimes is a world in which Dana's calendar can be read and nothing stands in it.
func withTimes(t *testing.T, width, height int) (*counting, diaries) {
	t.Helper()
	w, d := &counting{world: newWorld(t, width, height, setup{})}, diaries{}
	w.connect()
	w.freeTime(w.dana)
	w.svc.Availability.Owner = "test"
	w.svc.Availability.Readers[busy.Feed] = d
	w.readAgain()
	return w, d
}

// offered is an offer of an interview with Dana that was sent.
func (w *world) offered() offers.Offer {
	w.t.Helper()
	p := firstOf(w.svc.Offers.Propose(w.t.Context(), w.robin, offers.Request{Candidate: w.priya.ID, Job: w.job.ID, Count: 3,
		Single: &offers.Single{Title: "Talk", Duration: 45 * time.Minute, Participants: []string{w.dana.Email}, Platform: recruit.Phone, Place: "+44 20 7946 0958"}}))
	o := firstOf(w.svc.Offers.Send(w.t.Context(), w.robin, p, 0))
	w.work()
	return firstOf(w.svc.Offers.Show(w.t.Context(), o.ID))
}

// asks lets the candidate say that none of the times suits.
func (w *world) asks(o offers.Offer, said string, can ...slots.Span) {
	w.t.Helper()
	firstOf(w.svc.Offers.Ask(w.t.Context(), offers.Ref{ID: o.ID}, offers.Asking{Said: said, Windows: can, Via: offers.ByPage}))
}

func (w *world) stands(o offers.Offer) offers.State {
	w.t.Helper()
	return firstOf(w.svc.Offers.Show(w.t.Context(), o.ID)).State
}

// TestKeysOfAnOffer counts what it takes from the profile to an offer that was sent, of one
// interview and of the schedules of a plan, and that an undo in time lets nothing leave.
func TestKeysOfAnOffer(t *testing.T) {
	t.Parallel()
	const most = 4
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w, _ := withTimes(t, size[0], size[1])
		w.profile()
		w.press("O")
		w.Shows("Who should take part?")
		w.press("d", "enter")
		w.Shows("Offer times", "Priya Raman", "priya@example.com; to be answered by", "Dana Ortiz", "for the candidate", "enter Send the offer")
		if size[1] > 24 { // else it is further down
			w.Shows("No page is served")
		}
		if size[1] == 24 { // the notes leave room for the email
			w.Shows("Subject: ", "n the notes in full")
			w.Press("n")
			w.Shows("mailbox for answers (recruitty mail inbox", "n shorter notes")
			w.Press("n")
		}
		w.Golden(fmt.Sprintf("offer-%dx%d", size[0], size[1]))
		w.press("enter")
		w.Shows("◌ Offer with 5 times for Priya Raman", "u undo (")
		w.Hides("✓ Offer with")
		if w.keys > most {
			t.Errorf("%d keys, at most %d", w.keys, most)
		}
		w.Press("u")
		w.Shows("Withdrawn; its email was not sent.", "enter Send the offer")
		before := len(w.mails.List())
		w.advance(time.Minute)
		w.work()
		if n := len(w.mails.List()); n != before {
			t.Errorf("%d emails left", n-before)
		}
		w.Press("enter")
		w.advance(time.Minute)
		w.work()
		w.Shows("✓ Offer with 5 times for Priya Raman", "Email to priya@example.com: sent")
		w.Press("u")
		w.Shows("The email may have left already")
		w.Press("esc")
		w.Shows("waiting for an answer: ", "Offered times")
		if n := len(w.mails.List()); n != before+1 {
			t.Errorf("%d emails left, not one", n-before)
		}
	}
}

// TestZoomIsConnectedFromAnOffer connects Zoom from where its connection is missing, as the form
// Schedule Interview Event does, and goes on with the offer.
func TestZoomIsConnectedFromAnOffer(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.freeTime(w.dana)
		w.svc.Availability.Owner = "test"
		w.svc.Availability.Readers[busy.Feed] = diaries{}
		w.readAgain()
		w.profile()
		w.Press("O", "d", "enter")
		w.Shows("Zoom is not connected", "ctrl+o connect Zoom", "f fill in the form")
		w.Hides("enter Send the offer")
		w.Golden(fmt.Sprintf("offer-connect-%dx%d", size[0], size[1]))
		w.Press("ctrl+o")
		w.Shows("Connect Zoom")
		w.connect()
		w.Press("esc")
		w.Send(shell.Changed{}) // as every open session hears
		w.Shows("Offer times", "enter Send the offer")
		w.Hides("ctrl+o connect Zoom")
	}
}

// TestALoopIsOffered offers the schedules of a plan from the profile, and those that were
// marked among the found ones.
func TestALoopIsOffered(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		w.crew("Ana Lima", "Bo Sand", "Cleo Marsh", "Drew Park", "Eva Stone")
		w.onsite(fourSessions)
		w.profile()
		w.Press("O")
		w.Shows("Offer times", "Storage engines")
		w.Golden(fmt.Sprintf("offer-loop-%dx%d", size[0], size[1]))
		w.Press("2")
		w.Press("enter")
		w.Shows("Offer with 2 schedules for Priya Raman")
		w.Press("esc")
		w.Press("L")
		w.Shows("o offer the best")
		w.Press("right", "space")
		w.Shows("o offer the 1 marked")
		w.Press("o")
		w.Shows("Offer times", "is replaced by this one", "Storage engines")
		w.Press("enter", "esc")
		w.Hides("Interviews of one plan, booked together")
		all := firstOf(w.svc.Offers.List(t.Context(), offers.Filter{Candidate: w.priya.ID}))
		if len(all) != 2 || len(all[0].Options) != 1 || len(all[0].Options[0].Sessions) != 4 || all[1].State != offers.Replaced {
			t.Errorf("offers are %+v", all)
		}
	}
}

// TestHoursOfTheFinderAreOffered offers hours that were marked while a time was looked for:
// the finder and the form are left once they are sent.
func TestHoursOfTheFinderAreOffered(t *testing.T) {
	t.Parallel()
	w, _ := withTimes(t, 100, 40)
	w.Run(interviews.OpenSchedule(w.app, w.priya.ID, w.job.ID))
	w.Press("ctrl+f", "d", "enter")
	w.Shows("When is everyone free?", "o offer the best")
	w.Press("down", "space", "down", "down", "space")
	w.Shows("o offer the 2 marked")
	w.Press("o")
	w.Shows("Offer times", "enter Send the offer", "1–2 leave one out", "b the best times again")
	w.Press("esc")
	w.Shows("When is everyone free?")
	w.Press("o", "1")
	w.Hides("leave one out")
	w.Press("enter", "esc")
	w.Hides("When is everyone free?", "Schedule Interview Event")
	all := firstOf(w.svc.Offers.List(t.Context(), offers.Filter{Candidate: w.priya.ID}))
	if len(all) != 1 || len(all[0].Options) != 1 || len(all[0].Options[0].Addresses()) != 1 {
		t.Errorf("offers are %+v", all)
	}
}

// TestWhatChangedIsShownBeforeAnOfferIsSent holds that an hour that is taken meanwhile is not
// offered: the preview comes back and says what has changed.
func TestWhatChangedIsShownBeforeAnOfferIsSent(t *testing.T) {
	t.Parallel()
	w, d := withTimes(t, 100, 44)
	w.profile()
	w.Press("O", "d", "enter")
	w.Shows("enter Send the offer")
	monday := w.clock().Truncate(24 * time.Hour)
	d[w.dana.Email] = []busy.Interval{{Start: monday, End: monday.AddDate(0, 0, 4), State: busy.Busy}}
	w.readAgain()
	w.Press("enter")
	w.Shows("Something has changed about time 1", "No longer offered: ", "Offered instead: ", "enter Send the offer")
	w.Press("enter")
	w.Shows("Offer with 5 times for Priya Raman")
}

// TestNoTimeToOffer says why, with the ways out; taking one gives times.
func TestNoTimeToOffer(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w, d := withTimes(t, size[0], size[1])
		for day := range 60 {
			at := w.clock().Truncate(24*time.Hour).AddDate(0, 0, day)
			d[w.dana.Email] = append(d[w.dana.Email], busy.Interval{Start: at.Add(7 * time.Hour), End: at.Add(21 * time.Hour), State: busy.Busy})
		}
		w.readAgain()
		w.profile()
		w.Press("O", "d", "enter")
		w.Shows("No time suits everybody until", "use an alternative")
		w.Golden(fmt.Sprintf("offer-none-%dx%d", size[0], size[1]))
		w.Press("enter")
		w.Shows("There is nothing to send")
		w.Press("1")
		w.Shows("taken: ", "enter Send the offer")
		w.Press("backspace")
		w.Shows("No time suits everybody until")
		w.Press("+")
		w.Press("esc")
		w.Hides("Offer times ")
	}
}

// TestWordsOfAnOfferAreKept holds that enter in the text is a new line, that what was written
// is in the email and comes back after esc, and that it stays with other times.
func TestWordsOfAnOfferAreKept(t *testing.T) {
	t.Parallel()
	w, _ := withTimes(t, 100, 50)
	w.profile()
	w.Press("O", "d", "enter", "e")
	w.Shows("What is sent", "Answer by", "ctrl+s look at it")
	w.field("Text")
	w.Press("ctrl+home")
	w.Type("It is about storage.")
	w.Press("enter")
	w.Press("esc")
	w.Shows("what you typed is kept")
	w.Press("e")
	w.field("Text")
	w.Shows("It is about storage.")
	w.field("How many")
	w.put("12")
	w.Press("ctrl+s")
	w.Shows("From 1 to 9 times can be offered at once.")
	w.Press("ctrl+u")
	w.put("2")
	w.Press("ctrl+s")
	w.Shows("1–2 leave one out", "It is about storage.")
	w.Press("esc")
	w.Shows("what you typed is kept")
	w.Press("O", "d", "enter")
	w.Shows("1–2 leave one out", "It is about storage.")
	w.Press("enter", "esc")
	w.advance(time.Minute)
	w.work()
	all := firstOf(w.svc.Store.LettersTo(t.Context(), w.priya.ID))
	if text := all[0].Text; !strings.HasPrefix(text, "It is about storage.\n") || !strings.Contains(text, "2)") || strings.Contains(text, "3)") {
		t.Errorf("the email is %s", text)
	}
	w.Press("O", "d", "enter")
	w.Hides("It is about storage.")
}

// TestAnOfferIsDecidedAbout shows on Today and the profile what the candidate has answered in
// another session, at once, and does what is to be done about it.
func TestAnOfferIsDecidedAbout(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w, _ := withTimes(t, size[0], size[1])
		o := w.offered()
		w.again()
		w.Hides("None of the times")
		day := w.clock().Truncate(24*time.Hour).AddDate(0, 0, 3)
		w.asks(o, "Only in the afternoon, please.", slots.Span{Start: day.Add(14 * time.Hour), End: day.Add(16 * time.Hour)})
		w.Send(shell.Changed{}) // as every open session hears
		w.Shows("Needs you 1", "None of the times for Talk suits Priya Raman", "enter decide")
		w.Golden(fmt.Sprintf("offer-today-%dx%d", size[0], size[1]))
		w.profile()
		w.Shows("none suits: Talk, 3 times offered", "Talk, 3 times")
		w.Press("1")
		for range 3 {
			w.Press("up")
		}
		w.Press("enter")
		w.Shows("Offered times", "none suits", "wrote: Only in the afternoon", "They can: ", "enter offer other times")
		w.Golden(fmt.Sprintf("offer-shown-%dx%d", size[0], size[1]))
		w.Press("l")
		w.Shows("There is no page for offers yet")
		w.Press("enter")
		w.Shows("Offer times", "is replaced by this one", "enter Send the offer")
		w.Press("enter")
		w.Shows("Offer with 3 times for Priya Raman", "takes the place of", "earlier offer.")
		w.Press("esc")
		w.Hides("None of the times", "Offered times")
		now := firstOf(w.svc.Offers.List(t.Context(), offers.Filter{Candidate: w.priya.ID, States: []offers.State{offers.Offered}}))
		if len(now) != 1 || w.stands(o) != offers.Replaced {
			t.Fatalf("offers are %+v", now)
		}
		for _, one := range now[0].Options {
			if at := one.Start(); at.Before(day.Add(14*time.Hour)) || at.After(day.Add(16*time.Hour)) {
				t.Errorf("%v is outside what she can", at)
			}
		}
		rules := offers.DefaultRules()
		rules.Page = "https://jobs.acme.example"
		if err := w.svc.Offers.Settings.SetRules(t.Context(), w.robin, rules); err != nil {
			t.Fatal(err)
		}
		w.again()
		w.profile()
		w.Press("down", "enter")
		w.Shows("Robin Reyes offered this", "waiting for an answer")
		w.Press("l")
		w.Shows("https://jobs.acme.example/p/", "It is not shown again.")
		w.Press("x")
		w.Shows("Withdraw this offer?")
		w.Press("right", "enter")
		w.Shows("Withdrawn", "withdrawn")
		if w.stands(now[0]) != offers.Withdrawn {
			t.Errorf("it is %s", w.stands(now[0]))
		}
	}
}

// TestATakenTimeIsConfirmed books from Today what a candidate took while a calendar could not
// be read, and schedules by hand, which withdraws the offer.
func TestATakenTimeIsConfirmed(t *testing.T) {
	t.Parallel()
	w, _ := withTimes(t, 100, 40)
	o := w.offered()
	w.svc.Availability.Readers[busy.Feed] = &shelf{err: &recruit.Problem{Kind: recruit.ErrLater, Sentence: "The server does not answer."}}
	w.advance(time.Hour)
	firstOf(w.svc.Offers.Take(t.Context(), offers.Ref{ID: o.ID}, offers.Taking{Version: o.Version, Option: 2, Via: offers.ByPage}))
	w.again()
	w.Shows("Priya Raman took", "to be confirmed", "enter decide")
	w.Press("enter")
	w.Shows("taken, to be confirmed", "enter confirm it", "2 ✓")
	w.Press("enter")
	w.Shows("Booked: 1 interview is scheduled", "Interview: Talk")
	w.Press("esc")
	w.Hides("to be confirmed")
	if w.stands(o) != offers.Booked {
		t.Fatalf("it is %s", w.stands(o))
	}
	firstOf(w.svc.Offers.Ask(t.Context(), offers.Ref{ID: o.ID}, offers.Asking{Said: "Where is it?", Via: offers.ByPage}))
	w.again()
	w.Shows("has written about Talk")
	for !strings.Contains(w.row("has written"), "▸") {
		w.Press("down")
	}
	w.Press("enter")
	w.Shows("Priya Raman wrote: Where is it?", "enter it is settled")
	w.Press("enter")
	w.Shows("Settled; it no longer stands on Today.")
}

// TestByHandEndsAnOffer schedules the interview as any other in the place of an offer.
func TestByHandEndsAnOffer(t *testing.T) {
	t.Parallel()
	w, _ := withTimes(t, 100, 40)
	o := w.offered()
	w.asks(o, "Call me.")
	w.again()
	w.Press("enter", "s")
	w.Shows("Schedule Interview Event")
	w.fillIn("tue 1 dec 10am")
	w.Press("ctrl+s", "enter")
	w.Shows("✓ Saved")
	if w.stands(o) != offers.NoneSuits {
		t.Error("it is withdrawn before the form is left, while the interview can be undone")
	}
	w.Press("esc")
	w.Shows("The interview is scheduled, so the offer is withdrawn.")
	w.Hides("None of the times")
	if w.stands(o) != offers.Withdrawn {
		t.Errorf("it is %s", w.stands(o))
	}
}

// TestInterviewersSeeNoOffers holds that who does not see the whole workspace reads nothing of
// offers, and cannot send any.
func TestInterviewersSeeNoOffers(t *testing.T) {
	t.Parallel()
	w, _ := withTimes(t, 100, 40)
	o := w.offered()
	firstOf(w.overbook(t.Context(), w.robin, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Screen", Start: w.clock().AddDate(0, 0, 1),
		TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute, Platform: recruit.Phone, Place: "Robin calls", Participants: []string{w.dana.Email}}, 0))
	w.asks(o, "Call me.")
	w.visit(w.dana)
	w.Hides("None of the times")
	w.Press("3", "enter")
	w.Shows("Priya Raman")
	w.Hides("Offered times", "none suits")
	w.Press("O")
	w.Hides("Who should take part?", "Offer times for")
	if all, err := w.svc.Offers.List(t.Context(), offers.Filter{}); err != nil || slices.ContainsFunc(all, func(x offers.Offer) bool { return x.AuthorID == w.dana.ID }) {
		t.Errorf("%v, %v", all, err)
	}
}

// TestAnOfferThatNeedsTheForm says what else is in the way of an offer than time, and leads to
// the form, where it can be put right.
func TestAnOfferThatNeedsTheForm(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 80, 24, setup{})
	w.freeTime(w.dana)
	w.readAgain()
	w.profile()
	w.Press("O", "d", "enter")
	w.Shows("Zoom is not connected", "f fill in the form")
	w.Hides("use an alternative")
	w.Press("f")
	w.Shows("Schedule Interview Event")
}
