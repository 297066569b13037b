package plain_test

import (
	"testing"

	"recruitty/recruit"
)

func TestHoursAreAskedForInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	heard := w.says(w.dana, "settings hours", "Mon-Thu 9-", "Mon-Thu 9-16, Fri 9-12", "", "none", "15", "help", "", "3", "", "germany", "2026-12-24 to 2027-01-01", "settings")
	has(t, heard, "An end is missing after 9:00", "Type workspace for it the workspace's.", "Hours saved.", "Working hours: Mon-Thu 9:00-16:00, Fri 9:00-12:00.", "15 min before an interview", "3 interviews a day",
		"Public holidays: Germany, DE.", "Time off: 2026-12-24 to 2027-01-01.", "settings hours workspace")
	mine := firstOf(w.svc.Availability.MemberHours(t.Context(), w.dana, w.dana.ID))
	if mine.Own.Lunch == nil || !mine.Own.Lunch.Empty() || mine.Own.Preferred != nil {
		t.Errorf("hours are %+v", mine.Own)
	}
	has(t, w.says(w.dana, "settings hours", "workspace", "", "workspace", "", "", "", "", "none", "none", "settings"),
		"Working hours: Mon-Fri 9:00-18:00 (the workspace's).", "Lunch: 12:00-13:00", "Public holidays: none.", "Time off: none.")
}

func TestHoursOfOthersAreForAdmins(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	has(t, w.says(w.dana, "settings hours member"), "Nobody else is in the team yet")
	lee := w.member("Lee Park", recruit.Recruiter)
	has(t, w.says(w.dana, "settings hours workspace", "Mon-Thu 8-16", "", "", "", "", "", "", "", ""), "Hours saved for everyone")
	has(t, w.says(w.dana, "settings hours member", "1", "Tue 10-12", "", "", "", "", "", "", "", ""), "1. Lee Park, Mon-Thu 8:00-16:00", "Hours saved.")
	if now := firstOf(w.svc.Availability.MemberHours(t.Context(), w.dana, lee.ID)); now.Hours.Working.String() != "Tue 10:00-12:00" {
		t.Errorf("hours are %v", now.Hours.Working)
	}
	has(t, w.says(lee, "settings hours workspace", "settings hours member"), "only an admin may change")
}
