package render

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"
)

// list is a screen of rows with one marked, as most of ours look.
func list(cursor, w, h int) string {
	var b strings.Builder
	for y := range h {
		row := fmt.Sprintf("  Candidate %d 山田", y)
		row += strings.Repeat(" ", w-len([]rune(row))-2)
		if y == cursor {
			row = "\x1b[1;34m" + row + "\x1b[m"
		} else {
			row = row[:20] + "\x1b[90m" + row[20:] + "\x1b[m"
		}
		b.WriteString(row + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func newTestPainter(w, h int) (*painter, *bytes.Buffer) {
	var out bytes.Buffer
	p := newPainter(Options{Output: &out, Environ: []string{"TERM=xterm-256color"}, Width: w, Height: h, Remote: true}, colorprofile.ANSI256)
	p.enter()
	return p, &out
}

func TestOnlyChangesAreWritten(t *testing.T) {
	t.Parallel()
	p, out := newTestPainter(120, 40)
	p.paint(&tea.View{Content: "only ASCII"})
	p.modeReport(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	out.Reset()
	p.paint(&tea.View{Content: "only ASCII"})
	if strings.Contains(out.String(), "ASCII") {
		t.Errorf("rows that look the same by any count are written again: %q", out.String())
	}
	for _, unicode := range []bool{false, true} {
		p, out := newTestPainter(120, 40)
		p.paint(&tea.View{Content: list(0, 120, 40)})
		if unicode {
			p.modeReport(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
			p.paint(&tea.View{Content: list(0, 120, 40)})
		}
		out.Reset()
		p.paint(&tea.View{Content: list(0, 120, 40)})
		if out.Len() != 0 {
			t.Errorf("the same frame wrote %d bytes", out.Len())
		}
		for i := 1; i < 10; i++ {
			out.Reset()
			p.paint(&tea.View{Content: list(i, 120, 40)})
			if out.Len() == 0 || out.Len() > 400 {
				t.Errorf("unicode %v: moving the cursor wrote %d bytes: %.300q", unicode, out.Len(), out.String())
			}
		}
	}
}

// model is a small program for the tests of Run.
type model struct {
	sizes []tea.WindowSizeMsg
	first string // content of the first View
	do    tea.Cmd
	keys  []string
}

func (m *model) Init() tea.Cmd { return m.do }

func (m *model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		m.sizes = append(m.sizes, msg)
	case tea.KeyPressMsg:
		m.keys = append(m.keys, msg.String())
		if msg.String() == "q" {
			return m, tea.Quit
		}
		if msg.String() == "p" {
			panic("broken on purpose")
		}
	}
	return m, nil
}

func (m *model) View() tea.View {
	v := tea.View{Content: fmt.Sprintf("size known %v keys %v", len(m.sizes) > 0, m.keys), WindowTitle: "title", Cursor: tea.NewCursor(3, 0)}
	if m.first == "" {
		m.first = v.Content
	}
	return v
}

func runOn(t *testing.T, m tea.Model, in string, change func(*Options)) (string, error) {
	t.Helper()
	var out bytes.Buffer
	o := Options{Input: strings.NewReader(in), Output: &out, Environ: []string{"TERM=xterm-256color"}, Width: 80, Height: 24, Remote: true}
	if change != nil {
		change(&o)
	}
	err := Run(t.Context(), m, o)
	return out.String(), err
}

func TestRunTakesAndGivesBackTheTerminal(t *testing.T) {
	t.Parallel()
	m := &model{}
	out, err := runOn(t, m, "aq", nil)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(m.first, "size known true") {
		t.Errorf("the first picture was made without a size: %q", m.first)
	}
	for _, pair := range [][2]string{
		{ansi.SetModeAltScreenSaveCursor, ansi.ResetModeAltScreenSaveCursor},
		{ansi.SetModeBracketedPaste, ansi.ResetModeBracketedPaste},
		{ansi.ResetModeTextCursorEnable, ansi.SetModeTextCursorEnable},
		{pushTitle, popTitle},
	} {
		if in, back := strings.Index(out, pair[0]), strings.LastIndex(out, pair[1]); in < 0 || back < in {
			t.Errorf("%q is not undone by %q", pair[0], pair[1])
		}
	}
	if !strings.Contains(out, ansi.SetWindowTitle("title")) || len(m.keys) != 2 {
		t.Errorf("output is %q", out)
	}
}

func TestRunSurvivesWhatComesFromOutside(t *testing.T) {
	t.Parallel()
	t.Run("panic", func(t *testing.T) {
		t.Parallel()
		out, err := runOn(t, &model{}, "p", nil)
		if err == nil || !strings.Contains(out, ansi.ResetModeAltScreenSaveCursor) {
			t.Errorf("err %v, terminal given back %v", err, strings.Contains(out, ansi.ResetModeAltScreenSaveCursor))
		}
	})
	t.Run("ctrl+z", func(t *testing.T) {
		t.Parallel()
		m := &model{}
		if _, err := runOn(t, m, "\x1aq", nil); err != nil || len(m.keys) != 1 {
			t.Errorf("err %v, keys %q", err, m.keys)
		}
	})
	t.Run("absurd window", func(t *testing.T) {
		t.Parallel()
		events := make(chan tea.Msg)
		in, feed := io.Pipe()
		m := &model{}
		go func() {
			events <- tea.WindowSizeMsg{Width: 90000, Height: 90000}
			events <- tea.WindowSizeMsg{}
			_, _ = feed.Write([]byte("q"))
		}()
		if _, err := runOn(t, m, "", func(o *Options) { o.Events, o.Input = events, in }); err != nil {
			t.Fatal(err)
		}
		for _, s := range m.sizes {
			if s.Width > maxWidth || s.Height > maxHeight || s.Width == 0 {
				t.Errorf("the model was told %v", s)
			}
		}
	})
	t.Run("context ends", func(t *testing.T) {
		t.Parallel()
		ctx, cancel := context.WithCancel(t.Context())
		in, _ := io.Pipe()
		m := &model{do: func() tea.Msg { cancel(); return nil }}
		var out bytes.Buffer
		err := Run(ctx, m, Options{Input: in, Output: &out, Environ: []string{"TERM=xterm"}, Width: 80, Height: 24, Remote: true})
		if err != nil {
			t.Errorf("an ended session is an error: %v", err)
		}
	})
	t.Run("no size", func(t *testing.T) {
		t.Parallel()
		if _, err := runOn(t, &model{}, "q", func(o *Options) { o.Width = 0 }); err == nil {
			t.Error("no error without a terminal")
		}
	})
}

func TestClipboard(t *testing.T) {
	t.Parallel()
	in, feed := io.Pipe()
	m := &model{do: tea.Sequence(Clipboard("copied"), func() tea.Msg { _, _ = feed.Write([]byte("q")); return nil })}
	out, err := runOn(t, m, "", func(o *Options) { o.Input = in })
	if err != nil || !strings.Contains(out, ansi.SetSystemClipboard("copied")) {
		t.Errorf("err %v, output %q", err, out)
	}
}

func TestColoursFollowTheProfile(t *testing.T) {
	t.Parallel()
	const red = "\x1b[38;2;255;0;0mred\x1b[m"
	for profile, want := range map[colorprofile.Profile]string{
		colorprofile.TrueColor: "38;2;255;0;0", colorprofile.ANSI256: "38;5;196", colorprofile.ANSI: "91", colorprofile.ASCII: "",
	} {
		p, out := newTestPainter(20, 2)
		p.setProfile(profile)
		p.paint(&tea.View{Content: red})
		if got := out.String(); !strings.Contains(got, want) || profile == colorprofile.ASCII && strings.Contains(got, "38;") {
			t.Errorf("%v: %q", profile, got)
		}
	}
}

func BenchmarkPaint(b *testing.B) {
	p, _ := newTestPainter(120, 40)
	p.out = io.Discard
	frames := []string{list(3, 120, 40), list(4, 120, 40)}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		p.paint(&tea.View{Content: frames[i%2]})
	}
}

// What is told of a key: painted at once, painted by what it began, or nothing.
func TestKeysAreAnsweredOnce(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		after []string // contents after the key, the first in its own frame
		works bool
		want  []bool
	}{
		"at once":          {[]string{"b", "c"}, false, []bool{true}},
		"nothing":          {[]string{"a", "b"}, false, []bool{false}},
		"by a command":     {[]string{"a", "a", "b", "c"}, true, []bool{true}},
		"at once and more": {[]string{"b", "c"}, true, []bool{true}},
	} {
		p, _ := newTestPainter(80, 24)
		inner := &still{content: "a"}
		if c.works {
			inner.cmd = func() tea.Msg { return nil }
		}
		var got []bool
		r := &root{inner: inner, painter: p, answered: func(painted bool) { got = append(got, painted) }}
		r.View()
		r.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
		for i, content := range c.after {
			if i > 0 {
				r.Update(nil)
			}
			inner.content = content
			r.View()
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

// still shows what it is told to.
type still struct {
	content string
	cmd     tea.Cmd
}

func (s *still) Init() tea.Cmd                       { return nil }
func (s *still) Update(tea.Msg) (tea.Model, tea.Cmd) { return s, s.cmd }
func (s *still) View() tea.View                      { return tea.NewView(s.content) }

// lined is a screen of several lines, of which a key changes one.
type lined struct{ model }

func (m *lined) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := m.model.Update(msg)
	return m, cmd
}

func (m *lined) View() tea.View {
	return tea.View{Content: fmt.Sprintf("first line\n\n  %d keys\n\n\nthe last line", len(m.keys)), AltScreen: true}
}

// TestTheTickerReturnsToTheFirstColumn holds what Bubble Tea's own renderer writes to a
// raw terminal, in which a line feed goes straight down.
func TestTheTickerReturnsToTheFirstColumn(t *testing.T) {
	t.Parallel()
	out, err := runOn(t, &lined{}, "abcq", func(o *Options) { o.Ticker = true })
	if err != nil {
		t.Fatal(err)
	}
	if downs := strings.Count(out, "\n"); downs == 0 || downs != strings.Count(out, "\r\n") {
		t.Errorf("%d line feeds, of which %d return to the first column: %q", downs, strings.Count(out, "\r\n"), out)
	}
}
