package interviews

import (
	"strings"

	"recruitty/recruit"
	"recruitty/ui/forms"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// This file is what a form offers where a Basic host's meeting would end after
// 40 minutes (R10).

func shorterKey() shell.Action { return shell.Bind("ctrl+l", "40 min") }
func hostKey() shell.Action    { return shell.Bind("ctrl+g", "another host") }

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
func reliefHints(r recruit.Relief) []forms.Hint {
	ways := []string{"ctrl+l takes 40 min"}
	if len(r.Hosts) > 0 {
		ways = append(ways, "ctrl+g lets "+text.Line(r.Hosts[0].Email)+" (Licensed) host")
	}
	out := []forms.Hint{{Tone: theme.Warning, Text: text.Line(r.Why)}, {Tone: theme.Plain, Text: strings.Join(append(ways, "or go on as it is"), ", ") + "."}}
	if r.Words != "" {
		out = append(out, forms.Hint{Tone: theme.Dim, Text: text.Line(r.Words)})
	}
	return out
}

// write puts a text into a line as if it had been typed there.
func write(f *forms.Fields, name, typed string) {
	if r, ok := f.Rows[name]; ok && r.Value != nil && r.Input != nil {
		*r.Value = typed
		r.Input.Show()
	}
}
