package page

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"recruitty/recruit/timeparse"
)

// often are the zones that the list begins with: those of most people who are written to.
func often() []string {
	return strings.Fields(`America/Los_Angeles America/Denver America/Chicago America/New_York America/Toronto America/Mexico_City America/Bogota
		America/Sao_Paulo America/Argentina/Buenos_Aires Europe/London Europe/Dublin Europe/Lisbon Europe/Madrid Europe/Paris Europe/Berlin Europe/Zurich
		Europe/Rome Europe/Warsaw Europe/Athens Europe/Kyiv Europe/Istanbul Africa/Lagos Africa/Johannesburg Africa/Cairo Africa/Nairobi Asia/Dubai
		Asia/Kolkata Asia/Bangkok Asia/Singapore Asia/Shanghai Asia/Tokyo Asia/Seoul Australia/Sydney Pacific/Auckland UTC`)
}

// drawZones draws the list of zones: the ones that are used often, or all of a region, by their offset now.
func (v *visit) drawZones(s *sheet) {
	s.Heading, s.Texts = v.say.zonesHeading, []string{s.Zone}
	wanted := v.query.Get("in")
	names := often()
	byRegion := map[string][]string{}
	for _, name := range timeparse.Zones() {
		if region, _, found := strings.Cut(name, "/"); found {
			byRegion[region] = append(byRegion[region], name)
		}
	}
	if all := byRegion[wanted]; len(all) > 0 {
		names = all
	} else {
		wanted = ""
	}
	region := func(name, text string) link {
		more := url.Values{}
		if name != "" {
			more.Set("in", name)
		}
		return link{To: zones + v.queryWith(more), Text: text, Here: name == wanted}
	}
	s.Regions = append(s.Regions, region("", v.say.common))
	for _, name := range slices.Sorted(maps.Keys(byRegion)) {
		if text := v.say.zonesOf[name]; text != "" {
			s.Regions = append(s.Regions, region(name, text))
		}
	}
	s.Zones = v.byOffset(names)
}

// byOffset groups zones by what their clocks show now, from west to east.
func (v *visit) byOffset(names []string) []zoneGroup {
	type placed struct {
		offset   int
		at       time.Time
		name     string
		spelling string
	}
	var all []placed
	for _, name := range names {
		zone, err := timeparse.Zone(name)
		if err != nil {
			continue
		}
		at := v.now.In(zone)
		_, offset := at.Zone()
		all = append(all, placed{offset, at, name, timeparse.Label(at)})
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		if a.offset != b.offset {
			return a.offset - b.offset
		}
		return strings.Compare(a.spelling, b.spelling)
	})
	var groups []zoneGroup
	for i, one := range all {
		if i == 0 || all[i-1].offset != one.offset {
			groups = append(groups, zoneGroup{Heading: timeparse.Offset(one.at)})
		}
		last := &groups[len(groups)-1]
		last.Links = append(last.Links, link{To: v.home(url.Values{"tz": {one.name}}), Text: one.spelling})
	}
	return groups
}
