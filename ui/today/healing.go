package today

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/healing"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

// cameUp is what has come up about the upcoming interviews. It is worked out behind the first
// look, which waits for nothing.
type cameUp struct {
	reading shell.Reading
	found   healing.Looked
	failed  bool // it could not be worked out
	asked   bool // it is worked out for this member at all
	known   bool // it was worked out once
}

// tells reports whether an answer is told with what would put it right: everybody's
// decline is, unless that cannot be worked out.
func (h *cameUp) tells(c recruit.ReplyIssue) bool {
	return h.asked && !h.failed && c.Kind == recruit.HasDeclined
}

// askHealing works out what has come up, and what would put it right.
func (s *todayScreen) askHealing() tea.Cmd {
	a := s.App
	if s.healing.asked = a.Forbidden(recruit.ToSchedule) == ""; !s.healing.asked {
		return nil
	}
	svc, me := a.Services(), a.Member()
	return shell.Reread(a, &s.healing.reading, func(ctx context.Context) (healing.Looked, error) { return svc.Healing.Look(ctx, me) },
		func(l healing.Looked, err error) tea.Cmd {
			begins := !s.healing.known && s.Table.Key() == s.first
			s.healing.found, s.healing.failed, s.healing.known = l, err != nil, true
			if s.show(); begins { // nobody has chosen another row yet
				s.Table.Select(s.first)
			}
			return nil
		})
}

// healKey is the key of a row about something that has come up.
func healKey(f healing.Found) string {
	return "interview " + shell.RowKey(f.Record.Candidate.ID) + " " + shell.RowKey(f.Interview()) + " heal " + f.Sign()
}

// showHealing adds the rows about what has come up.
func (s *todayScreen) showHealing(l *list) {
	a := s.App
	signs := a.Styles().Signs
	for _, f := range s.healing.found.List {
		tone, sign := theme.Error, signs.Error
		if f.Perhaps {
			tone, sign = theme.Warning, signs.Asked
		}
		key := healKey(f)
		s.stories[key] = a.Start(f.Record.Interview.Start) + ": " + a.Reader().Healing(f)
		l.need(key, wording.Joined(" ", recruit.TimeWords(f.Record.Interview.Start, a.Session().Zone), s.stories[key], f.Record.Candidate.Name, f.Who.Address), tone,
			sign+" "+f.Word()+": "+wording.PersonName(f.Who)+", "+text.Line(f.Record.Interview.Title)+": "+a.Reader().BestRemedy(f), "enter "+healVerb(f))
	}
	if s.healing.found.More {
		s.stories["more"] = wording.MoreCameUp
		l.need("more", wording.MoreCameUp, theme.Warning, signs.Warning+" "+wording.MoreCameUp, "")
	}
}

// chosenCase is what has come up in the row under the cursor.
func (s *todayScreen) chosenCase() (healing.Found, bool) {
	for _, f := range s.healing.found.List {
		if healKey(f) == s.Table.Key() {
			return f, true
		}
	}
	return healing.Found{}, false
}

// ill reports whether the row under the cursor is about something that has come up.
func (s *todayScreen) ill() bool {
	_, found := s.chosenCase()
	return found
}

// healVerb is what enter does about what has come up: "take Ines".
func healVerb(f healing.Found) string {
	best, ok := f.Best()
	switch {
	case !ok:
		return "decide"
	case best.Kind == healing.StandsIn:
		return "take " + wording.FirstName(best.Member.Name)
	}
	return best.Verb()
}

// well says that there is nothing to put right.
func (s *todayScreen) well() string {
	return shell.If(!s.ill(), "Nothing has come up that could be fixed; choose a row that says who cannot come.")
}

// healLabel is what the key does in the row under the cursor.
func (s *todayScreen) healLabel() string {
	if f, found := s.chosenCase(); found {
		return wording.HealVerb(f)
	}
	return "fix"
}

func (s *todayScreen) heal() tea.Cmd {
	f, found := s.chosenCase()
	if !found {
		return nil
	}
	return interviews.Heal(s.App, f.Interview(), f.Who.Address)
}

func (s *todayScreen) keepAsIs() tea.Cmd {
	f, found := s.chosenCase()
	if !found {
		return nil
	}
	return interviews.KeepAsIs(s.App, f.Case)
}
