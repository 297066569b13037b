// Package icalendar takes calendar objects (RFC 5545) of other programs apart into
// components and properties, however badly they are written: lines that are cut,
// wrapped or quoted wrongly, ends that are missing.
//
// It refuses as little as it can and decides nothing. What it reads is bounded in
// size, depth and number, and every loop goes over what is there once.
package icalendar

// Bounds of a calendar object.
const (
	// MaxObject is how much of one calendar object is read, in bytes.
	MaxObject = 1 << 20
	maxNested = 8  // components in one another
	maxEvents = 50 // in one object
	maxProps  = 5000
)
