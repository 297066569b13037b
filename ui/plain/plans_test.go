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
	p := firstOf(w.desk.Pools.Add(t.Context(), w.dana, pools.Pool{Name: "Backend"}))
	firstOf(w.desk.Pools.SetMember(t.Context(), w.dana, p.ID, w.dana.ID, pools.Qualified))
	heard := w.says(w.dana, "plan", "2", "Technical, 60 min, 1 of Backend\\", "Manager, 45 min, zoe@acme.example", "", "", "", "", "", "", "Technical, 60 min, 1 of Backend\\", "Manager, 45 min, dana@example.com", "2")
	has(t, heard, "Interview plans of", "no plan yet", "One session on each line", "Line 2:")
	heard = w.says(w.dana, "plan", "2", "Technical, 60 min, 1 of Backend", "2", "", "", "", "", "")
	has(t, heard, "Saved the interview plan of", "1 session, 1h")
	has(t, w.says(w.dana, "plan", "2", "leave", "plan remove", "2", "yes", "plan remove", "2", "plan restore", "2", "plan restore", "2"), "1 session, 1h", "Technical: 1h, 1 of Backend.", "Removed the interview plan", "no interview plan yet",
		"Brought back", "was removed")
	ann := w.member("Ann Low", recruit.Interviewer)
	has(t, w.says(ann, "plan"), "an interviewer")
}
