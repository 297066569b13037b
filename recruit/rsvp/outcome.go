package rsvp

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
)

// told makes the outcome of an answer and its line in the log.
func (a *Service) told(r recruit.Record, p recruit.Participant, line recruit.Activity, format string) (Outcome, []recruit.Activity, error) {
	line.Text = fmt.Sprintf(format, answerWords(r, p, a.Now()))
	// The answers that came by mail stand in the log one by one already.
	if was, ok := r.Person(p.Address); line.ActorID != 0 && ok && was.Said != "" && was.Said != recruit.NoAnswer && was.Said != p.Said {
		line.Text += " (before: " + string(was.Said) + ")"
	}
	return a.changed(r, p, line)
}

// changed writes a person anew, with a line in the log.
func (a *Service) changed(r recruit.Record, p recruit.Participant, line recruit.Activity) (Outcome, []recruit.Activity, error) {
	i := slices.IndexFunc(r.People, func(q recruit.Participant) bool { return strings.EqualFold(q.Address, p.Address) })
	r.People = slices.Clone(r.People)
	r.People[i] = p
	r.People = r.Weighed()
	line.At = a.Now().UTC()
	line.CandidateID, line.JobID, line.InterviewID = r.Interview.CandidateID, r.Interview.JobID, r.Interview.ID
	return Outcome{Record: r, Person: r.People[i], Recorded: true, Sentence: line.Text + "."}, []recruit.Activity{line}, nil
}

// answerWords says what a person answered.
func answerWords(r recruit.Record, p recruit.Participant, now time.Time) string {
	what := "has not decided about"
	switch p.Said {
	case recruit.Accepted, recruit.Declined:
		what = string(p.Said)
	case recruit.Tentative:
		what = "may come to"
	case recruit.Delegated:
		what = "sends " + p.Deputy() + " instead to"
	}
	text := fmt.Sprintf("%s %s %s of %s", p.Called(), what, r.Interview.Title, recruit.Wall(r.Interview))
	if !r.Counts(p) {
		text = fmt.Sprintf("%s answered an earlier time of %s (%s); the answer to %s is still open", p.Called(), r.Interview.Title, strings.TrimSpace(string(p.Said)), recruit.Wall(r.Interview))
	}
	if m, ok := r.Proposal(p, now); ok {
		i := r.Interview
		i.Start = m.Start
		text += " and proposes " + recruit.Wall(i)
	} else if asked, ok := r.Asks(p); ok {
		text += " and asks for another time that could not be understood: " + asked
	}
	if p.AnsweredBy != "" {
		text += " (sent by " + p.AnsweredBy + ")"
	}
	if p.AnswerNote != "" {
		text += ": " + strings.Join(strings.Fields(p.AnswerNote), " ")
	}
	return text
}

// knownAlready says so of an answer that brings nothing new.
const knownAlready = "This answer of %s is known already, or older than the one that is."

// ignored is the outcome of an answer that changes nothing.
func ignored(r recruit.Record, p recruit.Participant, format string, args ...any) (Outcome, []recruit.Activity, error) {
	return Outcome{Record: r, Person: p, Sentence: fmt.Sprintf(format, args...)}, nil, nil
}

// claimed keeps an answer that does not count, and says how it would. One of
// someone else that waited in its place stays as well.
func (a *Service) claimed(r recruit.Record, p recruit.Participant, c recruit.UnverifiedReply) (Outcome, []recruit.Activity, error) {
	if claimKnown(p, c) {
		return ignored(r, p, "This answer for %s from %s is known already; it does not count until someone accepts it.", p.Called(), c.From)
	}
	if old := p.Claim; old.From != "" && !strings.EqualFold(old.From, c.From) && r.InForce(old.Sequence) {
		old.Named = p.Address
		r.Interview.Strays = withStray(r.Interview.Strays, old)
	}
	p.Claim = c
	return a.changed(r, p, recruit.Activity{Actor: "recruitty", Action: "interview.answer_doubted",
		Text: fmt.Sprintf("An answer for %s came from %s and does not count yet: %s", p.Called(), c.From, claimWords(r, c))})
}
