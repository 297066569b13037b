package ui

import (
	"context"
	"errors"
	"fmt"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"recruitty/recruit"
	"recruitty/recruit/workspace"
	"recruitty/ui/shell"
	"recruitty/ui/table"
	"recruitty/ui/text"
	"recruitty/ui/theme"
	"recruitty/ui/uitest"
)

// people is a screen with a list, as the real ones have.
type people struct {
	app    *shell.App
	name   string
	list   *table.Table
	typing bool
	heard  []string
	facts  int
}

func newPeople(a *shell.App, name string) *people {
	p := &people{app: a, name: name, list: table.New("Nobody yet. Press a to add the first one.",
		table.Column{Title: "Name", Width: 16, Weight: 2}, table.Column{Title: "Stage", Width: 10, Weight: 1, Drop: 1})}
	p.list.SetRows([]table.Row{
		{Key: "1", Cells: table.Cells("Priya Raman", "Interview")},
		{Key: "2", Cells: table.Cells("Łukasz Nowak", "Offer")},
		{Key: "3", Cells: table.Cells("山田花子", "Applied")},
	})
	return p
}

func (p *people) Init() tea.Cmd { return nil }
func (p *people) Title() string { return p.name }
func (p *people) Typing() bool  { return p.typing }
func (p *people) Keys() []shell.Action {
	nothing := func() tea.Cmd { return nil }
	return []shell.Action{
		{Name: "people.open", Key: "enter", Help: "open", Do: func() tea.Cmd { return p.app.Push(newPeople(p.app, "Profile of "+p.list.Key())) }},
		{Name: "people.schedule", Key: "s", Help: "Schedule an Interview", Do: nothing},
		{Name: "people.cancel", Key: "x", Help: "cancel", When: func() string { return "Only the organiser may cancel this interview." }, Do: nothing},
	}
}
func (p *people) View(w, h int) string { return p.list.View(p.app.Styles(), w, h) }
func (p *people) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case shell.Changed:
		p.facts++
	case tea.KeyPressMsg:
		p.heard = append(p.heard, msg.String())
		p.list.Update(msg)
	}
	return nil
}

type fixture struct {
	*uitest.Driver
	app    *shell.App
	timers *uitest.Timers
	now    time.Time
}

// onlyPeople has the same screen in each section.
type onlyPeople struct{ navigator }

func (onlyPeople) First(a *shell.App, s shell.Section) shell.Screen { return newPeople(a, s.String()) }

func (onlyPeople) Find(*shell.App, string) shell.Look {
	return func(context.Context) ([]shell.Command, error) { return nil, nil }
}

func start(t *testing.T, w, h int, change func(*shell.Session)) *fixture {
	t.Helper()
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{timers: &uitest.Timers{}, now: time.Date(2026, 11, 22, 14, 2, 30, 0, time.UTC)}
	s := shell.Session{Context: t.Context(), Now: func() time.Time { return f.now }, Zone: lisbon,
		Workspace: &workspace.Workspace{}, Member: recruit.Member{Name: "Robin Reyes", Theme: theme.Terminal}, Company: "Acme hiring", After: f.timers.After}
	if change != nil {
		change(&s)
	}
	f.app = shell.New(s, onlyPeople{})
	f.Driver = uitest.New(t, f.app, w, h)
	f.Rest = func() { f.now = f.now.Add(f.app.Quiet()) }
	return f
}

func (f *fixture) active() *people { return f.app.Active().(*people) }

func TestGoldenShell(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}, {45, 35}, {120, 12}, {30, 8}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := start(t, size[0], size[1], nil)
			f.app.SetCount(shell.Today, 2)
			f.app.SetCount(shell.Outbox, 1)
			f.Golden("shell-" + name)
		})
	}
	t.Run("help", func(t *testing.T) {
		t.Parallel()
		f := start(t, 80, 24, func(s *shell.Session) { s.Demo = true })
		f.Press("?")
		f.Golden("help-80x24")
	})
	t.Run("ascii", func(t *testing.T) {
		t.Parallel()
		f := start(t, 80, 24, func(s *shell.Session) { s.ASCII = true })
		f.Press("ctrl+k")
		f.Golden("palette-ascii-80x24")
	})
}

func TestEveryFrameFitsTheWindow(t *testing.T) {
	t.Parallel()
	f := start(t, 80, 24, nil)
	f.Press("ctrl+k")
	for w := 1; w <= 130; w += 3 {
		for h := 1; h <= 45; h += 4 {
			f.Send(tea.WindowSizeMsg{Width: w, Height: h})
			lines := strings.Split(f.View().Content, "\n")
			if len(lines) > h {
				t.Fatalf("%dx%d: %d lines", w, h, len(lines))
			}
			for _, l := range lines {
				if text.Width(l) > w {
					t.Fatalf("%dx%d: line of %d: %q", w, h, text.Width(l), l)
				}
			}
			if c := f.View().Cursor; c != nil && (c.X >= w || c.Y >= h) {
				t.Fatalf("%dx%d: cursor at %v", w, h, c.Position)
			}
		}
	}
	f.Send(tea.WindowSizeMsg{Width: 4000, Height: 4000})
	if f.app.Width != 500 || f.app.Height != 200 {
		t.Errorf("window is %dx%d", f.app.Width, f.app.Height)
	}
	f.Send(tea.WindowSizeMsg{})
	if f.app.Width != 500 {
		t.Error("a window of no size was believed")
	}
}

func TestBackKeepsTheCursor(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, nil)
	f.Press("j", "enter")
	f.Shows("esc back")
	if got := f.app.Active().Title(); got != "Profile of 2" {
		t.Fatalf("on %q", got)
	}
	f.Press("3", "1")
	if got := f.app.Active().Title(); got != "Profile of 2" {
		t.Errorf("a section is not shown as it was left: %q", got)
	}
	f.Press("esc")
	if got := f.active(); got.Title() != "Today" || got.list.Key() != "2" {
		t.Errorf("back on %q, row %q", got.Title(), got.list.Key())
	}
	f.Press("esc", "esc")
	if f.Quit || f.app.Active() == nil {
		t.Error("esc ended the program")
	}
}

func TestGoKey(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, nil)
	f.Press("G", "g")
	f.Shows("c Candidates")
	if f.active().list.Key() != "3" {
		t.Error("g went to the screen before its letter could follow")
	}
	f.timers.Fire(f.Driver)
	if f.active().list.Key() != "3" {
		t.Error("a lonely g does something")
	}
	f.Press("g", "k")
	if f.active().list.Key() != "2" {
		t.Error("a key behind g that is no section's does not do what it always does")
	}
	f.Press("G", "g", "g")
	if f.active().list.Key() != "1" {
		t.Error("gg is not the first row")
	}
	f.Press("g", "c")
	if f.app.Section != shell.Candidates {
		t.Errorf("g c went to %v", f.app.Section)
	}
	f.Press("7")
	if f.app.Section != shell.Settings {
		t.Errorf("7 went to %v", f.app.Section)
	}
}

func TestTypingKeepsGlobalKeysAway(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, nil)
	f.active().typing = true
	f.Press("q", "1", "?", "g", "ctrl+k", "esc")
	if f.Quit || len(f.app.Modals) > 0 || len(f.active().heard) != 6 {
		t.Errorf("quit %v, modals %d, heard %q", f.Quit, len(f.app.Modals), f.active().heard)
	}
	f.Press("ctrl+c")
	if !f.Quit {
		t.Error("ctrl+c does not always work")
	}
}

func TestDisabledKeySaysWhy(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, nil)
	f.Hides("x cancel")
	f.Press("x")
	f.Shows("! Only the organiser may cancel")
	if len(f.active().heard) != 0 {
		t.Error("the screen got a key that cannot work")
	}
	f.timers.Fire(f.Driver)
	f.Hides("Only the organiser")
	f.Press("?")
	f.Type("organiser")
	f.Shows("Only the organiser")
}

func TestModalHasTheKeyboard(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, nil)
	f.Press("ctrl+k")
	f.Type("settings")
	f.Shows("▸ Settings  ")
	f.Hides("New job")
	if len(f.active().heard) != 0 {
		t.Errorf("the screen heard %q under a modal", f.active().heard)
	}
	if c := f.View().Cursor; c == nil {
		t.Error("no cursor in the input")
	}
	f.Press("enter")
	if f.app.Section != shell.Settings || len(f.app.Modals) != 0 {
		t.Errorf("section %v, %d modals", f.app.Section, len(f.app.Modals))
	}
}

func TestAnswers(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, nil)
	var slot shell.Slot
	var got []string
	ask := func(s string) tea.Cmd {
		return shell.Load(f.app, &slot, func(context.Context) (string, error) { return s, nil },
			func(s string, _ error) tea.Cmd { got = append(got, s); return nil })
	}
	first, second := ask("old"), ask("new")
	f.Press("ctrl+k") // a modal must not keep answers away
	f.Run(second)
	f.Run(first)
	if len(got) != 1 || got[0] != "new" || slot.Busy() {
		t.Errorf("got %q, busy %v", got, slot.Busy())
	}

	save := shell.Run(f.app, func(context.Context) (int, error) { return 0, errors.New("the disk is full: nothing was saved") },
		func(_ int, err error) tea.Cmd { return f.app.SayError(err) })
	f.Press("esc", "2", "q")
	f.Shows("Quit recruitty?")
	if f.Quit {
		t.Fatal("ended while saving")
	}
	f.Press("n")
	f.Run(save)
	f.Shows("✗ the disk is full")
	f.Press("q")
	if !f.Quit {
		t.Error("q does not quit")
	}
}

func TestLateModalIgnoresKeysForAMoment(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, nil)
	yes := false
	f.Run(f.app.OpenLater(shell.NewConfirm(f.app, "Take over?", "Sure?", "Take over", func() tea.Cmd { yes = true; return nil })))
	f.Press("right", "enter")
	if yes {
		t.Fatal("a key meant for the list answered the question")
	}
	f.now = f.now.Add(shell.Grace)
	f.Press("right", "enter")
	if !yes || len(f.app.Modals) != 0 {
		t.Error("y did not answer")
	}
}

func TestNonLatinLayout(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, nil)
	f.Send(tea.KeyPressMsg{Code: 'о', Text: "о", BaseCode: 'j'}) // Cyrillic
	if f.active().list.Key() != "2" {
		t.Error("the key on the place of j did not move")
	}
	f.Send(tea.KeyPressMsg{Code: 'j', Text: "j", BaseCode: 'c'}) // Dvorak
	if f.active().list.Key() != "3" {
		t.Error("a Latin letter was moved to its place on another keyboard")
	}
}

func TestThemeFollowsTheBackground(t *testing.T) {
	t.Parallel()
	f := start(t, 100, 30, func(s *shell.Session) { s.Member.Theme = theme.Auto })
	if f.app.Styles().Name != theme.Terminal {
		t.Errorf("starts as %s", f.app.Styles().Name)
	}
	f.Send(tea.BackgroundColorMsg{Color: color.White})
	if f.app.Styles().Name != theme.Light {
		t.Errorf("on white it is %s", f.app.Styles().Name)
	}
	f.app.SetTheme(theme.Dark)
	if f.app.Styles().Name != theme.Dark {
		t.Error("a chosen theme is not kept")
	}
}

// TestSixteenColoursNeedNoNearestOnes holds that a terminal of sixteen colours gets its own
// ones, whatever theme is chosen, and that the chosen one comes back with more colours.
func TestSixteenColoursNeedNoNearestOnes(t *testing.T) {
	t.Parallel()
	for chosen, want := range map[string]string{theme.Dark: theme.Terminal, theme.Light: theme.Terminal, theme.Sepia: theme.Terminal, theme.HighContrast: theme.HighContrast} {
		f := start(t, 100, 30, func(s *shell.Session) { s.Member.Theme = chosen })
		f.Send(tea.ColorProfileMsg{Profile: colorprofile.ANSI})
		if got := f.app.Styles().Name; got != want {
			t.Errorf("%s is %s, want %s", chosen, got, want)
		}
		f.Send(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
		if got := f.app.Styles().Name; got != chosen {
			t.Errorf("with all colours %s is %s", chosen, got)
		}
	}
}

func TestKeyTable(t *testing.T) {
	t.Parallel()
	called := map[string]string{}
	for _, section := range KeyTable() {
		seen := map[string]shell.Action{}
		for _, k := range section.Actions {
			if k.Key == "" || k.Help == "" {
				t.Errorf("%s: an action without key or help: %+v", section.Name, k)
			}
			for _, stroke := range k.Keystrokes() {
				// Two that are never there at once, such as on other rows, may share a key.
				if other, taken := seen[stroke]; taken && (other.Shown == nil || k.Shown == nil) {
					t.Errorf("%s: %s is both %q and %q", section.Name, stroke, other.Help, k.Help)
				}
				seen[stroke] = k
			}
			if !k.Acts() && section.Lead == nil {
				continue
			}
			same := k.Key + " " + k.Help
			if other, taken := called[k.Name]; taken && other != same || k.Name == "" || !k.Acts() {
				t.Errorf("%s, %s: called %q, as is %q; acts: %t", section.Name, same, k.Name, other, k.Acts())
			}
			called[k.Name] = same
		}
	}
}

// TestKeysOfScreensAct: what stands in the table does it, so that no screen has to
// look for its keys a second time. Keys that only move in a list or a field are left
// to whoever has the list.
func TestKeysOfScreensAct(t *testing.T) {
	t.Parallel()
	byOwner := []string{"Lists", "Template", "Forms", "Schedule Interview Event"}
	for _, section := range KeyTable() {
		for _, k := range section.Actions {
			if !slices.Contains(byOwner, section.Name) && !k.Acts() && k.On == nil {
				t.Errorf("%s: %s (%s) is bound without an action", section.Name, k.Key, k.Help)
			}
		}
	}
}

func BenchmarkViewUnderModal(b *testing.B) {
	a := shell.New(shell.Session{Context: b.Context(), Now: func() time.Time { return time.Unix(0, 0) }, Zone: time.UTC,
		Workspace: &workspace.Workspace{}, After: new(uitest.Timers).After}, onlyPeople{})
	d := uitest.New(b, a, 120, 40)
	for _, open := range []bool{false, true} {
		if open {
			d.Press("ctrl+k")
		}
		b.Run(fmt.Sprintf("modal=%v", open), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				a.View()
			}
		})
	}
}

func TestALongStatusIsReadToItsEnd(t *testing.T) {
	t.Parallel()
	f := start(t, 60, 20, nil)
	f.Run(f.app.Say(theme.Error, "Zoom has not answered for a minute. What you decided is saved and is tried again by itself; nothing is lost."))
	f.Shows("Zoom has not answered", "nothing is lost.")
	f.Press("ctrl+k")
	f.Shows("Zoom has not answered", "nothing is lost.")
}

// TestALongSentenceSaysThatItIsCut says more than the foot has room for, in words and as one
// long address: the end is an ellipsis and not just missing.
func TestALongSentenceSaysThatItIsCut(t *testing.T) {
	t.Parallel()
	for _, said := range []string{strings.Repeat("It was copied. ", 40), "Sent: https://zoom.example/oauth?" + strings.Repeat("state=0123456789&", 40), strings.Repeat("x", 80*3+1)} {
		f := start(t, 80, 24, nil)
		f.Run(f.app.Say(theme.Plain, said))
		if last := strings.Split(f.Screen(), "\n")[22]; !strings.HasSuffix(strings.TrimSpace(last), "…") {
			t.Errorf("the last line of it ends without a sign: %q\n%s", last, f.Screen())
		}
	}
	f := start(t, 80, 24, nil)
	f.Run(f.app.Say(theme.Plain, strings.Repeat("word ", 40)))
	f.Hides("word …", "…word")
}

func TestTheFooterEndsWithTheKeyThatShowsTheOthers(t *testing.T) {
	t.Parallel()
	f := start(t, 60, 20, nil)
	for w := 40; w <= 90; w++ {
		f.Send(tea.WindowSizeMsg{Width: w, Height: 20})
		lines := strings.Split(f.Screen(), "\n")
		if foot := lines[len(lines)-1]; !strings.Contains(foot, "? keys") {
			t.Errorf("%d: %q", w, foot)
		}
	}
}

func TestAStatusDoesNotFollowToAnotherSection(t *testing.T) {
	t.Parallel()
	f := start(t, 80, 24, nil)
	f.Press("x")
	f.Shows("Only the organiser may cancel")
	f.Press("2")
	f.Hides("Only the organiser may cancel")
	f.Run(f.app.Say(theme.Error, "Zoom said no."))
	f.Press("3")
	f.Shows("Zoom said no.")
}
