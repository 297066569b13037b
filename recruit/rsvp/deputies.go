package rsvp

import (
	"fmt"
	"slices"
	"strings"

	"recruitty/recruit"
)

// deputyAnswered takes an answer of someone who is to come in the place of p.
// Where p has named them it is theirs to give; else it says that p sends them,
// which counts from those who may answer for p.
func (a *Service) deputyAnswered(r recruit.Record, p recruit.Participant, y recruit.Reply, d recruit.DeputyAnswer) (Outcome, []recruit.Activity, error) {
	revision, elsewhen := revisionOf(y, r)
	y.Answer, y.Delegate, y.Note = recruit.Delegated, d.Address, ""
	by, doubt, near := vouched(y, r, p)
	c := newClaim(y, revision, by, "")
	c.Deputised = []recruit.DeputyAnswer{d}
	named := p.Answer == recruit.Delegated && slices.ContainsFunc(p.Deputies(), func(a string) bool { return recruit.SameMailbox(a, d.Address) })
	own := !y.Mailed || recruit.SameMailbox(y.Sender, d.Address) && !y.Unproved
	switch {
	case !p.Invited():
		c.From, c.Named, c.Why = sentFrom(y), d.Address, "it is from someone whom "+p.Called()+" sends, who is no longer invited"
		return a.stray(r, c)
	case y.Unclear != "":
		c.Why = y.Unclear
	case elsewhen:
		c.Why = "it is about another time than that of the interview" + timeNamed(y, r.Interview)
	case named && own:
		return a.deputyTold(r, p, d)
	case p.Answer == recruit.Accepted || p.Answer == recruit.Declined || p.Answer == recruit.Tentative:
		c.Why = p.Called() + " has answered already (" + string(p.Answer) + ")"
	case p.Answer == recruit.Delegated && p.Delegate != "":
		c.Why = p.Called() + " sends " + p.DeputyNames()
	case !near:
		c.Why = doubt
	case r.Counts(p) && outdated(p, c):
		return ignored(r, p, "This answer of %s, who comes instead of %s, is known already, or older than the one that is.", d.Address, p.Called())
	default:
		return a.told(r, p.WithAnswer(c), recruit.Activity{Actor: d.Address, Action: "interview.answered"}, "%s")
	}
	c.From = sentFrom(y)
	return a.claimed(r, p, c)
}

// deputyTold notes what someone answered whom p has named.
func (a *Service) deputyTold(r recruit.Record, p recruit.Participant, d recruit.DeputyAnswer) (Outcome, []recruit.Activity, error) {
	rest := slices.Clone(p.Deputised)
	if i := slices.IndexFunc(rest, func(e recruit.DeputyAnswer) bool { return recruit.SameMailbox(e.Address, d.Address) }); i >= 0 {
		if rest[i].At.After(d.At) || rest[i].At.Equal(d.At) && rest[i].Answer == d.Answer && rest[i].Note == d.Note {
			return ignored(r, p, "This answer of %s, who comes instead of %s, is known already, or older than the one that is.", d.Address, p.Called())
		}
		rest = slices.Delete(rest, i, i+1)
	}
	p.Deputised = append(rest, d)
	note := ""
	if d.Note != "" {
		note = ": " + strings.Join(strings.Fields(d.Note), " ")
	}
	return a.changed(r, p, recruit.Activity{Actor: d.Address, Action: "interview.answered",
		Text: fmt.Sprintf("%s, who is to come instead of %s, answered %s to %s of %s%s", d.Address, p.Called(), d.Words(), r.Interview.Title, recruit.Wall(r.Interview), note)})
}
