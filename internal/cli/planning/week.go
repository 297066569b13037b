package planning

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/pools"
	"recruitty/recruit/timeparse"
	"recruitty/recruit/week"
)

// weekFlags say which week is meant, and whose, as it is typed.
type weekFlags struct {
	from, job, pool string
	members         []string
	everybody       bool
}

func (p planner) week() *cobra.Command {
	var f weekFlags
	c := &cobra.Command{
		Use:   "week",
		Short: "Show a week: interviews, and when people are free",
		Long: `Shows the interviews of a week, from Monday on, and for each person and day what is known of their time: free within working hours,
soft, busy, an interview, or not known. What is not known is not free. It is your own week unless --everybody, --job, --member or --pool
says whose; the people of a job are those of its interviews in these weeks and of its interview plans. Calendars are not read for it:
it shows what was read last.`,
		Example: `  recruitty week
  recruitty week --from "next monday" --pool Backend
  recruitty week --member dana@example.com --member lee@example.com --json`,
		Args: command.Exactly(),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, _ []string) error {
			whose, err := f.whose(ctx, s)
			if err != nil {
				return err
			}
			at, err := s.Edge("from", f.from, s.Actor.Location())
			if err != nil {
				return err
			}
			if at.IsZero() {
				at = s.Now()
			}
			svc := s.Services
			w, err := week.Sources{Store: svc.Store, Times: svc.Availability, Pools: svc.Pools, Plans: svc.Loops}.Read(ctx, s.Actor, whose, week.Of(at, s.Actor.Location()))
			if err != nil {
				return err
			}
			return printWeek(s, w)
		}),
	}
	flags := c.Flags()
	flags.StringVar(&f.from, "from", "", "a `day` of the week, such as 2026-12-01 or \"next monday\"; today without it")
	flags.BoolVar(&f.everybody, "everybody", false, "the week of the whole team")
	flags.StringVar(&f.job, "job", "", "`ID` of a job: its interviews, and the people who take part in them")
	flags.StringArrayVar(&f.members, "member", nil, "email `address` or number of a member; may be repeated")
	flags.StringVar(&f.pool, "pool", "", "`name` of a pool")
	c.MarkFlagsMutuallyExclusive("everybody", "job", "member", "pool")
	p.Complete(c, "job", p.JobIDs)
	p.Complete(c, "member", p.MemberEmails)
	p.Complete(c, "pool", p.PoolNames)
	return c
}

// whose reads the flags.
func (f weekFlags) whose(ctx context.Context, s *command.Session) (week.Whose, error) {
	out := week.Whose{Everybody: f.everybody}
	if f.job != "" {
		_, job, err := s.Narrowed(ctx, "", f.job)
		if err != nil {
			return out, err
		}
		out.Job = job
	}
	if f.pool != "" {
		all, err := s.Services.Pools.List(ctx, false)
		if err != nil {
			return out, err
		}
		pool, err := pools.Named(f.pool, all)
		if err != nil {
			return out, err
		}
		out.Pool = pool.ID
	}
	for _, name := range f.members {
		m, err := s.MemberRef(ctx, name)
		if err != nil {
			return out, err
		}
		out.Members = append(out.Members, m.ID)
	}
	return out, nil
}

// weekJSON is a week, with --json.
type weekJSON struct {
	Name       string                   `json:"name"` // whose week it is
	TimeZone   string                   `json:"time_zone"`
	Start      export.Time              `json:"start"`
	End        export.Time              `json:"end"`
	Interviews []jsonview.InterviewLine `json:"interviews"`
	More       bool                     `json:"more"` // there are further interviews
	People     []weekOfJSON             `json:"people"`
}

// weekOfJSON is the time of one person; together its stretches are the whole week.
type weekOfJSON struct {
	ID    recruit.MemberID `json:"id"`
	Name  string           `json:"name"`
	Email string           `json:"email"`
	Time  []stretchJSON    `json:"time"`
}

// stretchJSON is a stretch in which someone is free, soft, busy, in an interview, not
// known (unknown), or not working (lunch, outside, away, holiday).
type stretchJSON struct {
	Start export.Time `json:"start"`
	End   export.Time `json:"end"`
	State string      `json:"state"`
}

func shapeWeek(w week.Week) weekJSON {
	return weekJSON{Name: w.Name, TimeZone: w.Zone.String(), Start: export.Time(w.From()), End: export.Time(w.To()), More: w.More,
		Interviews: output.Each(w.Interviews, jsonview.OfSummary),
		People: output.Each(w.People, func(p week.Person) weekOfJSON {
			return weekOfJSON{ID: p.Member.ID, Name: p.Member.Name, Email: p.Member.Email, Time: output.Each(w.Runs(p), func(r week.Run) stretchJSON {
				return stretchJSON{Start: export.Time(r.Start), End: export.Time(r.End), State: r.Mark.String()}
			})}
		})}
}

// printWeek writes a week: its interviews, then each day with its people.
func printWeek(s *command.Session, w week.Week) error {
	clock := timeparse.Clock
	return s.Print(shapeWeek(w), func(page *output.Page) {
		last := w.Days[6].In(w.Zone)
		page.Line("%s, %s to %s, %s", w.Name, timeparse.ShortDate(w.From().In(w.Zone)), timeparse.Date(last), w.Zone.String())
		page.Line("")
		var rows [][]string
		for _, i := range w.Interviews {
			start := i.Start.In(w.Zone)
			rows = append(rows, []string{timeparse.ShortDate(start) + " " + timeparse.Hours(start, i.End()), i.CandidateName, i.Title, strings.Join(i.PanelNames, ", "), i.Status.Words()})
		}
		page.List(week.NoInterview, []string{"WHEN", "CANDIDATE", "INTERVIEW", "WITH", "STATUS"}, rows)
		if w.More {
			page.Line("There are more than these %d interviews; narrow the week to a job, a pool or members.", week.MostInterviews)
		}
		rows = nil
		for day := range 7 {
			for _, p := range w.People {
				rows = append(rows, []string{timeparse.ShortDate(w.Days[day].In(w.Zone)), p.Member.Name, w.Said(p, day, clock)})
			}
		}
		page.Line("")
		page.List("Nobody takes part.", []string{"DAY", "WHO", "TIME"}, rows)
	})
}
