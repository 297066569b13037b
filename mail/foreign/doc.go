// Package foreign takes apart mails and calendar objects that other programs
// wrote, however badly: headers without end, boundaries that do not fit, names
// in any charset, lines that are cut, wrapped or quoted wrongly.
//
// It refuses as little as it can and decides nothing. What it reads is bounded
// in size, depth and number, and every loop goes over what is there once.
package foreign

// Bounds of a foreign mail and of a calendar object in it.
const (
	maxHeader = 256 << 10
	maxFields = 2000
	maxDepth  = 12
	// MaxParts is how many parts of a mail are read, those that hold others included.
	MaxParts = 200
	// MaxObject is how much of one calendar object is read, in bytes.
	MaxObject = 1 << 20
	maxNested = 8  // components in one another
	maxEvents = 50 // in one object
	maxProps  = 5000
)
