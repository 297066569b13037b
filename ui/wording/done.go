package wording

import (
	"fmt"

	"recruitty/recruit"
	"recruitty/ui/text"
)

// Linked says that a candidate was linked to a job.
func Linked(name, job, stage string) string {
	return fmt.Sprintf("Linked %s to %s, stage %s.", text.Line(name), text.Line(job), text.Line(stage))
}

// Moved says that a candidate was moved to a stage of a job.
func Moved(name string, m recruit.Moved, job string) string {
	return fmt.Sprintf("Moved %s to %s for %s.", text.Line(name), text.Line(m.Stage), text.Line(job))
}

// BroughtBack says that what had been removed is there again; what is such as "the pool".
func BroughtBack(what, name string) string {
	return "Brought back " + what + " " + text.Line(name) + "."
}
