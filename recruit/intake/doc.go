// Package intake brings jobs, candidates and interviews in from files of other systems:
// tables (CSV in whatever delimiter and encoding), Greenhouse Harvest JSON,
// JSON Resume, and JSON objects with plain fields.
//
// A file goes one way: ReadFile bounds it, a reader (table.go, objects.go)
// takes it apart into entries, a plan holds the entries against what the
// workspace knows, and the store writes the plan as one batch that can be
// undone. A dry run is the same way without the last step. A bad row is
// reported with its line and the reason and stops nothing else; a row that is
// known already is reported and changes nothing, so importing a file twice is
// the same as importing it once.
package intake
