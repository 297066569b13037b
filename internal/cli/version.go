package cli

import (
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit/timeparse"
)

type buildJSON struct {
	Version      string `json:"version"`
	Revision     string `json:"revision"`
	Go           string `json:"go"`
	Platform     string `json:"platform"`
	TimeZoneData string `json:"time_zone_data"`
}

func (p *program) version() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version, and how old the time zone data is",
		Example: "  recruitty version --json",
		Args:    command.Exactly(),
		RunE: func(*cobra.Command, []string) error {
			b := buildJSON{Version: p.Version, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH, TimeZoneData: timeparse.DataVersion()}
			if info, ok := debug.ReadBuildInfo(); ok {
				for _, s := range info.Settings {
					if s.Key == "vcs.revision" {
						b.Revision = s.Value
					}
				}
			}
			return p.Print(b, func(w *output.Page) {
				w.Line("recruitty %s", b.Version)
				w.Field("Revision", b.Revision)
				w.Field("Built with", b.Go+" for "+b.Platform)
				w.Field("Zone data", b.TimeZoneData)
			})
		},
	}
}
