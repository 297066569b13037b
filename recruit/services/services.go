package services

import (
	"context"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/access"
	"recruitty/recruit/accounts"
	"recruitty/recruit/availability"
	"recruitty/recruit/board"
	"recruitty/recruit/booking"
	"recruitty/recruit/busy"
	"recruitty/recruit/documents"
	"recruitty/recruit/fields"
	"recruitty/recruit/finder"
	"recruitty/recruit/healing"
	"recruitty/recruit/letters"
	"recruitty/recruit/loops"
	"recruitty/recruit/offers"
	"recruitty/recruit/offers/mailed"
	"recruitty/recruit/outcomes"
	"recruitty/recruit/pipeline"
	"recruitty/recruit/pools"
	"recruitty/recruit/reports"
	"recruitty/recruit/rsvp"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/undo"
	"recruitty/recruit/views"
)

// Store is everything that the services keep.
type Store interface {
	recruit.Store
	pools.Store
	loops.Store
	availability.Store
	healing.Keeping
	scorecards.Store
	scorecards.AskerStore
	reports.Store
	board.Store
	booking.Store
	fields.Store
	offers.Store
}

// Services is every service that screens and commands call, wired over one
// workspace. It is made once a process.
type Services struct {
	Store      recruit.Store // for reading lists and pages
	Team       *access.Team
	Jobs       *pipeline.Jobs
	Pipeline   *pipeline.Pipeline
	Documents  *documents.Documents
	Scheduling *scheduling.Service
	Accounts   *accounts.Accounts
	Settings   *recruit.Settings
	// MailAccounts needs its Auth set where accounts are to be connected.
	MailAccounts *accounts.MailAccounts
	Answers      *rsvp.Service
	Templates    *recruit.Templates
	Invitations  *access.Invitations
	Departures   *accounts.Departures
	Finder       *finder.Finder // finds the hours that suit everybody
	// Healing finds upcoming interviews that will not take place as agreed, and what puts
	// them right.
	Healing *healing.Service
	// Availability knows when people are free. It needs Readers, and Auth where people
	// are to sign in to calendars.
	Availability *availability.Service
	Pools        *pools.Pools
	Views        *views.Views
	Loops        *loops.Loops    // interview plans, and what is booked by them
	Offers       *offers.Service // hours that candidates choose from
	Letters      *letters.Letters
	Outcomes     *outcomes.Outcomes
	Undo         *undo.Undo // takes changes of records back
	Reports      *reports.Reports
	Board        *board.Service // the pipelines of jobs
	Scorecards   *scorecards.Service
	Fields       *fields.Fields // those of candidates that the workspace has defined
	// Feedback asks panels for their scorecards.
	Feedback *scorecards.Asker
	Mailer   recruit.Mailer // for trying out the mail settings
	Now      recruit.Clock
}

// learnTime bounds how long a mail server is asked what it takes while someone waits.
const learnTime = 5 * time.Second

// LetterWarning asks a mail server of which nobody knows what it takes, as far as it
// answers soon, and says what that does to people whose address needs SMTPUTF8; see
// MailAccounts.
func (d *Services) LetterWarning(ctx context.Context) (string, error) {
	known, host, err := d.Settings.SMTPUTF8(ctx)
	if err != nil {
		return "", err
	}
	if known == recruit.NotKnown && host != "" {
		asking, cancel := context.WithTimeout(ctx, learnTime)
		defer cancel()
		_ = d.Mailer.Learn(asking) // what was not heard is said as not known
	}
	return d.MailAccounts.LetterWarning(ctx)
}

// New wires the services over a store and the outside world.
func New(s Store, auth recruit.Authorizer, post recruit.Mailer, env recruit.Environment, now recruit.Clock) *Services {
	settings := &recruit.Settings{Store: s, Queue: s, Check: post.Check, Env: env, Log: s, Now: now}
	schedule := &scheduling.Service{Store: s, Hosts: scheduling.NewHosts(auth, now), Reminders: settings.Reminders, Mailable: settings.Mailable,
		Outside: &scheduling.Outside{Mailer: post, Queue: s, Ledger: s, Now: now}, Now: now}
	team := &access.Team{Members: s, Log: s, Scheduling: schedule, Now: now}
	connections := &accounts.Accounts{Store: s, Interviews: s, Queue: s, Authorizer: auth, Log: s, Now: now}
	mail := &accounts.MailAccounts{Settings: settings, Interviews: s, Log: s, Now: now}
	free := &availability.Service{Store: s, Readers: map[busy.Kind]busy.Reader{}, App: calendarApp(mail), Now: now}
	leaving := &accounts.Departures{Team: team, Accounts: connections, Mail: mail, Store: s, Interviews: s, Calendars: free.LabelsOf, Now: now}
	find := &finder.Finder{Store: s, Times: free, Now: now}
	templates := &recruit.Templates{Settings: settings, Renderer: post, Now: now}
	write := &letters.Letters{Store: s, Templates: templates, From: post.From, Mailable: schedule.CheckMailable, Now: now}
	schedule.Booked, schedule.Calendars, schedule.Reread = s, find.Doubts, find.Reread
	own := &fields.Fields{Store: s, Now: now}
	solve := &loops.Loops{Store: s, Finder: find, Platform: connections.DefaultPlatform, Scheduling: schedule, Now: now}
	steps := &pipeline.Pipeline{Fields: own, Candidates: s, Jobs: s, Interviews: s, Letters: s, Scheduling: schedule, Now: now}
	cards := &scorecards.Service{Store: s, Settings: settings, Pipeline: steps, Now: now}
	d := &Services{
		Scorecards:   cards,
		Fields:       own,
		Feedback:     &scorecards.Asker{Store: s, Rules: cards.Rules, Now: now},
		Finder:       find,
		Healing:      &healing.Service{Store: s, Drifts: free, Finder: find, Now: now, Known: healing.NewKnown()},
		Store:        s,
		Availability: free,
		Team:         team,
		Jobs:         &pipeline.Jobs{Jobs: s, Now: now},
		Pipeline:     steps,
		Documents:    &documents.Documents{Files: s},
		Scheduling:   schedule,
		Accounts:     connections,
		Settings:     settings,
		MailAccounts: mail,
		Templates:    templates,
		Letters:      write,
		Outcomes:     &outcomes.Outcomes{Store: s, Letters: write, Scheduling: schedule, Pipeline: steps, Settings: settings, Now: now},
		Answers:      &rsvp.Service{Store: s, Settings: settings, Mailer: post, Now: now, Feedback: cards, Letters: s},
		Reports:      &reports.Reports{Store: s, Now: now},
		Board:        &board.Service{Store: s, Now: now},
		Invitations:  &access.Invitations{Store: s, Now: now},
		Departures:   leaving,
		Pools:        &pools.Pools{Store: s, Now: now},
		Views:        &views.Views{Settings: s, Now: now},
		Loops:        solve,
		Offers: &offers.Service{Store: s, Finder: find, Loops: solve, Scheduling: schedule, Templates: templates, Settings: offers.Settings{Settings: settings},
			From: post.From, Now: now},
		Mailer: post,
		Now:    now,
	}
	d.Answers.Offers = &mailed.Service{Offers: d.Offers, Store: s, Now: now}
	d.Undo = d.undoing(s)
	return d
}

// undoing takes changes back through the services of d.
func (d *Services) undoing(s undo.Store) *undo.Undo {
	return &undo.Undo{Store: s, Pipeline: d.Pipeline, Jobs: d.Jobs, Outcomes: d.Outcomes, Letters: d.Letters, Scheduling: d.Scheduling, Now: d.Now}
}

// calendarsSeen is what a member may see of what is kept of calendars. It comes from the
// store that keeps them: Services.Store may be another one in front of that.
func calendarsSeen(kept availability.Store, m recruit.Member) availability.Store {
	if whole, ok := kept.(recruit.Store); ok {
		seen, _ := whole.VisibleTo(m).(availability.Store)
		return seen
	}
	return nil
}

// healingSeen is what a member may see of what has come up, as calendarsSeen.
func healingSeen(kept healing.Store, m recruit.Member) healing.Store {
	if whole, ok := kept.(recruit.Store); ok {
		seen, _ := whole.VisibleTo(m).(healing.Store)
		return seen
	}
	return nil
}

// scorecardsSeen is what a member may see of scorecards, as calendarsSeen.
func scorecardsSeen(kept scorecards.Store, m recruit.Member) scorecards.Store {
	if whole, ok := kept.(recruit.Store); ok {
		seen, _ := whole.VisibleTo(m).(scorecards.Store)
		return seen
	}
	return nil
}

// askerSeen is what a member may see of whose scorecard is missing, as calendarsSeen.
func askerSeen(kept scorecards.AskerStore, m recruit.Member) scorecards.AskerStore {
	if whole, ok := kept.(recruit.Store); ok {
		seen, _ := whole.VisibleTo(m).(scorecards.AskerStore)
		return seen
	}
	return nil
}

// boardSeen is what a member may see of the pipelines of jobs, as calendarsSeen.
func boardSeen(kept board.Store, m recruit.Member) board.Store {
	if whole, ok := kept.(recruit.Store); ok {
		seen, _ := whole.VisibleTo(m).(board.Store)
		return seen
	}
	return nil
}

// reportsSeen is what a member may have counted, as calendarsSeen; nil for who may have
// nothing counted.
func reportsSeen(kept reports.Store, m recruit.Member) reports.Store {
	if whole, ok := kept.(recruit.Store); ok {
		if seen, ok := whole.VisibleTo(m).(reports.Store); ok {
			return seen
		}
	}
	return nil
}

// calendarApp finds the app with which people sign in to their calendars: the one that
// the organisation has registered with the provider, for mail as well.
func calendarApp(mail *accounts.MailAccounts) func(context.Context, busy.Kind) (recruit.MailApp, error) {
	return func(ctx context.Context, kind busy.Kind) (recruit.MailApp, error) {
		return mail.App(ctx, recruit.MailProvider(kind))
	}
}
