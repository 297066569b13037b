package cli

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
	"recruitty/internal/exitcode"
	"recruitty/recruit"
	"recruitty/recruit/workspace"
)

// TestANounByItself holds what every noun does without a verb, here and on a host: it
// shows what there is where that needs nothing to be named, else it asks what to do.
func TestANounByItself(t *testing.T) {
	t.Parallel()
	const asks = "asks"
	want := map[string]string{
		"activity": "list", "calendar": "list", "candidate": "list", "candidate file": asks, "export": asks, "hours": "show", "hours off": "list", "import": "list",
		"candidate bulk": asks, "interview": "list", "interview bulk": asks, "interview file": asks, "job": "list", "job file": asks, "mail": "status", "member": "list", "member inbox": "list", "member key": asks, "outbox": "list", "offer": "list", "pool": "list", "field": "list", "score": "list", "view": "list",
		"template": "list", "workspace": "show", "zoom": "status",
	}
	for name, visitor := range map[string]recruit.Member{"here": {}, "on a host": {ID: 1}} {
		got := map[string]string{}
		root := New(command.App{Visitor: visitor}).Root
		for _, noun := range nouns(root) {
			opened := false
			var out bytes.Buffer
			code := Run(t.Context(), command.App{Data: "w", Out: &out, Err: &out, In: strings.NewReader(""), Now: time.Now, Visitor: visitor,
				Open: func(context.Context, string) (*workspace.Workspace, error) {
					opened = true
					return nil, errors.New("closed")
				}}, strings.Fields(noun))
			c, _, err := root.Find(strings.Fields(noun))
			if err != nil {
				t.Fatal(err)
			}
			_, does, said := strings.Cut(c.Long, "Without a verb it does the same as “"+c.Name()+" ")
			switch {
			case opened && said:
				got[noun] = strings.TrimSuffix(does, "”.")
			case code == exitcode.Usage && !said && strings.Contains(out.String(), "needs to know what to do"):
				got[noun] = asks
			default:
				t.Errorf("%s: %s said %q", name, noun, out.String())
			}
		}
		maps.DeleteFunc(got, func(noun, _ string) bool { return want[noun] == "" })
		if !maps.Equal(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// nouns are the commands that have others below them.
func nouns(c *cobra.Command) []string {
	var all []string
	for _, below := range c.Commands() {
		if below.HasSubCommands() {
			all = append(all, strings.TrimPrefix(below.CommandPath(), "recruitty "))
			all = append(all, nouns(below)...)
		}
	}
	return all
}
