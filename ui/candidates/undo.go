package candidates

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	undoing "recruitty/recruit/undo"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
)

// undoName is the key that takes back what was done last.
const undoName = "interview.undo"

// lastChange is whether something of a candidate can be taken back. It is read once the
// profile is there.
type lastChange struct {
	reading shell.Reading
	offered bool
}

// ask asks for it.
func (c *lastChange) ask(a *shell.App, id recruit.CandidateID) tea.Cmd {
	if a.Forbidden(recruit.ToNote) != "" {
		return nil
	}
	svc, actor := a.Services(), a.Member()
	return shell.Reread(a, &c.reading, func(ctx context.Context) (undoing.Offer, error) { return svc.Undo.OfCandidate(ctx, actor, id) },
		func(_ undoing.Offer, err error) tea.Cmd {
			c.offered = err == nil // else the key itself says why not
			return nil
		})
}

// offersUndo puts the key that takes back the last change behind the first one, so that the
// footer shows it while there is something to take back. Where the card counts down it says
// so itself.
func (s *candidateScreen) offersUndo(keys []shell.Action) []shell.Action {
	card, _ := s.interviewCard()
	if !s.last.offered || s.countsDown(card) {
		return keys
	}
	return shell.Leading(keys, keys[0].Name, undoName)
}

// countsDown reports whether the last change of the interview on the card can still be taken
// back, since nothing of it has left.
func (s *candidateScreen) countsDown(card interviews.Card) bool {
	if len(card.Record.Versions) == 0 {
		return false
	}
	_, counting := card.Record.Undoable(s.app.Session().Now())
	return counting
}

// takesBack makes of the key that takes a change of the interview back, while nothing of
// it has left, one that takes any change of the candidate back.
func (s *candidateScreen) takesBack(undo *shell.Action, card interviews.Card) {
	if s.countsDown(card) && undo.Why() == "" {
		return
	}
	undo.Also = "take back undo last change details stage note file"
	undo.When = shell.Unless(s.app.MayNot(recruit.ToNote), s.erased)
	undo.Do = func() tea.Cmd {
		svc, actor, id := s.app.Services(), s.app.Member(), s.id
		return forms.TakeBack(s.app, func(ctx context.Context) (undoing.Offer, error) { return svc.Undo.OfCandidate(ctx, actor, id) }, func() { s.app.Pop() })
	}
}
