package planning

import (
	"context"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit/availability"
)

// calendarSettingsJSON is what the workspace has set about calendars, with --json.
type calendarSettingsJSON struct {
	MaxAge int      `json:"max_age_minutes"`
	Soft   []string `json:"soft"`
	Firm   []string `json:"firm"`
}

func (p planner) calendarSettings() *cobra.Command {
	var maxAge time.Duration
	var soft, firm string
	c := &cobra.Command{
		Use:   "settings",
		Short: "Show or change when a reading is too old, and which words make an entry soft",
		Long: `Shows what applies to all calendars; an admin can change it. When the last reading is older than --max-age, when
someone is free counts as unknown. Of calendars that show titles, an entry with one of the words of --soft in its title
may be overruled, unless one of --firm stands there as well. After other words every calendar is read again.`,
		Example: "  recruitty calendar settings\n  recruitty calendar settings --max-age 30m --soft \"focus, deep work\"\n  recruitty calendar settings --soft none",
		Args:    command.Exactly(),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, _ []string) error {
			free, changed := s.Services.Availability, s.Cmd.Flags().Changed
			set, err := free.Settings(ctx)
			if err != nil {
				return err
			}
			if changed("max-age") {
				set.MaxAge = maxAge
			}
			if changed("soft") {
				set.Words.Soft = wordsIn(soft)
			}
			if changed("firm") {
				set.Words.Firm = wordsIn(firm)
			}
			if changed("max-age") || changed("soft") || changed("firm") {
				if err := free.SetSettings(ctx, s.Actor, set); err != nil {
					return err
				}
				if set, err = free.Settings(ctx); err != nil {
					return err
				}
			}
			return printCalendarSettings(s, set)
		}),
	}
	c.Flags().DurationVar(&maxAge, "max-age", availability.DefaultMaxAge, "how old a reading may be, such as 15m")
	c.Flags().StringVar(&soft, "soft", "", "`words` separated by commas, or none")
	c.Flags().StringVar(&firm, "firm", "", "`words` separated by commas, or none")
	return c
}

// wordsIn takes a list apart that was typed with commas; "none" is an empty one.
func wordsIn(typed string) []string {
	if strings.TrimSpace(typed) == "none" {
		return nil
	}
	return strings.Split(typed, ",")
}

func printCalendarSettings(s *command.Session, set availability.Settings) error {
	shape := calendarSettingsJSON{MaxAge: int(set.MaxAge / time.Minute), Soft: output.Words(set.Words.Soft), Firm: output.Words(set.Words.Firm)}
	return s.Print(shape, func(w *output.Page) {
		w.Line("A reading counts for %d minutes.", shape.MaxAge)
		w.Field("Soft", listed(shape.Soft))
		w.Field("Busy", listed(shape.Firm))
	})
}

// listed writes words separated by commas.
func listed(words []string) string {
	if len(words) == 0 {
		return "none"
	}
	return strings.Join(words, ", ")
}
