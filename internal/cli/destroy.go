package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"recruitty/recruit"
)

// destructive marks a command, or a way of calling it, that takes away what
// nobody can get back: a person's data, a sign-in, a key, words, a workspace.
const destructive = "recruitty_destructive"

// destroys declares that a command takes something away for good. It gets the
// flag --yes and asks a person at a terminal (session.confirm). Where nobody can
// be asked it is refused without that flag, before anything is opened or read.
func (p *program) destroys(c *cobra.Command) *cobra.Command {
	return p.destroysWhen(c, "", func(*cobra.Command, []string) bool { return true })
}

// destroysWhen is destroys for a command that does so only in some way of
// calling it; example is one, without the name of the command.
func (p *program) destroysWhen(c *cobra.Command, example string, does func(c *cobra.Command, args []string) bool) *cobra.Command {
	if c.Annotations == nil {
		c.Annotations = map[string]string{}
	}
	c.Annotations[destructive] = example
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
	return recruit.Invalid("yes", "%s takes away what cannot be got back, and nobody can be asked here, so nothing was done; repeat it with --yes.", cmd.CommandPath())
}

// confirm asks before something is taken away for good. Without a terminal that
// needs --yes.
func (s *session) confirm(question string) error {
	switch {
	case agreed(s.cmd):
		return nil
	case !s.Interactive:
		return unasked(s.cmd)
	}
	return s.ask(question)
}

// consider asks a person at a terminal about what can be undone. Scripts are
// not asked: a command that waits for nobody is worse than one that does what it
// was told.
func (s *session) consider(question string) error {
	if agreed(s.cmd) || s.json || !s.Interactive {
		return nil
	}
	return s.ask(question)
}

// ask puts a question; anything but yes refuses.
func (s *session) ask(question string) error {
	fmt.Fprint(s.Err, question+" [y/N] ")
	answer, err := s.readLine()
	if err != nil {
		return err
	}
	if a := strings.ToLower(answer); a != "y" && a != "yes" {
		return recruit.Refused("Nothing was changed.")
	}
	return nil
}
