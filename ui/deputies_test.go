package ui_test

import (
	"testing"

	"recruitty/recruit"
)

// answeredByDeputy takes the mail in which someone answers whom Dana sends.
func (w *world) answeredByDeputy(r recruit.Record, sender string) {
	w.t.Helper()
	if _, err := w.svc.Answers.Take(w.t.Context(), recruit.Reply{UID: r.Interview.UID, Mailed: true, Sender: sender, Sequence: r.Interview.Sequence,
		Lines: []recruit.ReplyLine{{Addresses: []string{sender}, Answer: recruit.Accepted, Delegator: "dana@acme.example"}}}); err != nil {
		w.t.Fatal(err)
	}
}

// TestADeputyIsInvitedFromTheCard holds that the card says who is to come instead
// and what they answered, and that one key asks what becomes of it.
func TestADeputyIsInvitedFromTheCard(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.connect()
	r := w.scheduled(true)
	w.work()
	w.answeredByDeputy(r, "lee@acme.example")
	w.profile()
	w.Shows("lee@acme.example (accepted)", "w who comes instead")
	w.Press("w")
	w.Shows("sends lee@acme.example (accepted)", "Invite lee@acme.example in place of Dana Ort", "Nobody else is to come", "Open the interview")
	w.Press("esc", "w", "enter")
	w.Shows("Invite lee@acme.example in place of Dana Ortiz?", "dana@acme.example (Dana Ortiz) is told", "Nothing is saved or sent yet.")
	w.Press("enter")
	w.work()
	lee, ok := w.record(r).Person("lee@acme.example")
	if !ok || lee.Answer != recruit.Accepted {
		t.Errorf("whoever comes is %+v", lee)
	}
	w.profile()
	w.Press("w")
	w.Shows("No one who is invited is sending someone else.")
}

// TestADeputyNobodyNamedIsJudged holds that an answer of someone of whom nobody
// knows that they are sent is asked about by the same key: invited, counted or
// forgotten.
func TestADeputyNobodyNamedIsJudged(t *testing.T) {
	t.Parallel()
	w := newWorld(t, 100, 30, setup{})
	w.connect()
	r := w.scheduled(true)
	w.work()
	w.answeredByDeputy(r, "lee@other.example")
	w.profile()
	w.Press("w")
	w.Shows("lee@other.example answered for Dana Ortiz", "Invite lee@other.example in place of Dana Or", "It counts", "It does not count; discard it")
	w.Press("down", "down", "enter")
	w.Shows("Dismissed the answer")
	if p, _ := w.record(r).Person("dana@acme.example"); p.Claim.From != "" || p.Answer != recruit.NoAnswer {
		t.Errorf("it is kept: %+v", p)
	}
	w.answeredByDeputy(r, "kim@other.example")
	w.profile()
	w.Press("w", "enter")
	w.Shows("Invite kim@other.example in place of Dana Ortiz?")
	w.Press("enter")
	if kim, ok := w.record(r).Person("kim@other.example"); !ok || kim.Answer != recruit.Accepted {
		t.Errorf("whoever comes is %+v", kim)
	}
}
