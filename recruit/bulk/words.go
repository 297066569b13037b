package bulk

import (
	"fmt"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
)

// Words are what a request is called.
func (c Change) Words() flow.Words {
	//exhaustive:enforce
	switch c.Kind {
	case Move:
		return flow.Words{Title: "Move these interviews", Verb: "Reschedule all", Saved: "Saved: the interviews have new times"}
	case Find:
		return flow.Words{Title: "Find another time for each", Verb: "Reschedule all", Saved: "Saved: the interviews have new times"}
	case Cancel:
		return flow.Words{Title: "Cancel these interviews?", Verb: "Cancel all", Saved: "Cancelled here; records, files and notes are kept"}
	case Replace:
		return flow.Words{Title: "Replace someone", Verb: "Replace", Saved: "Saved: who is invited has changed here"}
	case Ask:
		return flow.Words{Title: "Ask for the missing answers?", Verb: "Ask again", Saved: "Saved: those who have not answered are asked again"}
	case Undo:
		return flow.Words{Title: "Undo your last change of each?", Verb: "Undo all", Saved: "Undone"}
	}
	return flow.Words{}
}

// Possible are the items that can be changed.
func (p Preview) Possible() []Item {
	return slices.DeleteFunc(slices.Clone(p.Items), func(i Item) bool { return i.Err != nil })
}

// Others counts the items that are refused only because someone else organises them, and
// that the member may take over.
func (p Preview) Others(actor recruit.Member) int {
	n := 0
	if p.Change.Kind == Undo {
		return n // what someone else did is not undone by who takes the interview over
	}
	for _, i := range p.Items {
		if i.Err != nil && i.Was.Interview.ID != 0 && i.Was.MayChange(actor) != nil && i.Was.MayTakeOver(actor) == nil {
			n++
		}
	}
	return n
}

// Joined is the whole as the preview of one decision: that of the first interview with the
// effects, the warnings and the waits of all.
func (p Preview) Joined() scheduling.Preview {
	var all scheduling.Preview
	for n, i := range p.Possible() {
		if n == 0 {
			all.Record = i.Then.Record
		}
		all.Effects = append(all.Effects, i.Then.Effects...)
		all.Warnings = append(all.Warnings, i.Then.Warnings...)
		for _, w := range i.Then.Waits {
			at := slices.IndexFunc(all.Waits, func(x scheduling.Wait) bool { return x.Why == w.Why && x.Behind == w.Behind })
			if at < 0 {
				at, all.Waits = len(all.Waits), append(all.Waits, scheduling.Wait{Why: w.Why, Behind: w.Behind})
			}
			all.Waits[at].Effects = append(all.Waits[at].Effects, w.Effects...)
		}
	}
	return all
}

// Foreseen is what would happen to each that can be changed.
func (p Preview) Foreseen() []scheduling.Preview {
	var all []scheduling.Preview
	for _, i := range p.Possible() {
		all = append(all, i.Then)
	}
	return all
}

// Summary says what the request does and to how many, and how many are left out: "Move 5
// interviews 1 day later; 1 cannot be changed".
func (p Preview) Summary() string {
	n := len(p.Possible())
	said := p.Change.does(recruit.Counted(n, "interview", "interviews"))
	if left := len(p.Items) - n; left > 0 {
		said += fmt.Sprintf("; %d cannot be changed", left)
	}
	return said
}

// does says what is done to so many interviews.
func (c Change) does(interviews string) string {
	//exhaustive:enforce
	switch c.Kind {
	case Move:
		return "Move " + interviews + " " + c.Shift.Words()
	case Find:
		return "Move " + interviews + ", each to a time that was found"
	case Cancel:
		return "Cancel " + interviews
	case Replace:
		comes := c.Comes
		if comes == "" {
			comes = "someone of " + c.Pool.Name
		}
		return "Invite " + comes + " instead of " + c.Leaves + " to " + interviews
	case Ask:
		return "Ask for the missing answers, in " + interviews
	case Undo:
		return "Undo your last change of " + interviews
	}
	return string(c.Kind) + " " + interviews
}
