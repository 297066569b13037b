// Package uitest drives a Bubble Tea model in tests without a terminal and
// without its event loop: send a message, run the commands it causes one after
// another, look at what is on screen.
package uitest

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"recruitty/ui/keystroke"
)

// timeout is how long a command may take, unless the test says otherwise.
const timeout = 15 * time.Second

// longest is how long a text is waited for while commands are at work.
const longest = 20 * time.Second

// Driver holds the model and what became of it.
type Driver struct {
	t     testing.TB
	model tea.Model
	Quit  bool // the model wanted to end

	// Patience is how long a command may take before it is left alone, as one
	// that waits for a change that never comes.
	Patience time.Duration

	// Rest, where there is one, passes before each key of Press, as between the
	// keys of a person. Nothing passes between the letters of Type.
	Rest func()

	// late takes what commands that were left alone say after all; waiting counts those
	// that have not.
	late    chan tea.Msg
	waiting int
}

// New starts a model in a window of w by h cells.
func New(t testing.TB, model tea.Model, w, h int) *Driver {
	t.Helper()
	d := &Driver{t: t, model: model, Patience: timeout, late: make(chan tea.Msg)}
	d.Send(tea.WindowSizeMsg{Width: w, Height: h})
	d.Run(model.Init())
	return d
}

// Send gives one message to the model and runs the commands that follow.
func (d *Driver) Send(msg tea.Msg) {
	d.t.Helper()
	switch msg := msg.(type) {
	case nil:
		return
	case tea.QuitMsg:
		d.Quit = true
		return
	case tea.BatchMsg:
		for _, cmd := range msg {
			d.Run(cmd)
		}
		return
	}
	// The message of tea.Sequence is private, but it is a list of commands.
	if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() {
			d.Run(v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	var cmd tea.Cmd
	d.model, cmd = d.model.Update(msg)
	if _, test := d.t.(*testing.T); test { // a benchmark draws when it measures that
		d.model.View() // as a terminal may do at any moment
	}
	d.Run(cmd)
}

// Run runs a command and sends what it says.
func (d *Driver) Run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil {
		return
	}
	said := make(chan tea.Msg, 1)
	go func() { said <- cmd() }()
	select {
	case msg := <-said:
		d.Send(msg)
	case <-time.After(d.Patience):
		d.waiting++
		go func() { d.late <- <-said }()
	}
}

// Press presses keys by their names: "s", "ctrl+s", "enter", "shift+tab".
func (d *Driver) Press(names ...string) {
	d.t.Helper()
	for _, name := range names {
		if d.Rest != nil {
			d.Rest()
		}
		d.Send(keystroke.Key(name))
	}
}

// Type types a text letter by letter.
func (d *Driver) Type(text string) {
	d.t.Helper()
	for _, r := range text {
		if r == ' ' {
			d.Send(keystroke.Key("space"))
			continue
		}
		d.Send(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

// View is the model's view as it is.
func (d *Driver) View() tea.View { return d.model.View() }

// Screen is what stands on the screen, without styling and without the blanks
// at the ends of lines.
func (d *Driver) Screen() string {
	lines := strings.Split(ansi.Strip(d.model.View().Content), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// Shows fails the test unless every text stands on the screen, or comes there while
// commands are at work.
func (d *Driver) Shows(texts ...string) {
	d.t.Helper()
	for _, text := range texts {
		if !d.comes(text) {
			d.t.Errorf("the screen does not show %q:\n%s", text, d.Screen())
		}
	}
}

// comes reports whether a text stands on the screen, now or once commands that were left
// alone have spoken: on a busy machine one may have been at work still.
func (d *Driver) comes(text string) bool {
	end := time.After(longest)
	for !strings.Contains(d.Screen(), text) {
		if d.waiting == 0 {
			return false
		}
		select {
		case msg := <-d.late:
			d.waiting--
			d.Send(msg)
		case <-end:
			return false
		}
	}
	return true
}

// Hides fails the test if any of the texts stands on the screen.
func (d *Driver) Hides(texts ...string) {
	d.t.Helper()
	screen := d.Screen()
	for _, text := range texts {
		if strings.Contains(screen, text) {
			d.t.Errorf("the screen shows %q:\n%s", text, screen)
		}
	}
}

// Golden compares the screen with testdata/name.golden. With UPDATE_GOLDEN=1
// in the environment it writes that file instead.
func (d *Driver) Golden(name string) {
	d.t.Helper()
	got := d.Screen() + "\n"
	path := filepath.Join("testdata", name+".golden")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			d.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			d.t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatalf("read golden screen (UPDATE_GOLDEN=1 makes it): %v", err)
	}
	if got != string(want) {
		d.t.Errorf("screen %s is not as it was\n--- got\n%s--- want\n%s", name, got, want)
	}
}

// Timers collects what a model asked to hear later, instead of waiting. Its
// After is the timer of a test session.
type Timers struct {
	waiting []tea.Msg
}

// After keeps msg until Fire.
func (t *Timers) After(_ time.Duration, msg tea.Msg) tea.Cmd {
	t.waiting = append(t.waiting, msg)
	return nil
}

// Fire sends everything that was asked for so far.
func (t *Timers) Fire(d *Driver) {
	waiting := t.waiting
	t.waiting = nil
	for _, msg := range waiting {
		d.Send(msg)
	}
}
