package plain_test

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/recruittest"
	"recruitty/recruit/scorecards"
	"recruitty/ui/draft"
)

// held is an interview of the last two days with a panel.
func (w *world) held(title string, panel ...string) recruit.Record {
	w.t.Helper()
	now := w.now
	w.now = now.Add(-48 * time.Hour)
	d := recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: title, Start: now.Add(-47 * time.Hour),
		TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute, Platform: recruit.Phone, Place: "1", Participants: panel}
	r := firstOf(w.svc.Scheduling.Schedule(w.t.Context(), w.dana, recruittest.InSpite(w.t, w.svc.Scheduling, w.dana, d), 0))
	w.now = now
	return r
}

// TestScorecardsInLines gives a scorecard with a wrong answer on the way, changes it with
// what stands kept, reads, withdraws and gives it again, and decides by it.
func TestScorecardsInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	ann := w.member("Ann Low", recruit.Interviewer)
	r := w.held("Phone screen", "dana@example.com", "ann@example.com")
	has(t, w.says(w.dana, "score", "9", "3", "strong", "none", "2 fair", "", "yes", "Knows LSM trees", "none"), "Scorecard of Priya Raman, Phone screen", "Skills, 1 poor, 2 fair, 3 good, 4 strong (enter for none):", "is rated from 1 to 4",
		"This is needed.", "Scorecard given: 3.0 yes.")
	c := firstOf(w.db.Card(t.Context(), r.Interview.ID, w.dana.ID))
	if len(c.Ratings) != 3 || c.Ratings[1].Value != 4 || c.Note != "Knows LSM trees" || c.Recommendation != scorecards.Yes {
		t.Errorf("the card is %+v", c)
	}
	heard := w.says(w.dana, "candidate priya", "score", "", "", "3", "", "4", "", "", "score list", "score show", "score withdraw", "1", "yes", "score show", "score", "", "", "", "", "", "", "")
	has(t, heard, "Skills, 1 poor, 2 fair, 3 good, 4 strong (enter keeps 3 good):", "Scorecard given: 3.0 strong yes.", "1 of 2 given, missing: Ann Low", "Dana Ortiz: strong yes, Skills 3 good, Problem solving 4 strong, Communication 3 good, Motivation 2 fair.", "Note: Knows LSM trees")
	has(t, heard, "withdrawn.", "Dana Ortiz, withdrawn: strong yes", "Scorecard given:")
	has(t, w.says(ann, "score show"), "No candidate is open")
	has(t, w.says(w.dana, "candidate priya", "debrief", "", "Strong on storage"), "Ann Low: missing.", "Decision", "is now in")
	has(t, w.says(w.dana, "score nonsense"), "is not understood")
}

// TestScorecardIsKeptInLines leaves a card half way: it comes back, here and on the screen.
func TestScorecardIsKeptInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	r := w.held("Phone screen", "dana@example.com")
	has(t, w.says(w.dana, "score", "3", "leave"), "What you typed is kept")
	kept, ok := draft.DecodeKept(firstOf(w.db.Setting(t.Context(), recruit.DraftKey(w.dana.ID, w.priya.ID, "scorecard-1"))))
	if !ok || kept.Typed["attribute0"] != "3" || r.Interview.ID != 1 {
		t.Errorf("kept %+v", kept)
	}
	has(t, w.says(w.dana, "today", "1", "yes", "", "", "", "", "4", "", ""), "1 scorecard of yours missing", "Something was typed here before", "(enter keeps 3 good)", "Scorecard given: 3.0 strong yes.")
}

// TestRemindingInLines asks for what is late, once, after saying whom.
func TestRemindingInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.member("Ann Low", recruit.Interviewer)
	w.held("Phone screen", "ann@example.com")
	w.held("Technical", "ann@example.com")
	heard := w.says(w.dana, "score remind", "no", "score remind", "yes", "score remind")
	has(t, heard, "Priya Raman, Phone screen: Ann Low.", "Priya Raman, Technical: Ann Low.", "Send 2 emails?", "Nothing was changed.", "2 emails that ask for a scorecard are in the outbox.", "who is already being sent an email", "They are already being asked")
}

// TestKitsInLines writes the guide of a session of a plan, and of all stages.
func TestKitsInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	has(t, w.says(w.dana, "plan", "2", "Technical, 60 min, dana@example.com", "", "", "", "", "", "", ""), "Saved the interview plan")
	heard := w.says(w.dana, "guide", "2", "Technical", "Coding: clear names", "Ask about zebras", "guide", "2", "all stages", "", "Be kind", "guide", "2", "Technical", "Sql (1)", "", "Sql")
	has(t, heard, "Technical in Screening of Staff Engineer, Storage, nothing of its own", "the workspace, nothing of its own", "Saved for Technical in Screening of Staff Engineer, Storage.", "Saved for all stages of Staff Engineer, Storage.",
		"The form asks for: Coding: clear names", "The guide says: Ask about zebras", "has a sign in its name")
	k := firstOf(w.svc.Scorecards.Kit(t.Context(), scorecards.Kit{Job: w.job.ID, Stage: "Screening", Session: "Technical"}))
	if k.Guide != "Ask about zebras" || k.Form == nil || k.Form.Lines() != "Sql" {
		t.Errorf("the kit is %+v", k)
	}
	ann := w.member("Ann Low", recruit.Interviewer)
	has(t, w.says(ann, "guide"), "an interviewer")
}

// TestPreparingInLines reads out what there is before an interview.
func TestPreparingInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	firstOf(w.svc.Scorecards.SetGuide(t.Context(), w.dana, scorecards.Kit{Job: w.job.ID}, "Ask about zebras first.", -1))
	firstOf(w.svc.Pipeline.Note(t.Context(), w.dana, w.priya.ID, 0, "Knows LSM trees"))
	has(t, w.says(w.dana, "candidate priya", "score prepare"), "There is no upcoming interview to prepare for.")
	firstOf(w.svc.Scheduling.Schedule(t.Context(), w.dana, recruit.ScheduleRequest{CandidateID: w.priya.ID, JobID: w.job.ID, Title: "Talk", Start: w.now.Add(time.Hour),
		TimeZone: "Europe/Lisbon", Duration: 30 * time.Minute, Platform: recruit.Phone, Place: "1"}, 0))
	has(t, w.says(w.dana, "candidate priya", "score prepare"), "Interview guide: Ask about zebras first.", "The scorecard asks for: Skills", "Notes: ", "Knows LSM trees")
}
