package when

import (
	"strings"
	"time"
)

// Label returns what people call the zone of t: its place, "Lisbon" for
// Europe/Lisbon and "New York" for America/New_York, or where it has none, as
// Etc/GMT-3 and EST5EDT have, its offset at t: "UTC+3". UTC itself is "UTC".
func Label(t time.Time) string {
	name := t.Location().String()
	switch {
	case t.Location() == time.UTC || alwaysUTC(name):
		return "UTC"
	case placeless(name):
		return Offset(t)
	}
	return place(name)
}

// Labelled returns the zone of t with its offset: "Lisbon (UTC+0)", and only the
// offset where the zone has no place.
func Labelled(t time.Time) string {
	label, offset := Label(t), Offset(t)
	if label == offset || label == "UTC" {
		return label
	}
	return label + " (" + offset + ")"
}

// City is Label of a zone's name in January, for where there is no instant.
func City(zone string) string {
	loc, err := Zone(zone)
	if err != nil {
		if zone == "" {
			return "UTC"
		}
		return place(zone)
	}
	return Label(seasons()[0].In(loc))
}

func place(name string) string { return strings.ReplaceAll(lastPart(name), "_", " ") }

// alwaysUTC tells whether a name of tzdb is one of UTC's.
func alwaysUTC(name string) bool {
	switch strings.TrimPrefix(name, "Etc/") {
	case "", "UTC", "UCT", "Universal", "Zulu", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich":
		return true
	}
	return false
}

// placeless tells whether a zone is named after no place: the fixed offsets, and
// the names that tzdb keeps for old systems.
func placeless(name string) bool {
	if strings.HasPrefix(name, "Etc/") || strings.HasPrefix(name, "UTC") {
		return true
	}
	switch name {
	case "EST", "MST", "HST", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "CET", "MET", "EET", "WET", "Factory":
		return true
	}
	return false
}
