package offers_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/offers"
)

// letterID is the Message-ID of the newest mail that brought an offer.
func (w *world) letterID(o offers.Offer) string {
	w.t.Helper()
	o, err := w.Show(w.t.Context(), o.ID)
	w.must(err)
	l, err := w.db.Letter(w.t.Context(), o.LetterID)
	w.must(err)
	if l.Effect.MessageID == "" {
		w.t.Fatal("the email has not left")
	}
	return l.Effect.MessageID
}

// writes is an email from the first candidate about one of ours.
func writes(about, text string) recruit.Incoming {
	return recruit.Incoming{Kind: recruit.Wrote, About: []string{about}, Direct: true, ID: "m" + fmt.Sprint(len(text)) + text[:min(len(text), 3)] + "@example.org", From: "mona@example.org",
		Subject: "Re: times", Text: text, Words: text, Fetched: true}
}

// arrives gives an email to what reads the mailbox, and returns what became of it.
func (w *world) arrives(in recruit.Incoming) string {
	w.t.Helper()
	t, err := w.svc.Answers.Take(w.t.Context(), recruit.Reply{Incoming: &in})
	if errors.Is(err, recruit.ErrNotFound) {
		return ""
	}
	w.must(err)
	return t.Sentence
}

// mailed counts the mails to the first candidate, and returns the newest.
func (w *world) mailed() (n int, subject, text string) {
	w.t.Helper()
	for _, m := range w.mails.List() {
		if m.To == w.candidates[0].Email {
			n++
			read, err := w.mails.Read(m.ID)
			w.must(err)
			subject, text = read.Subject, read.Text
		}
	}
	return n, subject, text
}

// TestTwoByMailBooks holds that the number of an option, answered to the email of the offer
// from the candidate's own address, books it, once, and that the log says so.
func TestTwoByMailBooks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sends(0)
	w.runs()
	in := writes(w.letterID(o), "2\n\n> 1)  Tuesday\n")
	for range 2 { // the same email, read twice
		w.arrives(in)
		w.runs()
	}
	now, err := w.Show(t.Context(), o.ID)
	w.must(err)
	if now.State != offers.Booked || now.Picked != 2 || now.Via != offers.ByMail || now.Asking || len(now.Interviews) != 1 || !now.Interviews[0].Start.Equal(o.Options[1].Start()) {
		t.Fatalf("%+v", now)
	}
	if n, subject, _ := w.mailed(); n != 2 || !strings.HasPrefix(subject, "Invitation") {
		t.Errorf("%d mails, the last %q", n, subject)
	}
	log, err := w.db.Activities(t.Context(), recruit.ActivityFilter{CandidateID: o.Candidate})
	w.must(err)
	taken := 0
	for _, line := range log {
		if strings.Contains(line.Text, "Took option 2 for Technical interview by email") {
			taken++
		}
	}
	if taken != 1 {
		t.Errorf("the log says %d times that it was taken", taken)
	}
	// Another number, after it was booked, waits for a member, and changes nothing.
	w.arrives(writes(w.letterID(o), "3"))
	if now, err = w.Show(t.Context(), o.ID); err != nil || now.Picked != 2 || !now.Asking || now.Said != "3" {
		t.Errorf("%+v, %v", now, err)
	}
}

// TestDoubtfulMailsWait holds that whatever is not the candidate's own plain answer to the
// offer books nothing and stands on Today, and that a program's answer does neither.
func TestDoubtfulMailsWait(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  func(*recruit.Incoming)
		waits   bool
		answers bool
	}{
		"two numbers":        {func(in *recruit.Incoming) { in.Text = "1 or 2" }, true, true},
		"a question":         {func(in *recruit.Incoming) { in.Text = "2 questions: is it remote?" }, true, true},
		"withdraws":          {func(in *recruit.Incoming) { in.Text = "I withdraw my application." }, true, true},
		"nothing":            {func(in *recruit.Incoming) { in.Text = "" }, true, true},
		"another address":    {func(in *recruit.Incoming) { in.From = "mallory@example.net" }, true, false},
		"a tag of her own":   {func(in *recruit.Incoming) { in.From, in.Text = "mona+jobs@example.org", "which?" }, true, true},
		"an unproved sender": {func(in *recruit.Incoming) { in.Unproved = true }, true, false},
		"a list":             {func(in *recruit.Incoming) { in.List = true }, true, false},
		"the same thread":    {func(in *recruit.Incoming) { in.Direct = false }, true, false},
		"sealed":             {func(in *recruit.Incoming) { in.Kind = recruit.IsSealed }, true, false},
		"no Message-ID":      {func(in *recruit.Incoming) { in.About, in.Direct = nil, false }, true, false},
		"out of office":      {func(in *recruit.Incoming) { in.Kind = recruit.IsAway }, false, false},
		"a forged reference": {func(in *recruit.Incoming) { in.About = []string{strings.Repeat("a", 32) + "@acme.example"} }, false, false},
		"a delay":            {func(in *recruit.Incoming) { in.Kind = recruit.IsDelayed }, false, false},
		"a member":           {func(in *recruit.Incoming) { in.From = "dana@acme.example" }, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			o := w.sends(0)
			w.runs()
			in := writes(w.letterID(o), "2")
			in.Subject = "RE: " + w.subject(o)
			if name == "a forged reference" {
				in.Subject = "Re: something else"
			}
			c.change(&in)
			for range 2 {
				w.arrives(in)
				w.runs()
			}
			now, err := w.Show(t.Context(), o.ID)
			w.must(err)
			if now.State != offers.Offered || len(now.Interviews) != 0 || now.Asking != c.waits {
				t.Fatalf("%s, asking %v: %q", now.State, now.Asking, now.Said)
			}
			waiting, err := w.Waiting(t.Context())
			w.must(err)
			if (len(waiting) == 1) != c.waits {
				t.Errorf("%d offers wait", len(waiting))
			}
			if n, subject, _ := w.mailed(); (n == 2) != c.answers || n > 2 {
				t.Errorf("%d mails, the last %q", n, subject)
			}
			if v, err := w.View(t.Context(), now); err != nil || v.Asked && in.From == "mallory@example.net" {
				t.Errorf("the page says that she wrote what somebody else did: %v", err)
			}
		})
	}
}

func (w *world) subject(o offers.Offer) string {
	w.t.Helper()
	o, err := w.Show(w.t.Context(), o.ID)
	w.must(err)
	l, err := w.db.Letter(w.t.Context(), o.LetterID)
	w.must(err)
	return l.Subject
}

// TestGoneByMail holds that whoever chooses what is gone by email gets an email with what is
// left, and books by answering that one; numbers of the older one book nothing any more.
func TestGoneByMail(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sends(0)
	w.runs()
	first := w.letterID(o)
	one := o.Options[0]
	w.busyAt(w.dana, one.Start(), one.End())
	w.arrives(writes(first, "1"))
	w.runs()
	now, err := w.Show(t.Context(), o.ID)
	w.must(err)
	n, subject, text := w.mailed()
	if now.State != offers.Offered || now.Version != 2 || n != 2 || !strings.HasPrefix(subject, "Please choose another time") || !strings.Contains(text, "1)  ") {
		t.Fatalf("%s, version %d, %d mails: %s\n%s", now.State, now.Version, n, subject, text)
	}
	w.arrives(writes(first, "2 please"))
	w.runs()
	if now, err = w.Show(t.Context(), o.ID); err != nil || now.State != offers.Offered {
		t.Fatalf("%+v, %v", now, err)
	}
	w.arrives(writes(w.letterID(o), "1."))
	if now, err = w.Show(t.Context(), o.ID); err != nil || now.State != offers.Booked || now.PickedVersion != 2 || now.Picked != 1 {
		t.Fatalf("%+v, %v", now, err)
	}
}

// TestAnswersThreadOnHerEmail holds that an email in return answers the candidate's own, and a
// letter of ours where hers cannot be named; and that an erased candidate leaves no id behind.
func TestAnswersThreadOnHerEmail(t *testing.T) {
	t.Parallel()
	for name, id := range map[string]string{
		"a good id": "<CAF+x=1_9@mail.example.org>", "none": "", "no brackets": "x@mail.example.org", "10 KB": "<" + strings.Repeat("x", 10<<10) + "@example.org>",
		"another field": "<x@example.org>\r\n\tBcc: eve@example.net", "two": "<x@example.org> <y@example.org>", "not an id": "<x>",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			o := w.sends(0)
			w.runs()
			ours := w.letterID(o)
			head := "From: mona@example.org\r\nTo: jobs@acme.example\r\nSubject: Re: times\r\nIn-Reply-To: <" + ours + ">\r\nReferences: <first@acme.example> <" + ours + ">\r\n"
			if id != "" {
				head += "Message-ID: " + id + "\r\n"
			}
			read, err := mail.ReadMail([]byte(head + "\r\nIs it remote?\r\n"))
			if err != nil || len(read) != 1 || read[0].Incoming == nil {
				t.Fatalf("%+v, %v", read, err)
			}
			read[0].Incoming.Fetched = true
			w.arrives(*read[0].Incoming)
			w.runs()
			all, err := w.db.LettersTo(t.Context(), o.Candidate)
			w.must(err)
			if len(all) != 2 || all[0].Event != recruit.OnOfferNoted {
				t.Fatalf("%+v", all)
			}
			listed := w.mails.List()
			newest := slices.MaxFunc(listed, func(a, b recruit.MailSummary) int { return a.ID - b.ID })
			sent, err := w.mails.Raw(newest.ID)
			w.must(err)
			text := strings.ReplaceAll(string(sent), "\r\n ", " ")
			answers, references := "<"+ours+">", "<"+ours+">"
			if name == "a good id" {
				answers, references = id, "<first@acme.example> <"+ours+"> "+id
			}
			if !strings.Contains(text, "\r\nIn-Reply-To: "+answers+"\r\n") || !strings.Contains(text, "\r\nReferences: "+references+"\r\n") || strings.Contains(text, "eve@") {
				t.Errorf("%s", text)
			}
			_, err = w.svc.Pipeline.Erase(t.Context(), w.root, o.Candidate)
			w.must(err)
			if all, err = w.db.LettersTo(t.Context(), o.Candidate); err != nil || len(all) != 2 || len(all[0].Thread) != 0 {
				t.Errorf("%+v, %v", all, err)
			}
		})
	}
}

// TestNoLoopOfMails holds that few emails a day are sent in return, whatever comes.
func TestNoLoopOfMails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sends(0)
	w.runs()
	about := w.letterID(o)
	for n := range 30 {
		in := writes(about, strings.Repeat("I am on holiday. ", n+1))
		w.arrives(in)
		w.runs()
	}
	if n, _, _ := w.mailed(); n != 2 {
		t.Errorf("%d mails", n)
	}
}

// TestNoneSuitsByMail holds that plain words that none suits are as on the page.
func TestNoneSuitsByMail(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sends(0)
	w.runs()
	w.arrives(writes(w.letterID(o), "None of these work for me, sorry. Thursday after 14:00 would."))
	w.runs()
	now, err := w.Show(t.Context(), o.ID)
	w.must(err)
	if now.State != offers.NoneSuits || now.Via != offers.ByMail || !strings.Contains(now.Said, "Thursday after 14:00") {
		t.Fatalf("%+v", now)
	}
	if n, subject, text := w.mailed(); n != 2 || !strings.Contains(subject, "received your answer") || strings.Contains(text, "1)  ") {
		t.Errorf("%d mails, %q\n%s", n, subject, text)
	}
}

// TestReplacedByAnother holds that a number in answer to an offer that was replaced books
// nothing of the one in its place.
func TestReplacedByAnother(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	o := w.sends(0)
	w.runs()
	first := w.letterID(o)
	w.pass(time.Minute)
	other := w.sends(0, func(r *offers.Request) { r.From = o.Options[0].Start().Add(3 * time.Hour) })
	w.runs()
	w.arrives(writes(first, "2"))
	now, err := w.Show(t.Context(), other.ID)
	w.must(err)
	if now.State != offers.Offered || len(now.Interviews) != 0 {
		t.Fatalf("%+v", now)
	}
	done, err := w.Take(t.Context(), one(o.ID), taking(o, 2))
	if err != nil || done.Outcome != offers.Gone {
		t.Errorf("%+v, %v", done, err)
	}
}

// TestEditedLetterWaits holds that nothing is booked by an email whose options somebody wrote
// otherwise.
func TestEditedLetterWaits(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.proposes(0)
	i := strings.Index(p.Letter.Text, "2)  ")
	p.Letter.Text = p.Letter.Text[:i] + "2)  whenever you like\n\n" + p.Letter.Text[i+strings.Index(p.Letter.Text[i:], "\n\n")+2:]
	o, err := w.Send(t.Context(), w.robin, p, 0)
	w.must(err)
	w.runs()
	w.arrives(writes(w.letterID(o), "2"))
	now, err := w.Show(t.Context(), o.ID)
	w.must(err)
	if now.State != offers.Offered || !now.Asking {
		t.Fatalf("%+v", now)
	}
}

// TestAnswersThatAreNotReadAreSaid holds that the preview says so (R17).
func TestAnswersThatAreNotReadAreSaid(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	says := func() bool {
		return slices.ContainsFunc(w.proposes(0).Notes, func(n string) bool { return strings.Contains(n, "are not read") })
	}
	if !says() {
		t.Error("nothing is said of it")
	}
	w.must(w.svc.Settings.SetInbox(context.Background(), w.root, "imaps://u:p@mail.example", func(u string) (string, error) { return u, nil }))
	if says() {
		t.Error("it is said although there is a mailbox")
	}
}
