package recruit

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/sanitize"
)

// maxStrays bounds the answers that wait at one interview because nobody knows
// whose they are.
const maxStrays = 20

// stray keeps an answer of which nobody knows whose it is.
func (a *Answers) stray(r Record, c UnverifiedReply) (ReplyOutcome, []Activity, error) {
	if slices.ContainsFunc(r.Interview.Strays, c.same) {
		return ignored(r, Participant{}, "This answer from %s is known already; it waits for somebody to say whose it is.", c.From)
	}
	r.Interview.Strays = withStray(r.Interview.Strays, c)
	return a.kept(r, Activity{Actor: "recruitty", Action: "interview.answer_unplaced",
		Text: fmt.Sprintf("An answer to %s came from %s and waits for somebody to say whose it is: %s", r.Interview.Title, c.sender(), r.claimWords(c))})
}

// withStray adds an answer; where there are too many the oldest gives way. The
// log has it all the same.
func withStray(strays []UnverifiedReply, c UnverifiedReply) []UnverifiedReply {
	strays = append(slices.Clone(strays), c)
	return strays[max(len(strays)-maxStrays, 0):]
}

// sender names who sent it, and in whose name.
func (c UnverifiedReply) sender() string {
	if c.Named != "" && !strings.EqualFold(c.Named, c.From) {
		return c.From + " for " + c.Named
	}
	return c.From
}

// same reports whether two claims are one.
func (c UnverifiedReply) same(d UnverifiedReply) bool {
	return strings.EqualFold(c.From, d.From) && c.Named == d.Named && c.Answer == d.Answer && c.Sequence == d.Sequence && c.At.Equal(d.At) &&
		c.Note == d.Note && c.Asked == d.Asked && c.Proposed.Start.Equal(d.Proposed.Start)
}

// accepted is a claim as it counts once a member says that it does: about the
// times in force, whatever it was about, and from whoever sent it.
func (c UnverifiedReply) accepted(r Record, p Participant) UnverifiedReply {
	if c.Why != "" {
		c.Sequence = r.Interview.Sequence
	}
	if sanitize.SameAddress(c.From, p.Address) || c.From == "a file" {
		c.From = ""
	}
	return c
}

// Assign says whose answer it is that waits at an interview because nobody was
// found for it: address is the person for whom it counts, "" lets it be
// forgotten. Where it cannot be read, answer says what it is.
func (a *Answers) Assign(ctx context.Context, actor Member, id InterviewID, seen UnverifiedReply, address string, answer Answer) (ReplyOutcome, error) {
	if err := Allow(actor, ToSchedule); err != nil {
		return ReplyOutcome{}, err
	}
	return a.change(ctx, id, func(r Record) (ReplyOutcome, []Activity, error) {
		i := slices.IndexFunc(r.Interview.Strays, seen.same)
		if i < 0 {
			return ReplyOutcome{}, nil, &Problem{Kind: ErrStale, Field: "from", Sentence: fmt.Sprintf("The answer from %s is no longer waiting; look at the interview again.", Shorten(seen.From))}
		}
		c := r.Interview.Strays[i]
		r.Interview.Strays = slices.Delete(slices.Clone(r.Interview.Strays), i, i+1)
		if address == "" {
			return a.kept(r, Activity{ActorID: actor.ID, Actor: actor.Name, Action: "interview.answer_dismissed",
				Text: fmt.Sprintf("Dismissed the answer to %s that %s sent", r.Interview.Title, c.sender())})
		}
		p, ok := r.Person(strings.TrimSpace(address))
		if !ok || !p.Invited() {
			return ReplyOutcome{}, nil, NotInvited(address, r)
		}
		if err := r.StillScheduled(); err != nil {
			return ReplyOutcome{}, nil, err
		}
		if answer != "" {
			c.Answer = answer
		}
		if c.Answer == "" {
			return ReplyOutcome{}, nil, Invalid("answer", "What %s answered cannot be read; say it with --answer.", c.sender())
		}
		return a.told(r, p.says(c.accepted(r, p)), Activity{ActorID: actor.ID, Actor: actor.Name, Action: "interview.answer_accepted"}, "Accepted: %s")
	})
}

// kept writes what concerns the interview and nobody's answer.
func (a *Answers) kept(r Record, line Activity) (ReplyOutcome, []Activity, error) {
	line.At = a.Now().UTC()
	line.CandidateID, line.JobID, line.InterviewID = r.Interview.CandidateID, r.Interview.JobID, r.Interview.ID
	return ReplyOutcome{Record: r, Recorded: true, Sentence: line.Text + "."}, []Activity{line}, nil
}

// Unplaced returns the answers that wait because nobody knows whose they are.
func (r Record) Unplaced() []UnverifiedReply { return r.Interview.Strays }

// Says is what an answer says that waits, in words that follow "it says".
func (c UnverifiedReply) Says() string {
	switch c.Answer {
	case Accepted, Declined:
		return string(c.Answer)
	case Tentative:
		return "maybe"
	case Delegated:
		says := Participant{Delegate: c.Delegate}.Deputy() + " instead"
		for _, d := range c.Deputised {
			says += ", " + d.word()
		}
		return says
	case NoAnswer:
		return "neither yes nor no"
	}
	return ""
}

// Details say why an answer waits, what it asks for, and its words; moment
// writes a time.
func (c UnverifiedReply) Details(moment func(time.Time) string) string {
	var said []string
	if c.Why != "" {
		said = append(said, c.Why)
	}
	if !c.Proposed.Start.IsZero() {
		said = append(said, "it proposes "+moment(c.Proposed.Start))
	}
	if c.Asked != "" {
		said = append(said, "it asks for another time, which cannot be placed: "+c.Asked)
	}
	if c.Note != "" {
		said = append(said, "“"+strings.Join(strings.Fields(c.Note), " ")+"”")
	}
	return strings.Join(said, "; ")
}

// claimWords say the same in the log, and what the answer is.
func (r Record) claimWords(c UnverifiedReply) string {
	words := c.Details(func(at time.Time) string {
		i := r.Interview
		i.Start = at
		return Wall(i)
	})
	if says := c.Says(); says != "" {
		return strings.TrimSuffix("it says "+says+"; "+words, "; ")
	}
	return words
}
