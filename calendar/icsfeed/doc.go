// Package icsfeed reads a calendar that is published at an address as iCalendar text
// (RFC 5545), as calendars offer it under "secret address" or "publish".
//
// Whoever knows the address can read the calendar, so the address is a secret: no
// error and no log line has more of it than the host. It is asked with the validators
// of the last reading, so that what has not changed is not sent again.
package icsfeed
