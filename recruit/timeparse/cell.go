package timeparse

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
)

// plainNumber is a number as a spreadsheet or a program writes it into a cell.
var plainNumber = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\d{1,19}(?:[.,]\d{1,15})?$`) })

// The numbers of days that Excel counts for the years in which it can mean a
// date, from 1990 to 2100; smaller and larger ones are something else.
const (
	firstSerial = 32874
	lastSerial  = 73050
)

// Spelled writes the date, the time of day, or the instant that a number in a
// cell of an import stands for, so that Parse reads it: the days since 1900 of a
// spreadsheet ("46456.4167", or "0.4167" for a time of day alone), and the
// seconds, milliseconds, microseconds or nanoseconds since 1970 of a program.
// Everything else comes back as it is.
func Spelled(cell string) string {
	cell = strings.TrimSpace(cell)
	if !plainNumber().MatchString(cell) {
		return cell
	}
	whole, fraction, _ := strings.Cut(strings.ReplaceAll(cell, ",", "."), ".")
	fraction = strings.TrimRight(fraction, "0")
	switch n := len(whole); {
	case n == 1 && whole == "0" && fraction != "":
		return serial(0, fraction).Format("15:04")
	case n == 5:
		days, _ := strconv.Atoi(whole)
		if days < firstSerial || days > lastSerial {
			return cell
		}
		at := serial(days, fraction)
		if fraction == "" {
			return at.Format(time.DateOnly)
		}
		return at.Format("2006-01-02 15:04")
	case n == 10, n == 13, n == 16, n == 19:
		units, err := strconv.ParseInt(whole, 10, 64)
		if err != nil {
			return cell
		}
		for range (n - 10) / 3 {
			units /= 1000
		}
		return time.Unix(units, 0).UTC().Format(time.RFC3339)
	}
	return cell
}

// serial is the wall time of a spreadsheet's number of days, to the nearest
// minute: 10:00 is written 0.4166 or 0.4167.
func serial(days int, fraction string) time.Time {
	part, err := strconv.ParseFloat("0."+fraction+"0", 64)
	if err != nil {
		part = 0
	}
	minutes := int(math.Round(part * 24 * 60))
	return time.Date(1899, time.December, 30+days, 0, minutes, 0, 0, time.UTC)
}
