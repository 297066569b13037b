package recruit

import (
	"context"
	"time"
)

// Desk is every service that screens and commands call, wired over one
// workspace. It is made once a process.
type Desk struct {
	Store      Store // for reading lists and pages
	Team       *Team
	Openings   *Openings
	Pipeline   *Pipeline
	Documents  *Documents
	Scheduling *Scheduling
	Accounts   *Accounts
	Settings   *Settings
	// MailAccounts needs its Auth set where accounts are to be connected.
	MailAccounts *MailAccounts
	Answers      *Answers
	Templates    *Templates
	Invitations  *Invitations
	Departures   *Departures
	Post         Post // for trying out the mail settings
	Now          Clock
}

// learnTime bounds how long a mail server is asked what it takes while somebody waits.
const learnTime = 5 * time.Second

// LetterWarning asks a mail server of which nobody knows what it takes, as far as it
// answers soon, and says what that does to people whose address needs SMTPUTF8; see
// MailAccounts.
func (d *Desk) LetterWarning(ctx context.Context) (string, error) {
	known, host, err := d.Settings.SMTPUTF8(ctx)
	if err != nil {
		return "", err
	}
	if known == NotKnown && host != "" {
		asking, cancel := context.WithTimeout(ctx, learnTime)
		defer cancel()
		_ = d.Post.Learn(asking) // what was not heard is said as not known
	}
	return d.MailAccounts.LetterWarning(ctx)
}

// NewDesk wires the services over a store and the outside world.
func NewDesk(s Store, auth Authoriser, post Post, env Environment, now Clock) *Desk {
	settings := &Settings{Store: s, Queue: s, Check: post.Check, Env: env, Log: s, Now: now}
	scheduling := &Scheduling{Store: s, Hosts: NewHosts(auth, now), Reminders: settings.Reminders, Mailable: settings.Mailable,
		Outside: &Outside{Post: post, Queue: s, Ledger: s, Now: now}, Now: now}
	team := &Team{Members: s, Log: s, Scheduling: scheduling, Now: now}
	accounts := &Accounts{Store: s, Interviews: s, Queue: s, Authoriser: auth, Log: s, Now: now}
	mail := &MailAccounts{Settings: settings, Interviews: s, Log: s, Now: now}
	return &Desk{
		Store:        s,
		Team:         team,
		Openings:     &Openings{Jobs: s, Now: now},
		Pipeline:     &Pipeline{Candidates: s, Jobs: s, Interviews: s, Scheduling: scheduling, Now: now},
		Documents:    &Documents{Files: s},
		Scheduling:   scheduling,
		Accounts:     accounts,
		Settings:     settings,
		MailAccounts: mail,
		Answers:      &Answers{Store: s, Settings: settings, Post: post, Now: now},
		Templates:    &Templates{Settings: settings, Wording: post, Now: now},
		Invitations:  &Invitations{Store: s, Now: now},
		Departures:   &Departures{Team: team, Accounts: accounts, Mail: mail, Store: s, Interviews: s, Now: now},
		Post:         post,
		Now:          now,
	}
}
