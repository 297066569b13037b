package plain_test

import (
	"strings"
	"testing"

	"recruitty/recruit"
)

// TestTheOrganisersEntryInLines hears of the organiser's own calendar entry before
// it is sent, says no to it, and begins with that the next time.
func TestTheOrganisersEntryInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	var err error
	if w.dana, err = w.svc.Team.RememberEntry(t.Context(), w.dana, recruit.WithEntry); err != nil {
		t.Fatal(err)
	}
	heard := w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("tue 11:00")...), "yes", "candidate")...)
	has(t, heard, "This will happen: 2 invitations.", "as the organiser's own calendar entry", "1 of 1 told, organiser's calendar entry sent")
	heard = w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("tue 15:00")...), "your own calendar entry", "perhaps", "no", "yes")...)
	has(t, heard, "Type yes or no.", "Sending this makes no your usual answer", "This will happen: 1 invitation.")
	if now, err := w.svc.Store.Member(t.Context(), w.dana.ID); err != nil || !now.SkipEntry {
		t.Errorf("not remembered: %+v, %v", now, err)
	}
}

// TestAnotherSenderInLines hears in the settings what another sender does to an
// interview that stands.
func TestAnotherSenderInLines(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	w.says(w.dana, append(append([]string{"candidate priya"}, byPhone("tue 11:00")...), "yes")...)
	if heard := w.says(w.dana, "settings"); strings.Contains(heard, "Warning") {
		t.Errorf("nothing has changed, and yet:\n%s", heard)
	}
	w.svc.Settings.Env.MailFrom = "people@example.com"
	has(t, w.says(w.dana, "settings"), "Mail: from people@example.com", "Warning: 1 scheduled interview was invited from jobs@example.com.")
}
