// Package microsoft reads calendars of Microsoft 365 by Microsoft Graph's
// getSchedule: twenty people in one request, for at most 62 days. It answers with
// entries and, where it may, their titles, which are judged by the words that the
// team has set and then forgotten.
//
// The limits are those that Graph's documentation and its error answers name: 20
// schedules (ErrorMailboxDataArrayTooBig at 100), 62 days
// (ErrorTimeIntervalTooBig), and 1,000 entries of one person (5006).
package microsoft
