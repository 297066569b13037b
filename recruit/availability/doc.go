// Package availability knows when the people of a team are free: it keeps the
// calendars that they have connected, reads them, and puts together for each person
// what calendars, their own interviews and their working hours come to.
//
// What is not known is not free (R13): a calendar that was never connected, cannot be
// read, was read too long ago or not for the time in question leaves that time
// unknown, with the cause. Of an entry only when it is and how firm it is are kept,
// never a title.
//
// Readings never wait for each other: every source has its own deadline, and one that
// is dead delays nobody. Several processes share the work by claiming a source in the
// database before they read it.
package availability
