package wording

import (
	"time"

	"recruitty/recruit/healing"
	"recruitty/ui/text"
)

// CameUp says what has come up about someone: "Dana Ortiz is busy 10:00–11:00, says their
// calendar".
func (r Reader) CameUp(c healing.Case) string {
	return text.Line(c.Words(func(start, end time.Time) string { return r.ShortHours(r.Here(start), end.Sub(start)) }))
}

// Remedy says what would put it right: "Sam Lee is free".
func (r Reader) Remedy(c healing.Case, m healing.Remedy) string {
	return text.Line(m.Words(c, r.Start))
}

// BestRemedy says the best of what would put a case right, or why nothing is known.
func (r Reader) BestRemedy(f healing.Found) string {
	if best, ok := f.Best(); ok {
		return r.Remedy(f.Case, best)
	}
	return text.Line(f.None)
}

// Healing says what has come up, what would put it right, and why that.
func (r Reader) Healing(f healing.Found) string {
	said := r.CameUp(f.Case) + ". " + r.BestRemedy(f)
	if best, ok := f.Best(); ok {
		if why := text.Line(best.Reasons()); why != "" {
			said += " (" + why + ")"
		}
		said += "."
	}
	return said
}

// MoreCameUp says that a list does not name all that has come up.
const MoreCameUp = "More has come up than is listed here; recruitty heal list has all of it."

// HealVerb is what the key does that puts a case right: "replace".
func HealVerb(f healing.Found) string {
	if best, ok := f.Best(); ok {
		return best.Verb()
	}
	return "what can be done"
}

// NothingToPrepare says that a candidate has no upcoming interview.
const NothingToPrepare = "There is no upcoming interview to prepare for."
