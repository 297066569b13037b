package offering

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/offers"
	"recruitty/recruit/timeparse"
	"recruitty/ui/plain/talk"
	"recruitty/ui/text"
	"recruitty/ui/wording"
)

// sending is the talk about one offer until it is sent.
type sending struct {
	Offering
	offer *flow.Offer
	asked offers.Request // as it began
	terms flow.Terms     // as they were typed
	kept  *talk.Drafted
	heard bool // the email was read out, but for its times
}

// Send says what would be sent, with the whole email, lets it be changed, and sends it when
// the person says so; sent reports whether it was, and was not taken back.
func (s Offering) Send(ctx context.Context, o *flow.Offer) (sent bool, err error) {
	if err := recruit.Allow(s.By.Actor, recruit.ToSchedule); err != nil {
		return false, err
	}
	d := &sending{Offering: s, offer: o, asked: o.Ask}
	kept, err := s.Resume(ctx, recruit.DraftKey(s.By.Actor.ID, o.Ask.Candidate, "offer-"+strconv.FormatInt(int64(o.Ask.Job), 10)), d.fill)
	if d.kept = kept; err != nil {
		return false, d.left(err)
	}
	for {
		if err := d.look(ctx); err != nil {
			return false, d.left(err)
		}
		yes, err := s.SendOrChange(ctx, o.Words().Verb+"?", d.fields(), d.keep, func(context.Context) error {
			d.email()
			return nil
		})
		switch {
		case err != nil:
			return false, d.left(err)
		case !yes:
			continue
		}
		made, err := o.Commit(context.WithoutCancel(ctx))
		if err == nil {
			kept.Store("")
			s.Tell("%s", text.Line(o.Sent(made, s.moment)))
			taken, err := s.follow(ctx, made)
			if taken {
				d.keep() // everything typed is there for another time
			}
			return !taken, err
		}
		s.Complain(err)
		switch {
		case errors.Is(err, recruit.ErrStale):
			before := o.Seen
			if err := d.look(ctx); err != nil {
				return false, d.left(err)
			}
			for _, said := range o.Since(before, s.moment) {
				s.Tell("%s", text.Line(said))
			}
		case recruit.FieldOf(err) == "":
			return false, err
		}
	}
}

// left says that nothing was sent where somebody left.
func (d *sending) left(err error) error {
	if errors.Is(err, talk.ErrLeave) || errors.Is(err, talk.ErrBack) {
		d.Tell("Left; nothing was sent.")
		if d.kept != nil {
			_ = d.kept.Left(err) // it only says that what was typed is kept
		}
		return nil
	}
	return err
}

// look works out what would be sent, and says it unless nothing has changed. Where no time is
// possible, the person chooses what is let go of.
func (d *sending) look(ctx context.Context) error {
	for {
		_, err := d.offer.Preview(ctx)
		if err == nil {
			break
		}
		fields := d.fields()
		d.Complain(err)
		switch at := recruit.FieldOf(err); {
		case talk.Ends(err):
			return err
		case at == "hours":
			if err := d.otherwise(ctx); err != nil {
				return err
			}
		default:
			if len(d.offer.Ask.Options) > 1 && at == "" { // one of those that were chosen is in the way
				at = "times"
			}
			f := talk.Those(fields, at)
			if len(f) == 0 {
				return err
			}
			if err := d.Anew(ctx, f[0], d.keep); err != nil {
				return err
			}
		}
	}
	return d.say(ctx)
}

// say says what would be sent: the times with their numbers, the email, and what speaks
// against something.
func (d *sending) say(ctx context.Context) error {
	p := d.offer.Seen
	d.Tell("%s for %s, %s, to be answered until %s.", wording.Counted(len(p.Offer.Options), "time"), text.Line(p.Offer.CandidateName), text.Line(p.Offer.Title), wording.Amid(d.moment(p.Offer.Until)))
	if err := d.options(ctx, p.Offer); err != nil {
		return err
	}
	for _, note := range d.offer.Notes() {
		d.Tell("Note: %s", text.Line(note))
	}
	for _, said := range p.Found.Unknown(func(at time.Time) string { return timeparse.DayTime(d.Reader().Here(at)) }) { // R13
		d.Tell("Note: %s", text.Line(said))
	}
	if !d.heard {
		d.email()
		d.heard = true
	}
	return nil
}

// email reads the email out as the candidate gets it, and says what is on the page.
func (d *sending) email() {
	subject, body := d.offer.Mail()
	d.Tell("The email to %s says: %s", text.Line(d.offer.Seen.To.Address), text.Line(subject))
	d.Tell("%s", text.Block(body))
	d.Tell("%s", text.Line(d.offer.OnThePage()))
}

// otherwise asks what is let go of where no time is possible.
func (d *sending) otherwise(ctx context.Context) error {
	ways := d.offer.Ways()
	ways = ways[:min(len(ways), mostWays)]
	for n, way := range ways {
		d.Tell("%s: %s.", letter(n), text.Line(strings.TrimSuffix(way, ".")))
	}
	const help = "The letter of an alternative, longer to look further ahead, soft for times over entries that people may be able to move, words for when the candidate has said they can, days for other days, or leave."
	var then func(context.Context) error
	if err := d.Ask(ctx, talk.Question{Label: "What instead", Says: "letter, longer, soft, words, days or leave", Help: help, Take: func(v string) error {
		v = strings.ToLower(strings.TrimSpace(v))
		for n := range ways {
			if v == letter(n) {
				d.offer.Take(n)
				return nil
			}
		}
		switch v {
		case "longer":
			if !d.offer.Further() {
				return recruit.Invalid("", "Calendars are read no further ahead; choose something else.")
			}
			d.terms.To = ""
		case "soft":
			d.offer.Ask.Soft = !d.offer.Ask.Soft
		case "words":
			then = d.askWords
		case "days":
			then = func(ctx context.Context) error { return d.Fill(ctx, talk.Those(d.fields(), "from", "to"), d.keep) }
		default:
			return recruit.Invalid("", "%s", help)
		}
		return nil
	}}); err != nil {
		return err
	}
	if then == nil {
		return nil
	}
	if err := then(ctx); !errors.Is(err, talk.ErrBack) {
		return err
	}
	return nil
}

// mostWays is how many ways out are offered.
const mostWays = 5

// letter names a way out.
func letter(n int) string { return string(rune('a' + n)) }

// askWords asks when the candidate has said they can.
func (d *sending) askWords(ctx context.Context) error {
	who, err := d.By.Services.Store.Candidate(ctx, d.offer.Ask.Candidate)
	if err != nil {
		return err
	}
	return d.Words(ctx, who, &d.offer.Ask.Windows)
}
