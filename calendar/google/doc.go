// Package google reads calendars of Google (Calendar API v3): when people are busy
// by freeBusy, fifty calendars in one request; and, where the grant lets entries be
// read, entries by events.list with a sync token, so that titles can be judged by the
// words that the team has set. Titles go no further than that.
//
// The limits are those of Google's discovery document (calendar/v3/calendar-api.json,
// revision 20261030) and, for the length of a window, of what clients have met: about
// ninety days, beyond which it answers "The requested time range is too long."
package google
