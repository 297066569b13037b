package cli

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/doctor"
	"recruitty/recruit/fulltext"
	"recruitty/recruit/timeparse"
)

// level says how serious a finding is.
type level string

const (
	fine    level = "ok"
	remark  level = "note"
	warning level = "warning"
	problem level = "problem"
)

// finding is one thing that was looked at, and what to do about it.
type finding struct {
	About string `json:"about"`
	Level level  `json:"level"`
	Text  string `json:"text"`
	Next  string `json:"next"` // "" when nothing is to be done

	// What was found in comparison with Zoom has a number, for --repair, and says
	// what it is about; numbers count anew each time.
	Number    int                 `json:"number,omitempty"`
	Kind      doctor.FindingKind  `json:"kind,omitempty"`
	Repair    doctor.Repair       `json:"repair,omitempty"`
	Interview recruit.InterviewID `json:"interview,omitempty"`
	Meeting   int64               `json:"meeting,omitempty"`
}

type doctorJSON struct {
	OK       bool      `json:"ok"`
	Findings []finding `json:"findings"`
}

// printFindings prints them; a problem makes the command fail.
func printFindings(p *command.Program, found []finding) error {
	d := doctorJSON{OK: true, Findings: found}
	problems := 0
	for _, f := range found {
		if f.Level == problem {
			d.OK = false
			problems++
		}
	}
	if err := p.Print(d, func(w *output.Page) {
		for _, f := range found {
			text := f.Text
			if f.Number > 0 {
				text = output.Number(f.Number) + ". " + text
			}
			w.Line("%-8s %-10s %s", f.Level, f.About, text)
			if f.Next != "" {
				w.Line("%-8s %-10s %s", "", "", f.Next)
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
	var how repairing
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check the workspace, Zoom, mail, the clock and the outbox",
		Long: `Checks everything that recruitty needs, compares each upcoming interview with what is at Zoom, and says what to do
about each problem. Exit code 1 means that there is one. --repair does what a numbered line offers; it looks again first.`,
		Example: `  recruitty doctor
  recruitty doctor --json
  recruitty doctor --repair 1`,
		Args: command.Exactly(),
		RunE: func(cmd *cobra.Command, args []string) error {
			err := p.reading(func(ctx context.Context, s *session, _ []string) error {
				if s.Cmd.Flags().Changed("repair") {
					return s.repair(ctx, "recruitty doctor", how)
				}
				return s.checkUp(ctx)
			})(cmd, args)
			if err != nil && errors.Is(err, recruit.ErrStorage) {
				return printFindings(p.Program, []finding{{About: "workspace", Level: problem, Text: recruit.Sentence(err), Next: "The workspace is " + p.Data + "."}, zoneFinding()})
			}
			return err
		},
	}
	how.flags(c)
	return c
}

// checkUp looks at everything.
func (s *session) checkUp(ctx context.Context) error {
	found := []finding{s.soundness(ctx)}
	for _, look := range []func(context.Context) ([]finding, error){s.unsound, s.zoomFindings, s.mailFinding, s.inboxFinding, s.outboxFinding, s.filesFinding, s.leftFinding} {
		more, err := look(ctx)
		if err != nil {
			return err
		}
		found = append(found, more...)
	}
	found = append(found, s.clockFinding(), zoneFinding())
	compared, err := s.compared(ctx)
	if err != nil {
		return err
	}
	return printFindings(s.Program, append(found, compared...))
}

func (p *program) zoomDoctor() *cobra.Command {
	var how repairing
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check the Zoom connection and the meetings there, and say what to do",
		Long: `Checks the Zoom connection, compares each upcoming interview with its meeting, and looks for meetings that no
interview owns. Exit code 1 means that there is a problem. --repair does what a numbered line offers; it looks again first.`,
		Example: "  recruitty zoom doctor\n  recruitty zoom doctor --repair 2 --yes",
		Args:    command.Exactly(),
		RunE: p.reading(func(ctx context.Context, s *session, _ []string) error {
			if s.Cmd.Flags().Changed("repair") {
				return s.repair(ctx, "recruitty zoom doctor", how)
			}
			found, err := s.zoomFindings(ctx)
			if err != nil {
				return err
			}
			compared, err := s.compared(ctx)
			if err != nil {
				return err
			}
			return printFindings(s.Program, append(append(found, s.clockFinding()), compared...))
		}),
	}
	how.flags(c)
	return c
}

func (s *session) soundness(ctx context.Context) finding {
	if err := s.Storage.Check(ctx); err != nil {
		return finding{About: "workspace", Level: problem, Text: recruit.Sentence(err), Next: "Make a copy of " + s.Dir + " before anything else; recruitty restore puts a backup in its place."}
	}
	return finding{About: "workspace", Level: fine, Text: s.Dir + " is sound."}
}

// unsound names damaged records; everything else goes on without them.
func (s *session) unsound(ctx context.Context) (out []finding, err error) {
	sentences, err := s.Storage.Unsound(ctx)
	for _, sentence := range sentences {
		out = append(out, finding{About: "records", Level: problem, Text: sentence, Next: recruit.MendDamage})
	}
	return out, err
}

// zoomFindings looks at the app, the connection and its plan; what is amiss
// with a connection is said by what was compared with Zoom.
func (s *session) zoomFindings(ctx context.Context) ([]finding, error) {
	st, err := s.Services.Accounts.Status(ctx, s.Actor)
	if err != nil {
		return nil, err
	}
	var out []finding
	if !st.Configured && st.State == recruit.NotConnected {
		out = append(out, finding{About: "zoom", Level: warning, Text: "No Zoom app is registered with recruitty.",
			Next: "Set RECRUITTY_ZOOM_CLIENT_ID to the client id of your app in the Zoom Marketplace."})
	}
	c := st.Connection
	switch st.State {
	case recruit.NotConnected:
		return append(out, finding{About: "zoom", Level: warning, Text: "Zoom is not connected.", Next: "Run recruitty zoom connect, or schedule on another platform."}), nil
	case recruit.Connected:
		out = append(out, finding{About: "zoom", Level: fine, Text: "Connected as " + output.Person(c.UserName, c.UserEmail) + " since " + s.Moment(c.Since) + "."})
	}
	plan := finding{About: "plan", Level: warning}
	switch {
	case c.Plan == recruit.PlanLicensed:
		plan.Level, plan.Text = fine, "The Zoom user is licensed."
	case c.Plan == recruit.PlanBasic:
		plan.Text, plan.Next = "The Zoom user is on the Basic plan; meetings end after 40 minutes.", "Keep interviews at 40 minutes or use a licensed user."
	case c.Kind == recruit.ServerToServer:
		plan.Level, plan.Text = fine, "Each organiser's own Zoom user hosts, with the plan that this user has."
	default:
		plan.Text, plan.Next = "The Zoom user's plan is unknown; a Basic host's meetings end after 40 minutes.", "Look it up in Zoom under your profile."
	}
	return append(out, plan), nil
}

func (s *session) mailFinding(ctx context.Context) ([]finding, error) {
	set, err := s.Services.Settings.Mail(ctx)
	if err != nil {
		return nil, err
	}
	f := finding{About: "mail", Level: warning, Text: "Mail is not set up; invitations wait.", Next: "Run recruitty mail set URL --from ADDRESS."}
	if set.URL != "" {
		if err := s.Services.Mailer.Check(set.URL, set.From); err != nil {
			f.Level, f.Text = problem, recruit.Sentence(err)
		} else {
			f = finding{About: "mail", Level: fine, Text: "Emails go through " + s.Services.Mailer.Describe(set.URL) + " from " + set.From + "."}
		}
	}
	return []finding{f}, nil
}

// inboxFinding says how the mailbox for answers is read. Without one answers
// are noted by hand, which is no fault.
func (s *session) inboxFinding(ctx context.Context) ([]finding, error) {
	box, shape, err := s.inbox(ctx)
	if err != nil {
		return nil, err
	}
	f := finding{About: "answers", Level: fine, Text: "Read from " + shape.URL + ". " + box.Story(s.Moment)}
	switch {
	case !shape.Set:
		f = finding{About: "answers", Level: remark, Text: box.Story(s.Moment), Next: "Set one with recruitty mail inbox URL, or record answers manually."}
	case shape.Error != "":
		f.Level, f.Text, f.Next = problem, shape.Error, "Correct it with recruitty mail inbox URL and test it with recruitty mail fetch."
	}
	found := []finding{f}
	for _, story := range box.PassedStories(s.Moment, 20) {
		found = append(found, finding{About: "answers", Level: warning, Text: story, Next: "Look at the message in a mail program; if it is an answer, record it with recruitty interview answer."})
	}
	return found, nil
}

func (s *session) outboxFinding(ctx context.Context) ([]finding, error) {
	open, err := s.Services.Store.OpenEffects(ctx, 0)
	if err != nil {
		return nil, err
	}
	trouble, err := s.Services.Store.AttentionCount(ctx)
	f := finding{About: "outbox", Level: fine, Text: "Everything is confirmed."}
	switch {
	case err != nil:
		return nil, err
	case trouble > 0:
		f = finding{About: "outbox", Level: problem, Text: fmt.Sprintf("%d of %d open steps need attention.", trouble, len(open)), Next: "See recruitty outbox list."}
	case len(open) > 0:
		f = finding{About: "outbox", Level: warning, Text: fmt.Sprintf("%d external steps are not confirmed yet.", len(open)), Next: "Run recruitty outbox run."}
	}
	return []finding{f}, nil
}

// filesFinding says how far files are read for the search.
func (s *session) filesFinding(ctx context.Context) ([]finding, error) {
	far, err := s.Services.Store.FilesRead(ctx)
	if words := fulltext.NotSearched(far); words != "" {
		return []finding{{About: "files", Level: remark, Text: words, Next: readElsewhere}}, err
	}
	return nil, err
}

// clockFinding compares the clock with the newest thing that happened: a clock
// that was set back makes interviews look further away than they are.
func (s *session) clockFinding() finding {
	now := s.Now()
	newest, err := s.Services.Store.Activities(s.Cmd.Context(), recruit.ActivityFilter{Limit: 1})
	if err == nil && len(newest) > 0 && newest[0].At.After(now.Add(time.Minute)) {
		return finding{About: "clock", Level: problem, Text: "This machine's clock is behind the latest entry of the log (" + s.Moment(newest[0].At) + ").", Next: "Correct the clock, preferably with NTP."}
	}
	return finding{About: "clock", Level: fine, Text: "It is " + timeparse.DateTime(now.UTC()) + " UTC, " + timeparse.Clock(now.In(s.Actor.Location())) + " for you."}
}

func zoneFinding() finding {
	f := finding{About: "time zones", Level: fine, Text: "The time zone data is release " + timeparse.DataVersion() + "."}
	if newer := timeparse.SystemVersion(timeparse.SystemData()); newer > timeparse.DataVersion() {
		f.Level, f.Text = remark, f.Text+" This machine has "+newer+", which is newer; you are warned if that affects a start."
		f.Next = "Install a newer recruitty."
	}
	return f
}
