package timeparse

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Reliable is until when the bundled zone data is taken at its word: the middle
// of the year after its release's. Rules change a few times a year somewhere,
// often with few months of notice, so that later times deserve a second look.
// The zero Time means that the release cannot be read.
func Reliable() time.Time {
	year, err := strconv.Atoi(strings.TrimRight(DataVersion(), "abcdefghijklmnopqrstuvwxyz"))
	if err != nil {
		return time.Time{}
	}
	return time.Date(year+1, time.July, 1, 0, 0, 0, 0, time.UTC)
}

// Doubts says in sentences why the wall time of an instant may be another in
// these zones than it is said to be; none when nothing speaks for that. Either
// this machine has a newer release that differs, or the instant lies beyond
// Reliable, which is said once for all of them.
func Doubts(at time.Time, zones ...string) []string {
	return doubts(at, SystemData(), zones)
}

// SystemData is where Unix systems keep their own zone data.
func SystemData() fs.FS { return os.DirFS("/usr/share/zoneinfo") }

func doubts(at time.Time, system fs.FS, zones []string) []string {
	var said, places []string
	newer := SystemVersion(system)
	until := Reliable()
	late := !until.IsZero() && !at.Before(until)
	for _, zone := range zones {
		here, err := Zone(zone)
		if err != nil || placeless(here.String()) {
			continue
		}
		city, ours := Label(at.In(here)), at.In(here).Format("2 January 15:04")
		theirs, known := "", false
		if newer > DataVersion() {
			theirs, known = wallBy(system, here.String(), at)
		}
		switch {
		case known && theirs != ours:
			said = append(said, fmt.Sprintf("In %s that is %s by the clock rules of this recruitty (%s), but %s by this machine's newer ones (%s): ask there which holds, or install a newer recruitty.",
				city, ours, DataVersion(), theirs, newer))
		case !known && late && !slices.Contains(places, city):
			places = append(places, city)
		}
	}
	if len(places) > 0 {
		said = append(said, fmt.Sprintf("The clock rules known here are of release %s; whether they still hold in %s in %s is not certain, so compare the time again nearer the day.",
			DataVersion(), strings.Join(places, " and "), at.Format("January 2006")))
	}
	return said
}

// wallBy is the wall time of an instant in a zone by the rules of a system.
func wallBy(system fs.FS, zone string, at time.Time) (string, bool) {
	data, err := fs.ReadFile(system, zone)
	if err != nil {
		return "", false
	}
	there, err := time.LoadLocationFromTZData(zone, data)
	if err != nil {
		return "", false
	}
	return at.In(there).Format("2 January 15:04"), true
}

// SystemVersion is the release of a system's zone data, "" when it does not say:
// the first line of tzdata.zi names it, on macOS the file +VERSION.
func SystemVersion(system fs.FS) string {
	for _, name := range []string{"tzdata.zi", "+VERSION"} {
		f, err := system.Open(name)
		if err != nil {
			continue
		}
		head := make([]byte, 32)
		n, _ := f.Read(head)
		_ = f.Close()
		line, _, _ := strings.Cut(string(head[:n]), "\n")
		version := strings.TrimPrefix(strings.TrimSpace(line), "# version ")
		if len(version) >= 5 && len(version) <= 6 && strings.Trim(version[:4], "0123456789") == "" && strings.Trim(version[4:], "abcdefghijklmnopqrstuvwxyz") == "" {
			return version
		}
	}
	return ""
}
