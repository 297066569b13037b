package recruit

import (
	"context"
	"net"
	"strconv"
	"strings"
	"time"
)

// Keys of the workspace's settings. Those marked secret are sealed.
const (
	SettingWorkspace    = "workspace.name"
	SettingPlatform     = "platform.default"
	SettingUndo         = "undo.seconds"
	SettingMailFrom     = "mail.from"
	SettingMailURL      = "mail.url"        // secret
	SettingZoomClientID = "zoom.client_id"  // of the app for sign-ins
	SettingZoomSecret   = "zoom.secret"     // secret
	SettingZoomAccount  = "zoom.account_id" // only in old workspaces, see earlierApp

	SettingCalendarAge  = "calendar.max_age" // how old a reading may be, in minutes
	SettingCalendarSoft = "calendar.soft"    // words that make an entry soft, one a line
	SettingCalendarFirm = "calendar.firm"    // words that keep it busy
	SettingHours        = "hours.workspace"  // working hours for everybody, as JSON

	SettingOffers = "offers." // begins those about times that candidates choose from

	SettingServerAccount  = "zoom.server.account_id" // of the server-to-server app
	SettingServerClientID = "zoom.server.client_id"  //
	SettingServerSecret   = "zoom.server.secret"     // secret
)

// DefaultUndo is how long a decision on the screen can be taken back.
const DefaultUndo = 8 * time.Second

// Environment holds what was set from outside; it goes before saved
// settings. Empty fields were not set.
type Environment struct {
	As                                    string
	ZoomClientID, ZoomSecret, ZoomAccount string
	ZoomAPI, ZoomOAuth                    string
	SMTP, MailFrom                        string
	IMAP                                  string // the mailbox for answers
	// MailApps are the apps for signing in to mail accounts, and MailOAuth where
	// their providers are, "" being the usual place.
	MailApps  map[MailProvider]MailApp
	MailOAuth map[MailProvider]string
	// CalendarAPI is where the providers' calendars are, "" being the usual place.
	CalendarAPI map[MailProvider]string
}

// Settings is the service for what the workspace as a whole has set.
type Settings struct {
	Store SettingsStore
	Queue Waker
	// Check says what is wrong with an address of a mail server or a sender.
	Check func(url, from string) error
	Env   Environment
	Log   ActivityLog // of what was changed; nil where nothing is
	Now   Clock
}

// Waker lets the outbox go on where it waits for a person.
type Waker interface {
	// WakeEffects makes every effect of these kinds that waits for a person due
	// at now; kinds such as "zoom." or "mail." are prefixes.
	WakeEffects(ctx context.Context, prefix string, now time.Time) error
}

// LogSettings writes to the log what was changed, with the old and the new value.
func LogSettings(ctx context.Context, s *Settings, actor Member, action, what string, differences ...string) error {
	words := ChangedWords(what, JoinDifferences(differences...))
	if words == "" || s.Log == nil {
		return nil
	}
	return s.Log.Log(ctx, Activity{At: s.Now().UTC(), ActorID: actor.ID, Actor: actor.Name, Action: action, Text: words})
}

// SaveSetting saves a setting that is called name on the screen, and logs the change.
func SaveSetting(ctx context.Context, s *Settings, actor Member, name, key, value string) error {
	was, err := s.Store.Setting(ctx, key)
	if err != nil {
		return err
	}
	if err := s.Store.SetSetting(ctx, key, value); err != nil {
		return err
	}
	return LogSettings(ctx, s, actor, "settings.changed", "Changed the settings", Difference(name, was, value))
}

// MailSettings is the way out for mails.
type MailSettings struct {
	URL  string // smtp://… with its password: never shown
	From string // address, or name and address
	// FromEnvironment says that it was set from outside and is not changed here.
	FromEnvironment bool
}

// Mail returns the mail settings, those of the environment before saved ones.
func (s *Settings) Mail(ctx context.Context) (MailSettings, error) {
	if s.Env.SMTP != "" {
		return MailSettings{URL: s.Env.SMTP, From: s.Env.MailFrom, FromEnvironment: true}, nil
	}
	url, err := s.Store.Secret(ctx, SettingMailURL)
	if err != nil {
		return MailSettings{}, err
	}
	from, err := s.Store.Setting(ctx, SettingMailFrom)
	if s.Env.MailFrom != "" {
		from = s.Env.MailFrom
	}
	return MailSettings{URL: url, From: from}, err
}

// SetMail saves the mail settings and makes waiting mails due.
func (s *Settings) SetMail(ctx context.Context, actor Member, url, from string) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	if err := s.Check(url, from); err != nil {
		return err
	}
	server, err := s.Store.Secret(ctx, SettingMailURL)
	if err != nil {
		return err
	}
	sender, err := s.Store.Setting(ctx, SettingMailFrom)
	if err != nil {
		return err
	}
	if err := s.Store.SetSecret(ctx, SettingMailURL, url); err != nil {
		return err
	}
	if err := s.Store.SetSetting(ctx, SettingMailFrom, from); err != nil {
		return err
	}
	if err := LogSettings(ctx, s, actor, "mail.changed", "Changed the mail settings", ServerDifference("Server", server, url), Difference("From", sender, from)); err != nil {
		return err
	}
	return s.Queue.WakeEffects(ctx, "mail.", s.Now().UTC())
}

// Workspace is the company's name, as screens and mails show it.
func (s *Settings) Workspace(ctx context.Context) (string, error) {
	return s.Store.Setting(ctx, SettingWorkspace)
}

// SetWorkspace changes the company's name.
func (s *Settings) SetWorkspace(ctx context.Context, actor Member, name string) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	name, err := CleanLine("workspace", "company name", name, 100)
	if err != nil {
		return err
	}
	return SaveSetting(ctx, s, actor, "Company", SettingWorkspace, name)
}

// Undo is how long a decision on the screen can be taken back; 0 is never.
func (s *Settings) Undo(ctx context.Context) (time.Duration, error) {
	v, err := s.Store.Setting(ctx, SettingUndo)
	if err != nil || v == "" {
		return DefaultUndo, err
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > 120 {
		return DefaultUndo, nil
	}
	return time.Duration(n) * time.Second, nil
}

// CheckUndo bounds how long a decision may be held back.
func CheckUndo(d time.Duration) error {
	if d < 0 || d > 2*time.Minute {
		return Invalid("undo", "The time to undo is a number of seconds from 0 to 120.")
	}
	return nil
}

// SetUndo changes it, from 0 to 120 seconds.
func (s *Settings) SetUndo(ctx context.Context, actor Member, d time.Duration) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	if err := CheckUndo(d); err != nil {
		return err
	}
	was, err := s.Undo(ctx)
	if err != nil {
		return err
	}
	if err := s.Store.SetSetting(ctx, SettingUndo, seconds(d)); err != nil {
		return err
	}
	return LogSettings(ctx, s, actor, "settings.changed", "Changed the settings", Difference("Undo seconds", seconds(was), seconds(d)))
}

func seconds(d time.Duration) string { return strconv.Itoa(int(d / time.Second)) }

// SettingHostAddress is the key of the setting that says at which address the
// team enters.
const SettingHostAddress = "host.address"

// HostAddress is where the team enters by SSH, as host or host:port; "" while
// nobody has said.
func (s *Settings) HostAddress(ctx context.Context) (string, error) {
	return s.Store.Setting(ctx, SettingHostAddress)
}

// SetHostAddress changes it: a name or an IP address, with the port where it is
// not 22. "" means that it is not known.
func (s *Settings) SetHostAddress(ctx context.Context, actor Member, typed string) error {
	if err := Allow(actor, ToManage); err != nil {
		return err
	}
	address := strings.TrimSpace(typed)
	if address != "" && !isHostAddress(address) {
		return Invalid("host_address", "%q is not an address to connect to; write it like desk.example.com:2222.", Shorten(typed))
	}
	return SaveSetting(ctx, s, actor, "SSH address", SettingHostAddress, address)
}

func isHostAddress(address string) bool {
	host, port := apart(address)
	if n, err := strconv.Atoi(port); err != nil || n < 1 || n > 65535 || len(host) > 253 {
		return false
	}
	if net.ParseIP(host) != nil {
		return true
	}
	// It becomes part of a command that people type, so that nothing else fits.
	plain := func(r rune) bool {
		return r == '.' || r == '-' || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return host != "" && host[0] != '-' && strings.TrimFunc(host, plain) == ""
}

// apart takes host and port apart; the port of SSH is 22.
func apart(address string) (host, port string) {
	if host, port, err := net.SplitHostPort(address); err == nil {
		return host, port
	}
	return strings.Trim(address, "[]"), "22"
}

// JoinLine is what a member types on their own machine to bring its key, at the
// address of the host; for "" it holds the words HOST and PORT in its place.
func JoinLine(address, code string) string {
	host, port := "HOST", "PORT"
	if address != "" {
		host, port = apart(address)
	}
	if port == "22" {
		return "ssh -t " + host + " join " + code
	}
	return "ssh -t -p " + port + " " + host + " join " + code
}
