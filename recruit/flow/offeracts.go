package flow

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/offers"
	"recruitty/recruit/pools"
	"recruitty/recruit/timeparse"
)

// Terms are how many times are offered, on which days, and until when an answer is waited
// for, as they are typed; "" is as usual. A day counts to its end.
type Terms struct{ Count, From, To, Until string }

// Into reads them into a request. The error names "count", "from", "to" or "until".
func (t Terms) Into(r *offers.Request, now time.Time, zone *time.Location) error {
	r.Count, r.From, r.To, r.Until = 0, time.Time{}, time.Time{}, time.Time{}
	if typed := strings.TrimSpace(t.Count); typed != "" {
		n, err := strconv.Atoi(typed)
		if err != nil || n < 1 || n > offers.MaxOptions {
			return offers.NotSoMany("count")
		}
		r.Count = n
	}
	for _, edge := range []struct {
		field, typed string
		at           *time.Time
		end          bool
	}{{"from", t.From, &r.From, false}, {"to", t.To, &r.To, true}, {"until", t.Until, &r.Until, true}} {
		typed := strings.TrimSpace(edge.typed)
		if typed == "" {
			continue
		}
		m, err := timeparse.ParseDay(typed, now, zone)
		if err != nil {
			return recruit.Invalid(edge.field, "%s", err)
		}
		if *edge.at = m.Time; edge.end && !timeparse.HasTime(typed) {
			y, month, d := m.Time.In(zone).Date()
			*edge.at = time.Date(y, month, d+1, 0, 0, 0, 0, zone)
		}
		if edge.field == "to" && !edge.at.After(now) {
			return recruit.Invalid(edge.field, "%s has passed; choose a day ahead.", offers.EndOf(edge.at.In(zone)))
		}
	}
	if !r.To.IsZero() && !r.To.After(r.From) {
		return recruit.Invalid("to", "The days would end before they begin; choose a later end.")
	}
	if r.Until.IsZero() {
		return nil
	}
	return offers.CheckUntil(r.Until.In(zone), now)
}

// Again offers other times in the place of an offer: within what the candidate has said
// they can, and without those that do not suit them. It is what sends other hours to
// someone whom none suits or whose answer cannot be confirmed, and what offers once more
// what is over.
func (b By) Again(ctx context.Context, id recruit.OfferID) (Offer, error) {
	was, err := b.Services.Offers.Show(ctx, id)
	if err != nil {
		return Offer{}, err
	}
	if !slices.Contains(OfferActs(was, b.Services.Offers.Now()), OtherTimes) {
		return Offer{}, recruit.Refused("Offer %d is %s; nothing takes its place.", was.ID, was.State.Words())
	}
	in := was.Search
	o := Offer{By: b, Ask: offers.Request{Candidate: was.Candidate, Job: was.JobID, Stage: was.Stage, Single: in.Single, Count: in.Count, Days: in.Days,
		Windows: in.Windows, Soft: in.Soft, Lifts: in.Lifts}}
	now := b.Services.Offers.Now()
	if in.To.After(now.Add(finder.Notice)) {
		o.Ask.From, o.Ask.To = in.From, in.To
	}
	if o.Ask.From.Before(now) {
		o.Ask.From = time.Time{}
	}
	if len(was.Windows) > 0 {
		o.Ask.Windows, o.Ask.From, o.Ask.To = was.Windows, time.Time{}, time.Time{}
	}
	if was.State == offers.NoneSuits && was.Via != "" {
		o.Ask.Except = was.Options
	}
	if in.Single == nil {
		return o, nil
	}
	one := *in.Single
	o.Ask.Single = &one
	if len(one.Pools) > 0 {
		all, err := b.Services.Pools.List(ctx, false)
		if err != nil {
			return o, err
		}
		for _, wanted := range one.Pools {
			at := slices.IndexFunc(all, func(p pools.Pool) bool { return p.ID == wanted.Pool })
			if at < 0 {
				return o, recruit.Refused("A pool of this offer was removed; schedule the interview by hand, or offer times for other people.")
			}
			o.Ask.Needs = append(o.Ask.Needs, pools.Need{Count: wanted.Count, Pool: all[at]})
		}
	}
	if len(one.Participants) == 0 && len(one.Pools) == 0 && len(was.Options) > 0 { // its hours were chosen by a person
		one.Participants = was.Options[0].Addresses()
	}
	return o, nil
}

// OfferAct is something that a member can do about an offer.
type OfferAct string

// The acts.
const (
	ConfirmIt  OfferAct = "confirm"  // books what was taken: offers.Service.Confirm
	OtherTimes OfferAct = "renew"    // offers other times: By.Again
	ByHand     OfferAct = "by hand"  // schedules the interview as any other
	Withdraw   OfferAct = "withdraw" // offers.Service.Withdraw, and Withdrawn says what came of it
	HandLink   OfferAct = "link"     // offers.Service.Link
	HaveRead   OfferAct = "read"     // offers.Service.Seen
)

// OfferActs are what can be done about an offer, the most useful first.
func OfferActs(o offers.Offer, now time.Time) []OfferAct {
	//exhaustive:enforce
	switch o.State {
	case offers.Offered:
		if len(o.Declined(now)) > 0 {
			return []OfferAct{OtherTimes, HaveRead, ByHand, HandLink, Withdraw}
		}
		if o.Late(now) {
			return []OfferAct{OtherTimes, ByHand, HandLink, Withdraw}
		}
		return []OfferAct{HandLink, OtherTimes, ByHand, Withdraw}
	case offers.ToConfirm:
		return []OfferAct{ConfirmIt, OtherTimes, ByHand, Withdraw}
	case offers.NoneSuits:
		return []OfferAct{OtherTimes, ByHand, HandLink, Withdraw}
	case offers.Booked:
		if o.Asking {
			return []OfferAct{HaveRead, HandLink}
		}
		return []OfferAct{HandLink}
	case offers.CalledOff, offers.Withdrawn:
		return []OfferAct{OtherTimes, ByHand}
	case offers.Replaced:
	}
	return nil
}

// Verb says what an act does.
func (a OfferAct) Verb() string {
	//exhaustive:enforce
	switch a {
	case ConfirmIt:
		return "confirm it"
	case OtherTimes:
		return "offer other times"
	case ByHand:
		return "schedule by hand"
	case Withdraw:
		return "withdraw it"
	case HandLink:
		return "make a link"
	case HaveRead:
		return "it is settled"
	}
	return string(a)
}

// OfferStands says how an offer stands, with what a reader has to know of it. Nobody
// knows whether the candidate has looked at it, so nothing is said of that.
func OfferStands(o offers.Offer, now time.Time) string {
	said := o.State.Words()
	switch declined := o.Declined(now); {
	case len(declined) > 0:
		return said + ", and " + declined[0].Name + " declined a time"
	case o.Late(now):
		return said + ", the time is over"
	case o.State == offers.Offered && o.Mail != recruit.Done && o.Mail != "":
		return said + ", " + OfferMail(o)
	case o.State == offers.NoneSuits && o.Via == "":
		return "no time is left"
	case o.Asking && o.Via == offers.ByOther:
		return said + ", and an email came that may not be the candidate's"
	case o.Asking:
		return said + ", and the candidate has written"
	}
	return said
}

// OfferMail says how far the newest email of an offer has come (R11), within a sentence.
func OfferMail(o offers.Offer) string {
	//exhaustive:enforce
	switch o.Mail {
	case recruit.Waiting:
		if o.MailError != "" {
			return "its email waits: " + strings.TrimSuffix(o.MailError, ".")
		}
		return "its email has not left yet"
	case recruit.Running:
		return "its email is being sent"
	case recruit.Done:
		return "its email was sent"
	case recruit.Failed:
		return "its email failed: " + strings.TrimSuffix(o.MailError, ".")
	case recruit.Unknown:
		return "it is not known whether its email was sent"
	case recruit.Superseded:
		return "its email was not sent"
	}
	return "it has no email"
}

// OfferEntries says how the tentative entries of an offer stand, and who has declined which time;
// moment writes a time. There is nothing where it has none.
func OfferEntries(o offers.Offer, now time.Time, moment func(time.Time) string) (all []string) {
	if said := offers.EntriesStand(o.Entries, now); said != "" {
		all = append(all, "Tentative entries: "+said+".")
	}
	for _, e := range o.Entries {
		if e.Declines(now) {
			all = append(all, e.Name+" declined "+moment(e.Start)+".")
		}
	}
	return all
}

// OfferSaid is what an offer waits for a member for: what the candidate wrote, or why a
// time could not be booked; "" where there is nothing.
func OfferSaid(o offers.Offer) string {
	switch {
	case o.Said == "":
		return ""
	case o.Via == offers.ByOther:
	case o.Via != "" && o.Picked == 0 || o.Asking:
		return o.CandidateName + " wrote: " + o.Said
	}
	return o.Said
}

// Withdrawn says what came of withdrawing an offer.
func Withdrawn(o offers.Offer) string {
	switch o.Mail {
	case recruit.Superseded, "":
		said := "Withdrawn; its email was not sent."
		for _, id := range o.Restored {
			said += " Offer " + strconv.FormatInt(int64(id), 10) + ", which it had replaced, holds again."
		}
		return said
	case recruit.Done:
		return "Withdrawn. " + o.CandidateName + " has the email already; whoever answers it is told that the times no longer hold."
	}
	return "Withdrawn. Its email may have been sent already; whoever answers it is told that the times no longer hold."
}

// Booked says what came of confirming an offer.
func Booked(r offers.Result) string {
	n := len(r.Booked)
	if n == 0 {
		return "It is " + r.Offer.State.Words() + " already."
	}
	return "Booked: " + recruit.Counted(n, "interview is", "interviews are") + " scheduled, and the invitations are in the outbox."
}
