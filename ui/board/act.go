package board

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/outcomes"
	"recruitty/ui/candidates"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// move is one that was made or begun here.
type move struct {
	candidate recruit.CandidateID
	name      string
	done      recruit.Moved // of one that was saved at once; else a form or a box asked first
	several   []outcomes.Step
}

// mostMoves is how many moves u takes back, one by one.
const mostMoves = 50

func (s *screen) note(m move) {
	s.moves = append([]move{m}, s.moves...)
	s.moves = s.moves[:min(len(s.moves), mostMoves)]
}

// unmoved says that there is no move to take back.
func (s *screen) unmoved() string {
	return shell.If(len(s.moves) == 0, "You have not moved anyone on this board yet; m on a candidate undoes their last move.")
}

// shift moves who is under the cursor to the stage beside theirs. The cursor stays, on who
// comes next.
func (s *screen) shift(press tea.KeyPressMsg) tea.Cmd {
	by := 1
	if k := press.String(); k == "shift+left" || k == "<" {
		by = -1
	}
	to := s.at + by
	switch {
	case to < 0:
		return s.app.Say(theme.Warning, text.Line(s.column().Stage)+" is the first stage.")
	case to >= len(s.columns) || s.columns[to].Left:
		return s.app.Say(theme.Warning, text.Line(s.column().Stage)+" is the last stage.")
	}
	if len(s.marks) > 0 {
		return s.previewMarked(s.columns[to].Stage)
	}
	p, from, stage := s.person(), s.column(), s.columns[to].Stage
	s.saving = true
	return candidates.MoveTo(s.app, p.Candidate, p.Name, s.job, from.Stage, stage, func(m recruit.Moved, saved bool) {
		s.saving = false
		if !saved {
			return
		}
		s.note(move{candidate: p.Candidate, name: p.Name, done: m})
		if m.ID != 0 {
			from.without(p.Candidate)
		}
	})
}

// move asks to which stage who is under the cursor goes.
func (s *screen) move() tea.Cmd {
	if len(s.marks) > 0 {
		return s.moveMarked()
	}
	p := s.person()
	return candidates.MoveStageThen(s.app, p.Candidate, p.Name, s.job, s.column().Stage, func(m recruit.Moved, saved bool) {
		if saved {
			s.note(move{candidate: p.Candidate, name: p.Name, done: m})
		}
	})
}

// undo takes the last move back: at once where it was made at once, else it is asked first.
func (s *screen) undo() tea.Cmd {
	last := s.moves[0]
	s.moves = s.moves[1:]
	if last.several != nil {
		return s.undoSeveral(last.several)
	}
	if last.done.ID == 0 {
		return candidates.TakeMoveBack(s.app, last.candidate, s.id)
	}
	s.saving = true
	return candidates.UndoMove(s.app, last.done, last.name, func() { s.saving = false })
}
