package table_test

import (
	"fmt"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"recruitty/ui/keystroke"
	"recruitty/ui/table"
	"recruitty/ui/theme"
)

// A list whose rows are all at hand. The cursor stays on its row when others
// come before it.
func Example() {
	styles := theme.New(theme.Terminal, theme.Unknown, true)
	list := table.New("No candidates yet; press n to add one.",
		table.Column{Title: "Name", Width: 12, Weight: 1},
		table.Column{Title: "Stage", Width: 10})
	show := func() {
		for line := range strings.Lines(ansi.Strip(list.View(styles, 28, 4))) {
			fmt.Println(strings.TrimRight(line, " \n"))
		}
	}
	show()

	list.SetRows([]table.Row{
		{Key: "2", Cells: table.Cells("Ana Costa", "Interview")},
		{Key: "3", Cells: table.Cells("Lee Park", "Offer")},
	})
	list.Update(keystroke.Key("down"))
	show()

	list.SetRows([]table.Row{
		{Key: "7", Cells: table.Cells("Ada Byron", "Applied")},
		{Key: "2", Cells: table.Cells("Ana Costa", "Interview")},
		{Key: "3", Cells: table.Cells("Lee Park", "Offer")},
	})
	show()
	// Output:
	// No candidates yet; press n
	// to add one.
	//   Name          Stage
	//   Ana Costa     Interview
	// > Lee Park      Offer
	//   Name          Stage
	//   Ada Byron     Applied
	//   Ana Costa     Interview
	// > Lee Park      Offer
}
