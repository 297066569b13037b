// Package week puts a week of people's time together: for each of them what every
// quarter of an hour is (free, soft, busy, unknown, an interview, or no working time),
// and the interviews of all. Screens, lines and commands draw it; who is in it and what
// may be seen is decided here and in the store.
//
// What a quarter is comes from package availability, which reads what is stored and
// asks no calendar. What is not known is never free (R13), and no title of a calendar
// comes this far.
package week
