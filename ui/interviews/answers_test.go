package interviews

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/wording"
)

func TestClaimsStandOnTheCard(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	p := recruit.Participant{Address: "priya@example.org", Name: "Priya", Answer: recruit.NoAnswer, Claim: recruit.UnverifiedReply{From: "mallory@example.net", Answer: recruit.Declined, At: now}}
	r := recruit.Record{Interview: recruit.Interview{Start: now.Add(48 * time.Hour), Duration: 45 * time.Minute, TimeZone: "UTC", Status: recruit.Scheduled}, People: []recruit.Participant{p}}
	if got := claimTitle(p.Claim, "Priya"); got != "mallory@example.net answered for Priya (declined)" {
		t.Errorf("the question is %q", got)
	}
	if got := (wording.Reader{Zone: time.UTC}).Waiting(p.Claim, "Priya"); got != "an answer for Priya (declined) came from mallory@example.net" {
		t.Error(got)
	}
	if _, ok := Claimed(r, "PRIYA@example.org"); !ok {
		t.Error("the claim does not wait")
	}
	if got := sentBy(recruit.Participant{Answer: recruit.Accepted, AnsweredBy: "office@example.org"}); got != ", sent by office@example.org" {
		t.Error(got)
	}
	r.Interview.Status = recruit.Cancelled
	if _, ok := Claimed(r, "priya@example.org"); ok {
		t.Error("a claim waits at a cancelled interview")
	}
}

// TestNobodysAnswersStandOnTheCard holds that the card says who sent an answer
// of which nobody knows whose it is, why it waits, and its words.
func TestNobodysAnswersStandOnTheCard(t *testing.T) {
	t.Parallel()
	reader := wording.Reader{Zone: time.UTC}
	c := recruit.UnverifiedReply{From: "p.raman@uni.test", Named: "p.raman@uni.test", Answer: recruit.Accepted, Note: "at noon\nonly", Why: "it names nobody who is invited"}
	if got, want := reader.Waiting(c, ""), "an answer (accepted) from p.raman@uni.test is not matched to anybody yet; it names nobody who is invited; “at noon only”"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	c.Answer, c.Named, c.Asked = "", "boss@candidate.test", "Tue 20 Apr 2027, all day"
	if got, want := reader.Waiting(c, ""), "an answer for boss@candidate.test came from p.raman@uni.test; it names nobody who is invited; it asks for another time that could not be understood: Tue 20 Apr 2027, all day; “at noon only”"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if got := claimTitle(c, ""); got != "p.raman@uni.test answered for boss@candidate.test" {
		t.Errorf("the question is %q", got)
	}
	if n := len(readings(c)); n != 3 {
		t.Errorf("what cannot be read has %d readings", n)
	}
}
