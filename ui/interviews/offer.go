package interviews

import (
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/flow"
	offering "recruitty/recruit/offers"
	"recruitty/ui/connect"
	"recruitty/ui/offers"
	"recruitty/ui/shell"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// OfferDoors lead from offers to what is here.
func OfferDoors() offers.Doors {
	connects := func(a *shell.App) tea.Cmd { return connect.OpenConnect(a, nil) }
	return offers.Doors{Words: askWords, Connect: connects, Schedule: func(a *shell.App, c recruit.CandidateID, job recruit.JobID, made func() tea.Cmd) tea.Cmd {
		return openSchedule(a, c, job, time.Time{}, made)
	}}
}

// timeMarks are times that somebody has marked, by their start.
type timeMarks map[int64]bool

// turn marks a time, or takes its mark away. There are no more than can be offered.
func (m timeMarks) turn(a *shell.App, start time.Time) tea.Cmd {
	at := start.UnixMicro()
	switch {
	case m[at]:
		delete(m, at)
	case len(m) >= offering.MaxOptions:
		return a.Say(theme.Warning, fmt.Sprintf("At most %d times can be offered at once.", offering.MaxOptions))
	default:
		m[at] = true
	}
	return nil
}

// sign stands before a time that is marked, as long as some are.
func (m timeMarks) sign(a *shell.App, start time.Time) string {
	switch {
	case m[start.UnixMicro()]:
		return a.Styles().Signs.Mark + " "
	case len(m) > 0:
		return "  "
	}
	return ""
}

// markKey marks what is under the cursor.
func markKey(name string, shown func() bool, none func() string, mark func() tea.Cmd) shell.Action {
	return shell.Action{Name: name, Key: "space", Help: "mark", Also: "choose several offer", Strokes: []string{"space"}, Shown: shown, When: none, Do: mark}
}

// offerKey offers what is marked, or the best where nothing is.
func offerKey(name string, shown func() bool, marked func() int, offer func() tea.Cmd) shell.Action {
	return shell.Action{Name: name, Key: "o", Help: "offer times", Also: "candidate chooses self-schedule send options", Shown: shown, Label: func() string {
		if n := marked(); n > 0 {
			return fmt.Sprintf("offer the %d marked", n)
		}
		return "offer the best"
	}, Do: offer}
}

// mark marks the hour under the cursor.
func (t *findTime) mark() tea.Cmd { return t.marks.turn(t.app, t.found.Hours[t.cursor].Start) }

// chosenHours are the hours that are marked and were found.
func (t *findTime) chosenHours() []finder.Hour {
	var all []finder.Hour
	for _, h := range t.found.Hours {
		if t.marks[h.Start.UnixMicro()] {
			all = append(all, h)
		}
	}
	return all
}

// offer sends the candidate times of a search to choose from.
func (s *schedule) offer(t *findTime, marked []finder.Hour) tea.Cmd {
	ask, err := s.draft.Offered(s.facts)
	for _, h := range marked {
		var one offering.Option
		if err == nil {
			one, err = s.draft.Option(s.facts, h)
			ask.Options = append(ask.Options, one)
		}
	}
	if err != nil {
		return s.app.Say(theme.Warning, text.Line(recruit.Sentence(err)))
	}
	ask.Days, ask.Windows, ask.Soft = t.ask.Days, t.ask.Windows, t.ask.Soft
	o := flow.Offer{By: offers.By(s.app), Ask: ask, Taken: t.taken}
	return offers.Send(s.app, OfferDoors(), o, offers.Note(s.app, s.facts.Profile.Candidate.Name, s.draft.Title), nil, func() tea.Cmd {
		s.app.Close(t)
		s.app.Close(s.decisionBox)
		return s.keep.Keep("", nil) // the candidate chooses, so nothing of the form is left to send
	})
}

// mark marks the schedule under the cursor.
func (s *loopBox) mark() tea.Cmd {
	l := s.found.Loops[s.cursor]
	if len(l.Sittings) == 0 {
		return nil
	}
	return s.marks.turn(s.app, l.Sittings[0].Start)
}

// chosen are the schedules that are marked and were found.
func (s *loopBox) chosen() []finder.Loop {
	var all []finder.Loop
	for _, l := range s.found.Loops {
		if len(l.Sittings) > 0 && s.marks[l.Sittings[0].Start.UnixMicro()] {
			all = append(all, l)
		}
	}
	return all
}

// offer sends the candidate schedules to choose from.
func (s *loopBox) offer() tea.Cmd {
	ask := offering.Request{Candidate: s.ask.Candidate, Job: s.ask.Job, Stage: s.ask.Stage, From: s.ask.From, To: s.ask.To, Days: s.ask.Days, Windows: s.ask.Windows, Soft: s.ask.Soft}
	for _, l := range s.chosen() {
		ask.Options = append(ask.Options, offering.OptionOf(s.found.Drafts(l)))
	}
	o := flow.Offer{By: offers.By(s.app), Ask: ask, Taken: s.taken}
	return offers.Send(s.app, OfferDoors(), o, s.note, nil, func() tea.Cmd {
		s.slot.Cancel()
		s.app.Close(s)
		return nil
	})
}
