package e2e

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"recruitty/internal/cli"
	"recruitty/internal/cli/command"
	"recruitty/recruit"
	"recruitty/recruit/services"
	"recruitty/recruit/workspace"
	"recruitty/ui"
	"recruitty/ui/connect"
	"recruitty/ui/interviews"
	"recruitty/ui/plain"
	"recruitty/ui/shell"
	"recruitty/ui/uitest"
	"recruitty/zoom/zoomsim"
)

// booking is what is typed to schedule an interview.
type booking struct {
	candidate                         recruit.Candidate
	title, description, start, length string
	people                            []string
}

// moving is what is typed to reschedule one.
type moving struct {
	date, clock, length, reason string
	meanwhile                   func() // what someone else does before it is sent
}

// frontEnd is one of the three ways to do the same. Each of its methods does
// something as far as it goes, and returns all that was said.
type frontEnd interface {
	connect(who recruit.Member) string
	schedule(who recruit.Member, b booking) string
	reschedule(who recruit.Member, m moving) string
	// people invites and takes off; the one who is taken off was added last.
	people(who recruit.Member, add string) string
	cancel(who recruit.Member, reason string) string
}

// screens is the workspace on a screen.
type screens struct {
	*frontWorld
	*uitest.Driver
	app    *shell.App
	timers *uitest.Timers
	heard  strings.Builder
}

// sit begins a session, and opens Priya's profile.
func (s *screens) sit(who recruit.Member) {
	s.timers = &uitest.Timers{}
	seen, err := s.whole.As(s.t.Context(), who)
	if err != nil {
		s.t.Fatal(err)
	}
	s.app = ui.New(shell.Session{Context: s.t.Context(), Now: func() time.Time { return s.now }, Zone: who.Location(), Member: who, Company: "Acme", Remote: true,
		After: s.timers.After, Workspace: seen})
	s.Driver = uitest.New(s.t, s.app, 108, 60)
	s.Rest = func() { s.now = s.now.Add(s.app.Quiet()) }
	s.heard.Reset()
	s.Run(s.app.ShowCandidate(s.priya.ID, 0))
	s.listen()
}

var frames = strings.NewReplacer("│", " ", "┃", " ", "╭", " ", "╮", " ", "╰", " ", "╯", " ", "─", " ")

// listen keeps what is shown.
func (s *screens) listen() {
	if m := s.app.TopModal(); m != nil {
		box, _ := m.View(118, 57)
		s.heard.WriteString(frames.Replace(ansi.Strip(box)) + "\n")
	}
	s.heard.WriteString(s.Screen() + "\n")
}

func (s *screens) press(keys ...string) {
	for _, k := range keys {
		s.Press(k)
		s.listen()
	}
}

// put replaces what a field holds.
func (s *screens) put(text string) {
	s.Press("ctrl+u")
	s.Rest()
	s.Send(tea.PasteMsg{Content: text})
	s.listen()
}

func (s *screens) saw() string { return inOneLine(s.heard.String()) }

// follow goes on until everything is confirmed.
func (s *screens) follow() {
	s.work()
	s.timers.Fire(s.Driver)
	s.listen()
	s.press("esc")
}

func (s *screens) connect(who recruit.Member) string {
	s.sit(who)
	s.Run(connect.OpenConnect(s.app, nil))
	s.press("enter")
	found := regexp.MustCompile("\x1b]8;[^;]*;(https?://[^\x07\x1b]+)").FindStringSubmatch(s.View().Content)
	if found == nil {
		s.t.Fatalf("no address on the screen:\n%s", s.Screen())
	}
	s.Rest()
	s.Send(tea.PasteMsg{Content: must(zoomsim.Approve(s.t.Context(), nil, found[1], who.Email))})
	s.listen()
	return s.saw()
}

func (s *screens) schedule(who recruit.Member, b booking) string {
	s.sit(who)
	s.Run(interviews.OpenSchedule(s.app, b.candidate.ID, s.job.ID))
	s.listen()
	if s.app.TopModal() == nil {
		return s.saw()
	}
	s.first()
	s.put(b.title)
	s.press("tab")
	s.put(b.description)
	s.press("tab", "tab")
	s.put(b.start)
	s.press("tab", "tab")
	s.put(b.length)
	s.press("tab")
	for _, p := range b.people {
		s.Rest()
		s.Send(tea.PasteMsg{Content: p})
		s.press("enter")
	}
	s.decide("enter Send Invitation")
	return s.saw()
}

// first goes to the first field of a form, which begins at what is missing.
func (s *screens) first() {
	for range 12 {
		s.press("shift+tab")
	}
}

// decide looks at the preview, and sends where there is one.
func (s *screens) decide(verb string) {
	s.press("ctrl+s")
	if strings.Contains(s.Screen(), verb) {
		s.press("enter")
	}
	if strings.Contains(s.Screen(), "close (work continues)") || strings.Contains(s.Screen(), "esc close ") {
		s.follow()
	}
}

func (s *screens) reschedule(who recruit.Member, m moving) string {
	s.sit(who)
	s.Run(interviews.OpenReschedule(s.app, s.record().Interview.ID))
	s.listen()
	if s.app.TopModal() == nil {
		return s.saw()
	}
	s.first()
	s.put(m.date)
	s.press("tab")
	s.put(m.clock)
	s.press("tab")
	s.put(m.length)
	s.press("tab", "tab")
	s.put(m.reason)
	s.press("ctrl+s")
	if m.meanwhile != nil {
		m.meanwhile()
	}
	if strings.Contains(s.Screen(), "enter Reschedule") {
		s.press("enter")
	}
	if m.meanwhile == nil {
		s.follow()
	}
	return s.saw()
}

func (s *screens) people(who recruit.Member, add string) string {
	s.sit(who)
	s.press("i")
	if s.app.TopModal() == nil {
		return s.saw()
	}
	s.press("backspace")
	s.Rest()
	s.Send(tea.PasteMsg{Content: add})
	s.press("enter")
	s.decide("enter Tell them")
	return s.saw()
}

func (s *screens) cancel(who recruit.Member, reason string) string {
	s.sit(who)
	s.Run(interviews.OpenCancel(s.app, s.record().Interview.ID))
	s.listen()
	if s.app.TopModal() == nil {
		return s.saw()
	}
	s.put(reason)
	s.decide("enter Cancel the interview")
	return s.saw()
}

// lines is the workspace in plain mode, with lines from a pipe.
type lines struct{ *frontWorld }

// says is what a member hears who types these lines.
func (l lines) says(who recruit.Member, in io.Reader, out io.Writer) {
	heard := &strings.Builder{}
	err := plain.Run(l.t.Context(), plain.Session{In: in, Out: io.MultiWriter(out, heard), Now: func() time.Time { return l.now }, Member: who, Company: "Acme",
		Workspace: l.whole.For(services.Visit{Member: who}), Zone: time.UTC, Remote: true, After: func(time.Duration) <-chan time.Time {
			l.work()
			passed := make(chan time.Time, 1)
			passed <- l.now
			return passed
		}})
	if err != nil {
		fmt.Fprintln(out, recruit.Sentence(err))
	}
}

func (l lines) typed(who recruit.Member, answers ...string) string {
	var out strings.Builder
	l.says(who, strings.NewReader(strings.Join(answers, "\n")+"\n"), &out)
	return inOneLine(out.String())
}

func (l lines) connect(who recruit.Member) string {
	in, typing := io.Pipe()
	var out bytes.Buffer
	said := writer(func(b []byte) {
		out.Write(b)
		if strings.Contains(string(b), "Paste the address") {
			page := regexp.MustCompile(`http\S+authorize\S+`).FindString(out.String())
			go func() {
				fmt.Fprintln(typing, must(zoomsim.Approve(l.t.Context(), nil, page, who.Email)))
				_ = typing.Close()
			}()
		}
	})
	go fmt.Fprint(typing, "connect\n1\n")
	l.says(who, in, said)
	return inOneLine(out.String())
}

type writer func([]byte)

func (w writer) Write(b []byte) (int, error) {
	w(b)
	return len(b), nil
}

func (l lines) schedule(who recruit.Member, b booking) string {
	return l.typed(who, "candidate "+b.candidate.Email, "schedule", b.title, b.description, b.start, b.length, strings.Join(b.people, ", "), "", "zoom", "yes")
}

func (l lines) reschedule(who recruit.Member, m moving) string {
	answers := []string{"candidate priya", "reschedule", m.date, m.clock, m.length, m.reason}
	if m.meanwhile == nil {
		return l.typed(who, append(answers, "yes")...)
	}
	var out strings.Builder
	l.says(who, io.MultiReader(strings.NewReader(strings.Join(answers, "\n")+"\n"), meanwhile(m.meanwhile), strings.NewReader("yes\n")), &out)
	return inOneLine(out.String())
}

// meanwhile does something once the input before it was read.
type meanwhile func()

func (f meanwhile) Read([]byte) (int, error) {
	f()
	return 0, io.EOF
}

func (l lines) people(who recruit.Member, add string) string {
	return l.typed(who, "candidate priya", "invited", add, "", "", "yes")
}

func (l lines) cancel(who recruit.Member, reason string) string {
	return l.typed(who, "candidate priya", "cancel", reason, "yes")
}

// commands is the workspace by commands.
type commands struct{ *frontWorld }

func (c commands) runs(who recruit.Member, in io.Reader, args ...string) string {
	var out bytes.Buffer
	c.run(who, in, &out, args...)
	return inOneLine(out.String())
}

func (c commands) run(who recruit.Member, in io.Reader, said io.Writer, args ...string) {
	app := command.App{In: in, Out: said, Err: said, Env: recruit.Environment{As: who.Email}, Data: "w", Now: func() time.Time { return c.now },
		Open: func(context.Context, string) (*workspace.Workspace, error) { return c.whole, nil }}
	cli.Run(c.t.Context(), app, args)
}

func (c commands) connect(who recruit.Member) string {
	var out bytes.Buffer
	c.run(who, reader(func() string {
		page := regexp.MustCompile(`http\S+authorize\S+`).FindString(out.String())
		return must(zoomsim.Approve(c.t.Context(), nil, page, who.Email)) + "\n"
	}), &out, "zoom", "connect", "--paste")
	return inOneLine(out.String())
}

// reader gives what a function returns when it is asked.
type reader func() string

func (r reader) Read(b []byte) (int, error) { return copy(b, r()), io.EOF }

func (c commands) schedule(who recruit.Member, b booking) string {
	args := []string{"interview", "schedule", "--candidate", strconv.FormatInt(int64(b.candidate.ID), 10), "--job", "1", "--title", b.title,
		"--description", b.description, "--start", b.start, "--duration", b.length, "--job-documents", "--platform", "zoom"}
	for _, p := range b.people {
		args = append(args, "--participant", p)
	}
	return c.runs(who, strings.NewReader(""), args...)
}

func (c commands) reschedule(who recruit.Member, m moving) string {
	args := []string{"interview", "reschedule", "1", "--start", m.date + " " + m.clock, "--duration", m.length, "--reason", m.reason}
	if m.meanwhile != nil {
		args = append(args, "--if-version", strconv.Itoa(c.record().Interview.Version))
		m.meanwhile()
	}
	return c.runs(who, strings.NewReader(""), args...)
}

func (c commands) people(who recruit.Member, add string) string {
	return c.runs(who, strings.NewReader(""), "interview", "invite", "1", "--add", add, "--remove", c.dana.Email)
}

func (c commands) cancel(who recruit.Member, reason string) string {
	return c.runs(who, strings.NewReader(""), "interview", "cancel", "1", "--reason", reason)
}

// inOneLine is a text without its line ends, as far as they are only the window's.
func inOneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
