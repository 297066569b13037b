package shell

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"recruitty/recruit"
	"recruitty/recruit/workspace"
	"recruitty/ui/preferences"
	"recruitty/ui/wording"
)

// Session is all that the terminal interface knows about whom it serves. The
// same interface runs on a person's own machine and for each visitor over SSH;
// the difference is only in these fields.
type Session struct {
	Context context.Context  // ends when the session ends; every command derives from it
	Now     func() time.Time // the clock
	Zone    *time.Location   // the member's time zone

	*workspace.Workspace                // as Member may see it
	Member               recruit.Member // who acts; see App.SetMember
	Company              string         // as the workspace names it

	// OpenURL opens an address in a browser that the user sees. Nil when there
	// is none, as over SSH.
	OpenURL func(address string) error

	// Edit writes a text into a file that the person's own editor can open; Done of what it
	// returns is called in any case. Nil over SSH: a visitor starts no program on the host.
	Edit func(ctx context.Context, text string) (wording.Editing, error)

	// Inbox lists the files that the member has sent to this host, the newest first, and Services takes
	// files by these names only. Nil where files are named by their path.
	Inbox func() ([]string, error)

	// Preferences is where keys, colours and the like of the person are kept; nil where
	// they are not.
	Preferences preferences.Place

	// Mails is the mailbox of a demo; nil otherwise.
	Mails Mailbox

	Remote bool // over SSH: this machine's clipboard, disk and editor are not the user's
	Demo   bool // sample data; every screen says so

	// DemoServer is the server-to-server app that the demo's Zoom knows, so that
	// its form needs nothing that nobody was told.
	DemoServer recruit.ZoomApp

	ASCII bool // frames and signs of plain ASCII

	// Language is that of the terminal's locale, such as uk_UA.UTF-8, or "".
	Language string

	// Changes tells what changed elsewhere. Nil when nothing is watched. The
	// sender must not block on it.
	Changes <-chan recruit.ChangeSet

	// After delivers msg after d. Nil means the real timer; tests put their own.
	After func(d time.Duration, msg tea.Msg) tea.Cmd
}

// Changed is the fact that something is no longer what it was. It reaches every
// modal and the visible screen at once, the other screens when they are shown
// again; each one decides whether that concerns what it shows, and reads it again
// if so. A change of this session has an empty set: it may be about anything.
type Changed struct {
	News recruit.ChangeSet
}

// Affects reports whether it may be about what match says yes to.
func (c Changed) Affects(match func(recruit.Change) bool) bool {
	return c.News == nil || c.News.Affects(match)
}
