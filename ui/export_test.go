package ui

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
)

// Tests outside the package open what a key on a screen opens.

// Quiet is for how long no key acts yet.
func (a *App) Quiet() time.Duration { return max(a.quiet.until.Sub(a.Session().Now()), 0) }

func (a *App) OpenSchedule(c recruit.CandidateID, j recruit.JobID) tea.Cmd {
	return openSchedule(a, c, j)
}

func (a *App) OpenReschedule(id recruit.InterviewID) tea.Cmd { return openReschedule(a, id) }

func (a *App) OpenCancel(id recruit.InterviewID) tea.Cmd { return openCancel(a, id) }

func (a *App) OpenConnect(then func()) tea.Cmd { return openConnect(a, then) }

func (a *App) ShowSettings() tea.Cmd { return a.Goto(Settings) }
