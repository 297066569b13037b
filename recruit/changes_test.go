package recruit_test

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
)

// Every change of a record or a setting keeps the old and the new value in the
// log (R16); a secret is never in it.
func TestTheLogKeepsOldAndNewValues(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), t.Context()
	var seen recruit.ActivityID
	newest := func() string { // what the log says since it was asked last
		t.Helper()
		all, err := o.db.Activities(ctx, recruit.ActivityFilter{Limit: 10})
		must(t, err)
		var texts []string
		for _, a := range all {
			if a.ID > seen {
				texts = append(texts, a.Text)
			}
		}
		seen = all[0].ID
		return strings.Join(texts, "\n")
	}
	for _, c := range []struct {
		name string
		do   func() error
		want string
	}{
		{"candidate", func() error {
			c, err := o.svc.Store.Candidate(ctx, o.own.candidate)
			must(t, err)
			c.Phone, c.Headline = "+44 20 7946 0958", "Engineer"
			_, err = o.svc.Pipeline.Update(ctx, o.admin, c)
			return err
		}, "Phone: none → +44 20 7946 0958"},
		{"candidate's address, which moves the invitations", func() error {
			c, err := o.svc.Store.Candidate(ctx, o.own.candidate)
			must(t, err)
			c.Email = "another@candidate.example"
			_, err = o.svc.Pipeline.Update(ctx, o.admin, c)
			return err
		}, " → another@candidate.example"},
		{"job", func() error {
			j, err := o.svc.Store.Job(ctx, o.own.job)
			must(t, err)
			j.Location, j.Description = "Porto", "Two\nlines"
			_, err = o.svc.Jobs.Update(ctx, o.admin, j)
			return err
		}, "Location: none → Porto; Description: none → “Two\nlines”"},
		{"member", func() error {
			m := o.roles[recruit.Recruiter]
			m.Role = recruit.Interviewer
			_, err := o.svc.Team.Update(ctx, o.admin, m)
			return err
		}, "Role: recruiter → interviewer"},
		{"own profile", func() error {
			m, err := o.svc.Store.Member(ctx, o.admin.ID)
			must(t, err)
			m.TwelveHour, m.TimeZone = true, "Asia/Kolkata"
			_, err = o.svc.Team.Update(ctx, o.admin, m)
			return err
		}, " → Asia/Kolkata; Clock: 14:30 → 2:30 pm"},
		{"company", func() error { return o.svc.Settings.SetWorkspace(ctx, o.admin, "Acme Group") }, " → Acme Group"},
		{"undo", func() error { return o.svc.Settings.SetUndo(ctx, o.admin, 20*time.Second) }, "Undo seconds: 8 → 20"},
		{"SSH address", func() error { return o.svc.Settings.SetHostAddress(ctx, o.admin, "desk.example.com:2222") }, "SSH address: none → desk.example.com:2222"},
		{"platform", func() error { return o.svc.Accounts.SetDefaultPlatform(ctx, o.admin, recruit.Phone) }, "Default platform: none → phone"},
		{"language", func() error { return o.svc.Templates.SetLanguage(ctx, o.admin, "de") }, "Language of emails: English (en) → German (de)"},
		{"reminders", func() error {
			return o.svc.Settings.SetReminders(ctx, o.admin, recruit.Reminders{Panel: []time.Duration{time.Hour}})
		}, "Candidate: 24h, 1h → off; Panel: 24h, 1h → 1h"},
		{"time", func() error {
			_, err := o.svc.Scheduling.Reschedule(ctx, o.admin, o.own.interview, 0, recruit.RescheduleRequest{Start: recruittest.At().Add(48 * time.Hour), TimeZone: "UTC", Duration: time.Hour}, 0)
			return err
		}, " 2026 "},
		{"duration alone", func() error {
			_, err := o.svc.Scheduling.Reschedule(ctx, o.admin, o.own.interview, 0, recruit.RescheduleRequest{Start: recruittest.At().Add(48 * time.Hour), TimeZone: "UTC", Duration: 45 * time.Minute}, 0)
			return err
		}, ", 60 → 45 min"},
		{"zone of the interview alone", func() error {
			_, err := o.svc.Scheduling.Reschedule(ctx, o.admin, o.own.interview, 0, recruit.RescheduleRequest{Start: recruittest.At().Add(48 * time.Hour), TimeZone: "Europe/Madrid", Duration: 45 * time.Minute}, 0)
			return err
		}, " UTC → "},
		{"who is invited", func() error {
			_, err := o.svc.Scheduling.ChangePeople(ctx, o.admin, o.own.interview, 0, recruit.PeopleChange{Add: []string{"guest@example.org"}, Remove: []string{"interviewer@example.com"}}, 0)
			return err
		}, "guest@example.org"},
		{"answer by hand", func() error {
			_, err := o.svc.Answers.Set(ctx, o.admin, o.own.interview, "guest@example.org", recruit.Accepted, "")
			return err
		}, "accepted"},
		{"another answer by hand", func() error {
			_, err := o.svc.Answers.Set(ctx, o.admin, o.own.interview, "guest@example.org", recruit.Declined, "")
			return err
		}, "(before: accepted)"},
		{"organiser", func() error {
			second, err := o.svc.Team.Add(ctx, o.admin, recruit.Member{Name: "Second Admin", Email: "second@example.com", Role: recruit.Admin})
			must(t, err)
			_, err = o.svc.Scheduling.TakeOver(ctx, second, o.own.interview, 0)
			return err
		}, "Organiser: The admin → Second Admin"},
		{"stage", func() error {
			_, err := o.svc.Pipeline.Move(ctx, o.admin, o.own.candidate, o.own.job, "Offer")
			return err
		}, "from Applied to Offer"},
		{"note", func() error {
			_, err := o.svc.Pipeline.EditNote(ctx, o.admin, o.own.candidate, o.own.note, "", "another text")
			return err
		}, "“about own” → “another text”"},
		{"note removed", func() error {
			_, err := o.svc.Pipeline.RemoveNote(ctx, o.admin, o.own.candidate, o.own.note)
			return err
		}, "“another text”"},
		{"file removed", func() error {
			return o.svc.Pipeline.RemoveFile(ctx, o.admin, o.own.candidate, o.own.file, true)
		}, "Removed the file own.txt"},
		{"Zoom app", func() error {
			return o.svc.Settings.SetZoomApp(ctx, o.admin, recruit.ZoomApp{ClientID: "client-1", Secret: "s3cret-1"})
		}, "Client ID: none → client-1; Client secret: changed"},
	} {
		if err := c.do(); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := newest(); !strings.Contains(got, c.want) {
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
	c, err := o.svc.Store.Candidate(ctx, o.own.candidate)
	must(t, err)
	_, err = o.svc.Pipeline.Update(ctx, o.admin, c)
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
	c, err := o.svc.Pipeline.Add(ctx, o.admin, recruit.Candidate{Name: "Zora First", Email: "zora.first@example.org", Phone: "+44 20 7946 0111"})
	must(t, err)
	c.Name, c.Email, c.Phone, c.Tags = "Zora Second", "zora.second@example.org", "+44 20 7946 0222", []string{"violinist"}
	c, err = o.svc.Pipeline.Update(ctx, o.admin, c)
	must(t, err)
	log := o.lines(t, c.ID)
	traces := []string{"Zora First", "Zora Second", "zora.first@", "zora.second@", "0111", "0222", "violinist"}
	for _, trace := range traces {
		if !strings.Contains(log, trace) {
			t.Errorf("no %q in the log:\n%s", trace, log)
		}
	}
	_, err = o.svc.Pipeline.Erase(ctx, o.admin, c.ID)
	must(t, err)
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
