// Package rsvp takes what invited people answer: what calendars reply by mail
// (iTIP, RFC 5546 and 6047), what comes about an invitation and is no such reply,
// and what a member notes by hand. It decides whose answer one is, whether it
// counts, and what waits for a member.
package rsvp

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
)

// Service takes what invited people answer: by mail, from a file, or by hand.
type Service struct {
	Store    Store
	Settings *recruit.Settings // of the mailbox in which answers arrive
	Mailer   recruit.Mailer
	Now      recruit.Clock
	// Feedback takes what is written in answer to a request for feedback; nil where nothing
	// is.
	Feedback Feedback
	// Letters is told of mails to candidates that came back; nil where there are none.
	Letters Letters
	// Offers takes what candidates write about times that they were offered; nil where
	// nothing is.
	Offers Offers
}

// Offers takes mails of candidates about times that they were offered. ErrNotFound means that
// a mail is about none.
type Offers interface {
	// TakeMail says in a sentence what became of a mail that answers a letter, and whether it
	// changed something.
	TakeMail(ctx context.Context, l recruit.Letter, in recruit.Incoming) (sentence string, recorded bool, err error)
	// TakeStray does so with a mail that names none of ours.
	TakeStray(ctx context.Context, in recruit.Incoming) (sentence string, recorded bool, err error)
	// TakeEntry says so of what a calendar answered to the tentative entry of an hour that an
	// offer holds.
	TakeEntry(ctx context.Context, y recruit.Reply) (sentence string, recorded bool, err error)
	// Counter moves an interview to the time that the candidate proposes; why says in a
	// sentence what keeps it where it is not moved.
	Counter(ctx context.Context, r recruit.Record, asked recruit.RescheduleRequest) (moved bool, why string, err error)
}

// Feedback takes mails that answer a request for feedback.
type Feedback interface {
	// TakeMail says in a sentence what became of a mail that answers the mail of e, and
	// whether it changed something.
	TakeMail(ctx context.Context, r recruit.Record, e recruit.Effect, in recruit.Incoming) (sentence string, recorded bool, err error)
}

// Store is the part of the store that answers need.
type Store interface {
	recruit.Interviews
	recruit.InterviewFinder
}

// Outcome is what became of a reply.
type Outcome struct {
	Record recruit.Record
	Person recruit.Participant
	// Recorded says that it changed something; Sentence says what, or why not.
	Recorded bool
	Sentence string
	// Acts says that something may have to happen outside because of it, as where a candidate
	// took a time.
	Acts bool
}

// Take records a reply. One that is older than what is known changes nothing;
// one about a time that is not in force any more is kept, and the person
// counts as not having answered; one that a stranger sent, that cannot be read or
// that is nobody's waits for a member. ErrNotFound means that it is about no
// interview here, or no answer.
func (a *Service) Take(ctx context.Context, y recruit.Reply) (Outcome, error) {
	if y.Incoming != nil {
		return a.incoming(ctx, *y.Incoming)
	}
	y = tidyReply(y, a.Now().UTC())
	id, err := a.find(ctx, y)
	if errors.Is(err, recruit.ErrNotFound) && a.Offers != nil {
		if sentence, recorded, err := a.Offers.TakeEntry(ctx, y); !errors.Is(err, recruit.ErrNotFound) {
			return Outcome{Recorded: recorded, Sentence: sentence}, err
		}
	}
	if err != nil {
		return Outcome{}, err
	}
	theirs := false // the candidate's own, out of the mailbox for answers
	t, err := a.change(ctx, id, func(r recruit.Record) (Outcome, []recruit.Activity, error) {
		theirs = false
		if d, p, ok := deputised(y, r); ok {
			return a.deputyAnswered(r, p, y, d)
		}
		of, p, why, ok := whose(y, r)
		if !isAnswer(of, p, ok) {
			return Outcome{}, nil, recruit.NotFound("A calendar entry about %s came, marked %s, which is not an answer; nothing was changed.", r.Interview.Title, recruit.Shorten(y.Method))
		}
		if q := of.Proposed; q.Start.Equal(r.Interview.Start) && (q.Duration == 0 || q.Duration == r.Interview.Duration) {
			of.Proposed = recruit.Proposal{} // it asks for a change of something else
		}
		revision, elsewhen := revisionOf(of, r)
		if ok && why == "" && p.Audience == recruit.ToOrganiser {
			return a.ownCalendar(r, p, of, revision)
		}
		if !ok || p.Audience == recruit.ToOrganiser {
			c := newClaim(of, revision, sentFrom(of), why)
			c.Named = cut(of.Attendee, 300)
			return a.stray(r, c)
		}
		by, doubt, own := vouched(of, r, p)
		switch {
		case why != "":
		case of.Answer == "":
			why = "it does not say yes or no in a way that can be read"
		case elsewhen:
			why = "it is about another time than that of the interview" + timeNamed(of, r.Interview)
		case !own:
			why = doubt
		}
		c := newClaim(of, revision, by, why)
		if !own || why != "" {
			c.From = sentFrom(of)
			return a.claimed(r, p, c)
		}
		if outdated(p, c) {
			return ignored(r, p, knownAlready, p.Called())
		}
		format := "%s"
		switch {
		case r.Interview.Status != recruit.Scheduled:
			format += "; " + strings.ReplaceAll(r.Interview.Title+" is "+r.Interview.Status.Words()+" already", "%", "%%")
		case !p.RemovedAt.IsZero():
			format += "; " + strings.ReplaceAll(p.Called(), "%", "%%") + " is no longer invited"
		}
		theirs = y.Fetched && p.Audience == recruit.ToCandidate && recruit.SameMailbox(y.Sender, p.Address)
		return a.told(r, p.WithAnswer(c), recruit.Activity{Actor: p.Called(), Action: "interview.answered"}, format)
	})
	if err != nil || !t.Recorded || !theirs {
		return t, err
	}
	return a.countered(ctx, t)
}

// TakeAll takes the answers in one file. One that fails keeps no other back, and
// the error names each that did.
func (a *Service) TakeAll(ctx context.Context, replies []recruit.Reply) ([]Outcome, error) {
	var all []Outcome
	var failed []error
	var named []string
	for _, y := range replies {
		t, err := a.Take(ctx, y)
		switch {
		case err == nil:
			all = append(all, t)
			continue
		case !recruit.AboutOne(ctx, err):
			return all, err
		}
		failed, named = append(failed, err), append(named, fmt.Sprintf("%s: %s", nameOf(y), recruit.Sentence(err)))
	}
	if len(replies) == 1 || len(failed) == 0 {
		return all, errors.Join(failed...)
	}
	p := &recruit.Problem{Kind: recruit.ErrInvalid, Cause: errors.Join(failed...),
		Sentence: fmt.Sprintf("%d of %d answers could not be taken. %s", len(failed), len(replies), strings.Join(named, " "))}
	var first *recruit.Problem
	if errors.As(failed[0], &first) {
		p.Kind = first.Kind
	}
	return all, p
}

// nameOf says which answer it is, among several.
func nameOf(y recruit.Reply) string {
	who := y.Attendee
	if who == "" {
		who = named(y.Lines)
	}
	if who == "" {
		who = "someone"
	}
	return "That of " + recruit.Shorten(who) + " to the entry " + recruit.Shorten(y.UID)
}

// find finds the interview that a reply is about.
func (a *Service) find(ctx context.Context, y recruit.Reply) (id recruit.InterviewID, err error) {
	id, err = a.Store.InterviewByUID(ctx, y.UID)
	for _, uid := range y.UIDs {
		if errors.Is(err, recruit.ErrNotFound) {
			id, err = a.Store.InterviewByUID(ctx, uid)
		}
	}
	return id, err
}

// isAnswer reports whether a reply is one although it calls itself an invitation:
// then it is the mail of the person of whom it says something.
func isAnswer(y recruit.Reply, p recruit.Participant, found bool) bool {
	return y.Method == "" || found && y.Answer != recruit.NoAnswer && y.Answer != "" && recruit.SameMailbox(y.Sender, p.Address)
}

// timeNamed is the time that an answer names, in brackets.
func timeNamed(y recruit.Reply, i recruit.Interview) string {
	if y.Start.IsZero() {
		return ""
	}
	i.Start = y.Start
	return " (" + recruit.Wall(i) + ")"
}

// change reads the record, decides and writes, anew when someone else wrote
// in between.
func (a *Service) change(ctx context.Context, id recruit.InterviewID, decide func(recruit.Record) (Outcome, []recruit.Activity, error)) (Outcome, error) {
	for {
		r, err := a.Store.Record(ctx, id)
		if err != nil {
			return Outcome{}, err
		}
		t, lines, err := decide(r)
		if err != nil || !t.Recorded {
			return t, err
		}
		t.Record, err = a.Store.Commit(ctx, recruit.Commit{Interview: t.Record.Interview, People: t.Record.People, Activity: lines})
		if err == nil || !errors.Is(err, recruit.ErrStale) || ctx.Err() != nil {
			return t, err
		}
	}
}

// maxConcerned bounds how many coming interviews are looked through.
const maxConcerned = 300

// Open lists the interviews of a member (0 for everybody's) whose answers need
// a person, soonest first.
func (a *Service) Open(ctx context.Context, member recruit.MemberID) ([]recruit.Record, error) {
	now := a.Now().UTC()
	coming, err := a.Store.Interviews(ctx, recruit.InterviewFilter{From: now, Status: recruit.Scheduled, OrganiserID: member, Limit: maxConcerned})
	if err != nil {
		return nil, err
	}
	var out []recruit.Record
	for _, i := range coming {
		r, err := a.Store.Record(ctx, i.ID)
		if err != nil && recruit.AboutOne(ctx, err) {
			continue // taken back meanwhile, or damaged, which lists of interviews say
		}
		if err != nil {
			return nil, err
		}
		if len(r.ReplyIssues(now)) > 0 {
			out = append(out, r)
		}
	}
	return out, nil
}

// ownCalendar takes what an organiser's calendar answers to their own entry,
// often by itself. Nobody waits for it and it is nobody's promise to come: a yes
// is no news, and what says more is logged and asks nobody for anything.
func (a *Service) ownCalendar(r recruit.Record, p recruit.Participant, y recruit.Reply, revision int) (Outcome, []recruit.Activity, error) {
	by, _, own := vouched(y, r, p)
	c := newClaim(y, revision, by, "")
	yes := c.Answer == recruit.Accepted && c.Details(time.Time.String) == ""
	switch {
	case yes && (!own || p.Said == "" || p.Said == recruit.Accepted):
		return ignored(r, p, "This is the calendar of %s, who organises %s; nobody waits for its answer.", p.Called(), r.Interview.Title)
	case !own:
		c = newClaim(y, revision, sentFrom(y), "it is in the name of who organises the interview")
		c.Named = p.Address
		return a.stray(r, c)
	case outdated(p, c):
		return ignored(r, p, knownAlready, p.Called())
	}
	return a.told(r, p.WithAnswer(c), recruit.Activity{Actor: p.Called(), Action: "interview.organiser_answered"}, "From the organiser's own calendar, for which nobody waits: %s")
}
