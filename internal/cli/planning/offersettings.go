package planning

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit/offers"
)

func (p planner) offerSettings() *cobra.Command {
	typed := map[string]*string{}
	c := &cobra.Command{
		Use:   "settings",
		Short: "Show or change what holds for all offers of times",
		Long: `Shows the workspace's settings for offers of times: where the page is, how long an answer is waited for, how candidates may move or cancel,
how they are reminded, and whether the hours of an open offer are held: they count as tentative for everybody else who looks for hours then, and with --entries they also stand in the calendars of
the interviewers as tentative entries. Only an admin may change them.`,
		Example: "  recruitty offer settings\n  recruitty offer settings --page https://jobs.example.com --cutoff 12 --moves 1",
		Args:    command.Exactly(),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, _ []string) error {
			settings := s.Services.Offers.Settings
			rules, err := settings.Rules(ctx)
			if err != nil {
				return err
			}
			changed := false
			for _, f := range offers.Fields() {
				if !s.Cmd.Flags().Changed(flagOf(f)) {
					continue
				}
				if err := f.Set(&rules, *typed[f.Key]); err != nil {
					return err
				}
				changed = true
			}
			if changed {
				if err := settings.SetRules(ctx, s.Actor, rules); err != nil {
					return err
				}
			}
			shape := map[string]string{}
			for _, f := range offers.Fields() {
				shape[flagOf(f)] = f.Get(rules)
			}
			return s.Print(shape, func(w *output.Page) {
				for _, f := range offers.Fields() {
					value := f.Get(rules)
					if value == "" {
						value = "not set"
					}
					w.Field(f.Name, value)
				}
			})
		}),
	}
	for _, f := range offers.Fields() {
		typed[f.Key] = c.Flags().String(flagOf(f), f.Get(offers.DefaultRules()), f.Help)
		if len(f.Choices) > 0 {
			p.Among(c, flagOf(f), f.Choices...)
		}
	}
	return c
}

// flagOf is the flag that changes a setting.
func flagOf(f offers.Field) string { return strings.TrimPrefix(f.Key, "offers.") }
