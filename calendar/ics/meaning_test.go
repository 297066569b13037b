package ics_test

import "testing"

// TestMeanings holds what the time of an entry is.
func TestMeanings(t *testing.T) {
	t.Parallel()
	const nine = "DTSTART:20261201T080000Z|DURATION:PT1H|"
	const busy, soft = "busy 1 09:00-10:00", "soft 1 09:00-10:00"
	check(t, map[string]string{
		event(nine + "SUMMARY:Talk"):                                                                                            busy,
		event(nine + "SUMMARY:Focus time"):                                                                                      soft,
		event(nine + "STATUS:CANCELLED"):                                                                                        "",
		event(nine + "STATUS:TENTATIVE"):                                                                                        soft,
		event(nine + "STATUS:CONFIRMED"):                                                                                        busy,
		event(nine + "TRANSP:TRANSPARENT"):                                                                                      "",
		event(nine + "TRANSP:OPAQUE"):                                                                                           busy,
		event(nine + "TRANSP:TRANSPARENT|TRANSP:OPAQUE"):                                                                        busy,
		event(nine + "TRANSP:TRANSPARENT|X-MICROSOFT-CDO-BUSYSTATUS:BUSY"):                                                      busy,
		event(nine + "TRANSP:TRANSPARENT|X-MICROSOFT-CDO-BUSYSTATUS:OOF"):                                                       busy,
		event(nine + "TRANSP:OPAQUE|X-MICROSOFT-CDO-BUSYSTATUS:FREE"):                                                           "",
		event(nine + "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE"):                                                             "",
		event(nine + "TRANSP:OPAQUE|X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"):                                                      soft,
		event(nine + "ATTENDEE;PARTSTAT=DECLINED:mailto:Priya@Example.org"):                                                     "",
		event(nine + "ATTENDEE;PARTSTAT=TENTATIVE:mailto:priya@example.org"):                                                    soft,
		event(nine + "ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@example.org"):                                                     busy,
		event(nine + "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:priya@example.org"):                                                 busy,
		event(nine + "ATTENDEE;PARTSTAT=DECLINED:mailto:raj@example.org"):                                                       busy,
		event(nine + "ATTENDEE;PARTSTAT=DECLINED;EMAIL=priya@example.org:urn:uuid:1"):                                           "",
		event(nine + "ATTENDEE;PARTSTAT=DECLINED:mailto:priya@example.org|ATTENDEE;PARTSTAT=ACCEPTED:mailto:priya@example.org"): busy,
		event(nine + "BEGIN:VALARM|TRIGGER:-PT5M|ATTENDEE;PARTSTAT=DECLINED:mailto:priya@example.org|DURATION:PT8H|END:VALARM"): busy,
	})
}

// TestExceptions holds what RECURRENCE-ID replaces.
func TestExceptions(t *testing.T) {
	t.Parallel()
	const daily = "BEGIN:VEVENT|UID:a|DTSTART;TZID=Europe/Berlin:20261201T090000|DTEND;TZID=Europe/Berlin:20261201T100000|RRULE:FREQ=DAILY;COUNT=4|END:VEVENT|"
	const one = "busy 1 09:00-10:00, "
	check(t, map[string]string{
		calendar(daily + "BEGIN:VEVENT|UID:a|RECURRENCE-ID:20261202T080000Z|DTSTART:20261202T130000Z|DTEND:20261202T150000Z|END:VEVENT"):                                                     one + "busy 2 14:00-16:00, busy 3 09:00-10:00, busy 4 09:00-10:00",
		calendar("BEGIN:VEVENT|UID:a|RECURRENCE-ID:20261202T080000Z|STATUS:CANCELLED|DTSTART:20261202T080000Z|END:VEVENT|" + daily):                                                          one + "busy 3 09:00-10:00, busy 4 09:00-10:00",
		calendar(daily + "BEGIN:VEVENT|UID:a|RECURRENCE-ID:20261202T080000Z|DTSTART:20261202T080000Z|DTEND:20261202T090000Z|ATTENDEE;PARTSTAT=DECLINED:mailto:priya@example.org|END:VEVENT"): one + "busy 3 09:00-10:00, busy 4 09:00-10:00",
		calendar(daily + "BEGIN:VEVENT|UID:a|RECURRENCE-ID;RANGE=THISANDFUTURE:20261203T080000Z|DTSTART:20261203T100000Z|DTEND:20261203T103000Z|END:VEVENT"):                                 one + "busy 2 09:00-10:00, busy 3 11:00-11:30, busy 4 11:00-11:30",
		calendar(daily + "BEGIN:VEVENT|UID:a|RECURRENCE-ID;RANGE=THISANDFUTURE:20261203T080000Z|STATUS:CANCELLED|DTSTART:20261203T080000Z|END:VEVENT"):                                       one + "busy 2 09:00-10:00",
		calendar("BEGIN:VEVENT|UID:a|RECURRENCE-ID:20261202T080000Z|DTSTART:20261202T130000Z|DTEND:20261202T150000Z|END:VEVENT"):                                                             "busy 2 14:00-16:00",
		calendar(daily + "BEGIN:VEVENT|UID:b|RECURRENCE-ID:20261202T080000Z|DTSTART:20261202T130000Z|DTEND:20261202T150000Z|END:VEVENT"):                                                     one + "busy 2 09:00-10:00, busy 2 14:00-16:00, busy 3 09:00-10:00, busy 4 09:00-10:00",
	})
}
