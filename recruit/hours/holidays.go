package hours

import (
	"slices"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/at"
	"github.com/rickar/cal/v2/au"
	"github.com/rickar/cal/v2/be"
	"github.com/rickar/cal/v2/ca"
	"github.com/rickar/cal/v2/ch"
	"github.com/rickar/cal/v2/cz"
	"github.com/rickar/cal/v2/de"
	"github.com/rickar/cal/v2/dk"
	"github.com/rickar/cal/v2/es"
	"github.com/rickar/cal/v2/fr"
	"github.com/rickar/cal/v2/gb"
	"github.com/rickar/cal/v2/ie"
	"github.com/rickar/cal/v2/it"
	"github.com/rickar/cal/v2/jp"
	"github.com/rickar/cal/v2/nl"
	"github.com/rickar/cal/v2/no"
	"github.com/rickar/cal/v2/nz"
	"github.com/rickar/cal/v2/pl"
	"github.com/rickar/cal/v2/ro"
	"github.com/rickar/cal/v2/se"
	"github.com/rickar/cal/v2/us"
)

// Calendar is the public holidays of a country, or of a region of one.
type Calendar struct {
	Code string // ISO 3166: "DE", "DE-BY"
	Name string // "Germany", "Germany, Bavaria"
	days []*cal.Holiday
}

// Calendars lists those that are known, countries by their code and the regions
// behind their country. Regions are told apart where they differ most: in Germany,
// Switzerland and Australia. A whole country has the days that all of it has.
func Calendars() []Calendar {
	return []Calendar{
		{"AT", "Austria", at.Holidays},
		{"AU-ACT", "Australia, Capital Territory", au.HolidaysACT},
		{"AU-NSW", "Australia, New South Wales", au.HolidaysNSW},
		{"AU-NT", "Australia, Northern Territory", au.HolidaysNT},
		{"AU-QLD", "Australia, Queensland", au.HolidaysQLD},
		{"AU-SA", "Australia, South Australia", au.HolidaysSA},
		{"AU-TAS", "Australia, Tasmania", au.HolidaysTAS},
		{"AU-VIC", "Australia, Victoria", au.HolidaysVIC},
		{"AU-WA", "Australia, Western Australia", au.HolidaysWA},
		{"BE", "Belgium", be.Holidays},
		{"CA", "Canada", ca.Holidays},
		{"CH", "Switzerland", ch.Holidays},
		{"CH-BE", "Switzerland, Bern", ch.HolidaysBE},
		{"CH-BS", "Switzerland, Basel-Stadt", ch.HolidaysBS},
		{"CH-GE", "Switzerland, Geneva", ch.HolidaysGE},
		{"CH-LU", "Switzerland, Lucerne", ch.HolidaysLU},
		{"CH-SG", "Switzerland, St. Gallen", ch.HolidaysSG},
		{"CH-TI", "Switzerland, Ticino", ch.HolidaysTI},
		{"CH-VD", "Switzerland, Vaud", ch.HolidaysVD},
		{"CH-ZG", "Switzerland, Zug", ch.HolidaysZG},
		{"CH-ZH", "Switzerland, Zurich", ch.HolidaysZH},
		{"CZ", "Czechia", cz.Holidays},
		{"DE", "Germany", de.Holidays},
		{"DE-BB", "Germany, Brandenburg", de.HolidaysBB},
		{"DE-BE", "Germany, Berlin", de.HolidaysBE},
		{"DE-BW", "Germany, Baden-Württemberg", de.HolidaysBW},
		{"DE-BY", "Germany, Bavaria", de.HolidaysBY},
		{"DE-HB", "Germany, Bremen", de.HolidaysHB},
		{"DE-HE", "Germany, Hesse", de.HolidaysHE},
		{"DE-HH", "Germany, Hamburg", de.HolidaysHH},
		{"DE-MV", "Germany, Mecklenburg-Vorpommern", de.HolidaysMV},
		{"DE-NI", "Germany, Lower Saxony", de.HolidaysNI},
		{"DE-NW", "Germany, North Rhine-Westphalia", de.HolidaysNW},
		{"DE-RP", "Germany, Rhineland-Palatinate", de.HolidaysRP},
		{"DE-SH", "Germany, Schleswig-Holstein", de.HolidaysSH},
		{"DE-SL", "Germany, Saarland", de.HolidaysSL},
		{"DE-SN", "Germany, Saxony", de.HolidaysSN},
		{"DE-ST", "Germany, Saxony-Anhalt", de.HolidaysST},
		{"DE-TH", "Germany, Thuringia", de.HolidaysTH},
		{"DK", "Denmark", dk.Holidays},
		{"ES", "Spain", es.Holidays},
		{"FR", "France", fr.Holidays},
		{"GB", "United Kingdom, England and Wales", gb.Holidays},
		{"IE", "Ireland", ie.Holidays},
		{"IT", "Italy", it.Holidays},
		{"JP", "Japan", jp.Holidays},
		{"NL", "Netherlands", nl.Holidays},
		{"NO", "Norway", no.Holidays},
		{"NZ", "New Zealand", nz.Holidays},
		{"PL", "Poland", pl.Holidays},
		{"RO", "Romania", ro.Holidays},
		{"SE", "Sweden", se.Holidays},
		{"US", "United States (federal)", us.Holidays},
	}
}

// CalendarOf is the one with a code, in any case.
func CalendarOf(code string) (Calendar, bool) {
	all := Calendars()
	i := slices.IndexFunc(all, func(c Calendar) bool { return strings.EqualFold(c.Code, code) })
	if i < 0 {
		return Calendar{}, false
	}
	return all[i], true
}

// Known reports whether there is a calendar with exactly this code.
func Known(code string) bool {
	c, known := CalendarOf(code)
	return known && c.Code == code
}

// Holiday is a day on which nobody works, by its name in the country's language.
type Holiday struct {
	Date Date
	Name string
}

// In lists the public holidays of a year in their order. A day that is observed on
// another one, because it falls on a weekend, is on both.
func (c Calendar) In(year int) []Holiday {
	var all []Holiday
	for _, h := range c.days {
		if h.Type == cal.ObservanceReligious || h.Type == cal.ObservanceOther {
			continue // a day with a name, on which people work
		}
		own := *h // some rules of the library write the day into what they are asked of
		actual, observed := own.Calc(year)
		for _, on := range []time.Time{actual, observed} {
			if on.IsZero() {
				continue
			}
			// The library gives midnight in the machine's zone, where clocks may skip it.
			d := DateOf(on.Add(12 * time.Hour))
			if !slices.ContainsFunc(all, func(h Holiday) bool { return h.Date == d }) {
				all = append(all, Holiday{d, h.Name})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b Holiday) int { return a.Date.number() - b.Date.number() })
	return all
}
