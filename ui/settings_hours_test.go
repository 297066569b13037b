package ui_test

import (
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/hours"
	"recruitty/ui/shell"
)

// hoursSettings goes to Settings, Hours.
func (w *world) hoursSettings() {
	w.t.Helper()
	w.Run(w.app.Goto(shell.Settings))
	w.Run(w.app.ShowPart(shell.HoursPart, ""))
}

func TestOwnHoursAreTypedAndUnderstood(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.hoursSettings()
		w.Shows("Robin Reyes (you)", "Everybody", "Dana Ortiz", "Mon-Fri 9:00-18:00 (the workspace", "Lunch", "Time off")
		w.Press("e")
		w.Shows("Your hours", "Mon-Fri 9:00-18:00, the workspace's")
		w.put("Mon-Thu 9-12:30 1:30-6pm, Fri 9-")
		w.Shows("An end is missing after 9:00")
		w.put("15")
		w.Shows("understood: Mon-Thu 9:00-12:30 13:30-18:00, Fri", "9:00-15:00")
		w.Press("tab", "tab")
		w.put("none")
		w.Press("tab")
		w.put("15 min")
		w.Press("tab", "tab")
		w.put("x")
		w.Press("ctrl+s")
		w.Shows("is not a number of interviews")
		w.Press("ctrl+u")
		w.put("3")
		w.Press("tab", "tab")
		w.put("germany")
		w.Shows("understood: Germany, DE")
		w.Press("tab")
		w.put("2026-12-24 to 2027-01-01")
		w.Press("ctrl+s")
		w.Shows("Hours saved", "15 min before an interview", "3 interviews a day, no limit a week", "Germany, DE", "2026-12-24 to 2027-01-01")
		now := firstOf(w.svc.Availability.MemberHours(t.Context(), w.robin, w.robin.ID))
		if now.Own.Lunch == nil || !now.Own.Lunch.Empty() || *now.Own.Before != 15 || now.Own.After != nil || *now.Own.Holidays != "DE" || len(now.Own.Off) != 1 {
			t.Errorf("the hours are %+v", now.Own)
		}
		w.Press("e", "ctrl+u", "ctrl+s")
		w.Shows("Mon-Fri 9:00-18:00 (the workspace")
	}
}

func TestHoursForEverybodyAndForOthers(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.hoursSettings()
	w.Press("down", "e")
	w.Shows("Hours of the workspace", "unless someone sets their own")
	w.put("Mon-Thu 8-16")
	w.Press("ctrl+s")
	w.Shows("Hours saved for everyone", "Mon-Thu 8:00-16:00")
	w.Press("down", "e")
	w.Shows("Hours of Dana Ortiz", "Mon-Thu 8:00-16:00, the workspace's")
	w.put("Tue 10-12")
	// Dana changes them meanwhile.
	lunch := hours.Span{From: 11 * 60, To: 12 * 60}
	firstOf(w.svc.Availability.SetMemberHours(t.Context(), w.dana, w.dana.ID, hours.Rules{Lunch: &lunch}, 0))
	w.Press("ctrl+s")
	w.Shows("Someone else has")
	w.Press("ctrl+s")
	w.Shows("Hours saved")
	now := firstOf(w.svc.Availability.MemberHours(t.Context(), w.robin, w.dana.ID))
	if now.Own.Working == nil || now.Own.Working.String() != "Tue 10:00-12:00" || now.Own.Lunch == nil || *now.Own.Lunch != lunch {
		t.Errorf("Dana's hours are %+v", now.Own)
	}
}

func TestAnInterviewerSetsOnlyTheirOwnHours(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.app.SetMember(w.dana)
	w.hoursSettings()
	w.Shows("Dana Ortiz (you)", "Everybody")
	w.Hides("Robin Reyes")
	w.Press("e")
	w.put("Tue 10-12")
	w.Press("ctrl+s")
	w.Shows("Hours saved", "Tue 10:00-12:00")
	w.Press("down", "e")
	w.Shows("! ")
	w.Hides("ctrl+s save")
	if err := w.svc.Availability.SetWorkspaceHours(t.Context(), w.dana, hours.Rules{}); recruit.Sentence(err) == "" {
		t.Error("an interviewer sets the workspace's hours")
	}
}

// TestDamagedHoursAreSetAgain holds that hours which cannot be read are said to be so,
// and can be set.
func TestDamagedHoursAreSetAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	firstOf(w.svc.Availability.SetMemberHours(t.Context(), w.robin, w.robin.ID, hours.Rules{Working: new(hours.Week)}, 0))
	w.harm("UPDATE member_hours SET rules = '[1]'")
	w.hoursSettings()
	w.Shows("✗ cannot be read", "set them again")
	w.Press("e")
	w.put("Tue 10-12")
	w.Press("ctrl+s")
	w.Shows("Hours saved", "Tue 10:00-12:00")
	w.Hides("cannot be read")
	w.harm("INSERT INTO settings (key, value) VALUES ('hours.workspace', '{')")
	w.Press("e", "ctrl+u")
	w.put("Wed 10-12")
	w.Press("ctrl+s")
	w.Shows("Hours saved", "The workspace's working hours cannot be read", "Wed 10:00-12:00")
}
