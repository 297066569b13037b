package connect

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"recruitty/recruit"
	"recruitty/recruit/workspace"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
)

// filled is the inverse of qrCells.block.
func filled(t *testing.T, c qrCells, r rune) int {
	t.Helper()
	for bits := range 1 << (c.across * c.down) {
		if c.block(bits) == r {
			return bits
		}
	}
	t.Fatalf("%q is none of the blocks", r)
	return 0
}

func TestACodeIsDrawnModuleByModule(t *testing.T) {
	t.Parallel()
	code := qrCode("https://zoom.us/oauth/authorize?" + strings.Repeat("client_id=", 22))
	for _, way := range []qrCells{halfBlocks, sextants} {
		lines := way.draw(code)
		w, h := way.size(code)
		if len(lines) != h {
			t.Fatalf("%d lines, want %d", len(lines), h)
		}
		for y, line := range lines {
			cells := []rune(ansi.Strip(line))
			if len(cells) != w || ansi.StringWidth(line) != w {
				t.Fatalf("line %d has %d cells, width %d, want %d", y, len(cells), ansi.StringWidth(line), w)
			}
			for x, r := range cells {
				bits := filled(t, way, r)
				for bit := range way.across * way.down {
					mx, my := x*way.across+bit%way.across-qrQuiet, y*way.down+bit/way.across-qrQuiet
					inside := mx < code.Size+qrQuiet && my < code.Size+qrQuiet
					if light := bits>>bit&1 == 1; light != (inside && !code.Black(mx, my)) {
						t.Fatalf("module %d,%d is light: %t", mx, my, light)
					}
				}
			}
		}
	}
}

func TestACodeFitsOrIsLeftOut(t *testing.T) {
	t.Parallel()
	address := "https://zoom.us/oauth/authorize?" + strings.Repeat("x", 225) // as long as Zoom's with our parameters
	for _, test := range []struct {
		w, h  int
		ascii bool
		wide  int // of the code; 0 for none
	}{{70, 33, false, 59}, {34, 21, false, 30}, {34, 21, true, 0}, {30, 20, false, 30}, {29, 20, false, 0}, {30, 19, false, 0}} {
		app := shell.New(shell.Session{ASCII: test.ascii, Member: recruit.Member{Theme: theme.Dark}, Workspace: &workspace.Workspace{}}, nil)
		lines := qrFit(app, qrCode(address), test.w, test.h)
		wide := 0
		if len(lines) > 0 {
			wide = ansi.StringWidth(lines[0])
		}
		if wide != test.wide || len(lines) > test.h {
			t.Errorf("%d by %d, ascii %t: %d by %d", test.w, test.h, test.ascii, wide, len(lines))
		}
	}
	if qrCode(strings.Repeat("x", 5000)) != nil {
		t.Error("an address that is longer than the largest code has one")
	}
}
