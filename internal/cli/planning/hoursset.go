package planning

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/hours"
)

// field is one rule of hours, as a flag and as a line.
type field struct {
	name, label, usage string
	isSet              func(*hours.Rules) bool
	set                func(r *hours.Rules, typed string) error
	clear              func(*hours.Rules)
	words              func(hoursJSON) string
}

// fields lists the rules in the order in which they are shown.
func fields() []field {
	return []field{
		fieldOf("working", "Working", "`hours` such as Mon-Thu 9:00-12:30 13:30-18:00, Fri 9-15, or none", func(r *hours.Rules) **hours.Week { return &r.Working }, hours.ParseWeek,
			func(h hoursJSON) string { return h.Working.String() }),
		fieldOf("preferred", "Preferred", "preferred `hours` for interviews, or none", func(r *hours.Rules) **hours.Week { return &r.Preferred }, hours.ParseWeek,
			func(h hoursJSON) string { return h.Preferred.String() }),
		fieldOf("lunch", "Lunch", "`time` such as 12:00-13:00, or none", func(r *hours.Rules) **hours.Span { return &r.Lunch }, hours.ParseSpan,
			func(h hoursJSON) string { return h.Lunch.String() }),
		fieldOf("before", "Before", "`time` to be left free before an interview, such as 10m, or none", func(r *hours.Rules) **int { return &r.Before }, minutesIn,
			func(h hoursJSON) string { return strconv.Itoa(h.Before) + " min free" }),
		fieldOf("after", "After", "`time` to be left free after an interview, such as 10m, or none", func(r *hours.Rules) **int { return &r.After }, minutesIn,
			func(h hoursJSON) string { return strconv.Itoa(h.After) + " min free" }),
		fieldOf("per-day", "Per day", "maximum interviews per day, a `number` or none for no limit", func(r *hours.Rules) **int { return &r.PerDay }, limitIn,
			func(h hoursJSON) string { return atMost(h.PerDay) }),
		fieldOf("per-week", "Per week", "maximum interviews from Monday to Sunday, a `number` or none for no limit", func(r *hours.Rules) **int { return &r.PerWeek }, limitIn,
			func(h hoursJSON) string { return atMost(h.PerWeek) }),
		fieldOf("holidays", "Holidays", "public holidays by the `code` of a country or a region, such as DE-BY, or none", func(r *hours.Rules) **string { return &r.Holidays }, holidaysIn,
			func(h hoursJSON) string { return holidaysCalled(h.Holidays) }),
	}
}

// fieldOf is the field that at points to.
func fieldOf[T any](name, label, usage string, at func(*hours.Rules) **T, parse func(string) (T, error), words func(hoursJSON) string) field {
	return field{
		name: name, label: label, usage: usage, words: words,
		isSet: func(r *hours.Rules) bool { return *at(r) != nil },
		clear: func(r *hours.Rules) { *at(r) = nil },
		set: func(r *hours.Rules, typed string) error {
			value, err := parse(typed)
			if err != nil {
				return command.Wrong(strings.ReplaceAll(name, "-", "_"), err)
			}
			*at(r) = &value
			return nil
		},
	}
}

// minutesIn reads how long is to be left free: "10", "10m", or none.
func minutesIn(typed string) (int, error) {
	typed = strings.TrimSpace(typed)
	if typed == "none" {
		return 0, nil
	}
	if n, err := strconv.Atoi(typed); err == nil {
		return n, nil
	}
	d, err := command.Duration(typed)
	return int(d / time.Minute), err
}

// limitIn reads a number of interviews; none is no limit.
func limitIn(typed string) (int, error) {
	typed = strings.TrimSpace(typed)
	if typed == "none" {
		return 0, nil
	}
	n, err := strconv.Atoi(typed)
	if err != nil {
		return 0, recruit.Invalid("", "%s is not a number of interviews; write a number, or none for no limit.", output.Quote(typed))
	}
	return n, nil
}

// holidaysIn reads the code of a calendar of public holidays; one that is not known is
// refused with the others' rules.
func holidaysIn(typed string) (string, error) {
	typed = strings.TrimSpace(typed)
	if typed == "none" || typed == "" {
		return "", nil
	}
	if known, found := hours.CalendarOf(typed); found {
		return known.Code, nil
	}
	return typed, nil
}

func holidaysCalled(code string) string {
	switch known, found := hours.CalendarOf(code); {
	case code == "":
		return "none"
	case found:
		return known.Name + " (" + known.Code + ")"
	}
	return code
}

func (p planner) hoursSet() *cobra.Command {
	var of whose
	var clear []string
	typed := map[string]*string{}
	c := &cobra.Command{
		Use:   "set [MEMBER]",
		Short: "Set when a member works, or what applies to everybody",
		Long: `Sets when you work and how many interviews you take, or as an admin another member, or with --workspace everybody who
has set nothing else. What is not given stays as it is, and --clear FIELD goes back to the workspace's rule, or with
--workspace to the usual one: Monday to Friday from 9 to 18 with an hour for lunch, and no limit. Times are on the
member's own clock.`,
		Example: `  recruitty hours set --working "Mon-Thu 9:00-12:30 13:30-18:00, Fri 9-15" --per-day 3
  recruitty hours set --workspace --holidays DE-BY --after 10m
  recruitty hours set lee@example.com --preferred "Tue-Thu 10-16"
  recruitty hours set --clear working --clear lunch`,
		Args: command.Exactly("[the number or email address of a member]"),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, args []string) error {
			given := slices.DeleteFunc(fields(), func(f field) bool { return !s.Cmd.Flags().Changed(f.name) })
			if len(given) == 0 && len(clear) == 0 {
				return command.WrongUsage(s.Cmd, "%s needs to know what to set.", s.Cmd.CommandPath())
			}
			r, err := of.change(ctx, s, args, func(r *rules) error {
				for _, name := range clear {
					i := slices.IndexFunc(fields(), func(f field) bool { return f.name == name })
					if i < 0 {
						return recruit.Invalid("clear", "There is no rule %s; choose from %s.", output.Quote(name), strings.Join(fieldNames(), ", "))
					}
					if s.Cmd.Flags().Changed(name) {
						return command.WrongUsage(s.Cmd, "--%s does not go with --clear %s.", name, name)
					}
					fields()[i].clear(r.set())
				}
				for _, f := range given {
					if err := f.set(r.set(), *typed[f.name]); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			return printHours(s, r)
		}),
	}
	for _, f := range fields() {
		typed[f.name] = c.Flags().String(f.name, "", f.usage)
	}
	c.Flags().StringArrayVar(&clear, "clear", nil, "go back to the workspace's rule for this `field`; may be repeated")
	of.flag(c)
	c.ValidArgsFunction = p.First(p.MemberEmails)
	p.Among(c, "clear", fieldNames()...)
	p.Among(c, "holidays", output.Each(hours.Calendars(), func(h hours.Calendar) string { return h.Code + "\t" + h.Name })...)
	return c
}

func fieldNames() []string { return output.Each(fields(), func(f field) string { return f.name }) }
