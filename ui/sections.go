package ui

// firstScreen makes the first screen of a section.
func firstScreen(a *App, s Section) Screen {
	switch s {
	case Today:
		if a.session.Member.ID == 0 {
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
