package ui_test

import (
	"context"
	"testing"

	"recruitty/recruit"
)

// TestTwoPeopleEditOneCandidate saves on an old version: what only the other
// changed is taken in, what both changed stands there twice.
func TestTwoPeopleEditOneCandidate(t *testing.T) {
	t.Parallel()
	var c recruit.Candidate
	o := open(t, 100, 30, func(o *office) {
		c = o.candidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com", Headline: "Engineer"}, o.job("Staff Engineer"))
	}, nil)
	stored := func() recruit.Candidate { return firstOf(o.desk.Store.Candidate(context.Background(), c.ID)) }
	o.Press("3", "enter", "e")
	o.Shows("Edit details", "Priya Raman", "empty when nobody knows")
	o.Press("tab", "tab")
	o.put("+351 1")
	o.Press("tab", "tab", "ctrl+u")
	o.put("Head of Storage")

	other := stored()
	other.Phone, other.Headline, other.Name = "+44 20", "Principal Engineer", "Priya R. Raman"
	firstOf(o.desk.Pipeline.Update(t.Context(), o.me, other))

	o.Press("ctrl+s")
	o.Shows("Somebody else has changed this meanwhile", "Head of Storage", "theirs is “Principal Engineer” (ctrl+t)",
		"+351 1", "theirs is “+44 20”", "Priya R. Raman", "this is theirs; yours was “Priya Raman”")
	if now := stored(); now.Headline != "Principal Engineer" || now.Version != 2 {
		t.Fatalf("overwritten unseen: %+v", now)
	}
	o.Press("ctrl+t")
	o.Shows("this is theirs; yours was “Head of Storage”")
	o.Press("ctrl+t")
	o.Shows("theirs is “Principal Engineer” (ctrl+t)")
	o.Press("shift+tab", "shift+tab", "ctrl+t", "ctrl+s")
	o.Shows("Changed the details of Priya R. Raman.")
	if now := stored(); now.Headline != "Head of Storage" || now.Phone != "+44 20" || now.Name != "Priya R. Raman" || now.Version != 3 {
		t.Errorf("candidate is %+v", now)
	}
}

// TestTwoPeopleEditDifferentFieldsOfAJob loses the work of neither.
func TestTwoPeopleEditDifferentFieldsOfAJob(t *testing.T) {
	t.Parallel()
	var j recruit.Job
	o := open(t, 80, 24, func(o *office) { j = o.job("Staff Engineer") }, nil)
	o.Press("2", "enter", "e", "tab", "tab", "ctrl+u")
	o.put("Porto")
	other := firstOf(o.desk.Store.Job(t.Context(), j.ID))
	other.Department = "Research"
	firstOf(o.desk.Openings.Update(t.Context(), o.me, other))
	o.Press("ctrl+s")
	o.Shows("Somebody else has changed this meanwhile", "Research", "yours was “Engineering”", "Porto")
	o.Press("ctrl+s")
	o.Shows("Changed Staff Engineer.")
	if now := firstOf(o.desk.Store.Job(t.Context(), j.ID)); now.Location != "Porto" || now.Department != "Research" {
		t.Errorf("job is %+v", now)
	}
}
