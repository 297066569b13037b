// Package caldav reads calendars from a CalDAV server: one's own by a query for a
// window of time (RFC 4791, 7.8) and then by what changed since (RFC 6578), and those
// of colleagues by asking the server when they are busy (RFC 6638, section 5).
//
// Servers differ, and some lie. So a reading never takes for granted that a server
// can do what it says: what it cannot is tried in the way that every server has, an
// entry that is said to be gone is looked for before that is believed, everything is
// read anew now and then, and what could not be read is unknown, never free (R13).
//
// The XML of answers is read here, by encoding/xml with bounds and as it comes in,
// because one entry that cannot be understood must not hide the others.
package caldav
