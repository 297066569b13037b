package ui

import (
	"recruitty/recruit"

	tea "charm.land/bubbletea/v2"
)

// navigator implements Navigator with the screens of all rooms.
type navigator struct{}

// First implements Navigator.
func (navigator) First(a *App, s Section) Screen {
	switch s {
	case Today:
		if a.Session().Member.ID == 0 {
			return newFirstRun(a)
		}
		return newToday(a)
	case Jobs:
		return newJobs(a)
	case Candidates:
		return newCandidates(a)
	case Interviews:
		return newInterviews(a)
	case Outbox:
		return newOutbox(a)
	case Mails:
		return newMails(a)
	default:
		return newSettings(a)
	}
}

// Open implements Navigator.
func (navigator) Open(a *App, p Place) tea.Cmd {
	switch p.Kind {
	case CandidatePlace:
		return openCandidate(a, p.Candidate, p.Interview)
	case JobPlace:
		return openJob(a, p.Job)
	default:
		return openSettings(a, p.Part, p.Row)
	}
}

// Profile implements Navigator.
func (navigator) Profile(a *App, id recruit.CandidateID, interview recruit.InterviewID) Screen {
	return newCandidate(a, id, interview)
}

// Help implements Navigator.
func (navigator) Help(a *App) Modal { return newHelp(a) }

// Palette implements Navigator.
func (navigator) Palette(a *App) Modal { return newPalette(a) }

// Find implements Navigator.
func (navigator) Find(a *App, query string) Look {
	return findRecords(a, query)
}
