package where

import (
	"strconv"

	"recruitty/recruit"
)

// own is that a candidate c has a value that a term asks for under one of the names of a
// field.
func own(t recruit.Term, names []string) Condition {
	if len(names) == 0 {
		return never()
	}
	return exists("candidate_fields g", Condition{}, of("g.candidate_id = c.id"), anyIs("g.field", names), compared(t))
}

// compared is that the value of a field g is as a term asks. A number is compared with
// numbers and a day with days; anything else is a text, for which "=" asks as everywhere.
func compared(t recruit.Term) Condition {
	switch t.Compare {
	case "=":
		var all []Condition
		for _, v := range t.Any {
			if n, err := strconv.ParseFloat(v, 64); err == nil {
				all = append(all, of("iif(g.number IS NULL, says(g.value, ?), g.number = ?)", v, n))
			} else {
				all = append(all, of("says(g.value, ?)", v))
			}
		}
		return either(all...)
	case "<", "<=", ">", ">=":
		if len(t.Any) != 1 {
			return never()
		}
		if n, err := strconv.ParseFloat(t.Any[0], 64); err == nil {
			return of("(g.number IS NOT NULL AND g.number "+t.Compare+" ?)", n)
		}
		return of("(g.value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND g.value "+t.Compare+" ?)", t.Any[0])
	case "":
		return of("TRUE")
	}
	return never()
}
