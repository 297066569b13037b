package scoring

import (
	"context"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/scorecards"
)

// giveFlags are what a scorecard says.
type giveFlags struct {
	template                            bool
	rates                               []string
	recommendation, note, private, file string
}

func (p scorer) give() *cobra.Command {
	var f giveFlags
	c := &cobra.Command{
		Use:   "give INTERVIEW",
		Short: "Give or change your scorecard of an interview",
		Long: `Gives your own scorecard of an interview, or changes it: everything else stays as it is. It needs a recommendation.
--template prints the form as lines to fill in, and --file takes them back, also from standard input with -.
The note can be read by everyone who can see the candidate, the private note only by you and admins.`,
		Example: `  recruitty score 12 --rate Skills=3 --rate Communication=4 --recommendation yes --note "Knows storage engines"
  recruitty score 12 --template > card.txt
  recruitty score 12 --file card.txt
  ssh desk.example.com score 12 --file - < card.txt`,
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			sheet, err := sheetOf(ctx, s, args[0])
			if err != nil {
				return err
			}
			if f.template {
				return printTemplate(s, sheet)
			}
			c, err := f.apply(p, s.Cmd, sheet)
			if err != nil {
				return err
			}
			if c, err = s.Services.Scorecards.Give(ctx, s.Actor, sheet.Interview.ID, c, sheet.Own.Version); err != nil {
				return err
			}
			c.Author = s.Actor.Name
			return s.Print(shapeCard(c), func(w *output.Page) {
				w.Line("Your scorecard of %s is given.", sheet.Interview.Title)
				writeCard(w, c)
			})
		}),
	}
	flags := c.Flags()
	flags.BoolVar(&f.template, "template", false, "print the form as lines to fill in")
	flags.StringArrayVar(&f.rates, "rate", nil, "`ATTRIBUTE=N`, such as Skills=3; once for each")
	flags.StringVar(&f.recommendation, "recommendation", "", "strong no, no, yes or strong yes")
	flags.StringVar(&f.note, "note", "", "`text` for those who see the candidate")
	flags.StringVar(&f.private, "private-note", "", "`text` for you and for admins")
	flags.StringVar(&f.file, "file", "", "`FILE` with the lines of --template filled in, or -")
	for _, name := range []string{"rate", "recommendation", "note", "private-note", "file"} {
		c.MarkFlagsMutuallyExclusive("template", name)
	}
	p.Among(c, "recommendation", output.Each(scorecards.Recommendations(), func(r scorecards.Recommendation) string { return string(r) })...)
	return c
}

type templateJSON struct {
	Interview  recruit.InterviewID `json:"interview"`
	Stage      string              `json:"stage"`
	Guide      string              `json:"guide"`
	Attributes []attributeJSON     `json:"attributes"`
	Lines      string              `json:"lines"`
}

type attributeJSON struct {
	Name  string   `json:"name"`
	Hint  string   `json:"hint"`
	Words []string `json:"words"` // from 1
}

func shapeForm(f scorecards.Form) []attributeJSON {
	return output.Each(f.Attributes, func(a scorecards.Attribute) attributeJSON {
		return attributeJSON{a.Name, a.Hint, output.Words(a.Words)}
	})
}

func printTemplate(s *command.Session, x scorecards.Sheet) error {
	lines := scorecards.Blank(x.Form, x.Own)
	return s.Print(templateJSON{x.Interview.ID, x.Stage, x.Guide, shapeForm(x.Form), lines}, func(w *output.Page) { w.Block(lines) })
}

// apply is the own card with what the flags say of it.
func (f *giveFlags) apply(p scorer, cmd *cobra.Command, x scorecards.Sheet) (scorecards.Card, error) {
	c := x.Own
	given := cmd.Flags().Changed
	if !given("rate") && !given("recommendation") && !given("note") && !given("private-note") && !given("file") {
		return c, command.WrongUsage(cmd, "Say what you think: --rate, --recommendation, --note, --private-note or --file; --template prints the form.")
	}
	if given("file") {
		text, err := p.read(f.file)
		if err != nil {
			return c, err
		}
		read := scorecards.ReadFilled(x.Form, text)
		if len(read.Left) > 0 {
			return c, recruit.Invalid("file", "Nothing was saved. Not understood: %s", strings.Join(read.Left, " / "))
		}
		filled := read.Card
		c.Ratings, c.Note, c.Private = filled.Ratings, filled.Note, filled.Private
		if filled.Recommendation != "" {
			c.Recommendation = filled.Recommendation
		}
		c.Unread = ""
	}
	for _, rate := range f.rates {
		name, number, ok := cutLast(rate, "=")
		n, err := strconv.Atoi(strings.TrimSpace(number))
		if !ok || err != nil {
			return c, recruit.Invalid("rate", "%q is not a rating;  write it as ATTRIBUTE=N, such as Skills=3.", recruit.Shorten(rate))
		}
		a, err := x.Form.Attribute(name)
		if err != nil {
			return c, err
		}
		rating, err := a.Rate(n)
		if err != nil {
			return c, err
		}
		c = c.WithRating(rating)
	}
	if given("recommendation") {
		r, err := scorecards.ParseRecommendation(f.recommendation)
		if err != nil {
			return c, err
		}
		c.Recommendation = r
	}
	if given("note") {
		c.Note = f.note
	}
	if given("private-note") {
		c.Private = f.private
	}
	c.Unread = ""
	return c, nil
}

// cutLast cuts at the last separator: the name of an attribute comes before it.
func cutLast(s, sep string) (before, after string, ok bool) {
	at := strings.LastIndex(s, sep)
	if at < 0 {
		return s, "", false
	}
	return strings.TrimSpace(s[:at]), s[at+len(sep):], true
}

func (p scorer) withdraw() *cobra.Command {
	var of string
	c := &cobra.Command{
		Use:   "withdraw INTERVIEW",
		Short: "Withdraw your scorecard of an interview",
		Long: `Withdraws a scorecard: your own, or as an admin that of --member. It stays in the history, and its author can give it
again.`,
		Example:           "  recruitty score withdraw 12",
		Args:              command.Exactly("the number of an interview"),
		ValidArgsFunction: p.First(p.InterviewIDs),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			id, err := command.Numbered[recruit.InterviewID]("interview", args[0])
			if err != nil {
				return err
			}
			whose := s.Actor
			if of != "" {
				if whose, err = s.MemberRef(ctx, of); err != nil {
					return err
				}
			}
			c, err := s.Services.Scorecards.Withdraw(ctx, s.Actor, id, whose.ID)
			if err != nil {
				return err
			}
			return s.Print(shapeCard(c), func(w *output.Page) {
				w.Line("The scorecard of %s is withdrawn; recruitty score give %d gives it again.", whose.Name, id)
			})
		}),
	}
	c.Flags().StringVar(&of, "member", "", "`email` of its author (default you)")
	p.Complete(c, "member", p.MemberEmails)
	return c
}
