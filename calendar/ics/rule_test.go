package ics_test

import "testing"

// TestRules holds what each part of a rule means (RFC 5545, 3.3.10), in a December
// that begins on a Tuesday.
func TestRules(t *testing.T) {
	t.Parallel()
	const nine = "DTSTART;TZID=Europe/Berlin:20261201T090000|DURATION:PT1H|RRULE:"
	const old = "DTSTART;TZID=Europe/Berlin:20160105T090000|DURATION:PT1H|RRULE:" // a Tuesday
	check(t, map[string]string{
		event(nine + "FREQ=DAILY;COUNT=3"):                                         "busy 1 09:00-10:00, busy 2 09:00-10:00, busy 3 09:00-10:00",
		event(nine + "FREQ=DAILY;INTERVAL=10"):                                     "busy 1 09:00-10:00, busy 11 09:00-10:00, busy 21 09:00-10:00, busy 31 09:00-10:00",
		event(old + "FREQ=DAILY;INTERVAL=1000"):                                    "busy 18 09:00-10:00",
		event(old + "FREQ=DAILY;COUNT=3987"):                                       "busy 1 09:00-10:00, busy 2 09:00-10:00, busy 3 09:00-10:00, busy 4 09:00-10:00",
		event(nine + "FREQ=DAILY;UNTIL=20261203"):                                  "busy 1 09:00-10:00, busy 2 09:00-10:00, busy 3 09:00-10:00",
		event(nine + "FREQ=DAILY;UNTIL=20261203T090000"):                           "busy 1 09:00-10:00, busy 2 09:00-10:00, busy 3 09:00-10:00",
		event(nine + "FREQ=DAILY;UNTIL=20261203T080000Z"):                          "busy 1 09:00-10:00, busy 2 09:00-10:00, busy 3 09:00-10:00",
		event(nine + "FREQ=DAILY;UNTIL=20261203T075959Z"):                          "busy 1 09:00-10:00, busy 2 09:00-10:00",
		event(nine + "FREQ=DAILY;BYDAY=SA,SU;COUNT=2"):                             "busy 1 09:00-10:00, busy 5 09:00-10:00, busy 6 09:00-10:00",
		event(nine + "FREQ=DAILY;BYMONTH=12;BYMONTHDAY=-1,15"):                     "busy 1 09:00-10:00, busy 15 09:00-10:00, busy 31 09:00-10:00",
		event(old + "FREQ=WEEKLY"):                                                 "busy 1 09:00-10:00, busy 8 09:00-10:00, busy 15 09:00-10:00, busy 22 09:00-10:00, busy 29 09:00-10:00",
		event(old + "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU"):                          "busy 8 09:00-10:00, busy 13 09:00-10:00, busy 22 09:00-10:00, busy 27 09:00-10:00",
		event(old + "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU"):                  "busy 6 09:00-10:00, busy 8 09:00-10:00, busy 20 09:00-10:00, busy 22 09:00-10:00",
		event(old + "FREQ=MONTHLY;BYDAY=1MO,-1FR"):                                 "busy 7 09:00-10:00, busy 25 09:00-10:00",
		event(old + "FREQ=MONTHLY;BYMONTHDAY=-1"):                                  "busy 31 09:00-10:00",
		event(old + "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,2"):             "busy 2 09:00-10:00, busy 31 09:00-10:00",
		event(old + "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=11,13"):                      "busy 11 09:00-10:00",
		event(old + "FREQ=MONTHLY;INTERVAL=13"):                                    "",
		event(old + "FREQ=YEARLY;BYMONTH=12"):                                      "busy 5 09:00-10:00",
		event(old + "FREQ=YEARLY;BYMONTH=12;BYDAY=2WE"):                            "busy 9 09:00-10:00",
		event(old + "FREQ=YEARLY;BYDAY=-1TH,52TU"):                                 "busy 29 09:00-10:00, busy 31 09:00-10:00",
		event(old + "FREQ=YEARLY;BYYEARDAY=-1,340"):                                "busy 6 09:00-10:00, busy 31 09:00-10:00",
		event(old + "FREQ=YEARLY;BYWEEKNO=53"):                                     "busy 29 09:00-10:00",
		event(old + "FREQ=YEARLY;BYWEEKNO=50;BYDAY=MO,FR"):                         "busy 7 09:00-10:00, busy 11 09:00-10:00",
		event(old + "FREQ=YEARLY;BYMONTHDAY=24"):                                   "busy 24 09:00-10:00",
		event(nine + "FREQ=DAILY;COUNT=4;BYHOUR=9,14;BYMINUTE=0,30"):               "busy 1 09:00-10:30, busy 1 14:00-15:30",
		event(nine + "FREQ=WEEKLY;BYHOUR=9,14;BYSETPOS=2;COUNT=1"):                 "busy 1 09:00-10:00, busy 1 14:00-15:00",
		event("DTSTART;VALUE=DATE:20261201|RRULE:FREQ=DAILY;UNTIL=20261203"):       "busy 1 00:00-4 00:00",
		event("DTSTART;VALUE=DATE:20261201|RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=3"): "busy 1 00:00-2 00:00, busy 3 00:00-4 00:00, busy 8 00:00-9 00:00",
		event(nine + "FREQ=DAILY;COUNT=4|EXDATE:20261202T080000Z|EXDATE;TZID=America/New_York:20261203T030000,20261204T030000"): "busy 1 09:00-10:00",
		event(nine + "FREQ=DAILY;COUNT=4|EXDATE;VALUE=DATE:20261202,20261203"):                                                  "busy 1 09:00-10:00, busy 4 09:00-10:00",
		event(nine + "FREQ=DAILY;COUNT=4|EXDATE:20261202T090000"):                                                               "busy 1 09:00-10:00, busy 3 09:00-10:00, busy 4 09:00-10:00",
		event(nine + "FREQ=DAILY;COUNT=2|RDATE;TZID=Europe/Berlin:20261204T120000,20261205T120000"):                             "busy 1 09:00-10:00, busy 2 09:00-10:00, busy 4 12:00-13:00, busy 5 12:00-13:00",
		event(nine + "FREQ=DAILY;COUNT=1|RDATE;VALUE=PERIOD:20261204T110000Z/20261204T130000Z,20261205T110000Z/PT3H"):           "busy 1 09:00-10:00, busy 4 12:00-14:00, busy 5 12:00-15:00",
	})
}

// TestNotUnderstood holds that what is not understood is unknown for as long as it
// may last, and that everything else is read all the same.
func TestNotUnderstood(t *testing.T) {
	t.Parallel()
	const nine = "DTSTART;TZID=Europe/Berlin:20261230T090000|DURATION:PT1H|RRULE:"
	const until = "busy 30 09:00-10:00, unknown 30 10:00-1 00:00"
	check(t, map[string]string{
		event(nine + "FREQ=HOURLY;INTERVAL=2;BYHOUR=1"): until,
		event(nine + "FREQ=SECONDLY"):                   until,
		event(nine + "FREQ=FORTNIGHTLY"):                until,
		event(nine + "FREQ=DAILY;COUNT=x"):              until,
		event(nine + "FREQ=DAILY;BYMOON=1"):             until,
		event(nine + "FREQ=DAILY;BYDAY=XX"):             until,
		event(nine + "FREQ=DAILY|;INTERVAL=2"):          until,
		event(nine + "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23;BYMONTH=2;BYMONTHDAY=30"): "busy 30 09:00-10:00",
		event("DTSTART:x|DTEND:20261201T100000Z"):                                                        "unknown 1 00:00-1 00:00",
		event("DTSTART:20261230T090000|DTEND:x"):                                                         "unknown 30 09:00-1 00:00",
		event("DTSTART:20261230T090000|DTEND:20261230T080000"):                                           "unknown 30 08:00-31 09:00",
		event("DTSTART;TZID=Nowhere:20261230T090000|DTEND;TZID=Nowhere:20261230T100000"):                 "unknown 29 20:00-30 23:00",
		event("DTSTART:20261230T090000|DURATION:PT1H|RDATE:x"):                                           "unknown 1 00:00-30 09:00, busy 30 09:00-10:00, unknown 30 10:00-1 00:00",
		event("DTSTART:20261230T090000|DURATION:PT1H|RRULE:FREQ=DAILY;COUNT=2|EXDATE:x,20261231T090000"): "busy 30 09:00-10:00",
		event("DTSTART:20261230T090000|DURATION:PT1H|BEGIN:VALARM|DURATION:PT5M"):                        until,
	})
}
