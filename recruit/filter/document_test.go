package filter_test

import (
	"fmt"
	"strings"
	"testing"

	"recruitty/internal/docfile"
	"recruitty/recruit/filter"
)

// TestFilterDocument holds docs/filter.md to the fields that there are.
// UPDATE_GOLDEN=1 writes it again.
func TestFilterDocument(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	for _, l := range filter.Lists() {
		fmt.Fprintf(&b, "## %s\n\n| field | keeps what | values, or an example |\n| --- | --- | --- |\n", l)
		for _, f := range filter.Fields(l) {
			name := "`" + f.Name + ":`"
			if f.Sort == filter.Flag {
				name = "`" + f.Name + "`"
			}
			fmt.Fprintf(&b, "| %s | %s | `%s` |\n", name, f.Means, strings.Join(f.Examples(), "`, `"))
		}
		b.WriteString("\n")
	}
	docfile.Section(t, "docs/filter.md", "fields", strings.TrimSuffix(b.String(), "\n"))
}
