package ui_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scorecards"
)

// TestFormAndPreviewSayWhatWaits walks through the boxes while mail is not set up.
func TestFormAndPreviewSayWhatWaits(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		if err := w.desk.Settings.Store.SetSecret(t.Context(), recruit.SettingMailURL, ""); err != nil {
			t.Fatal(err)
		}
		w.profile()
		w.Press("s")
		w.Shows("Zoom ● Basic 40 min · Mail ○ not set up: will wait")
		w.fillIn("tue 10am")
		w.Press("ctrl+s")
		w.Shows("This will happen at once: 1 Zoom meeting; later: 1 invitation", "1 invitation will wait. Mail is not set up")
		w.Hides("This will happen: 1")
		w.Press("enter")
		w.Shows("u undo (", "held while it can be undone", "1 invitation will wait. Mail is not set up")
		w.Hides("in a moment")
	}
}

// TestAPreviewShowsTheMails goes from a preview through the mails that would leave: to the
// candidate and to the panel, each with its own words, and the reason of a move in both.
func TestAPreviewShowsTheMails(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		firstOf(w.desk.Scorecards.SetGuide(t.Context(), w.robin, scorecards.Kit{Job: w.job.ID, Stage: "Applied"}, "Let them draw a B-tree", -1))
		w.profile()
		w.Press("s")
		w.fillIn("tue 10am")
		w.field("Internal note")
		w.put("Ask about LSM trees")
		w.field("Participants")
		w.put("dan")
		w.Press("enter", "ctrl+s")
		w.Press("end")
		w.Shows("Mail to the candidate: “", "Mail to the panel: “", "tab mail to the candidate")
		w.Press("tab")
		w.Shows("To       Priya Raman <priya@example.com>", "Subject", "[the link, once Zoom has made it]", "tab mail to the panel")
		w.Hides("99999999")
		w.Press("end")
		w.Hides("Ask about LSM trees", "B-tree")
		w.Press("tab")
		w.Shows("To       Dana Ortiz <dana@acme.example>")
		w.Press("end")
		w.Shows("Ask about LSM trees", "Let them draw a B-tree", "tab the preview")
		w.Press("esc")
		w.Shows("This will happen", "enter Send Invitation")
		w.Press("enter")
		w.advance(time.Minute)
		w.work()
		w.Press("esc", "r")
		w.field("Event Date")
		w.Press("ctrl+u")
		w.put("wed 11am")
		w.field("Reason")
		w.put("The room is taken")
		w.Press("ctrl+s")
		w.Shows("Reason, which everybody is told: The room is taken", "2 updates")
		w.Press("tab")
		w.Shows("The room is taken", "Priya Raman <priya@example.com>")
		w.Hides("[the link")
	}
}
