package outbox_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/rsvp"
)

// saying is an answer and the times that it was about.
type saying struct {
	answer   recruit.Answer
	start    time.Time
	duration time.Duration
	at       time.Time // of the newest change of the interview by then
}

// about reports whether an answer was given to these times.
func (y saying) about(start time.Time, duration time.Duration) bool {
	return y.start.Equal(start) && y.duration == duration
}

// replies takes answers of invited people and remembers what they said, by
// interview and address. Only one answer of a person is under way at a time;
// whoever dies over one leaves the person busy, and nobody knows what counts.
type replies struct {
	answers *rsvp.Service
	busy    map[string]bool
	counts  map[string]saying   // the newest that was taken
	claims  map[string]saying   // the one that a stranger sent
	ever    map[string][]saying // all that ever counted
}

func answerKey(id recruit.InterviewID, address string) string { return fmt.Sprint(id, " ", address) }

// answer is one of an invited person: by mail to any of the mails that came, in
// their name by a stranger, or by telephone. Or a member judges a stranger's.
func (s *storm) answer(id recruit.InterviewID, _ time.Duration) (recruit.Record, error) {
	return s.hear(id, s.rng.IntN(2) == 0)
}

// hear takes an answer that asks for another time as well, or does not.
func (s *storm) hear(id recruit.InterviewID, otherTime bool) (recruit.Record, error) {
	r, err := s.store.Record(s.ctx, id)
	if err != nil {
		return r, err
	}
	if own, ok := r.OwnEntry(); ok && s.rng.IntN(4) == 0 {
		s.acceptItself(r, own)
		return r, nil
	}
	invited := r.Invited()
	p := invited[s.rng.IntN(len(invited))]
	key := answerKey(id, p.Address)
	if s.replies.busy[key] {
		return r, nil
	}
	s.replies.busy[key] = true
	said := saying{answer: []recruit.Answer{recruit.Accepted, recruit.Declined, recruit.Tentative}[s.rng.IntN(3)]}
	kept := func(saying) {}
	count := func(y saying) {
		s.replies.counts[key] = y
		s.replies.ever[key] = append(s.replies.ever[key], y)
	}
	var t rsvp.Outcome
	switch mails := s.world.received(r.Interview.UID, p.Address); {
	case p.Claim.From != "" && s.rng.IntN(3) == 0:
		t, err = s.replies.answers.Dismiss(s.ctx, s.robin, id, p.Address, p.Claim)
	case p.Claim.From != "" && s.rng.IntN(2) == 0:
		said, kept = s.replies.claims[key], count
		t, err = s.replies.answers.Accept(s.ctx, s.robin, id, p.Address, p.Claim)
	case len(mails) > 0 && s.rng.IntN(3) > 0:
		m := mails[s.rng.IntN(len(mails))]
		said.start, said.duration = m.Start, m.Duration
		y := recruit.Reply{UID: m.UID, Attendee: p.Address, Answer: said.answer, Sequence: m.Sequence, Stamp: s.clock, Start: m.Start, Mailed: true, Sender: p.Address}
		if otherTime {
			y.Proposed = recruit.Proposal{Start: m.Start.Add(time.Duration(1+s.rng.IntN(48)) * time.Hour)}
		}
		if kept = count; s.rng.IntN(3) == 0 {
			y.Sender = "mallory@example.info"
			kept = func(y saying) { s.replies.claims[key] = y }
		}
		t, err = s.replies.answers.Take(s.ctx, y)
	default:
		t, err = s.replies.answers.Set(s.ctx, s.robin, id, p.Address, said.answer, "")
		said.start, said.duration, kept = t.Record.Interview.Start, t.Record.Interview.Duration, count
	}
	if said.at = t.Record.Interview.UpdatedAt; err == nil && t.Recorded {
		kept(said)
		if q, ok := t.Record.Person(p.Address); ok && !q.RemovedAt.IsZero() {
			delete(s.replies.counts, key) // taken off meanwhile: who is invited again is asked anew
		}
	}
	s.note("%s of %d: %s", p.Address, id, t.Sentence)
	s.replies.busy[key] = false
	if errors.Is(err, recruit.ErrStale) {
		err = recruit.ErrRefused // the person was taken off meanwhile, and what waited with them
	}
	return t.Record, err
}

// acceptItself is the calendar of the organiser that says yes to their own entry. That is
// news only after the calendar has said something else, which is in the log.
func (s *storm) acceptItself(r recruit.Record, own recruit.Participant) {
	for _, m := range s.world.received(r.Interview.UID, own.Address) {
		t, err := s.replies.answers.Take(s.ctx, recruit.Reply{UID: m.UID, Attendee: own.Address, Answer: recruit.Accepted, Sequence: m.Sequence,
			Stamp: s.clock, Start: m.Start, Mailed: true, Sender: own.Address})
		if p, ok := t.Record.Person(own.Address); err == nil && t.Recorded && ok && p.Audience == recruit.ToOrganiser && s.saidByOrganiser(r.Interview.ID) < 2 {
			s.fault("the organiser's own calendar counts as an answer: %s", t.Sentence)
		}
	}
}

// saidByOrganiser counts what the organiser's own calendar has said of an interview.
func (s *storm) saidByOrganiser(id recruit.InterviewID) (n int) {
	for _, a := range s.store.Activity() {
		if a.InterviewID == id && a.Action == "interview.organiser_answered" {
			n++
		}
	}
	return n
}

// checkAnswers wants everybody to count as having answered what they said to the
// times in force, and no mail to name an answer that nobody gave to its times.
func (s *storm) checkAnswers(r recruit.Record, fault func(string, ...any)) {
	i := r.Interview
	for _, p := range r.People {
		key := answerKey(i.ID, p.Address)
		if s.replies.busy[key] {
			continue
		}
		for _, m := range s.world.taken {
			gave := m.UID != i.UID || m.Answers[p.Address] == "" || m.Answers[p.Address] == recruit.NoAnswer ||
				slices.ContainsFunc(s.replies.ever[key], func(y saying) bool { return y.answer == m.Answers[p.Address] && y.about(m.Start, m.Duration) })
			if !gave {
				fault("the mail %.6s to %s says that %s %s %s", m.MessageID, m.To, p.Address, m.Answers[p.Address], m.Start)
			}
		}
		said, want := s.replies.counts[key], recruit.NoAnswer
		if said.about(i.Start, i.Duration) && !s.tookOff(i.ID, p.Address, said.at) {
			want = said.answer
		}
		if p.RemovedAt.IsZero() && i.Status == recruit.Scheduled && p.Answer != want {
			fault("interview %d: %s counts as %s instead of %s: %+v", i.ID, p.Address, p.Answer, want, p)
		}
	}
}

// tookOff reports whether a person was taken off after a moment, and that was not undone, or
// whether the change by which they were invited was undone: who is invited again is asked
// anew, and whose removal is undone counts as before.
func (s *storm) tookOff(id recruit.InterviewID, address string, since time.Time) bool {
	off, before, came := false, false, false // now; before the newest decision; by it
	for _, a := range s.store.Activity() {
		text := strings.ToLower(a.Text)
		switch {
		case a.InterviewID != id || !decides(a.Action):
		case a.Action == "interview."+string(recruit.WasUndone):
			off, came = before || came && a.At.After(since), false
		default:
			before, came = off, strings.Contains(text, "invited "+address)
			off = off || a.At.After(since) && strings.Contains(text, "took off "+address)
		}
	}
	return off
}
