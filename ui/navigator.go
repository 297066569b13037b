package ui

import (
	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	weeks "recruitty/recruit/week"
	"recruitty/ui/candidates"
	"recruitty/ui/interviews"
	"recruitty/ui/jobs"
	"recruitty/ui/mails"
	"recruitty/ui/outbox"
	"recruitty/ui/reports"
	"recruitty/ui/settings"
	"recruitty/ui/shell"
	"recruitty/ui/today"
	"recruitty/ui/week"
)

// navigator implements Navigator with the screens of all rooms.
type navigator struct{}

// First implements Navigator.
func (navigator) First(a *shell.App, s shell.Section) shell.Screen {
	switch s {
	case shell.Today:
		if a.Session().Member.ID == 0 {
			return today.NewFirstRun(a)
		}
		return today.New(a)
	case shell.Jobs:
		return jobs.New(a)
	case shell.Candidates:
		return candidates.New(a)
	case shell.Interviews:
		return interviews.New(a)
	case shell.Outbox:
		return outbox.New(a)
	case shell.Reports:
		return reports.New(a)
	case shell.Mails:
		return mails.New(a)
	default:
		return settings.New(a)
	}
}

// Open implements Navigator.
func (navigator) Open(a *shell.App, p shell.Place) tea.Cmd {
	switch p.Kind {
	case shell.CandidatePlace:
		return candidates.OpenCandidate(a, p.Candidate, p.Interview)
	case shell.JobPlace:
		return jobs.OpenJob(a, p.Job)
	case shell.WeekPlace:
		return week.Open(a, weeks.Whose{Everybody: p.Everybody && a.Member().SeesAll()})
	default:
		return settings.Open(a, p.Part, p.Row)
	}
}

// Profile implements Navigator.
func (navigator) Profile(a *shell.App, id recruit.CandidateID, interview recruit.InterviewID) shell.Screen {
	return candidates.NewCandidate(a, id, interview)
}

// Help implements Navigator.
func (navigator) Help(a *shell.App) shell.Modal { return newHelp(a) }

// Palette implements Navigator.
func (navigator) Palette(a *shell.App) shell.Modal { return newPalette(a) }

// Find implements Navigator.
func (navigator) Find(a *shell.App, query string) shell.Look {
	return findRecords(a, query)
}
