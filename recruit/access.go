package recruit

// Visit says what a desk is to be for one person who works on this workspace
// from elsewhere.
type Visit struct {
	Member Member
	// Find says where the file lies that the person names; see Documents.
	Find func(name string) (path string, err error)
	// Keep takes a file out to where the person can fetch it; see Documents.
	Keep func(name string, content []byte) (where string, err error)
}

// For returns a desk for a visitor: it reads what their role may see (View),
// and takes files only from where Find finds them.
func (d *Desk) For(v Visit) *Desk {
	desk := *d
	desk.Documents = &Documents{Files: d.Store, Find: v.Find, Keep: v.Keep}
	if v.Member.Role != Interviewer {
		return &desk
	}
	seen := View(d.Store, v.Member)
	scheduling, accounts, settings, answers, templates := *d.Scheduling, *d.Accounts, *d.Settings, *d.Answers, *d.Templates
	scheduling.Store, scheduling.Reminders = seen, settings.Reminders
	if outside := scheduling.Outside; outside != nil {
		scheduling.Outside = &Outside{Post: outside.Post, Queue: seen, Ledger: seen, Now: outside.Now}
	}
	accounts.Store, accounts.Interviews, accounts.Queue = seen, seen, seen
	settings.Store, settings.Queue = seen, seen
	desk.Store = seen
	desk.Team = &Team{Members: seen, Log: seen, Now: d.Now}
	desk.Invitations = &Invitations{Store: seen, Now: d.Now}
	desk.Openings = &Openings{Jobs: seen, Now: d.Now}
	desk.Pipeline = &Pipeline{Candidates: seen, Jobs: seen, Interviews: seen, Scheduling: &scheduling, Now: d.Now}
	desk.Documents.Files = seen
	desk.MailAccounts = &MailAccounts{Settings: &settings, Interviews: seen, Log: seen, Now: d.Now}
	answers.Store, answers.Settings, templates.Settings = seen, &settings, &settings
	desk.Scheduling, desk.Accounts, desk.Settings = &scheduling, &accounts, &settings
	desk.Answers, desk.Templates = &answers, &templates
	return &desk
}
