package ui

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
)

func (a *App) openSchedule(recruit.CandidateID, recruit.JobID) tea.Cmd { return nil }

func (a *App) openReschedule(recruit.InterviewID) tea.Cmd { return nil }

func (a *App) openCancel(recruit.InterviewID) tea.Cmd { return nil }

func (a *App) openConnect(func()) tea.Cmd { return nil }

func newSettings(a *App) Screen { return newOutbox(a) }
