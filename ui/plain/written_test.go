package plain_test

import (
	"testing"

	"recruitty/recruit"
	"recruitty/recruit/bulk/people"
	"recruitty/ui/draft"
)

// TestWhatIsWrittenIsNotLost writes to candidates, one and many: a time that cannot be is
// asked for again, and words that were not sent come back, in another conversation too (R12).
func TestWhatIsWrittenIsNotLost(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	ctx := t.Context()
	for _, c := range []recruit.Candidate{{Name: "Abel Baker", Email: "abel@example.org", Tags: []string{"bread"}}, {Name: "Ada Baker", Email: "ada@example.org", Tags: []string{"bread"}}} {
		c = firstOf(w.svc.Pipeline.Add(ctx, w.dana, c))
		firstOf(w.svc.Pipeline.Link(ctx, w.dana, c.ID, w.job.ID, ""))
	}
	const again = "Something was typed here before and not sent."
	many := []string{"many candidates tag:bread", "write", "1"}
	heard := w.says(w.dana, append(many, "Please send references.", "yesterday", "in 2 hours", "no")...)
	has(t, heard, "When should they be sent (enter for at once)", "not clear when the email will be sent", "(enter keeps yesterday)", "Please send references.", "What you typed is kept", "Left; nobody was changed.")
	heard = w.says(w.dana, append(many, "yes", "", "", "yes", "many undo")...)
	has(t, heard, again, "(enter keeps Please send references.)", "(enter keeps in 2 hours)", "In the outbox: an email for each: 2 candidates.", "many undo to undo all (until 16:02)", "Undone: 2 candidates")
	if kept := firstOf(w.db.Setting(ctx, draft.BulkPeopleKey(w.dana.ID, people.Change{Kind: people.Mail, Event: recruit.OnMessage}))); kept != "" {
		t.Errorf("kept %q of what was sent", kept)
	}
	heard = w.says(w.dana, "many candidates tag:bread", "tags", "none", "none", "silver", "", "no", "many candidates tag:bread", "tags", "yes", "", "", "yes")
	has(t, heard, "Say which tags to add", "Tags to add", "What you typed is kept", again, "(enter keeps silver)", "they have these tags: 2 candidates")
	has(t, w.says(w.dana, "many candidates tag:bread", "reject", "skills", "staff", "yes", "never", "no", "at once", "no"), "“never” cannot be read", "(enter keeps never)", "Reject 2 candidates", "Left; nobody was changed.")

	has(t, w.says(w.dana, "candidate abel", "reject", "skills", "yes", "yesterday", "", "tomorrow 9:00", "no"), "(enter for at once)", "not clear when the email will be sent", "Nothing was changed.")
	has(t, w.says(w.dana, "candidate abel", "write", "How are you?", "no"), "How are you?", "What you typed is kept")
	has(t, w.says(w.dana, "candidate abel", "write", "yes", "", "yes"), again, "(enter keeps How are you?)", "The email is in the outbox.")
	has(t, w.says(w.dana, "candidate ada", "write Good day."), "Send it?")
	has(t, w.says(w.dana, "candidate ada", "write"), again)
}
