package mails

import (
	"context"
	"strings"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/wording"
)

// detail asks what the pane beside the list of mails says about one: the mail itself.
func (s *mailsScreen) detail(key string) shell.Question {
	a, box, id := s.App, s.App.Session().Mails, int(shell.IDOf[mailID](key))
	return shell.Ask(func(context.Context) (recruit.SentMail, error) { return box.Read(id) }, func(m recruit.SentMail) shell.Detail {
		when, files := "", strings.Join(m.Files, ", ")
		if !m.Date.IsZero() {
			when = a.Start(m.Date)
		}
		if files != "" {
			files = "Files: " + files
		}
		return shell.Detail{Title: m.Subject, Under: wording.Joined(", ", "From "+m.From+" to "+m.To, when),
			About:    func(recruit.Change) bool { return false }, // a mail stays as it is
			Sections: []shell.PaneSection{a.Texts("", files), a.Texts("", m.Text)}}
	})
}
