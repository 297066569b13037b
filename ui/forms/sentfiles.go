package forms

import (
	"slices"
	"strings"

	"recruitty/ui/draft"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// sentShown is how many files of the inbox a form lists.
const sentShown = 5

// SentFiles is what the member has sent to this host, the newest first, as far
// as it was looked at.
type SentFiles struct {
	app   *shell.App
	Names []string
	err   error
}

// NewSentFiles are the files that were sent to the inbox of the session.
func NewSentFiles(a *shell.App) *SentFiles {
	s := &SentFiles{app: a}
	s.Look()
	return s
}

// Look reads the inbox anew: a file may come while the form that asks for it is
// open.
func (s *SentFiles) Look() {
	if s.app.Session().Inbox != nil {
		s.Names, s.err = s.app.Session().Inbox()
	}
}

// Missing says why there is nothing to choose, "" when there is.
func (s *SentFiles) Missing() string {
	switch {
	case s.err != nil:
		return "the inbox cannot be read now"
	case len(s.Names) == 0:
		return "your inbox is empty; send a file by scp or sftp"
	}
	return ""
}

// Line names the files in one line.
func (s *SentFiles) Line() string {
	if why := s.Missing(); why != "" {
		return why
	}
	names := make([]string, len(s.Names))
	for i, name := range s.Names {
		names[i] = text.Line(name)
	}
	return s.app.Grid().Truncate(strings.Join(names, ", "), 200)
}

// Beside names the newest files that are not among those that are here already.
func (s *SentFiles) Beside(here []draft.File) []string {
	var names []string
	for _, name := range s.Names {
		if !slices.ContainsFunc(here, func(f draft.File) bool { return f.Name == name }) && len(names) < sentShown {
			names = append(names, name)
		}
	}
	return names
}

// SentFile is a field for one file of the inbox, chosen or typed.
func (f *Fields) SentFile(name, label string, value *string, sent *SentFiles) *Row {
	return f.Line(name, label, value).Proposing("name of a file").
		Listing(sentShown, func() []Hint { return sent.hints(*value) }).
		Stepping(func(by int) bool {
			sent.Look()
			if len(sent.Names) == 0 {
				return false
			}
			at := slices.Index(sent.Names, strings.TrimSpace(*value))
			if at < 0 && by < 0 {
				at = len(sent.Names)
			}
			*value = sent.Names[min(max(at+by, 0), len(sent.Names)-1)]
			return true
		})
}

// hints lists the files around the chosen one.
func (s *SentFiles) hints(chosen string) []Hint {
	if why := s.Missing(); why != "" {
		return []Hint{{theme.Warning, why}}
	}
	at := slices.Index(s.Names, strings.TrimSpace(chosen))
	from := max(min(at-sentShown/2, len(s.Names)-sentShown), 0)
	var out []Hint
	for i, name := range s.Names[from:min(from+sentShown, len(s.Names))] {
		if from+i == at {
			out = append(out, Hint{theme.Accent, s.app.Styles().Signs.Cursor + " " + text.Line(name)})
			continue
		}
		out = append(out, Hint{theme.Plain, "  " + text.Line(name)})
	}
	if len(s.Names) > 1 {
		out = append(out, Hint{theme.Dim, "↑/↓ choose, or type a name"})
	}
	return out
}
