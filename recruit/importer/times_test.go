package importer

import (
	"strings"
	"testing"
	"time"

	"recruitty/recruit"
)

// TestTimesAsSpreadsheetsWriteThem holds what the cells of an interview's times
// mean, whichever program wrote them.
func TestTimesAsSpreadsheetsWriteThem(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 28, 10, 0, 0, 0, time.UTC)
	const berlin = "W. Europe Standard Time"
	tests := []struct {
		cells map[Field]string
		want  string // start in UTC, length and zone; or a part of the error
	}{
		{map[Field]string{Start: "4/25/2027 8:30:00 AM", TimeZone: "Europe/Berlin", Duration: "45"}, "2027-04-25T06:30:00Z 45m0s Europe/Berlin"},
		{map[Field]string{Start: "2027-04-25 8:30:00PM", TimeZone: berlin, End: "4/25/2027 9:00:00 PM"}, "2027-04-25T18:30:00Z 30m0s Europe/Berlin"},
		{map[Field]string{Start: "4/25/2027 12:00:00 AM", TimeZone: "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", Duration: "0:45:00"}, "2027-04-24T22:00:00Z 45m0s Europe/Berlin"},
		{map[Field]string{Start: "46456.4167", TimeZone: "GMT+3", Duration: "30"}, "2027-03-10T07:00:00Z 30m0s UTC+03:00"},
		{map[Field]string{Start: "46456.4167", TimeZone: "UTC", End: "46456.4375"}, "2027-03-10T10:00:00Z 30m0s UTC"},
		{map[Field]string{Date: "46456", Clock: "0.4167", TimeZone: "UTC", End: "0.4375"}, "2027-03-10T10:00:00Z 30m0s UTC"},
		{map[Field]string{Date: "46456", Clock: "10:00:00 AM", TimeZone: "UTC", End: "10:30:00 AM"}, "2027-03-10T10:00:00Z 30m0s UTC"},
		{map[Field]string{Date: "25-Apr-27", Clock: "8:30 AM", TimeZone: "UTC", End: "9:30 AM"}, "2027-04-25T08:30:00Z 1h0m0s UTC"},
		{map[Field]string{Start: "1804672800", Duration: "PT45M"}, "2027-03-10T10:00:00Z 45m0s "},
		{map[Field]string{Start: "1804672800000", End: "1804674600000", TimeZone: "Asia/Kolkata"}, "2027-03-10T10:00:00Z 30m0s Asia/Kolkata"},
		{map[Field]string{Start: "2027-03-10T10:00:00.000Z", Duration: "1:30:00"}, "2027-03-10T10:00:00Z 1h30m0s "},
		{map[Field]string{Start: "46456.4167", Duration: "30"}, "without a time zone"},
		{map[Field]string{Start: "46456", Duration: "30", TimeZone: "UTC"}, "time is missing"},
		{map[Field]string{Start: "4/5/2027 8:30 AM", Duration: "30", TimeZone: "UTC"}, "5 Apr 2027"},
		{map[Field]string{Start: "tomorrow 8:30", Duration: "30", TimeZone: "UTC"}, "without a date and year"},
		{map[Field]string{Start: "27 nov 8:30", Duration: "30", TimeZone: "UTC"}, "without a date and year"},
		{map[Field]string{Start: "4/25/2027 8:30:00 AM", Duration: "30", TimeZone: "IST"}, "can mean several"},
	}
	for _, test := range tests {
		var i recruit.Interview
		remark, err := arrangeTime(&i, entry{values: test.cells}, now)
		got := i.Start.UTC().Format(time.RFC3339) + " " + i.Duration.String() + " " + i.TimeZone
		if err != nil {
			got = err.Error()
		}
		if got != test.want && (err == nil || !strings.Contains(got, test.want)) {
			t.Errorf("%v: %s (%s), want %s", test.cells, got, remark, test.want)
		}
	}
}
