package plain_test

import (
	"testing"

	"recruitty/recruit"
)

// TestADeputyInLines hears who is to come instead and what they answered, and
// invites them; an answer that nobody vouches for offers the same.
func TestADeputyInLines(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, sender, heard, choice string }{
		{"of the house", "lee@acme.example", "sends lee@acme.example (accepted) instead", "invite"},
		{"of elsewhere", "lee@other.example", "came from lee@other.example", "invite"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, false)
			w.says(w.dana, append([]string{"candidate priya"}, "schedule", "Technical interview", "", "tue 11:00", "45", "lukasz@acme.example", "", "phone", "+351 912 345 678", "yes")...)
			r := firstOf(w.db.Record(t.Context(), w.interviews()[0].ID))
			if _, err := w.svc.Answers.Take(t.Context(), recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: c.sender, Sequence: r.Interview.Sequence,
				Lines: []recruit.ReplyLine{{Addresses: []string{c.sender}, Answer: recruit.Accepted, Delegator: "lukasz@acme.example"}}}); err != nil {
				t.Fatal(err)
			}
			heard := w.says(w.dana, "today", "1", c.choice, "yes")
			has(t, heard, c.heard, "Invite "+c.sender+" in place of", "Saved: who is invited has changed here.")
			now, err := w.svc.Store.Record(t.Context(), r.Interview.ID)
			if p, ok := now.Person(c.sender); err != nil || !ok || p.Answer != recruit.Accepted {
				t.Errorf("whoever comes is %+v, %v", p, err)
			}
		})
	}
}
