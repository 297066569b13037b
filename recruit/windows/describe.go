package windows

import (
	"strings"
	"time"
	"unicode"

	"recruitty/recruit/timeparse"
)

// Describe writes a window in words with its zone, as the screen shows it: "Tue 1 Dec
// 15:00–18:00 Denver (MST)", and "Tue 1 Dec 15:00 Denver (MST)" for a beginning alone. The
// year stands there when it is not the one of now.
func Describe(w Window, now time.Time) string {
	start, end := w.Start.In(w.Zone), w.End.In(w.Zone)
	text := timeparse.Near(start, now)
	if !w.At {
		to := timeparse.Clock(end)
		if end.Hour() == 0 && end.Minute() == 0 && end.Sub(start) < 26*time.Hour {
			to = "24:00"
		} else if later := timeparse.Later(start, end); later == "+1" {
			to += later
		} else if later != "" {
			to = timeparse.Near(end, now)
		}
		text += "–" + to
	}
	text += " " + zoneText(start)
	switch w.Wish {
	case Preferred:
		text += ", preferred"
	case Reluctant:
		text += ", if need be"
	case Plain:
	}
	return text
}

// zoneText is the place of a zone with what its clocks are called at an instant: "Denver
// (MST)", and the offset where that has no name.
func zoneText(t time.Time) string {
	name, _ := t.Zone()
	label := timeparse.Label(t)
	if name == "" || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsUpper(r) }) {
		return timeparse.Labelled(t)
	}
	if name == label {
		return label
	}
	return label + " (" + name + ")"
}
