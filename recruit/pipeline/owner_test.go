package pipeline_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"recruitty/mail"
	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/services"
	"recruitty/store"
	"recruitty/store/storetest"
)

// people is a workspace with two members of the same name.
type people struct {
	svc           *services.Services
	ada, sam, two recruit.Member
	interviewer   recruit.Member
}

type noZoom struct{ recruit.Authorizer }

func (noZoom) Permissions() []recruit.Permission     { return nil }
func (noZoom) Missing([]string) []recruit.Permission { return nil }

func newPeople(t *testing.T) *people {
	t.Helper()
	db, err := store.Open(t.Context(), storetest.Folder(t), store.Options{Clock: recruittest.At})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	p := &people{svc: services.New(db, noZoom{}, mail.NewMailer(func(context.Context) (recruit.MailSettings, error) { return recruit.MailSettings{}, nil }, recruittest.At), recruit.Environment{}, recruittest.At)}
	add := func(name, email string, role recruit.Role) recruit.Member {
		m, err := p.svc.Team.Add(t.Context(), p.ada, recruit.Member{Name: name, Email: email, Role: role, TimeZone: "UTC"})
		must(t, err)
		return m
	}
	p.ada = add("Ada", "ada@corp.example", recruit.Admin)
	p.sam = add("Sam Okafor", "sam@corp.example", recruit.Recruiter)
	p.two = add("Sam Okafor", "sam.two@corp.example", recruit.Recruiter)
	p.interviewer = add("Inês", "ines@corp.example", recruit.Interviewer)
	return p
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestOwner(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	ctx, line := t.Context(), p.svc.Pipeline
	c, err := line.Add(ctx, p.ada, recruit.Candidate{Name: "Jane Doe", Owner: " ADA ", CandidateDetails: recruit.CandidateDetails{Salary: "70,000 EUR a year"}})
	must(t, err)
	if c.OwnerID != p.ada.ID || c.Owner != "Ada" || c.Salary != "70,000 EUR a year" {
		t.Fatalf("added with %d %q %q", c.OwnerID, c.Owner, c.Salary)
	}
	for typed, want := range map[string]string{"Nobody Known": "is not in the team", "sam okafor": "2 members are called"} {
		c.Owner = typed
		if _, err := line.Update(ctx, p.ada, c); !errors.Is(err, recruit.ErrInvalid) || !strings.Contains(err.Error(), want) {
			t.Errorf("owner %q: %v", typed, err)
		}
	}
	c.Owner = "SAM.two@corp.example"
	c, err = line.Update(ctx, p.ada, c)
	must(t, err)
	if c.OwnerID != p.two.ID || c.Owner != "Sam Okafor" {
		t.Fatalf("changed to %d %q", c.OwnerID, c.Owner)
	}
	page, err := p.svc.Store.CandidatePage(ctx, recruit.CandidateFilter{})
	must(t, err)
	if len(page.Rows) != 1 || page.Rows[0].Owner != "Sam Okafor" {
		t.Errorf("listed as %+v", page.Rows)
	}
	// Who has left stays the owner until someone says another one.
	_, err = p.svc.Team.Remove(ctx, p.ada, p.two.ID)
	must(t, err)
	c.Headline = "Engineer"
	c, err = line.Update(ctx, p.ada, c)
	must(t, err)
	if c.OwnerID != p.two.ID {
		t.Errorf("the owner who left is %d now", c.OwnerID)
	}
	c.Owner = ""
	c, err = line.Update(ctx, p.ada, c)
	must(t, err)
	if c.OwnerID != 0 || c.Owner != "" {
		t.Errorf("nobody is %d %q", c.OwnerID, c.Owner)
	}
	log, err := p.svc.Store.Activities(ctx, recruit.ActivityFilter{CandidateID: c.ID})
	must(t, err)
	if log[0].Text != "Changed the details. Owner: Sam Okafor → none" {
		t.Errorf("the log says %q", log[0].Text)
	}
}

// What someone expects to earn is not for the panel, in the record or in the log.
func TestExpectedSalaryIsNotForThePanel(t *testing.T) {
	t.Parallel()
	p := newPeople(t)
	ctx := t.Context()
	c, err := p.svc.Pipeline.Add(ctx, p.ada, recruit.Candidate{Name: "Jane Doe", Email: "jane@doe.example", CandidateDetails: recruit.CandidateDetails{Salary: "70,000 EUR"}})
	must(t, err)
	job, err := p.svc.Jobs.Add(ctx, p.ada, recruit.Job{Title: "Engineer"})
	must(t, err)
	_, err = p.svc.Pipeline.Link(ctx, p.ada, c.ID, job.ID, "")
	must(t, err)
	_, err = p.svc.Scheduling.Schedule(ctx, p.ada, recruit.ScheduleRequest{CandidateID: c.ID, JobID: job.ID, Title: "Talk", TimeZone: "UTC",
		Start: recruittest.At().AddDate(0, 0, 3), Duration: 30 * time.Minute, Platform: recruit.Phone, Place: "+1", Participants: []string{p.interviewer.Email}}, 0)
	must(t, err)
	c.Salary = "80,000 EUR"
	_, err = p.svc.Pipeline.Update(ctx, p.ada, c)
	must(t, err)
	seen := p.svc.Store.VisibleTo(p.interviewer)
	profile, err := seen.Profile(ctx, c.ID)
	must(t, err)
	log, err := seen.Activities(ctx, recruit.ActivityFilter{CandidateID: c.ID})
	must(t, err)
	for _, l := range log {
		if strings.Contains(l.Text, "EUR") {
			t.Errorf("the panel reads %q", l.Text)
		}
	}
	if profile.Candidate.Salary != "" {
		t.Errorf("the panel reads %q", profile.Candidate.Salary)
	}
	if all, err := p.svc.Store.Profile(ctx, c.ID); err != nil || all.Candidate.Salary != "80,000 EUR" {
		t.Errorf("the recruiter reads %q, %v", all.Candidate.Salary, err)
	}
}
