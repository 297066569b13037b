// Package busy is the language in which calendars say when people are free: the
// states of a stretch of time, intervals, and what one reading of a calendar came
// to. Titles are judged by the words that a team has set and then forgotten; only
// states and times leave this package (R13: what is not known is not free).
//
// It knows neither people nor interviews; see package availability for those, and
// package slots for what is worked out from it.
package busy
