// Package loops keeps interview plans, which say what a stage of a job needs, and the
// loops that are booked by them: the interviews of one plan for one candidate, each of
// which stays an interview of its own.
package loops
