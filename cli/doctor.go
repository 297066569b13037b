package cli

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"recruitty/recruit"
	"recruitty/recruit/when"
)

// level says how serious a finding is.
type level string

const (
	fine    level = "ok"
	warning level = "warning"
	problem level = "problem"
)

// finding is one thing that was looked at, and what to do about it.
type finding struct {
	About string `json:"about"`
	Level level  `json:"level"`
	Text  string `json:"text"`
	Next  string `json:"next"` // "" when nothing is to be done
}

type doctorJSON struct {
	OK       bool      `json:"ok"`
	Findings []finding `json:"findings"`
}

// printFindings prints them; a problem makes the command fail.
func (p *program) printFindings(found []finding) error {
	d := doctorJSON{OK: true, Findings: found}
	problems := 0
	for _, f := range found {
		if f.Level == problem {
			d.OK = false
			problems++
		}
	}
	if err := p.print(d, func(w *page) {
		for _, f := range found {
			w.line("%-8s %-10s %s", f.Level, f.About, f.Text)
			if f.Next != "" {
				w.line("%-8s %-10s %s", "", "", f.Next)
			}
		}
	}); err != nil {
		return err
	}
	if problems > 0 {
		return &recruit.Problem{Kind: errUnwell, Sentence: fmt.Sprintf("%d of %d checks found a problem.", problems, len(found))}
	}
	return nil
}

// errUnwell is the kind of a doctor's bad news.
var errUnwell = errors.New("problems found")

func (p *program) doctor() *cobra.Command {
	return &cobra.Command{
		Use:   "doctor",
		Short: "Check the workspace, Zoom, mail, the clock and the outbox",
		Long:  "Checks everything that recruitty needs and says what to do about each problem. Exit code 1 means that there is one.",
		Example: `  recruitty doctor
  recruitty doctor --json`,
		Args: exactly(),
		RunE: func(cmd *cobra.Command, args []string) error {
			err := p.reading(func(ctx context.Context, s *session, _ []string) error {
				found := []finding{s.soundness(ctx)}
				zoom, err := s.zoomFindings(ctx)
				if err != nil {
					return err
				}
				found = append(found, zoom...)
				for _, look := range []func(context.Context) (finding, error){s.mailFinding, s.outboxFinding} {
					f, err := look(ctx)
					if err != nil {
						return err
					}
					found = append(found, f)
				}
				return p.printFindings(append(found, s.clockFinding(), zoneFinding()))
			})(cmd, args)
			if err != nil && errors.Is(err, recruit.ErrStorage) {
				return p.printFindings([]finding{{"workspace", problem, recruit.Sentence(err), "The workspace is " + p.data + "."}, zoneFinding()})
			}
			return err
		},
	}
}

func (p *program) zoomDoctor() *cobra.Command {
	return &cobra.Command{
		Use:     "doctor",
		Short:   "Check the Zoom connection and say what to do",
		Example: "  recruitty zoom doctor",
		Args:    exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			found, err := s.zoomFindings(ctx)
			if err != nil {
				return err
			}
			return p.printFindings(append(found, s.clockFinding()))
		}),
	}
}

func (s *session) soundness(ctx context.Context) finding {
	if err := s.Check(ctx); err != nil {
		return finding{"workspace", problem, recruit.Sentence(err), "Make a copy of " + s.Dir + " before anything else."}
	}
	return finding{"workspace", fine, s.Dir + " is sound.", ""}
}

// zoomFindings looks at the app, the connection, its permissions and its plan.
func (s *session) zoomFindings(ctx context.Context) ([]finding, error) {
	st, err := s.Desk.Accounts.Status(ctx, s.actor)
	if err != nil {
		return nil, err
	}
	var out []finding
	if !st.Configured {
		out = append(out, finding{"zoom", warning, "No Zoom app is registered with recruitty.",
			"Set RECRUITTY_ZOOM_CLIENT_ID to the client id of your app in the Zoom Marketplace."})
	}
	c := st.Connection
	switch st.State {
	case recruit.NotConnected:
		return append(out, finding{"zoom", warning, "Zoom is not connected.", "Run recruitty zoom connect, or schedule on another platform."}), nil
	case recruit.ReconnectNow:
		out = append(out, finding{"zoom", problem, strings.TrimSpace("Zoom needs to be connected again. " + c.Trouble), "Run recruitty zoom connect."})
	default:
		out = append(out, finding{"zoom", fine, "Connected as " + person(c.UserName, c.UserEmail) + " since " + s.moment(c.Since) + ".", ""})
	}
	for _, n := range st.Missing {
		l := warning
		if n.Required {
			l = problem
		}
		out = append(out, finding{"zoom", l, "Not granted: " + n.Name + ". " + n.Without,
			"Add the scope " + n.Scope + " to the Zoom app, then run recruitty zoom connect again."})
	}
	switch c.Plan {
	case recruit.PlanLicensed:
		out = append(out, finding{"plan", fine, "The Zoom user is licensed.", ""})
	case recruit.PlanBasic:
		out = append(out, finding{"plan", warning, "The Zoom user is on the Basic plan; meetings end after 40 minutes.", "Keep interviews at 40 minutes or use a licensed user."})
	default:
		out = append(out, finding{"plan", warning, "The Zoom user's plan is unknown; a Basic host's meetings end after 40 minutes.", "Look it up in Zoom under your profile."})
	}
	return out, nil
}

func (s *session) mailFinding(ctx context.Context) (finding, error) {
	set, err := s.Desk.Settings.Mail(ctx)
	if err != nil {
		return finding{}, err
	}
	if set.URL == "" {
		return finding{"mail", warning, "Mail is not set up; invitations wait.", "Run recruitty mail set URL --from ADDRESS."}, nil
	}
	if err := s.Desk.Post.Check(set.URL, set.From); err != nil {
		return finding{"mail", problem, recruit.Sentence(err), "Run recruitty mail set URL --from ADDRESS."}, nil
	}
	return finding{"mail", fine, "Mails go through " + s.Desk.Post.Describe(set.URL) + " from " + set.From + ".", ""}, nil
}

func (s *session) outboxFinding(ctx context.Context) (finding, error) {
	open, err := s.Outbox.List(ctx, 0)
	if err != nil {
		return finding{}, err
	}
	trouble, err := s.Desk.Store.TroubleCount(ctx)
	switch {
	case err != nil:
		return finding{}, err
	case trouble > 0:
		return finding{"outbox", problem, fmt.Sprintf("%d of %d open steps need a person.", trouble, len(open)), "See recruitty outbox list."}, nil
	case len(open) > 0:
		return finding{"outbox", warning, fmt.Sprintf("%d steps outside are not confirmed yet.", len(open)), "Run recruitty outbox run."}, nil
	}
	return finding{"outbox", fine, "Everything is confirmed.", ""}, nil
}

// clockFinding compares the clock with the newest thing that happened: a clock
// that was set back makes interviews look further away than they are.
func (s *session) clockFinding() finding {
	now := s.Now()
	newest, err := s.Desk.Store.Activities(s.cmd.Context(), recruit.ActivityFilter{Limit: 1})
	if err == nil && len(newest) > 0 && newest[0].At.After(now.Add(time.Minute)) {
		return finding{"clock", problem, "This machine's clock is behind the newest line of the log (" + s.moment(newest[0].At) + ").", "Set the clock right, best by NTP."}
	}
	return finding{"clock", fine, "It is " + now.UTC().Format("2006-01-02 15:04") + " UTC, " + now.In(s.actor.Location()).Format("15:04") + " for you.", ""}
}

func zoneFinding() finding {
	return finding{"time zones", fine, "The time zone data is release " + when.DataVersion() + ".", ""}
}
