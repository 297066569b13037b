// Package cli is recruitty as commands: one for every action, for scripts,
// screen readers and SSH. Each is a thin call into package recruit.
//
// The names of commands and flags, the fields of --json and the exit codes are
// promises to people's scripts (docs/design.md#commands-that-scripts-rely-on).
// Standard output holds the result and nothing else; sentences about trouble go
// to standard error.
//
// The package knows neither the store nor Zoom nor mail: App.Open hands it a
// Workspace in which everything is wired.
package cli
