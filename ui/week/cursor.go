package week

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/ui/candidates"
	"recruitty/ui/forms"
	"recruitty/ui/interviews"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/wording"
)

const dayMinutes = 24 * 60

// step moves the cursor.
func (s *screen) step(msg tea.KeyPressMsg) tea.Cmd {
	rows := 1
	switch msg.String() {
	case "left", "h":
		return s.sideways(-1)
	case "right", "l":
		return s.sideways(1)
	case "up", "k":
		rows = -1
	case "pgup":
		rows = -max(s.grid.rows-1, 1)
	case "pgdown":
		rows = max(s.grid.rows-1, 1)
	case "home":
		rows = -dayMinutes
	case "end":
		rows = dayMinutes
	}
	if s.byPeople {
		s.person = max(min(s.person+rows, len(s.week.People)-1), 0)
		return nil
	}
	step := max(s.grid.step, 15)
	from, to := s.grid.from, max(s.grid.to-step, s.grid.from)
	s.minute = max(min(s.minute/step*step+rows*step, to), from)
	return nil
}

// sideways moves the cursor to another day, and into the next week past its end.
func (s *screen) sideways(by int) tea.Cmd {
	s.day += by
	switch {
	case s.day < 0:
		s.day = 6
		return s.turn(-1)
	case s.day > 6:
		s.day = 0
		return s.turn(1)
	}
	return nil
}

// open shows the interview under the cursor, or asks which of several.
func (s *screen) open() tea.Cmd {
	return s.which("Open which interview?", func(i recruit.InterviewSummary) tea.Cmd {
		return s.app.Push(interviews.NewInterview(s.app, i.ID))
	})
}

// which goes on with the one interview under the cursor, or asks for one of several.
func (s *screen) which(question string, then func(recruit.InterviewSummary) tea.Cmd) tea.Cmd {
	all := s.here()
	switch len(all) {
	case 0:
		return nil
	case 1:
		return then(all[0])
	}
	items := make([]shell.Command, len(all))
	for n, i := range all {
		items[n] = shell.Command{Name: s.app.Clock(s.app.Here(i.Start)) + " " + text.Line(i.CandidateName) + ", " + text.Line(i.Title), Hint: wording.Panel(i),
			Run: func() tea.Cmd { return then(i) }}
	}
	return s.app.Open(forms.NewPicker(s.app, question, "part of a name", items))
}

// schedule opens the form for an interview that begins under the cursor.
func (s *screen) schedule() tea.Cmd {
	start, ok := s.chosenStart()
	if !ok {
		return nil
	}
	return candidates.ScheduleSomeone(s.app, start, s.whose.Job)
}

// move is an interview on its way to another time.
type move struct {
	interview recruit.InterviewSummary
	start     time.Time // where it would begin
}

// nothingToMove says why no interview here can be moved.
func (s *screen) nothingToMove() string {
	all := s.here()
	if len(all) == 0 {
		return "There is no interview here to move."
	}
	for _, i := range all {
		if s.movable(i) {
			return ""
		}
	}
	return "This interview is over or has begun; it can no longer be moved."
}

func (s *screen) movable(i recruit.InterviewSummary) bool {
	return i.Status == recruit.Scheduled && i.Start.After(s.app.Session().Now())
}

// beginMove takes an interview up.
func (s *screen) beginMove() tea.Cmd {
	return s.which("Move which interview?", func(i recruit.InterviewSummary) tea.Cmd {
		if !s.movable(i) {
			return s.app.Say(theme.Warning, "This interview is over or has begun; it can no longer be moved.")
		}
		s.moving = &move{interview: i, start: i.Start}
		s.byPeople = false // hours are seen there
		s.follow()
		return nil
	})
}

// movingKeys are those while an interview is moved. Nothing is changed by them: the
// preview asks.
func (s *screen) movingKeys() []shell.Action {
	return []shell.Action{
		{Name: "week.preview", Key: "enter", Help: "preview", When: s.unmoved, Do: s.preview},
		{Name: "week.shift", Key: "↑/↓", Help: "15 min", Strokes: []string{"up", "down", "k", "j"}, Turn: func(by int) tea.Cmd { return s.shift(0, by) }},
		{Name: "week.shift-day", Key: "←/→", Help: "day", Strokes: []string{"left", "right", "h", "l"}, Turn: func(by int) tea.Cmd { return s.shift(by, 0) }},
		{Name: "week.shift-week", Key: "[/]", Help: "week", Strokes: []string{"[", "]"}, Turn: func(by int) tea.Cmd { return s.shift(7*by, 0) }},
		{Name: "week.leave", Key: "esc", Help: "leave it where it is", Do: func() tea.Cmd {
			s.moving = nil
			return nil
		}},
	}
}

// MovingActions are what can be done while an interview is moved.
func MovingActions() []shell.Action { return (&screen{}).movingKeys() }

func (s *screen) unmoved() string {
	switch {
	case s.moving == nil:
		return ""
	case s.moving.start.Equal(s.moving.interview.Start):
		return "It is where it was; the arrows move it."
	case !s.moving.start.After(s.app.Session().Now()):
		return "That time has passed; choose a later one."
	}
	return ""
}

// shift moves the interview by days of the calendar and by quarters of an hour. Over a
// change of the clocks a day keeps the time on the wall.
func (s *screen) shift(days, quarters int) tea.Cmd {
	at := s.moving.start.In(s.span.Zone)
	s.moving.start = at.AddDate(0, 0, days).Add(time.Duration(quarters) * 15 * time.Minute)
	return s.follow()
}

// follow puts the cursor where the interview would be, in its week.
func (s *screen) follow() tea.Cmd {
	at := s.moving.start
	var cmd tea.Cmd
	if !s.span.Holds(at) {
		kept := s.moving
		for !s.span.Holds(at) {
			by := 1
			if at.Before(s.span.From()) {
				by = -1
			}
			s.span = s.span.Next(by)
		}
		cmd = s.again()
		s.moving = kept
	}
	s.day, s.minute = s.span.Day(at), s.span.Minute(at)
	return cmd
}

// preview opens the usual preview of a move, with the time that was chosen. Nothing is
// sent before that is confirmed.
func (s *screen) preview() tea.Cmd {
	m := s.moving
	s.moving = nil
	return interviews.RescheduleTo(s.app, m.interview.ID, m.start)
}
