package table

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"recruitty/ui/text"
	"recruitty/ui/theme"
)

func rows(keys ...string) []Row {
	rs := make([]Row, len(keys))
	for i, k := range keys {
		rs[i] = Row{Key: k, Cells: Cells("name "+k, k)}
	}
	return rs
}

func sample() *Table {
	return New("Nobody here yet. Press a to add the first one.",
		Column{Title: "Name", Width: 8, Weight: 1}, Column{Title: "No", Width: 4, Right: true, Drop: 1})
}

func plain() *theme.Styles { return theme.New(theme.Terminal, theme.Unknown, false) }

func press(s string) tea.KeyPressMsg {
	if len(s) == 1 {
		return tea.KeyPressMsg{Code: rune(s[0]), Text: s}
	}
	codes := map[string]rune{"down": tea.KeyDown, "end": tea.KeyEnd, "home": tea.KeyHome, "pgdown": tea.KeyPgDown}
	return tea.KeyPressMsg{Code: codes[s]}
}

func TestCursorStaysOnItsRow(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name, want string
		after      []string
	}{
		{"rows before it", "b", []string{"x", "y", "a", "b", "c"}},
		{"sorted otherwise", "b", []string{"c", "b", "a"}},
		{"its row went", "c", []string{"a", "c"}},
		{"last row went", "a", []string{"a"}},
		{"all went", "", nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			tab := sample()
			tab.SetRows(rows("a", "b", "c"))
			tab.Update(press("j"))
			tab.SetRows(rows(c.after...))
			if got := tab.Key(); got != c.want {
				t.Errorf("cursor on %q, want %q", got, c.want)
			}
			tab.SetRows(rows("a"))
			if tab.Key() != "a" {
				t.Errorf("rows came back, but the cursor is on %q", tab.Key())
			}
		})
	}
}

func TestMoving(t *testing.T) {
	t.Parallel()
	tab := sample()
	var keys []string
	for i := range 100 {
		keys = append(keys, fmt.Sprint(i))
	}
	tab.SetRows(rows(keys...))
	tab.View(plain(), 40, 11) // ten rows
	for _, step := range []struct{ key, want string }{
		{"j", "1"}, {"down", "2"}, {"k", "1"}, {"pgdown", "10"}, {"G", "99"}, {"end", "99"}, {"k", "98"}, {"g", "0"}, {"k", "0"}, {"home", "0"},
	} {
		if !tab.Update(press(step.key)) {
			t.Errorf("%s was not handled", step.key)
		}
		if tab.Key() != step.want {
			t.Errorf("after %s on %s, want %s", step.key, tab.Key(), step.want)
		}
		if !strings.Contains(tab.View(plain(), 40, 11), "name "+step.want) {
			t.Errorf("after %s the row is not visible", step.key)
		}
	}
	if tab.Update(press("z")) {
		t.Error("z is no key of the table")
	}
}

// TestResizingTakesNoDetours: a list stands where it would if the window had been made as
// high as it is at once, with the cursor in sight; and one that showed its end still does.
func TestResizingTakesNoDetours(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(14, 4))
	for range 2000 {
		var keys []string
		for n := range 1 + random.IntN(60) {
			keys = append(keys, fmt.Sprint("row ", n))
		}
		heights := make([]int, 2+random.IntN(5))
		for i := range heights {
			heights[i] = 2 + random.IntN(50)
		}
		moves := []string{"G", "home", "pgdown", "down", "k", "k"}
		walked := func(heights []int) (string, *Table) {
			tab := sample().HideHeader()
			tab.SetRows(rows(keys...))
			tab.View(plain(), 40, heights[0])
			for _, key := range moves {
				tab.Update(press(key))
			}
			view := ""
			for _, h := range heights {
				view = tab.View(plain(), 40, h)
			}
			return view, tab
		}
		random.Shuffle(len(moves), func(i, j int) { moves[i], moves[j] = moves[j], moves[i] })
		moves = moves[:random.IntN(len(moves)+1)]
		last := heights[len(heights)-1]
		got, tab := walked(heights)
		want, _ := walked([]int{heights[0], last})
		if got != want {
			t.Fatalf("%d rows, %v, heights %v:\n%s\nat once:\n%s", len(keys), moves, heights, got, want)
		}
		if !strings.Contains(got, tab.Selected().Cells[0].Text) {
			t.Fatalf("%d rows, %v, heights %v: the cursor is out of sight:\n%s", len(keys), moves, heights, got)
		}
		if len(moves) > 0 && moves[len(moves)-1] == "G" {
			fresh, _ := walked([]int{last})
			if got != fresh {
				t.Fatalf("%d rows, heights %v, at the end:\n%s\nof a new window:\n%s", len(keys), heights, got, fresh)
			}
		}
	}
}

func TestLazyWindow(t *testing.T) {
	t.Parallel()
	const total = 100_000
	tab := sample()
	load := func(offset, limit int) {
		var keys []string
		for i := offset; i < offset+limit; i++ {
			keys = append(keys, fmt.Sprint(i))
		}
		tab.SetWindow(offset, rows(keys...), total)
	}
	load(0, 50)
	tab.View(plain(), 40, 21)
	if _, _, ok := tab.Want(); ok {
		t.Error("wants rows although all visible ones are here")
	}
	tab.Update(press("G"))
	if tab.Key() != "" || tab.Cursor() != total-1 {
		t.Errorf("on %q, %d", tab.Key(), tab.Cursor())
	}
	offset, limit, ok := tab.Want()
	if !ok || offset+limit != total || limit > 200 {
		t.Fatalf("wants %d rows from %d (%v)", limit, offset, ok)
	}
	load(offset, limit)
	if tab.Key() != "99999" {
		t.Errorf("on %q", tab.Key())
	}
	if !strings.Contains(tab.View(plain(), 40, 21), "name 99999") {
		t.Error("the last row is not visible")
	}
}

func TestEveryLineFits(t *testing.T) {
	t.Parallel()
	tab := sample()
	tab.SetRows(append(rows("a", "b"), Row{Key: "w", Cells: Cells("日本語の名前がとても長い人", "12345678", "one too many")}))
	for w := 1; w < 60; w++ {
		for h := 1; h < 6; h++ {
			lines := strings.Split(tab.View(plain(), w, h), "\n")
			if len(lines) > h {
				t.Fatalf("%dx%d: %d lines", w, h, len(lines))
			}
			for _, l := range lines {
				if w >= 12 && text.Width(l) > w {
					t.Fatalf("%dx%d: %q is %d wide", w, h, l, text.Width(l))
				}
			}
		}
	}
}

func TestStates(t *testing.T) {
	t.Parallel()
	tab := sample()
	view := func() string { return text.Strip(tab.View(plain(), 60, 8)) }
	if !strings.Contains(view(), "Press a to add") {
		t.Errorf("empty: %q", view())
	}
	tab.SetLoading()
	if !strings.Contains(view(), "Loading") {
		t.Errorf("loading: %q", view())
	}
	tab.SetError("The list could not be read. Press R to try again.")
	if got := view(); !strings.Contains(got, "✗ The list") || strings.Contains(got, "Loading") {
		t.Errorf("error: %q", got)
	}
	tab.SetRows(rows("a"))
	tab.SetError("Could not refresh.")
	if got := view(); !strings.Contains(got, "Could not") || !strings.Contains(got, "name a") {
		t.Errorf("error over rows: %q", got)
	}
	if got := view(); !strings.Contains(got, "▸ name a") {
		t.Errorf("no sign at the selected row: %q", got)
	}
}

func BenchmarkView(b *testing.B) {
	tab, s := sample(), plain()
	var keys []string
	for i := range 200 {
		keys = append(keys, fmt.Sprint(i))
	}
	tab.SetRows(rows(keys...))
	b.ReportAllocs()
	for b.Loop() {
		tab.View(s, 100, 36)
	}
}

func TestHeadingsAreSkipped(t *testing.T) {
	t.Parallel()
	tab := sample()
	heading := func(key string) Row { return Row{Key: key, Heading: true, Cells: Cells("day " + key)} }
	all := append([]Row{heading("x")}, rows("a", "b")...)
	all = append(append(all, heading("y")), rows("c")...)
	tab.SetRows(all)
	tab.View(plain(), 40, 4)
	for _, step := range []struct{ key, want string }{
		{"k", "a"}, {"j", "b"}, {"j", "c"}, {"j", "c"}, {"k", "b"}, {"home", "a"}, {"end", "c"},
	} {
		tab.Update(press(step.key))
		if tab.Key() != step.want {
			t.Errorf("after %s on %q, want %q", step.key, tab.Key(), step.want)
		}
	}
	tab.Update(press("home"))
	if got := tab.View(plain(), 40, 4); !strings.Contains(got, "day x") {
		t.Errorf("the heading over the first row is out of sight:\n%s", got)
	}
	tab.SetRows([]Row{heading("x")})
	if tab.Key() != "" {
		t.Errorf("on the heading %q", tab.Key())
	}
}

// TestColumnsShareWhatOthersDoNotNeed gives a column whose text does not fit the room
// that the others leave, and never more than there is.
func TestColumnsShareWhatOthersDoNotNeed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cells [3]string
		want  string
	}{
		"all fit":                 {[3]string{"a", "b", "c"}, "  a       b       c"},
		"the last needs more":     {[3]string{"ana", "job", "Dana Ortiz, Lee Park"}, "  ana     job     Dana Ortiz, Lee Park"},
		"two need more":           {[3]string{"Ana Maria Silva", "job", "Dana Ortiz, Lee"}, "  Ana Maria Silva  job   Dana Ortiz, Lee"},
		"none has room to spare":  {[3]string{"Ana Maria Silva", "Engineer, Storage", "Dana Ortiz, Lee"}, "  Ana Maria …  Engineer, …  Dana Ortiz,…"},
		"more is missing than is": {[3]string{"Ana", "Storage", "Dana Ortiz, Lee Park, Priya Raman"}, "  Ana  Storage  Dana Ortiz, Lee Park, P…"},
	} {
		tab := New("", Column{Width: 6, Weight: 1}, Column{Width: 6, Weight: 1}, Column{Width: 6, Weight: 1}).HideHeader()
		tab.SetRows([]Row{{Key: "before", Cells: Cells("x", "y", "z")}})
		tab.View(plain(), 40, 3)
		tab.SetRows([]Row{{Key: "before", Cells: Cells("x", "y", "z")}, {Key: "row", Cells: Cells(c.cells[:]...)}})
		_, line, _ := strings.Cut(tab.View(plain(), 40, 3), "\n")
		if got := strings.TrimRight(line, " "); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", name, got, c.want)
		}
	}
}

// TestAFirstColumnHasWhatItNeeds gives a column that comes first its text whole, also where
// others are cut for it, but neither the least width of another nor more than twice its own.
func TestAFirstColumnHasWhatItNeeds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		cells [3]string
		want  string
	}{
		"others need theirs":       {[3]string{"Ana Maria da Silva", "Engineer, Storage", "Technical"}, "  Ana Maria d…  Engineer, St…  Technical"},
		"another does not":         {[3]string{"Ana Maria da Silva", "job", "Technical"}, "  Ana Maria da Silva  job     Technical"},
		"no more than twice":       {[3]string{"Ana Maria da Silva", "Engineer, Storage", "Conversation with all"}, "  Ana Maria …  Engineer, …  Conversatio…"},
		"nobody needs more at all": {[3]string{"Ana", "job", "Offer"}, "  Ana     job     Offer"},
	} {
		tab := New("", Column{Width: 6, Weight: 3}, Column{Width: 6, Weight: 3}, Column{Width: 6, First: true}).HideHeader()
		tab.SetRows([]Row{{Key: "row", Cells: Cells(c.cells[:]...)}})
		if got := strings.TrimRight(text.Strip(tab.View(plain(), 40, 3)), " "); strings.TrimPrefix(got, "▸ ") != strings.TrimPrefix(c.want, "  ") {
			t.Errorf("%s:\n%q, want\n%q", name, got, c.want)
		}
	}
}

// TestARoomyColumnKeepsTheOthersIn leaves a column out only where the texts of all
// have no room.
func TestARoomyColumnKeepsTheOthersIn(t *testing.T) {
	t.Parallel()
	for w, want := range map[int]string{40: "  ana       job       Dana Ortiz", 24: "  ana  job   Dana Ortiz", 18: "  ana      job", 12: "  ana   job"} {
		tab := New("", Column{Width: 8, Weight: 1}, Column{Width: 8, Weight: 1}, Column{Width: 10, Weight: 1, Drop: 1}).HideHeader()
		tab.SetRows([]Row{{Key: "before", Cells: Cells("x", "y", "z")}, {Key: "row", Cells: Cells("ana", "job", "Dana Ortiz")}})
		_, line, _ := strings.Cut(tab.View(plain(), w, 3), "\n")
		if got := strings.TrimRight(line, " "); got != want {
			t.Errorf("in %d:\n%q, want\n%q", w, got, want)
		}
	}
}

// TestNothingIsCutBesideFreeRoom: in a table of any columns and texts, no text is cut off while
// another column has cells that it does not need, or is there without any text.
func TestNothingIsCutBesideFreeRoom(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(16, 1))
	word := func() string { return strings.Repeat("m", random.IntN(30)*random.IntN(2)) }
	for range 3000 {
		columns := make([]Column, 1+random.IntN(5))
		for c := range columns {
			columns[c] = Column{Title: strings.Repeat("T", random.IntN(9)), Width: 1 + random.IntN(20), Weight: random.IntN(4), First: random.IntN(4) == 0}
			if c > 0 {
				columns[c].Drop = random.IntN(3)
			}
		}
		tab := New("", columns...)
		all := make([]Row, 1+random.IntN(4))
		for r := range all {
			all[r] = Row{Key: fmt.Sprint(r), Cells: make([]Cell, len(columns))}
			for c := range columns {
				all[r].Cells[c].Text = word()
			}
		}
		tab.SetRows(all)
		w := 20 + random.IntN(100)
		tab.View(plain(), w, 8)
		cut, free := -1, -1
		for c, width := range tab.widths {
			if width <= 0 {
				continue
			}
			longest := len(columns[c].Title)
			for _, r := range all {
				longest = max(longest, len(r.Cells[c].Text))
			}
			if longest > width {
				cut = c
			}
			if width > max(longest, 1) || columns[c].Drop > 0 && longest == len(columns[c].Title) && tab.bare[c] {
				free = c
			}
		}
		if cut >= 0 && free >= 0 {
			t.Fatalf("in %d cells column %d is cut while %d has room: %+v as %v\n%s", w, cut, free, columns, tab.widths, tab.drawn)
		}
	}
}

// TestCellsAreBriefWhereTextsWouldBeCut says less in all cells that can, so that a name beside
// them is whole, and all of it where there is room.
func TestCellsAreBriefWhereTextsWouldBeCut(t *testing.T) {
	t.Parallel()
	for w, want := range map[int][2]string{
		40: {"  Ana Maria da Silva    ●●○○ Technical", "  Bo                    ●○○○ Offer"},
		34: {"  Ana Maria da Silva    Technical", "  Bo                    Offer"},
		26: {"  Ana Maria da…  Technical", "  Bo             Offer"},
	} {
		tab := New("", Column{Width: 6, Weight: 3, First: true}, Column{Width: 9}).HideHeader()
		tab.SetRows([]Row{
			{Key: "before", Cells: Cells("x", "y")},
			{Key: "a", Cells: []Cell{{Text: "Ana Maria da Silva"}, {Text: "●●○○ Technical", Brief: "Technical"}}},
			{Key: "b", Cells: []Cell{{Text: "Bo"}, {Text: "●○○○ Offer", Brief: "Offer"}}},
		})
		lines := strings.Split(text.Strip(tab.View(plain(), w, 5)), "\n")
		for n, line := range want {
			if got := strings.TrimRight(lines[n+1], " "); got != line {
				t.Errorf("in %d:\n%q, want\n%q", w, got, line)
			}
		}
	}
}
