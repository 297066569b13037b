package plain_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
)

// oneTalk answers what is asked about one interview of which times are offered.
var oneTalk = []string{"offer", "Talk", "", "45", "lee@example.com", "phone", "+351 912 345 678"}

func (w *world) offers() []offers.Offer {
	return firstOf(w.svc.Offers.List(w.t.Context(), offers.Filter{}))
}

// TestOffersInLines holds the conversation from an open candidate to times that were sent: why
// there is none at first, the times with their numbers, the email, what can be changed of it,
// and what is kept of it when it is left.
func TestOffersInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.member("Lee Park", recruit.Recruiter)
	has(t, w.says(w.dana, "offers", "offer", "offer confirm"), "There are no offers yet; open a candidate and type offer.", "No candidate is open", "There is no offer with which that can be done")
	heard := w.says(w.dana, append(append([]string{"candidate priya"}, oneTalk...), "z", "a", "how many", "ten", "3", "leave out", "7", "2", "answer by", "yesterday", "tomorrow", "subject", "Pick one", "emails", "no")...)
	has(t, heard, "Offer times, Priya Raman", "No time suits everybody", "a: without knowing whether Lee Park is free", "The letter of an alternative",
		"5 times for Priya Raman, Talk", "1: Tue 24 Nov 09:00 to 09:45, 14:30 Kolkata for Priya, with Lee Park.", "The email to priya@example.com says: Choose a time", "14:30–15:15 (Kolkata", "No page is served",
		"Send the offer?", "From 1 to 9 times can be offered at once.", "3 times for Priya Raman", "There is no time 7 that could be left out", "2 times for Priya Raman", "has passed", "to be answered until Tue 24 Nov 00:00",
		"says: Pick one", "Left; nothing was sent.", "What you typed is kept")
	if len(w.offers()) != 0 {
		t.Fatalf("sent by a look: %+v", w.offers())
	}
	heard = w.says(w.dana, append(append([]string{"candidate priya"}, "offer", "yes", "", "", "", "", "", ""), "yes", "a", "yes")...)
	has(t, heard, "Event Duration (enter keeps 45)", "Continue with it?", "says: Pick one", "Offer with 3 times for Priya Raman, to be answered by Tue 24 Nov 00:00.", "Offer 1: waiting for an answer, its email has not left yet.")
	all := w.offers()
	if len(all) != 1 || len(all[0].Options) != 3 || all[0].Title != "Talk" {
		t.Fatalf("sent: %+v", all)
	}
	if n := firstOf(w.outbox.RunDue(t.Context())); n == 0 {
		t.Error("no email was due")
	}
	has(t, w.says(w.dana, "offer show", "candidate priya", "offers nobody", "offers pri", "1", "nothing"), "Offer 1 for Priya Raman, Talk, waiting for an answer, until Tue 24 Nov 00:00.", "sent by Dana Ortiz today 14:02; its email was sent.", "3: ",
		"type offer show 1.", `No offer matches "nobody".`, "1 offer.", "What do you decide", "The offer is as it was.")
}

// TestWhatBecomesOfAnOfferInLines: the candidate writes, other times are offered in its place
// within what they said, a link is handed over, and it is withdrawn.
func TestWhatBecomesOfAnOfferInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.member("Lee Park", recruit.Recruiter)
	w.says(w.dana, append(append([]string{"candidate priya"}, oneTalk...), "a", "yes")...)
	friday := time.Date(2026, 11, 27, 10, 0, 0, 0, time.UTC)
	first := w.offers()[0]
	firstOf(w.svc.Offers.Ask(t.Context(), offers.Ref{ID: first.ID}, offers.Asking{Said: "Only on Friday", Windows: []slots.Span{{Start: friday, End: friday.Add(3 * time.Hour)}}, Via: offers.ByPage}))
	has(t, w.says(w.dana, "today", "1", "nothing", "offer waiting"), "1 thing needs you.", "None of the times for Talk suits Priya Raman: “Only on Friday”, 1 time of their own",
		"Priya Raman wrote: Only on Friday", "They can: Fri 27 Nov 10:00 to 13:00.", "1. Offer other times", "The offer is as it was.", "none suits")
	has(t, w.says(w.dana, "offer renew", "yes"), "for Priya Raman, Talk, to be answered", "1: Fri 27 Nov 10:00 to 10:45", "Note: Offer 1 of the same (none suits) is replaced by this one.", "It takes the place of 1 earlier offer.")
	has(t, w.says(w.dana, "today", "offer link", "offer show 1", "offer confirm 2"), "nothing needs you", "There is no page for offers yet", "Offer 2 took its place.", "Nothing of this offer waits to be confirmed")
	has(t, w.says(w.dana, "settings offers", "https://jobs.example.com", "", "", "", "", "", "", "", "", "", "offer link 2"), "https://jobs.example.com/p/", "Whoever has this link can answer in the name of Priya Raman.")
	has(t, w.says(w.dana, "offer withdraw", "no", "offer withdraw", "yes", "offer withdraw 2"), "can no longer take any of these times", "The offer is as it was.", "Withdrawn", "Withdrawn")
	if now := w.offers()[0]; now.ID != 2 || now.State != offers.Withdrawn {
		t.Errorf("in the end: %+v", now)
	}
	nobody := w.member("Ina Dee", recruit.Interviewer)
	has(t, w.says(nobody, "offers", "offer show 2", "offer"), "Offers of times are for those who see the whole workspace", "Offers of times are for those", "")
}

// TestOffersFromFoundTimes offers what the finder and the loop have found, all or some of it.
func TestOffersFromFoundTimes(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.member("Lee Park", recruit.Recruiter)
	heard := w.says(w.dana, "candidate priya", "schedule", "Talk", "", "find", "lee@example.com", "a", "offer 1 99", "offer 1 3", "phone", "+351 912 345 678", "yes", "candidate priya")
	has(t, heard, "There is no number 99 here", "2 times for Priya Raman, Talk", "Send the offer?", "Offer with 2 times for Priya Raman", "Offer 1 for Priya Raman, Talk")
	heard = w.says(w.dana, "candidate priya", "loop", "yes", "Technical, 60 min, lee@example.com, on site: 12 Baker Street", "Manager, 30 min, dana@example.com, on site: 12 Baker Street", "", "", "", "", "", "", "",
		"a", "offer", "yes", "candidate priya", "offer", "1", "leave")
	has(t, heard, "Which schedule", "3 times for Priya Raman", "then Manager", "Send the offer?", "Offer with 3 schedules for Priya Raman", "What is offered", "The interview plan of Applied, 2 interviews", "Left; nothing was sent.")
	if all := w.offers(); len(all) != 2 || !all[0].Loop() || len(all[1].Options) != 2 {
		t.Errorf("offered: %+v", all)
	}
}
