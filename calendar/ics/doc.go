// Package ics reads iCalendar (RFC 5545, with VAVAILABILITY of RFC 7953) as busy
// times: which stretches of a window entries take, with every repetition worked out
// in the zone it was meant in.
//
// What is read is hostile or merely wrong, and no hour may be taken for free because
// of that (R13): what cannot be understood is busy.Unknown for as long as it may last,
// a sentence says so (R17), and everything else is read all the same. Text is read
// line by line, and size, number and steps are bounded.
//
// Repetition is worked out here and not by a library: those at hand walk from the
// first occurrence whatever the window is, cannot be stopped by a budget where a rule
// yields nothing, never end on some rules by the hour, and read UNTIL in UTC only.
package ics
