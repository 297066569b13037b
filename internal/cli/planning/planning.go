// Package planning has the commands about when people are free and who may stand for
// whom: the hours that suit everybody, connected calendars, working hours, pools of
// interviewers, interview plans and loops.
package planning

import (
	"github.com/spf13/cobra"

	"recruitty/internal/cli/command"
)

// planner makes the commands.
type planner struct{ *command.Program }

// Commands are the nouns of this room.
func Commands(p *command.Program) []*cobra.Command {
	here := planner{p}
	return []*cobra.Command{here.slots(), here.week(), here.calendar(), here.hours(), here.pool(), here.loop(), here.offer()}
}
