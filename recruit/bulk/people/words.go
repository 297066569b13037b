package people

import (
	"cmp"
	"fmt"
	"strings"

	"recruitty/recruit"
	"recruitty/recruit/flow"
)

// Words are what a request is called.
func (c Change) Words() flow.Words {
	//exhaustive:enforce
	switch c.Kind {
	case Move:
		return flow.Words{Title: "Move these candidates", Verb: "Move all", Saved: "Saved: they are in the new stage"}
	case Link:
		return flow.Words{Title: "Link these candidates to a job", Verb: "Link all", Saved: "Saved: they are linked to the job"}
	case Tag:
		return flow.Words{Title: "Tag these candidates", Verb: "Save all", Saved: "Saved: they have these tags"}
	case Own:
		return flow.Words{Title: "Set the owner", Verb: "Save all", Saved: "Saved: they have the new owner"}
	case Reject:
		return flow.Words{Title: "Reject these candidates?", Verb: "Reject all", Saved: "Rejected here"}
	case Mail:
		return flow.Words{Title: "Email to these candidates", Verb: "Send all", Saved: "In the outbox: an email for each"}
	}
	return flow.Words{}
}

// Summary says what the request does and to how many, and of how many it does not: "Move 5
// candidates to Offer; 1 is so already, 1 cannot".
func (p Preview) Summary() string {
	said := p.Change.does(recruit.Counted(len(p.Possible()), "candidate", "candidates"))
	var rest []string
	if n := len(p.Same()); n > 0 {
		rest = append(rest, fmt.Sprintf("%s already", recruit.Counted(n, "is so", "are so")))
	}
	if n := len(p.Refused()); n > 0 {
		rest = append(rest, fmt.Sprintf("%d cannot", n))
	}
	if len(rest) > 0 {
		said += "; " + strings.Join(rest, ", ")
	}
	return said
}

// does says what is done to so many candidates.
func (c Change) does(candidates string) string {
	//exhaustive:enforce
	switch c.Kind {
	case Move:
		return "Move " + candidates + " to " + c.Stage
	case Link:
		return "Link " + candidates + " to the job"
	case Tag:
		var what []string
		if len(c.Add) > 0 {
			what = append(what, "add "+strings.Join(c.Add, ", "))
		}
		if len(c.Remove) > 0 {
			what = append(what, "take away "+strings.Join(c.Remove, ", "))
		}
		return "Tags of " + candidates + ": " + strings.Join(what, "; ")
	case Own:
		return cmp.Or(c.Owner, "Nobody") + " owns " + candidates
	case Reject:
		return "Reject " + candidates + ": " + c.Reason
	case Mail:
		return "Write to " + candidates
	}
	return string(c.Kind) + " " + candidates
}

// Why says why it cannot be done for one, with their name; "" where it can.
func (i Item) Why() string {
	if i.Err == nil {
		return ""
	}
	said := recruit.Sentence(i.Err)
	if strings.HasPrefix(said, i.Name()) {
		return said
	}
	return i.Name() + ": " + said
}

// Becomes says what changes for one: "Applied → Offer for Backend Engineer".
func (i Item) Becomes() string {
	about := ""
	if i.Application.JobTitle != "" {
		about = " for " + i.Application.JobTitle
	}
	switch {
	case i.Draft != nil && i.From == "":
		return i.To + ", “" + i.Draft.Subject + "”"
	case i.Same:
		return cmp.Or(i.To, "nothing") + about + " already"
	}
	return cmp.Or(i.From, "nothing") + " → " + cmp.Or(i.To, "nothing") + about
}

// Told says what a result came to in one sentence, for a line of status or of a log.
func (r Result) Told() string {
	said := r.Change.Words().Saved + " (" + recruit.Counted(len(r.Done()), "candidate", "candidates") + ")"
	if left := r.NotDone(); len(left) > 0 {
		said += fmt.Sprintf("; %d not. %s", len(left), left[0].Why())
	}
	return said
}
