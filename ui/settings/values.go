package settings

import (
	"strings"

	"recruitty/ui/shell"
)

// values draws names with their values in two columns.
func values(a *shell.App, w int, pairs ...[2]string) string {
	var lines []string
	for _, p := range pairs {
		v := strings.Split(a.Grid().Wrap(p[1], max(w-20, 10)), "\n")
		for i, line := range v {
			name := ""
			if i == 0 {
				name = p[0]
			}
			lines = append(lines, a.Styles().Dim.Render(a.Grid().Pad(name, 20))+line)
		}
	}
	return strings.Join(lines, "\n")
}
