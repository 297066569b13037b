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

// proposes lets someone who is invited ask for another time: one that can be
// placed, or words.
func proposes(t *testing.T, d *world, r recruit.Record, address string, p recruit.Proposal, words string) (recruit.Record, recruit.Participant) {
	t.Helper()
	answers := &rsvp.Service{Store: d.store, Now: func() time.Time { return d.now }}
	taken, err := answers.Take(t.Context(), recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: address, Written: d.now, Sequence: r.Interview.Sequence, Stamp: d.now,
		Attendee: address, Answer: recruit.NoAnswer, Proposed: p, Asked: words})
	if err != nil || !taken.Recorded {
		t.Fatal(taken.Sentence, err)
	}
	return taken.Record, taken.Person
}

// TestAProposalIsRefused holds that who asked for another time is told once, alone,
// and that everything else stays.
func TestAProposalIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, who string
		after     time.Duration
		asked     string
	}{
		{"a time, of the candidate", "priya@example.org", 26 * time.Hour, ""},
		{"a time, of the panel", "dana@example.com", 3 * time.Hour, ""},
		{"words, of a guest", "guest@example.net", 0, "Thursday, any time"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
			var p recruit.Proposal
			if c.after > 0 {
				p.Start = r.Interview.Start.Add(c.after)
			}
			before, seen := proposes(t, d, r, c.who, p, c.asked)
			sent := d.now
			d.now = d.now.Add(time.Minute)
			for _, other := range []recruit.Member{d.dana, d.root} {
				if _, err := d.RefuseProposal(t.Context(), other, r.Interview.ID, seen, "", 0); !errors.Is(err, recruit.ErrRefused) {
					t.Errorf("%s refuses in someone else's interview: %v", other.Name, err)
				}
			}
			f, err := d.PreviewRefusal(t.Context(), d.robin, r.Interview.ID, seen)
			if err != nil || plan(f.Effects) != "mail.refusal "+c.who {
				t.Errorf("foreseen are %q, %v", plan(f.Effects), err)
			}
			r, err = d.RefuseProposal(t.Context(), d.robin, r.Interview.ID, seen, "The room\nis taken.", 0)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := newest(r), "mail.refusal "+c.who; got != want {
				t.Errorf("it does %q, want %q", got, want)
			}
			if r.Interview.Sequence != before.Interview.Sequence || !r.Stamp().After(before.Stamp()) || !r.Interview.Start.Equal(before.Interview.Start) {
				t.Errorf("sequence %d and stamp %s behind %d and %s", r.Interview.Sequence, r.Stamp(), before.Interview.Sequence, before.Stamp())
			}
			now, _ := r.Person(c.who)
			if _, open := r.Proposal(now, d.now); open || !r.ProposalRefused(now) || len(r.AskingOtherTime(d.now)) != 0 || len(r.ReplyIssues(d.now)) != 0 {
				t.Errorf("the person is %+v, open %+v", now, r.ReplyIssues(d.now))
			}
			log := d.store.Activity()
			if last := log[len(log)-1]; last.Action != "interview.proposal_refused" || !strings.Contains(last.Text, "Refused the other time") || !strings.HasSuffix(last.Text, ": The room is taken.") {
				t.Errorf("the log says %+v", last)
			}
			if _, err := d.RefuseProposal(t.Context(), d.robin, r.Interview.ID, seen, "", 0); !errors.Is(err, recruit.ErrNotFound) || !strings.Contains(recruit.Sentence(err), "already") {
				t.Errorf("refused twice: %v", err)
			}
			// The same mail once more asks for nothing new; another one does.
			answers := &rsvp.Service{Store: d.store, Now: func() time.Time { return d.now }}
			y := recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: c.who, Written: sent, Stamp: sent, Attendee: c.who, Answer: recruit.NoAnswer, Proposed: p, Asked: c.asked}
			if taken, err := answers.Take(t.Context(), y); err != nil || taken.Recorded {
				t.Errorf("the old proposal counts again: %+v %v", taken, err)
			}
			d.now = d.now.Add(time.Minute)
			again, _ := proposes(t, d, r, c.who, recruit.Proposal{Start: r.Interview.Start.Add(5 * time.Hour)}, "")
			if asking := again.AskingOtherTime(d.now); len(asking) != 1 || again.ProposalRefused(asking[0]) {
				t.Errorf("another proposal is %+v", asking)
			}
			if _, err := d.RefuseProposal(t.Context(), d.robin, r.Interview.ID, seen, "", 0); !errors.Is(err, recruit.ErrStale) {
				t.Errorf("a proposal that was not seen is refused: %v", err)
			}
		})
	}
}

// TestWhoIsToldOfARefusal holds that a refusal goes to nobody who has no entry
// from here, and that an answer which does not count has nothing to refuse.
func TestWhoIsToldOfARefusal(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := d.schedule(t) // no invitation has left
	r, seen := proposes(t, d, r, "priya@example.org", recruit.Proposal{Start: r.Interview.Start.Add(26 * time.Hour)}, "")
	r, err := d.RefuseProposal(t.Context(), d.robin, r.Interview.ID, seen, "", 0)
	if err != nil || newest(r) != "" {
		t.Errorf("told who was not invited: %q %v", newest(r), err)
	}
	log := d.store.Activity()
	if last := log[len(log)-1].Text; !strings.Contains(last, "nothing is sent") {
		t.Errorf("the log says %q", last)
	}
	answers := &rsvp.Service{Store: d.store, Now: func() time.Time { return d.now }}
	taken, err := answers.Take(t.Context(), recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: "mallory@example.info", Attendee: "dana@example.com", Stamp: d.now,
		Answer: recruit.NoAnswer, Proposed: recruit.Proposal{Start: r.Interview.Start.Add(26 * time.Hour)}})
	if err != nil || taken.Person.Claim.From == "" {
		t.Fatal(taken, err)
	}
	if _, err := d.RefuseProposal(t.Context(), d.robin, r.Interview.ID, taken.Person, "", 0); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("the proposal of a stranger is refused by mail: %v", err)
	}
}

// TestARefusalLooksAgain holds which refusals still say what is true when something
// happens before they leave.
func TestARefusalLooksAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		then func(t *testing.T, d *world, r recruit.Record) (recruit.Record, error)
		left bool
	}{
		{"nothing", func(_ *testing.T, _ *world, r recruit.Record) (recruit.Record, error) { return r, nil }, true},
		{"moved to that time", func(t *testing.T, d *world, r recruit.Record) (recruit.Record, error) {
			return d.Reschedule(t.Context(), d.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: r.Interview.Start.Add(26 * time.Hour)}, 0)
		}, false},
		{"moved to any other", func(t *testing.T, d *world, r recruit.Record) (recruit.Record, error) {
			return d.Reschedule(t.Context(), d.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: r.Interview.Start.Add(time.Hour)}, 0)
		}, false},
		{"moved, and taken back", func(t *testing.T, d *world, r recruit.Record) (recruit.Record, error) {
			if _, err := d.Reschedule(t.Context(), d.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: r.Interview.Start.Add(time.Hour)}, time.Minute); err != nil {
				return r, err
			}
			return d.Undo(t.Context(), d.robin, r.Interview.ID)
		}, true},
		{"cancelled", func(t *testing.T, d *world, r recruit.Record) (recruit.Record, error) {
			return d.Cancel(t.Context(), d.robin, r.Interview.ID, 0, "", 0)
		}, false},
		{"taken off", func(t *testing.T, d *world, r recruit.Record) (recruit.Record, error) {
			return d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, recruit.PeopleChange{Remove: []string{"dana@example.com"}}, 0)
		}, false},
		{"someone else taken off", func(t *testing.T, d *world, r recruit.Record) (recruit.Record, error) {
			return d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, recruit.PeopleChange{Remove: []string{"guest@example.net"}}, 0)
		}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
			r, seen := proposes(t, d, r, "dana@example.com", recruit.Proposal{Start: r.Interview.Start.Add(26 * time.Hour)}, "")
			d.now = d.now.Add(time.Minute)
			r, err := d.RefuseProposal(t.Context(), d.robin, r.Interview.ID, seen, "", 0)
			if err != nil {
				t.Fatal(err)
			}
			d.now = d.now.Add(time.Minute)
			if r, err = c.then(t, d, r); err != nil {
				t.Fatal(err)
			}
			n := slices.IndexFunc(r.Effects, func(e recruit.Effect) bool { return e.Kind == recruit.MailRefusal })
			if e := r.Effects[n]; r.Refuses(e) != c.left || e.Open() != c.left {
				t.Errorf("it is %s, still true %v, want %v", e.State, r.Refuses(e), c.left)
			}
		})
	}
}

// TestAFollowedProposalIsNotRefused holds that who gets the time that they asked
// for hears of the move alone.
func TestAFollowedProposalIsNotRefused(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
	r, seen := proposes(t, d, r, "dana@example.com", recruit.Proposal{Start: r.Interview.Start.Add(26 * time.Hour)}, "")
	d.now = d.now.Add(time.Minute)
	r, err := d.Reschedule(t.Context(), d.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: seen.Proposed.Start}, 0)
	if err != nil || strings.Contains(plan(r.Effects), "mail.refusal") {
		t.Errorf("%q %v", plan(r.Effects), err)
	}
	if _, err := d.RefuseProposal(t.Context(), d.robin, r.Interview.ID, seen, "", 0); !errors.Is(err, recruit.ErrNotFound) {
		t.Errorf("a followed proposal is refused: %v", err)
	}
}
