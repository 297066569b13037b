package windows

import (
	"slices"
	"strings"
	"time"

	"recruitty/recruit/timeparse"
)

// namedZone is a place or an abbreviation in the text.
type namedZone struct {
	from, to int
	zone     *time.Location   // nil where it is not known, or can be several
	choices  []*time.Location // that it can be
	mine     bool             // "my time"
	yours    bool             // "your time"
}

// maxZones is how many mentions of a zone are looked at.
const maxZones = 20

// findZones notes what a sentence says about the zone, before its days are counted.
func (r *reader) findZones(s *sentence) {
	if s.signature {
		return
	}
	r.lex = s.lex
	for i := s.from; i < s.to && len(r.zones) <= maxZones; {
		z, ok := r.zoneAt(i, s.to)
		if !ok {
			i++
			continue
		}
		r.zones = append(r.zones, z)
		i = max(z.to, i+1)
	}
}

// scanZone steps over what findZones has noted.
func (r *reader) scanZone(i, end int) (to int, located, ok bool) {
	for _, z := range r.zones {
		if z.from == i {
			s, _ := r.lookup(i)
			return min(z.to, end), s.means == meansLocated, true
		}
	}
	return i, false, false
}

// zoneAt reads "I'm in Denver", "Denver time", "CET", "UTC+1" or "my time".
func (r *reader) zoneAt(i, end int) (namedZone, bool) {
	s, to := r.lookup(i)
	switch s.means {
	case meansMine:
		return namedZone{from: i, to: to, mine: true}, true
	case meansYours:
		return namedZone{from: i, to: to, yours: true}, true
	case meansLocated:
		return r.located(i, to, end)
	case meansZoneWord: // "heure de Paris"
		if r.lex.tag == "fr" || r.lex.tag == "es" {
			if r.is(to, "'") {
				to++
			}
			if zone, behind, ok := r.place(to, end); ok {
				return namedZone{from: i, to: behind, zone: zone}, true
			}
			if zone := adjective(r, to); zone != nil {
				return namedZone{from: i, to: to + 1, zone: zone}, true
			}
			if to < end && r.tokens[to].capital {
				if s, _ := r.lookup(to); s.means == meansUnknown && to > i+1 {
					return namedZone{from: i, to: to + 1}, true
				}
			}
		}
	}
	if i >= len(r.tokens) || r.tokens[i].kind != tokenWord {
		return namedZone{}, false
	}
	if z, ok := r.shortZone(i); ok {
		return z, true
	}
	return r.placeTime(i, end)
}

// located reads the place behind "I'm in". A name that is not known is asked about.
func (r *reader) located(i, to, end int) (namedZone, bool) {
	if zone, behind, ok := r.place(to, end); ok {
		return namedZone{from: i, to: behind, zone: zone}, true
	}
	if to < end && r.tokens[to].kind == tokenWord && r.tokens[to].capital {
		if s, _ := r.lookup(to); s.means == meansUnknown {
			return namedZone{from: i, to: to + 1}, true
		}
	}
	return namedZone{}, false
}

// place reads the longest name of a place that begins at a token, of four words at most.
func (r *reader) place(i, end int) (*time.Location, int, bool) {
	if i >= end || r.tokens[i].kind != tokenWord || !r.tokens[i].capital {
		return nil, i, false
	}
	for to := min(i+5, end); to > i; to-- {
		last := r.tokens[to-1]
		if last.kind != tokenWord || to > i+1 && slices.ContainsFunc(r.tokens[i:to], func(t token) bool { return t.kind != tokenWord && t.key != "." && t.key != "-" }) {
			continue
		}
		if s, _ := r.lookup(i); to == i+1 && (s.means == meansWeekday || s.means == meansMonth) {
			continue
		}
		if zone := r.zoneOf(r.text[r.tokens[i].start:last.end]); zone != nil {
			return zone, to, true
		}
	}
	return nil, i, false
}

// shortZone reads an abbreviation in capitals, or an offset from UTC.
func (r *reader) shortZone(i int) (namedZone, bool) {
	t := r.tokens[i]
	key := t.key
	if key == "utc" || key == "gmt" {
		n, ok := r.number(i + 2)
		if ok && r.is(i+1, "+", "-") && r.glued(i+2) && r.tokens[i+2].digits <= 4 && (r.glued(i+1) || n <= 14) {
			to := i + 3
			if _, ok := r.number(i + 4); ok && r.is(i+3, ":") && r.glued(i+3) && r.glued(i+4) {
				to = i + 5
			}
			text := "UTC" + r.tokens[i+1].key + strings.TrimLeft(r.text[r.tokens[i+2].start:r.tokens[to-1].end], " ")
			if zone, err := timeparse.Zone(text); err == nil {
				return namedZone{from: i, to: to, zone: zone}, true
			}
			return namedZone{from: i, to: to}, true
		}
		return namedZone{from: i, to: i + 1, zone: time.UTC}, true
	}
	switch key {
	case "pacific", "eastern", "mountain", "central":
		if s, _ := r.lookup(i + 1); s.means != meansZoneWord && (r.timeBefore(i) || r.is(i-1, "us")) {
			zone, err := timeparse.Zone(key + " Time")
			return namedZone{from: i, to: i + 1, zone: zone}, err == nil
		}
	}
	if !t.upper || len(key) > 5 {
		return namedZone{}, false
	}
	if german := germanAbbreviation(key); german != "" {
		zone, err := timeparse.Zone(german)
		return namedZone{from: i, to: i + 1, zone: zone}, err == nil
	}
	if names := timeparse.Abbreviated(key); names != nil {
		if len(key) == 2 && !r.timeBefore(i) {
			return namedZone{}, false
		}
		z := namedZone{from: i, to: i + 1}
		for _, name := range names {
			if zone, err := timeparse.Zone(name); err == nil {
				z.choices = append(z.choices, zone)
			}
		}
		if s, to := r.lookup(i + 1); s.means == meansZoneWord {
			z.to = to
		}
		return z, true
	}
	switch key {
	case "cet", "eet", "wet", "met", "jst", "kst", "hkt", "sgt", "msk", "sast", "nzst", "nzdt", "nzt", "pkt", "wib", "akst", "akdt":
		zone, err := timeparse.Zone(key)
		return namedZone{from: i, to: i + 1, zone: zone}, err == nil
	}
	return namedZone{}, false
}

// germanAbbreviation is the zone of an abbreviation that is only used in German.
func germanAbbreviation(key string) string {
	switch key {
	case "mez", "mesz":
		return "Europe/Berlin"
	}
	return ""
}

// timeBefore reports whether an hour stands before a token.
func (r *reader) timeBefore(i int) bool {
	if _, ok := r.number(i - 1); ok {
		return true
	}
	return r.is(i-1, "am", "pm", "m", ".", "noon", "(", "uhr", "h", "afternoon", "morning", "evening")
}

// placeTime reads "Denver time", "Eastern Time", "Berliner Zeit", "UK time".
func (r *reader) placeTime(i, end int) (namedZone, bool) {
	if !r.tokens[i].capital && !slices.Contains([]string{"eastern", "central", "mountain", "pacific"}, r.tokens[i].key) {
		return namedZone{}, false
	}
	for to := min(i+4, end-1); to > i; to-- {
		s, behind := r.lookup(to)
		if s.means != meansZoneWord && !r.is(to, "zeit") || r.is(to, "hora", "heure", "uhrzeit") {
			continue
		}
		if slices.ContainsFunc(r.tokens[i:to], func(t token) bool { return t.kind != tokenWord }) {
			continue
		}
		name := r.text[r.tokens[i].start:r.tokens[to-1].end]
		if zone := r.zoneOf(name); zone != nil {
			return namedZone{from: i, to: behind, zone: zone}, true
		}
		if r.lex.tag == "de" {
			if zone := r.zoneOf(strings.TrimSuffix(name, "er")); zone != nil {
				return namedZone{from: i, to: behind, zone: zone}, true
			}
			if zone := adjective(r, to-1); zone != nil {
				return namedZone{from: i, to: behind, zone: zone}, true
			}
		}
		if zone := r.zoneOf(name + " Time"); zone != nil {
			return namedZone{from: i, to: behind, zone: zone}, true
		}
		if s, next := r.lookup(i); s.means == meansUnknown && next == to && r.timeBefore(i) {
			return namedZone{from: i, to: behind}, true // "3pm Springfield time"
		}
		return namedZone{}, false
	}
	return namedZone{}, false
}
