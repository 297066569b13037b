package cli

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// whole is the program with every command.
func whole() App {
	return App{
		Demo:    func(context.Context, DemoOptions) error { return nil },
		Serve:   func(context.Context, *Workspace, ServeOptions) error { return nil },
		Rekey:   func(context.Context, string, func([]string) error) ([]string, error) { return nil, nil },
		Restore: func(context.Context, string, string, RestoreOptions) (Restored, error) { return Restored{}, nil },
	}
}

// TestReadmeCommands holds the README's table of commands to the commands that
// there are. UPDATE_GOLDEN=1 writes it anew.
func TestReadmeCommands(t *testing.T) {
	t.Parallel()
	const file = "../README.md"
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const from, to = "-->\n", "<!-- /commands -->"
	head, rest, ok := strings.Cut(string(content), "<!-- commands:")
	comment, rest, ok2 := strings.Cut(rest, from)
	_, tail, ok3 := strings.Cut(rest, to)
	if !ok || !ok2 || !ok3 {
		t.Fatal("the README has no place for the commands")
	}
	want := head + "<!-- commands:" + comment + from + commandsAsMarkdown(New(whole())) + to + tail
	if want == string(content) {
		return
	}
	if os.Getenv("UPDATE_GOLDEN") == "" {
		t.Fatal("the README's commands are not those of the program; run the test with UPDATE_GOLDEN=1")
	}
	if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
		t.Fatal(err)
	}
}

// commandsAsMarkdown writes a row for each noun, and one for the commands that
// need none.
func commandsAsMarkdown(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("| | |\n| --- | --- |\n")
	alone := []string{"`completion`"}
	for _, c := range root.Commands() {
		switch {
		case c.Name() == "help" || c.Name() == "completion":
		case !c.HasSubCommands():
			alone = append(alone, "`"+c.Name()+"`")
		default:
			var verbs []string
			for _, v := range c.Commands() {
				verbs = append(verbs, "`"+strings.Join(append([]string{v.Name()}, names(v)...), " ")+"`")
			}
			b.WriteString("| `" + c.Name() + "` | " + strings.Join(verbs, " · ") + " |\n")
		}
	}
	slices.Sort(alone)
	b.WriteString("| | " + strings.Join(alone, " · ") + " |\n")
	return b.String()
}

// names lists what stands below a verb, as in key add|list|remove.
func names(verb *cobra.Command) []string {
	var below []string
	for _, c := range verb.Commands() {
		below = append(below, c.Name())
	}
	if len(below) == 0 {
		return nil
	}
	return []string{strings.Join(below, "/")}
}
