// Package foreign takes apart mails that other programs wrote, however badly:
// headers without end, boundaries that do not fit, names in any charset.
// Package icalendar takes the calendar objects in them apart.
//
// It refuses as little as it can and decides nothing. What it reads is bounded
// in size, depth and number, and every loop goes over what is there once.
package foreign

// Bounds of a foreign mail.
const (
	maxHeader = 256 << 10
	maxFields = 2000
	maxDepth  = 12
	// MaxParts is how many parts of a mail are read, those that hold others included.
	MaxParts = 200
)
