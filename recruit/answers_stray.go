package recruit

import (
	"strings"
	"time"

	"recruitty/recruit/sanitize"
)

// Same reports whether two claims are one.
func (c UnverifiedReply) Same(d UnverifiedReply) bool {
	return strings.EqualFold(c.From, d.From) && c.Named == d.Named && c.Answer == d.Answer && c.Sequence == d.Sequence && c.At.Equal(d.At) &&
		c.Note == d.Note && c.Asked == d.Asked && c.Proposed.Start.Equal(d.Proposed.Start)
}

// AcceptedFor is a claim as it counts once a member says that it does: about the
// times in force, whatever it was about, and from whoever sent it.
func (c UnverifiedReply) AcceptedFor(r Record, p Participant) UnverifiedReply {
	if c.Why != "" {
		c.Sequence = r.Interview.Sequence
	}
	if sanitize.SameAddress(c.From, p.Address) || c.From == "a file" {
		c.From = ""
	}
	return c
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
			says += ", " + d.Words()
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
