package offers

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/scheduling"
	"recruitty/recruit/timeparse"
)

// Propose works out an offer and what its email would say. It changes nothing. Where no hour
// is possible it is refused, with the cause and the cheapest way out; the proposal holds
// what the search came to then. Other errors are ErrInvalid, ErrRefused (not linked, no
// address, no Zoom connection) and ErrNotFound.
func (s *Service) Propose(ctx context.Context, actor recruit.Member, r Request) (Proposal, error) {
	if err := recruit.Allow(actor, recruit.ToSchedule); err != nil {
		return Proposal{}, err
	}
	about, err := s.about(ctx, r)
	if err != nil {
		return Proposal{}, err
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return Proposal{}, err
	}
	now := s.Now().UTC()
	until, err := untilOf(r.Until, now, rules)
	if err != nil {
		return Proposal{}, err
	}
	search, err := searchOf(r, until.Sub(now))
	if err != nil {
		return Proposal{}, err
	}
	p := Proposal{To: recruit.Mailbox{Name: about.candidate.Name, Address: about.candidate.Email}}
	options := r.Options
	if len(options) == 0 {
		if options, p.Found, err = s.best(ctx, actor, about, search, r.Except); err == nil && len(options) == 0 {
			err = noHour(p.Found)
		}
		if err != nil {
			return p, err
		}
	}
	if len(r.Options) > MaxOptions {
		return p, recruit.Invalid("hours", "At most %d times can be offered at once; these are %d.", MaxOptions, len(options))
	}
	p.Offer = Offer{Candidate: about.candidate.ID, CandidateName: about.candidate.Name, JobID: about.job.ID, JobTitle: about.job.Title, Stage: about.stage, AuthorID: actor.ID, Author: actor.Name,
		State: Offered, Version: 1, Options: number(options), Search: search, Until: until, Zone: zoneFor(about.candidate, actor).String(), CreatedAt: now, UpdatedAt: now}
	if last := p.Offer.Options[len(p.Offer.Options)-1].Start().Add(-notice); r.Until.IsZero() && last.After(now) && last.Before(until) {
		p.Offer.Until = last // who answers later cannot take any of them
	}
	if p.Offer.Title = about.stage; search.Single != nil {
		p.Offer.Title = search.Single.Title
	}
	if err := s.look(ctx, actor, &p, len(r.Options) > 0); err != nil {
		return p, err
	}
	if p.Letter, err = s.letter(ctx, p.Offer, about.candidate, actor, recruit.OnOffer, words{r.Subject, r.Text, r.Words}); err != nil {
		return p, err
	}
	if r.Files > 0 {
		p.Notes = append(p.Notes, noFiles)
	}
	if read, err := s.Settings.ReadsAnswers(ctx); err != nil {
		return p, err
	} else if !read {
		p.Notes = append(p.Notes, unread)
	}
	open, err := s.Store.Offers(ctx, Filter{Candidate: about.candidate.ID, Job: about.job.ID, States: []State{Offered, ToConfirm, NoneSuits}})
	if err != nil {
		return p, err
	}
	for _, o := range open {
		if o.Stage == about.stage {
			p.Replaces = append(p.Replaces, o.ID)
			p.Notes = append(p.Notes, fmt.Sprintf("Offer %d of the same (%s) is replaced by this one.", o.ID, o.State.Words()))
		}
	}
	p.Offer.HeldUntil, p.Offer.SendsEntries = rules.HoldsFor(now, p.Offer.Until), rules.Entries
	if err := s.holding(ctx, actor, &p); err != nil {
		return p, err
	}
	return p, s.waits(ctx, &p)
}

// noFiles says that files which were chosen are not sent with an offer.
const noFiles = "Files are not sent with offered times; attach them to the interview once it is booked."

// look checks every option as booking would, and notes what speaks against it. Of those that
// the program has chosen it keeps as many as were asked for, and none that clashes; what a
// person has marked may exceed a limit, and lets nobody be in two interviews at once (R14).
func (s *Service) look(ctx context.Context, actor recruit.Member, p *Proposal, marked bool) error {
	said := map[string]bool{}
	var kept []Option
	for _, one := range p.Offer.Options {
		if !marked && len(kept) == p.Offer.Search.Count {
			break
		}
		previews, err := s.Scheduling.PreviewLoop(ctx, actor, one.Drafts(p.Offer.Candidate, p.Offer.JobID))
		if err != nil {
			return err
		}
		var all []scheduling.Warning
		for _, f := range previews {
			for _, w := range f.Warnings {
				if w.Waits && !said[w.Sentence] {
					said[w.Sentence] = true
					p.Notes = append(p.Notes, w.Sentence)
				}
				all = append(all, w.Of(f.Record.Interview.Title))
			}
		}
		clash, err := agree(&one, previews)
		if err != nil && marked {
			return err
		}
		if clash && !marked {
			continue
		}
		one.Known = against(all)
		if len(one.Known) > maxKnown {
			return recruit.Refused("Too much speaks against time %d (%s); leave it out.", one.Number, one.Known[0])
		}
		kept = append(kept, one)
	}
	if len(kept) == 0 {
		return noHour(p.Found)
	}
	p.Offer.Options = number(kept)
	p.Notes = append(p.Notes, spoken(p.Offer.Options)...)
	return nil
}

// agree notes which limits an option exceeds, and reports whether it clashes with anything.
// Two interviews at once are refused.
func agree(one *Option, previews []scheduling.Preview) (clash bool, err error) {
	for n, f := range previews { // both are by their start
		for _, c := range f.Clashes {
			clash = true
			if c.Cause == recruit.TwoPlaces || c.Cause == recruit.HostsTwo {
				err = recruit.Refused("Time %d cannot be offered: %s has another interview then. Leave it out.", one.Number, c.Name)
			}
		}
		one.Sessions[n].Agreed = slices.Clone(f.Clashes)
	}
	return clash, err
}

// unread says that an answer by email books nothing.
const unread = "Answers by email are not read here: they go to you, and book nothing by themselves. An admin sets the mailbox for answers (recruitty mail inbox URL)."

// waits notes why the email would not leave by itself.
func (s *Service) waits(ctx context.Context, p *Proposal) error {
	_, err := s.From(ctx)
	switch {
	case errors.Is(err, recruit.ErrNotSetUp):
		p.Notes = append(p.Notes, recruit.Sentence(err))
	case err != nil:
		p.Notes = append(p.Notes, "The email will wait: "+recruit.Sentence(err))
	}
	unserved, err := s.Settings.Unserved(ctx, s.Now())
	if err != nil {
		return err
	}
	if unserved != "" && strings.Contains(p.Letter.Text, recruit.OfferLink) {
		p.Notes = append(p.Notes, unserved)
	}
	return ctx.Err()
}

// farthest is how far ahead an answer may be waited for.
const farthest = 60 * day

func untilOf(asked, now time.Time, rules Rules) (time.Time, error) {
	switch {
	case asked.IsZero():
		return now.Add(rules.Reply).Truncate(time.Minute), nil
	}
	return asked.UTC(), CheckUntil(asked, now)
}

// CheckUntil refuses a time to answer by that has passed or lies too far ahead. It is said in
// the zone of asked, and one at midnight as the day that ends then.
func CheckUntil(asked, now time.Time) error {
	switch {
	case !asked.After(now):
		return recruit.Invalid("until", "%s has passed; choose a later time to answer by.", EndOf(asked))
	case asked.Sub(now) > farthest:
		return recruit.Invalid("until", "The candidate has at most 60 days to answer; %s is later.", EndOf(asked))
	}
	return nil
}

// EndOf writes the end of a span of time: the day that ends with it, where it is midnight.
func EndOf(at time.Time) string {
	if hour, minute, _ := at.Clock(); hour == 0 && minute == 0 {
		return timeparse.Date(at.AddDate(0, 0, -1))
	}
	return timeparse.DateTime(at)
}

// searchOf is what is kept of how hours are looked for.
func searchOf(r Request, reply time.Duration) (Search, error) {
	search := Search{From: r.From, To: r.To, Days: r.Days, Windows: r.Windows, Soft: r.Soft, Lifts: r.Lifts, Count: r.Count, Reply: reply}
	if r.Single != nil {
		one := *r.Single
		title, err := recruit.CleanTitle(one.Title)
		if err != nil {
			return search, err
		}
		one.Title, one.Pools = title, nil
		for _, n := range r.Needs {
			one.Pools = append(one.Pools, PoolNeed{Pool: n.Pool.ID, Count: n.Count})
		}
		if one.Duration < recruit.MinDuration || one.Duration > recruit.MaxDuration {
			return search, recruit.Invalid("duration", "An interview takes from 1 minute to 24 hours.")
		}
		one.Platform = cmp.Or(one.Platform, recruit.Zoom)
		if one.Place, err = scheduling.CleanPlace(one.Platform, one.Place); err != nil { // a search would come before it
			return search, err
		}
		search.Single = &one
	}
	switch {
	case r.Count == 0:
		search.Count = usualCount(r.Single != nil)
	case r.Count < 1 || r.Count > MaxOptions:
		return search, NotSoMany("hours")
	}
	return search, nil
}

// NotSoMany says about a field how many times can be offered.
func NotSoMany(field string) error {
	return recruit.Invalid(field, "From 1 to %d times can be offered at once.", MaxOptions)
}

// usualCount is how many options are offered unless somebody says otherwise.
func usualCount(single bool) int {
	if single {
		return UsualHours
	}
	return UsualLoops
}

// words are what a person says instead of a template.
type words struct{ subject, text, free string }

// letter writes the email that brings an offer.
func (s *Service) letter(ctx context.Context, o Offer, c recruit.Candidate, author recruit.Member, event recruit.MailEvent, w words) (l recruit.Letter, err error) {
	t, err := s.Templates.ForMail(ctx, event, recruit.ToCandidate, c.Language)
	if err != nil {
		return l, err
	}
	company, err := s.Settings.Workspace(ctx)
	if err != nil {
		return l, err
	}
	rules, err := s.Settings.Rules(ctx)
	if err != nil {
		return l, err
	}
	free, err := recruit.CleanText("text", "text", w.free, recruit.MaxLetterText)
	if err != nil {
		return l, err
	}
	v := recruit.LetterValues{Reader: c.Name, Job: o.JobTitle, Stage: o.Stage, Company: company, Author: recruit.Mailbox{Name: author.Name, Address: author.Email}, Text: free}
	v.Offer = recruit.OfferValues{Until: o.Until, Zone: o.Zone, SenderZone: author.Location().String()}
	if rules.Page != "" {
		v.Offer.Link = recruit.OfferLink
	}
	for _, one := range o.Options {
		v.Offer.Options = append(v.Offer.Options, one.told())
	}
	subject, text, err := s.Templates.Renderer.DraftLetter(t, v)
	if err != nil {
		return l, err
	}
	p, err := s.Store.Profile(ctx, c.ID)
	if err != nil {
		return l, err
	}
	stage := "" // it may be for a stage that is still ahead
	if a, linked := p.Application(o.JobID); linked && a.Stage == o.Stage {
		stage = o.Stage // who is moved on meanwhile gets no such email
	}
	l = recruit.Letter{CandidateID: o.Candidate, JobID: o.JobID, JobTitle: o.JobTitle, Stage: stage, Event: event, AuthorID: author.ID, Author: author, Candidate: c, Language: t.Language, CreatedAt: o.UpdatedAt,
		Effect: recruit.Effect{Kind: recruit.MailOffer, Target: c.Email, State: recruit.Waiting, CreatedAt: o.UpdatedAt, NextAttempt: o.UpdatedAt}}
	if l.Subject, err = recruit.CleanLine("subject", "subject", cmp.Or(strings.TrimSpace(w.subject), subject), recruit.MaxLetterSubject); err != nil {
		return l, err
	}
	if l.Text, err = recruit.CleanText("text", "text", cmp.Or(strings.TrimSpace(w.text), text), recruit.MaxLetterText); err != nil {
		return l, err
	}
	if l.Subject == "" {
		return l, recruit.Invalid("subject", "The email needs a subject.")
	}
	return l, nil
}

// told is the option as its mail tells it.
func (o Option) told() recruit.LetterOption {
	out := recruit.LetterOption{Number: o.Number}
	for _, one := range o.Sessions {
		s := recruit.LetterSession{Start: one.Start, End: one.End()}
		if len(o.Sessions) > 1 {
			s.Title = one.Title
		}
		out.Sessions = append(out.Sessions, s)
	}
	return out
}
