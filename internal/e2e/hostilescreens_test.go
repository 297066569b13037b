package e2e

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"recruitty/recruit/sanitize"
	"recruitty/ui"
	"recruitty/ui/shell"
	"recruitty/ui/theme"
	"recruitty/ui/uitest"
)

// ourLooks are the only sequences that a screen may hold: colours and faces.
var ourLooks = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// unframed names what is wrong with a screen: a sequence or a sign that is not
// ours, a row that is not as wide as the window, a box whose right side is not straight.
func unframed(screen string, width, height int) string {
	if n := strings.Count(screen, "\n") + 1; n != height {
		return fmt.Sprintf("has %d rows in a window of %d", n, height)
	}
	right := -1
	for y, row := range strings.Split(screen, "\n") {
		row = ourLooks.ReplaceAllString(row, "")
		for _, r := range row {
			if sanitize.Unseen(r) {
				return fmt.Sprintf("row %d holds U+%04X: %q", y, r, row)
			}
		}
		if got := ansi.StringWidth(row); got != width {
			return fmt.Sprintf("row %d is %d wide in a window of %d: %q", y, got, width, row)
		}
		switch at := func(sign string) int { return ansi.StringWidth(row[:strings.LastIndex(row, sign)]) }; {
		case strings.Contains(row, "╮"):
			right = at("╮")
		case right >= 0 && strings.Contains(row, "│"):
			if at("│") != right {
				return fmt.Sprintf("the right side in row %d is at %d, its corner at %d: %q", y, at("│"), right, row)
			}
		case strings.Contains(row, "╯"):
			right = -1
		}
	}
	return ""
}

// TestAHostileWorkspaceKeepsItsFrames shows every screen of a workspace whose every
// text is hostile, what lies behind the first row of each list, and what each
// letter opens there.
func TestAHostileWorkspaceKeepsItsFrames(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int{{80, 24}, {120, 40}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			t.Parallel()
			s := newSecretive(t)
			s.spoil(t)
			admin, err := s.Services.Store.Member(t.Context(), 1)
			fine(t, err)
			now := time.Now()
			admin.Theme = theme.Terminal
			app := ui.New(shell.Session{Context: t.Context(), Now: func() time.Time { return now }, Zone: admin.Location(), Workspace: s.Workspace,
				Member: admin, Company: "Acme" + nasty, Remote: true, After: func(time.Duration, tea.Msg) tea.Cmd { return nil }})
			d := uitest.New(t, app, size[0], size[1])
			d.Rest = func() { now = now.Add(time.Second) }
			said := 0
			holds := func(where string) {
				t.Helper()
				screen := d.View().Content
				if wrong := unframed(screen, size[0], size[1]); wrong != "" {
					t.Errorf("%s: %s", where, wrong)
				}
				if strings.Contains(screen, "calc") || strings.Contains(screen, "U+") {
					said++
				}
			}
			out := func() { d.Press("esc", "esc", "esc", "esc") }
			for section := shell.Today; section <= shell.Settings; section++ {
				if section == shell.Mails {
					continue // there only in a demo
				}
				for _, inside := range []string{"", "enter"} {
					for key := range strings.FieldsSeq("none a b c d e f h i k l m n o p r s t u w x z ? / tab down") {
						out()
						d.Run(app.Goto(section))
						where := section.String()
						if inside != "" {
							d.Press(inside)
							where += " " + inside
						}
						if key != "none" {
							d.Press(key)
							where += " " + key
						}
						holds(where)
					}
				}
			}
			out()
			d.Press("ctrl+k")
			for _, letter := range []string{"a", "n", "e"} {
				d.Press(letter)
				holds("palette " + letter)
			}
			if said < 20 {
				t.Errorf("only %d screens show what was spoilt", said)
			}
		})
	}
}
