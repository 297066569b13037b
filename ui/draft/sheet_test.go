package draft

import (
	"reflect"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestASheetHoldsItsRecord types what a record holds into an empty one, which is
// then the same.
func TestASheetHoldsItsRecord(t *testing.T) {
	t.Parallel()
	holds(t, recruit.Job{Title: "Gardener", Department: "Parks", Location: "Lisbon", Stages: []string{"Applied", "Offer"}, Description: "Trees.\nHedges."}, NewJob)
	holds(t, recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com", Phone: "+91 22 1", TimeZone: "Asia/Kolkata", Language: "en", Headline: "Engineer", Owner: "Dana Ortiz",
		Tags: []string{"go", "trees"}, CandidateDetails: recruit.CandidateDetails{Emails: []string{"p@example.com"}, Phones: []string{"1", "2"}, Links: []string{"https://example.com"},
			Residence: "Mumbai", Origin: "Referral", Salary: "70,000 EUR a year", Fields: []recruit.OwnField{{Name: "Visa", Value: "yes"}}}}, func(c recruit.Candidate) *Sheet[recruit.Candidate] { return NewCandidate(c, nil) })
	holds(t, recruit.Member{Name: "Dana Ortiz", Email: "dana@example.com", TimeZone: "Europe/Lisbon", Role: recruit.Admin}, NewMember)
	holds(t, First{Member: recruit.Member{Name: "Dana Ortiz", Email: "dana@example.com", TimeZone: "Europe/Lisbon"}, Company: "Acme"}, NewFirst)
}

func holds[T any](t *testing.T, record T, sheet func(T) *Sheet[T]) {
	t.Helper()
	var none T
	empty := sheet(none)
	if again, err := empty.Into(record); err != nil || reflect.DeepEqual(again, record) {
		t.Errorf("an empty sheet leaves %+v, %v", again, err)
	}
	for name, typed := range sheet(record).Values() {
		if typed == "" {
			t.Errorf("%T: %s is empty", record, name)
		}
	}
	empty.Fill(sheet(record).Values())
	if got, err := empty.Into(none); err != nil || !reflect.DeepEqual(got, record) {
		t.Errorf("typed\n%+v, not\n%+v, %v", got, record, err)
	}
}

// TestASheetKeepsWhatCannotBeRead saves the other fields and says which one is
// wrong.
func TestASheetKeepsWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	s := NewCandidate(recruit.Candidate{}, nil)
	*s.At("fields"), *s.At("email") = "no sign of equality", " priya@example.com "
	c, err := s.Into(recruit.Candidate{CandidateDetails: recruit.CandidateDetails{Fields: []recruit.OwnField{{Name: "Visa", Value: "yes"}}}})
	if recruit.FieldOf(err) != "fields" || c.Email != "priya@example.com" || len(c.Fields) != 1 {
		t.Errorf("got %+v, %v", c, err)
	}
}

// TestSettingsHoldTheirRecord is the same of what is set.
func TestSettingsHoldTheirRecord(t *testing.T) {
	t.Parallel()
	holds(t, MailServer{MailAccount{Host: "smtp.example.com", Port: "465", Security: implicitTLS, User: "jobs"}, "Acme <jobs@example.com>"}, likeIt(newMailServer(recruit.MailSettings{})))
	holds(t, Inbox{MailAccount{Host: "imap.example.com", Port: "993", Security: startTLS, User: "jobs"}, "Answers"}, likeIt(newInbox("")))
	holds(t, Reminders{Candidate: Leads{Times: "24h, 1h"}, Panel: Leads{Off: true, Times: "1h"}}, likeIt(newReminders(recruit.Reminders{})))
	holds(t, Workspace{Company: "Acme", Undo: 30 * time.Second, Address: "desk.example.com:2222"}, newWorkspace)
	holds(t, recruit.ZoomApp{ClientID: "abc"}, newZoomApp)
	holds(t, recruit.MailApp{ClientID: "abc", Tenant: "example.onmicrosoft.com"}, likeIt(newMailApp(recruit.MicrosoftMail, recruit.MailApp{})))
	holds(t, recruit.Member{Name: "Dana Ortiz", Email: "dana@example.com", TimeZone: "Europe/Lisbon", TwelveHour: true, Theme: "dark", Plain: true, SkipEntry: true},
		func(m recruit.Member) *Sheet[recruit.Member] { return NewProfile(m, []string{"auto", "dark"}) })
}

// likeIt makes a sheet with the same fields.
func likeIt[T any](s *Sheet[T]) func(T) *Sheet[T] {
	return func(record T) *Sheet[T] { return NewSheet(record, s.Fields) }
}

// TestASecretStaysWithItsApp keeps the saved one where none is typed, as long as the
// app is the same one, and never hands out what was saved or typed.
func TestASecretStaysWithItsApp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ id, secret, want string }{{"abc", "", "saved"}, {" abc ", "", "saved"}, {"abc", " other ", "other"}, {"def", "", ""}, {"def", "other", "other"}} {
		s := newZoomApp(recruit.ZoomApp{ClientID: "abc", Secret: "saved"})
		if got := *s.At("client_secret"); got != "" {
			t.Errorf("the form begins with %q", got)
		}
		*s.At("client_id"), *s.At("client_secret") = c.id, c.secret
		if got, err := s.Read(); err != nil || got.Secret != c.want {
			t.Errorf("%+v is %+v, %v", c, got, err)
		}
		if kept := s.Values(); len(kept) != 1 {
			t.Errorf("kept is %v", kept)
		}
	}
}
