package timeparse

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

// Called returns how a stored zone is shown where there is room for all of it:
// its name, as "Europe/Lisbon", or where it has no place, its offset at an
// instant. Of a name that is no zone it is the name.
func Called(zone string, at time.Time) string {
	loc, err := Zone(zone)
	if err != nil || !placeless(loc.String()) {
		return zone
	}
	return Label(at.In(loc))
}

// City returns the Label of a stored zone at an instant. Of a name that is no
// zone it is the name.
func City(zone string, at time.Time) string {
	if zone == "" {
		return "UTC"
	}
	loc, err := Zone(zone)
	if err != nil {
		return place(zone)
	}
	return Label(at.In(loc))
}

// Public returns the name under which other programs know a zone: the one of
// tzdb, or "UTC" for a fixed offset, whose name is ours.
func Public(zone string) string {
	if strings.HasPrefix(zone, "UTC") || strings.HasPrefix(zone, "Etc/") {
		return "UTC"
	}
	return zone
}

func place(name string) string { return strings.ReplaceAll(lastPart(name), "_", " ") }

// alwaysUTC reports whether a name of tzdb is one of UTC's.
func alwaysUTC(name string) bool {
	switch strings.TrimPrefix(name, "Etc/") {
	case "", "UTC", "UCT", "Universal", "Zulu", "GMT", "GMT0", "GMT+0", "GMT-0", "Greenwich":
		return true
	}
	return false
}

// placeless reports whether a zone is named after no place: the fixed offsets, and
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
