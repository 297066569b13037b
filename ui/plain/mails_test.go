package plain_test

import (
	"strings"
	"testing"
)

// TestMailsAreHeardBeforeTheyLeave reads out, at the question before each kind of decision, the
// mails that it sends, and sends none of them by that.
func TestMailsAreHeardBeforeTheyLeave(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	heard := w.says(w.dana, "candidate priya", "schedule", "Technical interview", "", "tue 10:00", "45", "lukasz@acme.example", "", "phone", "+351 912 345 678", "mails", "reason", "mail", "no")
	has(t, heard, "Send Invitation? (yes, no, what to change, or emails to hear them first)", "Email 1 of", "To: Priya Raman <priya@example.com>", "Subject: ", "Calendar: puts it in, or changes it there (REQUEST)", "Hello Priya Raman,", "That was the last email.",
		"Type yes, no, or one of:", "Left; nothing was sent.")
	if len(w.interviews()) != 0 {
		t.Fatal("it was scheduled by listening")
	}
	w.says(w.dana, "candidate priya", "schedule", "no", "Technical interview", "", "tue 10:00", "45", "lukasz@acme.example", "", "phone", "+351 912 345 678", "yes")
	for name, c := range map[string]struct {
		typed []string
		heard []string
	}{
		"cancel":  {[]string{"cancel", "The position is filled", "mails", "perhaps", "no"}, []string{"(yes, no, or emails to hear them first)", "Calendar: takes it out (CANCEL)", "The position is filled", "Type yes or no.", "Left; the interview is as it was."}},
		"move":    {[]string{"reschedule", "wed", "11:00", "", "Ill", "mails", "no"}, []string{"Email 1 of", "Ill", "Left; the interview is as it was."}},
		"many":    {[]string{"many lukasz", "3", "On hold", "mails", "no"}, []string{"Email 1 of", "On hold", "CANCEL"}},
		"reject":  {[]string{"reject", "1", "no", "yes", "mails", "no"}, []string{"CANCEL", "Nothing was changed."}},
		"nothing": {[]string{"advance", "no", "mails", "no"}, []string{"Type yes or no.", "Nothing was changed."}},
	} {
		heard := w.says(w.dana, append([]string{"candidate priya"}, c.typed...)...)
		for _, want := range c.heard {
			if !strings.Contains(heard, want) {
				t.Errorf("%s: %q is not said:\n%s", name, want, heard)
			}
		}
	}
	if i := w.interviews()[0]; i.Version != 1 {
		t.Errorf("it was changed by listening: %+v", i)
	}
}
