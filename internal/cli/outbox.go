package cli

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/filter"
	"recruitty/recruit/flow"
)

func (p *program) outbox() *cobra.Command {
	return command.Noun("outbox", "What is still to be done in Zoom and by email", p.outboxList(), p.outboxRun(), p.outboxRetry(), p.outboxGiveUp(), p.outboxEditAddress())
}

type openJSON struct {
	jsonview.Effect
	Interview jsonview.Ref  `json:"interview"` // id 0 of a mail that is about none, title is its subject
	Letter    int64         `json:"mail,omitempty"`
	Candidate jsonview.Name `json:"candidate"`
	Start     export.Time   `json:"start"`
}

func (s *session) shapeOpen(e recruit.OpenEffect) openJSON {
	return openJSON{jsonview.OfEffect(e.Effect, s.Now()), jsonview.Ref{ID: int64(e.InterviewID), Title: e.Title}, int64(e.LetterID), jsonview.Name{ID: int64(e.CandidateID), Name: e.CandidateName}, export.Time(e.Start)}
}

// aboutWhat names the interview of an effect, or the letter that it brings out.
func aboutWhat(e recruit.OpenEffect) string {
	if e.LetterID != 0 {
		return e.CandidateName + ", mail " + output.Number(e.LetterID) + ": " + e.Title
	}
	return output.Number(e.InterviewID) + ": " + e.CandidateName + ", " + e.Title
}

// openList is how effects that are not done are listed; none stands for no effect at
// all.
func (s *session) openList(none string) output.Listing[recruit.OpenEffect] {
	return output.ListOf(none, []string{"ID", "STATE", "WHAT", "TO", "INTERVIEW", "REMARK"}, func(e recruit.OpenEffect) []string {
		return []string{output.Number(e.ID), string(e.State), string(e.Kind), cmp.Or(e.Target, e.Host), aboutWhat(e), s.remark(e.Effect)}
	}, s.shapeOpen)
}

func (p *program) outboxList() *cobra.Command {
	var view string
	c := &cobra.Command{
		Use:     "list [QUERY]",
		Short:   "List everything that is not done, oldest first",
		Long:    "Lists everything that is not done, oldest first. " + command.FilterHelp,
		Example: "  recruitty outbox list --json\n  recruitty outbox list \"failed dana\"\n  recruitty outbox list state:failed kind:invitation",
		Args:    command.Filter(),
		RunE: p.reading(func(ctx context.Context, s *session, args []string) error {
			open, err := s.Services.Store.OpenEffects(ctx, 0)
			if err != nil {
				return err
			}
			q, err := s.Filtered(ctx, filter.Outbox, view, args)
			if err != nil {
				return err
			}
			l := s.openList(command.NoneFound(q, recruit.OutboxEmpty))
			return output.Stream(s.Printer(), l, command.Narrowed(q, filter.Open, l, func(e recruit.OpenEffect) string { return e.Words(s.Actor.Location()) }, output.Whole(open)))
		}),
	}
	p.ViewFlag(c, filter.Outbox, &view)
	return c
}

type runJSON struct {
	Attempts int        `json:"attempts"`
	Open     []openJSON `json:"open"`
	Revoking int        `json:"revoking"` // accesses of people who left that Zoom has not confirmed to be revoked
}

func (p *program) outboxRun() *cobra.Command {
	return &cobra.Command{
		Use:   "run",
		Short: "Work until nothing is due, then stop",
		Long: `Makes every attempt that is due, then stops. Exit code 0 means that nothing is left; 5 that something is waiting for its
next attempt or needs attention.`,
		Example: "  recruitty outbox run",
		Args:    command.Exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			if p.Remote() { // on the machine itself a timer may run it as nobody
				if err := recruit.Allow(s.Actor, recruit.ToSchedule); err != nil {
					return err
				}
			}
			_, failed := s.Services.Feedback.AskDue(ctx)
			n, worked := s.Whole.Outbox.RunDue(ctx)
			failed = errors.Join(failed, worked, s.Services.Accounts.Settle(ctx), s.Whole.Storage.Tidy(ctx))
			open, err := s.Services.Store.OpenEffects(ctx, 0)
			if err != nil {
				return err
			}
			revoking, err := s.revoking(ctx)
			if err != nil {
				return err
			}
			if err := s.Print(runJSON{n, output.Each(open, s.shapeOpen), revoking}, func(w *output.Page) { output.Rows(w, s.openList(recruit.OutboxEmpty), open) }); err != nil {
				return err
			}
			if failed != nil {
				return s.allOf(failed)
			}
			if err := left(open); err != nil || revoking == 0 {
				return err
			}
			return command.Unconfirmed("Zoom has not confirmed yet that the access of %d who left the team is revoked; recruitty member left says more.", revoking)
		}),
	}
}

// revoking counts the accesses to Zoom that are still to be revoked.
func (s *session) revoking(ctx context.Context) (n int, err error) {
	all, err := s.Services.Store.Connections(ctx)
	for _, c := range all {
		if c.State == recruit.Revoking {
			n++
		}
	}
	return n, err
}

// allOf says each of several errors that were joined but the first, and returns
// that one.
func (s *session) allOf(joined error) error {
	several, ok := joined.(interface{ Unwrap() []error })
	if !ok || len(several.Unwrap()) == 0 {
		return joined
	}
	all := several.Unwrap()
	for _, err := range all[1:] {
		s.Tell("recruitty: %s", recruit.Sentence(err))
	}
	return all[0]
}

// left is nil when nothing is open.
func left(open []recruit.OpenEffect) error {
	if len(open) == 0 {
		return nil
	}
	people := 0
	for _, e := range open {
		if e.State != recruit.Running && e.NextAttempt.IsZero() {
			people++
		}
	}
	return command.Unconfirmed("%d external steps are not confirmed yet; %d of them need attention.", len(open), people)
}

func (p *program) outboxRetry() *cobra.Command {
	return &cobra.Command{
		Use:   "retry [ID]",
		Short: "Try one thing again now, or everything that is open",
		Long: `Makes one step in the outbox due at once, or all of them, and works on it. An email that may have been sent is repeated
byte for byte; a meeting that may have been created is looked up first.`,
		Example: "  recruitty outbox retry 31\n  recruitty outbox retry",
		Args:    command.Exactly("[the number of an effect, see recruitty outbox list]"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			chosen, err := s.Services.Store.OpenEffects(ctx, 0)
			if err != nil {
				return err
			}
			if len(args) > 0 {
				e, err := openEffect(chosen, args[0])
				if err != nil {
					return err
				}
				if e.HeldBack() {
					return recruit.Refused("The interview has begun already, so number %d is no longer sent; end it with recruitty outbox give-up %[1]d.", e.ID)
				}
				chosen = []recruit.OpenEffect{e}
			}
			var failed failures
			for _, e := range chosen {
				if e.State == recruit.Running || e.HeldBack() {
					continue // someone is at it, or nobody can be any more
				}
				if err := s.Outbox.Retry(ctx, s.Actor, e.InterviewID, e.ID); err != nil {
					failed.add("number "+output.Number(e.ID)+" was not tried", err)
				}
			}
			for _, e := range chosen {
				if e.LetterID == 0 {
					continue
				}
				if _, err := s.Outbox.SettleLetter(ctx, e.LetterID); err != nil {
					failed.add("mail "+output.Number(e.LetterID)+" could not be worked on", err)
				}
			}
			for _, id := range interviewsOf(chosen) {
				if _, err := s.Outbox.Settle(ctx, id); err != nil {
					failed.add("interview "+output.Number(id)+" could not be worked on", err)
				}
			}
			if len(chosen) == 1 && failed.first != nil {
				return failed.first
			}
			failed.tell(p)
			if err := s.printTried(ctx, chosen); err != nil {
				return err
			}
			return failed.first
		}),
	}
}

// failures are what went wrong with some of several; the others were done.
type failures struct {
	first error
	lines []string
}

func (f *failures) add(what string, err error) {
	if f.first == nil {
		f.first = err
	}
	f.lines = append(f.lines, what+": "+output.OneLine(recruit.Reason(err)))
}

// tell names each of them.
func (f *failures) tell(p *program) {
	for _, line := range f.lines {
		p.Tell("recruitty: %s", line)
	}
}

// printTried prints what has become of the effects.
func (s *session) printTried(ctx context.Context, chosen []recruit.OpenEffect) error {
	var open []recruit.OpenEffect
	for i, e := range chosen {
		if e.LetterID != 0 {
			l, err := s.Services.Store.Letter(ctx, e.LetterID)
			if err != nil {
				return err
			}
			if chosen[i].Effect = l.Effect; l.Effect.Open() {
				open = append(open, chosen[i])
			}
			continue
		}
		r, err := s.Services.Store.Record(ctx, e.InterviewID)
		if err != nil && !errors.Is(err, recruit.ErrDamaged) && !errors.Is(err, recruit.ErrNotFound) {
			return err
		}
		if now, ok := r.Effect(e.ID); ok {
			chosen[i].Effect = now
		}
		if chosen[i].Open() {
			open = append(open, chosen[i])
		}
	}
	if err := command.List(s.Session, nil, s.openList(recruit.OutboxEmpty), nil, output.Whole(chosen)); err != nil {
		return err
	}
	return left(open)
}

// openEffect is the open effect with a number that a person typed.
func (s *session) openEffect(ctx context.Context, text string) (recruit.OpenEffect, error) {
	open, err := s.Services.Store.OpenEffects(ctx, 0)
	if err != nil {
		return recruit.OpenEffect{}, err
	}
	return openEffect(open, text)
}

// openEffect finds an effect by the number that a person typed.
func openEffect(open []recruit.OpenEffect, text string) (recruit.OpenEffect, error) {
	id, err := command.Numbered[recruit.EffectID]("effect", text)
	if err != nil {
		return recruit.OpenEffect{}, err
	}
	i := slices.IndexFunc(open, func(e recruit.OpenEffect) bool { return e.ID == id })
	if i < 0 {
		return recruit.OpenEffect{}, recruit.NothingOpen(id)
	}
	return open[i], nil
}

// interviewsOf lists the interviews of effects, each once, in order.
func interviewsOf(effects []recruit.OpenEffect) []recruit.InterviewID {
	var ids []recruit.InterviewID
	for _, e := range effects {
		if e.InterviewID != 0 && !slices.Contains(ids, e.InterviewID) {
			ids = append(ids, e.InterviewID)
		}
	}
	return ids
}

func (p *program) outboxGiveUp() *cobra.Command {
	var reason string
	c := &cobra.Command{
		Use:     "give-up ID --reason REASON",
		Short:   "Stop trying something that cannot succeed; the log keeps the reason",
		Example: `  recruitty outbox give-up 31 --reason "Told her by phone"`,
		Args:    command.Exactly("the number of an effect, see recruitty outbox list"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			if err := command.Required(s.Cmd, "reason"); err != nil {
				return err
			}
			e, err := s.openEffect(ctx, args[0])
			if err != nil {
				return err
			}
			if err := s.Outbox.GiveUp(ctx, s.Actor, e.InterviewID, e.ID, reason); err != nil {
				return err
			}
			if e.LetterID != 0 {
				l, err := s.Services.Store.Letter(ctx, e.LetterID)
				if err != nil {
					return err
				}
				return s.Print(s.shapeLetter(l), func(w *output.Page) { w.Line("Email %d is given up; it will not be sent.", l.ID) })
			}
			r, err := s.Services.Store.Record(ctx, e.InterviewID)
			if err != nil {
				return err
			}
			return s.printRecord(r)
		}),
	}
	c.Flags().StringVar(&reason, "reason", "", "why it is given up")
	return c
}

func (p *program) outboxEditAddress() *cobra.Command {
	return &cobra.Command{
		Use:   "edit-address ID ADDRESS",
		Short: "Correct a wrong address, and send to the right one",
		Long: `Corrects the address of a person to whom an email cannot be delivered: the new address gets the invitation, and the old
one a cancellation if it may have received anything. A candidate's address is corrected in the profile too, and in their
other upcoming interviews.`,
		Example: "  recruitty outbox edit-address 31 priya@example.com",
		Args:    command.Exactly("the number of an effect, see recruitty outbox list", "the right address"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			e, err := s.openEffect(ctx, args[0])
			if err != nil {
				return err
			}
			if !e.Kind.IsMail() {
				return recruit.Refused("Number %d is not an email, so it has no address.", e.ID)
			}
			if e.LetterID != 0 {
				return recruit.Refused("Number %d is not about an interview; give it up, correct the address in the profile (recruitty candidate edit %d --email ADDRESS), and write again.", e.ID, e.CandidateID)
			}
			r, err := s.Services.Store.Record(ctx, e.InterviewID)
			if err != nil {
				return err
			}
			if r, err = s.changePeople(ctx, r, &flow.People{By: s.by(0), Interview: on(r, 0), Change: recruit.PeopleChange{Correct: map[string]string{e.Target: args[1]}}}, nil); err != nil {
				return err
			}
			return s.settle(ctx, r)
		}),
	}
}
