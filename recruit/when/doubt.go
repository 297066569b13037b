package when

import (
	"fmt"
	"io/fs"
	"os"
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

// Doubt says in a sentence why the wall time of an instant in a zone may be
// another than it is said to be, "" when nothing speaks for that: this machine
// has a newer release that differs, or the instant lies beyond Reliable.
func Doubt(zone string, at time.Time) string {
	return doubt(zone, at, SystemData())
}

// SystemData is where Unix systems keep their own zone data.
func SystemData() fs.FS { return os.DirFS("/usr/share/zoneinfo") }

func doubt(zone string, at time.Time, system fs.FS) string {
	here, err := Zone(zone)
	if err != nil || here == time.UTC || strings.HasPrefix(here.String(), "Etc/") {
		return ""
	}
	if newer := SystemVersion(system); newer > DataVersion() {
		if data, err := fs.ReadFile(system, here.String()); err == nil {
			if there, err := time.LoadLocationFromTZData(here.String(), data); err == nil {
				ours, theirs := at.In(here).Format("2 January 15:04"), at.In(there).Format("2 January 15:04")
				if ours != theirs {
					return fmt.Sprintf("In %s that is %s by the clock rules of this recruitty (%s), but %s by this machine's newer ones (%s): ask there which holds, or install a newer recruitty.",
						City(here.String()), ours, DataVersion(), theirs, newer)
				}
				return "" // the newer rules agree
			}
		}
	}
	if until := Reliable(); !until.IsZero() && !at.Before(until) {
		return fmt.Sprintf("The clock rules known here are of release %s; whether they still hold in %s in %s is not certain, so compare the time again nearer the day.",
			DataVersion(), City(here.String()), at.In(here).Format("January 2006"))
	}
	return ""
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
