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
	"recruitty/recruit/outcomes"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/pools"
	"recruitty/recruit/reports"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/views"
)

// Visit says what a desk is to be for one person who works on this workspace
// from elsewhere.
type Visit struct {
	Member recruit.Member
	// Find says where the file lies that the person names; see Documents.
	Find func(name string) (path string, err error)
	// Keep takes a file out to where the person can fetch it; see Documents.
	Keep func(name string, content []byte) (where string, err error)
}

// For returns a desk for a visitor: it reads what their role may see, and takes
// files only from where Find finds them.
func (d *Services) For(v Visit) *Services {
	desk := d.As(v.Member)
	desk.Documents = &documents.Documents{Files: desk.Store, Find: v.Find, Keep: v.Keep}
	if d.Documents != nil {
		desk.Documents.PDF = d.Documents.PDF
	}
	return desk
}

// As returns the desk as a member may use it: every door (screen, lines,
// command, completion) reads through it what their role may see. Nobody, who is
// the zero Member, sees least.
func (d *Services) As(m recruit.Member) *Services {
	desk := *d
	if m.SeesAll() && m.Role == recruit.Admin {
		return &desk
	}
	seen := d.Store.VisibleTo(m)
	cards := *d.Scorecards
	cards.Store, desk.Scorecards = scorecardsSeen(d.Scorecards.Store, m), &cards
	if m.SeesAll() {
		team := *d.Team
		team.Members, desk.Store, desk.Team = seen, seen, &team
		return &desk
	}
	schedule, connections, settings, answers, templates := *d.Scheduling, *d.Accounts, *d.Settings, *d.Answers, *d.Templates
	schedule.Store, schedule.Reminders, schedule.Mailable = seen, settings.Reminders, settings.Mailable
	if outside := schedule.Outside; outside != nil {
		schedule.Outside = &scheduling.Outside{Mailer: outside.Mailer, Queue: seen, Ledger: seen, Now: outside.Now}
	}
	connections.Store, connections.Interviews, connections.Queue, connections.Log = seen, seen, seen, seen
	settings.Store, settings.Queue, settings.Log = seen, seen, seen
	desk.Store = seen
	desk.Team = &access.Team{Members: seen, Log: seen, Now: d.Now}
	desk.Invitations = &access.Invitations{Store: seen, Now: d.Now}
	desk.Jobs = &pipeline.Jobs{Jobs: seen, Now: d.Now}
	desk.Fields = &fields.Fields{Store: fields.Hidden{}, Now: d.Now}
	desk.Pipeline = &pipeline.Pipeline{Fields: desk.Fields, Candidates: seen, Jobs: seen, Interviews: seen, Letters: seen, Scheduling: &schedule, Now: d.Now}
	if d.Documents != nil {
		files := *d.Documents
		files.Files, desk.Documents = seen, &files
	}
	desk.MailAccounts = &accounts.MailAccounts{Settings: &settings, Interviews: seen, Log: seen, Now: d.Now}
	desk.Departures = &accounts.Departures{Team: desk.Team, Accounts: &connections, Mail: desk.MailAccounts, Store: seen, Interviews: seen, Now: d.Now}
	free := *d.Availability // its app for signing in stays: nobody is shown it
	free.Store, desk.Availability = calendarsSeen(free.Store, m), &free
	desk.Pools = &pools.Pools{Store: pools.Hidden{}, Now: d.Now}
	desk.Views = &views.Views{Settings: seen, Now: d.Now}
	desk.Finder = &finder.Finder{Store: seen, Times: &free, Now: d.Now}
	desk.Healing = &healing.Service{Store: healingSeen(d.Healing.Store, m), Drifts: &free, Finder: desk.Finder, Now: d.Now}
	desk.Loops = &loops.Loops{Store: loops.Hidden{}, Finder: desk.Finder, Platform: connections.DefaultPlatform, Scheduling: &schedule, Now: d.Now}
	schedule.Calendars, schedule.Reread = desk.Finder.Doubts, desk.Finder.Reread
	answers.Store, answers.Settings, answers.Feedback, answers.Letters, templates.Settings = seen, &settings, &cards, seen, &settings
	cards.Settings, cards.Pipeline = &settings, desk.Pipeline
	desk.Feedback = &scorecards.Asker{Store: askerSeen(d.Feedback.Store, m), Rules: cards.Rules, Now: d.Now}
	desk.Scheduling, desk.Accounts, desk.Settings = &schedule, &connections, &settings
	desk.Answers, desk.Templates = &answers, &templates
	desk.Letters = &letters.Letters{Store: seen, Templates: &templates, From: d.Letters.From, Mailable: schedule.CheckMailable, Now: d.Now}
	desk.Outcomes = &outcomes.Outcomes{Store: seen, Letters: desk.Letters, Scheduling: &schedule, Pipeline: desk.Pipeline, Settings: &settings, Now: d.Now}
	desk.Board = &board.Service{Store: boardSeen(d.Board.Store, m), Now: d.Now}
	desk.Reports = &reports.Reports{Store: reportsSeen(d.Reports.Store, m), Now: d.Now}
	desk.Undo = desk.undoing(seen)
	return &desk
}
