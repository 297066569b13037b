package ui_test

import (
	"context"
	"testing"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// TestTwoPeopleEditOneCandidate saves on an old version: what only the other
// changed is taken in, what both changed stands there twice.
func TestTwoPeopleEditOneCandidate(t *testing.T) {
	t.Parallel()
	var c recruit.Candidate
	o := open(t, 100, 30, func(o *office) {
		c = o.candidate(recruit.Candidate{Name: "Priya Raman", Email: "priya@example.com", Headline: "Engineer"}, o.job("Staff Engineer"))
	}, nil)
	stored := func() recruit.Candidate { return firstOf(o.svc.Store.Candidate(context.Background(), c.ID)) }
	o.Press("3", "enter", "e")
	o.Shows("Edit details", "Priya Raman")
	o.Press("tab", "tab")
	o.put("+351 1")
	o.Press("tab", "tab", "ctrl+u")
	o.put("Head of Storage")

	other := stored()
	other.Phone, other.Headline, other.Name = "+44 20", "Principal Engineer", "Priya R. Raman"
	firstOf(o.svc.Pipeline.Update(t.Context(), o.me, other))

	o.Press("ctrl+s")
	o.Shows("Someone else has changed this in the meantime", "Head of Storage", "their value is “Principal Engineer” (ctrl+t)",
		"+351 1", "their value is “+44 20”", "Priya R. Raman", "this is their value; yours was “Priya Raman”")
	if now := stored(); now.Headline != "Principal Engineer" || now.Version != 2 {
		t.Fatalf("overwritten unseen: %+v", now)
	}
	o.Press("ctrl+t")
	o.Shows("this is their value; yours was “Head of Storage”")
	o.Press("ctrl+t")
	o.Shows("their value is “Principal Engineer” (ctrl+t)")
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
	other := firstOf(o.svc.Store.Job(t.Context(), j.ID))
	other.Department = "Research"
	firstOf(o.svc.Jobs.Update(t.Context(), o.me, other))
	o.Press("ctrl+s")
	o.Shows("Someone else has changed this in the meantime", "Research", "yours was “Engineering”", "Porto")
	o.Press("ctrl+s")
	o.Shows("Changed Staff Engineer.")
	if now := firstOf(o.svc.Store.Job(t.Context(), j.ID)); now.Location != "Porto" || now.Department != "Research" {
		t.Errorf("job is %+v", now)
	}
}

// TestTwoAdminsEditOneMember shows both values where both changed something.
func TestTwoAdminsEditOneMember(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.Run(w.app.Goto(shell.Settings))
	w.Press("right", "g", "g", "e")
	w.Shows("Change a member", "Dana Ortiz")
	w.Press("ctrl+u")
	w.put("Dana O. Ortiz")

	other := firstOf(w.svc.Store.Member(t.Context(), w.dana.ID))
	other.Name, other.Role, other.TimeZone = "D. Ortiz", recruit.Recruiter, "Europe/Paris"
	firstOf(w.svc.Team.Update(t.Context(), w.robin, other))

	w.Press("ctrl+s")
	w.Shows("Someone else has changed this in the meantime", "Dana O. Ortiz", "their value is “D. Ortiz” (ctrl+t)",
		"Europe/Paris", "this is their value; yours was “interviewer”")
	w.Press("ctrl+s")
	w.Shows("Saved Dana O. Ortiz.")
	now := firstOf(w.svc.Store.Member(t.Context(), w.dana.ID))
	if now.Name != "Dana O. Ortiz" || now.Role != recruit.Recruiter || now.TimeZone != "Europe/Paris" || now.Version != other.Version+2 {
		t.Errorf("member is %+v", now)
	}
}

// TestAMemberIsRemovedWhileBeingEdited says so instead of saving.
func TestAMemberIsRemovedWhileBeingEdited(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.Run(w.app.Goto(shell.Settings))
	w.Press("right", "g", "g", "e", "ctrl+u")
	w.put("Dana O. Ortiz")
	firstOf(w.svc.Team.Remove(t.Context(), w.robin, w.dana.ID))
	w.Press("ctrl+s")
	w.Shows("Dana Ortiz is no longer in the team.", "Dana O. Ortiz")
}

// TestTheOwnProfileIsChangedElsewhereMeanwhile takes in what another session
// saved, the clock and the theme with it.
func TestTheOwnProfileIsChangedElsewhereMeanwhile(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 120, 40, setup{})
	w.Run(w.app.Goto(shell.Settings))
	w.Press("enter", "tab", "tab", "tab", "tab", "right")
	w.Shows("Profile", "Clock", "Theme")
	mine := w.app.Styles().Name

	other := firstOf(w.svc.Store.Member(t.Context(), w.robin.ID))
	other.Name, other.TwelveHour, other.Theme = "R. Reyes", true, theme.Light
	firstOf(w.svc.Team.Update(t.Context(), w.robin, other))

	w.Press("ctrl+s")
	w.Shows("Someone else has changed this in the meantime", "R. Reyes", "yours was “Robin Reyes”",
		"this is their value; yours was “14:30”", "their value is “light”")
	if w.app.Styles().Name != mine {
		t.Errorf("the theme is %s, chosen was %s", w.app.Styles().Name, mine)
	}
	w.Press("ctrl+s")
	w.Shows("Profile saved", "R. Reyes", "2:02 pm")
	now := firstOf(w.svc.Store.Member(t.Context(), w.robin.ID))
	if now.Name != "R. Reyes" || !now.TwelveHour || now.Theme != theme.Dark || now.Role != recruit.Admin {
		t.Errorf("member is %+v", now)
	}
	if m := w.app.Member(); m.Version != now.Version {
		t.Errorf("the session acts on version %d of %d", m.Version, now.Version)
	}
}
