package plain

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/flow"
	"recruitty/recruit/loops"
	"recruitty/recruit/timeparse"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// loop finds the days for the sessions of the plan of the stage in which the open
// candidate is, and books one of the schedules.
func (p *plain) loop(ctx context.Context, _ string) error {
	if err := p.allow(recruit.ToSchedule); err != nil {
		return err
	}
	who, err := p.opened(ctx)
	if err != nil {
		return err
	}
	id, err := p.jobFor(ctx, who)
	if err != nil {
		return err
	}
	if who, err = p.opened(ctx); err != nil { // who was linked just now has a stage now
		return err
	}
	in, _ := who.Application(id)
	if err := p.planned(ctx, id, in.Stage); err != nil {
		return p.loopLeft(err)
	}
	p.Tell("Book a loop, %s, %s.", text.Line(who.Candidate.Name), text.Line(in.Stage))
	ask := loops.Request{Candidate: who.Candidate.ID, Job: id, Stage: in.Stage}
	for {
		found, err := p.Services.Loops.Solve(ctx, p.Member, ask)
		if err != nil {
			return err
		}
		p.saySchedules(found)
		chosen, err := p.chooseSchedule(ctx, &ask, found)
		switch {
		case err != nil:
			return p.loopLeft(err)
		case chosen < 0:
			continue
		}
		again, err := p.sendLoop(ctx, found, found.Loops[chosen])
		if err != nil || !again {
			return p.loopLeft(err)
		}
	}
}

// loopLeft says that nothing was sent where someone left.
func (p *plain) loopLeft(err error) error {
	switch {
	case errors.Is(err, talk.ErrLeave), errors.Is(err, talk.ErrBack):
		p.Tell("Left; nothing was sent.")
		return nil
	case errors.Is(err, errOffered):
		return nil
	}
	return err
}

// errOffered ends the talk about a loop whose schedules were sent to choose from.
var errOffered = errors.New("the schedules are offered")

// planned makes sure that a stage has an interview plan; where it has none, one can be
// written at once.
func (p *plain) planned(ctx context.Context, id recruit.JobID, stage string) error {
	if there, err := p.Services.Loops.Planned(ctx, id, stage); err != nil || there {
		return err
	}
	if p.allow(recruit.ToRecruit) != nil {
		return noPlan(stage)
	}
	if err := p.sure(ctx, text.Line(stage)+" has no interview plan yet. Write it now?"); err != nil {
		return err
	}
	job, err := p.Services.Store.Job(ctx, id)
	if err != nil {
		return err
	}
	return p.writePlan(ctx, job, stage)
}

// saySchedules says what was found: schedules by number, and ways out by letter.
func (p *plain) saySchedules(found loops.Solution) {
	here := p.Member.Location()
	for _, said := range []string{found.None(), found.Short()} {
		if said != "" {
			p.Tell("%s", text.Line(said))
		}
	}
	for n, l := range found.Loops {
		p.Tell("%d: %s.", n+1, p.sitting(found, l.Sittings[0], here))
		for _, s := range l.Sittings[1:] {
			p.Tell("   then %s.", p.sitting(found, s, here))
		}
	}
	for _, name := range found.Left {
		p.Tell("Warning: %s is no longer in the team; the schedules are without them.", text.Line(name))
	}
	for _, r := range found.Refused() {
		p.Tell("No schedule %s: %s.", talk.Spoken(r.Days()), text.Line(r.Reason.String()))
	}
	for n, way := range found.Relaxations[:min(len(found.Relaxations), mostWays)] {
		p.Tell("%s: %s.", wayLetter(n), text.Line(found.WayOut(way)))
	}
	for _, said := range found.Unknown(func(at time.Time) string { return timeparse.DayTime(at.In(here)) }) {
		p.Tell("%s", text.Line(said))
	}
}

// sitting says one session of a schedule, for both zones.
func (p *plain) sitting(found loops.Solution, s finder.Sitting, here *time.Location) string {
	said := text.Line(s.Title) + ", " + timeparse.ShortDate(s.Start.In(here)) + " " + talk.Spoken(p.Reader().Hours(s.Start.In(here), s.End.Sub(s.Start)))
	_, mine := s.Start.In(here).Zone()
	if _, theirs := s.Start.In(found.Zone).Zone(); mine != theirs {
		said += ", " + timeparse.Weekday(s.Start.In(found.Zone)) + " " + p.Reader().Clock(s.Start.In(found.Zone)) + " for the candidate"
	}
	said += ", with " + text.Line(s.Who())
	if concerns := s.Concerns(here); len(concerns) > 0 {
		said += ". But: " + text.Line(strings.Join(concerns, "; "))
	}
	return said
}

// chooseSchedule asks for one of the schedules, or for what else is to be looked at; then
// the number is -1.
func (p *plain) chooseSchedule(ctx context.Context, ask *loops.Request, found loops.Solution) (chosen int, err error) {
	const help = "The number of a schedule, the letter of an alternative, longer to look further ahead, soft for times over entries that people may be able to move, words for when the candidate has said they can, offer to let the candidate choose among the best schedules, offer 1 3 among these, or leave."
	chosen = -1
	var then func() error
	err = p.Ask(ctx, talk.Question{Label: "Which schedule", Says: "number, letter, longer, soft, words, offer or leave", Help: help, Take: func(v string) error {
		v = strings.ToLower(strings.TrimSpace(v))
		if n, err := strconv.Atoi(v); err == nil && n >= 1 && n <= len(found.Loops) {
			chosen = n - 1
			return nil
		}
		numbers, offers, err := offerWord(v, len(found.Loops))
		switch {
		case err != nil:
			return err
		case offers:
			then = func() error {
				sent, err := p.offerSchedules(ctx, numbers, *ask, found)
				if err == nil && sent {
					err = errOffered
				}
				return err
			}
			return nil
		case steered(v, found.Relaxations, steering{&ask.Days, &ask.Soft, &ask.Lifts}):
			return nil
		case v == "words":
			then = func() error { return p.askWords(ctx, found.Candidate, &ask.Windows) }
			return nil
		}
		return recruit.Invalid("", "%s", help)
	}})
	if err == nil && then != nil {
		if err = then(); errors.Is(err, talk.ErrBack) {
			err = nil // to the schedules as they were
		}
	}
	return chosen, err
}

// sendLoop says who is told what, and sends everything when the person says so; again says
// that other schedules are to be looked for.
func (p *plain) sendLoop(ctx context.Context, found loops.Solution, l finder.Loop) (again bool, err error) {
	d := &flow.Loop{By: p.by(), Drafts: found.Drafts(l)}
	if _, err := d.Preview(ctx); err != nil {
		p.Complain(err)
		return true, nil
	}
	for n, one := range d.Seen.Sessions {
		r := one.Record
		p.Tell("%d. %s, %s.", n+1, text.Line(r.Interview.Title), talk.Spoken(p.Reader().When(r.Interview)))
		for _, w := range one.Warnings {
			if !w.Waits {
				p.Tell("Note: %s", text.Line(w.Sentence))
			}
		}
		for _, e := range one.Effects {
			if e.Kind.IsMail() {
				p.Tell("%s.", talk.Spoken(p.Reader().MailText(r, e)))
			}
		}
	}
	ahead, waits := wording.Ahead(d.Seen.Joined())
	p.Tell("%s.", ahead)
	for _, wait := range waits {
		p.Tell("Note: %s", wait)
	}
	yes, err := p.Decide(ctx, d.Words().Verb+"?", p.mailsOf(d.Seen.Sessions...))
	if err != nil || !yes {
		return err == nil, err
	}
	if _, err := d.Commit(context.WithoutCancel(ctx)); err != nil {
		p.Complain(err)
		return true, nil
	}
	p.Tell("%s.", d.Words().Saved)
	return false, p.followLoop(ctx, d.Made)
}

// followLoop follows the interviews of a loop one after the other, the first, with which
// the sheet goes, last. An undo takes all of them back.
func (p *plain) followLoop(ctx context.Context, made []recruit.Record) error {
	p.interview = made[0].Interview.ID
	for _, r := range append(made[1:len(made):len(made)], made[0]) {
		now, err := p.Services.Store.Record(ctx, r.Interview.ID)
		if err != nil {
			return err
		}
		if taken, err := p.follow(ctx, now, text.Line(r.Interview.Title)+":"); err != nil || taken {
			return err
		}
	}
	return nil
}
