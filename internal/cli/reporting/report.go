// Package reporting has the command that counts what has happened.
package reporting

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit/export"
	"recruitty/recruit/reports"
	"recruitty/recruit/timeparse"
)

// reporter makes the command.
type reporter struct{ *command.Program }

// Commands are the nouns of this room.
func Commands(p *command.Program) []*cobra.Command { return []*cobra.Command{reporter{p}.report()} }

// asked says which report is meant, as it is typed.
type asked struct {
	from, to, job, member string
	rows, csv             bool
}

func (p reporter) report() *cobra.Command {
	var f asked
	c := &cobra.Command{
		Use:   "report [NAME]",
		Short: "Report on interviews: times, answers, load, funnels",
		Long: `Reports on a period, the last 90 days unless --from and --to say otherwise; both days are included. Without a name it
lists the reports and their definitions. --rows lists the rows behind the figures, so that each can be checked. An interviewer
can see only their own load. In a CSV file a value that a spreadsheet would take for a formula gets a leading apostrophe.`,
		Example: `  recruitty report
  recruitty report time-to-interview --from 2026-09-01 --to 2026-11-30
  recruitty report funnel-jobs --job 3 --json
  recruitty report load --member dana@example.com --rows --csv > load.csv`,
		Args: cobra.MaximumNArgs(1),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			if f.csv && p.JSON {
				return command.WrongUsage(s.Cmd, "--csv and --json exclude each other.")
			}
			if len(args) == 0 {
				return f.list(s)
			}
			q, err := f.query(ctx, s, args[0])
			if err != nil {
				return err
			}
			if f.rows {
				return f.printRows(ctx, s, q)
			}
			return f.print(ctx, s, q)
		}),
	}
	flags := c.Flags()
	flags.StringVar(&f.from, "from", "", "first `day` of the period, such as 2026-09-01 or \"2 weeks ago\"; 90 days up to its end without it")
	flags.StringVar(&f.to, "to", "", "last `day` of the period; today without it")
	flags.StringVar(&f.job, "job", "", "`ID` of a job: only what is about it")
	flags.StringVar(&f.member, "member", "", "email `address` or number of a member: only what they organise or are invited to")
	flags.BoolVar(&f.rows, "rows", false, "the rows behind the figures instead of them")
	flags.BoolVar(&f.csv, "csv", false, "for a spreadsheet")
	p.Complete(c, "job", p.JobIDs)
	p.Complete(c, "member", p.MemberEmails)
	c.ValidArgsFunction = func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		names := output.Each(reports.All(), func(d reports.Definition) string { return string(d.Name) })
		return command.Starting(names, typed), cobra.ShellCompDirectiveNoFileComp
	}
	return c
}

// query reads the flags.
func (f asked) query(ctx context.Context, s *command.Session, name string) (q reports.Query, err error) {
	d, err := reports.Named(name)
	if err != nil {
		return q, err
	}
	q.Name, q.Now = d.Name, s.Now()
	zone := s.Actor.Location()
	from, err := s.Edge("from", f.from, zone)
	if err != nil {
		return q, err
	}
	to, err := s.Edge("to", f.to, zone)
	if err != nil {
		return q, err
	}
	if q.From, q.To, err = reports.Period(from, to, q.Now, zone); err != nil {
		return q, err
	}
	if f.job != "" {
		if _, q.Job, err = s.Narrowed(ctx, "", f.job); err != nil {
			return q, err
		}
		if _, err := s.Services.Store.Job(ctx, q.Job); err != nil {
			return q, err
		}
	}
	if f.member != "" {
		m, err := s.MemberRef(ctx, f.member)
		if err != nil {
			return q, err
		}
		q.Member = m.ID
	}
	return q, nil
}

// write writes a list as it is wanted.
func write[T any](s *command.Session, csv bool, l output.Listing[T], all output.Pages[T]) error {
	if csv {
		return output.StreamCSV(s.Printer(), l, all)
	}
	return output.Stream(s.Printer(), l, all)
}

// definitionJSON is a report in the list of them.
type definitionJSON struct {
	Name       reports.Name `json:"name"`
	Title      string       `json:"title"`
	Unit       reports.Unit `json:"unit"`
	Definition string       `json:"definition"`
	Rows       string       `json:"rows"` // what the rows behind a figure are
}

func shapeDefinition(d reports.Definition) definitionJSON {
	return definitionJSON{d.Name, d.Title, d.Unit, d.Sentence, d.Rows}
}

// list writes the reports that the actor may have.
func (f asked) list(s *command.Session) error {
	l := output.ListOf("There are no reports.", []string{"NAME", "UNIT", "ROWS", "DEFINITION"}, func(d reports.Definition) []string {
		return []string{string(d.Name), string(d.Unit), d.Rows, d.Sentence}
	}, shapeDefinition)
	return write(s, f.csv, l, output.Whole(reports.Seen(s.Actor)))
}

// figureJSON is one figure. Times are in seconds, null where there is none.
type figureJSON struct {
	Heading  string   `json:"heading"`
	Key      string   `json:"key"`
	Label    string   `json:"label"`
	Count    int      `json:"count"`
	Of       *int     `json:"of"`
	Measured *int     `json:"measured"` // how many of them have a time
	Median   *float64 `json:"median_seconds"`
	Sum      *float64 `json:"sum_seconds"`
}

type weekJSON struct {
	Start string `json:"start"` // a Monday
	Count int    `json:"count"`
}

type reportJSON struct {
	definitionJSON
	From    export.Time  `json:"from"`
	To      export.Time  `json:"to"` // not part of it
	Job     *int64       `json:"job"`
	Member  *int64       `json:"member"`
	Figures []figureJSON `json:"figures"`
	Weeks   []weekJSON   `json:"weeks"`
}

// unlessZero is nil for zero.
func unlessZero(n int64) *int64 {
	if n == 0 {
		return nil
	}
	return &n
}

func shape(r reports.Report, s *command.Session) reportJSON {
	return reportJSON{
		definitionJSON: shapeDefinition(r.Definition), From: export.Time(r.Query.From), To: export.Time(r.Query.To),
		Job: unlessZero(int64(r.Query.Job)), Member: unlessZero(int64(r.Query.Member)),
		Figures: output.Each(r.Figures, func(g reports.Figure) figureJSON {
			j := figureJSON{Heading: r.HeadingOf(g), Key: g.Key, Label: r.Called(g), Count: g.Count}
			seconds := g.Time.Seconds()
			switch r.Unit {
			case reports.Share, reports.Stage:
				j.Of = &g.Of
			case reports.Days:
				if j.Measured = &g.Measured; g.Measured > 0 {
					j.Median = &seconds
				}
			case reports.Hours:
				j.Measured, j.Sum = &g.Measured, &seconds
			case reports.Count:
			}
			return j
		}),
		Weeks: output.Each(r.Weeks, func(w reports.Week) weekJSON {
			return weekJSON{w.Start.In(s.Actor.Location()).Format("2006-01-02"), w.Count}
		}),
	}
}

// print writes a report.
func (f asked) print(ctx context.Context, s *command.Session, q reports.Query) error {
	r, err := s.Services.Reports.Run(ctx, s.Actor, q)
	if err != nil {
		return err
	}
	row := func(g reports.Figure) []string { return []string{r.HeadingOf(g), r.Called(g), r.Value(g)} }
	if f.csv {
		j := shape(r, s)
		l := output.ListOf(reports.Nothing, []string{"heading", "key", "label", "count", "of", "median_seconds", "sum_seconds"}, func(g figureJSON) []string {
			of := ""
			if g.Of != nil {
				of = strconv.Itoa(*g.Of)
			}
			return []string{g.Heading, g.Key, g.Label, strconv.Itoa(g.Count), of, seconds(g.Median), seconds(g.Sum)}
		}, func(g figureJSON) figureJSON { return g })
		return output.StreamCSV(s.Printer(), l, output.Whole(j.Figures))
	}
	return s.Print(shape(r, s), func(page *output.Page) {
		zone := s.Actor.Location()
		page.Line("%s, %s", r.Title, r.Period(zone))
		page.Line("%s", r.Sentence)
		page.Line("")
		heads, rows := []string{"OF", "WHAT", "FIGURE"}, output.Each(r.Figures, row)
		if len(rows) > 0 && headless(r) {
			heads = heads[1:]
			for i := range rows {
				rows[i] = rows[i][1:]
			}
		}
		page.List(reports.Nothing, heads, rows)
		if len(r.Weeks) > 1 && len(rows) > 0 {
			page.Line("")
			page.Table([]string{"WEEK OF", "ROWS"}, output.Each(r.Weeks, func(w reports.Week) []string {
				return []string{timeparse.DateNear(w.Start.In(zone), s.Now()), strconv.Itoa(w.Count)}
			}))
		}
	})
}

// headless reports whether the figures stand under no headings.
func headless(r reports.Report) bool {
	for _, g := range r.Figures {
		if r.HeadingOf(g) != "" {
			return false
		}
	}
	return true
}

func seconds(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}
