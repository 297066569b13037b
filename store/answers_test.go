package store

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

func TestAnswersAreKept(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.scheduled(t, "ref-1", now.Add(26*time.Hour))
	p := &r.People[0]
	p.Answer, p.Said, p.AnswerSequence, p.AnsweredAt, p.AnswerNote = recruit.NoAnswer, recruit.Accepted, 3, now, "by phone"
	p.Proposed = recruit.Proposal{Start: now.Add(50 * time.Hour), Duration: time.Hour}
	p.AnsweredBy = "office@example.org"
	p.AnswerMailed, p.Asked, p.Delegate = now, "Tue 20 Apr 2027, all day", "boss@example.org"
	p.Deputised = []recruit.DeputyAnswer{{Address: "boss@example.org", Answer: recruit.Tentative, At: now, Note: "perhaps"}}
	p.Claim = recruit.UnverifiedReply{From: "mallory@example.net", Answer: recruit.Declined, Sequence: 1, At: now, Note: "sorry", Proposed: p.Proposed}
	p.Claim.Deputised = p.Deputised
	p.Claim.Why, p.Claim.Named, p.Claim.Mailed = "it cannot be read", "someone@example.org", now
	want := *p
	r.Interview.Strays = []recruit.UnverifiedReply{p.Claim, {From: "x@example.org", At: now}}
	kept, err := w.Commit(w.ctx, recruit.Commit{Interview: r.Interview, People: r.People})
	must(t, err)
	if !reflect.DeepEqual(kept.People[0], want) {
		t.Errorf("kept %+v, want %+v", kept.People[0], want)
	}
	if !reflect.DeepEqual(kept.Interview.Strays, r.Interview.Strays) {
		t.Errorf("kept %+v, want %+v", kept.Interview.Strays, r.Interview.Strays)
	}
	if id, err := w.InterviewByUID(w.ctx, strings.ToUpper(r.Interview.UID)); err != nil || id != r.Interview.ID {
		t.Errorf("by UID: %d, %v", id, err)
	}
	for _, uid := range []string{"", "another"} {
		_, err := w.InterviewByUID(w.ctx, uid)
		wantKind(t, err, recruit.ErrNotFound)
	}
}

func TestRemindersWaitQuietly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.scheduled(t, "ref-1", now.Add(26*time.Hour))
	c := recruit.Commit{Interview: r.Interview}
	for _, e := range r.Effects {
		e.State, e.DoneAt = recruit.Done, now
		c.Effects = append(c.Effects, e)
	}
	at := now.Add(2 * time.Hour)
	c.Effects = append(c.Effects, recruit.Effect{Version: 1, Kind: recruit.MailReminder, Target: w.member.Email, State: recruit.Waiting, NextAttempt: at, RemindAt: at})
	r, err := w.Commit(w.ctx, c)
	must(t, err)
	open, err := w.OpenEffects(w.ctx, r.Interview.ID)
	must(t, err)
	list, err := w.Interviews(w.ctx, recruit.InterviewFilter{})
	must(t, err)
	if len(open) != 0 || list[0].Waiting != 0 || list[0].NeedAttention != 0 || !r.Settled() || len(r.PlannedReminders()) != 1 || !r.PlannedReminders()[0].RemindAt.Equal(at) {
		t.Errorf("open %+v, list %+v, planned %+v", open, list, r.PlannedReminders())
	}
	due := func(at time.Time) bool {
		ids, err := w.DueInterviews(w.ctx, at, 10)
		must(t, err)
		return slices.Contains(ids, r.Interview.ID)
	}
	if due(at.Add(-time.Second)) || !due(at) {
		t.Error("the reminder is not due at its moment")
	}
	_, err = w.Commit(w.ctx, recruit.Commit{Interview: r.Interview, Effects: []recruit.Effect{
		{Version: 1, Kind: recruit.MailUpdate, Target: w.member.Email, State: recruit.Failed}}})
	must(t, err)
	if due(at) {
		t.Error("a reminder overtakes an email that did not succeed")
	}
}
