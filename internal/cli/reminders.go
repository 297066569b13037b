package cli

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
)

func (p *program) mailReminders() *cobra.Command {
	var candidate, panel string
	c := &cobra.Command{
		Use:   "reminders [--candidate TIMES] [--panel TIMES]",
		Short: "Show or set how long before an interview people are reminded",
		Long: `Shows how long before an interview people are reminded of it, or sets it: such as "24h, 1h", 90m, 2d or off. Upcoming
interviews follow at once: reminders that have not been sent are rescheduled. No reminder is sent for the old time of an
interview that was moved or cancelled.`,
		Example: "  recruitty mail reminders --candidate \"24h, 1h\" --panel 15m\n  recruitty mail reminders --panel off",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			set, err := s.Services.Settings.Reminders(ctx)
			if err != nil {
				return err
			}
			changed := false
			for name, leads := range map[string]struct {
				text string
				to   *[]time.Duration
			}{"candidate": {candidate, &set.Candidate}, "panel": {panel, &set.Panel}} {
				if !s.Cmd.Flags().Changed(name) {
					continue
				}
				if *leads.to, err = recruit.ParseLeads(leads.text); err != nil {
					return err
				}
				changed = true
			}
			if changed {
				n, err := s.Services.SetReminders(ctx, s.Actor, set)
				if err != nil {
					return err
				}
				if n > 0 {
					p.Tell("Reminders for %s were rescheduled.", interviews(n))
				}
			}
			shape := map[string]string{"candidate": recruit.FormatLeads(set.Candidate), "panel": recruit.FormatLeads(set.Panel)}
			return s.Print(shape, func(w *output.Page) {
				w.Line("Before an interview people are reminded:")
				w.Field("Candidate", shape["candidate"])
				w.Field("Panel", shape["panel"])
			})
		}),
	}
	c.Flags().StringVar(&candidate, "candidate", "", "`times` before the interview, or off")
	c.Flags().StringVar(&panel, "panel", "", "`times` before the interview, or off")
	return c
}

// interviews counts them in words.
func interviews(n int) string {
	if n == 1 {
		return "1 interview"
	}
	return output.Number(n) + " interviews"
}
