package cli

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/foreseen"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/flow"
	"recruitty/recruit/healing"
	"recruitty/recruit/pools"
	"recruitty/recruit/scheduling"
)

func (p *program) heal() *cobra.Command {
	return command.Noun("heal", "Deal with what has come up about interviews: declines, clashes, people who left", p.healList(), p.healTake(), p.healKeep())
}

type remedyJSON struct {
	Number   int                `json:"number"` // for recruitty heal take --remedy
	Kind     healing.RemedyKind `json:"kind"`
	Text     string             `json:"text"`
	Member   *memberRefJSON     `json:"member"` // who stands in, else null
	Pool     recruit.PoolID     `json:"pool"`
	Level    pools.Level        `json:"level"`
	Start    export.Time        `json:"start"` // the other hour, else null
	Why      string             `json:"why"`
	Concerns []string           `json:"concerns"`
}

type caseJSON struct {
	Interview recruit.InterviewID `json:"interview"`
	Title     string              `json:"title"`
	Candidate string              `json:"candidate"`
	Start     export.Time         `json:"start"`
	Kind      healing.Kind        `json:"kind"`
	Name      string              `json:"name"`
	Address   string              `json:"address"`
	Since     export.Time         `json:"since"`
	Text      string              `json:"text"`
	Perhaps   bool                `json:"perhaps"` // a calendar does not say what is in a longer block
	Kept      bool                `json:"kept"`    // it is left as it is
	Remedies  []remedyJSON        `json:"remedies"`
	None      string              `json:"none"` // why there is no remedy
}

// cameUp says what has come up, on the actor's clock.
func (s *session) cameUp(c healing.Case) string {
	zone := s.Actor.Location()
	return c.Words(func(start, end time.Time) string { return output.Span(start, end.Sub(start), zone) })
}

// remedyWords says a remedy, with its other hour written as that of the interview is.
func (s *session) remedyWords(c healing.Case, r healing.Remedy) string {
	return r.Words(c, func(t time.Time) string { return output.Span(t, c.Record.Interview.Duration, s.Actor.Location()) })
}

func (s *session) shapeCase(f healing.Found) caseJSON {
	i := f.Record.Interview
	shape := caseJSON{Interview: i.ID, Title: i.Title, Candidate: f.Record.Candidate.Name, Start: export.Time(i.Start), Kind: f.Kind, Name: f.Who.Name, Address: f.Who.Address,
		Since: export.Time(f.Since), Text: s.cameUp(f.Case), Perhaps: f.Perhaps, Kept: f.Kept, None: f.None, Remedies: []remedyJSON{}}
	for n, r := range f.Remedies.List {
		shape.Remedies = append(shape.Remedies, remedyJSON{n + 1, r.Kind, s.remedyWords(f.Case, r), shapeRef(r.Member), r.Pool, r.Level, export.Time(r.Start), r.Why, output.Words(r.Concerns)})
	}
	return shape
}

func (p *program) healList() *cobra.Command {
	var o healing.Options
	c := &cobra.Command{
		Use:   "list",
		Short: "List upcoming interviews that something has come up about, and how to fix each",
		Long: `Lists upcoming interviews that cannot take place as agreed: someone declined, has left the team, or has something in
their calendar or hours that came up after they were invited. Below each are the remedies, best first: a member who is known
to be free, another hour that suits everybody, or going ahead without the person. recruitty heal take applies one.
An admin sees their own interviews and those whose organiser has left; --all shows everybody's.`,
		Example: "  recruitty heal list\n  recruitty heal list --all --kept --json",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			cases, err := s.Services.Healing.List(ctx, s.Actor, o)
			if err != nil {
				return err
			}
			all := make([]healing.Found, 0, len(cases.List))
			for _, c := range cases.List {
				r, err := s.Services.Healing.Remedies(ctx, s.Actor, c, false)
				if err != nil {
					return err
				}
				all = append(all, healing.Found{Case: c, Remedies: r})
			}
			return s.Print(output.Each(all, s.shapeCase), func(w *output.Page) {
				if len(all) == 0 {
					w.Line(healing.NothingCameUp)
				}
				for _, f := range all {
					s.writeCase(w, f)
				}
				if cases.More {
					w.Line("There are more than are listed here; fix these first.")
				}
			})
		}),
	}
	c.Flags().BoolVar(&o.All, "all", false, "show everybody's interviews, as an admin")
	c.Flags().BoolVar(&o.Kept, "kept", false, "also show what was left as it is")
	return c
}

func (s *session) writeCase(w *output.Page, f healing.Found) {
	i := f.Record.Interview
	kept := ""
	if f.Kept {
		kept = " It is left as it is."
	}
	w.Line("Interview %d, %s, %s, %s: %s.%s", i.ID, output.Span(i.Start, i.Duration, s.Actor.Location()), f.Record.Candidate.Name, i.Title, s.cameUp(f.Case), kept)
	for n, r := range f.Remedies.List {
		why := r.Reasons()
		if why != "" {
			why = " (" + why + ")"
		}
		w.Line("  %d. %s: %s%s", n+1, recruit.Capital(r.Verb()), s.remedyWords(f.Case, r), why)
	}
	if f.None != "" {
		w.Line("  %s", f.None)
	}
}

// healFlags say which case of an interview is meant.
type healFlags struct{ address string }

func (f *healFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.address, "address", "", "email `address` of the person it is about, if there are several")
}

type foreseenJSON struct {
	Interview recruit.InterviewID `json:"interview"`
	Text      string              `json:"text"`
	Remedy    string              `json:"remedy"`
	Effects   []foreseenEffect    `json:"effects"`
	Warnings  []string            `json:"warnings"`
	Mails     []foreseen.Mail     `json:"mails"`
}

type foreseenEffect struct {
	Kind   recruit.EffectKind `json:"kind"`
	Target string             `json:"target"`
}

func (p *program) healTake() *cobra.Command {
	var (
		of      healFlags
		number  int
		seen    int
		take    bool
		preview bool
		undo    time.Duration
	)
	c := &cobra.Command{
		Use:   "take INTERVIEW",
		Short: "Fix an interview that something has come up about",
		Long: `Applies the best remedy for what has come up about an interview, or with --remedy the one with that number in recruitty heal
list. The people it would ask are checked again first; a remedy that is no longer possible is refused. The meeting and
the calendar entry stay the same, and the candidate is told only if a name or time that they were given changes. --preview
shows who would be told what, and changes nothing; at a terminal the command shows that first and asks.`,
		Example:           "  recruitty heal take 7 --preview\n  recruitty heal take 7 --remedy 2 --yes",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			if err := recruit.CheckUndo(undo); err != nil {
				return err
			}
			r, err := s.Record(ctx, args[0])
			if err != nil {
				return err
			}
			if err := on(r, seen).Seen.Check(r); err != nil {
				return err
			}
			c, err := s.Services.Healing.Of(ctx, s.Actor, r.Interview.ID, of.address, true)
			if err != nil {
				return err
			}
			remedy, err := s.remedy(ctx, c, number)
			if err != nil {
				return err
			}
			d := &flow.Heal{By: s.by(undo), Interview: on(r, seen), Case: c, Remedy: remedy}
			f, err := d.Preview(ctx)
			if err != nil {
				return err
			}
			if preview {
				return s.printForeseen(ctx, c, remedy, f)
			}
			p.Tell("%s. %s: %s.", s.cameUp(c), recruit.Capital(remedy.Verb()), s.remedyWords(c, remedy))
			p.Tell("This will happen: %s.", foreseen.Numbers(f))
			if err := s.Consider("Do this and tell them?"); err != nil {
				return err
			}
			if r, err = s.decide(ctx, d, s.takeOver(take, r, &d.Interview)); err != nil {
				return err
			}
			return s.settle(ctx, r)
		}),
	}
	of.add(c)
	c.Flags().IntVar(&number, "remedy", 1, "`number` of the remedy, as recruitty heal list shows it")
	c.Flags().BoolVar(&preview, "preview", false, "show who would be told what, with each email as it would be sent, and change nothing")
	c.Flags().Bool("yes", false, "do not ask")
	changeFlags(c, &take, &seen, &undo)
	return c
}

// remedy is the one with a number, from 1, of a case.
func (s *session) remedy(ctx context.Context, c healing.Case, number int) (healing.Remedy, error) {
	all, err := s.Services.Healing.Remedies(ctx, s.Actor, c, false)
	switch {
	case err != nil:
		return healing.Remedy{}, err
	case len(all.List) == 0:
		return healing.Remedy{}, recruit.Refused("There is no known way to fix %s. %s", c.Record.Interview.Title, all.None)
	case number < 1 || number > len(all.List):
		return healing.Remedy{}, recruit.Invalid("remedy", "There is no remedy %d for %s; recruitty heal list shows %s.", number, c.Record.Interview.Title, recruit.Counted(len(all.List), "remedy", "remedies"))
	}
	return all.List[number-1], nil
}

func (s *session) printForeseen(ctx context.Context, c healing.Case, r healing.Remedy, f scheduling.Preview) error {
	mails, err := foreseen.Mails(ctx, s.Session, f)
	if err != nil {
		return err
	}
	shape := foreseenJSON{Interview: c.Interview(), Text: s.cameUp(c), Remedy: s.remedyWords(c, r), Warnings: []string{}, Mails: foreseen.Shape(mails),
		Effects: output.Each(f.Effects, func(e recruit.Effect) foreseenEffect { return foreseenEffect{e.Kind, e.Target} })}
	for _, w := range f.Warnings {
		shape.Warnings = append(shape.Warnings, w.Sentence)
	}
	return s.Print(shape, func(w *output.Page) {
		w.Line("%s. %s: %s.", shape.Text, recruit.Capital(r.Verb()), shape.Remedy)
		for _, said := range shape.Warnings {
			w.Line("%s", said)
		}
		foreseen.Happens(w, f)
		for _, e := range shape.Effects {
			w.Line("  %s %s", strings.TrimPrefix(string(e.Kind), "mail."), e.Target)
		}
		foreseen.Write(w, mails)
		w.Line("")
		w.Line("Nothing was changed.")
	})
}

func (p *program) healKeep() *cobra.Command {
	var of healFlags
	var undo bool
	c := &cobra.Command{
		Use:   "keep INTERVIEW",
		Short: "Leave an interview as it is until something new comes up",
		Long: `Records that you have looked at what has come up about an interview and are leaving it as it is. It is not listed again
until something new comes up: another entry in the calendar, or another answer. No one is emailed. --undo undoes that.`,
		Example:           "  recruitty heal keep 7 --address dana@example.com\n  recruitty heal keep 7 --undo",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			r, err := s.Record(ctx, args[0])
			if err != nil {
				return err
			}
			c, err := s.Services.Healing.Of(ctx, s.Actor, r.Interview.ID, of.address, undo)
			if err != nil {
				return err
			}
			if err := s.Services.Healing.Keep(ctx, s.Actor, c, !undo); err != nil {
				return err
			}
			c.Kept = !undo
			return s.Print(s.shapeCase(healing.Found{Case: c}), func(w *output.Page) {
				if undo {
					w.Line("%s: it is looked at again.", s.cameUp(c))
					return
				}
				w.Line("%s: it is left as it is, and told again when something new comes up.", s.cameUp(c))
			})
		}),
	}
	of.add(c)
	c.Flags().BoolVar(&undo, "undo", false, "look at it again")
	return c
}
