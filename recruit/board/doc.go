// Package board shows the pipeline of a job: its stages as columns, how many candidates are
// in each, since when, and which of them wait for the team. It reads what is shown and the
// true number of the rest, however many there are.
package board
