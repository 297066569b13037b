// Command recruitty is a terminal workspace for recruiters: jobs, candidates
// and Zoom interviews.
package main

import (
	"os"
	_ "time/tzdata" // for machines without time zones of their own

	"recruitty/internal/app"
)

func main() { os.Exit(app.Run(os.Args[1:])) }
