package ui

import (
	"testing"
	"time"

	"recruitty/recruit"
	"recruitty/ui/say"
)

func TestClaimsStandOnTheCard(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	p := recruit.Participant{Address: "priya@example.org", Name: "Priya", Answer: recruit.NoAnswer, Claim: recruit.Claim{From: "mallory@example.net", Answer: recruit.Declined, At: now}}
	r := recruit.Record{Interview: recruit.Interview{Start: now.Add(48 * time.Hour), Duration: 45 * time.Minute, TimeZone: "UTC", Status: recruit.Scheduled}, People: []recruit.Participant{p}}
	if got := claimTitle(p.Claim, "Priya"); got != "mallory@example.net answered for Priya (declined)" {
		t.Errorf("the question is %q", got)
	}
	if got := (say.Reader{Zone: time.UTC}).Waiting(p.Claim, "Priya"); got != "an answer for Priya (declined) came from mallory@example.net" {
		t.Error(got)
	}
	if _, ok := claimed(r, "PRIYA@example.org"); !ok {
		t.Error("the claim does not wait")
	}
	if got := sentBy(recruit.Participant{Answer: recruit.Accepted, AnsweredBy: "office@example.org"}); got != ", sent by office@example.org" {
		t.Error(got)
	}
	r.Interview.Status = recruit.Cancelled
	if _, ok := claimed(r, "priya@example.org"); ok {
		t.Error("a claim waits at a cancelled interview")
	}
}
