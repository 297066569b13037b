package ui

import (
	"strings"
	"testing"

	"recruitty/internal/docfile"
)

// TestKeysDocument holds docs/keys.md to the keys that there are.
// UPDATE_GOLDEN=1 writes it again.
func TestKeysDocument(t *testing.T) {
	t.Parallel()
	docfile.Section(t, "docs/keys.md", "keys", keysAsMarkdown())
}

// keysAsMarkdown writes the key table with a row a section.
func keysAsMarkdown() string {
	var b strings.Builder
	b.WriteString("| where | keys |\n| --- | --- |\n")
	for _, section := range KeyTable() {
		var keys []string
		for _, k := range section.Actions {
			keys = append(keys, "`"+k.Key+"` "+k.Help)
		}
		b.WriteString("| " + section.Name + " | " + strings.Join(keys, " · ") + " |\n")
	}
	return b.String()
}
