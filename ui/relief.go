package ui

import (
	"strings"

	"recruitty/recruit"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// This file is what a form offers where a Basic host's meeting would end after
// 40 minutes (R10).

func shorterKey() Key { return Bind("ctrl+l", "40 min") }
func hostKey() Key    { return Bind("ctrl+g", "another host") }

// relief is what the warnings offer about the length; false when nothing.
func relief(warnings []recruit.Warning) (recruit.Relief, bool) {
	for _, w := range warnings {
		if w.Relief.Duration > 0 {
			return w.Relief, true
		}
	}
	return recruit.Relief{}, false
}

// reliefHints says why there is a limit, and the ways out of it.
func reliefHints(r recruit.Relief) []hint {
	ways := []string{"ctrl+l takes 40 min"}
	if len(r.Hosts) > 0 {
		ways = append(ways, "ctrl+g lets "+text.Line(r.Hosts[0].Email)+" (Licensed) host")
	}
	out := []hint{{theme.Warning, text.Line(r.Why)}, {theme.Plain, strings.Join(append(ways, "or go on as it is"), ", ") + "."}}
	if r.Words != "" {
		out = append(out, hint{theme.Dim, text.Line(r.Words)})
	}
	return out
}

// write puts a text into a line as if it had been typed there.
func write(f *fields, name, typed string) {
	if r, ok := f.rows[name]; ok && r.value != nil && r.input != nil {
		*r.value = typed
		r.input.Show()
	}
}
