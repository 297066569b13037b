package plain_test

import (
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/pools"
)

// TestPlansInLines holds that the plan of a stage is written, changed, removed and brought
// back in lines, and that a wrong line is named.
func TestPlansInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	p := firstOf(w.svc.Pools.Add(t.Context(), w.dana, pools.Pool{Name: "Backend"}))
	firstOf(w.svc.Pools.SetMember(t.Context(), w.dana, p.ID, w.dana.ID, pools.Qualified))
	heard := w.says(w.dana, "plan", "2", "Technical, 60 min, 1 of Nope", "Technical, 60 min, 1 of Backend, phone: 1; Talk, 30 min, 1 of Backend", "Technical, 60 min, 1 of Backend",
		"Manager, 45 min, dana@example.com", "back", "Manager, 30 min, dana@example.com", "", "", "", "", "", "", "2")
	has(t, heard, "Interview plans of", "no plan yet", "Session 1:", "There is no pool", "continues like another session", "Session 1: Technical: 1h, 1 of Backend.", "Session 2 (enter when there is no more):",
		"Session 2: Manager: 45 min", "Session 2 (enter keeps Manager, 45 min", "Session 2: Manager: 30 min", "Session 3 (enter when there is no more):", "Saved the interview plan of", "2 sessions")
	heard = w.says(w.dana, "plan", "2", "", "none", "", "2", "", "", "", "", "")
	has(t, heard, "Session 1 (enter keeps Technical, 1h, 1 of Backend; none takes it out):", "Session 2: taken out.", "Saved the interview plan of", "1 session, 1h")
	has(t, w.says(w.dana, "plan", "2", "leave", "plan remove", "2", "yes", "plan remove", "2", "plan restore", "2", "plan restore", "2"), "1 session, 1h", "Technical: 1h, 1 of Backend.", "Removed the interview plan", "no interview plan yet",
		"Brought back", "was removed")
	ann := w.member("Ann Low", recruit.Interviewer)
	has(t, w.says(ann, "plan"), "an interviewer")
}
