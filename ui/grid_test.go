package ui_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"recruitty/recruit"
	"recruitty/ui/shell"
	"recruitty/ui/text"
)

// names are wider in one kind of terminal than in the other.
var names = []string{
	"Zoë 🇩🇪🇫🇷 Flags", "The 👨‍👩‍👧‍👦 Family 👨‍👩‍👧‍👦", "Heart ❤\ufe0f and ☎\ufe0f", "Keys 1\ufe0f\u20e32\ufe0f\u20e3 Caps", "नमस्ते क्षत्रिय देवनागरी नाम", "한국어 \u1112\u1161\u11ab 이름",
	"👋🏽 Waving 🧑‍💻 Coder", "Z\u0351\u036b\u0343 é e\u0301", "กำลัง นிறம் ক্ষ", "山田花子 ｗｉｄｅ", "🏳️‍🌈🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f flags " + strings.Repeat("👨‍👩‍👧‍👦", 9),
}

// TestABoxHidesOnlyItsOwnPlace holds that what stands left and right of a box is
// what stood there before, dim, on either kind of terminal.
func TestABoxHidesOnlyItsOwnPlace(t *testing.T) {
	t.Parallel()
	for _, grid := range []text.Grid{{}, text.ByCodePoint()} {
		w := newWorld(t, 140, 30, setup{})
		w.Send(grid)
		w.Press("2")
		before := strings.Split(w.Screen(), "\n")
		w.Press("ctrl+k")
		boxes := 0
		for y, row := range strings.Split(w.Screen(), "\n") {
			cells, was := []rune(row), []rune(before[y]+strings.Repeat(" ", 140))
			left, right := strings.IndexAny(row, "│╭╰"), strings.LastIndexAny(row, "│╮╯")
			if left < 0 || right < 0 {
				continue
			}
			boxes++
			first, behind := len([]rune(row[:left])), len([]rune(row[:right]))+1
			if got, want := string(cells[:first]), string(was[:first]); got != want {
				t.Errorf("row %d, left: %q, want %q", y, got, want)
			}
			if got, want := strings.TrimRight(string(cells[behind:]), " "), strings.TrimRight(string(was[behind:]), " "); got != want {
				t.Errorf("row %d, right: %q, want %q", y, got, want)
			}
		}
		if boxes < 10 {
			t.Errorf("no box is drawn:\n%s", w.Screen())
		}
	}
}

// TestScreensFitBothKindsOfTerminals draws screens and boxes full of such names.
// On the terminal that was announced every row is as wide as the window, and
// the right side of a box is one straight line.
func TestScreensFitBothKindsOfTerminals(t *testing.T) {
	t.Parallel()
	for mode, kind := range map[string]struct {
		grid   text.Grid
		method ansi.Method
	}{"by letter": {text.Grid{}, ansi.GraphemeWidth}, "by code point": {text.ByCodePoint(), ansi.WcWidth}} {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {45, 35}} {
			t.Run(mode, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, size[0], size[1], setup{})
				w.Send(kind.grid)
				ctx := t.Context()
				for i, name := range names {
					c := firstOf(w.svc.Pipeline.Add(ctx, w.robin, recruit.Candidate{Name: name, Email: "c" + string(rune('a'+i)) + "@example.org", TimeZone: "UTC"}))
					firstOf(w.svc.Pipeline.Link(ctx, w.robin, c.ID, w.job.ID, ""))
					firstOf(w.svc.Jobs.Add(ctx, w.robin, recruit.Job{Title: name}))
				}
				w.connect()
				w.scheduled(true)
				fits := func(where string) {
					t.Helper()
					v := w.View()
					right := -1
					for y, row := range strings.Split(v.Content, "\n") {
						row = ansi.Strip(row)
						if got := kind.method.StringWidth(row); got != size[0] {
							t.Errorf("%s: row %d is %d wide in a window of %d:\n%q", where, y, got, size[0], row)
						}
						switch {
						case strings.Contains(row, "╮"):
							right = kind.method.StringWidth(row[:strings.LastIndex(row, "╮")])
						case right >= 0 && strings.Contains(row, "│"):
							if got := kind.method.StringWidth(row[:strings.LastIndex(row, "│")]); got != right {
								t.Errorf("%s: the right side in row %d is at %d, its corner at %d:\n%q", where, y, got, right, row)
							}
						case strings.Contains(row, "╯"):
							right = -1
						}
					}
				}
				for s := shell.Today; s <= shell.Settings; s++ {
					w.Run(w.app.Goto(s))
					fits(s.String())
				}
				w.Press("ctrl+k")
				for _, name := range names {
					w.Press("ctrl+u")
					w.put(name)
					fits("palette with " + name)
				}
				w.Press("esc")
				w.profile()
				w.Press("n")
				for _, name := range names {
					w.put(name + " ")
					fits("note with " + name)
				}
				w.Press("ctrl+s")
				fits("profile with notes")
				w.Press("s", "ctrl+u")
				w.put(strings.Join(names, " "))
				fits("schedule")
				for range 12 {
					w.Press("tab")
					fits("schedule, further down")
				}
			})
		}
	}
}
