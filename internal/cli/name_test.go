package cli

import (
	"testing"

	"recruitty/internal/cli/command"
	"recruitty/recruit"
)

// TestACommandsNameHoldsNothingTyped: what is logged of a command is a name of
// ours, however it was typed.
func TestACommandsNameHoldsNothingTyped(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"candidate", "list", "priya"}, "candidate list"},
		{[]string{"mail", "smtp://user:secret@mail.example.com"}, "mail"},
		{[]string{"smtp://user:secret@mail.example.com"}, "unknown"},
		{[]string{"mail", "set", "smtp://user:secret@mail.example.com"}, "mail set"},
		{[]string{"--json", "candidate", "show", "1"}, "candidate show"},
		{[]string{"zoom", "connect", "--paste"}, "zoom connect"},
		{nil, "unknown"},
	} {
		if got := CommandName(New(command.App{Visitor: recruit.Member{ID: 1}}).Root, c.args); got != c.want {
			t.Errorf("CommandName(%q) = %q, want %q", c.args, got, c.want)
		}
	}
}
