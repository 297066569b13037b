// Package dayview reads what a day of a member begins with: their own
// interviews, and what needs a person.
package dayview

import (
	"context"
	"errors"
	"slices"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/offers"
	"recruitty/recruit/scorecards"
	"recruitty/recruit/services"
)

// How much is read and said of each kind.
const (
	interviews = 30
	ofADay     = 100
	mostOver   = 100
	PerKind    = 12
)

// Agenda is what concerns a member now.
type Agenda struct {
	Mine          []recruit.InterviewSummary // from today on
	Day           []recruit.InterviewSummary // of today, also those that are over; none that was cancelled
	Calendar      []availability.Layer       // what the member's own calendars say of today
	Over          []recruit.InterviewSummary // nobody said how it was, the oldest first
	OverMore      bool                       // and there are more of these
	Answers       []recruit.Record           // whose answers, or silence, need someone
	NeedAttention []recruit.OpenEffect       // needs a person
	Scorecards    []scorecards.Due           // that are missing
	Offers        []offers.Offer             // of times, that wait for a member, the longest waiting first
	Attention     int
	Jobs          bool // there is one
	People        int
	Zoom          recruit.ConnectionState
	Mail          bool // there is a way out for mails
	Company       string
}

// Read reads what concerns a member from the morning of now on.
func Read(ctx context.Context, svc *services.Services, me recruit.Member, now time.Time) (Agenda, error) {
	var f Agenda
	morning := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	var err error
	// One that began before midnight may go on.
	if f.Mine, err = svc.Store.Interviews(ctx, recruit.InterviewFilter{From: morning.Add(-recruit.MaxDuration), MemberID: me.ID, Status: recruit.Scheduled, Limit: interviews, Brief: true}); err != nil {
		return f, err
	}
	f.Mine = slices.DeleteFunc(f.Mine, func(i recruit.InterviewSummary) bool { return i.Start.Before(morning) && !i.End().After(now) })
	if f.Day, f.Calendar, err = readDay(ctx, svc, me, morning, now); err != nil {
		return f, err
	}
	past, err := svc.Store.Interviews(ctx, recruit.InterviewFilter{To: now, OrganiserID: me.ID, Status: recruit.Scheduled, Limit: mostOver + 1, Brief: true})
	if err != nil {
		return f, err
	}
	if f.OverMore = len(past) > mostOver; f.OverMore {
		past = past[:mostOver]
	}
	for _, i := range past {
		if !i.End().After(now) {
			f.Over = append(f.Over, i)
		}
	}
	for _, i := range f.Mine {
		if i.OrganiserID != me.ID || !i.End().After(now) {
			continue
		}
		r, err := svc.Store.Record(ctx, i.ID)
		if errors.Is(err, recruit.ErrDamaged) {
			continue // it is among the damaged
		}
		if err != nil {
			return f, err
		}
		if len(r.ReplyIssues(now)) > 0 {
			f.Answers = append(f.Answers, r)
		}
	}
	if f.Attention, err = svc.Store.AttentionCount(ctx); err != nil {
		return f, err
	}
	if f.Attention > 0 {
		open, err := svc.Store.OpenEffects(ctx, 0)
		if err != nil {
			return f, err
		}
		for _, e := range open {
			if e.NeedsAttention() {
				f.NeedAttention = append(f.NeedAttention, e)
			}
		}
	}
	if f.Scorecards, err = svc.Scorecards.Due(ctx, me); err != nil {
		return f, err
	}
	if recruit.Allow(me, recruit.ToSchedule) == nil {
		if f.Offers, err = svc.Offers.Waiting(ctx); err != nil {
			return f, err
		}
	}
	jobs, err := svc.Store.Jobs(ctx, recruit.JobFilter{Limit: 1})
	if err != nil {
		return f, err
	}
	page, err := svc.Store.CandidatePage(ctx, recruit.CandidateFilter{Limit: 1})
	if err != nil {
		return f, err
	}
	zoom, err := svc.Accounts.Status(ctx, me)
	if err != nil {
		return f, err
	}
	mail, err := svc.Settings.Mail(ctx)
	if err != nil {
		return f, err
	}
	if f.Company, err = svc.Settings.Workspace(ctx); err != nil {
		return f, err
	}
	f.Jobs, f.People, f.Zoom, f.Mail = len(jobs) > 0, page.Total, zoom.State, mail.URL != "" && mail.From != ""
	return f, nil
}

// readDay reads the interviews of today, and what else the member's calendars have then.
func readDay(ctx context.Context, svc *services.Services, me recruit.Member, morning, now time.Time) ([]recruit.InterviewSummary, []availability.Layer, error) {
	evening := time.Date(morning.Year(), morning.Month(), morning.Day()+1, 0, 0, 0, 0, morning.Location())
	day, err := svc.Store.Interviews(ctx, recruit.InterviewFilter{From: morning.Add(-recruit.MaxDuration), To: evening, MemberID: me.ID, Limit: ofADay, Brief: true})
	if err != nil {
		return nil, nil, err
	}
	day = slices.DeleteFunc(day, func(i recruit.InterviewSummary) bool {
		return i.Status == recruit.Cancelled || i.Start.Before(morning) && !i.End().After(now)
	})
	if len(day) == 0 {
		return nil, nil, nil
	}
	own, err := svc.Availability.Timelines(ctx, me, []recruit.MemberID{me.ID}, morning, evening, availability.Options{})
	if errors.Is(err, recruit.ErrDamaged) {
		return day, nil, nil // of the working hours, which nothing here depends on
	}
	var calendar []availability.Layer
	for _, t := range own {
		calendar = append(calendar, t.Layers...)
	}
	return day, calendar, err
}
