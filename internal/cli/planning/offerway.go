package planning

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/flow"
	"recruitty/recruit/timeparse"
)

// sendFlags say how times are found and sent, of a new offer and in the place of one.
type sendFlags struct {
	searchFlags
	hours                 int
	until, words, subject string
	ways                  []int
	preview               bool
	undo                  time.Duration
}

func (f *sendFlags) addSend(c *cobra.Command) {
	flags := c.Flags()
	flags.IntVar(&f.hours, "hours", 0, "how many times to offer (default 5, or 3 schedules)")
	flags.StringVar(&f.until, "until", "", "`day` or time by which the candidate is to answer")
	flags.StringVar(&f.subject, "subject", "", "`subject` of the email")
	flags.StringVar(&f.words, "text", "", "`words` of your own for the email")
	flags.IntSliceVar(&f.ways, "way-out", nil, "where no time is possible, use the alternative with this `number`; may be repeated")
	flags.BoolVar(&f.preview, "preview", false, "show what would be sent, and send nothing")
	flags.Bool("yes", false, "do not ask")
	flags.DurationVar(&f.undo, "undo", 0, "hold the email back for this `time`, in which offer withdraw takes it back")
}

// by is who sends, and how long it can be taken back.
func (f *sendFlags) by(s *command.Session) flow.By {
	return flow.By{Services: s.Services, Actor: s.Actor, Undo: func(context.Context) (time.Duration, error) { return f.undo, nil }}
}

// ends reads until when an answer is waited for; a day counts to its end.
func (f *sendFlags) ends(s *command.Session) (time.Time, error) {
	zone := s.Actor.Location()
	at, err := s.Edge("until", f.until, zone)
	if err != nil || at.IsZero() {
		return at, err
	}
	if local := at.In(zone); local.Hour() == 0 && local.Minute() == 0 && !timeparse.HasTime(f.until) {
		y, m, d := local.Date()
		return time.Date(y, m, d+1, 0, 0, 0, 0, zone), nil
	}
	return at, nil
}

// proposalJSON is an offer as it would be sent.
type proposalJSON struct {
	Offer      offerJSON         `json:"offer"`
	To         string            `json:"to"`
	Subject    string            `json:"subject"`
	Text       string            `json:"text"`
	Page       string            `json:"page"` // what the candidate finds on it
	Notes      []string          `json:"notes"`
	Replaces   []recruit.OfferID `json:"replaces"`
	Understood []string          `json:"understood"`
}

// send works out what would be sent, and shows or sends it.
func (f *sendFlags) send(ctx context.Context, s *command.Session, o flow.Offer) error {
	if err := f.look(ctx, s, &o); err != nil {
		return err
	}
	if f.preview {
		return f.show(s, o)
	}
	for _, said := range f.understood {
		s.Tell("Understood: %s.", said)
	}
	for _, said := range notesOf(s, o) {
		s.Tell("Note: %s", said)
	}
	p := o.Seen
	if err := s.Consider("Send " + recruit.Counted(len(p.Offer.Options), "time", "times") + " to " + p.To.Name + "?"); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	sent, err := o.Commit(ctx)
	if err != nil {
		return err
	}
	outside := s.Outside()
	outside.Letter(ctx, recruit.Letter{ID: sent.LetterID}, func(l recruit.Letter) bool { return heldBack(l, s.Now()) })
	if _, err = entered(ctx, s, outside, sent); err != nil {
		return err
	}
	if sent, err = s.Services.Offers.Show(ctx, sent.ID); err != nil {
		return err
	}
	if err := s.Print(shapeOffer(sent, s.Now()), func(w *output.Page) {
		writeOffer(w, s, sent)
		w.Line("%s", o.Sent(sent, s.Moment))
	}); err != nil {
		return err
	}
	return outside.Unconfirmed("The offer is")
}

// notesOf are what a person should know before, with whose time is not known (R13).
func notesOf(s *command.Session, o flow.Offer) []string {
	return append(o.Notes(), o.Seen.Found.Unknown(s.Moment)...)
}

// look works out what would be sent, with the alternatives that were chosen. Where there is
// no time, it says which there are.
func (f *sendFlags) look(ctx context.Context, s *command.Session, o *flow.Offer) error {
	_, err := o.Preview(ctx)
	for _, way := range f.ways { // each is one of those that the one before left
		if err != nil && recruit.FieldOf(err) != "hours" {
			return err
		}
		if !o.Take(way - 1) {
			return recruit.Invalid("way-out", "There is no alternative %d; there are %d, which are said where no time is possible.", way, len(o.Ways()))
		}
		_, err = o.Preview(ctx)
	}
	if recruit.FieldOf(err) == "hours" && errors.Is(err, recruit.ErrRefused) {
		for n, way := range o.Ways() {
			s.Tell("--way-out %d: %s.", n+1, strings.TrimSuffix(way, "."))
		}
		return recruit.Refused("%s", recruit.Sentence(err)) // it is about more than how many are asked for
	}
	if err == nil {
		err = o.Write(f.subject, "")
	}
	return err
}

// show prints what would be sent.
func (f *sendFlags) show(s *command.Session, o flow.Offer) error {
	p := o.Seen
	subject, text := o.Mail()
	shape := proposalJSON{Offer: shapeOffer(p.Offer, s.Now()), To: p.To.Address, Subject: subject, Text: text, Page: o.OnThePage(), Notes: output.Words(notesOf(s, o)), Replaces: append([]recruit.OfferID{}, p.Replaces...), Understood: output.Words(f.understood)}
	return s.Print(shape, func(w *output.Page) {
		for _, said := range f.understood {
			w.Line("Understood: %s.", said)
		}
		writeOffer(w, s, p.Offer)
		for _, said := range notesOf(s, o) {
			w.Line("Note: %s", said)
		}
		w.Line("")
		w.Field("Mail", p.To.Address)
		w.Field("Subject", subject)
		w.Line("")
		w.Block(text)
		w.Line("")
		w.Line("%s", o.OnThePage())
	})
}

func (p planner) offerRenew() *cobra.Command {
	var f sendFlags
	c := &cobra.Command{
		Use:   "renew ID",
		Short: "Send other times in the place of an offer",
		Long: `Finds other times and sends them in the place of an offer: to a candidate whom none suits, within the times that they wrote, to one whose
choice cannot be booked, or once an offer is over. They are looked for as before; the flags change that. The link of before leads to the new
offer. --preview shows the email and sends nothing. What could not be done at once stays in the outbox (exit code 5).`,
		Example: "  recruitty offer renew 4 --preview\n  recruitty offer renew 4 --window \"Friday after 2pm\" --hours 3 --yes --json",
		Args:    command.Exactly("the number of an offer"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			if err := recruit.CheckUndo(f.undo); err != nil {
				return err
			}
			id, err := command.Numbered[recruit.OfferID]("offer", args[0])
			if err != nil {
				return err
			}
			o, err := f.by(s).Again(ctx, id)
			if err != nil {
				return err
			}
			if err := f.change(ctx, s, &o); err != nil {
				return err
			}
			return f.send(ctx, s, o)
		}),
	}
	f.addTimes(c, "times")
	f.addSend(c)
	return c
}

// change puts what the flags say into what an offer looks for again.
func (f *sendFlags) change(ctx context.Context, s *command.Session, o *flow.Offer) error {
	in, err := f.times(ctx, s, o.Ask.Candidate)
	if err != nil {
		return err
	}
	changed := s.Cmd.Flags().Changed
	if changed("from") || changed("to") || changed("days") {
		o.Ask.From, o.Ask.To, o.Ask.Days = in.From, in.To, in.Days
	}
	if changed("window") {
		o.Ask.Windows = in.Windows
	}
	if changed("soft") {
		o.Ask.Soft = in.Soft
	}
	if changed("hours") {
		o.Ask.Count = f.hours
	}
	o.Ask.Words = f.words
	o.Ask.Until, err = f.ends(s)
	return err
}
