package say

import (
	"strings"

	"recruitty/recruit"
	"recruitty/ui/text"
)

// Waiting says which answer waits for a member to decide: for whom it is, from
// whom it came, why it waits, and what it asks for, in its words.
func (r Reader) Waiting(c recruit.Claim, name string) string {
	if c.Kind != "" {
		return Joined("; ", MailName(c)+" came from "+text.Line(c.From)+", "+Amid(r.Stamp(c.At)), text.Line(c.Details(r.Start)))
	}
	head := "an answer for " + text.Line(name) + ClaimAnswer(c) + " came from " + text.Line(c.From)
	if name == "" {
		head = "an answer" + ClaimAnswer(c) + " from " + text.Line(c.From) + " is nobody's so far"
		if c.Named != "" && !strings.EqualFold(c.Named, c.From) {
			head = "an answer for " + text.Line(c.Named) + ClaimAnswer(c) + " came from " + text.Line(c.From)
		}
	}
	return Joined("; ", head, text.Line(c.Details(r.Start)))
}

// MailName is what people call a mail that is no calendar's answer.
func MailName(c recruit.Claim) string {
	switch c.Kind {
	case recruit.IsAway:
		return "an automatic reply"
	case recruit.IsDelayed:
		return "word of a delay"
	case recruit.IsSealed:
		return "a mail that cannot be opened here"
	}
	return "a mail"
}

// ClaimAnswer is what an answer says that waits, in brackets.
func ClaimAnswer(c recruit.Claim) string {
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
		asked = "asks for another time, which cannot be placed: " + text.Line(words)
	}
	note := ""
	if p.AnswerNote != "" {
		note = "“" + text.Line(strings.Join(strings.Fields(p.AnswerNote), " ")) + "”"
	}
	return Joined("; ", asked, note)
}

// Deputy is who is to come instead of a person who sends somebody else.
func Deputy(p recruit.Participant) string {
	if p.Delegate == "" {
		return "somebody else, who is not named"
	}
	return text.Line(p.Delegate)
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
