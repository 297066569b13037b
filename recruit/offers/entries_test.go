package offers_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/mail/mailbox"
	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/offers/mailed"
)

// enters lets the hours that offers hold be put into calendars.
func (w *world) enters() {
	w.t.Helper()
	rules := offers.DefaultRules()
	rules.Entries = true
	w.must(w.Settings.SetRules(w.t.Context(), w.root, rules))
}

// calendarMail is a mail that changes a calendar.
type calendarMail struct {
	to, method, uid string
	words           string
}

// calendarMails are those that arrived, in their order.
func (w *world) calendarMails() (all []calendarMail) {
	w.t.Helper()
	for _, m := range w.mails.List() {
		read, err := w.mails.Read(m.ID)
		w.must(err)
		if read.Calendar == "" {
			continue
		}
		unfolded := strings.ReplaceAll(strings.ReplaceAll(read.Calendar, "\r", ""), "\n ", "")
		value := func(name string) string {
			_, after, _ := strings.Cut(unfolded, "\n"+name+":")
			line, _, _ := strings.Cut(after, "\n")
			return line
		}
		all = append(all, calendarMail{to: m.To, method: value("METHOD"), uid: value("UID"), words: unfolded + read.Text})
	}
	return all
}

// standing are the entries by UID that are in calendars by what arrived: of each the mails in
// their order.
func (w *world) standing() (now map[string]string) {
	w.t.Helper()
	now = map[string]string{}
	for _, m := range w.calendarMails() {
		if now[m.uid] == m.to+" "+m.method && m.method == "REQUEST" {
			continue // repeated
		}
		now[m.uid] = m.to + " " + m.method
	}
	for uid, last := range now {
		if strings.HasSuffix(last, " CANCEL") {
			delete(now, uid)
		}
	}
	return now
}

// TestEntriesAreSent holds what goes out for the hours of an offer: one tentative entry for each
// hour and person, which says nothing of the candidate.
func TestEntriesAreSent(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.enters()
	two := func(r *offers.Request) { r.Single.Participants = append(r.Single.Participants, w.ines.Email) }
	p := w.proposes(0, two)
	if !slices.Contains(p.Notes, "10 tentative entries go to 2 interviewers: Dana, Ines.") {
		t.Errorf("the preview says %q", p.Notes)
	}
	o := w.sends(0, two)
	w.runs()
	sent := w.calendarMails()
	if len(sent) != 10 || len(w.standing()) != 10 {
		t.Fatalf("%d entries were sent, %d stand", len(sent), len(w.standing()))
	}
	for _, m := range sent {
		if m.method != "REQUEST" || !strings.Contains(m.words, "\nSTATUS:TENTATIVE\n") || !strings.Contains(m.words, "\nSEQUENCE:0\n") || !strings.Contains(m.words, "SUMMARY:Hold: Technical interview\n") {
			t.Errorf("%s reads %s", m.to, m.words)
		}
		for _, secret := range []string{"Mona", "mona@", "+91"} {
			if strings.Contains(m.words, secret) {
				t.Errorf("%s reads %q: %s", m.to, secret, m.words)
			}
		}
	}
	now, err := w.Show(t.Context(), o.ID)
	w.must(err)
	if said := offers.EntriesStand(now.Entries, w.now()); said != "10 sent" {
		t.Errorf("the offer says %q", said)
	}
	if open, err := w.outbox.List(t.Context(), 0); err != nil || len(open) > 0 {
		t.Errorf("the outbox has %+v, %v", open, err)
	}
}

// TestEntriesEnd holds everything that ends an entry: it is taken out of the calendar at once, and
// by the clock where nothing else happens.
func TestEntriesEnd(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		end  func(w *world, o offers.Offer) error
		left int // entries that stand afterwards, besides invitations
	}{
		"taken": {func(w *world, o offers.Offer) error {
			_, err := w.Take(w.t.Context(), one(o.ID), taking(o, 1))
			return err
		}, 0},
		"withdrawn": {func(w *world, o offers.Offer) error {
			_, err := w.Withdraw(w.t.Context(), w.robin, o.ID)
			return err
		}, 0},
		"none suits": {func(w *world, o offers.Offer) error {
			_, err := w.Ask(w.t.Context(), one(o.ID), offers.Asking{Said: "None of them.", Via: offers.ByPage})
			return err
		}, 0},
		"erased": {func(w *world, _ offers.Offer) error {
			_, err := w.svc.Pipeline.Erase(w.t.Context(), w.root, w.candidates[0].ID)
			return err
		}, 0},
		"the hold is over": {func(w *world, o offers.Offer) error {
			w.pass(o.HeldUntil.Sub(w.now()))
			return nil
		}, 0},
		"replaced by the same times": {func(w *world, _ offers.Offer) error {
			w.sends(0)
			return nil
		}, 5},
		"renewed with the same times": {func(w *world, o offers.Offer) error {
			_, err := w.Renew(w.t.Context(), w.robin, o.ID, o.Search, "", 0)
			return err
		}, 5},
		"taken, to be confirmed": {func(w *world, o offers.Offer) error {
			w.dead.Store(true)
			_, err := w.Take(w.t.Context(), one(o.ID), taking(o, 2))
			return err
		}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.enters()
			o := w.sends(0)
			w.runs()
			if n := len(w.standing()); n != 5 {
				t.Fatalf("%d entries stand", n)
			}
			w.must(c.end(w, o))
			w.runs()
			if stands := w.standing(); len(entriesOf(stands, w.dana.Email, w.calendarMails())) != c.left {
				t.Errorf("%d entries stand: %v", len(stands), stands)
			}
			if name == "renewed with the same times" && len(w.calendarMails()) != 5 {
				t.Errorf("the same hours were sent anew: %d mails", len(w.calendarMails()))
			}
			if open, err := w.outbox.List(t.Context(), 0); err != nil || len(open) > 0 {
				t.Errorf("the outbox has %+v, %v", open, err)
			}
		})
	}
}

// entriesOf are those of standing entries that are tentative ones of somebody.
func entriesOf(stands map[string]string, address string, all []calendarMail) (uids []string) {
	for uid, last := range stands {
		if strings.HasPrefix(last, address) && slices.ContainsFunc(all, func(m calendarMail) bool { return m.uid == uid && strings.Contains(m.words, "SUMMARY:Hold: ") }) {
			uids = append(uids, uid)
		}
	}
	return uids
}

// TestEntriesThatNeverLeft holds that what was taken back before it left needs no end.
func TestEntriesThatNeverLeft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.enters()
	o, err := w.Send(t.Context(), w.robin, w.proposes(0), time.Hour)
	w.must(err)
	w.runs()
	if n := len(w.mails.List()); n != 0 {
		t.Fatalf("%d mails left before it could no longer be taken back", n)
	}
	_, err = w.Withdraw(t.Context(), w.robin, o.ID)
	w.must(err)
	w.pass(24 * time.Hour)
	w.runs()
	if n := len(w.mails.List()); n != 0 {
		t.Errorf("%d mails left of an offer that was taken back", n)
	}
	if open, err := w.outbox.List(t.Context(), 0); err != nil || len(open) > 0 {
		t.Errorf("the outbox has %+v, %v", open, err)
	}
}

// TestEntriesWithALostAnswer holds that no fault of the mail server leaves an entry behind, and
// that what certainly never left needs no end.
func TestEntriesWithALostAnswer(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fault   mailbox.Fault
		mails   int // that arrive at the interviewer after the fault is over
		arrived int // that arrived before
	}{
		"the answer was lost":    {mailbox.DropAfter, 5, 5},
		"nothing left":           {mailbox.TryLater, 0, 0},
		"lost before it left":    {mailbox.DropBefore, 5, 0},
		"the address is refused": {mailbox.Refuse, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.enters()
			o := w.sends(0)
			w.mails.SetFault(w.dana.Email, c.fault)
			w.runs()
			before := len(w.calendarMails())
			_, err := w.Withdraw(t.Context(), w.robin, o.ID)
			w.must(err)
			w.mails.SetFault(w.dana.Email, mailbox.None)
			for range 4 {
				w.pass(time.Hour)
				w.runs()
			}
			all := w.calendarMails()
			if stands := w.standing(); len(stands) != 0 || before != c.arrived || len(all)-before != c.mails {
				t.Errorf("%d arrived, then %d; left behind: %v", before, len(all)-before, stands)
			}
			if slices.ContainsFunc(all[before:], func(m calendarMail) bool { return m.method != "CANCEL" }) {
				t.Errorf("an entry was made that nobody needs: %+v", all[before:])
			}
			if open, err := w.outbox.List(t.Context(), 0); err != nil || len(open) > 0 {
				t.Errorf("the outbox has %+v, %v", open, err)
			}
		})
	}
}

// TestEntriesAreDoneOnceAtATime holds that whoever is at an entry ends before it is taken out, and
// that a process that died at it leaves nothing behind.
func TestEntriesAreDoneOnceAtATime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.enters()
	o := w.sends(0)
	due, err := w.db.DueLetters(t.Context(), w.now().Add(time.Minute), 1)
	w.must(err)
	hold := due[0]
	l, err := w.db.Letter(t.Context(), hold)
	w.must(err)
	for !l.Event.IsHold() {
		w.runLetter(l.ID)
		due, err = w.db.DueLetters(t.Context(), w.now().Add(time.Minute), 1)
		w.must(err)
		l, err = w.db.Letter(t.Context(), due[0])
		w.must(err)
	}
	// Another process is at it: its bytes are stored, and nobody knows whether they left.
	l.Effect.State, l.Effect.Owner, l.Effect.LeaseUntil, l.Effect.Attempts, l.Effect.MaybeSent = recruit.Running, "other", w.now().Add(5*time.Minute), 1, true
	l.Effect.MessageID, l.Effect.Message = "a@acme.example", []byte("Message-ID: <a@acme.example>")
	l, err = w.db.SaveLetter(t.Context(), l, recruit.Activity{})
	w.must(err)
	_, err = w.Withdraw(t.Context(), w.robin, o.ID)
	w.must(err)
	w.runs()
	if all := w.calendarMails(); len(all) != 0 {
		t.Fatalf("taken out while somebody is at it, or needlessly: %+v", all)
	}
	w.pass(10 * time.Minute)
	w.runs()
	w.runs()
	all := w.calendarMails()
	if len(all) != 1 || all[0].method != "CANCEL" || all[0].uid != l.Hold.UID {
		t.Errorf("what came after the other process had died: %+v", all)
	}
	if open, err := w.outbox.List(t.Context(), 0); err != nil || len(open) > 0 {
		t.Errorf("the outbox has %+v, %v", open, err)
	}
}

// runLetter lets the outbox bring out one letter.
func (w *world) runLetter(id recruit.LetterID) {
	w.t.Helper()
	w.pass(time.Minute)
	_, err := w.outbox.RunLetter(w.t.Context(), id)
	w.must(err)
}

// TestEntriesAreDeclined holds what an interviewer's answer to an entry comes to: who declines is
// not booked by the program alone, and a member is told; other answers are harmless.
func TestEntriesAreDeclined(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.enters()
	o := w.sends(0)
	w.runs()
	o, err := w.Show(t.Context(), o.ID)
	w.must(err)
	e := o.Entries[0]
	replies := &mailed.Service{Offers: w.Service, Store: w.db, Now: w.now}
	take := func(y recruit.Reply) (string, bool) {
		t.Helper()
		y.UID, y.Mailed, y.Fetched, y.Stamp = e.UID, true, true, w.now()
		said, recorded, err := replies.TakeEntry(t.Context(), y)
		w.must(err)
		return said, recorded
	}
	for name, y := range map[string]recruit.Reply{
		"a stranger's":    {Sender: "eve@example.org", Attendee: w.dana.Email, Answer: recruit.Declined},
		"for a stranger":  {Sender: w.dana.Email, Attendee: "eve@example.org", Answer: recruit.Declined},
		"unproved":        {Sender: w.dana.Email, Attendee: w.dana.Email, Answer: recruit.Declined, Unproved: true},
		"a copy":          {Sender: w.dana.Email, Attendee: w.dana.Email, Answer: recruit.Declined, Method: "REQUEST"},
		"without answer":  {Sender: w.dana.Email, Attendee: w.dana.Email, Answer: recruit.NoAnswer},
		"for another one": {Sender: w.dana.Email, Attendee: w.dana.Email, Answer: recruit.Delegated},
	} {
		if said, recorded := take(y); recorded || !strings.HasPrefix(said, "Nothing was changed") {
			t.Errorf("%s: %q, %t", name, said, recorded)
		}
	}
	theirs := recruit.Reply{Sender: w.dana.Email, Attendee: w.dana.Email, Answer: recruit.Declined}
	if said, recorded := take(theirs); !recorded || !strings.HasPrefix(said, "Dana said ") {
		t.Errorf("declined: %q, %t", said, recorded)
	}
	if said, recorded := take(theirs); recorded || !strings.Contains(said, "known already") {
		t.Errorf("declined again: %q, %t", said, recorded)
	}
	waiting, err := w.Waiting(t.Context())
	w.must(err)
	if len(waiting) != 1 || len(waiting[0].Declined(w.now())) != 1 {
		t.Fatalf("on Today stand %+v", waiting)
	}
	now, err := w.Seen(t.Context(), w.robin, o.ID)
	w.must(err)
	if waiting, err = w.Waiting(t.Context()); err != nil || len(waiting) != 0 || len(now.Declined(w.now())) != 0 {
		t.Errorf("looked at, and on Today stand %+v, %v", waiting, err)
	}
	res, err := w.Take(t.Context(), one(o.ID), taking(now, 1))
	w.must(err)
	if res.Outcome != offers.Confirming || res.Offer.Said != "Dana declined the tentative entry of this time." {
		t.Errorf("the hour that was declined: %s, %q", res.Outcome, res.Offer.Said)
	}
	if booked, err := w.Retry(t.Context(), o.ID); err != nil || booked {
		t.Errorf("booked by itself: %t, %v", booked, err)
	}
}
