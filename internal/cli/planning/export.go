package planning

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/export"
	"recruitty/recruit/loops"
	"recruitty/recruit/pools"
)

// Exports are the verbs of the command export that are about this room.
func Exports(p *command.Program) []*cobra.Command {
	here := planner{p}
	return []*cobra.Command{here.exportPools(), here.exportPlans()}
}

// exported makes a verb of the command export. all lists the things, and says how many of
// them it had to leave out.
func exported[T any](p planner, kind, short, long string, l output.Listing[T], all func(context.Context, *command.Session) ([]T, int, error)) *cobra.Command {
	formats := []string{"csv", "json", "jsonl"}
	var format string
	c := &cobra.Command{
		Use:   kind,
		Short: short,
		Long: short + ` on standard output, those that were removed too. In a CSV file a value that a spreadsheet would take
for a formula has an apostrophe in front. json is one list, jsonl an object on each line.
` + long,
		Example: "  recruitty export " + kind + " --format json > " + kind + ".json",
		Args:    command.Exactly(),
	}
	c.RunE = p.Reading(func(ctx context.Context, s *command.Session, _ []string) error {
		if p.JSON && !c.Flags().Changed("format") {
			format = "json"
		}
		write := output.StreamCSV[T]
		switch format {
		case "csv":
		case "json":
			p.JSON, write = true, output.Stream[T]
		case "jsonl":
			write = output.StreamLines[T]
		default:
			return output.NoFormat(kind, formats, format)
		}
		rows, left, err := all(ctx, s)
		if err == nil {
			err = write(p.Printer(), l, output.Told(p.Printer(), "Writing", output.Whole(rows)))
		}
		if err == nil && left > 0 {
			err = output.AllBut(left)
		}
		return err
	})
	c.Flags().StringVar(&format, "format", "csv", strings.Join(formats, " or "))
	p.Among(c, "format", formats...)
	return c
}

func (p planner) exportPools() *cobra.Command {
	heads := []string{"id", "name", "interviews_as_shadow", "interviews_as_reverse_shadow", "members", "created_at", "removed_at"}
	row := func(p pools.Pool) []string {
		members := output.Each(p.Members, func(m pools.Member) string { return m.Email + " " + string(p.Level(m)) })
		return []string{output.Number(p.ID), p.Name, strconv.Itoa(p.Shadows), strconv.Itoa(p.Reversed), strings.Join(members, "\n"), export.Time(p.CreatedAt).String(), export.Time(p.RemovedAt).String()}
	}
	return exported(p, "pools", "Write all pools of interviewers with their members",
		`In a CSV file members stand one on each line of their cell, with how far each is: shadow, reverse_shadow or qualified.`,
		output.ListOf("", heads, row, shapePool), func(ctx context.Context, s *command.Session) ([]pools.Pool, int, error) {
			all, err := s.Services.Pools.List(ctx, true)
			return all, 0, err
		})
}

// exportedPlan is an interview plan with the job of its stage.
type exportedPlan struct {
	planJSON
	Of   export.JobRef `json:"of_job"`
	plan loops.Plan
}

func (p planner) exportPlans() *cobra.Command {
	heads := []string{"job", "job_title", "stage", "sessions", "order", "min_gap_minutes", "max_gap_minutes", "lunch", "days", "twice", "removed_at"}
	row := func(p exportedPlan) []string {
		return []string{output.Number(p.Job), p.Of.Title, p.Stage, loops.WriteSessions(p.plan.Sessions), p.Order, strconv.Itoa(p.MinGap), strconv.Itoa(p.MaxGap),
			strconv.FormatBool(p.Lunch), strconv.Itoa(p.Days), strconv.FormatBool(p.Twice), p.RemovedAt.String()}
	}
	return exported(p, "plans", "Write all interview plans of the stages of jobs",
		`Each session is a line as recruitty loop plan JOB STAGE --session takes it; in a CSV file they stand below each other in one
cell. A plan that cannot be read is left out and named, and the exit code is then 1.`,
		output.ListOf("", heads, row, func(p exportedPlan) exportedPlan { return p }), plansOfAll)
}

// plansOfAll reads the plans of all jobs. left counts those that are damaged.
func plansOfAll(ctx context.Context, s *command.Session) (all []exportedPlan, left int, err error) {
	for f := (recruit.JobFilter{Limit: 500}); ; {
		part, err := s.Services.Store.Jobs(ctx, f)
		if err != nil {
			return nil, 0, err
		}
		for _, j := range part {
			of, err := s.Services.Loops.Plans(ctx, j.ID, true)
			if errors.Is(err, recruit.ErrNotFound) {
				continue // it was removed meanwhile
			}
			if err != nil {
				return nil, 0, err
			}
			for _, plan := range of {
				if plan.Damage != "" {
					left++
					s.Tell("recruitty: left out the plan of %s, %s: what is stored of it is damaged", j.Title, plan.Stage)
					continue
				}
				all = append(all, exportedPlan{shapePlan(plan), export.RefOfJob(j.Job), plan})
			}
		}
		if len(part) < f.Limit {
			return all, left, nil
		}
		f.After = part[len(part)-1].ID
	}
}
