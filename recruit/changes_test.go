package recruit_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// Every change of a record or a setting keeps the old and the new value in the
// log (R16); a secret is never in it.
func TestTheLogKeepsOldAndNewValues(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	last := func() string {
		t.Helper()
		all, err := o.db.Activities(ctx, recruit.ActivityFilter{Limit: 1})
		must(t, err)
		return all[0].Text
	}
	for _, c := range []struct {
		name string
		do   func() error
		want string
	}{
		{"candidate", func() error {
			c, err := o.desk.Store.Candidate(ctx, o.own.candidate)
			must(t, err)
			c.Phone, c.Headline = "+44 20 7946 0958", "Engineer"
			_, err = o.desk.Pipeline.Update(ctx, o.admin, c)
			return err
		}, "Phone: none → +44 20 7946 0958"},
		{"candidate's address, which moves the invitations", func() error {
			c, err := o.desk.Store.Candidate(ctx, o.own.candidate)
			must(t, err)
			c.Email = "another@candidate.example"
			_, err = o.desk.Pipeline.Update(ctx, o.admin, c)
			return err
		}, " → another@candidate.example"},
		{"job", func() error {
			j, err := o.desk.Store.Job(ctx, o.own.job)
			must(t, err)
			j.Location, j.Description = "Porto", "Two\nlines"
			_, err = o.desk.Openings.Update(ctx, o.admin, j)
			return err
		}, "Location: none → Porto; Description: none → “Two\nlines”"},
		{"member", func() error {
			m := o.roles[recruit.Recruiter]
			m.Role = recruit.Interviewer
			_, err := o.desk.Team.Update(ctx, o.admin, m)
			return err
		}, "Role: recruiter → interviewer"},
		{"own profile", func() error {
			m, err := o.desk.Store.Member(ctx, o.admin.ID)
			must(t, err)
			m.TwelveHour, m.TimeZone = true, "Asia/Kolkata"
			_, err = o.desk.Team.Update(ctx, o.admin, m)
			return err
		}, " → Asia/Kolkata; Clock: 14:30 → 2:30 pm"},
		{"company", func() error { return o.desk.Settings.SetWorkspace(ctx, o.admin, "Acme Group") }, " → Acme Group"},
		{"undo", func() error { return o.desk.Settings.SetUndo(ctx, o.admin, 20*time.Second) }, "Undo seconds: 8 → 20"},
		{"SSH address", func() error { return o.desk.Settings.SetHostAddress(ctx, o.admin, "desk.example.com:2222") }, "SSH address: none → desk.example.com:2222"},
		{"platform", func() error { return o.desk.Accounts.SetDefaultPlatform(ctx, o.admin, recruit.Phone) }, "Default platform: none → phone"},
		{"language", func() error { return o.desk.Templates.SetLanguage(ctx, o.admin, "de") }, "Language of mails: English (en) → German (de)"},
		{"reminders", func() error {
			return o.desk.Settings.SetReminders(ctx, o.admin, recruit.Reminders{Panel: []time.Duration{time.Hour}})
		}, "Candidate: 24h, 1h → off; Panel: 24h, 1h → 1h"},
		{"Zoom app", func() error {
			return o.desk.Settings.SetZoomApp(ctx, o.admin, recruit.ZoomApp{ClientID: "client-1", Secret: "s3cret-1"})
		}, "Client id: none → client-1; Client secret: changed"},
	} {
		if err := c.do(); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := last(); !strings.Contains(got, c.want) {
			t.Errorf("%s: the log says %q, want %q in it", c.name, got, c.want)
		}
	}
	all, err := o.db.Activities(ctx, recruit.ActivityFilter{})
	must(t, err)
	for _, a := range all {
		if strings.Contains(a.Text, "s3cret") {
			t.Errorf("a secret is in the log: %q", a.Text)
		}
	}
	// Saving without a change says nothing.
	before := len(all)
	c, err := o.desk.Store.Candidate(ctx, o.own.candidate)
	must(t, err)
	_, err = o.desk.Pipeline.Update(ctx, o.admin, c)
	must(t, err)
	all, err = o.db.Activities(ctx, recruit.ActivityFilter{})
	must(t, err)
	if len(all) != before {
		t.Errorf("a save that changed nothing is in the log: %q", all[0].Text)
	}
}

func TestErasingTakesOldAndNewValuesFromTheLog(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	c, err := o.desk.Pipeline.Add(ctx, o.admin, recruit.Candidate{Name: "Zora First", Email: "zora.first@example.org", Phone: "+44 20 7946 0111"})
	must(t, err)
	c.Name, c.Email, c.Phone, c.Tags = "Zora Second", "zora.second@example.org", "+44 20 7946 0222", []string{"violinist"}
	c, err = o.desk.Pipeline.Update(ctx, o.admin, c)
	must(t, err)
	log := o.lines(t, c.ID)
	traces := []string{"Zora First", "Zora Second", "zora.first@", "zora.second@", "0111", "0222", "violinist"}
	for _, trace := range traces {
		if !strings.Contains(log, trace) {
			t.Errorf("no %q in the log:\n%s", trace, log)
		}
	}
	must(t, o.desk.Pipeline.Erase(ctx, o.admin, c.ID))
	all, err := o.db.Activities(ctx, recruit.ActivityFilter{})
	must(t, err)
	for _, a := range all {
		for _, trace := range traces {
			if strings.Contains(a.Text, trace) {
				t.Errorf("%q is still in the log: %q", trace, a.Text)
			}
		}
	}
}
