// Package hours says when a person works: their hours on each weekday, when they
// would rather be asked, lunch, time off and public holidays, and how many interviews
// they can take. A workspace sets what holds for everybody, and a member overrides it
// field by field. Expanded for a window, hours become instants, each closed stretch
// with its cause.
//
// It is pure: it knows neither members nor where anything is stored. What calendars
// say is package busy's.
package hours
