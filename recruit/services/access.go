package services

import (
	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/accounts"
	"recruitty/recruit/board"
	"recruitty/recruit/documents"
	"recruitty/recruit/fields"
	"recruitty/recruit/finder"
	"recruitty/recruit/healing"
	"recruitty/recruit/letters"
	"recruitty/recruit/loops"
	"recruitty/recruit/offers"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/pools"
	"recruitty/recruit/reports"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/views"
)

// Visit says what the services are to be for one person who works on this workspace
// from elsewhere.
type Visit struct {
	Member recruit.Member
	// Find says where the file lies that the person names; see Documents.
	Find func(name string) (path string, err error)
	// Keep takes a file out to where the person can fetch it; see Documents.
	Keep func(name string, content []byte) (where string, err error)
}

// For returns the services for a visitor: they read what their role may see, and take
// files only from where Find finds them.
func (d *Services) For(v Visit) *Services {
	svc := d.As(v.Member)
	svc.Documents = &documents.Documents{Files: svc.Store, Find: v.Find, Keep: v.Keep}
	if d.Documents != nil {
		svc.Documents.PDF = d.Documents.PDF
	}
	return svc
}

// As returns the services as a member may use them: every front end (screen, lines,
// command, completion) reads through them what their role may see. Nobody, who is
// the zero Member, sees least.
func (d *Services) As(m recruit.Member) *Services {
	svc := *d
	if m.SeesAll() && m.Role == recruit.Admin {
		return &svc
	}
	seen := d.Store.VisibleTo(m)
	cards := *d.Scorecards
	cards.Store, svc.Scorecards = scorecardsSeen(d.Scorecards.Store, m), &cards
	if m.SeesAll() {
		team := *d.Team
		team.Members, svc.Store, svc.Team = seen, seen, &team
		return &svc
	}
	schedule, connections, settings, answers, templates := *d.Scheduling, *d.Accounts, *d.Settings, *d.Answers, *d.Templates
	schedule.Store, schedule.Reminders, schedule.Mailable = seen, settings.Reminders, settings.Mailable
	if outside := schedule.Outside; outside != nil {
		schedule.Outside = &scheduling.Outside{Mailer: outside.Mailer, Queue: seen, Ledger: seen, Now: outside.Now}
	}
	connections.Store, connections.Interviews, connections.Queue, connections.Log = seen, seen, seen, seen
	settings.Store, settings.Queue, settings.Log = seen, seen, seen
	svc.Store = seen
	svc.Team = &access.Team{Members: seen, Log: seen, Now: d.Now}
	svc.Invitations = &access.Invitations{Store: seen, Now: d.Now}
	svc.Jobs = &pipeline.Jobs{Jobs: seen, Now: d.Now}
	svc.Fields = &fields.Fields{Store: fields.Hidden{}, Now: d.Now}
	svc.Pipeline = &pipeline.Pipeline{Fields: svc.Fields, Candidates: seen, Jobs: seen, Interviews: seen, Letters: seen, Scheduling: &schedule, Now: d.Now}
	if d.Documents != nil {
		files := *d.Documents
		files.Files, svc.Documents = seen, &files
	}
	svc.MailAccounts = &accounts.MailAccounts{Settings: &settings, Interviews: seen, Log: seen, Now: d.Now}
	svc.Departures = &accounts.Departures{Team: svc.Team, Accounts: &connections, Mail: svc.MailAccounts, Store: seen, Interviews: seen, Now: d.Now}
	free := *d.Availability // its app for signing in stays: nobody is shown it
	free.Store, svc.Availability = calendarsSeen(free.Store, m), &free
	svc.Pools = &pools.Pools{Store: pools.Hidden{}, Now: d.Now}
	svc.Views = &views.Views{Settings: seen, Now: d.Now}
	svc.Finder = &finder.Finder{Store: seen, Times: &free, Now: d.Now}
	svc.Healing = &healing.Service{Store: healingSeen(d.Healing.Store, m), Drifts: &free, Finder: svc.Finder, Now: d.Now}
	svc.Loops = &loops.Loops{Store: loops.Hidden{}, Finder: svc.Finder, Platform: connections.DefaultPlatform, Scheduling: &schedule, Now: d.Now}
	schedule.Booked, schedule.Calendars, schedule.Reread = nil, svc.Finder.Doubts, svc.Finder.Reread // who sees a part does not schedule
	answers.Store, answers.Settings, answers.Feedback, answers.Letters, answers.Offers, templates.Settings = seen, &settings, &cards, seen, nil, &settings
	cards.Settings, cards.Pipeline = &settings, svc.Pipeline
	svc.Feedback = &scorecards.Asker{Store: askerSeen(d.Feedback.Store, m), Rules: cards.Rules, Now: d.Now}
	svc.Scheduling, svc.Accounts, svc.Settings = &schedule, &connections, &settings
	svc.Answers, svc.Templates = &answers, &templates
	svc.Letters = &letters.Letters{Store: seen, Templates: &templates, From: d.Letters.From, Mailable: schedule.CheckMailable, Now: d.Now}
	svc.Outcomes = &outcomes.Outcomes{Store: seen, Letters: svc.Letters, Scheduling: &schedule, Pipeline: svc.Pipeline, Settings: &settings, Now: d.Now}
	svc.Board = &board.Service{Store: boardSeen(d.Board.Store, m), Now: d.Now}
	svc.Reports = &reports.Reports{Store: reportsSeen(d.Reports.Store, m), Now: d.Now}
	svc.Offers = &offers.Service{Store: offers.Hidden{}, Finder: svc.Finder, Loops: svc.Loops, Scheduling: &schedule, Templates: &templates, Settings: offers.Settings{Settings: &settings}, From: d.Offers.From, Now: d.Now}
	svc.Undo = svc.undoing(seen)
	return &svc
}
