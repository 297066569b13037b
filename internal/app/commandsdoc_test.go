package app

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/docfile"
)

// TestCommandsDocument holds docs/commands.md to the commands that there are.
// UPDATE_GOLDEN=1 writes it again.
func TestCommandsDocument(t *testing.T) {
	t.Parallel()
	docfile.Section(t, "docs/commands.md", "commands", commandsAsMarkdown(Documented("v1.2.3")))
}

// commandsAsMarkdown writes a table for each noun, behind one of the commands
// that need none.
func commandsAsMarkdown(root *cobra.Command) string {
	var alone, nouns strings.Builder
	for _, c := range root.Commands() {
		switch {
		case c.Hidden || c.Name() == "help":
		case c.Name() == "completion": // one for each shell
			commandRow(&alone, c.Name()+" SHELL", c.Short)
		case !c.HasSubCommands():
			commandRow(&alone, c.Use, c.Short)
		default:
			nouns.WriteString("\n### " + c.Name() + "\n\n" + commandTable)
			below(&nouns, c, c.Name())
		}
	}
	return "\n" + commandTable + alone.String() + nouns.String() + "\n"
}

const commandTable = "| command | what it does |\n| --- | --- |\n"

// below writes a row for each command below one, however deep.
func below(b *strings.Builder, above *cobra.Command, path string) {
	for _, c := range above.Commands() {
		if c.HasSubCommands() {
			below(b, c, path+" "+c.Name())
			continue
		}
		commandRow(b, path+" "+c.Use, c.Short)
	}
}

func commandRow(b *strings.Builder, use, short string) {
	b.WriteString("| `" + strings.ReplaceAll(use, "|", `\|`) + "` | " + short + " |\n")
}

// TestHelp: every command says what it does and shows how.
func TestHelp(t *testing.T) {
	t.Parallel()
	root := machine{}.program(command.App{}).Root
	commands := root.Commands()
	for len(commands) > 0 {
		c := commands[0]
		commands = append(commands[1:], c.Commands()...)
		if c.Short == "" {
			t.Errorf("%s has no description", c.CommandPath())
		}
		if !c.HasSubCommands() && c.Example == "" && c.Name() != "help" {
			t.Errorf("%s has no example", c.CommandPath())
		}
		if !strings.Contains(c.Example, "recruitty ") && c.Example != "" {
			t.Errorf("the example of %s does not call recruitty: %q", c.CommandPath(), c.Example)
		}
	}
}
