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
		if err := w.svc.Settings.Store.SetSecret(t.Context(), recruit.SettingMailURL, ""); err != nil {
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
		firstOf(w.svc.Scorecards.SetGuide(t.Context(), w.robin, scorecards.Kit{Job: w.job.ID, Stage: "Applied"}, "Let them draw a B-tree", -1))
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
		w.Shows("To        Priya Raman <priya@example.com>", "Subject", "[the link, once Zoom has made it]", "tab mail to the panel")
		w.Hides("99999999")
		w.Press("end")
		w.Hides("Ask about LSM trees", "B-tree")
		w.Press("tab")
		w.Shows("To        Dana Ortiz <dana@acme.example>")
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

// TestCancelShowsItsMails reads from the form of a cancellation what everybody is told, with the
// reason as it is typed at the moment, and back.
func TestCancelShowsItsMails(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		r := w.scheduled(true)
		w.profile()
		w.Press("x")
		w.Shows("Cancel this interview?", "tab the emails")
		w.put("The position is filled")
		w.Press("tab")
		w.Shows("email 1 of", "To        Priya Raman <priya@example.com>", "The position is filled", "takes it out (CANCEL)", "ctrl+s Cancel the interview", "esc back to the form")
		w.Press("x") // is no text while a mail is read
		w.Press("esc")
		w.Shows("The position is filled", "ctrl+s Cancel the interview")
		w.Hides("The position is filledx")
		w.put(" by now")
		w.Press("tab")
		w.Shows("The position is filled by now")
		w.Press("ctrl+s") // also while a mail is read
		w.Shows("Cancelled here")
		if now := firstOf(w.svc.Store.Record(t.Context(), r.Interview.ID)); now.Interview.CancelReason != "The position is filled by now" {
			t.Errorf("the reason is %q", now.Interview.CancelReason)
		}
	}
}

// TestQuestionsShowTheirMails goes through the mails of a question and answers it: who has not
// answered is asked again, and a corrected address is taken back.
func TestQuestionsShowTheirMails(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		w := newWorld(t, size[0], size[1], setup{})
		w.connect()
		w.scheduled(true)
		c := w.priya
		c.Email = "raman@example.com"
		firstOf(w.svc.Pipeline.Update(t.Context(), w.robin, c))
		w.advance(time.Minute)
		w.work()
		w.profile()
		w.Press("u")
		w.Shows("Undo the last change?", "Mail to", "tab shows the emails")
		w.Press("tab")
		w.Shows("email 1 of", "esc back to the question")
		w.Press("y") // answers nothing while a mail is read
		w.Press("esc")
		w.Shows("Undo the last change?")
		w.Press("y")
		w.Shows("Undone:")
		if now := firstOf(w.svc.Store.Candidate(t.Context(), w.priya.ID)); now.Email != "priya@example.com" {
			t.Errorf("the address is %s", now.Email)
		}
	}
}
