package recruit

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
)

// Deputies are the addresses of those whom a person sends instead, as far as
// the answer names them so that they can be written to.
func (p Participant) Deputies() []string {
	var out []string
	for name := range strings.SplitSeq(p.Delegate, ",") {
		address, err := sanitize.International(strings.TrimSpace(name))
		if err == nil && !slices.ContainsFunc(out, func(a string) bool { return sanitize.SameAddress(a, address) }) {
			out = append(out, address)
		}
	}
	return out
}

// deputy is who is to come instead of a person.
func (p Participant) deputy() string {
	if names := p.DeputyNames(); names != "" {
		return names
	}
	return "somebody else, whom the answer does not name,"
}

// DeputyNames names those whom a person sends instead, with what they answered;
// "" when nobody is named.
func (p Participant) DeputyNames() string {
	names := strings.Split(p.Delegate, ",")
	for n, name := range names {
		names[n] = strings.TrimSpace(name)
		for _, d := range p.Deputised {
			if sameMailbox(d.Address, names[n]) {
				names[n] += " (" + d.word() + ")"
			}
		}
	}
	return strings.Join(names, ", ")
}

func (d DeputyAnswer) word() string {
	if d.Answer == Tentative {
		return "maybe"
	}
	return string(d.Answer)
}

// deputyAnswered takes an answer of somebody who is to come in the place of p.
// Where p has named them it is theirs to give; else it says that p sends them,
// which counts from those who may answer for p.
func (a *Answers) deputyAnswered(r Record, p Participant, y Reply, d DeputyAnswer) (ReplyOutcome, []Activity, error) {
	revision, elsewhen := y.revision(r)
	y.Answer, y.Delegate, y.Note = Delegated, d.Address, ""
	by, doubt, near := y.vouched(r, p)
	c := y.claim(revision, by, "")
	c.Deputised = []DeputyAnswer{d}
	named := p.Answer == Delegated && slices.ContainsFunc(p.Deputies(), func(a string) bool { return sameMailbox(a, d.Address) })
	own := !y.Mailed || sameMailbox(y.Sender, d.Address) && !y.Unproved
	switch {
	case !p.invited():
		c.From, c.Named, c.Why = y.sentFrom(), d.Address, "it is from somebody whom "+called(p)+" sends, who is not invited any more"
		return a.stray(r, c)
	case y.Unclear != "":
		c.Why = y.Unclear
	case elsewhen:
		c.Why = "it is about another time than that of the interview" + y.at(r.Interview)
	case named && own:
		return a.deputyTold(r, p, d)
	case p.Answer == Accepted || p.Answer == Declined || p.Answer == Tentative:
		c.Why = called(p) + " has answered already (" + string(p.Answer) + ")"
	case p.Answer == Delegated && p.Delegate != "":
		c.Why = called(p) + " sends " + p.DeputyNames()
	case !near:
		c.Why = doubt
	case r.counts(p) && p.outdated(c):
		return ignored(r, p, "This answer of %s, who comes instead of %s, is known already, or older than the one that is.", d.Address, called(p))
	default:
		return a.told(r, p.says(c), Activity{Actor: d.Address, Action: "interview.answered"}, "%s")
	}
	c.From = y.sentFrom()
	return a.claimed(r, p, c)
}

// deputyTold notes what somebody answered whom p has named.
func (a *Answers) deputyTold(r Record, p Participant, d DeputyAnswer) (ReplyOutcome, []Activity, error) {
	rest := slices.Clone(p.Deputised)
	if i := slices.IndexFunc(rest, func(e DeputyAnswer) bool { return sameMailbox(e.Address, d.Address) }); i >= 0 {
		if rest[i].At.After(d.At) || rest[i].At.Equal(d.At) && rest[i].Answer == d.Answer && rest[i].Note == d.Note {
			return ignored(r, p, "This answer of %s, who comes instead of %s, is known already, or older than the one that is.", d.Address, called(p))
		}
		rest = slices.Delete(rest, i, i+1)
	}
	p.Deputised = append(rest, d)
	note := ""
	if d.Note != "" {
		note = ": " + strings.Join(strings.Fields(d.Note), " ")
	}
	return a.changed(r, p, Activity{Actor: d.Address, Action: "interview.answered",
		Text: fmt.Sprintf("%s, who is to come instead of %s, answered %s to %s of %s%s", d.Address, called(p), d.word(), r.Interview.Title, Wall(r.Interview), note)})
}

// heard are the answers of those whom a person sends by c: those that came with
// it, and those that were known of the same people.
func (p Participant) heard(c UnverifiedReply) []DeputyAnswer {
	if c.Answer != Delegated {
		return nil
	}
	all := slices.Clone(c.Deputised)
	for _, d := range append(slices.Clone(p.Deputised), p.Claim.Deputised...) {
		sent := slices.ContainsFunc(Participant{Delegate: c.Delegate}.Deputies(), func(a string) bool { return sameMailbox(a, d.Address) })
		if sent && !slices.ContainsFunc(all, func(e DeputyAnswer) bool { return sameMailbox(e.Address, d.Address) }) {
			all = append(all, d)
		}
	}
	return all
}

// Delegating returns the people who send somebody else to an interview that is
// still ahead at now.
func (r Record) Delegating(now time.Time) []Participant {
	var out []Participant
	for _, c := range r.ReplyIssues(now) {
		if c.Kind == HasDelegated {
			out = append(out, c.Person)
		}
	}
	return out
}

// Sending returns the people who send somebody else, or of whom an answer says so
// that waits to be accepted.
func (r Record) Sending(now time.Time) []Participant {
	var out []Participant
	for _, c := range r.ReplyIssues(now) {
		switch {
		case c.Kind == HasDelegated:
			out = append(out, c.Person)
		case c.Kind == HasClaim && c.Claim.Answer == Delegated:
			out = append(out, c.Claim.Sent(c.Person))
		}
	}
	return out
}

// Sent is a person as an answer has them that waits: sending somebody else.
func (c UnverifiedReply) Sent(p Participant) Participant {
	p.Delegate, p.Deputised = c.Delegate, c.Deputised
	return p
}

// Deputising is the change of people by which those come whom a person sends
// instead. seen is that person as a member saw them.
func (r Record) Deputising(seen Participant) (PeopleChange, error) {
	p, err := r.delegating(seen)
	if err != nil {
		return PeopleChange{}, err
	}
	if p.Audience == ToCandidate {
		return PeopleChange{}, Refused("%s is the candidate, in whose place nobody else can come; refuse it, or cancel the interview.", called(p))
	}
	deputies := p.Deputies()
	if len(deputies) == 0 {
		return PeopleChange{}, Invalid("address", "%s sends %s but gives no address to invite; change who is invited by hand.", called(p), strings.TrimSuffix(p.deputy(), ","))
	}
	c := PeopleChange{Remove: []string{p.Address}}
	for _, address := range deputies {
		if q, ok := r.Person(address); !ok || !q.invited() {
			c.Add = append(c.Add, address)
		} else if strings.EqualFold(q.Address, p.Address) {
			return PeopleChange{}, Invalid("address", "%s names nobody else to come; refuse it, and they are asked again.", called(p))
		}
	}
	return c, nil
}

// delegating is the person whom a member saw, if they still send the same people
// instead, or if the answer that says so still waits to be accepted.
func (r Record) delegating(seen Participant) (Participant, error) {
	p, ok := r.Person(seen.Address)
	if !ok || !p.invited() {
		return p, NotInvited(seen.Address, r)
	}
	if c, waits := r.Claimed(p); waits && c.Answer == Delegated && seen.claims(c) == nil {
		p = p.says(c.accepted(r, p)) // whoever invites them takes the answer for true
		p.Answer = Delegated
		return p, nil
	}
	if p.Answer != Delegated {
		return p, NotFound("%s does not send anybody else to %s.", called(p), r.Interview.Title)
	}
	if p.Delegate != seen.Delegate {
		return p, &Problem{Kind: ErrStale, Sentence: fmt.Sprintf("%s has answered again meanwhile and sends %s; look at it again before you go on.", called(p), strings.TrimSuffix(p.deputy(), ","))}
	}
	return p, nil
}

// InviteDeputies invites those whom a person sends instead, and takes that person
// off (see ChangePeople).
func (s *Scheduling) InviteDeputies(ctx context.Context, actor Member, id InterviewID, seen Participant, due time.Duration) (Record, error) {
	return s.change(ctx, actor, id, 0, func(r Record, now time.Time) (Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return Commit{}, err
		}
		c, err := r.Deputising(seen)
		if err != nil {
			return Commit{}, err
		}
		p, err := r.delegating(seen)
		if err != nil {
			return Commit{}, err
		}
		commit, err := s.regrouped(ctx, actor, r, c, s.leaves(due), now)
		if err != nil {
			return Commit{}, err
		}
		commit.People = r.answeredAhead(commit, p)
		return s.reminded(ctx, r, commit, s.leaves(due))
	})
}

// answeredAhead are the people of a change in which those whom p sent have come:
// what they answered already, as deputies, is their answer.
func (r Record) answeredAhead(c Commit, p Participant) []Participant {
	people := slices.Clone(c.People)
	for i, q := range people {
		was, known := r.Person(q.Address)
		for _, d := range p.Deputised {
			if sameMailbox(d.Address, q.Address) && q.invited() && q.Said == "" && !(known && was.invited()) {
				people[i].Said, people[i].AnswerSequence, people[i].AnsweredAt, people[i].AnswerNote = d.Answer, c.Interview.Sequence, d.At, d.Note
			}
		}
	}
	return Record{Interview: c.Interview, Versions: r.Versions, People: people}.weighed()
}

// RefuseDeputies lets nobody come in a person's place. The person counts as not
// having answered, and an update of their own says so and asks again.
func (s *Scheduling) RefuseDeputies(ctx context.Context, actor Member, id InterviewID, seen Participant, due time.Duration) (Record, error) {
	return s.change(ctx, actor, id, 0, func(r Record, now time.Time) (Commit, error) {
		if err := r.MayChange(actor); err != nil {
			return Commit{}, err
		}
		if err := r.Movable(now); err != nil {
			return Commit{}, err
		}
		p, err := r.delegating(seen)
		if err != nil {
			return Commit{}, err
		}
		if p.Claim.From != seen.Claim.From {
			return Commit{}, NotFound("%s does not send anybody else to %s as far as is known; forget the answer that says so.", called(p), r.Interview.Title)
		}
		instead, named := strings.TrimSuffix(p.deputy(), ","), ""
		if p.Delegate != "" {
			named = " (you named " + p.Delegate + ")"
		}
		// No time and no place has changed, so the calendar sequence stays; the later
		// stamp makes it a newer entry (RFC 5546 2.1.5).
		r.Interview.Version++
		r.Interview.UpdatedAt = now
		was := p
		p.Said, p.AnswerSequence, p.AnsweredAt, p.Delegate, p.AnsweredBy, p.AnswerMailed, p.Deputised = NoAnswer, r.Interview.Sequence, now, "", "", time.Time{}, nil
		r.People = slices.Clone(r.People)
		for i := range r.People {
			if r.People[i].Address == p.Address {
				r.People[i] = p
			}
		}
		r.People = r.weighed()
		commit := Commit{
			Interview: r.Interview, People: r.People, Effects: quietly(r, PeopleChange{}, planAsked(r, p, s.leaves(due))),
			Version: r.version(WasRefused, actor, "Nobody else can come in your place"+named+"; please answer whether you will come yourself."),
			Activity: []Activity{r.activity(actor, "interview.delegate_refused", "Refused that %s comes instead of %s to %s; %s is asked again",
				instead, called(was), r.Interview.Title, called(was))},
		}
		return s.reminded(ctx, r, commit, s.leaves(due))
	})
}

// planAsked tells one person anew what is in force, in place of mails to them
// that have not gone yet.
func planAsked(r Record, p Participant, due time.Time) []Effect {
	plan := supersedeWhere(r, func(e Effect) bool {
		return e.Kind.ChangesEntry() && strings.EqualFold(e.Target, p.Address)
	})
	kind := MailInvite
	if r.MayBeNotified(p.Address) {
		kind = MailUpdate
	}
	return append(plan, newEffect(r, kind, p.Address, due))
}
