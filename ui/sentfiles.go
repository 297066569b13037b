package ui

import (
	"slices"
	"strings"

	"recruitty/ui/draft"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// sentShown is how many files of the inbox a form lists.
const sentShown = 5

// sentFiles is what the member has sent to this host, the newest first, as far
// as it was looked at.
type sentFiles struct {
	app   *App
	names []string
	err   error
}

func newSentFiles(a *App) *sentFiles {
	s := &sentFiles{app: a}
	s.look()
	return s
}

// look reads the inbox anew: a file may come while the form that asks for it is
// open.
func (s *sentFiles) look() {
	if s.app.Session().Inbox != nil {
		s.names, s.err = s.app.Session().Inbox()
	}
}

// missing says why there is nothing to choose, "" when there is.
func (s *sentFiles) missing() string {
	switch {
	case s.err != nil:
		return "the inbox cannot be read now"
	case len(s.names) == 0:
		return "your inbox is empty; send a file by scp or sftp"
	}
	return ""
}

// line names the files in one line.
func (s *sentFiles) line() string {
	if why := s.missing(); why != "" {
		return why
	}
	names := make([]string, len(s.names))
	for i, name := range s.names {
		names[i] = text.Line(name)
	}
	return s.app.grid().Truncate(strings.Join(names, ", "), 200)
}

// beside names the newest files that are not among those that are here already.
func (s *sentFiles) beside(here []draft.File) []string {
	var names []string
	for _, name := range s.names {
		if !slices.ContainsFunc(here, func(f draft.File) bool { return f.Name == name }) && len(names) < sentShown {
			names = append(names, name)
		}
	}
	return names
}

// sentFile is a field for one file of the inbox, chosen or typed.
func (f *fields) sentFile(name, label string, value *string, sent *sentFiles) *row {
	return f.line(name, label, value).proposing("name of a file").
		saying(sentShown+1, func() []hint { return sent.hints(*value) }).
		stepping(func(by int) bool {
			sent.look()
			if len(sent.names) == 0 {
				return false
			}
			at := slices.Index(sent.names, strings.TrimSpace(*value))
			if at < 0 && by < 0 {
				at = len(sent.names)
			}
			*value = sent.names[min(max(at+by, 0), len(sent.names)-1)]
			return true
		})
}

// hints lists the files around the chosen one.
func (s *sentFiles) hints(chosen string) []hint {
	if why := s.missing(); why != "" {
		return []hint{{theme.Warning, why}}
	}
	at := slices.Index(s.names, strings.TrimSpace(chosen))
	from := max(min(at-sentShown/2, len(s.names)-sentShown), 0)
	var out []hint
	for i, name := range s.names[from:min(from+sentShown, len(s.names))] {
		if from+i == at {
			out = append(out, hint{theme.Plain, s.app.Styles().Signs.Cursor + " " + text.Line(name)})
			continue
		}
		out = append(out, hint{theme.Dim, "  " + text.Line(name)})
	}
	if len(s.names) > 1 {
		out = append(out, hint{theme.Dim, "↑/↓ choose, or type a name"})
	}
	return out
}
