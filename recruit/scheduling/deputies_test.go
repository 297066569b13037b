package scheduling_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/rsvp"
)

// delegates lets someone who is invited send others instead.
func delegates(t *testing.T, d *world, r recruit.Record, address, to string) (recruit.Record, recruit.Participant) {
	t.Helper()
	answers := &rsvp.Service{Store: d.store, Now: func() time.Time { return d.now }}
	var lines []string
	if to != "" {
		lines = strings.Split(to, ", ")
	}
	taken, err := answers.Take(t.Context(), recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: address, Written: d.now, Sequence: r.Interview.Sequence, Stamp: d.now,
		Lines: []recruit.ReplyLine{{Addresses: []string{address}, Answer: recruit.Delegated, Delegates: lines}}})
	if err != nil {
		t.Fatal(err)
	}
	if taken.Person.Answer != recruit.Delegated || taken.Person.Delegate != to {
		t.Fatalf("the answer is %+v", taken.Person)
	}
	return taken.Record, taken.Person
}

func newest(r recruit.Record) string {
	return plan(slices.DeleteFunc(slices.Clone(r.Effects), func(e recruit.Effect) bool {
		return e.Version != r.Interview.Version || e.Kind == recruit.MailReminder
	}))
}

// TestDeputiesAreInvited holds that those whom a person sends come in that
// person's place, and that nobody comes in the candidate's.
func TestDeputiesAreInvited(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, who, to string
		want          string // effects
		kind          error
		says          string
	}{
		{"one", "dana@example.com", "lee@example.com",
			"mail.update priya@example.org, mail.cancel dana@example.com, mail.update guest@example.net, mail.invite lee@example.com", nil, ""},
		{"two", "dana@example.com", "lee@example.com, kim@example.com",
			"mail.update priya@example.org, mail.cancel dana@example.com, mail.update guest@example.net, mail.invite lee@example.com, mail.invite kim@example.com", nil, ""},
		{"who comes anyway", "dana@example.com", "guest@example.net",
			"mail.update priya@example.org, mail.cancel dana@example.com, mail.update guest@example.net", nil, ""},
		{"oneself", "dana@example.com", "dana@example.com", "", recruit.ErrInvalid, "names nobody else"},
		{"nobody", "dana@example.com", "", "", recruit.ErrInvalid, "gives no address"},
		{"a name", "dana@example.com", "My boss", "", recruit.ErrInvalid, "gives no address"},
		{"the candidate's", "priya@example.org", "lee@example.com", "", recruit.ErrRefused, "is the candidate"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			r, p := delegates(t, d, recruittest.Arrived(t, d.store, d.schedule(t), d.now), c.who, c.to)
			d.now = d.now.Add(time.Minute)
			if _, err := d.InviteDeputies(t.Context(), d.dana, r.Interview.ID, p, recruit.Agreed{}, 0); !errors.Is(err, recruit.ErrRefused) {
				t.Errorf("someone else's interview: %v", err)
			}
			r, err := d.InviteDeputies(t.Context(), d.robin, r.Interview.ID, p, recruit.Agreed{}, 0)
			if !errors.Is(err, c.kind) || c.says != "" && !strings.Contains(recruit.Sentence(err), c.says) {
				t.Fatalf("it says %v", err)
			}
			if err != nil {
				return
			}
			if got := newest(r); got != c.want {
				t.Errorf("it does %q, want %q", got, c.want)
			}
			if len(r.ReplyIssues(d.now)) != 0 {
				t.Errorf("it still needs someone: %+v", r.ReplyIssues(d.now))
			}
		})
	}
}

// TestDeputiesAreRefused holds that who sent someone else is asked again, alone,
// and that the same answer once more does not bring the refused one back.
func TestDeputiesAreRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ who, to string }{
		{"dana@example.com", "lee@example.com"}, {"dana@example.com", ""}, {"priya@example.org", "mother@example.net"},
	} {
		t.Run(c.who+" "+c.to, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			before, p := delegates(t, d, recruittest.Arrived(t, d.store, d.schedule(t), d.now), c.who, c.to)
			sent := d.now
			d.now = d.now.Add(time.Minute)
			r, err := d.RefuseDeputies(t.Context(), d.robin, before.Interview.ID, p, 0)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := newest(r), "mail.update "+c.who; got != want {
				t.Errorf("it does %q, want %q", got, want)
			}
			if r.Interview.Sequence != before.Interview.Sequence || !r.Stamp().After(before.Stamp()) {
				t.Errorf("sequence %d and stamp %s behind %d and %s", r.Interview.Sequence, r.Stamp(), before.Interview.Sequence, before.Stamp())
			}
			if now, _ := r.Person(c.who); now.Answer != recruit.NoAnswer || now.Delegate != "" || len(r.ReplyIssues(d.now)) != 0 {
				t.Errorf("the person is %+v, open %+v", now, r.ReplyIssues(d.now))
			}
			log := d.store.Activity()
			if last := log[len(log)-1]; last.Action != "interview.delegate_refused" || !strings.Contains(last.Text, "is asked again") {
				t.Errorf("the log says %+v", last)
			}
			answers := &rsvp.Service{Store: d.store, Now: func() time.Time { return d.now }}
			y := recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: c.who, Written: sent, Stamp: sent, Attendee: c.who, Answer: recruit.Delegated, Delegate: c.to}
			if taken, err := answers.Take(t.Context(), y); err != nil || taken.Recorded {
				t.Errorf("the old answer counts again: %+v %v", taken, err)
			}
			if _, err := d.RefuseDeputies(t.Context(), d.robin, r.Interview.ID, p, 0); !errors.Is(err, recruit.ErrNotFound) {
				t.Errorf("refused twice: %v", err)
			}
		})
	}
}

// TestADeputyThatWasNotSeenIsNotInvited holds that a decision is about the answer
// that the member saw.
func TestADeputyThatWasNotSeenIsNotInvited(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r, p := delegates(t, d, recruittest.Arrived(t, d.store, d.schedule(t), d.now), "dana@example.com", "lee@example.com")
	d.now = d.now.Add(time.Minute)
	delegates(t, d, r, "dana@example.com", "mallory@example.net")
	for _, do := range []func() (recruit.Record, error){
		func() (recruit.Record, error) {
			return d.InviteDeputies(t.Context(), d.robin, r.Interview.ID, p, recruit.Agreed{}, 0)
		},
		func() (recruit.Record, error) { return d.RefuseDeputies(t.Context(), d.robin, r.Interview.ID, p, 0) },
	} {
		if _, err := do(); !errors.Is(err, recruit.ErrStale) || !strings.Contains(recruit.Sentence(err), "mallory@example.net") {
			t.Errorf("it says %v", err)
		}
	}
}

// deputy is the mail in which someone answers whom an invited person sends.
func deputy(d *world, r recruit.Record, of, sender string, answer recruit.Answer) recruit.Reply {
	return recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: sender, Written: d.now, Sequence: r.Interview.Sequence, Stamp: d.now,
		Lines: []recruit.ReplyLine{{Addresses: []string{sender}, Answer: answer, Delegator: of}}}
}

// TestDeputiesAnswer holds that what those answer whom an invited person sends is
// known as theirs, counts from those who may say so, and stays theirs once they
// are invited.
func TestDeputiesAnswer(t *testing.T) {
	t.Parallel()
	const dana = "dana@example.com"
	for _, c := range []struct {
		name, named, sender string // whom dana has named, and who answers
		before              recruit.Answer
		want                string // dana's answer
		claim               string
	}{
		{"named", "lee@example.net", "lee@example.net", "", "delegated lee@example.net (accepted)", ""},
		{"one of two", "lee@example.net, kim@example.net", "kim@example.net", "", "delegated lee@example.net, kim@example.net (accepted)", ""},
		{"of the house, before the delegation is known", "", "lee@example.com", "", "delegated lee@example.com (accepted)", ""},
		{"of elsewhere, before the delegation is known", "", "lee@example.net", "", "needs-action ", "lee@example.net instead, accepted"},
		{"another than the one who is named", "lee@example.com", "mallory@example.net", "", "delegated lee@example.com", "mallory@example.net instead, accepted"},
		{"in place of who comes", "", "lee@example.com", recruit.Accepted, "accepted ", "lee@example.com instead, accepted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
			answers := &rsvp.Service{Store: d.store, Now: func() time.Time { return d.now }}
			if c.named != "" {
				r, _ = delegates(t, d, r, dana, c.named)
			}
			if c.before != "" {
				taken, err := answers.Take(t.Context(), recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: dana, Stamp: d.now, Attendee: dana, Answer: c.before})
				if err != nil {
					t.Fatal(err)
				}
				r = taken.Record
			}
			d.now = d.now.Add(time.Minute)
			y := deputy(d, r, dana, c.sender, recruit.Accepted)
			taken, err := answers.Take(t.Context(), y)
			if err != nil || !taken.Recorded {
				t.Fatalf("%+v, %v", taken, err)
			}
			p, _ := taken.Record.Person(dana)
			if got := string(p.Answer) + " " + p.DeputyNames(); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			claim, waits := taken.Record.Claimed(p)
			if waits != (c.claim != "") || waits && claim.Says() != c.claim {
				t.Errorf("claim %q, want %q", claim.Says(), c.claim)
			}
			if again, err := answers.Take(t.Context(), y); err != nil || again.Recorded {
				t.Errorf("once more: %+v, %v", again, err)
			}
			if got := taken.Record.Sending(d.now); len(got) != 1 || got[0].Address != dana {
				t.Fatalf("sending %+v", got)
			}
			done, err := d.InviteDeputies(t.Context(), d.robin, r.Interview.ID, taken.Record.Sending(d.now)[0], recruit.Agreed{}, 0)
			if err != nil {
				t.Fatal(err)
			}
			if lee, ok := done.Person(c.sender); !ok || lee.Answer != recruit.Accepted || !lee.RemovedAt.IsZero() {
				t.Errorf("whoever comes now is %+v", lee)
			}
			if was, _ := done.Person(dana); was.RemovedAt.IsZero() {
				t.Error("dana is still invited")
			}
			if len(done.ReplyIssues(d.now)) != 0 {
				t.Errorf("it still needs someone: %+v", done.ReplyIssues(d.now))
			}
		})
	}
}

// TestADeputyIsKnownBeforeTheDelegation holds that the answer of a deputy that came
// first is not lost once the mail arrives that names them.
func TestADeputyIsKnownBeforeTheDelegation(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
	answers := &rsvp.Service{Store: d.store, Now: func() time.Time { return d.now }}
	if _, err := answers.Take(t.Context(), deputy(d, r, "dana@example.com", "lee@example.net", recruit.Declined)); err != nil {
		t.Fatal(err)
	}
	_, p := delegates(t, d, r, "dana@example.com", "lee@example.net")
	if got := p.DeputyNames(); got != "lee@example.net (declined)" {
		t.Errorf("named %q", got)
	}
	taken, err := answers.Take(t.Context(), recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: "dana@example.com", Stamp: d.now.Add(time.Second), Written: d.now.Add(time.Second),
		Attendee: "dana@example.com", Answer: recruit.Accepted})
	if err != nil || taken.Person.Answer != recruit.Accepted || len(taken.Person.Deputised) != 0 {
		t.Errorf("who comes after all is %+v, %v", taken.Person, err)
	}
}

// TestAClaimOfADeputyIsNotRefusedByMail holds that nobody is asked again because of
// an answer that only says that they send someone.
func TestAClaimOfADeputyIsNotRefusedByMail(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
	answers := &rsvp.Service{Store: d.store, Now: func() time.Time { return d.now }}
	taken, err := answers.Take(t.Context(), deputy(d, r, "dana@example.com", "mallory@example.net", recruit.Accepted))
	if err != nil {
		t.Fatal(err)
	}
	seen := taken.Record.Sending(d.now)[0]
	if _, err := d.RefuseDeputies(t.Context(), d.robin, r.Interview.ID, seen, 0); !errors.Is(err, recruit.ErrNotFound) || !strings.Contains(recruit.Sentence(err), "forget the answer") {
		t.Errorf("refused: %v", err)
	}
	if _, err := answers.Dismiss(t.Context(), d.robin, r.Interview.ID, "dana@example.com", seen.Claim); err != nil {
		t.Fatal(err)
	}
	if _, err := d.InviteDeputies(t.Context(), d.robin, r.Interview.ID, seen, recruit.Agreed{}, 0); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("invited after it was forgotten: %v", err)
	}
}
