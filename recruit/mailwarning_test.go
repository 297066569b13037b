package recruit_test

import (
	"crypto/rand"
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/doctor"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/services"
)

// TestAnotherAddressWarnsWhileInterviewsStand holds which changes of the sender and
// of an organiser's address are warned about.
func TestAnotherAddressWarnsWhileInterviewsStand(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	sender := func(is string) (string, error) { return o.svc.MailAccounts.Warning(ctx, is) }
	organiser := func(was, is recruit.Member) (string, error) {
		return accounts.OrganiserWarning(ctx, o.db, was, is, recruittest.At)
	}
	renamed, moved, idle := o.admin, o.admin, o.roles[recruit.ReadOnly]
	renamed.Name, moved.Email, idle.Email = "Another Name", "moved@example.com", "elsewhere@example.com"
	for _, c := range []struct {
		name string
		ask  func() (string, error)
		want string // "" for no warning
	}{
		{"before anybody was invited", func() (string, error) { return sender("people@example.com") }, ""},
		{"another sender", func() (string, error) { invited(t, o, "jobs@example.com"); return sender("people@example.com") }, "2 scheduled interviews were invited from jobs@example.com."},
		{"another name alone", func() (string, error) { return sender("Acme Group <JOBS@example.com>") }, ""},
		{"no sender any more", func() (string, error) { return sender("") }, "2 scheduled interviews were invited from jobs@example.com."},
		{"several", func() (string, error) {
			invited(t, o, "old@example.com", o.own.interview)
			return sender("people@example.com")
		},
			"1 scheduled interview was invited from jobs@example.com, 1 from old@example.com. Calendars send answers there, and some accept no changes from another address: keep those mailboxes in use"},
		{"one of several", func() (string, error) { return sender("jobs@example.com") }, "1 scheduled interview was invited from old@example.com."},
		{"all told anew", func() (string, error) { invited(t, o, "people@example.com"); return sender("people@example.com") }, ""},
		{"another address of the organiser", func() (string, error) { return organiser(o.admin, moved) }, "The admin organises 2 interviews that are scheduled; invitations already sent name admin@example.com"},
		{"another name of the organiser", func() (string, error) { return organiser(o.admin, renamed) }, ""},
		{"someone who organises nothing", func() (string, error) { return organiser(o.roles[recruit.ReadOnly], idle) }, ""},
	} {
		got, err := c.ask()
		if err != nil || !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s warns %q (%v), want %q", c.name, got, err, c.want)
		}
	}
	for _, x := range []recruit.InterviewID{o.own.interview, o.other.interview} {
		_, err := o.svc.Scheduling.Cancel(ctx, o.admin, x, 0, "", 0)
		must(t, err)
	}
	if got, err := sender("jobs@example.com"); got != "" || err != nil {
		t.Errorf("without an interview that is scheduled it warns %q (%v)", got, err)
	}
}

// invited lets mails from sender reach everybody who is invited to interviews, all
// of the office's without any.
func invited(t *testing.T, o *office, sender string, only ...recruit.InterviewID) {
	t.Helper()
	if len(only) == 0 {
		only = []recruit.InterviewID{o.own.interview, o.other.interview}
	}
	for _, id := range only {
		r, err := o.db.Record(t.Context(), id)
		must(t, err)
		c := recruit.Commit{Interview: r.Interview, People: r.People}
		for _, p := range r.Recipients() {
			c.Effects = append(c.Effects, recruit.Effect{Version: r.Interview.Version, Kind: recruit.MailUpdate, Target: strings.ToUpper(p.Address), State: recruit.Done, MaybeSent: true,
				MessageID: strings.ToLower(rand.Text()) + "@" + sender, Sender: sender, CreatedAt: recruittest.At(), DoneAt: recruittest.At()})
		}
		_, err = o.db.Commit(t.Context(), c)
		must(t, err)
	}
}

// TestTheSenderInForceIsCompared holds that however the sender came about, what it
// does to interviews that stand is said: in the environment, without any, signed out.
func TestTheSenderInForceIsCompared(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	must(t, o.db.SetSecret(ctx, recruit.SettingMailURL, "smtp://mail.example.com"))
	must(t, o.db.SetSetting(ctx, recruit.SettingMailFrom, "Acme <jobs@example.com>"))
	invited(t, o, "jobs@example.com")
	for _, c := range []struct {
		name  string
		env   recruit.Environment
		clear bool
		warns bool
	}{
		{"as it was", recruit.Environment{}, false, false},
		{"another in the environment", recruit.Environment{MailFrom: "people@example.com"}, false, true},
		{"another server in the environment", recruit.Environment{SMTP: "smtp://elsewhere.example.com", MailFrom: "people@example.com"}, false, true},
		{"the same in the environment", recruit.Environment{SMTP: "smtp://elsewhere.example.com", MailFrom: "jobs@example.com"}, false, false},
		{"no server any more", recruit.Environment{}, true, true},
	} {
		if c.clear {
			must(t, o.db.SetSecret(ctx, recruit.SettingMailURL, ""))
		}
		svc := services.New(o.db, nobody{}, nobody{}, c.env, recruittest.At)
		got, err := svc.MailAccounts.Standing(ctx)
		if err != nil || (got != "") != c.warns {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
		found, err := doctor.New(svc, o.db, inspectorStub{}).Examine(ctx, o.admin)
		if said := slices.ContainsFunc(found, func(f doctor.Finding) bool { return f.Kind == doctor.FoundSender }); err != nil || said != c.warns {
			t.Errorf("%s: the doctor finds %+v, %v", c.name, found, err)
		}
	}
}

// TestWhoJoinsAnewDoesNotOrganise holds that interviews of someone who has left are
// named when that person joins again.
func TestWhoJoinsAnewDoesNotOrganise(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	lee, err := o.svc.Team.Add(ctx, o.admin, recruit.Member{Name: "Lee Park", Email: "lee@example.com", Role: recruit.Admin})
	must(t, err)
	_, err = o.svc.Scheduling.TakeOver(ctx, lee, o.own.interview, 0)
	must(t, err)
	_, err = o.svc.Team.Remove(ctx, o.admin, lee.ID)
	must(t, err)
	for _, c := range []struct{ name, email, want string }{
		{"Lee  PARK", "lee.park@example.com", "Lee Park, who left the team, organises an interview that is scheduled as lee@example.com"},
		{"Someone Else", "else@example.com", ""},
	} {
		added, err := o.svc.Team.Add(ctx, o.admin, recruit.Member{Name: c.name, Email: c.email, Role: recruit.Recruiter})
		must(t, err)
		if got, err := accounts.JoinWarning(ctx, o.db, added, recruittest.At); err != nil || !strings.Contains(got, c.want) || c.want == "" && got != "" {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

// TestTheOrganisersEntryIsExamined holds that an entry that did not come, or goes to
// an address that is not the organiser's any more, is found.
func TestTheOrganisersEntryIsExamined(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		change func(c *recruit.Commit)
		want   string // "" for nothing
	}{
		{"arrived", func(*recruit.Commit) {}, ""},
		{"refused", func(c *recruit.Commit) {
			c.Effects[0].State, c.Effects[0].Error = recruit.Failed, "The mailbox is full."
		}, "has not arrived: The mailbox is full."},
		{"never planned", func(c *recruit.Commit) {
			c.People = slices.DeleteFunc(slices.Clone(c.People), func(p recruit.Participant) bool { return p.Audience == recruit.ToOrganiser })
		}, "was never planned"},
		{"to an old address", func(c *recruit.Commit) {
			for i, p := range c.People {
				if p.Audience == recruit.ToOrganiser {
					c.People[i].Address = "before@example.com"
				}
			}
		}, "goes to before@example.com"},
		{"given up", func(c *recruit.Commit) { c.Effects[0].State = recruit.Superseded }, "was not sent"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			o, ctx := newOffice(t), t.Context()
			r, err := o.db.Record(ctx, o.own.interview)
			must(t, err)
			change := recruit.Commit{Interview: r.Interview, People: r.People}
			for _, e := range r.Effects {
				if e.Kind == recruit.MailInvite && e.Target == o.admin.Email {
					e.State, e.MaybeSent, e.DoneAt = recruit.Done, true, recruittest.At()
					change.Effects = []recruit.Effect{e}
				}
			}
			if len(change.Effects) != 1 {
				t.Fatalf("the organiser has no entry: %+v", r.Effects)
			}
			c.change(&change)
			_, err = o.db.Commit(ctx, change)
			must(t, err)
			found, err := doctor.New(o.svc, o.db, inspectorStub{}).Examine(ctx, o.admin)
			must(t, err)
			said := ""
			for _, f := range found {
				if f.Kind == doctor.FoundEntry && f.InterviewID == o.own.interview {
					said += f.Sentence
				}
			}
			if !strings.Contains(said, c.want) || c.want == "" && said != "" {
				t.Errorf("found %q, want %q", said, c.want)
			}
		})
	}
}
