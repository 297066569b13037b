package interviews

import (
	"strings"

	"recruitty/recruit/scheduling"
	"recruitty/ui/forms"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// This file is what a form offers where a Basic host's meeting would end after
// 40 minutes (R10).

// remedy is what the warnings offer about the length; false when nothing.
func remedy(warnings []scheduling.Warning) (scheduling.Remedy, bool) {
	for _, w := range warnings {
		if w.Remedy.Duration > 0 {
			return w.Remedy, true
		}
	}
	return scheduling.Remedy{}, false
}

// reliefHints says why there is a limit, and the ways out of it.
func reliefHints(r scheduling.Remedy) []forms.Hint {
	ways := []string{"ctrl+l takes 40 min"}
	if len(r.Hosts) > 0 {
		ways = append(ways, "ctrl+g lets "+text.Line(r.Hosts[0].Email)+" (Licensed) host")
	}
	out := []forms.Hint{{Tone: theme.Warning, Text: text.Line(r.Why)}, {Tone: theme.Plain, Text: strings.Join(append(ways, "or leave it as it is"), ", ") + "."}}
	if r.Words != "" {
		out = append(out, forms.Hint{Text: text.Line(r.Words)})
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
