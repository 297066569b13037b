package scheduling_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scheduling"
)

// TestPreviewPeopleSaysWhatChangePeopleDoes previews a change, makes it, and
// compares.
func TestPreviewPeopleSaysWhatChangePeopleDoes(t *testing.T) {
	t.Parallel()
	change := func(add, remove string) recruit.PeopleChange {
		return recruit.PeopleChange{Add: strings.Fields(add), Remove: strings.Fields(remove)}
	}
	correct := func(old, corrected string) recruit.PeopleChange {
		return recruit.PeopleChange{Correct: map[string]string{old: corrected}}
	}
	cases := []struct {
		name   string
		change recruit.PeopleChange
		fresh  bool // nothing has left yet
		want   string
	}{
		{"someone new", change("lee@example.com", ""), false, "mail.invite lee@example.com"},
		{"someone less", change("", "dana@example.com"), false,
			"mail.update priya@example.org, mail.cancel dana@example.com, mail.update guest@example.net"},
		{"one for another", change("lee@example.com", "guest@example.net"), false,
			"mail.update priya@example.org, mail.update dana@example.com, mail.cancel guest@example.net, mail.invite lee@example.com"},
		{"the candidate's address", correct("priya@example.org", "priya@example.net"), false,
			"mail.cancel priya@example.org, mail.update dana@example.com, mail.update guest@example.net, mail.invite priya@example.net"},
		{"before anybody was told", change("", "dana@example.com"), true, "mail.invite priya@example.org, mail.invite guest@example.net"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			d.Reminders = func(context.Context) (recruit.Reminders, error) { return recruit.DefaultReminders(), nil }
			r := d.schedule(t)
			if !c.fresh {
				r = recruittest.Arrived(t, d.store, r, d.now)
			}
			log, before := len(d.store.Activity()), r
			previewed, err := d.PreviewPeople(t.Context(), d.robin, r.Interview.ID, c.change)
			if err != nil {
				t.Fatal(err)
			}
			if got := plan(previewed.Effects); got != c.want {
				t.Errorf("previewed %q, want %q", got, c.want)
			}
			if now := d.store.Records()[0]; !reflect.DeepEqual(now, before) || len(d.store.Activity()) != log {
				t.Errorf("looking ahead changed it: %+v", now)
			}
			r, err = d.ChangePeople(t.Context(), d.robin, r.Interview.ID, scheduling.ExpectedVersion(r.Interview.Version), c.change, 0)
			if err != nil {
				t.Fatal(err)
			}
			made := slices.DeleteFunc(slices.Clone(r.Effects), func(e recruit.Effect) bool {
				return e.Version != r.Interview.Version || e.Kind == recruit.MailReminder
			})
			if got := plan(made); got != c.want {
				t.Errorf("done %q, want %q", got, c.want)
			}
			i, j := previewed.Record.Interview, r.Interview
			if i.Version != j.Version || i.Sequence != j.Sequence || !reflect.DeepEqual(previewed.Record.People, r.People) {
				t.Errorf("previewed %+v of %+v,\ndone %+v of %+v", i, previewed.Record.People, j, r.People)
			}
		})
	}
}

func TestPreviewPeopleRefuses(t *testing.T) {
	t.Parallel()
	lee := recruit.PeopleChange{Add: []string{"lee@example.com"}}
	cases := []struct {
		name   string
		actor  func(*world) recruit.Member
		later  time.Duration
		change recruit.PeopleChange
		kind   error
		says   string
	}{
		{"a reader", func(d *world) recruit.Member { return recruit.Member{ID: d.robin.ID, Role: recruit.ReadOnly} }, 0, lee, recruit.ErrRefused, ""},
		{"another recruiter", func(d *world) recruit.Member { return d.dana }, 0, lee, recruit.ErrRefused, "Robin Reyes"},
		{"when it is over", nil, 49 * time.Hour, lee, recruit.ErrRefused, "is over"},
		{"nothing", nil, 0, recruit.PeopleChange{}, recruit.ErrInvalid, "Nobody was added"},
		{"no address", nil, 0, recruit.PeopleChange{Add: []string{"lee"}}, recruit.ErrInvalid, "not an email address"},
		{"twice", nil, 0, recruit.PeopleChange{Add: []string{"dana@example.com"}}, recruit.ErrInvalid, "is already invited"},
		{"without the candidate", nil, 0, recruit.PeopleChange{Remove: []string{"priya@example.org"}}, recruit.ErrRefused, "cancel the interview"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			r, actor := d.schedule(t), d.robin
			if c.actor != nil {
				actor = c.actor(d)
			}
			d.now = d.now.Add(c.later)
			_, err := d.PreviewPeople(t.Context(), actor, r.Interview.ID, c.change)
			if !errors.Is(err, c.kind) || !strings.Contains(recruit.Sentence(err), c.says) {
				t.Errorf("got %v, want kind %v saying %q", err, c.kind, c.says)
			}
		})
	}
}

func TestPreviewPeopleWarnsOfBusyNewcomers(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	d.schedule(t)
	f := d.draft()
	f.Participants, f.Platform, f.Place = nil, recruit.Phone, "+351 1"
	second, err := d.Schedule(t.Context(), d.robin, recruittest.InSpite(t, d.Service, d.robin, f), 0)
	if err != nil {
		t.Fatal(err)
	}
	got, err := d.PreviewPeople(t.Context(), d.robin, second.Interview.ID, recruit.PeopleChange{Add: []string{"dana@example.com", "lee@example.com"}})
	if err != nil || len(got.Warnings) != 1 || got.Warnings[0].Sentence != "Dana Ortiz has another interview 09:00–09:45." {
		t.Errorf("warnings %+v, %v", got.Warnings, err)
	}
}

// TestWhoWasNotShownANameHearsNothing replaces someone who was invited later than the
// others: only who was told that they come hears that they do not. The seat that the
// newcomer takes is kept.
func TestWhoWasNotShownANameHearsNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name  string
		later bool // someone else was invited after them, and so was shown their name
		swap  string
		want  string
		rises bool // the calendar sequence
	}{
		{"nobody was shown it", false, "lee@example.com", "mail.cancel lee@example.com, mail.invite kim@example.com", false},
		{"one was shown it", true, "lee@example.com", "mail.cancel lee@example.com, mail.update ola@example.com, mail.invite kim@example.com", false},
		{"all were shown it", false, "guest@example.net", "mail.update priya@example.org, mail.update dana@example.com, mail.cancel guest@example.net, mail.update lee@example.com, mail.invite kim@example.com", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := newWorld(t)
			kim := d.store.AddMember(recruit.Member{Name: "Kim", Email: "kim@example.com", Role: recruit.Interviewer, TimeZone: "UTC"})
			r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
			join := func(address string) {
				t.Helper()
				d.now = d.now.Add(time.Minute)
				var err error
				if r, err = d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, recruit.PeopleChange{Add: []string{address}}, 0); err != nil {
					t.Fatal(err)
				}
				r = recruittest.Arrived(t, d.store, r, d.now)
			}
			if join("lee@example.com"); c.later {
				join("ola@example.com")
			}
			d.now = d.now.Add(time.Minute)
			before := r.Interview
			r, err := d.ChangePeople(t.Context(), d.robin, before.ID, 0, recruit.PeopleChange{Add: []string{kim.Email}, Remove: []string{c.swap}, Seats: []recruit.Seat{{Address: "Kim@example.com", Pool: 7, Level: "qualified"}}}, 0)
			if err != nil {
				t.Fatal(err)
			}
			var made []recruit.Effect
			for _, e := range r.Effects {
				if e.Version == r.Interview.Version && e.Kind != recruit.MailReminder {
					made = append(made, e)
				}
			}
			if got := plan(made); got != c.want {
				t.Errorf("plans %q, want %q", got, c.want)
			}
			if r.Interview.UID != before.UID || (r.Interview.Sequence > before.Sequence) != c.rises {
				t.Errorf("the event was %s %d and is %s %d", before.UID, before.Sequence, r.Interview.UID, r.Interview.Sequence)
			}
			if p, _ := r.Person(kim.Email); p.Pool != 7 || p.PoolLevel != "qualified" || !p.InvitedAt.Equal(d.now) {
				t.Errorf("the newcomer is %+v", p)
			}
		})
	}
}

// TestInvitedAgainByTheSameChange holds that who is taken off and invited again at once is
// as they were to everybody: those who were told of them hear when they really leave.
func TestInvitedAgainByTheSameChange(t *testing.T) {
	t.Parallel()
	d := newWorld(t)
	r := recruittest.Arrived(t, d.store, d.schedule(t), d.now)
	since, _ := r.Person("guest@example.net")
	change := func(c recruit.PeopleChange) {
		t.Helper()
		d.now = d.now.Add(time.Minute)
		var err error
		if r, err = d.ChangePeople(t.Context(), d.robin, r.Interview.ID, 0, c, 0); err != nil {
			t.Fatal(err)
		}
	}
	change(recruit.PeopleChange{Add: []string{"guest@example.net"}, Remove: []string{"guest@example.net"}})
	if p, _ := r.Person("guest@example.net"); !p.InvitedAt.Equal(since.InvitedAt) {
		t.Errorf("invited at %s, was %s", p.InvitedAt, since.InvitedAt)
	}
	change(recruit.PeopleChange{Remove: []string{"guest@example.net"}})
	if !slices.ContainsFunc(r.Effects, func(e recruit.Effect) bool {
		return e.Version == r.Interview.Version && e.Kind == recruit.MailUpdate && e.Target == "priya@example.org"
	}) {
		t.Errorf("the candidate is not told: %s", plan(r.Effects))
	}
}
