package plain

import (
	"context"
	"slices"

	"recruitty/recruit"
	"recruitty/recruit/bulk"
	"recruitty/recruit/timeparse"
	"recruitty/ui/dayview"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// today says what a day begins with: what needs the member first, then their
// interviews.
func (p *plain) today(ctx context.Context, _ string) error {
	r := p.Reader()
	a, err := dayview.Read(ctx, p.Services, p.Member, r.Now())
	if err != nil {
		return p.unread(err)
	}
	p.Tell("Today, %s.", timeparse.Date(r.Now()))
	if a.Zoom == recruit.ReauthRequired {
		p.Tell("Zoom needs to be connected again: type connect.")
	}
	damaged, err := p.Services.Store.Damaged(ctx)
	if err != nil {
		return p.unread(err)
	}
	up, err := p.cameUp(ctx)
	if err != nil {
		return p.unread(err)
	}
	rows := slices.Concat(p.damagedRows(damaged), p.cameUpRows(up), p.offering().Waiting(a.Offers), p.needing(a))
	if needs := len(rows); needs > 0 {
		p.Tell("%s you.", needWord(needs))
	}
	for _, i := range a.Mine {
		if !i.End().After(p.Now()) && i.OrganiserID == p.Member.ID {
			continue // stands above
		}
		rows = append(rows, p.interviewRow(i))
	}
	if up.More {
		p.Tell(wording.MoreCameUp)
	}
	switch {
	case len(rows) > 0:
		return p.Listed(ctx, &talk.List{Rows: rows})
	case a.Jobs && a.People > 0:
		p.Tell("You have no upcoming interviews, and nothing needs you. Type candidates to find someone, then schedule.")
	default:
		p.firstSteps(a)
	}
	return nil
}

// unread says why something cannot be read, and lets the conversation go on.
func (p *plain) unread(err error) error {
	if talk.Ends(err) {
		return err
	}
	p.Complain(err)
	return nil
}

func needWord(n int) string {
	if n == 1 {
		return "1 thing needs"
	}
	return wording.Grouped(n) + " things need"
}

// needing are the lines about what needs a person.
func (p *plain) needing(a dayview.Agenda) []talk.Row {
	r := p.Reader()
	var rows []talk.Row
	for _, c := range dayview.Causes(a, r) {
		rows = append(rows, talk.Row{Words: c.Words, Open: p.mends(a, c)})
	}
	for _, rec := range a.Answers {
		for _, c := range rec.ReplyIssues(p.Now()) {
			if c.Kind == recruit.IsSilent {
				continue // told once for all of them
			}
			words, opens := wording.PersonName(c.Person)+" has not answered about ", p.opens(rec.Interview.CandidateID, rec.Interview.ID)
			switch c.Kind {
			case recruit.HasClaim, recruit.HasStray:
				name := ""
				if c.Kind == recruit.HasClaim {
					name = wording.PersonName(c.Person)
				}
				words, opens = recruit.Capital(r.Waiting(c.Claim, name))+". Does it count, for ", p.judges(rec, c)
			case recruit.HasDelegated:
				words, opens = wording.PersonName(c.Person)+" sends "+wording.Deputy(c.Person)+" instead to ", p.deputies(rec.Interview.ID, c.Person)
			case recruit.HasAsked:
				words, opens = wording.PersonName(c.Person)+" "+wording.Words(rec, c.Person)+", for ", p.otherTime(rec.Interview.ID, c.Person)
			case recruit.HasDeclined:
				if p.allow(recruit.ToSchedule) == nil {
					continue // told with what would put it right
				}
				words = wording.PersonName(c.Person) + " declined "
			case recruit.HasProposed:
				words, opens = wording.PersonName(c.Person)+" asks for another time, "+r.Start(c.Move.Start)+", for ", p.otherTime(rec.Interview.ID, c.Person)
			}
			rows = append(rows, talk.Row{Words: words + text.Line(rec.Interview.Title) + " " + r.Start(rec.Interview.Start), Open: opens})
		}
	}
	for n, i := range a.Over {
		if n == dayview.PerKind {
			words := wording.Counted(len(a.Over)-n, "more interview") + " without a recorded outcome"
			if a.OverMore {
				words = "More than " + wording.Counted(n, "interview") + " more without a recorded outcome"
			}
			rows = append(rows, talk.Row{Words: words, Open: func(ctx context.Context) error { return p.interviews(ctx, "past") }})
			break
		}
		rows = append(rows, talk.Row{Words: wording.TookPlace(text.Line(i.Title)+" with "+text.Line(i.CandidateName)) + " " + r.Start(i.Start), Open: p.opens(i.CandidateID, i.ID)})
	}
	return rows
}

// mends does what a line about a cause leads to.
func (p *plain) mends(a dayview.Agenda, c dayview.Cause) func(context.Context) error {
	return func(ctx context.Context) error {
		switch c.Kind {
		case dayview.MailMissing:
			return p.settings(ctx, "mail")
		case dayview.ZoomHeld:
			if a.Zoom != recruit.Connected {
				return p.connect(ctx, "")
			}
		case dayview.Silent:
			if len(c.Of) == 1 {
				return p.askAgain(ctx, c.Of[0])
			}
			return p.changeMany(ctx, bulk.Change{Kind: bulk.Ask}, a.Silent(c))
		case dayview.CardMissing:
			if len(c.Of) == 1 {
				return p.scoring().Give(ctx, c.Of[0])
			}
			of := p.scoring()
			of.Candidate = 0 // whoever is open, it is about those that are missing
			return of.Do(ctx, "")
		case dayview.CardsLate:
			return p.scoring().RemindLate(ctx)
		case dayview.Failed, dayview.MailHeld:
		}
		return p.outbox(ctx, "")
	}
}

// damagedRows are the lines about damaged records; the doctor lists all of them.
func (p *plain) damagedRows(all []recruit.Damage) []talk.Row {
	var rows []talk.Row
	for _, d := range all[:min(len(all), dayview.PerKind)] {
		rows = append(rows, talk.Row{Words: "Damaged: " + talk.Spoken(d.Sentence()) + " " + recruit.MendDamage, Open: p.damaged(d)})
	}
	return rows
}

// damaged opens a damaged record as far as it can be read.
func (p *plain) damaged(d recruit.Damage) func(context.Context) error {
	return func(ctx context.Context) error {
		switch d.What {
		case "job":
			return p.job(ctx, recruit.JobID(d.ID))
		case "member":
			return p.team(ctx, d.Name)
		case "interview":
			return p.profile(ctx, d.CandidateID, recruit.InterviewID(d.ID))
		}
		return p.profile(ctx, d.CandidateID, 0)
	}
}

// opens opens a candidate at one of their interviews.
func (p *plain) opens(id recruit.CandidateID, at recruit.InterviewID) func(context.Context) error {
	return func(ctx context.Context) error { return p.profile(ctx, id, at) }
}

// interviewRow is an interview as a line of a list.
func (p *plain) interviewRow(i recruit.InterviewSummary) talk.Row {
	r := p.Reader()
	here := r.Here(i.Start)
	words := timeparse.Day(here, r.Now()) + " " + talk.Spoken(r.Hours(here, i.Duration)) + ", " + text.Line(i.CandidateName) + ", " + text.Line(i.Title)
	if panel := text.Line(wording.Panel(i)); panel != "" {
		words += ", with " + panel
	}
	switch _, state := wording.SummaryState(i, p.Now()); {
	case i.Damage == "" && i.NeedAttention == 0 && i.Waiting > 0: // some of it may wait for a person
		words += ", not everything is confirmed outside"
	case state != wording.Set.Word():
		words += ", " + state
	}
	return talk.Row{Words: words, More: i.Words(r.Zone), Open: p.opens(i.CandidateID, i.ID)}
}

// firstSteps teaches how to begin.
func (p *plain) firstSteps(a dayview.Agenda) {
	p.Tell(wording.HowItBegins)
	step := func(done bool, words string) {
		if done {
			words += " Done."
		}
		p.Tell("%s", words)
	}
	step(a.Jobs, "Add a job: new job, or recruitty import jobs FILE.")
	step(a.People > 0, "Add candidates: new candidate, or recruitty import candidates FILE.")
	step(a.Zoom == recruit.Connected, "Connect Zoom: connect.")
	step(a.Mail, "Set up mail: settings mail, or recruitty mail set. Until then invitations wait in the outbox.")
	step(false, "Open a candidate and type schedule.")
}
