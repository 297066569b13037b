package timeparse_test

import (
	"errors"
	"fmt"
	"time"

	"recruitty/recruit/timeparse"
)

// exampleNow is a Friday afternoon in Lisbon.
func exampleNow() (time.Time, *time.Location) {
	lisbon, err := timeparse.Zone("lisbon")
	if err != nil {
		panic(err)
	}
	return time.Date(2026, 11, 27, 14, 0, 0, 0, lisbon), lisbon
}

func ExampleParse() {
	now, zone := exampleNow()
	for _, typed := range []string{"tue 10am", "2026-12-01 10:00 Tokyo", "in 2 weeks 14:30", "4/25/2027 8:30:00 AM", "01/02/2027 10:00"} {
		m, err := timeparse.Parse(typed, now, zone)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(m.Time.Format("Mon 2 Jan 2006 15:04"), m.Zone)
	}
	// Output:
	// Tue 1 Dec 2026 10:00 Europe/Lisbon
	// Tue 1 Dec 2026 10:00 Asia/Tokyo
	// Fri 11 Dec 2026 14:30 Europe/Lisbon
	// Sun 25 Apr 2027 08:30 Europe/Lisbon
	// “01/02/2027” can be 1 Feb 2027 or 2 Jan 2027; type the one that is meant.
}

// A wall time that the clocks skip is refused with the instants that it may mean.
func ExampleGapError() {
	now, zone := exampleNow()
	_, err := timeparse.Parse("2027-03-28 01:30", now, zone)
	fmt.Println(err)
	fmt.Println(errors.Is(err, timeparse.ErrGap))
	// Output:
	// 2027-03-28 01:30 does not exist in Lisbon because the clocks skip it; type 2027-03-28T00:30:00+00:00 or 2027-03-28T02:30:00+01:00.
	// true
}

func ExampleParseDuration() {
	for _, typed := range []string{"45m", "1h30", "90", "1:15"} {
		d, err := timeparse.ParseDuration(typed)
		fmt.Println(d, err)
	}
	// Output:
	// 45m0s <nil>
	// 1h30m0s <nil>
	// 1h30m0s <nil>
	// 1h15m0s <nil>
}

func ExampleZone() {
	for _, name := range []string{"Europe/Lisbon", "new york", "UTC+3", "W. Europe Standard Time", "CST"} {
		zone, err := timeparse.Zone(name)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(zone)
	}
	// Output:
	// Europe/Lisbon
	// America/New_York
	// UTC+03:00
	// Europe/Berlin
	// CST can mean several time zones; type the place instead, such as America/Chicago, Asia/Shanghai or America/Havana.
}

func ExampleRange() {
	_, zone := exampleNow()
	start := time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC)
	fmt.Println(timeparse.Range(start, start.Add(45*time.Minute), zone))
	// Output:
	// Tue 1 Dec 2026 10:00–10:45
}
