package planning

import (
	"context"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/cli/output"
	"recruitty/recruit"
	"recruitty/recruit/availability"
	"recruitty/recruit/busy"
)

// connecting is what was typed for calendar connect.
type connecting struct {
	signIn            command.SigningIn
	app               command.SignInApp
	google, microsoft bool
	caldav, ics, user string
	whole, workspace  bool
	member, keyFile   string
	titles, look      bool
	calendars         []string
}

func (p planner) calendarConnect() *cobra.Command {
	var how connecting
	c := &cobra.Command{
		Use:   "connect --google|--microsoft|--caldav URL|--ics URL",
		Short: "Connect a calendar, so that it is known when its owner is free",
		Long: `Connects a calendar of yours. recruitty reads when you are busy, and keeps the times and whether an entry may be
overruled; it keeps no title, place or guest, and never writes into the calendar. It reads once before anything is saved.

  --google, --microsoft  sign in on the provider's own page, with the app that your organisation registered with it once
                         (--client-id and --client-secret-file, by an admin; the same app as for mail). Google's needs
                         the Google Calendar API, Microsoft's the delegated permission Calendars.ReadBasic of Microsoft
                         Graph; with --titles, Calendars.Read.
  --caldav URL --user U  a CalDAV server. The password is asked for, or read from standard input; many servers want one
                         that is made for a single app. --list shows the calendars that it has.
  --ics URL              an address at which the calendar is published as iCalendar. Who knows it can read the calendar,
                         and other people on this machine can read a command line; with - it is read from standard input.

With --titles Google and Microsoft show the titles of entries, and the words of recruitty calendar settings tell those
that may be overruled, such as Focus, from the rest. With --paste the browser may be on another machine; with --device
a code is typed on any device, where the provider allows that.

An admin connects for another member with --member, and for the whole team with --workspace, through an account that may
see everybody's calendar, or with --whole, without any person: at Google with the key of a service account (--key-file;
- is standard input) in the name of --user, at Microsoft with the app itself, which has a secret, a tenant and the
application permission Calendars.ReadBasic, or with --titles Calendars.Read.`,
		Example: `  recruitty calendar connect --google
  recruitty calendar connect --microsoft --titles --device
  recruitty calendar connect --caldav https://cal.example.com --user dana < password.txt
  recruitty calendar connect --ics - < address.txt
  recruitty calendar connect --google --whole --user admin@example.com --key-file key.json`,
		Args: command.Exactly(),
		RunE: p.Acting(func(ctx context.Context, s *command.Session, _ []string) error {
			wanted, err := how.connection(ctx, s)
			if err != nil {
				return err
			}
			if how.look {
				return p.found(ctx, s, wanted)
			}
			src, err := how.connect(ctx, s, wanted)
			if err != nil {
				return err
			}
			if err := p.printSource(ctx, s, src); err != nil {
				return err
			}
			if src.ReadAt.IsZero() {
				return command.Unconfirmed("%s is connected, but could not be read yet; it is tried again.", src.Label())
			}
			return nil
		}),
	}
	f := c.Flags()
	f.BoolVar(&how.google, "google", false, "sign in to Google")
	f.BoolVar(&how.microsoft, "microsoft", false, "sign in to Microsoft 365")
	f.StringVar(&how.caldav, "caldav", "", "`address` of a CalDAV server")
	f.StringVar(&how.ics, "ics", "", "`address` of a published calendar, or -; kept, sealed")
	f.StringVar(&how.user, "user", "", "`name` or address of the account")
	f.BoolVar(&how.titles, "titles", false, "also read the titles of entries, to tell which may be overruled; none is kept")
	f.StringArrayVar(&how.calendars, "calendar", nil, "`name` of a calendar to read, as its server knows it; for the team ADDRESS or ADDRESS=NAME; may be repeated")
	f.BoolVar(&how.look, "list", false, "only list the calendars that a CalDAV server has")
	f.StringVar(&how.member, "member", "", "as an admin, the calendar of this `member`")
	f.BoolVar(&how.workspace, "workspace", false, "as an admin, the calendars of everybody, or of those that --calendar names")
	f.BoolVar(&how.whole, "whole", false, "as an admin, those of everybody without a person's sign-in")
	f.StringVar(&how.keyFile, "key-file", "", "`file` with the key of Google's service account, or -; kept, sealed")
	how.signIn.Flags(c, "the provider's page")
	how.app.Flags(c)
	p.Complete(c, "member", p.MemberEmails)
	return c
}

// kind is the one that was chosen.
func (how connecting) kind(cmd *cobra.Command) (busy.Kind, error) {
	var chosen []busy.Kind
	for kind, yes := range map[busy.Kind]bool{busy.Google: how.google, busy.Microsoft: how.microsoft, busy.CalDAV: cmd.Flags().Changed("caldav"), busy.Feed: cmd.Flags().Changed("ics")} {
		if yes {
			chosen = append(chosen, kind)
		}
	}
	if len(chosen) != 1 {
		return "", command.WrongUsage(cmd, "Choose one of --google, --microsoft, --caldav and --ics.")
	}
	kind := chosen[0]
	signs := kind == busy.Google || kind == busy.Microsoft
	byPerson := how.signIn.Paste || how.signIn.Device
	switch {
	case !signs && (how.titles || how.whole || byPerson || how.app.Typed()):
		return "", command.WrongUsage(cmd, "--titles, --whole, --paste, --device and what belongs to an app go with --google and --microsoft.")
	case how.signIn.Paste && how.signIn.Device, how.whole && byPerson:
		return "", command.WrongUsage(cmd, "Choose one of --paste, --device and --whole.")
	case how.member != "" && (how.workspace || how.whole):
		return "", command.WrongUsage(cmd, "--member does not go with --workspace and --whole.")
	case kind == busy.Feed && how.workspace:
		return "", command.WrongUsage(cmd, "A published calendar is one person's; name them with --member.")
	case kind == busy.Feed && len(how.calendars) > 0:
		return "", command.WrongUsage(cmd, "A published calendar is a single one; --calendar does not go with --ics.")
	case how.look && kind != busy.CalDAV:
		return "", command.WrongUsage(cmd, "--list goes with --caldav.")
	case how.keyFile != "" && !(how.whole && kind == busy.Google):
		return "", command.WrongUsage(cmd, "--key-file goes with --google --whole.")
	case how.whole && kind == busy.Google && (how.keyFile == "" || how.user == ""):
		return "", command.WrongUsage(cmd, "--google --whole needs --key-file, and --user with the address of someone in the organisation.")
	case kind == busy.CalDAV && how.user == "":
		return "", command.WrongUsage(cmd, "--caldav needs --user.")
	}
	return kind, nil
}

// connection is what was typed, with its secret.
func (how connecting) connection(ctx context.Context, s *command.Session) (availability.Connection, error) {
	kind, err := how.kind(s.Cmd)
	wanted := availability.Connection{Kind: kind, Owner: s.Actor.ID, User: how.user, Titles: how.titles}
	if err != nil {
		return wanted, err
	}
	if how.workspace || how.whole {
		wanted.Owner = 0
	}
	if how.member != "" {
		m, err := s.MemberRef(ctx, how.member)
		if err != nil {
			return wanted, err
		}
		wanted.Owner = m.ID
	}
	for _, text := range how.calendars {
		named := availability.Named{Member: wanted.Owner, Name: text}
		if wanted.Owner == 0 {
			address, name, _ := strings.Cut(text, "=")
			m, err := s.MemberRef(ctx, address)
			if err != nil {
				return wanted, err
			}
			if named = (availability.Named{Member: m.ID, Name: name}); name == "" {
				named.Name = m.Email
			}
		}
		wanted.Calendars = append(wanted.Calendars, named)
	}
	switch {
	case kind == busy.CalDAV:
		wanted.URL = how.caldav
		wanted.Password, err = s.ReadSecret("Password of " + how.user + ": ")
	case kind == busy.Feed && how.ics == "-":
		wanted.URL, err = s.ReadSecret("Address of the calendar: ")
	case kind == busy.Feed:
		wanted.URL = how.ics
	case how.keyFile != "":
		wanted.Key, err = how.key(s)
	}
	return wanted, err
}

// maxKeyFile bounds what is read of a key file, in bytes; the service refuses less.
const maxKeyFile = 64 << 10

// key reads the key of a service account.
func (how connecting) key(s *command.Session) (string, error) {
	switch {
	case how.keyFile != "-" && s.Remote():
		return "", recruit.Refused("A file on the host is not read for this; give the key on standard input with --key-file -.")
	case how.keyFile != "-":
		return s.Services.Documents.Secret("key_file", how.keyFile, maxKeyFile)
	}
	key, err := io.ReadAll(io.LimitReader(s.In, maxKeyFile))
	if err != nil {
		return "", recruit.Invalid("key_file", "The key cannot be read from standard input; send it again.")
	}
	return string(key), nil
}

// connect connects in the way that was chosen.
func (how connecting) connect(ctx context.Context, s *command.Session, wanted availability.Connection) (availability.Source, error) {
	free := s.Services.Availability
	signs := wanted.Kind == busy.Google || wanted.Kind == busy.Microsoft
	if signs {
		if err := s.SaveApp(ctx, recruit.MailProvider(wanted.Kind), how.app); err != nil {
			return availability.Source{}, err
		}
	}
	if !signs || how.whole {
		return free.Connect(ctx, s.Actor, wanted)
	}
	grant, err := s.Authorise(ctx, how.signIn, command.SignInWays{
		Begin: func(ctx context.Context, local bool) (recruit.SignIn, error) {
			return free.Begin(ctx, s.Actor, wanted, local)
		},
		BeginDevice: func(ctx context.Context) (recruit.DeviceSignIn, error) {
			return free.BeginDevice(ctx, s.Actor, wanted)
		},
		Ask: func() {
			s.Tell("%s is asked for permission to:", wanted.Kind.Label())
			for _, n := range free.Permissions(wanted.Kind, wanted.Titles) {
				s.Tell("  - %s: %s", n.Name, n.Why)
			}
			s.Tell("It never changes a calendar, and you can take the access back at any time: %s.", recruit.MailProvider(wanted.Kind).TakeBack())
		},
		Again: "Run recruitty calendar connect again.",
	})
	if err != nil {
		return availability.Source{}, err
	}
	return free.Finish(ctx, s.Actor, wanted, grant)
}

// foundJSON is a calendar that a server has, with --json.
type foundJSON struct {
	Name   string `json:"name"`
	URL    string `json:"url"`
	Own    bool   `json:"own"`
	Counts bool   `json:"counts"` // its entries are meant to count as busy
}

// found lists the calendars of a CalDAV account.
func (p planner) found(ctx context.Context, s *command.Session, wanted availability.Connection) error {
	all, err := s.Services.Availability.Found(ctx, s.Actor, wanted)
	if err != nil {
		return err
	}
	yes := func(is bool) string {
		if is {
			return "yes"
		}
		return "no"
	}
	return output.Stream(s.Printer(), output.ListOf("This account has no calendars.", []string{"NAME", "OWN", "COUNTS", "TO BE NAMED WITH --calendar"}, func(f availability.Found) []string {
		return []string{f.Name, yes(f.Own), yes(f.Counts), f.URL}
	}, func(f availability.Found) foundJSON { return foundJSON(f) }), output.Whole(all))
}
