package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/recruit"
)

// Destructive marks a command, or a way of calling it, that takes away what
// nobody can get back: a person's data, a sign-in, a key, words, a workspace.
const Destructive = "recruitty_destructive"

// Destroys declares that a command takes something away for good. It gets the
// flag --yes and asks a person at a terminal (Confirm). Where nobody can
// be asked it is refused without that flag, before anything is opened or read.
func (p *Program) Destroys(c *cobra.Command) *cobra.Command {
	return p.DestroysWhen(c, "", func(*cobra.Command, []string) bool { return true })
}

// DestroysWhen is Destroys for a command that does so only in some way of
// calling it; example is one, without the name of the command.
func (p *Program) DestroysWhen(c *cobra.Command, example string, does func(c *cobra.Command, args []string) bool) *cobra.Command {
	if c.Annotations == nil {
		c.Annotations = map[string]string{}
	}
	c.Annotations[Destructive] = example
	if c.Flags().Lookup("yes") == nil {
		c.Flags().Bool("yes", false, "do not ask; needed where nobody can be asked")
	}
	run := c.RunE
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if does(cmd, args) && !p.Interactive && !agreed(cmd) {
			return unasked(cmd)
		}
		return run(cmd, args)
	}
	return c
}

// agreed reports whether --yes was typed.
func agreed(cmd *cobra.Command) bool {
	f := cmd.Flags().Lookup("yes")
	return f != nil && f.Value.String() == "true"
}

// unasked refuses to destroy anything where nobody can be asked.
func unasked(cmd *cobra.Command) error {
	return recruit.Invalid("yes", "%s deletes something for good, and nobody can be asked here, so nothing was done; repeat it with --yes.", cmd.CommandPath())
}

// Confirm asks before something is taken away for good. Without a terminal that
// needs --yes.
func (p *Program) Confirm(cmd *cobra.Command, question string) error {
	switch {
	case agreed(cmd):
		return nil
	case !p.Interactive:
		return unasked(cmd)
	}
	return p.ask(question)
}

// Consider asks a person at a terminal about what can be undone. Scripts are
// not asked: a command that waits for nobody is worse than one that does what it
// was told.
func (p *Program) Consider(cmd *cobra.Command, question string) error {
	if agreed(cmd) || p.JSON || !p.Interactive {
		return nil
	}
	return p.ask(question)
}

// Confirm asks before something is taken away for good; see Program.Confirm.
func (s *Session) Confirm(question string) error { return s.Program.Confirm(s.Cmd, question) }

// Consider asks about what can be undone; see Program.Consider.
func (s *Session) Consider(question string) error { return s.Program.Consider(s.Cmd, question) }

// ask puts a question; anything but yes refuses.
func (p *Program) ask(question string) error {
	fmt.Fprint(p.Err, question+" [y/N] ")
	answer, err := p.ReadLine()
	if err != nil {
		return err
	}
	if a := strings.ToLower(answer); a != "y" && a != "yes" {
		return recruit.Refused("Nothing was changed.")
	}
	return nil
}
