package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/jsonview"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/accounts"
	"recruitty/recruit/export"
)

type departedJSON struct {
	memberJSON
	Zoom *departedZoomJSON `json:"zoom"` // null where there was no connection
}

type departedZoomJSON struct {
	User      string `json:"user"`
	TakenOver bool   `json:"taken_over"`
	Confirmed bool   `json:"confirmed"` // Zoom confirmed that the access is revoked
	Advice    string `json:"advice"`
}

func (p *program) memberRemove() *cobra.Command {
	var keep bool
	c := p.Destroys(p.ofMember(&cobra.Command{
		Use:   "remove ID|ADDRESS",
		Short: "Remove a member from the team",
		Long: `Lists what the member has in the workspace, and removes them from the team. Their sessions, SSH keys, invitation and
drafts end; their access to Zoom is revoked, or with --keep-zoom taken over by you for as long as upcoming meetings
need it. What they did stays in the activity log, and their interviews stay: an admin may take those over.
recruitty member left lists what stays behind.`,
		Example: "  recruitty member remove lee@example.com --yes\n  recruitty member remove lee@example.com --keep-zoom",
	}, p.acting, func(ctx context.Context, s *session, m recruit.Member) error {
		b, err := s.Services.Departures.Of(ctx, s.Actor, m.ID)
		if err != nil {
			return err
		}
		if keep && (b.Zoom.Connection.State != recruit.Connected || len(b.Zoom.Upcoming) == 0) {
			return recruit.Invalid("keep-zoom", "%s has no Zoom connection with an upcoming meeting; leave --keep-zoom out.", m.Name)
		}
		for _, said := range b.Ends(keep) {
			p.Tell("%s", said)
		}
		for _, said := range b.Stays(keep, func(i recruit.InterviewSummary) string { return output.Span(i.Start, i.Duration, s.Actor.Location()) }) {
			p.Tell("%s", said)
		}
		if err := s.Confirm("Remove " + m.Name + " from the team?"); err != nil {
			return err
		}
		done, err := s.Services.Departures.Remove(ctx, s.Actor, m.ID, keep)
		if err != nil && done.Member.ID == 0 {
			return err
		}
		shape := departedJSON{memberJSON: shapeMember(done.Member)}
		if z := done.Zoom.Connection; z.ID != 0 {
			shape.Zoom = &departedZoomJSON{z.UserEmail, done.Kept, done.Zoom.Confirmed, done.Unconfirmed()}
		}
		err = errors.Join(err, s.Print(shape, func(w *output.Page) {
			w.Line("%s is no longer in the team.", done.Member.Name)
			switch {
			case done.Zoom.Connection.ID == 0:
			case done.Kept:
				w.Line("You are responsible for their access to Zoom; recruitty member left says until when.")
			case done.Zoom.Confirmed:
				w.Line("Zoom confirmed that their access is revoked.")
			}
		}))
		if said := done.Unconfirmed(); err == nil && said != "" {
			err = command.Unconfirmed("%s", said)
		}
		return err
	}))
	c.Flags().BoolVar(&keep, "keep-zoom", false, "take over their access to Zoom while meetings need it")
	return c
}

type leftJSON struct {
	Connections []leftConnectionJSON     `json:"connections"`
	Inboxes     []leftInboxJSON          `json:"inboxes"`
	Interviews  []jsonview.InterviewLine `json:"interviews"` // ahead, organised by someone who left
	Invited     []leftInviteeJSON        `json:"invited"`    // those who left and are still invited
	Mail        []string                 `json:"mail"`
}

type leftConnectionJSON struct {
	Owner  memberRefJSON           `json:"owner"`
	User   string                  `json:"user"`
	State  recruit.ConnectionState `json:"state"`
	Keeper *memberRefJSON          `json:"keeper"` // null where nobody has taken it over
	Ahead  int                     `json:"ahead"`
	Text   string                  `json:"text"`
}

type memberRefJSON struct {
	ID    recruit.MemberID `json:"id"`
	Name  string           `json:"name"`
	Email string           `json:"email"`
}

type leftInviteeJSON struct {
	Member    memberRefJSON       `json:"member"`
	Interview recruit.InterviewID `json:"interview"`
	Title     string              `json:"title"`
	Start     export.Time         `json:"start"`
}

type leftInboxJSON struct {
	Name  string         `json:"name"`
	Owner *memberRefJSON `json:"owner"` // null where nobody in this workspace had it
	Files []string       `json:"files"`
	Bytes int64          `json:"bytes"`
}

func shapeRef(m recruit.Member) *memberRefJSON {
	if m.ID == 0 {
		return nil
	}
	return &memberRefJSON{m.ID, m.Name, m.Email}
}

func (s *session) shapeLeft(l accounts.Left) leftJSON {
	return leftJSON{
		Connections: output.Each(l.Connections, func(c accounts.LeftConnection) leftConnectionJSON {
			return leftConnectionJSON{*shapeRef(c.Owner), c.Connection.UserEmail, c.Connection.State, shapeRef(c.Keeper), len(c.Upcoming), c.Story(s.Moment)}
		}),
		Inboxes: output.Each(l.Inboxes, func(b accounts.LeftInbox) leftInboxJSON {
			return leftInboxJSON{b.Name, shapeRef(b.Owner), output.Words(b.Files), b.Bytes}
		}),
		Interviews: output.Each(l.Organised, jsonview.OfSummary), Mail: output.Words(l.Mail),
		Invited: output.Each(l.Invited, func(i accounts.LeftInvitee) leftInviteeJSON {
			return leftInviteeJSON{*shapeRef(i.Member), i.Interview.ID, i.Interview.Title, export.Time(i.Interview.Start)}
		}),
	}
}

func (p *program) memberLeft() *cobra.Command {
	return &cobra.Command{
		Use:   "left",
		Short: "List what former members have left behind",
		Long: `Lists what former members have left behind: Zoom connections (recruitty zoom disconnect --of and recruitty zoom
take-over settle them), interviews that they organise (recruitty interview take-over), inboxes on the SSH host (recruitty
member inbox remove), and sign-ins for mail that are theirs.`,
		Example: "  recruitty member left --json",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			l, err := s.Services.Departures.Left(ctx, s.Actor)
			if err != nil {
				return err
			}
			return s.Print(s.shapeLeft(l), func(w *output.Page) {
				if l.Nothing() {
					w.Line(accounts.NothingLeft)
				}
				for _, c := range l.Connections {
					w.Line("Zoom of %s (member %d): %s", c.Owner.Name, c.Owner.ID, c.Story(s.Moment))
				}
				for _, i := range l.Organised {
					w.Line("Interview %d: %s, %s, %s is organised by someone who has left.", i.ID, output.Span(i.Start, i.Duration, s.Actor.Location()), i.CandidateName, i.Title)
				}
				for _, i := range l.Invited {
					w.Line("Interview %d: %s, %s, %s, to which %s is still invited (recruitty interview invite %[1]d --remove).", i.Interview.ID, output.Span(i.Interview.Start, i.Interview.Duration, s.Actor.Location()),
						i.Interview.CandidateName, i.Interview.Title, output.Person(i.Member.Name, i.Member.Email))
				}
				for _, what := range l.Mail {
					w.Line("Mail: the workspace uses something that belongs to someone who has left. %s.", what)
				}
				s.writeInboxes(w, l.Inboxes)
			})
		}),
	}
}

func (s *session) writeInboxes(w *output.Page, all []accounts.LeftInbox) {
	for _, b := range all {
		w.Line("Inbox %s of %s: %d files, %s.", b.Name, b.Whose(), len(b.Files), recruit.Size(b.Bytes))
		for _, f := range b.Files {
			w.Line("  %s", f)
		}
	}
}

// memberInbox is about inboxes of nobody in the team.
func (p *program) memberInbox() *cobra.Command {
	return command.Noun("inbox", "Inboxes on the SSH host that members have left behind", p.inboxList(), p.inboxRemove())
}

func (p *program) inboxList() *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the inboxes that belong to nobody in the team, with their files",
		Example: "  recruitty member inbox list",
		Args:    command.Exactly(),
		RunE: p.acting(func(ctx context.Context, s *session, _ []string) error {
			l, err := s.Services.Departures.Left(ctx, s.Actor)
			if err != nil {
				return err
			}
			return s.Print(s.shapeLeft(l).Inboxes, func(w *output.Page) {
				if len(l.Inboxes) == 0 {
					w.Line("Every inbox belongs to a member of the team.")
				}
				s.writeInboxes(w, l.Inboxes)
			})
		}),
	}
}

func (p *program) inboxRemove() *cobra.Command {
	return p.Destroys(&cobra.Command{
		Use:     "remove NAME",
		Short:   "Delete an inbox that belongs to nobody in the team, with its files",
		Example: "  recruitty member inbox remove inbox/4f7a… --yes",
		Args:    command.Exactly("the name of an inbox, as recruitty member inbox list shows it"),
		RunE: p.acting(func(ctx context.Context, s *session, args []string) error {
			if err := s.Confirm("Delete the inbox " + args[0] + " with its files?"); err != nil {
				return err
			}
			if err := s.Services.Departures.RemoveInbox(ctx, s.Actor, args[0]); err != nil {
				return err
			}
			return s.Print(struct {
				Removed string `json:"removed"`
			}{args[0]}, func(w *output.Page) { w.Line("The inbox is deleted.") })
		}),
	})
}

// zoomTakeOver lets an admin answer for what someone left.
func (p *program) zoomTakeOver() *cobra.Command {
	return p.ofMember(&cobra.Command{
		Use:   "take-over ID|ADDRESS",
		Short: "Take over the Zoom connection of someone who has left the team",
		Long: `Keeps the access to Zoom that someone left behind, so that the meetings created through it can still be
changed and cancelled. It is revoked automatically once they are over; recruitty zoom disconnect --of revokes it now.`,
		Example: "  recruitty zoom take-over lee@example.com",
	}, p.acting, func(ctx context.Context, s *session, m recruit.Member) error {
		l, err := s.Services.Accounts.TakeOverLeft(ctx, s.Actor, m.ID)
		if err != nil {
			return err
		}
		return s.Print(s.shapeLeft(accounts.Left{Connections: []accounts.LeftConnection{l}}).Connections[0], func(w *output.Page) { w.Line("%s", l.Story(s.Moment)) })
	})
}

// leftFinding says what members have left behind; an admin can do something
// about it.
func (s *session) leftFinding(ctx context.Context) ([]finding, error) {
	if recruit.Allow(s.Actor, recruit.ToManage) != nil {
		return nil, nil
	}
	l, err := s.Services.Departures.Left(ctx, s.Actor)
	if err != nil {
		return nil, err
	}
	l.Connections = nil // said by what was compared with Zoom
	return output.Each(l.Sentences(s.Moment), func(said string) finding {
		return finding{About: "team", Level: warning, Text: said, Next: "See recruitty member left."}
	}), nil
}
