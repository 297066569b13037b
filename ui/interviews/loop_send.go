package interviews

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/scheduling"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// preview works out what sending the chosen schedule would do; the calendars of who was
// chosen are read again for it (R13).
func (s *loopBox) preview() tea.Cmd {
	s.decision = &flow.Loop{By: flow.By{Services: s.app.Services(), Actor: s.app.Member(), Undo: s.app.Services().Settings.Undo}, Drafts: s.found.Drafts(s.found.Loops[s.cursor])}
	s.stage, s.scroll, s.notice = looking, 0, ""
	d := s.decision
	return shell.Load(s.app, &s.slot, func(ctx context.Context) (scheduling.Preview, error) { return d.Preview(ctx) },
		func(_ scheduling.Preview, err error) tea.Cmd {
			if err != nil {
				return s.refused(err)
			}
			s.stage, s.scroll = previewed, 0
			return s.mails.Load(s.app, d.Seen.Sessions, loopWidth)
		})
}

// refused goes back to the schedules, which are looked for anew, with the reason.
func (s *loopBox) refused(why error) tea.Cmd {
	s.mails.Drop()
	s.stage, s.scroll, s.notice = typing, 0, text.Line(recruit.Sentence(why))
	return s.look()
}

// send books what was looked at, all of it or nothing.
func (s *loopBox) send() tea.Cmd {
	s.mails.Drop()
	s.stage = saving
	d := s.decision
	_, waits := wording.Ahead(d.Seen.Joined())
	return shell.Run(s.app, d.Commit, func(_ recruit.Record, err error) tea.Cmd {
		if err != nil {
			return s.refused(err)
		}
		s.stage, s.scroll, s.follow = followed, 0, nil
		var all []tea.Cmd
		for n, r := range d.Made {
			p := &progress{app: s.app, record: r, together: true, close: func() { s.app.Close(s) }, takenBack: s.takenBack}
			if n == 0 {
				p.waits = waits
			}
			p.saved = text.Line(r.Interview.Title) + ", " + s.app.WhenText(r.Interview)
			s.follow = append(s.follow, p)
			all = append(all, p.beat())
		}
		return tea.Batch(append(all, s.app.Broadcast(shell.Changed{}))...)
	})
}

// takenBack brings the schedules back after an undo, which takes all interviews back.
func (s *loopBox) takenBack() tea.Cmd {
	for _, p := range s.follow {
		p.end()
	}
	s.stage, s.scroll, s.follow = typing, 0, nil
	return tea.Batch(s.look(), s.app.Say(theme.OK, wording.UndoneUnsent))
}

// followKeys are those of the first interview: undo takes all of them back, and leaving
// ends the box.
func (s *loopBox) followKeys() []shell.Action {
	if len(s.follow) == 0 {
		return nil
	}
	keys := shell.Pick(s.follow[0].keys(), "decision.undo", "decision.leave")
	for i := range keys {
		if keys[i].Name != "decision.leave" {
			continue
		}
		if keys[i].Help = "close (work continues)"; s.settled() {
			keys[i].Help = "close"
		}
		leave := keys[i].Do
		keys[i].Do = func() tea.Cmd {
			for _, p := range s.follow {
				p.end()
			}
			return leave()
		}
	}
	return keys
}

// settled reports whether everything of all interviews is confirmed.
func (s *loopBox) settled() bool {
	for _, p := range s.follow {
		if !p.record.Settled() {
			return false
		}
	}
	return true
}

// sendLines say what sending would do: each interview, who takes part, and who is told
// what.
func (s *loopBox) sendLines(w int) []string {
	seen := s.decision.Seen
	ahead, waits := wording.Ahead(seen.Joined())
	lines := s.wrapped(theme.Plain, ahead, w)
	for _, wait := range waits {
		lines = append(lines, s.wrapped(theme.Warning, s.app.Styles().Signs.Warning+" "+wait, w)...)
	}
	for n, one := range seen.Sessions {
		lines = append(append(lines, ""), s.sessionLines(n, one, w)...)
	}
	return append(lines, "", s.app.Styles().Dim.Render(wording.NothingYet))
}

// sessionLines are those of one interview.
func (s *loopBox) sessionLines(n int, one scheduling.Preview, w int) []string {
	r := one.Record
	lines := []string{s.app.Styles().Title.Render(s.app.Grid().Truncate(fmt.Sprintf("%d. %s", n+1, text.Line(r.Interview.Title)), w))}
	when := s.app.WhenText(r.Interview)
	if r.Interview.Platform != recruit.Zoom {
		when += ", " + wording.Joined(": ", r.Interview.Platform.Label(), text.Line(r.Interview.Place))
	}
	lines = append(lines, s.wrapped(theme.Plain, when, w)...)
	for _, warning := range one.Warnings {
		if !warning.Waits {
			lines = append(lines, s.wrapped(theme.Warning, s.app.Styles().Signs.Warning+" "+warning.Sentence, w)...)
		}
	}
	for _, e := range one.Effects {
		if e.Kind.IsMail() {
			lines = append(lines, s.indented(theme.Plain, s.app.Reader().MailText(r, e), w)...)
		}
	}
	return lines
}

// followLines say what has happened and what has not, for each interview.
func (s *loopBox) followLines(w int) []string {
	var lines []string
	for n, p := range s.follow {
		if n > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, strings.Split(p.view(w), "\n")...)
	}
	if end := ending(s.follow...); end != "" {
		lines = append(append(lines, ""), s.wrapped(theme.Plain, end, w)...)
	}
	return lines
}

// foot is the line of keys at the bottom of the box.
func (s *loopBox) foot() string {
	switch s.stage {
	case typing:
		return s.app.Foot(s.Keys(), "enter", "o", "←/→", waysKey(len(s.ways())), "p", "?", "esc")
	case followed:
		foot := s.app.Foot(s.Keys(), "u", "esc")
		if left, ok := s.follow[0].undoFor(); ok {
			foot = strings.Replace(foot, "undo", fmt.Sprintf("undo all (%d s)", wording.Seconds(left)), 1)
		}
		return foot
	}
	return s.app.Foot(s.Keys(), "esc", "tab", "enter")
}
