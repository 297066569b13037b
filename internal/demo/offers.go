package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
)

// offered is times that were sent to someone to choose from.
type offered struct {
	applicant int
	title     string
	length    time.Duration
	panel     []int // positions in team
	hours     []int // of the next working days in Paris
	said      string
	can       time.Duration // how long after those hours the candidate can
}

// choices are an offer that waits for an answer, and one of whose times none suits.
var choices = [...]offered{
	{applicant: 22, title: "First conversation", length: 30 * time.Minute, panel: []int{1}, hours: []int{10, 14, 11}},
	{applicant: 6, title: "Portfolio conversation", length: 45 * time.Minute, panel: []int{2}, hours: []int{9, 15}, can: 6 * time.Hour,
		said: "Thank you! I am travelling in the mornings. Would late afternoon be possible?"},
}

// offerTimes sends the offers, and lets the second be answered.
func (f *filler) offerTimes() {
	for n, c := range choices {
		var sent offers.Offer
		f.work(f.ago(2, 300-30*n), func(ctx context.Context) (err error) {
			sent, err = f.offer(ctx, c)
			return err
		})
		if c.said != "" {
			f.work(f.ago(1, 200), func(ctx context.Context) error { return f.noneSuits(ctx, c, sent) })
		}
	}
}

func (f *filler) offer(ctx context.Context, c offered) (offers.Offer, error) {
	who := applicants[c.applicant]
	candidate, job, by := f.candidates[c.applicant], f.jobs[who.job], f.members[0]
	at := f.clock
	o := offers.Offer{Candidate: candidate.ID, CandidateName: candidate.Name, JobID: job.ID, Stage: who.stage, AuthorID: by.ID, Title: c.title, State: offers.Offered, Version: 1, Until: f.now.Add(52 * time.Hour).Truncate(time.Hour),
		Zone: candidate.TimeZone, CreatedAt: at, UpdatedAt: at,
		Search: offers.Search{Count: len(c.hours), Reply: 3 * 24 * time.Hour, Single: &offers.Single{Title: c.title, Duration: c.length, Platform: recruit.Phone, Place: by.Name + " calls"}}}
	lines := []string{"Hello " + candidate.Name + ",", "We would like to talk with you about the position of " + job.Title + ". Please choose the time that suits you best:"}
	for n, hour := range c.hours {
		start := f.when(upcoming{days: n + 2, hour: hour})
		s := offers.Session{Title: c.title, Start: start.UTC(), Duration: c.length, TimeZone: by.TimeZone, Platform: recruit.Phone, Place: by.Name + " calls"}
		for _, p := range c.panel {
			s.Participants = append(s.Participants, team[p].Email)
		}
		o.Search.Single.Participants = s.Participants
		o.Options = append(o.Options, offers.Option{Number: n + 1, Sessions: []offers.Session{s}})
		here := start
		if zone := candidate.Location(); zone != nil {
			here = start.In(zone)
		}
		lines = append(lines, fmt.Sprintf("%d)  %s, %s", n+1, timeparse.DateTime(here), timeparse.Labelled(here)))
	}
	lines = append(lines, "Reply to this email with the number alone.", "Kind regards\n"+by.Name)
	f.mails++
	l := recruit.Letter{CandidateID: candidate.ID, JobID: job.ID, Event: recruit.OnOffer, AuthorID: by.ID, Language: recruit.DefaultLanguage, Subject: "Choose a time for your interview: " + job.Title, Text: strings.Join(lines, "\n\n"),
		CreatedAt: at, Effect: recruit.Effect{Kind: recruit.MailOffer, Target: candidate.Email, State: recruit.Done, MaybeSent: true, Attempts: 1, CreatedAt: at, DoneAt: at.Add(4 * time.Second), MessageID: fmt.Sprintf("sample-%d@acme.example", f.mails)}}
	log := []recruit.Activity{{At: at, ActorID: by.ID, Actor: by.Name, Action: "offer.sent", CandidateID: candidate.ID, JobID: job.ID,
		Text: fmt.Sprintf("Made an offer with %s for %s, to be answered by %s", o.Choice(), c.title, timeparse.DateTime(o.Until.In(by.Location())))}}
	return f.offers.SaveOffer(ctx, offers.Change{Offer: o, Letter: &l, Log: log})
}

// noneSuits lets a candidate ask for other times.
func (f *filler) noneSuits(ctx context.Context, c offered, sent offers.Offer) error {
	candidate := f.candidates[c.applicant]
	sent.State, sent.Said, sent.Via, sent.AnsweredAt, sent.UpdatedAt = offers.NoneSuits, c.said, offers.ByPage, f.clock, f.clock
	for _, one := range sent.Options {
		from := one.Start().Add(c.can)
		sent.Windows = append(sent.Windows, slots.Span{Start: from, End: from.Add(2 * time.Hour)})
	}
	_, err := f.offers.SaveOffer(ctx, offers.Change{Offer: sent, Log: []recruit.Activity{{At: f.clock, Actor: candidate.Name, Action: "offer.none_suits", CandidateID: candidate.ID, JobID: sent.JobID,
		Text: fmt.Sprintf("None of the times for %s suits them, on the page: %s (%s)", c.title, c.said, recruit.Counted(len(sent.Windows), "time of their own", "times of their own"))}}})
	return err
}
