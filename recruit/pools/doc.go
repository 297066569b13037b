// Package pools keeps the groups of members who can stand in for each other in a panel,
// and how far those are who learn to interview: a shadow listens, a reverse shadow
// leads while a qualified member listens, and both move up after so many interviews
// that were held.
package pools
