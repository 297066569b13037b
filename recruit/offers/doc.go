// Package offers lets candidates choose when they are interviewed: hours are sent to them
// with numbers, they take one, ask for others, move or call off, and everything else
// happens by itself. Booking is that of package scheduling; the hours come from packages
// finder and loops. docs/adr/0012 has the decisions.
package offers
