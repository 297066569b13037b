// Package importer brings jobs, candidates and interviews in from files of other systems:
// tables (CSV in whatever delimiter and encoding, XLSX, HTML tables), JSON in whatever
// envelope, JSON Lines, Django dumps, vCards, calendars, archives with one of these
// and people's documents, and recruitty's own exports.
//
// A file goes one way, and is never in memory as a whole. open finds out which
// format it is (formats lists them; a further one is a format there, whose reader
// in package records yields records). learn reads the records once, to know what
// they mean and how many there are: a layout. A planner then reads them again,
// holds each against what the workspace and the file so far know, and hands over a
// plan of some thousand rows at a time; writing writes each plan. All plans of a
// file are one batch, which can be undone. A dry run is the same way without the
// writing.
//
// A bad row is reported with its line and the reason and stops nothing else. A
// row that is known already is reported and changes nothing; what it says of a
// person that nobody knew becomes a note. Importing a file twice is the same as
// importing it once.
package importer
