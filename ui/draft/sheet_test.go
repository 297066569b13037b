package draft

import (
	"reflect"
	"testing"

	"recruitty/recruit"
)

// TestASheetHoldsItsRecord types what a record holds into an empty one, which is
// then the same.
func TestASheetHoldsItsRecord(t *testing.T) {
	t.Parallel()
	holds(t, recruit.Job{Title: "Gardener", Department: "Parks", Location: "Lisbon", Stages: []string{"Applied", "Offer"}, Description: "Trees.\nHedges."}, NewJob)
	holds(t, recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com", Phone: "+91 22 1", TimeZone: "Asia/Kolkata", Language: "en", Headline: "Engineer",
		Tags: []string{"go", "trees"}, CandidateDetails: recruit.CandidateDetails{Emails: []string{"p@example.com"}, Phones: []string{"1", "2"}, Links: []string{"https://example.com"},
			Residence: "Mumbai", Origin: "Referral", Fields: []recruit.OwnField{{Name: "Visa", Value: "yes"}}}}, NewCandidate)
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
	s := NewCandidate(recruit.Candidate{})
	*s.At("fields"), *s.At("email") = "no sign of equality", " priya@example.com "
	c, err := s.Into(recruit.Candidate{CandidateDetails: recruit.CandidateDetails{Fields: []recruit.OwnField{{Name: "Visa", Value: "yes"}}}})
	if recruit.FieldOf(err) != "fields" || c.Email != "priya@example.com" || len(c.Fields) != 1 {
		t.Errorf("got %+v, %v", c, err)
	}
}
