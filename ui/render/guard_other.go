//go:build !unix

package render

import "os"

// Where there is neither such a shell nor such signals, Bubble Tea's own renderer
// is used, which has its own ways.
func settings(*os.File) []string { return nil }

func guard(*os.File, []string, string) func() { return func() {} }

func leaveOnSignals(func(), func() bool) func() { return func() {} }
