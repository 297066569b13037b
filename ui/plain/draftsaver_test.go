package plain_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"recruitty/recruit"
	"recruitty/ui/draft"
	"recruitty/ui/plain"
)

// TestAChangeThatWasLeftInTheMiddleComesBack loses the line in the middle of
// Reschedule and of Cancel (R12).
func TestAChangeThatWasLeftInTheMiddleComesBack(t *testing.T) {
	t.Parallel()
	for form, c := range map[string]struct{ before, after []string }{
		"reschedule": {[]string{"2026-12-09", "11:15"}, []string{"yes", "", "", "", "", "no"}},
		"cancel":     {[]string{"The position is filled"}, []string{"yes", "", "no"}},
	} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, false)
			w.says(w.dana, append([]string{"candidate priya"}, append(byPhone("2026-12-01 10:00"), "yes")...)...)
			if len(w.interviews()) != 1 {
				t.Fatalf("%d interviews", len(w.interviews()))
			}
			ctx, stop := context.WithCancel(t.Context())
			in, keyboard := io.Pipe()
			defer keyboard.Close()
			var out strings.Builder
			go func() {
				for _, l := range append([]string{"candidate priya", form}, c.before...) {
					_, _ = io.WriteString(keyboard, l+"\n")
				}
				_, _ = io.WriteString(keyboard, "\n") // taken only once the answer is kept
				stop()
			}()
			if err := plain.Run(ctx, w.session(w.dana, in, &out)); err != nil {
				t.Fatal(err)
			}
			again := append([]string{"candidate priya", form}, c.after...)
			heard := w.says(w.dana, again...)
			has(t, heard, append(append([]string{"Something was typed here before and not sent."}, c.before...), "the interview is as it was")...)
			has(t, heard, "What you typed is kept and comes back")
			has(t, w.says(w.dana, again...), append([]string{"Something was typed here before"}, c.before...)...) // left, and kept
			anew := w.says(w.dana, "candidate priya", form, "no", "leave")
			if strings.Contains(anew, c.before[0]) || strings.Contains(anew, "is kept") {
				t.Errorf("no did not start over:\n%s", anew)
			}
			if strings.Contains(w.says(w.dana, "candidate priya", form, "leave"), "Something was typed here before") {
				t.Error("what was thrown away comes back")
			}
			if i := w.interviews()[0]; i.Version != 1 || i.Status != recruit.Scheduled {
				t.Errorf("the interview is %+v", i)
			}
		})
	}
}

// TestPlainTakesUpWhatTheScreensKept goes on with a new job and a note that were
// typed on the screens and not saved; leaving them keeps them, sending ends them.
func TestPlainTakesUpWhatTheScreensKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	for form, c := range map[string]struct {
		key   string
		typed map[string]string
		begin []string
		says  string
		send  string
	}{
		"new job": {recruit.DraftKey(w.dana.ID, 0, "job-0"), map[string]string{"title": "Night Editor", "department": "News", "stages": "Applied, Hired"},
			[]string{"new job"}, "enter keeps Night Editor", "Added the job Night Editor"},
		"note": {recruit.DraftKey(w.dana.ID, w.priya.ID, "note"), map[string]string{"text": "Speaks Tamil"},
			[]string{"candidate priya", "note"}, "enter keeps Speaks Tamil", "Noted."},
	} {
		t.Run(form, func(t *testing.T) {
			text := draft.Kept{Base: map[string]string{}, Typed: c.typed}.Encode()
			if err := w.db.SetSetting(t.Context(), c.key, text); err != nil {
				t.Fatal(err)
			}
			has(t, w.says(w.dana, append(c.begin, "yes", "leave")...), "Something was typed here before", c.says, "What you typed is kept")
			has(t, w.says(w.dana, append(c.begin, "yes", "")...), c.says, c.send)
			if left := firstOf(w.db.Setting(t.Context(), c.key)); left != "" {
				t.Errorf("what was sent is kept: %s", left)
			}
		})
	}
	jobs := firstOf(w.db.Jobs(t.Context(), recruit.JobFilter{Query: "night"}))
	if len(jobs) != 1 || jobs[0].Department != "News" || len(jobs[0].Stages) != 2 {
		t.Errorf("the job is %+v", jobs)
	}
}
