package wording

import (
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/ui/text"
)

// Waiting says which answer waits for a member to decide: for whom it is, from
// whom it came, why it waits, and what it asks for, in its words.
func (r Reader) Waiting(c recruit.UnverifiedReply, name string) string {
	if c.Kind != "" {
		return Joined("; ", MailName(c)+" came from "+text.Line(c.From)+", "+Amid(r.Stamp(c.At)), text.Line(c.Details(r.Start)))
	}
	head := "an answer for " + text.Line(name) + ClaimAnswer(c) + " came from " + text.Line(c.From)
	if name == "" {
		head = "an answer" + ClaimAnswer(c) + " from " + text.Line(c.From) + " is not matched to anybody yet"
		if c.Named != "" && !strings.EqualFold(c.Named, c.From) {
			head = "an answer for " + text.Line(c.Named) + ClaimAnswer(c) + " came from " + text.Line(c.From)
		}
	}
	return Joined("; ", head, text.Line(c.Details(r.Start)))
}

// MailName is what people call a mail that is no calendar's answer.
func MailName(c recruit.UnverifiedReply) string {
	switch c.Kind {
	case recruit.IsAway:
		return "an automatic reply"
	case recruit.IsDelayed:
		return "a delay notice"
	case recruit.IsSealed:
		return "an email that cannot be opened here"
	}
	return "an email"
}

// ClaimAnswer is what an answer says that waits, in brackets.
func ClaimAnswer(c recruit.UnverifiedReply) string {
	if says := c.Says(); says != "" && c.Answer != recruit.NoAnswer {
		return " (" + text.Line(says) + ")"
	}
	return ""
}

// Words are what a person wrote with an answer, and the time that they ask for
// where it cannot be placed; "" for nothing.
func Words(r recruit.Record, p recruit.Participant) string {
	asked := ""
	if words, ok := r.Asks(p); ok {
		asked = "asks for another time that could not be understood: " + text.Line(words)
	}
	note := ""
	if p.AnswerNote != "" {
		note = "“" + text.Line(strings.Join(strings.Fields(p.AnswerNote), " ")) + "”"
	}
	refused := ""
	if r.ProposalRefused(p) && p.Answer != recruit.NoAnswer {
		refused = ProposalRefused
	}
	return Joined("; ", asked, refused, note)
}

// OtherTime is the time that a person asks for in place of the one in force.
func (r Reader) OtherTime(of recruit.Record, p recruit.Participant) string {
	return text.Line(of.OtherTime(p, r.Clocks(), r.Start))
}

// RefuseTime is what refusing another time is called.
const RefuseTime = "Refuse it; the time stays"

// Refusing says what refusing another time does.
func Refusing(p recruit.Participant, f scheduling.Preview) string {
	if len(f.Effects) == 0 {
		return PersonName(p) + " has no invitation from here, so nothing is sent."
	}
	return PersonName(p) + " is told by email that the time stays, and is asked to answer again."
}

// Deputy is who is to come instead of a person who sends someone else.
func Deputy(p recruit.Participant) string {
	if names := p.DeputyNames(); names != "" {
		return text.Line(names)
	}
	return "someone else, who is not named"
}

// AskedAgain says who would be asked once more for an answer, and what else is to be known
// first.
func (r Reader) AskedAgain(f scheduling.Preview) string {
	var names []string
	for _, e := range f.Effects {
		p, _ := f.Record.Person(e.Target)
		names = append(names, PersonName(p))
	}
	said := "Asked again by email whether they can make " + text.Line(f.Record.Interview.Title) + ", " + r.Start(f.Record.Interview.Start) + ": " + strings.Join(names, ", ") + "."
	for _, w := range f.Notes() {
		said += " " + text.Line(w.Sentence)
	}
	return said
}

// Attending is who takes part. The candidate, whose answer matters most, stands
// first.
func Attending(r recruit.Record) []recruit.Participant {
	var first, panel []recruit.Participant
	for _, p := range r.Invited() {
		if p.Audience == recruit.ToCandidate {
			first = append(first, p)
		} else {
			panel = append(panel, p)
		}
	}
	return append(first, panel...)
}
