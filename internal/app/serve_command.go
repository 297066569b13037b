package app

import (
	"context"
	"net"
	"strconv"

	"github.com/spf13/cobra"

	"recruitty/calendar/fetch"
	"recruitty/internal/cli/command"
	"recruitty/recruit"
)

// serveOptions is what can be said about the SSH host.
type serveOptions struct {
	Listen  string // address and port
	HostKey string // file; "" is one in the workspace's folder
	Metrics string // address and port for /healthz and /metrics; "" is nowhere

	Sessions, SessionsEach int // at the same time, of all and of one member; 0 is the usual
	// CalendarNetworks are inside, and calendars are read there all the same.
	CalendarNetworks []string

	Memory int // of the whole process in MB; 0 is the usual

	Page pageOptions
}

// check refuses what cannot be meant, such as the value of a variable that is
// not set.
func (o serveOptions) check(cmd *cobra.Command) error {
	for flag, address := range map[string]string{"listen": o.Listen, "metrics": o.Metrics, "web": o.Page.Listen} {
		if !cmd.Flags().Changed(flag) {
			continue
		}
		_, port, err := net.SplitHostPort(address)
		if n, e := strconv.ParseUint(port, 10, 16); err != nil || e != nil || n == 0 && flag == "metrics" {
			return recruit.Invalid(flag, "%q is not an address and a port to listen on; write it like 127.0.0.1:2222.", address)
		}
	}
	for flag, n := range map[string]int{"sessions": o.Sessions, "sessions-each": o.SessionsEach, "memory": o.Memory} {
		if cmd.Flags().Changed(flag) && n < 1 {
			return recruit.Invalid(flag, "--%s takes a number from 1 up; leave it out for the default.", flag)
		}
	}
	if _, err := fetch.ParseNetworks(o.CalendarNetworks); err != nil {
		return recruit.Invalid("calendar-network", "%s.", recruit.Capital(err.Error()))
	}
	return o.Page.check(cmd)
}

// serveCommand is the app for a team.
func (m machine) serveCommand(p *command.Program) *cobra.Command {
	var o serveOptions
	c := &cobra.Command{
		Use:   "serve",
		Short: "Let the team work on this workspace over SSH",
		Long: `Serves this workspace over SSH: the screens for whoever comes with a terminal, and every command without one.
Only keys of members get in (recruitty member key add, recruitty member invite). The host key is made on first use
and its fingerprint printed. With --web it also serves the page on which candidates pick the time of an interview.
Ctrl-C or SIGTERM ends it within ten seconds; nobody's work is lost.`,
		Example: "  recruitty serve\n  recruitty serve --listen :2222 --metrics 127.0.0.1:9150\n  recruitty serve --web 127.0.0.1:8080 --web-proxy 127.0.0.1 --web-url https://interviews.example.com",
		Args:    command.Exactly(),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check(cmd); err != nil {
				return err
			}
			return p.Within(func(ctx context.Context, s *command.Session, _ []string) error { return serve(ctx, s.Whole, m.seen, o) })(cmd, args)
		},
	}
	f := c.Flags()
	f.StringVar(&o.Listen, "listen", "127.0.0.1:2222", "`address` and port to listen on: 0.0.0.0:2222 is IPv4 only, [::]:2222 IPv6 only, :2222 both")
	f.StringVar(&o.HostKey, "host-key", "", "`file` of the host key (default one in the workspace's folder, made on first use)")
	f.StringVar(&o.Metrics, "metrics", "", "loopback `address` and port for /healthz and /metrics (default none)")
	f.IntVar(&o.Sessions, "sessions", 0, "how many sessions may be open at once (default 300)")
	f.IntVar(&o.SessionsEach, "sessions-each", 0, "how many of them one member may have (default 20)")
	f.StringArrayVar(&o.CalendarNetworks, "calendar-network", nil, "`network` such as 10.1.2.0/24 inside of which calendars are read anyway; may be repeated (default none: a member's address that leads inside is refused)")
	f.IntVar(&o.Memory, "memory", 0, "how many `MB` of memory the host may take; when three quarters are in use, who holds most gives way to who comes (default 128, and 4 for each session)")
	o.Page.flags(f)
	return c
}
