package paint

import (
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
		if p.cells.Method != want {
			t.Errorf("after %v the painter counts by %v, the model was told %v", answer, p.cells.Method, m.grids)
		}
		if known := answer.IsSet() || answer == ansi.ModeReset; known != (want == ansi.GraphemeWidth) {
			t.Errorf("after %v the model was told %v", answer, m.grids)
		}
	}
}
