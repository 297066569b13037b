// Package finder finds the hours that suit everybody: it asks package availability what
// is known of people's time and package pools who may stand for whom, and lets package
// slots choose. It changes nothing; what it offers is looked at again when it is booked.
package finder
