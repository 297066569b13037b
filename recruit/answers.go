package recruit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Answers takes what invited people answer: by mail, from a file, or by hand.
type Answers struct {
	Store    AnswerStore
	Settings *Settings // of the mailbox in which answers arrive
	Mailer   Mailer
	Now      Clock
}

// AnswerStore is the part of the store that answers need.
type AnswerStore interface {
	Interviews
	InterviewFinder
}

// ReplyOutcome is what became of a reply.
type ReplyOutcome struct {
	Record Record
	Person Participant
	// Recorded says that it changed something; Sentence says what, or why not.
	Recorded bool
	Sentence string
}

// Take records a reply. One that is older than what is known changes nothing;
// one about a time that is not in force any more is kept, and the person
// counts as not having answered; one that a stranger sent, that cannot be read or
// that is nobody's waits for a member. ErrNotFound means that it is about no
// interview here, or no answer.
func (a *Answers) Take(ctx context.Context, y Reply) (ReplyOutcome, error) {
	if y.Incoming != nil {
		return a.incoming(ctx, *y.Incoming)
	}
	y = y.tidy(a.Now().UTC())
	id, err := a.find(ctx, y)
	if err != nil {
		return ReplyOutcome{}, err
	}
	return a.change(ctx, id, func(r Record) (ReplyOutcome, []Activity, error) {
		if d, p, ok := y.deputised(r); ok {
			return a.deputyAnswered(r, p, y, d)
		}
		of, p, why, ok := y.whose(r)
		if !of.answers(p, ok) {
			return ReplyOutcome{}, nil, NotFound("A calendar entry about %s came, marked %s, which is not an answer; nothing was changed.", r.Interview.Title, Shorten(y.Method))
		}
		if q := of.Proposed; q.Start.Equal(r.Interview.Start) && (q.Duration == 0 || q.Duration == r.Interview.Duration) {
			of.Proposed = Proposal{} // it asks for a change of something else
		}
		revision, elsewhen := of.revision(r)
		if ok && why == "" && p.Audience == ToOrganiser {
			return a.ownCalendar(r, p, of, revision)
		}
		if !ok || p.Audience == ToOrganiser {
			c := of.claim(revision, of.sentFrom(), why)
			c.Named = cut(of.Attendee, 300)
			return a.stray(r, c)
		}
		by, doubt, own := of.vouched(r, p)
		switch {
		case why != "":
		case of.Answer == "":
			why = "it does not say yes or no in a way that can be read"
		case elsewhen:
			why = "it is about another time than that of the interview" + of.at(r.Interview)
		case !own:
			why = doubt
		}
		c := of.claim(revision, by, why)
		if !own || why != "" {
			c.From = of.sentFrom()
			return a.claimed(r, p, c)
		}
		if p.outdated(c) {
			return ignored(r, p, knownAlready, p.Called())
		}
		format := "%s"
		switch {
		case r.Interview.Status != Scheduled:
			format += "; " + strings.ReplaceAll(r.Interview.Title+" is "+r.Interview.Status.Words()+" already", "%", "%%")
		case !p.RemovedAt.IsZero():
			format += "; " + strings.ReplaceAll(p.Called(), "%", "%%") + " is not invited any more"
		}
		return a.told(r, p.says(c), Activity{Actor: p.Called(), Action: "interview.answered"}, format)
	})
}

// TakeAll takes the answers in one file. One that fails keeps no other back, and
// the error names each that did.
func (a *Answers) TakeAll(ctx context.Context, replies []Reply) ([]ReplyOutcome, error) {
	var all []ReplyOutcome
	var failed []error
	var named []string
	for _, y := range replies {
		t, err := a.Take(ctx, y)
		switch {
		case err == nil:
			all = append(all, t)
			continue
		case !AboutOne(ctx, err):
			return all, err
		}
		failed, named = append(failed, err), append(named, fmt.Sprintf("%s: %s", y.name(), Sentence(err)))
	}
	if len(replies) == 1 || len(failed) == 0 {
		return all, errors.Join(failed...)
	}
	p := &Problem{Kind: ErrInvalid, Cause: errors.Join(failed...),
		Sentence: fmt.Sprintf("%d of %d answers could not be taken. %s", len(failed), len(replies), strings.Join(named, " "))}
	var first *Problem
	if errors.As(failed[0], &first) {
		p.Kind = first.Kind
	}
	return all, p
}

// name says which answer it is, among several.
func (y Reply) name() string {
	who := y.Attendee
	if who == "" {
		who = named(y.Lines)
	}
	if who == "" {
		who = "somebody"
	}
	return "That of " + Shorten(who) + " to the entry " + Shorten(y.UID)
}

// find finds the interview that a reply is about.
func (a *Answers) find(ctx context.Context, y Reply) (id InterviewID, err error) {
	id, err = a.Store.InterviewByUID(ctx, y.UID)
	for _, uid := range y.UIDs {
		if errors.Is(err, ErrNotFound) {
			id, err = a.Store.InterviewByUID(ctx, uid)
		}
	}
	return id, err
}

// answers reports whether a reply is one although it calls itself an invitation:
// then it is the mail of the person of whom it says something.
func (y Reply) answers(p Participant, found bool) bool {
	return y.Method == "" || found && y.Answer != NoAnswer && y.Answer != "" && SameMailbox(y.Sender, p.Address)
}

// at is the time that an answer names, in brackets.
func (y Reply) at(i Interview) string {
	if y.Start.IsZero() {
		return ""
	}
	i.Start = y.Start
	return " (" + Wall(i) + ")"
}

// says is the person once an answer counts; by is told apart by its sender.
func (p Participant) says(c UnverifiedReply) Participant {
	p.AnswerSequence, p.AnsweredAt, p.AnswerNote, p.Proposed, p.AnsweredBy = c.Sequence, c.At, c.Note, c.Proposed, c.From
	p.AnswerMailed, p.Asked, p.Delegate, p.Refused = c.Mailed, c.Asked, c.Delegate, time.Time{}
	p.Deputised = p.heard(c)
	if c.Answer != NoAnswer && c.Answer != "" {
		p.Said = c.Answer
	}
	p.Claim = UnverifiedReply{}
	return p
}

// claimed keeps an answer that does not count, and says how it would. One of
// somebody else that waited in its place stays as well.
func (a *Answers) claimed(r Record, p Participant, c UnverifiedReply) (ReplyOutcome, []Activity, error) {
	if p.knows(c) {
		return ignored(r, p, "This answer for %s from %s is known already; it does not count until somebody accepts it.", p.Called(), c.From)
	}
	if old := p.Claim; old.From != "" && !strings.EqualFold(old.From, c.From) && r.inForce(old.Sequence) {
		old.Named = p.Address
		r.Interview.Strays = withStray(r.Interview.Strays, old)
	}
	p.Claim = c
	return a.changed(r, p, Activity{Actor: "recruitty", Action: "interview.answer_doubted",
		Text: fmt.Sprintf("An answer for %s came from %s and does not count yet: %s", p.Called(), c.From, r.claimWords(c))})
}

// Accept lets an answer count that somebody else sent in a person's name, if it
// is still the one that the member saw.
func (a *Answers) Accept(ctx context.Context, actor Member, id InterviewID, address string, seen UnverifiedReply) (ReplyOutcome, error) {
	return a.byHand(ctx, actor, id, address, func(r Record, p Participant) (ReplyOutcome, []Activity, error) {
		if err := p.claims(seen); err != nil {
			return ReplyOutcome{}, nil, err
		}
		if seen.Answer == "" {
			return ReplyOutcome{}, nil, Invalid("answer", "What %s answered cannot be read; read their mail, and note it with --answer.", p.Called())
		}
		return a.told(r, p.says(seen.accepted(r, p)), Activity{ActorID: actor.ID, Actor: actor.Name, Action: "interview.answer_accepted"}, "Accepted: %s")
	})
}

// Dismiss drops such an answer; what is known of the person stays.
func (a *Answers) Dismiss(ctx context.Context, actor Member, id InterviewID, address string, seen UnverifiedReply) (ReplyOutcome, error) {
	return a.byHand(ctx, actor, id, address, func(r Record, p Participant) (ReplyOutcome, []Activity, error) {
		if err := p.claims(seen); err != nil {
			return ReplyOutcome{}, nil, err
		}
		p.Claim = UnverifiedReply{}
		return a.changed(r, p, Activity{ActorID: actor.ID, Actor: actor.Name, Action: "interview.answer_dismissed",
			Text: fmt.Sprintf("Dismissed the answer for %s that %s sent", p.Called(), seen.From)})
	})
}

// Set records by hand what a person said on the telephone or in the corridor.
// NoAnswer takes an answer back.
func (a *Answers) Set(ctx context.Context, actor Member, id InterviewID, address string, answer Answer, note string) (ReplyOutcome, error) {
	if !slices.Contains([]Answer{NoAnswer, Accepted, Declined, Tentative, Delegated}, answer) {
		return ReplyOutcome{}, Invalid("answer", "An answer is accepted, declined, tentative, delegated or needs-action, not %q.", Shorten(string(answer)))
	}
	note, err := CleanText("note", "note", note, MaxNote)
	if err != nil {
		return ReplyOutcome{}, err
	}
	return a.byHand(ctx, actor, id, address, func(r Record, p Participant) (ReplyOutcome, []Activity, error) {
		p.Said, p.AnswerSequence, p.AnsweredAt, p.AnswerNote, p.Proposed = answer, r.Interview.Sequence, a.Now().UTC(), note, Proposal{}
		p.AnsweredBy, p.Claim, p.Asked, p.Delegate, p.AnswerMailed, p.Refused, p.Deputised = "", UnverifiedReply{}, "", "", time.Time{}, time.Time{}, nil
		return a.told(r, p, Activity{ActorID: actor.ID, Actor: actor.Name, Action: "interview.answer_noted"}, "Noted: %s")
	})
}

// byHand lets a member decide about the answer of a person who is invited.
func (a *Answers) byHand(ctx context.Context, actor Member, id InterviewID, address string, decide func(Record, Participant) (ReplyOutcome, []Activity, error)) (ReplyOutcome, error) {
	return a.change(ctx, id, func(r Record) (ReplyOutcome, []Activity, error) {
		p, ok := r.Person(strings.TrimSpace(address))
		if !ok || !p.Invited() {
			return ReplyOutcome{}, nil, NotInvited(address, r)
		}
		if p.MemberID != actor.ID {
			if err := Allow(actor, ToSchedule); err != nil {
				return ReplyOutcome{}, nil, err
			}
		}
		if err := r.StillScheduled(); err != nil {
			return ReplyOutcome{}, nil, err
		}
		return decide(r, p)
	})
}

// told makes the outcome of an answer and its line in the log.
func (a *Answers) told(r Record, p Participant, line Activity, format string) (ReplyOutcome, []Activity, error) {
	line.Text = fmt.Sprintf(format, answerWords(r, p, a.Now()))
	// The answers that came by mail stand in the log one by one already.
	if was, ok := r.Person(p.Address); line.ActorID != 0 && ok && was.Said != "" && was.Said != NoAnswer && was.Said != p.Said {
		line.Text += " (before: " + string(was.Said) + ")"
	}
	return a.changed(r, p, line)
}

// changed writes a person anew, with a line in the log.
func (a *Answers) changed(r Record, p Participant, line Activity) (ReplyOutcome, []Activity, error) {
	i := slices.IndexFunc(r.People, func(q Participant) bool { return strings.EqualFold(q.Address, p.Address) })
	r.People = slices.Clone(r.People)
	r.People[i] = p
	r.People = r.Weighed()
	line.At = a.Now().UTC()
	line.CandidateID, line.JobID, line.InterviewID = r.Interview.CandidateID, r.Interview.JobID, r.Interview.ID
	return ReplyOutcome{Record: r, Person: r.People[i], Recorded: true, Sentence: line.Text + "."}, []Activity{line}, nil
}

// answerWords says what a person answered.
func answerWords(r Record, p Participant, now time.Time) string {
	what := "has not decided about"
	switch p.Said {
	case Accepted, Declined:
		what = string(p.Said)
	case Tentative:
		what = "may come to"
	case Delegated:
		what = "sends " + p.Deputy() + " instead to"
	}
	text := fmt.Sprintf("%s %s %s of %s", p.Called(), what, r.Interview.Title, Wall(r.Interview))
	if !r.counts(p) {
		text = fmt.Sprintf("%s answered an earlier time of %s (%s); the answer to %s is still open", p.Called(), r.Interview.Title, strings.TrimSpace(string(p.Said)), Wall(r.Interview))
	}
	if m, ok := r.Proposal(p, now); ok {
		i := r.Interview
		i.Start = m.Start
		text += " and proposes " + Wall(i)
	} else if asked, ok := r.Asks(p); ok {
		text += " and asks for another time, which cannot be placed: " + asked
	}
	if p.AnsweredBy != "" {
		text += " (sent by " + p.AnsweredBy + ")"
	}
	if p.AnswerNote != "" {
		text += ": " + strings.Join(strings.Fields(p.AnswerNote), " ")
	}
	return text
}

const knownAlready = "This answer of %s is known already, or older than the one that is."

func ignored(r Record, p Participant, format string, args ...any) (ReplyOutcome, []Activity, error) {
	return ReplyOutcome{Record: r, Person: p, Sentence: fmt.Sprintf(format, args...)}, nil, nil
}

// change reads the record, decides and writes, anew when somebody else wrote
// in between.
func (a *Answers) change(ctx context.Context, id InterviewID, decide func(Record) (ReplyOutcome, []Activity, error)) (ReplyOutcome, error) {
	for {
		r, err := a.Store.Record(ctx, id)
		if err != nil {
			return ReplyOutcome{}, err
		}
		t, lines, err := decide(r)
		if err != nil || !t.Recorded {
			return t, err
		}
		t.Record, err = a.Store.Commit(ctx, Commit{Interview: t.Record.Interview, People: t.Record.People, Activity: lines})
		if err == nil || !errors.Is(err, ErrStale) || ctx.Err() != nil {
			return t, err
		}
	}
}

// Called is what a person is called in a sentence.
func (p Participant) Called() string {
	if p.Name != "" {
		return p.Name
	}
	return p.Address
}
