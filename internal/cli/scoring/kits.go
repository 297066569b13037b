package scoring

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/scorecards"
)

type kitJSON struct {
	Job     recruit.JobID   `json:"job"` // 0 for the workspace
	Stage   string          `json:"stage"`
	Session string          `json:"session"`
	Form    []attributeJSON `json:"form"` // empty where it has none of its own
	Lines   string          `json:"lines"`
	Guide   string          `json:"guide"`
	Version int             `json:"version"`
	Damaged bool            `json:"damaged"`
}

func shapeKit(k scorecards.Kit) kitJSON {
	out := kitJSON{Job: k.Job, Stage: k.Stage, Session: k.Session, Form: []attributeJSON{}, Guide: k.Guide, Version: k.Version, Damaged: k.Damage != ""}
	if k.Form != nil {
		out.Form, out.Lines = shapeForm(*k.Form), k.Form.Lines()
	}
	return out
}

// kitFlags say which form or guide is meant.
type kitFlags struct {
	session, file string
	remove        bool
}

// of is the kit that a person named: JOB, or 0 for the workspace, and a stage.
func (f *kitFlags) of(args []string) (k scorecards.Kit, err error) {
	if args[0] != "0" {
		if k.Job, err = command.Numbered[recruit.JobID]("job", args[0]); err != nil {
			return k, err
		}
	}
	if len(args) > 1 {
		k.Stage = args[1]
	}
	k.Session = f.session
	return k, nil
}

// command makes the command of a form or a guide, which differ in what is written.
func (p scorer) command(what, long, example string, write func(context.Context, *command.Session, scorecards.Kit, string) (scorecards.Kit, error), show func(scorecards.Kit) string) *cobra.Command {
	var f kitFlags
	c := &cobra.Command{
		Use:     what + " JOB [STAGE]",
		Short:   "Show or write the " + what + " of a stage of a job",
		Long:    long,
		Example: example,
		Args:    command.Exactly("the number of a job, or 0 for the workspace", "[a stage]"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			k, err := f.of(args)
			if err != nil {
				return err
			}
			switch {
			case f.remove:
				k, err = write(ctx, s, k, "")
			case f.file != "":
				var text string
				if text, err = p.read(f.file); err == nil && strings.TrimSpace(text) == "" {
					err = recruit.Invalid("file", "The file is empty; --remove takes the %s away.", what)
				}
				if err == nil {
					k, err = write(ctx, s, k, text)
				}
			default:
				k, err = s.Services.Scorecards.Kit(ctx, k)
			}
			if err != nil {
				return err
			}
			return s.Print(shapeKit(k), func(w *output.Page) {
				text := show(k)
				if text == "" {
					w.Line("There is no %s of its own here; the one above it applies. Write one with --file.", what)
					return
				}
				w.Block(text)
			})
		}),
	}
	c.Flags().StringVar(&f.session, "session", "", "`title` of the session of an interview plan that it is for")
	c.Flags().StringVar(&f.file, "file", "", "`FILE` with the text, or -")
	c.Flags().BoolVar(&f.remove, "remove", false, "have none here; the log keeps the text")
	c.MarkFlagsMutuallyExclusive("file", "remove")
	return c
}

func (p scorer) form() *cobra.Command {
	return p.command("form", `Shows the form of the scorecards of a stage, or writes it from a file: an attribute on each line, with what to look for
behind a colon. A line such as “Scale: 1 poor, 2 fair, 3 good, 4 strong”, or “Scale: 1-5”, holds for the lines below it.
Without STAGE it is the form of the whole job, and JOB 0 is the workspace. Cards that were given keep what they were asked.`,
		"  recruitty score form 3 Interview --file form.txt\n  recruitty score form 3 Onsite --session \"System design\" --file - < form.txt\n  recruitty score form 3 Interview",
		func(ctx context.Context, s *command.Session, k scorecards.Kit, text string) (scorecards.Kit, error) {
			if text == "" {
				return s.Services.Scorecards.SetForm(ctx, s.Actor, k, nil, -1)
			}
			form, err := scorecards.ParseForm(text)
			if err != nil {
				return k, err
			}
			return s.Services.Scorecards.SetForm(ctx, s.Actor, k, &form, -1)
		},
		func(k scorecards.Kit) string {
			if k.Form == nil {
				return ""
			}
			return k.Form.Lines()
		})
}

func (p scorer) guide() *cobra.Command {
	return p.command("guide", `Shows the interview guide of a stage, or writes it from a file: questions, and what to look for. It is on the screen and in the
emails of the panel, and never in what a candidate gets. Without STAGE it is that of the whole job, and JOB 0 is the workspace.`,
		"  recruitty score guide 3 Interview --file guide.txt\n  recruitty score guide 3 Interview",
		func(ctx context.Context, s *command.Session, k scorecards.Kit, text string) (scorecards.Kit, error) {
			return s.Services.Scorecards.SetGuide(ctx, s.Actor, k, text, -1)
		},
		func(k scorecards.Kit) string { return k.Guide })
}

type rulesJSON struct {
	Blind bool   `json:"blind"`
	Ask   string `json:"ask"`
}

func (p scorer) settings() *cobra.Command {
	var blind bool
	var ask string
	c := &cobra.Command{
		Use:   "settings",
		Short: "Show or change how scorecards are asked for and read",
		Long: `Shows the workspace's settings for scorecards. --blind=false lets a panel read each other's cards before their own are given;
--ask says how long after an interview its panel is asked by email, such as 15m, 1d, 3d, or off. Only an admin may change them.`,
		Example: "  recruitty score settings\n  recruitty score settings --ask \"30m, 1d\"",
		Args:    command.Exactly(),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, _ []string) error {
			cards := s.Services.Scorecards
			rules, err := cards.Rules(ctx)
			if err != nil {
				return err
			}
			given := s.Cmd.Flags().Changed
			if given("blind") {
				rules.Blind = blind
			}
			if given("ask") {
				if rules.Ask, err = scorecards.ParseAsk(ask); err != nil {
					return err
				}
			}
			if given("blind") || given("ask") {
				if err := cards.SetRules(ctx, s.Actor, rules); err != nil {
					return err
				}
			}
			return s.Print(rulesJSON{rules.Blind, rules.AskWords()}, func(w *output.Page) {
				w.Field("Blind", map[bool]string{true: "yes, until one's own is given", false: "no"}[rules.Blind])
				w.Field("Asked after", rules.AskWords())
			})
		}),
	}
	c.Flags().BoolVar(&blind, "blind", true, "nobody on a panel can read another's scorecard before giving their own")
	c.Flags().StringVar(&ask, "ask", "15m, 24h, 72h", "how `long` after an interview each email is sent, or off")
	return c
}
