package today

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/connect"
	"recruitty/ui/dayview"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/scorecards"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// Cause is what needs a person for one reason, with what enter does about it.
type Cause struct {
	dayview.Cause
	Do func() tea.Cmd
}

// causeKey begins the key of a row about a cause.
const causeKey = "cause "

func (c Cause) key() string { return causeKey + c.Key }

// sign stands before a cause.
func (c Cause) sign(signs theme.Signs) string {
	switch {
	case c.Kind == dayview.Silent:
		return signs.Asked
	case c.Tone == theme.Error:
		return signs.Error
	}
	return signs.Warning
}

// gather lists what needs a person, each told in one line. A further kind is one more list
// here: what of it needs a person, in which words, and what enter does.
func (s *todayScreen) gather() []Cause {
	var all []Cause
	for _, c := range dayview.Causes(s.facts, s.App.Reader()) {
		all = append(all, Cause{c, func() tea.Cmd { return s.mend(c) }})
	}
	return all
}

// cause is the one under the cursor.
func (s *todayScreen) cause() (Cause, bool) {
	for _, c := range s.causes {
		if c.key() == s.Table.Key() {
			return c, true
		}
	}
	return Cause{}, false
}

// opens is what enter does in the row under the cursor.
func (s *todayScreen) opens() string {
	if c, ok := s.cause(); ok {
		return c.Verb
	}
	f, ill := s.chosenCase()
	_, offered := s.chosenOffer()
	switch {
	case offered:
		return "decide"
	case ill:
		return healVerb(f)
	case s.Table.Key() == moreOver:
		return "open Interviews"
	}
	return "open"
}

// mend does what enter does about a cause.
func (s *todayScreen) mend(c dayview.Cause) tea.Cmd {
	a := s.App
	switch c.Kind {
	case dayview.MailMissing:
		return a.ShowPart(shell.MailPart, "")
	case dayview.ZoomHeld:
		if s.facts.Zoom != recruit.Connected && a.Forbidden(recruit.ToConnect) == "" {
			return connect.OpenConnect(a, func() {})
		}
	case dayview.Silent:
		return s.askAgain(c)
	case dayview.CardMissing:
		return s.giveCard(c)
	case dayview.CardsLate:
		return scorecards.Remind(a, c.Of)
	case dayview.Failed, dayview.MailHeld:
		if len(c.Of) == 1 { // its card shows all of it
			for _, e := range s.facts.NeedAttention {
				if e.InterviewID == c.Of[0] {
					return a.ShowCandidate(e.CandidateID, e.InterviewID)
				}
			}
		}
	}
	return a.Goto(shell.Outbox)
}

// giveCard opens the form of a missing scorecard, of one of several if there are several.
func (s *todayScreen) giveCard(c dayview.Cause) tea.Cmd {
	if len(c.Of) == 1 {
		return scorecards.Give(s.App, c.Of[0])
	}
	var items []shell.Command
	for _, d := range s.facts.Scorecards {
		if d.Own {
			items = append(items, shell.Command{Name: text.Line(d.Interview.CandidateName) + ", " + text.Line(d.Interview.Title), Hint: s.App.Start(d.Interview.Start),
				Run: func() tea.Cmd { return scorecards.Give(s.App, d.Interview.ID) }})
		}
	}
	return s.App.Open(forms.NewPicker(s.App, "Scorecard of which interview?", "part of a name", items))
}

// askAgain asks who has not answered, in all interviews at once after one preview.
func (s *todayScreen) askAgain(c dayview.Cause) tea.Cmd {
	if len(c.Of) == 1 {
		return interviews.AskAgain(s.App, c.Of[0])
	}
	return interviews.AskAllAgain(s.App, s.facts.Silent(c))
}
