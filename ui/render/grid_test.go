package render

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"recruitty/ui/text"
)

// told is a model that takes note of how the terminal counts.
type told struct{ grids []text.Grid }

func (m *told) Init() tea.Cmd  { return nil }
func (m *told) View() tea.View { return tea.View{} }
func (m *told) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if g, ok := msg.(text.Grid); ok {
		m.grids = append(m.grids, g)
	}
	return m, nil
}

// TestTheModelCountsAsThePainterDoes lets terminals answer the query for mode
// 2027 in every way.
func TestTheModelCountsAsThePainterDoes(t *testing.T) {
	t.Parallel()
	for _, answer := range []ansi.ModeSetting{ansi.ModeNotRecognized, ansi.ModeSet, ansi.ModeReset, ansi.ModePermanentlySet, ansi.ModePermanentlyReset} {
		p, _ := newTestPainter(80, 24)
		m := &told{}
		r := &root{inner: m, painter: p}
		r.Init()
		if len(m.grids) != 1 || m.grids[0] != text.ByCodePoint() {
			t.Errorf("before the answer the model was told %v", m.grids)
		}
		r.Update(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: answer})
		want := ansi.WcWidth
		if m.grids[len(m.grids)-1] == (text.Grid{}) {
			want = ansi.GraphemeWidth
		}
		if p.rows.method != want {
			t.Errorf("after %v the painter counts by %v, the model was told %v", answer, p.rows.method, m.grids)
		}
		if known := answer.IsSet() || answer == ansi.ModeReset; known != (want == ansi.GraphemeWidth) {
			t.Errorf("after %v the model was told %v", answer, m.grids)
		}
	}
}

// TestTheTerminalIsAskedAgainAfterAStop stops the program and goes on with it: the
// model counts as the painter does all along, whatever the terminal is then.
func TestTheTerminalIsAskedAgainAfterAStop(t *testing.T) {
	t.Parallel()
	p, out := newTestPainter(80, 24)
	m := &told{}
	r := &root{inner: m, painter: p, leave: p.leave, enter: p.enter}
	r.Init()
	agree := func(when string) {
		t.Helper()
		want := text.ByCodePoint()
		if p.rows.method == ansi.GraphemeWidth {
			want = text.Grid{}
		}
		if got := m.grids[len(m.grids)-1]; got != want {
			t.Errorf("%s the model counts by %v, the painter by %v", when, got, p.rows.method)
		}
	}
	r.Update(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	p.paint(&tea.View{Content: "x"})
	agree("at first")
	for range 2 {
		r.filter(nil, tea.SuspendMsg{})
		if !strings.Contains(out.String(), ansi.ResetModeUnicodeCore) {
			t.Errorf("the terminal was left with mode 2027: %q", out.String())
		}
		out.Reset()
		r.Update(tea.SuspendMsg{})
		agree("after the stop")
		p.paint(&tea.View{Content: "x"})
		if !strings.Contains(out.String(), ansi.RequestModeUnicodeCore) {
			t.Errorf("the terminal is not asked again: %q", out.String())
		}
		r.Update(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
		p.paint(&tea.View{Content: "y"})
		agree("after the answer")
	}
}

// TestWhatFollowsALetterStaysInItsColumn holds that a terminal that does not count
// by letters is told where the letter ends, and one that does is not.
func TestWhatFollowsALetterStaysInItsColumn(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		letter string
		cells  int
	}{{"👨‍👩‍👧‍👦", 8}, {"❤\ufe0f", 1}, {"1\ufe0f\u20e3", 1}, {"स्ते", 2}, {"👋🏽", 4}, {"กำ", 2}} {
		p, out := newTestPainter(40, 3)
		p.paint(&tea.View{Content: "a " + c.letter + " | b"})
		want := ansi.EraseCharacter(c.cells) + c.letter + ansi.CursorHorizontalAbsolute(3+c.cells) + " | b"
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not followed by its column:\n%q", c.letter, out.String())
		}
		p, out = newTestPainter(40, 3)
		p.modeReport(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
		p.paint(&tea.View{Content: "a " + c.letter + " | b"})
		if !strings.Contains(out.String(), "a "+c.letter+" | b") {
			t.Errorf("%q is not drawn as it is:\n%q", c.letter, out.String())
		}
	}
}
