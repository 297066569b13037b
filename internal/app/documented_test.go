package app

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// TestDocumentedCommandsExist holds that every command in the documents is one
// that there is, and has the flags that are given with it.
func TestDocumentedCommandsExist(t *testing.T) {
	t.Parallel()
	const root = "../.."
	var files []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/adr/*.md"} {
		found, err := filepath.Glob(filepath.Join(root, pattern))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	checked := 0
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, typed := range typedCommands(string(content)) {
			checked++
			if problem := unknownIn(typed); problem != "" {
				t.Errorf("%s: %s: %s", filepath.Base(file), typed, problem)
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d commands were found in the documents", checked)
	}
}

// TestEveryCommandIsRunByAScript holds that the scripts of internal/e2e run
// each command on the real program at least once.
func TestEveryCommandIsRunByAScript(t *testing.T) {
	t.Parallel()
	scripts, err := filepath.Glob("../e2e/testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, script := range scripts {
		content, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(content)
	}
	for _, c := range everyCommand(Documented("v1.2.3")) {
		path := strings.TrimPrefix(c.CommandPath(), "recruitty ")
		if c.HasSubCommands() || c.Name() == "help" || strings.HasPrefix(path, "completion ") {
			continue
		}
		if !regexp.MustCompile(`(?m)^.*\b(recruitty|ssh|host)\b.* ` + path + `( |$)`).MatchString(all.String()) {
			t.Errorf("no script runs recruitty %s", path)
		}
	}
}

var (
	inCode     = regexp.MustCompile("(?s)`recruitty ([^`]+)`")
	asBlock    = regexp.MustCompile(`(?m)^ {4,}(?:runuser -u recruitty -- )?recruitty +((?:[^\n\\]|\\\n|\\.)*)`)
	quoted     = regexp.MustCompile(`'[^']*'|"[^"]*"`)
	longFlag   = regexp.MustCompile(`(?:^| )--([a-z][a-z-]*)`)
	dataFlag   = regexp.MustCompile(`^--data \S+ `)
	notCommand = regexp.MustCompile(`[^a-z-]`)
)

// typedCommands finds what documents show as typed, without recruitty itself.
func typedCommands(text string) []string {
	var out []string
	for _, m := range append(inCode.FindAllStringSubmatch(text, -1), asBlock.FindAllStringSubmatch(text, -1)...) {
		line := strings.ReplaceAll(m[1], "\\\n", " ")
		line, _, _ = strings.Cut(line, " #")
		line = quoted.ReplaceAllString(line, "TEXT")
		line, _, _ = strings.Cut(line, " < ")
		line, _, _ = strings.Cut(line, " > ")
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// unknownIn says what of a command line there is not, "" when there is all of it.
func unknownIn(typed string) string {
	cmd := Documented("v1.2.3")
	typed = dataFlag.ReplaceAllString(typed, "")
	words := strings.Fields(longFlag.ReplaceAllString(typed, ""))
	for _, word := range words {
		if !cmd.HasSubCommands() {
			break
		}
		word, _, _ = strings.Cut(word, "|") // import jobs|candidates|interviews
		below := sub(cmd, word)
		if below == nil {
			if notCommand.MatchString(word) {
				break // VERB, FILE, or the value of a flag
			}
			return "there is no command " + word
		}
		cmd = below
	}
	if cmd.Name() == "help" {
		return ""
	}
	for _, m := range longFlag.FindAllStringSubmatch(typed, -1) {
		if cmd.Flag(m[1]) == nil && m[1] != "help" {
			return "it has no flag --" + m[1]
		}
	}
	return ""
}

func sub(cmd *cobra.Command, name string) *cobra.Command {
	for _, c := range cmd.Commands() {
		if c.Name() == name || c.HasAlias(name) {
			return c
		}
	}
	return nil
}
