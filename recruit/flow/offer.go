package flow

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"recruitty/recruit"
	"recruitty/recruit/finder"
	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
)

// Offer sends a candidate times to choose from. Whoever changes something of it looks at it
// once more with Preview, and Commit sends what was looked at last. Where it is refused
// with ErrStale, Preview and Since say what has changed. It may be copied.
type Offer struct {
	By
	// Ask is what is offered, besides the words of the email: see Write.
	Ask offers.Request
	// Subject and Text are what someone wrote in the place of the template, "" for what
	// that says.
	Subject, Text string
	// Taken are the ways out that were taken, in this order.
	Taken []slots.Relaxation
	// Seen is what was looked at last. Found is what the last search came to, which has the
	// ways out where there was no time, and Page the address of the page, "" where none is
	// served.
	Seen  offers.Proposal
	Found finder.Found
	Page  string

	usual recruit.Letter // what the template says of Seen
	doubt error          // why the text may not leave as it is
	none  bool           // the last search came to no time
}

// Words say what sending an offer is called.
func (*Offer) Words() Words {
	return Words{Title: "Offer times", Verb: "Send the offer", Saved: "Saved"}
}

// Preview works out what would be sent, with the words that someone wrote, and keeps it
// in Seen. The errors are those of offers.Service.Propose; where no time is possible, Found
// has the ways out.
func (o *Offer) Preview(ctx context.Context) (offers.Proposal, error) {
	ask := o.Ask
	ask.Subject, ask.Text = "", ""
	for _, way := range o.Taken {
		ask.Lifts = append(slices.Clip(ask.Lifts), way.Lifts...)
	}
	p, err := o.Services.Offers.Propose(ctx, o.Actor, ask)
	o.Found = p.Found
	if o.none = err != nil && recruit.FieldOf(err) == "hours"; err != nil {
		return p, err
	}
	rules, err := o.Services.Offers.Settings.Rules(ctx)
	if err != nil {
		return p, err
	}
	unserved, err := o.Services.Offers.Settings.Unserved(ctx, o.Services.Offers.Now())
	if err != nil {
		return p, err
	}
	if unserved != "" { // the notes say so
		rules.Page = ""
	}
	was := o.usual.Text
	o.Page, o.usual, o.Seen = rules.Page, p.Letter, p
	o.carry(was)
	o.compose()
	return o.Seen, nil
}

// Write puts a subject and a text in the place of what the template says; "" is what that
// says. The error is about "subject" or "text".
func (o *Offer) Write(subject, words string) error {
	subject, err := recruit.CleanLine("subject", "subject", subject, recruit.MaxLetterSubject)
	if err != nil {
		return err
	}
	words, err = recruit.CleanText("text", "text", words, recruit.MaxLetterText)
	if err != nil {
		return err
	}
	if subject = strings.TrimSpace(subject); subject == o.usual.Subject {
		subject = ""
	}
	if words = strings.TrimSpace(words); words == strings.TrimSpace(o.usual.Text) {
		words = ""
	}
	if words != o.Text {
		o.doubt = nil // who wrote it has looked at it
	}
	o.Subject, o.Text = subject, words
	o.compose()
	return nil
}

// Usual is what the template says of what was looked at last. With it Resume brings words
// back that were kept.
func (o *Offer) Usual() string { return o.usual.Text }

// Resume takes what someone wrote about what the template said then, before it was looked
// at: the next Preview brings it over to the times of then.
func (o *Offer) Resume(subject, words, usual string) {
	o.Subject, o.Text, o.usual.Text = subject, words, usual
}

// compose puts the words that someone wrote into what was looked at, and says what they
// lack.
func (o *Offer) compose() {
	if o.Seen.Letter = o.usual; o.Subject != "" {
		o.Seen.Letter.Subject = o.Subject
	}
	if o.Text != "" {
		o.Seen.Letter.Text = o.Text
	}
}

// Notes are what a person should know before: what speaks against a time, what would wait
// or be replaced, and what their own words lack.
func (o *Offer) Notes() []string {
	all := slices.Clone(o.Seen.Notes)
	switch {
	case o.doubt != nil:
		all = append(all, recruit.Sentence(o.doubt))
	case o.Text != "" && o.Page != "" && !strings.Contains(o.Text, recruit.OfferLink):
		all = append(all, "Your text has no "+recruit.OfferLink+", so the email brings no link to the page.")
	}
	return all
}

// Mail is the email as the candidate gets it. The link of the page is made when it leaves.
func (o *Offer) Mail() (subject, text string) {
	l := o.Seen.Letter
	if o.Page == "" {
		return l.Subject, recruit.WithoutOfferLink(l.Text)
	}
	return l.Subject, strings.ReplaceAll(l.Text, recruit.OfferLink, offers.LinkTo(o.Page, "…"))
}

// OnThePage says what the candidate finds on the page, or how they answer without one.
func (o *Offer) OnThePage() string {
	s := o.Seen.Offer
	if o.Page == "" {
		return "No page is served, so the email has no link: the candidate answers it with a number."
	}
	return fmt.Sprintf("The page %s shows %s for %s (%s) in the candidate's own time zone. There they take one, ask for other times, and later move it or cancel.",
		offers.LinkTo(o.Page, "…"), s.Choice(), s.JobTitle, s.Title)
}

// Marked are the times that a person has chosen, with the numbers that they get; none
// where the best ones are looked for.
func (o *Offer) Marked() []offers.Option {
	all := slices.Clone(o.Ask.Options)
	slices.SortStableFunc(all, func(a, b offers.Option) int { return a.Start().Compare(b.Start()) })
	for n := range all {
		all[n].Number = n + 1
	}
	return all
}

// LeaveOut takes the time with a number out of the offer, which keeps the others from then
// on, and reports whether there is one with it and another one stays.
func (o *Offer) LeaveOut(number int) bool {
	all := o.Marked()
	if len(all) == 0 {
		all = slices.Clone(o.Seen.Offer.Options)
	}
	left := slices.DeleteFunc(slices.Clone(all), func(one offers.Option) bool { return one.Number == number })
	if len(left) == 0 || len(left) == len(all) {
		return false
	}
	o.Ask.Options = left
	return true
}

// NoTime reports whether there is nothing to send because no time is possible, and not for
// another reason.
func (o *Offer) NoTime() bool { return o.none }

// Ways are the ways out where no time was possible: what each lets go of, and what it
// gives.
func (o *Offer) Ways() []string {
	var all []string
	if !o.none {
		return nil
	}
	for _, r := range o.Found.Relaxations {
		all = append(all, o.Found.WayOut(r))
	}
	return all
}

// Take takes a way out, counted from 0, and reports whether there is one.
func (o *Offer) Take(way int) bool {
	if way < 0 || way >= len(o.Found.Relaxations) {
		return false
	}
	o.Taken = append(slices.Clip(o.Taken), o.Found.Relaxations[way])
	return true
}

// Further looks further ahead, and reports whether calendars are read so far.
func (o *Offer) Further() bool {
	if o.Ask.Days >= finder.FarDays {
		return false
	}
	o.Ask.Days, o.Ask.To = min(2*max(o.Ask.Days, finder.NearDays), finder.FarDays), time.Time{}
	return true
}

// Since says what has changed since something was looked at before: times that are gone or
// new, and what speaks against them now. moment writes a time.
func (o *Offer) Since(before offers.Proposal, moment func(time.Time) string) []string {
	starts := func(all, without []offers.Option) string {
		var said []string
		for _, one := range all {
			if !slices.ContainsFunc(without, func(x offers.Option) bool { return x.Start().Equal(one.Start()) && x.End().Equal(one.End()) }) {
				said = append(said, moment(one.Start()))
			}
		}
		return strings.Join(said, ", ")
	}
	var all []string
	if gone := starts(before.Offer.Options, o.Seen.Offer.Options); gone != "" {
		all = append(all, "No longer offered: "+gone+".")
	}
	if come := starts(o.Seen.Offer.Options, before.Offer.Options); come != "" {
		all = append(all, "Offered instead: "+come+".")
	}
	for _, said := range o.Seen.Notes {
		if !slices.Contains(before.Notes, said) {
			all = append(all, said)
		}
	}
	return all
}

// Commit sends what was looked at last. The email leaves once it can no longer be taken
// back. ErrStale says that something speaks against a time by now; nothing was sent then.
func (o *Offer) Commit(ctx context.Context) (offers.Offer, error) {
	if o.doubt != nil {
		return offers.Offer{}, o.doubt
	}
	var due time.Duration
	if o.Undo != nil {
		var err error
		if due, err = o.Undo(ctx); err != nil {
			return offers.Offer{}, err
		}
	}
	return o.Services.Offers.Send(ctx, o.Actor, o.Seen, due)
}

// Sent says what was written down: that its email has left is OfferMail's to say (R11).
// moment writes until when an answer is waited for.
func (o *Offer) Sent(sent offers.Offer, moment func(time.Time) string) string {
	said := fmt.Sprintf("Offer with %s for %s, to be answered by %s.", sent.Choice(), sent.CandidateName, moment(sent.Until))
	if len(o.Seen.Replaces) > 0 {
		said += " It takes the place of " + recruit.Counted(len(o.Seen.Replaces), "earlier offer", "earlier offers") + "."
	}
	return said
}

// TakenBack says what came of taking back at once what was sent.
func (o *Offer) TakenBack(now offers.Offer) string {
	said := Withdrawn(now)
	if len(o.Seen.Replaces) > len(now.Restored) {
		said += " What it replaced and the candidate was not told of stays replaced; offer times again."
	}
	return said
}
