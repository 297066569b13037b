package scheduling_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/rsvp"
)

// seats writes who gets mails about an interview, and as what.
func seats(r recruit.Record) string {
	var out []string
	for _, p := range r.Recipients() {
		out = append(out, string(p.Audience)+" "+p.Address)
	}
	return strings.Join(out, ", ")
}

// members are the team of a store, none of whom has a key.
type members struct{ *recruittest.Store }

func (members) MembersByKey(context.Context, string) ([]recruit.Member, error) { return nil, nil }

// since writes the mails that versions behind n call for.
func since(r recruit.Record, n int) string {
	var out []string
	for _, e := range r.Effects {
		if e.Version > n && e.Kind.IsMail() && e.State != recruit.Superseded {
			out = append(out, string(e.Kind)+" "+e.Target)
		}
	}
	return strings.Join(out, ", ")
}

// TestTheOrganiserGetsOneEntry schedules with every wish, and with the organiser
// in every seat: they get one calendar entry or none, never two.
func TestTheOrganiserGetsOneEntry(t *testing.T) {
	t.Parallel()
	const none, own = "candidate priya@example.org, panel dana@example.com", "candidate priya@example.org, panel dana@example.com, organiser robin@example.com"
	for name, c := range map[string]struct {
		skips bool
		wish  recruit.EntryPreference
		panel []string
		want  string
	}{
		"by itself":                        {false, "", []string{"dana@example.com"}, own},
		"usually not":                      {true, "", []string{"dana@example.com"}, none},
		"this time":                        {true, recruit.WithEntry, []string{"dana@example.com"}, own},
		"not this time":                    {false, recruit.WithoutEntry, []string{"dana@example.com"}, none},
		"who is on the panel":              {false, recruit.WithEntry, []string{"Robin@example.com"}, "candidate priya@example.org, panel robin@example.com"},
		"on the panel at another address":  {false, recruit.WithEntry, []string{"robin+hiring@example.com"}, "candidate priya@example.org, panel robin+hiring@example.com"},
		"on the panel, without a wish":     {true, "", []string{"robin@example.com"}, "candidate priya@example.org, panel robin@example.com"},
		"on the panel, and it is not much": {false, recruit.WithoutEntry, []string{"robin@example.com"}, "candidate priya@example.org, panel robin@example.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			d.robin.SkipEntry = c.skips
			f := d.draft()
			f.Participants, f.OrganiserEntry = c.panel, c.wish
			previewed, err := d.Preview(t.Context(), d.robin, f)
			if err != nil {
				t.Fatal(err)
			}
			r, err := d.Schedule(t.Context(), d.robin, f, 0)
			if err != nil || seats(r) != c.want {
				t.Errorf("%v: %s, want %s", err, seats(r), c.want)
			}
			if plan(previewed.Effects) != plan(r.Effects) {
				t.Errorf("previewed %s, done %s", plan(previewed.Effects), plan(r.Effects))
			}
			mails := 0
			for _, e := range r.Effects {
				if e.Kind.IsMail() && strings.HasPrefix(strings.ToLower(e.Target), "robin") {
					mails++
				}
				if e.Kind == recruit.MailReminder && e.Target == "robin@example.com" && c.want == own {
					t.Error("the organiser, who is not invited, is reminded")
				}
			}
			if want := strings.Count(c.want, "robin"); mails != want {
				t.Errorf("%d emails to the organiser, want %d", mails, want)
			}
		})
	}
	d := newWorld(t)
	f := d.draft()
	f.OrganiserEntry = "perhaps"
	if _, err := d.Schedule(t.Context(), d.robin, f, 0); recruit.FieldOf(err) != "organiser_entry" {
		t.Errorf("a wish that is none: %v", err)
	}
}

// TestTheCandidateMayOrganise lets a member who is the candidate organise: the
// invitation is their entry.
func TestTheCandidateMayOrganise(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	d.robin.SkipEntry = false
	d.store.CorrectEmail(d.priya.ID, "robin@example.com")
	r, err := d.Schedule(t.Context(), d.robin, d.draft(), 0)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(seats(r), "robin@example.com"); n != 1 || !r.OrganiserInvited() {
		t.Errorf("%s", seats(r))
	}
}

// TestTheEntryFollowsEveryChange takes an interview through what may happen to it
// and looks at the mails to the organiser, Robin, and to others.
func TestTheEntryFollowsEveryChange(t *testing.T) {
	t.Parallel()
	const robin = "robin@example.com"
	entry := func(w recruit.EntryPreference) recruit.PeopleChange { return recruit.PeopleChange{OrganiserEntry: w} }
	for name, c := range map[string]struct {
		wish recruit.EntryPreference
		do   func(d *world, r recruit.Record) (recruit.Record, error)
		want string // the mails that the change calls for
		own  string // who has an entry of their own then
	}{
		"moved": {recruit.WithEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			return d.Reschedule(t.Context(), d.robin, r.Interview.ID, 0, recruit.RescheduleRequest{Start: r.Interview.Start.Add(time.Hour)}, 0)
		}, "mail.update priya@example.org, mail.update dana@example.com, mail.update " + robin, robin},
		"cancelled": {recruit.WithEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			return d.Cancel(t.Context(), d.robin, r.Interview.ID, 0, "", 0)
		}, "mail.cancel priya@example.org, mail.cancel dana@example.com, mail.cancel " + robin, robin},
		"a new meeting": {recruit.WithEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			return d.Recreate(t.Context(), d.robin, r.Interview.ID, 0)
		}, "mail.update priya@example.org, mail.update dana@example.com, mail.update " + robin, robin},
		"someone more": {recruit.WithEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			return d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, recruit.PeopleChange{Add: []string{"lee@example.com"}}, 0)
		}, "mail.invite lee@example.com", robin},
		"someone less": {recruit.WithEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			return d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, recruit.PeopleChange{Remove: []string{"dana@example.com"}}, 0)
		}, "mail.update priya@example.org, mail.cancel dana@example.com, mail.update " + robin, robin},
		"turned off": {recruit.WithEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			return d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, entry(recruit.WithoutEntry), 0)
		}, "mail.cancel " + robin, ""},
		"turned on": {recruit.WithoutEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			return d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, entry(recruit.WithEntry), 0)
		}, "mail.invite " + robin, robin},
		"onto the panel": {recruit.WithEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			return d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, recruit.PeopleChange{Add: []string{robin}}, 0)
		}, "mail.update " + robin, ""},
		"taken over": {recruit.WithEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			d.root.SkipEntry = false
			return d.TakeOver(t.Context(), d.root, r.Interview.ID, 0)
		}, "mail.invite ada@example.com, mail.cancel " + robin, "ada@example.com"},
		"taken over by someone who wants none": {recruit.WithEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			return d.TakeOver(t.Context(), d.root, r.Interview.ID, 0)
		}, "mail.cancel " + robin, ""},
		"taken over from someone who had none": {recruit.WithoutEntry, func(d *world, r recruit.Record) (recruit.Record, error) {
			d.root.SkipEntry = false
			return d.TakeOver(t.Context(), d.root, r.Interview.ID, 0)
		}, "mail.invite ada@example.com", "ada@example.com"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			f := d.draft()
			f.Participants, f.OrganiserEntry = []string{"dana@example.com"}, c.wish
			r, err := d.Schedule(t.Context(), d.robin, f, 0)
			if err != nil {
				t.Fatal(err)
			}
			r = recruittest.Arrived(t, d.store, r, d.now)
			was := r.Interview
			now, err := c.do(d, r)
			if err != nil {
				t.Fatal(err)
			}
			if got := since(now, was.Version); got != c.want {
				t.Errorf("emails %q, want %q", got, c.want)
			}
			if p, _ := now.OwnEntry(); p.Address != c.own {
				t.Errorf("%q has an entry of their own, want %q", p.Address, c.own)
			}
			if !now.Stamp().After(r.Stamp()) {
				t.Errorf("what is sent anew has the stamp of before, %s", now.Stamp())
			}
			for _, e := range now.Effects {
				told := slices.ContainsFunc(r.Effects, func(b recruit.Effect) bool { return strings.EqualFold(b.Target, e.Target) })
				anew := e.Kind == recruit.MailCancel || now.Interview.Sequence > was.Sequence
				if e.Version > was.Version && e.Kind.IsMail() && told && (e.Sequence < was.Sequence || anew && e.Sequence == was.Sequence) {
					t.Errorf("%s to %s has sequence %d, which they know", e.Kind, e.Target, e.Sequence)
				}
			}
		})
	}
}

// TestOnlyWhoKnowsASequenceIsListedUnderIt lets the organiser's entry come and go in
// every way, and people after it: each calendar request goes with a sequence that
// everybody whom it lists has got, and nobody gets one without need.
func TestOnlyWhoKnowsASequenceIsListedUnderIt(t *testing.T) {
	t.Parallel()
	people := func(c recruit.PeopleChange) func(d *world, r recruit.Record) (recruit.Record, error) {
		return func(d *world, r recruit.Record) (recruit.Record, error) {
			by := d.robin
			if r.Interview.OrganiserID == d.root.ID {
				by = d.root
			}
			return d.ChangePeople(t.Context(), by, r.Interview.ID, 0, c, 0)
		}
	}
	off, on := people(recruit.PeopleChange{OrganiserEntry: recruit.WithoutEntry}), people(recruit.PeopleChange{OrganiserEntry: recruit.WithEntry})
	panel, lee := people(recruit.PeopleChange{Add: []string{"robin@example.com"}}), people(recruit.PeopleChange{Add: []string{"lee@example.com"}})
	over := func(d *world, r recruit.Record) (recruit.Record, error) {
		return d.TakeOver(t.Context(), d.root, r.Interview.ID, 0)
	}
	for name, c := range map[string]struct {
		wish  recruit.EntryPreference
		steps []func(d *world, r recruit.Record) (recruit.Record, error)
		mails int // after the invitations
	}{
		"on":                       {recruit.WithoutEntry, []func(*world, recruit.Record) (recruit.Record, error){on}, 1},
		"on, and someone more":     {recruit.WithoutEntry, []func(*world, recruit.Record) (recruit.Record, error){on, lee}, 2},
		"off":                      {recruit.WithEntry, []func(*world, recruit.Record) (recruit.Record, error){off}, 1},
		"off, and someone more":    {recruit.WithEntry, []func(*world, recruit.Record) (recruit.Record, error){off, lee}, 2},
		"off and on again":         {recruit.WithEntry, []func(*world, recruit.Record) (recruit.Record, error){off, on}, 1 + 3},
		"off and onto the panel":   {recruit.WithEntry, []func(*world, recruit.Record) (recruit.Record, error){off, panel}, 1 + 3},
		"onto the panel":           {recruit.WithEntry, []func(*world, recruit.Record) (recruit.Record, error){panel}, 1},
		"taken over":               {recruit.WithEntry, []func(*world, recruit.Record) (recruit.Record, error){over}, 2},
		"taken over, without":      {recruit.WithoutEntry, []func(*world, recruit.Record) (recruit.Record, error){over}, 1},
		"taken over, and one more": {recruit.WithEntry, []func(*world, recruit.Record) (recruit.Record, error){over, lee}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			d.root.SkipEntry = false
			f := d.draft()
			f.Participants, f.OrganiserEntry = []string{"dana@example.com"}, c.wish
			r, err := d.Schedule(t.Context(), d.robin, f, 0)
			if err != nil {
				t.Fatal(err)
			}
			r = recruittest.Arrived(t, d.store, r, d.now)
			known, before := map[string]int{}, len(r.Recipients())
			for _, p := range r.Recipients() {
				known[p.Address] = r.Interview.Sequence
			}
			sent := 0
			for _, step := range c.steps {
				was := r.Interview.Version
				if r, err = step(d, r); err != nil {
					t.Fatal(err)
				}
				requests := false
				for _, e := range r.Effects {
					if e.Version <= was || !e.Kind.ChangesEntry() || e.State == recruit.Superseded {
						continue
					}
					sent++
					if last, knows := known[e.Target]; knows && e.Sequence < last {
						t.Errorf("%s to %s has sequence %d, they know %d", e.Kind, e.Target, e.Sequence, last)
					}
					known[e.Target], requests = e.Sequence, requests || e.Kind != recruit.MailCancel
				}
				for _, p := range r.Recipients() {
					if requests && known[p.Address] != r.Interview.Sequence {
						t.Errorf("%s is listed with sequence %d, and knows %d", p.Address, r.Interview.Sequence, known[p.Address])
					}
				}
				r = recruittest.Arrived(t, d.store, r, d.now)
			}
			if sent != c.mails {
				t.Errorf("%d emails behind the %d invitations, want %d", sent, before, c.mails)
			}
		})
	}
}

// TestRemindersStayWhenAnInterviewChangesHands takes an interview over twice, and lets
// the entry come and go, so that everybody is told anew: the times stay, and with
// them the reminders of everybody who stays.
func TestRemindersStayWhenAnInterviewChangesHands(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	d.root.SkipEntry = false
	d.Reminders = func(context.Context) (recruit.Reminders, error) { return recruit.DefaultReminders(), nil }
	f := d.draft()
	f.Participants, f.OrganiserEntry = []string{"dana@example.com"}, recruit.WithEntry
	r, err := d.Schedule(t.Context(), d.robin, f, 0)
	if err != nil {
		t.Fatal(err)
	}
	planned := func(r recruit.Record) string {
		var out []string
		for _, e := range r.PlannedReminders() {
			out = append(out, e.Target+" "+e.RemindAt.String())
		}
		slices.Sort(out)
		return strings.Join(out, ", ")
	}
	want := planned(r)
	if want == "" {
		t.Fatal("no reminders")
	}
	robin := d.robin
	robin.Role, robin.SkipEntry = recruit.Admin, false
	for i, step := range []func(recruit.Record) (recruit.Record, error){
		func(r recruit.Record) (recruit.Record, error) {
			return d.TakeOver(t.Context(), d.root, r.Interview.ID, 0)
		},
		func(r recruit.Record) (recruit.Record, error) {
			return d.TakeOver(t.Context(), robin, r.Interview.ID, 0)
		},
		func(r recruit.Record) (recruit.Record, error) {
			return d.ChangePeople(t.Context(), robin, r.Interview.ID, 0, recruit.PeopleChange{OrganiserEntry: recruit.WithoutEntry}, 0)
		},
		func(r recruit.Record) (recruit.Record, error) {
			return d.ChangePeople(t.Context(), robin, r.Interview.ID, 0, recruit.PeopleChange{OrganiserEntry: recruit.WithEntry}, 0)
		},
	} {
		r = recruittest.Arrived(t, d.store, r, d.now)
		if r, err = step(r); err != nil {
			t.Fatal(err)
		}
		if got := planned(r); got != want {
			t.Errorf("after step %d: reminders %s, want %s", i, got, want)
		}
	}
}

// TestOffThePanelTheEntryIsTheirOwn takes the organiser off the panel: what was
// an invitation becomes an entry of their own, and is not withdrawn.
func TestOffThePanelTheEntryIsTheirOwn(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	f := d.draft()
	f.Participants, f.OrganiserEntry = []string{"robin@example.com"}, recruit.WithEntry
	r, err := d.Schedule(t.Context(), d.robin, f, 0)
	if err != nil {
		t.Fatal(err)
	}
	r = recruittest.Arrived(t, d.store, r, d.now)
	r, err = d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, recruit.PeopleChange{Remove: []string{"robin@example.com"}}, 0)
	if err != nil || since(r, 1) != "mail.update priya@example.org, mail.update robin@example.com" {
		t.Errorf("%v: %s", err, since(r, 1))
	}
	if p, ok := r.OwnEntry(); !ok || p.Address != "robin@example.com" || len(r.Panel()) != 0 {
		t.Errorf("%s", seats(r))
	}
}

// TestTheEntryFollowsTheOrganisersAddress gives the organiser another address: in
// one step with it the entries of the upcoming interviews go there.
func TestTheEntryFollowsTheOrganisersAddress(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	f := d.draft()
	f.Participants, f.OrganiserEntry = nil, recruit.WithEntry
	with, err := d.Schedule(t.Context(), d.robin, f, 0)
	if err != nil {
		t.Fatal(err)
	}
	with = recruittest.Arrived(t, d.store, with, d.now)
	f.OrganiserEntry = recruit.WithoutEntry
	without, err := d.Schedule(t.Context(), d.robin, recruittest.InSpite(t, d.Service, d.robin, f), 0)
	if err != nil {
		t.Fatal(err)
	}
	team := &access.Team{Members: members{d.store}, Scheduling: d.Service, Now: d.Now}
	m := d.robin
	m.Email = "robin@elsewhere.example"
	saved, err := team.Update(t.Context(), d.root, m)
	if err != nil || saved.Email != m.Email || saved.Version == d.robin.Version {
		t.Fatalf("%+v, %v", saved, err)
	}
	with, _ = d.store.Record(t.Context(), with.Interview.ID)
	if got := since(with, 1); got != "mail.invite robin@elsewhere.example, mail.cancel robin@example.com" {
		t.Errorf("emails %s", got)
	}
	if again, _ := d.store.Record(t.Context(), without.Interview.ID); again.Interview.Version != 1 {
		t.Error("an interview without an entry has changed")
	}
	if _, err := team.Update(t.Context(), d.root, m); !errors.Is(err, recruit.ErrStale) {
		t.Errorf("an old version is saved: %v", err)
	}
}

// TestTheOrganisersCalendarAnswersQuietly holds that what the organiser's
// calendar says of their own entry is no answer that anybody waits for.
func TestTheOrganisersCalendarAnswersQuietly(t *testing.T) {
	t.Parallel()
	const robin = "robin@example.com"
	for name, c := range map[string]struct {
		change       func(*recruit.Reply)
		recorded     bool
		strays       int
		answer, note string
	}{
		"yes by itself":                     {change: func(*recruit.Reply) {}},
		"yes from another address":          {change: func(y *recruit.Reply) { y.Sender = "robin@corp.onmicrosoft.example" }},
		"no":                                {change: func(y *recruit.Reply) { y.Answer = recruit.Declined }, recorded: true},
		"another time":                      {change: func(y *recruit.Reply) { y.Answer, y.Asked = recruit.NoAnswer, "noon" }, recorded: true},
		"no in the organiser's name":        {change: func(y *recruit.Reply) { y.Answer, y.Sender = recruit.Declined, "mallory@example.info" }, recorded: true, strays: 1},
		"yes, and the server did not vouch": {change: func(y *recruit.Reply) { y.Unproved = true }},
		"an answer for someone who is not":  {change: func(y *recruit.Reply) { y.Attendee = "stranger@example.info" }, recorded: true, strays: 1},
		"several lines, as some calendars do": {change: func(y *recruit.Reply) {
			y.Lines = []recruit.ReplyLine{{Addresses: []string{"priya@example.org"}, Answer: recruit.NoAnswer}, {Addresses: []string{robin}, Answer: recruit.Accepted}}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			f := d.draft()
			f.Participants, f.OrganiserEntry = []string{"dana@example.com"}, recruit.WithEntry
			r, err := d.Schedule(t.Context(), d.robin, f, 0)
			if err != nil {
				t.Fatal(err)
			}
			r = recruittest.Arrived(t, d.store, r, d.now)
			y := recruit.Reply{UID: r.Interview.UID, Attendee: robin, Answer: recruit.Accepted, Stamp: d.now, Start: r.Interview.Start, Mailed: true, Sender: robin}
			c.change(&y)
			answers := &rsvp.Service{Store: d.store, Now: d.Now}
			for range 2 {
				taken, err := answers.Take(t.Context(), y)
				if err != nil {
					t.Fatal(err)
				}
				if taken.Recorded != c.recorded {
					t.Errorf("recorded %v: %s", taken.Recorded, taken.Sentence)
				}
				c.recorded = false // the second one is known
			}
			r, _ = d.store.Record(t.Context(), r.Interview.ID)
			if len(r.Interview.Strays) != c.strays {
				t.Errorf("strays %+v", r.Interview.Strays)
			}
			for _, p := range r.People {
				if p.Claim.From != "" || p.Audience != recruit.ToOrganiser && !p.AnsweredAt.IsZero() {
					t.Errorf("it counts for %+v", p)
				}
			}
			for _, concern := range r.ReplyIssues(d.now) {
				if concern.Kind != recruit.HasStray {
					t.Errorf("it asks for %+v", concern)
				}
			}
			if _, err := answers.Set(t.Context(), d.robin, r.Interview.ID, robin, recruit.Accepted, ""); !errors.Is(err, recruit.ErrInvalid) {
				t.Errorf("an answer is noted for who is not invited: %v", err)
			}
		})
	}
}

// TestRememberEntry keeps what a member chose the last time.
func TestRememberEntry(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	team := &access.Team{Members: members{d.store}, Now: d.Now}
	for _, wish := range []recruit.EntryPreference{recruit.WithEntry, recruit.WithEntry, recruit.WithoutEntry, ""} {
		m, err := team.RememberEntry(t.Context(), d.dana, wish)
		if want := wish == recruit.WithoutEntry || wish == ""; err != nil || m.SkipEntry != want {
			t.Errorf("%q: %+v, %v", wish, m, err)
		}
	}
}
