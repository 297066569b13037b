package plain_test

import (
	"slices"
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestRecordsAreChangedInLines changes a candidate, a job and a member, each with the
// fields that the screen's form has.
func TestRecordsAreChangedInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	ctx := t.Context()
	has(t, w.says(w.dana, "candidate priya", "change candidate", "", "", "+44 20 7946 0000", "", "Storage engineer", "go, raft", "", "", "nowhere", "", "", "", "70,000 EUR", "Notice = 3 months", "german", "https://example.com/priya"),
		"Name (enter keeps Priya Raman)", "Headline (enter for none)", "Tags (enter for none)", "German (de)", "is not the address of a page", "Links (enter keeps nowhere)", "Changed the details of Priya Raman.")
	c := firstOf(w.svc.Store.Candidate(ctx, w.priya.ID))
	if c.Phone != "+44 20 7946 0000" || c.Headline != "Storage engineer" || !slices.Equal(c.Tags, []string{"go", "raft"}) || len(c.Links) != 1 || len(c.Fields) != 1 || c.Language != "de" || c.TimeZone != "Asia/Kolkata" || c.Salary != "70,000 EUR" {
		t.Errorf("the candidate is %+v", c)
	}

	has(t, w.says(w.dana, "change job staff", "Principal Engineer", "Platform", "", "Applied, Interview, Offer", "Look after storage."), "Title (enter keeps Staff Engineer, Storage)", "Changed Principal Engineer.")
	if j := firstOf(w.svc.Store.Job(ctx, w.job.ID)); j.Title != "Principal Engineer" || j.Department != "Platform" || len(j.Stages) != 3 || j.Description != "Look after storage." {
		t.Errorf("the job is %+v", j)
	}

	lee := w.member("Lee Park", recruit.Interviewer)
	has(t, w.says(w.dana, "change member lee", "Lee Parker", "", "Seoul", "recruiter"), "Name (enter keeps Lee Park)", "Role (enter keeps interviewer)", "jobs, candidates and interviews", "Saved Lee Parker.")
	if m := firstOf(w.svc.Store.Member(ctx, lee.ID)); m.Name != "Lee Parker" || m.TimeZone != "Asia/Seoul" || m.Role != recruit.Recruiter {
		t.Errorf("the member is %+v", m)
	}
	has(t, w.says(w.dana, "change member dana", "Dana Vega", "", "", "", "settings"), "Saved Dana Vega.", "You: Dana Vega")
}

// TestChangesOfRecordsAreRefused in lines as on the screen, before anything is asked.
func TestChangesOfRecordsAreRefused(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	ivy := w.member("Ivy Reed", recruit.Interviewer)
	lee := w.member("Lee Park", recruit.Recruiter)
	for _, c := range []struct {
		who   recruit.Member
		typed []string
		heard string
	}{
		{ivy, []string{"change job staff"}, "may not change this"},
		{ivy, []string{"change candidate"}, "may not change this"},
		{lee, []string{"change member dana"}, "only an admin"},
		{w.dana, []string{"change candidate"}, "No candidate is open"},
		{w.dana, []string{"candidate priya", "change candidate dana"}, "Open the candidate first"},
		{w.dana, []string{"change job nonsense"}, "There is no job like that."},
		{w.dana, []string{"change member nonsense"}, "There is no member like that."},
		{w.dana, []string{"change"}, "Type change note, change candidate, change job or change member."},
	} {
		if heard := w.says(c.who, c.typed...); !strings.Contains(heard, c.heard) || strings.Contains(heard, "enter keeps") {
			t.Errorf("%q: no %q in:\n%s", c.typed, c.heard, heard)
		}
	}
}

// TestChangesGoOnWithARecordThatChanged: what was typed about a job is kept, and what
// someone else changed meanwhile is said and not overwritten.
func TestChangesGoOnWithARecordThatChanged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	has(t, w.says(w.dana, "change job staff", "Principal Engineer", "leave"), "What you typed is kept")
	lee := w.member("Lee Park", recruit.Recruiter)
	other := firstOf(w.svc.Store.Job(t.Context(), w.job.ID))
	other.Title, other.Location = "Lead Engineer, Storage", "Lisbon"
	firstOf(w.svc.Jobs.Update(t.Context(), lee, other))
	has(t, w.says(w.dana, "change job storage", "yes", "", "", "", "", ""), "someone has changed Title to Lead Engineer, Storage in the meantime; you typed Principal Engineer", "Location (enter keeps Lisbon)", "Changed Principal Engineer.")
	if j := firstOf(w.svc.Store.Job(t.Context(), w.job.ID)); j.Title != "Principal Engineer" || j.Location != "Lisbon" {
		t.Errorf("the job is %+v", j)
	}
}

// TestATestMailIsSentInLines says each step on the way, and what is wrong with it.
func TestATestMailIsSentInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	has(t, w.says(w.dana, "mail test"), "A test email to dana@example.com.", "Passed: ", "The mail server has accepted it; check the mailbox.")

	w = newWorld(t, true)
	has(t, w.says(w.dana, "mail test"), "There is nothing to test yet; fill in the mail server first.")
	has(t, w.says(w.dana, "settings mail", "127.0.0.1", "plain", "starttls", "1", "", "", "jobs@acme.example"), "Mail saved")
	heard := w.says(w.dana, "mail test")
	has(t, heard, "A test email to dana@example.com.", "Failed, ")
	if strings.Contains(heard, "accepted") || strings.Count(heard, "Failed") != 1 {
		t.Errorf("heard:\n%s", heard)
	}
}
