package planning

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/loops"
	"recruitty/recruit/timeparse"
)

func (p planner) loop() *cobra.Command {
	return command.Noun("loop", "Interview plans of a job's stages, and the loops booked by them",
		p.loopPlan(), p.loopSolve(), p.loopSchedule(), p.loopShow())
}

// planJSON is an interview plan with --json.
type planJSON struct {
	Job       recruit.JobID `json:"job"`
	Stage     string        `json:"stage"`
	Version   int           `json:"version"`
	Sessions  []sessionJSON `json:"sessions"`
	Order     string        `json:"order"` // fixed or any
	MinGap    int           `json:"min_gap_minutes"`
	MaxGap    int           `json:"max_gap_minutes"`
	Lunch     bool          `json:"lunch"`
	Days      int           `json:"days"`
	Twice     bool          `json:"twice"` // someone may be in several sessions
	Gone      []string      `json:"gone"`  // people and pools of it that there are no more
	Damaged   bool          `json:"damaged"`
	RemovedAt export.Time   `json:"removed_at"`
}

type sessionJSON struct {
	Title    string           `json:"title"`
	Minutes  int              `json:"duration_minutes"`
	Platform recruit.Platform `json:"platform"` // "" is the workspace's default
	Place    string           `json:"place"`
	People   []planPersonJSON `json:"people"`
	Pools    []planNeedJSON   `json:"pools"`
	Line     string           `json:"line"` // as it is typed
}

type planPersonJSON struct {
	ID       recruit.MemberID `json:"id"`
	Name     string           `json:"name"`
	Email    string           `json:"email"`
	Optional bool             `json:"optional"`
	Gone     bool             `json:"gone"`
}

type planNeedJSON struct {
	ID    recruit.PoolID `json:"id"`
	Name  string         `json:"name"`
	Count int            `json:"count"`
	Gone  bool           `json:"gone"`
}

func shapePlan(p loops.Plan) planJSON {
	order := "any"
	if p.FixedOrder {
		order = "fixed"
	}
	return planJSON{Job: p.JobID, Stage: p.Stage, Version: p.Version, Order: order, MinGap: int(p.MinGap / time.Minute), MaxGap: int(p.MaxGap / time.Minute),
		Lunch: p.Lunch, Days: p.Days, Twice: p.Twice, Gone: output.Words(p.Gone()), Damaged: p.Damage != "", RemovedAt: export.Time(p.RemovedAt),
		Sessions: output.Each(p.Sessions, func(s loops.Session) sessionJSON {
			return sessionJSON{Title: s.Title, Minutes: int(s.Duration / time.Minute), Platform: s.Platform, Place: s.Place, Line: s.String(),
				People: output.Each(s.People, func(w loops.Person) planPersonJSON {
					return planPersonJSON{w.ID, w.Name, w.Email, w.Optional, w.Gone}
				}),
				Pools: output.Each(s.Needs, func(n loops.Need) planNeedJSON { return planNeedJSON{n.Pool, n.Name, n.Count, n.Gone} })}
		})}
}

// writePlan writes a plan as a page shows it.
func writePlan(w *output.Page, p loops.Plan, moment func(time.Time) string) {
	w.Line("%s: %s", p.Stage, p.Words())
	if p.Removed() {
		w.Field("Removed", moment(p.RemovedAt))
	}
	for n, s := range p.Sessions {
		w.Field(strconv.Itoa(n+1), s.String())
	}
	if p.Damage != "" {
		w.Line("The stored plan is damaged; write it again.")
	}
	for _, gone := range p.Gone() {
		w.Line("%s.", recruit.Capital(gone))
	}
}

// planFlags are what of a plan is changed.
type planFlags struct {
	sessions        []string
	order, gap      string
	lunch, twice    bool
	days            int
	remove, restore bool
}

func (p planner) loopPlan() *cobra.Command {
	var f planFlags
	c := &cobra.Command{
		Use:   "plan JOB [STAGE]",
		Short: "Show, write or remove the interview plan of a stage",
		Long: `Shows the interview plan of a stage, or all plans of the job. With --session, once for each session, it writes the plan. A
line is the title, followed by the length, the participants and the platform, separated by commas. Participants are members by
address or name, or a number of members of a pool such as "1 of Backend"; put “optional” before whoever need not come. A place
goes last, after the platform and a colon.

Whatever you do not give stays as it is in an existing plan. --remove takes the plan out of use and --restore brings it back;
interviews that were booked by it stay.`,
		Example: `  recruitty loop plan 3 Onsite --session "Technical interview, 60 min, 1 of Backend" --session "System design, 45 min, 2 of Architects" \
      --session "Lunch, 1h, dana@example.com, on site: 12 Baker Street, London" --order fixed --gap 10m-30m --days 2
  recruitty loop plan 3 Onsite --json`,
		Args: command.Exactly("the number of a job", "[a stage]"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			job, err := command.Numbered[recruit.JobID]("job", args[0])
			if err != nil {
				return err
			}
			if len(args) == 1 {
				if f.changes(s.Cmd) {
					return recruit.Invalid("stage", "Say of which stage the plan is, such as recruitty loop plan %d Onsite.", job)
				}
				return printPlans(ctx, s, job)
			}
			plan, err := f.apply(ctx, s, job, args[1])
			if err != nil {
				return err
			}
			return s.Print(shapePlan(plan), func(w *output.Page) { writePlan(w, plan, s.Moment) })
		}),
	}
	flags := c.Flags()
	flags.StringArrayVar(&f.sessions, "session", nil, "a session, as a `line` such as \"Technical interview, 60 min, 1 of Backend\" (repeat it for each session, in order)")
	flags.StringVar(&f.order, "order", "any", "order of the sessions: fixed or any")
	flags.StringVar(&f.gap, "gap", "0-30m", "break between two sessions of a day: a `length` at most, or from-to")
	flags.BoolVar(&f.lunch, "lunch", true, "leave half an hour free between 11:30 and 14:00")
	flags.IntVar(&f.days, "days", 1, "over how many days the sessions may be spread; 1 is a single day")
	flags.BoolVar(&f.twice, "twice", false, "allow the same person in several sessions")
	flags.BoolVar(&f.remove, "remove", false, "take the plan out of use")
	flags.BoolVar(&f.restore, "restore", false, "bring a removed plan back")
	c.MarkFlagsMutuallyExclusive("remove", "restore", "session")
	p.Among(c, "order", "fixed", "any")
	return c
}

// changes reports whether the command is to change something.
func (f *planFlags) changes(c *cobra.Command) bool {
	for _, name := range []string{"session", "order", "gap", "lunch", "days", "twice", "remove", "restore"} {
		if c.Flags().Changed(name) {
			return true
		}
	}
	return false
}

// apply does what the flags say, and returns the plan as it is then.
func (f *planFlags) apply(ctx context.Context, s *command.Session, job recruit.JobID, stage string) (loops.Plan, error) {
	svc := s.Services.Loops
	switch {
	case f.remove:
		return svc.Remove(ctx, s.Actor, job, stage)
	case f.restore:
		return svc.Restore(ctx, s.Actor, job, stage)
	case !f.changes(s.Cmd):
		return svc.Plan(ctx, job, stage, false)
	}
	flags := s.Cmd.Flags()
	plan, err := svc.Plan(ctx, job, stage, true)
	if err != nil {
		if !flags.Changed("session") || !errors.Is(err, recruit.ErrNotFound) {
			return plan, err
		}
		plan = loops.New(job, stage)
	}
	if flags.Changed("session") {
		known, err := svc.Known(ctx)
		if err != nil {
			return plan, err
		}
		if plan.Sessions, err = loops.ParseSessions(strings.Join(f.sessions, "\n"), known); err != nil {
			return plan, err
		}
	}
	if flags.Changed("order") {
		if f.order != "fixed" && f.order != "any" {
			return plan, recruit.Invalid("order", "The order of the sessions is fixed, or any.")
		}
		plan.FixedOrder = f.order == "fixed"
	}
	if flags.Changed("gap") {
		if plan.MinGap, plan.MaxGap, err = parseGap(f.gap); err != nil {
			return plan, err
		}
	}
	if flags.Changed("lunch") {
		plan.Lunch = f.lunch
	}
	if flags.Changed("days") {
		plan.Days = f.days
	}
	if flags.Changed("twice") {
		plan.Twice = f.twice
	}
	return svc.Save(ctx, s.Actor, plan)
}

// parseGap reads what lies between two sessions: "30m", "10m-30m", "0".
func parseGap(typed string) (least, most time.Duration, err error) {
	from, to, ranged := strings.Cut(strings.ReplaceAll(typed, "–", "-"), "-")
	if !ranged {
		from, to = "0", from
	}
	read := func(s string) (time.Duration, error) {
		if s = strings.TrimSpace(s); s == "0" || s == "0m" {
			return 0, nil
		}
		d, err := timeparse.ParseDuration(s)
		if err != nil {
			return 0, recruit.Invalid("gap", "Write the break between two sessions as 30m or 10m-30m.")
		}
		return d, nil
	}
	if least, err = read(from); err == nil {
		most, err = read(to)
	}
	return least, most, err
}

// printPlans prints all plans of a job.
func printPlans(ctx context.Context, s *command.Session, job recruit.JobID) error {
	all, err := s.Services.Loops.Plans(ctx, job, false)
	if err != nil {
		return err
	}
	return s.Print(output.Each(all, shapePlan), func(w *output.Page) {
		if len(all) == 0 {
			w.Line("The job has no interview plan yet; write one with recruitty loop plan %d STAGE --session …", job)
		}
		for _, p := range all {
			writePlan(w, p, s.Moment)
		}
	})
}
