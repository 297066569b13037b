package render

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"
)

// terminal is a terminal that understands what the painter writes and nothing
// else, and counts as the painter does.
type terminal struct {
	t       *testing.T
	method  ansi.Method
	w, h    int
	x, y    int
	last    int  // the cell of the letter before, -1 for none
	waits   bool // behind the last column
	noWrap  bool
	scrolls int
	cells   []uv.Cell
	style   uv.Style
	link    uv.Link
}

func newTerminal(t *testing.T, w, h int, method ansi.Method) *terminal {
	s := &terminal{t: t, w: w, h: h, method: method, last: -1, cells: make([]uv.Cell, w*h)}
	s.erase(0, 0, w*h)
	return s
}

func (s *terminal) erase(x, y, n int) {
	for i := range n {
		s.cells[y*s.w+x+i] = uv.Cell{Content: " ", Width: 1, Style: uv.Style{Bg: s.style.Bg}}
	}
}

// show plays what was written.
func (s *terminal) show(b []byte) {
	s.t.Helper()
	p, state := ansi.NewParser(), byte(0)
	decode := ansi.DecodeSequenceWc[[]byte]
	if s.method == ansi.GraphemeWidth {
		decode = ansi.DecodeSequence[[]byte]
	}
	for len(b) > 0 {
		sequence, width, n, next := decode(b, state, p)
		if cluster, wide := ansi.FirstGraphemeCluster(b, s.method); b[0] >= ' ' && b[0] != 0x7f && len(cluster) > n {
			sequence, width, n = cluster, wide, len(cluster)
		}
		param := func(i, usual int) int { v, _ := p.Param(i, usual); return v }
		switch {
		case width > 0:
			s.write(string(sequence), width)
		case sequence[0] >= 0xc0:
			if s.last < 0 {
				s.t.Errorf("the mark %q stands alone", sequence)
				break
			}
			s.cells[s.last].Content += string(sequence)
		case ansi.HasOscPrefix(sequence):
			switch p.Command() {
			case 8:
				uv.ReadLink(p.Data(), &s.link)
			case 11: // asks for the background
			default:
				s.t.Errorf("the terminal is told %q", sequence)
			}
		default:
			cmd := ansi.Cmd(p.Command())
			if cmd.Final() == 'H' || cmd.Final() == 'G' {
				s.last = -1
			}
			switch {
			case cmd.Final() == 'm' && cmd.Prefix() == 0:
				uv.ReadStyle(p.Params(), &s.style)
			case cmd.Final() == 'H':
				s.y, s.x, s.waits = param(0, 1)-1, param(1, 1)-1, false
			case cmd.Final() == 'G':
				s.x, s.waits = param(0, 1)-1, false
			case cmd.Final() == 'K':
				s.erase(s.x, s.y, s.w-s.x)
			case cmd.Final() == 'X':
				s.erase(s.x, s.y, min(param(0, 1), s.w-s.x))
			case cmd.Final() == 'J' && param(0, 0) == 2:
				s.erase(0, 0, s.w*s.h)
			case (cmd.Final() == 'h' || cmd.Final() == 'l') && param(0, 0) == 7:
				s.noWrap = cmd.Final() == 'l'
			case cmd.Final() == 'h' || cmd.Final() == 'l' || cmd.Final() == 't' || cmd.Final() == 'p' || cmd.Final() == 'q' || cmd.Final() == 'u':
			default:
				s.t.Errorf("nobody understands %q", sequence)
			}
		}
		b, state = b[n:], next
	}
}

func (s *terminal) write(letter string, width int) {
	if s.waits {
		s.x, s.y, s.waits = 0, s.y+1, false
		if s.y == s.h {
			s.scrolls, s.y = s.scrolls+1, s.h-1
		}
	}
	if s.x+width > s.w {
		s.t.Errorf("%q does not fit at %d of %d", letter, s.x, s.w)
		return
	}
	at := s.y*s.w + s.x
	for i := range width { // half of a wide letter does not stay
		if c := s.cells[at+i]; c.Width == 0 || c.Width > width-i {
			for x := range s.w {
				if k := s.y*s.w + x; (c.Width == 0 && k <= at+i && k+s.cells[k].Width > at+i) || k == at+i {
					for j := range max(1, s.cells[k].Width) {
						s.cells[k+j] = uv.Cell{Content: " ", Width: 1}
					}
				}
			}
		}
	}
	s.last = at
	s.cells[at] = uv.Cell{Content: letter, Width: width, Style: s.style, Link: s.link}
	for i := 1; i < width; i++ {
		s.cells[at+i] = uv.Cell{}
	}
	if s.x += width; s.x >= s.w {
		s.x, s.waits = s.w-1, !s.noWrap
	}
}

// equals compares what the terminal shows with what content says by the reading of
// another program.
func (s *terminal) equals(content string, profile colorprofile.Profile) error {
	want := uv.NewScreenBuffer(s.w, s.h)
	want.Method = s.method
	for y, row := range strings.Split(content, "\n") {
		if y < s.h {
			uv.NewStyledString(row).Draw(want, uv.Rect(0, y, s.w, 1))
		}
	}
	for i, got := range s.cells {
		c := want.CellAt(i%s.w, i/s.w)
		is := uv.Cell{Content: " ", Width: 1}
		if c != nil {
			is = *c
		}
		if is.Width == 0 && got.Width == 0 {
			continue
		}
		is.Style, is.Link = uv.ConvertStyle(is.Style, profile), uv.ConvertLink(is.Link, profile)
		if is.Content == " " && got.Content == " " { // what a space does not show
			for _, of := range []*uv.Cell{&is, &got} {
				of.Style.Fg = nil
				of.Style.Attrs &= uv.AttrReverse | uv.AttrStrikethrough
			}
		}
		if got.Content != is.Content || got.Width != is.Width || !got.Style.Equal(&is.Style) || got.Link.URL != is.Link.URL {
			return fmt.Errorf("column %d of row %d shows %+v and should show %+v", i%s.w, i/s.w, got, is)
		}
	}
	return nil
}

// pieces are what rows are made of.
var pieces = []string{
	"a", "Candidate 7", " ", "        ", "│", "山田", "é", "e\u0301", "👩‍💻", "❤\ufe0f", "ñ", "🇩🇪", "…", "स्ते",
	"\x1b[1m", "\x1b[m", "\x1b[0m", "\x1b[31m", "\x1b[38;5;240m", "\x1b[38;2;10;200;30m", "\x1b[48;5;17m", "\x1b[7m", "\x1b[27m", "\x1b[4m", "\x1b[4:3m", "\x1b[9m", "\x1b[39;49m",
	"\x1b]8;;https://example.com/x\x1b\\", "\x1b]8;;\x1b\\",
}

func randomRow(rnd *rand.Rand, most int) string {
	var b strings.Builder
	for range rnd.IntN(most) {
		b.WriteString(pieces[rnd.IntN(len(pieces))])
	}
	return b.String()
}

// TestTheScreenShowsTheFrame paints random frames one after another and compares
// what a terminal shows then with what the frame says, read by ultraviolet.
func TestTheScreenShowsTheFrame(t *testing.T) {
	t.Parallel()
	for seed := range uint64(60) {
		rnd := rand.New(rand.NewPCG(seed, 7))
		method, w, h := ansi.WcWidth, 5+rnd.IntN(60), 1+rnd.IntN(8)
		profile := []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII}[rnd.IntN(4)]
		p, out := newTestPainter(w, h)
		p.setProfile(profile)
		if rnd.IntN(2) == 0 {
			method = ansi.GraphemeWidth
			p.modeReport(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
		}
		screen := newTerminal(t, w, h, method)
		frame := make([]string, h)
		for n := range 40 {
			if n == 20 && method == ansi.WcWidth { // it says only now that it counts by letters
				method = ansi.GraphemeWidth
				p.modeReport(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
				screen.method = method
			}
			for y := range frame {
				switch rnd.IntN(4) {
				case 0:
					frame[y] = randomRow(rnd, 30)
				case 1: // a little of it changes, as when one types
					if cut := strings.IndexByte(frame[y], ' '); cut >= 0 {
						frame[y] = frame[y][:cut] + pieces[rnd.IntN(len(pieces))] + frame[y][cut:]
					}
				}
			}
			content := strings.Join(frame[:1+rnd.IntN(h)], "\n")
			v := tea.View{Content: content}
			if rnd.IntN(2) == 0 {
				v.Cursor = tea.NewCursor(rnd.IntN(w+2)-1, rnd.IntN(h+2)-1)
			}
			p.paint(&v)
			screen.show(out.Bytes())
			out.Reset()
			if err := screen.equals(content, profile); err != nil {
				t.Fatalf("seed %d, frame %d, %v, %v: %v\n%q", seed, n, profile, method, err, content)
			}
			if v.Cursor != nil && (screen.x != min(max(v.Cursor.X, 0), w-1) || screen.y != min(max(v.Cursor.Y, 0), h-1)) {
				t.Fatalf("seed %d, frame %d: the cursor is at %d,%d and should be at %v", seed, n, screen.x, screen.y, v.Cursor.Position)
			}
		}
		if screen.scrolls > 0 {
			t.Errorf("seed %d: the screen scrolled", seed)
		}
	}
}

// FuzzRow draws a hostile row over another one: it ends, keeps within the row, and
// says nothing to the terminal but style, links and letters.
func FuzzRow(f *testing.F) {
	for _, s := range pieces {
		f.Add("before "+s, s+s)
	}
	f.Add("\x1b[2J\x1b]0;title\x07\x90q\x9c\t\r\x00", "\x1b[999999;H")
	f.Fuzz(func(t *testing.T, before, after string) {
		before, after = strings.ReplaceAll(before, "\n", ""), strings.ReplaceAll(after, "\n", "")
		var out bytes.Buffer
		r := rows{width: 20, height: 2, method: ansi.WcWidth, out: &out, pens: pens{profile: colorprofile.ANSI256}}
		r.clear()
		r.draw(1, before)
		r.draw(1, after)
		screen := newTerminal(t, 20, 2, ansi.WcWidth)
		screen.show(out.Bytes())
		if screen.scrolls > 0 {
			t.Errorf("%q", out.String())
		}
	})
}
