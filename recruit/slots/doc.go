// Package slots finds the hours that suit everybody: for one interview, for a panel,
// for a loop of several interviews, and for a day with many candidates. It reads
// nothing and writes nothing; the same input gives the same answer (R15).
//
// # Time
//
// Everything is worked out in quarter-hours of UTC, one bit each. A session starts on a
// quarter-hour. Its length may be any number of whole minutes: it ends on its minute, and
// takes up every quarter-hour that it touches, so that 50 minutes take up an hour. The
// buffer after it is counted from its true end, so that 50 minutes with a buffer of 10
// still take up one hour. What takes someone's time (busy, soft, unknown) is rounded
// outwards to whole quarter-hours, and what permits something (hours, windows, what was
// read) inwards: rounding never makes anybody free.
//
// Days and weeks are those of a zone: a person's own for limits a day and a week, and
// the query's for "a day" of the answer. A week begins on Monday.
//
// # What is better
//
// Choices are compared by, in this order: fewest people of whom the hour is unknown
// (only where that was permitted), fewest soft entries overruled, fewest days; then days in
// their order, and within a day fewest optional seats left empty, fewest people
// outside of their preferred hours, the smallest sum of (interviews this week + 1)² over
// the people chosen, then of their interviews of the last weeks, the least idle time
// between sessions, the earliest start, and the order of the sessions. People who are
// equal in all of it are taken in the order of their IDs.
package slots
