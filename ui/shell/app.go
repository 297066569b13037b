// Package shell is what the screens stand in: sections, the stack of screens,
// modals, status line and footer, and the one event loop that they share. It
// knows no screen; a Navigator leads from one to another.
//
// Everything in App runs in one event loop. What takes time is a command made
// by Load or Run; its result comes back into the loop before it touches
// anything. There is no state outside App, so that many sessions run in one
// process.
package shell

import (
	"cmp"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"recruitty/ui/keyboard"
	"recruitty/ui/pointer"
	"recruitty/ui/preferences"
	"recruitty/ui/text"
	"recruitty/ui/theme"
)

// The window is clamped to this size, because over SSH it is the visitor's to
// say and memory grows with it. Under the least size one sentence is shown.
const (
	maxWidth, maxHeight = 500, 200
	minWidth, minHeight = 40, 10
)

// App is the root model.
type App struct {
	session Session
	styles  *theme.Styles
	Theme   string // name as chosen
	ground  theme.Background
	sixteen bool // colours are all that the terminal has
	Nav     Navigator

	gone bool // the member has left the team; see Ended

	Width, Height int
	Section       Section
	Stacks        [sections]stack
	counts        [sections]int
	tally         tally
	Modals        []Modal
	GraceUntil    time.Time
	quiet         quiet
	told          told
	status        status
	UnderWay      int // runs that have not ended
	goKey         goKey
	targets       []pointer.Target // of the last picture, as they were drawn
	prefs         preferences.Now
	preferences   *preferences.Service // nil where no preferences are kept
	greeting      string               // what of them does not hold, to be said first
	bar           bar
	wanted        wanted
	hold          *hold             // while a box is being prepared
	workers       map[string]Worker // screens that work while others are shown

	missed map[Screen]struct{} // hidden screens that a change has not reached

	dirty bool     // the screen under the modals changed
	base  []string // that screen without styling
	shown tea.View // the last one
	still bool     // nothing has happened since that could change it
}

// New is the interface of a session; nav knows its screens.
func New(session Session, nav Navigator) *App {
	a := &App{session: session, Nav: nav, dirty: true, prefs: preferences.Now{Config: preferences.Usual()}}
	a.SetTheme(session.Member.Theme)
	return a
}

// Session is whom the interface serves.
func (a *App) Session() *Session { return &a.session }

// Grid is how the session's terminal counts cells.
func (a *App) Grid() text.Grid { return a.styles.Grid }

// Styles are the looks at the moment. Do not keep them: they change with theme
// and background.
func (a *App) Styles() *theme.Styles { return a.styles }

// SetTheme changes the looks at once.
func (a *App) SetTheme(name string) {
	a.Theme = name
	grid := text.Grid{}
	if a.styles != nil {
		grid = a.styles.Grid
	}
	a.dress(cmp.Or(a.prefs.Theme, name))
	a.styles.Grid = grid
	a.styles.Drew = a.drew
}

// dress makes the styles of a theme, which may be one of the person's own.
func (a *App) dress(name string) {
	base, own := a.prefs.Looks(name)
	if a.sixteen {
		base = theme.OfSixteen(base)
	}
	a.styles = theme.Own(base, a.ground, a.session.ASCII, own)
	a.dirty = true
}

// Init implements tea.Model.
func (a *App) Init() tea.Cmd {
	var greet tea.Cmd
	if a.greeting != "" {
		greet = a.Say(theme.Warning, a.greeting)
	}
	return tea.Batch(a.Goto(Today), a.watch(), a.nextMinute(), a.askSizes(), greet)
}

// Update implements tea.Model. The order is what keeps modals honest: facts
// about the session, then results of commands to whoever asked for them, then
// keys to exactly one reader, then the rest.
func (a *App) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	a.still = false
	cmd := a.update(msg)
	return a, tea.Batch(cmd, a.catchUp(), a.begin(), a.passTime(), a.follow())
}

func (a *App) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return a.resize(msg)
	case tea.BackgroundColorMsg:
		a.ground = theme.IsLight
		if msg.IsDark() {
			a.ground = theme.IsDark
		}
		a.SetTheme(a.Theme)
		return nil
	case text.Grid:
		a.styles.Grid, a.dirty = msg, true
		return nil
	case tea.ColorProfileMsg:
		if sixteen := msg.Profile == colorprofile.ANSI; sixteen != a.sixteen {
			a.sixteen = sixteen
			a.SetTheme(a.Theme)
		}
		return nil
	case tea.EnvMsg, tea.FocusMsg, tea.BlurMsg, tea.KeyReleaseMsg,
		tea.KeyboardEnhancementsMsg, uv.PrimaryDeviceAttributesEvent, tea.TerminalVersionMsg, tea.CapabilityMsg:
		return nil

	case tea.MouseMsg:
		return a.mouse(msg)

	case Answer:
		a.dirty = true
		return msg.Deliver()
	case Changed:
		cmd := a.Broadcast(msg)
		// Interviews of others that nobody looks at here are no reason to draw: with
		// fifty people at work they come all the time.
		a.still = cmd == nil && !msg.News.All()
		return tea.Batch(cmd, a.After(changeRest, rested{}), a.tallySoon())
	case rested:
		a.still = true
		return a.watch()
	case paneRests:
		a.still = true
		return msg.pane.rests(a)
	case paneLate:
		msg.pane.late(msg.reads)
		return nil
	case keyboard.Notice:
		return a.Say(theme.Warning, string(msg))
	case tallyDue:
		a.still = true
		return a.askSizes()
	case minute:
		a.dirty = true
		return tea.Batch(a.nextMinute(), a.tallySoon())
	case statusEnds:
		if msg.generation == a.status.generation {
			a.status.text = ""
			a.dirty = true
		}
		return nil
	case goEnds:
		return a.goEnds(msg)

	case tea.KeyPressMsg:
		return a.press(msg)
	case tea.PasteMsg:
		msg.Content = text.Typed(msg.Content) // no input has to clean it again
		if a.hold != nil {
			a.keep(msg)
			return nil
		}
		if a.hushed(msg) {
			return nil
		}
		if m := a.TopModal(); m != nil {
			return m.Update(msg)
		}
		return a.toScreen(msg)
	}

	// Cursors, spinners and the private messages of form fields.
	var cmds []tea.Cmd
	if m := a.TopModal(); m != nil {
		cmds = append(cmds, m.Update(msg))
	}
	if s := a.Active(); s != nil {
		a.dirty = a.dirty || len(a.Modals) == 0
		cmds = append(cmds, s.Update(msg))
	}
	return tea.Batch(cmds...)
}

// resize takes a new window size. Modals are told, because forms must be built
// anew; screens learn it from View.
func (a *App) resize(msg tea.WindowSizeMsg) tea.Cmd {
	if msg.Width <= 0 || msg.Height <= 0 {
		return nil
	}
	msg.Width, msg.Height = min(msg.Width, maxWidth), min(msg.Height, maxHeight)
	if msg.Width == a.Width && msg.Height == a.Height {
		return nil
	}
	a.Width, a.Height, a.dirty = msg.Width, msg.Height, true
	var cmds []tea.Cmd
	for _, m := range append([]Modal(nil), a.Modals...) {
		cmds = append(cmds, m.Update(msg))
	}
	return tea.Batch(cmds...)
}

// toScreen gives a message to the visible screen.
func (a *App) toScreen(msg tea.Msg) tea.Cmd {
	a.dirty = true
	if s := a.Active(); s != nil {
		return s.Update(msg)
	}
	return nil
}
