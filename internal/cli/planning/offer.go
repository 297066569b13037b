package planning

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/flow"
	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
	"recruitty/recruit/timeparse"
)

func (p planner) offer() *cobra.Command {
	return command.Noun("offer", "Times that candidates choose from by themselves",
		p.offerSend(), p.offerList(), p.offerShow(), p.offerRenew(), p.offerWithdraw(), p.offerConfirm(), p.offerSettle(), p.offerLink(), p.offerSettings())
}

// offerJSON is an offer with --json.
type offerJSON struct {
	ID         recruit.OfferID `json:"id"`
	State      offers.State    `json:"state"`
	Candidate  jsonview.Name   `json:"candidate"`
	Job        jsonview.Name   `json:"job"`
	Stage      string          `json:"stage"`
	Title      string          `json:"title"`
	Author     string          `json:"author"`
	Version    int             `json:"version"`
	Until      export.Time     `json:"until"`
	Late       bool            `json:"late"` // the time for an answer is over
	HeldUntil  export.Time     `json:"held_until"`
	Entries    []entryJSON     `json:"entries"` // tentative ones in calendars
	TimeZone   string          `json:"time_zone"`
	Options    []optionJSON    `json:"options"`
	Picked     int             `json:"picked"` // 0 for none
	Via        offers.Via      `json:"via"`
	AnsweredAt export.Time     `json:"answered_at"`
	Said       string          `json:"said"`
	Windows    []windowJSON    `json:"windows"`
	Asking     bool            `json:"asking"` // the candidate has written since it was booked
	Moves      int             `json:"moves"`
	Reminded   int             `json:"reminded"`
	ReplacedBy recruit.OfferID `json:"replaced_by"`
	Mail       mailStateJSON   `json:"mail"`
	Interviews []bookedJSON    `json:"interviews"`
	CreatedAt  export.Time     `json:"created_at"`
}

// entryJSON is the tentative entry of an hour that is held.
type entryJSON struct {
	Address  string              `json:"address"`
	UID      string              `json:"uid"` // of the calendar entry
	Start    export.Time         `json:"start"`
	End      export.Time         `json:"end"`
	Until    export.Time         `json:"until"`     // none once it has ended
	State    recruit.EffectState `json:"state"`     // of the email that makes it
	EndState recruit.EffectState `json:"end_state"` // of the email that takes it out
	Answer   recruit.Answer      `json:"answer"`
}

type optionJSON struct {
	Number   int                `json:"number"`
	Sessions []offerSessionJSON `json:"sessions"`
	Known    []string           `json:"known"` // what spoke against it when it was sent
}

type offerSessionJSON struct {
	Title        string           `json:"title"`
	Start        export.Time      `json:"start"`
	End          export.Time      `json:"end"`
	Platform     recruit.Platform `json:"platform"`
	Participants []string         `json:"participants"`
}

type windowJSON struct {
	Start export.Time `json:"start"`
	End   export.Time `json:"end"`
}

// mailStateJSON is how far the newest email of an offer has come.
type mailStateJSON struct {
	State recruit.EffectState `json:"state"`
	Error string              `json:"error"`
}

type bookedJSON struct {
	ID     recruit.InterviewID `json:"id"`
	Title  string              `json:"title"`
	Start  export.Time         `json:"start"`
	Status recruit.Status      `json:"status"`
}

func shapeOffer(o offers.Offer, now time.Time) offerJSON {
	return offerJSON{ID: o.ID, State: o.State, Candidate: jsonview.Name{ID: int64(o.Candidate), Name: o.CandidateName}, Job: jsonview.Name{ID: int64(o.JobID), Name: o.JobTitle},
		Stage: o.Stage, Title: o.Title, Author: o.Author, Version: o.Version, Until: export.Time(o.Until), Late: o.Late(now), HeldUntil: export.Time(heldUntil(o, now)), TimeZone: o.Zone, Picked: o.Picked, Via: o.Via,
		AnsweredAt: export.Time(o.AnsweredAt), Said: o.Said, Asking: o.Asking, Moves: o.Moves, Reminded: o.Reminded, ReplacedBy: o.ReplacedBy, Mail: mailStateJSON{o.Mail, o.MailError},
		CreatedAt: export.Time(o.CreatedAt),
		Entries: output.Each(o.Entries, func(e offers.Entry) entryJSON {
			return entryJSON{e.Address, e.UID, export.Time(e.Start), export.Time(e.End), export.Time(e.Until), e.Told, e.Ended, e.Answer}
		}),
		Windows: output.Each(o.Windows, func(w slots.Span) windowJSON { return windowJSON{export.Time(w.Start), export.Time(w.End)} }),
		Interviews: output.Each(o.Interviews, func(i recruit.InterviewSummary) bookedJSON {
			return bookedJSON{i.ID, i.Title, export.Time(i.Start), i.Status}
		}),
		Options: output.Each(o.Options, func(one offers.Option) optionJSON {
			return optionJSON{Number: one.Number, Known: output.Words(one.Known), Sessions: output.Each(one.Sessions, func(x offers.Session) offerSessionJSON {
				return offerSessionJSON{x.Title, export.Time(x.Start), export.Time(x.End()), x.Platform, output.Words(x.Participants)}
			})}
		})}
}

// heldUntil is until when hours of an offer are held; zero where they are not.
func heldUntil(o offers.Offer, now time.Time) time.Time {
	return offers.HoldsUntil(slices.DeleteFunc(o.Holds(), func(h offers.Hold) bool { return !h.Until.After(now) }))
}

// writeOffer writes an offer as a page shows it.
func writeOffer(w *output.Page, s *command.Session, o offers.Offer) {
	if o.ID != 0 {
		w.Line("Offer %d for %s: %s, %s", o.ID, o.CandidateName, o.Title, flow.OfferStands(o, s.Now()))
	} else {
		w.Line("For %s: %s, to be answered by %s", o.CandidateName, o.Title, s.Moment(o.Until))
	}
	writeOptions(w, s, o)
	for _, i := range o.Interviews {
		w.Field("Interview", fmt.Sprintf("%d, %s, %s, %s", i.ID, i.Title, s.Moment(i.Start), i.Status.Words()))
	}
	if said := flow.OfferSaid(o); said != "" {
		w.Field("Said", said)
	}
	for _, one := range o.Windows {
		w.Field("Can", timeparse.ShortDate(one.Start.In(s.Actor.Location()))+" "+timeparse.Hours(one.Start.In(s.Actor.Location()), one.End))
	}
	if o.ID != 0 {
		w.Field("Until", s.Moment(o.Until))
	}
	if held := heldUntil(o, s.Now()); o.ID != 0 && !held.IsZero() {
		w.Field("Held", "until "+s.Moment(held)+": "+strings.Join(offers.HeldOf(o.Holds()), ", "))
	}
	for _, said := range flow.OfferEntries(o, s.Now(), s.Moment) {
		w.Line("%s", said)
	}
	if o.ReplacedBy != 0 {
		w.Field("Replaced by", output.Number(o.ReplacedBy))
	}
	if o.Mail != "" {
		w.Field("Mail", flow.OfferMail(o))
	}
}

// writeOptions writes what can be chosen, in the zone of who reads it and in the candidate's.
func writeOptions(w *output.Page, s *command.Session, o offers.Offer) {
	type row struct {
		number string
		offers.Session
	}
	zone := s.Actor.Location()
	theirs, err := timeparse.Zone(o.Zone)
	if err != nil {
		theirs = zone
	}
	var rows []row
	for _, one := range o.Options {
		number := output.Number(one.Number)
		if one.Number == o.Picked && o.Version == o.PickedVersion {
			number += " taken"
		}
		for _, x := range one.Sessions {
			rows = append(rows, row{number, x})
			number = ""
		}
	}
	if len(rows) == 0 {
		return
	}
	output.Rows(w, output.ListOf("", []string{"NUMBER", "START", "END", "FOR THE CANDIDATE", "WHAT", "WHO"}, func(r row) []string {
		at := r.Start.In(theirs)
		return []string{r.number, s.Moment(r.Start), timeparse.Clock(r.End().In(zone)), timeparse.WeekdayClock(at) + " " + timeparse.Label(at), r.Title, strings.Join(r.Participants, ", ")}
	}, func(r row) string { return r.Title }), rows)
}

func (p planner) offerList() *cobra.Command {
	var candidate, job string
	var waiting bool
	var states []string
	c := &cobra.Command{
		Use:   "list",
		Short: "List the offers of times",
		Long: `Lists the offers, the newest first: to whom, how they stand, and until when an answer is waited for. --waiting lists those that need
you: a time to be confirmed, or a candidate whom none suits.`,
		Example: "  recruitty offer list --waiting\n  recruitty offer list --candidate 12 --json",
		Args:    command.Exactly(),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, _ []string) error {
			var f offers.Filter
			var err error
			if f.Candidate, f.Job, err = s.Narrowed(ctx, candidate, job); err != nil {
				return err
			}
			f.Waiting = waiting
			for _, typed := range states {
				typed = strings.ReplaceAll(strings.TrimSpace(strings.ToLower(typed)), "-", "_")
				if !isState(offers.State(typed)) {
					return recruit.Invalid("state", "There is no state %q; choose one of %s.", recruit.Shorten(typed), strings.Join(output.Each(offers.States(), func(x offers.State) string { return string(x) }), ", "))
				}
				f.States = append(f.States, offers.State(typed))
			}
			all, err := s.Services.Offers.List(ctx, f)
			if err != nil {
				return err
			}
			return s.Print(output.Each(all, func(o offers.Offer) offerJSON { return shapeOffer(o, s.Now()) }), func(w *output.Page) {
				if len(all) == 0 {
					w.Line("There are no offers yet; recruitty offer send --candidate ID sends one.")
					return
				}
				output.Rows(w, output.ListOf("", []string{"ID", "CANDIDATE", "WHAT", "STATE", "UNTIL", "BY"}, func(o offers.Offer) []string {
					return []string{output.Number(o.ID), o.CandidateName, o.Title, flow.OfferStands(o, s.Now()), s.Moment(o.Until), o.Author}
				}, func(o offers.Offer) string { return o.CandidateName }), all)
			})
		}),
	}
	c.Flags().StringVar(&candidate, "candidate", "", "`ID` or email address of the candidate")
	c.Flags().StringVar(&job, "job", "", "`ID` of the job")
	c.Flags().BoolVar(&waiting, "waiting", false, "only those that need someone here")
	c.Flags().StringArrayVar(&states, "state", nil, "only those in this `state` (may be repeated)")
	p.Complete(c, "candidate", p.CandidateIDs)
	p.Complete(c, "job", p.JobIDs)
	p.Among(c, "state", output.Each(offers.States(), func(x offers.State) string { return string(x) })...)
	return c
}

func isState(s offers.State) bool {
	for _, one := range offers.States() {
		if one == s {
			return true
		}
	}
	return false
}

// acts makes a command that does something with one offer, and prints it. Where it changes the
// offer, its tentative entries are worked on before.
func (p planner) acts(changes bool, use, short, long, example string, do func(context.Context, *command.Session, recruit.OfferID) (offers.Offer, error)) *cobra.Command {
	return &cobra.Command{
		Use: use, Short: short, Long: long, Example: example,
		Args: command.Exactly("the number of an offer"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			id, err := command.Numbered[recruit.OfferID]("offer", args[0])
			if err != nil {
				return err
			}
			o, err := do(ctx, s, id)
			if err != nil {
				return err
			}
			outside := s.Outside()
			if changes {
				if o, err = entered(ctx, s, outside, o); err != nil {
					return err
				}
			}
			if err := s.Print(shapeOffer(o, s.Now()), func(w *output.Page) { writeOffer(w, s, o) }); err != nil {
				return err
			}
			return outside.Unconfirmed("The change is")
		}),
	}
}

// entered works on the tentative entries of an offer, and returns it as it is then.
func entered(ctx context.Context, s *command.Session, outside *command.Outside, o offers.Offer) (offers.Offer, error) {
	all := o.Underway(s.Now())
	for _, id := range all {
		outside.Letter(ctx, recruit.Letter{ID: id}, func(l recruit.Letter) bool { return heldBack(l, s.Now()) })
	}
	if len(all) == 0 {
		return o, nil
	}
	return s.Services.Offers.Show(ctx, o.ID)
}

// heldBack reports whether a letter waits only because it can still be taken back.
func heldBack(l recruit.Letter, now time.Time) bool {
	return l.Effect.Attempts == 0 && l.Effect.Error == "" && l.Effect.NextAttempt.After(now)
}

func (p planner) offerShow() *cobra.Command {
	return p.acts(false, "show ID", "Show an offer of times", "Shows an offer: the times with their numbers, how far its email is, what the candidate said, and what came of it.",
		"  recruitty offer show 4\n  recruitty offer show 4 --json",
		func(ctx context.Context, s *command.Session, id recruit.OfferID) (offers.Offer, error) {
			return s.Services.Offers.Show(ctx, id)
		})
}

func (p planner) offerWithdraw() *cobra.Command {
	return p.acts(true, "withdraw ID", "Withdraw an offer of times", `Withdraws an offer that nobody has taken. An email that has not left yet does not leave; whoever has it already can no longer take a
time, and is told so. A new offer takes its place. Where the email had not left,
the offer that it had replaced holds again.`,
		"  recruitty offer withdraw 4",
		func(ctx context.Context, s *command.Session, id recruit.OfferID) (offers.Offer, error) {
			o, err := s.Services.Offers.Withdraw(ctx, s.Actor, id)
			if err == nil {
				s.Tell("%s", flow.Withdrawn(o))
			}
			return o, err
		})
}

func (p planner) offerSettle() *cobra.Command {
	return p.acts(false, "settle ID", "Note that what a candidate wrote is dealt with", `Notes that what a candidate has written about an interview that is booked is dealt with, or that an interviewer has declined the tentative
entry of a time, so that it no longer waits for anybody. Nothing is sent.`,
		"  recruitty offer settle 4",
		func(ctx context.Context, s *command.Session, id recruit.OfferID) (offers.Offer, error) {
			return s.Services.Offers.Seen(ctx, s.Actor, id)
		})
}

func (p planner) offerConfirm() *cobra.Command {
	return &cobra.Command{
		Use: "confirm ID", Short: "Book a time that was taken and waits to be confirmed", Long: `Books the time that a candidate took while someone's calendar could not be read. What is not known does not keep it back, an
interview that overlaps does. It works on the invitations before it returns; what could not be done stays in the outbox (exit code 5).`,
		Example: "  recruitty offer confirm 4",
		Args:    command.Exactly("the number of an offer"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			id, err := command.Numbered[recruit.OfferID]("offer", args[0])
			if err != nil {
				return err
			}
			done, err := s.Services.Offers.Confirm(ctx, s.Actor, id)
			if err != nil {
				return err
			}
			outside := s.Outside()
			for _, i := range done.Booked {
				outside.Numbered(ctx, i)
			}
			if done.Offer, err = entered(ctx, s, outside, done.Offer); err != nil {
				return err
			}
			if err := s.Print(shapeOffer(done.Offer, s.Now()), func(w *output.Page) { writeOffer(w, s, done.Offer) }); err != nil {
				return err
			}
			return outside.Unconfirmed("The interview is")
		}),
	}
}

// linkJSON is a link to an offer.
type linkJSON struct {
	Offer recruit.OfferID `json:"offer"`
	Link  string          `json:"link"`
}

func (p planner) offerLink() *cobra.Command {
	return &cobra.Command{
		Use: "link ID", Short: "Make another link to an offer",
		Long: `Makes another link with which the candidate opens the offer, to be handed over by other means than email. Whoever has it can answer
in the candidate's name. It is shown once: only a digest of it is kept.`,
		Example: "  recruitty offer link 4",
		Args:    command.Exactly("the number of an offer"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			id, err := command.Numbered[recruit.OfferID]("offer", args[0])
			if err != nil {
				return err
			}
			link, err := s.Services.Offers.Link(ctx, s.Actor, id)
			if err != nil {
				return err
			}
			unserved, err := s.Services.Offers.Settings.Unserved(ctx, s.Now())
			if err != nil {
				return err
			}
			if unserved != "" {
				s.Tell("%s", unserved)
			}
			return s.Print(linkJSON{id, link}, func(w *output.Page) { w.Line("%s", link) })
		}),
	}
}
