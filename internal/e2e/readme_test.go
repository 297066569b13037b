package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestReadmeFirstInterview runs the README's first interview on the real program,
// word for word, with a Zoom and a mail server of its own.
func TestReadmeFirstInterview(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, _ := strings.Cut(string(text), "\n## Your first interview\n")
	section, _, _ = strings.Cut(section, "\n## ")
	section = strings.ReplaceAll(section, "\\\n", " ")
	typed := regexp.MustCompile(`(?m)^    (recruitty \w+ .*)$`).FindAllStringSubmatch(section, -1)
	if len(typed) < 8 {
		t.Fatalf("the README shows %d commands for a first interview", len(typed))
	}
	script := "zoomsim start licensed\nmailbox start\nexpand mail-url.txt\n"
	for _, m := range typed {
		line := strings.ReplaceAll(m[1], `"`, `'`) // as scripts write a text with blanks
		if command, file, piped := strings.Cut(line, " < "); piped {
			line = "stdin " + file + "\n" + command
		}
		script += line + "\n"
	}
	script += `recruitty interview show 1 --json
json version 3
json status cancelled
json candidate.email ana@example.com
recruitty outbox list --json
stdout '^\[\]$'
mailbox newest ana@example.com CANCEL
zoomsim meetings 0
zoomsim satisfied

-- mail-url.txt --
$SMTP_URL
`
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "first-interview.txtar"), []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, scripts(dir))
}
