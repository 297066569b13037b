// Package tongue knows how dates and times of day are written in the languages that come with the program. Emails and
// the page for candidates write them by it, so that both say an hour in the same words.
package tongue

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"recruitty/recruit"
)

// Tongue is how people who speak a language write dates, times of day and the words that stand beside them.
type Tongue struct {
	Tag string // the language alone (BCP 47): "en"

	// The names of days and months, from Sunday and January on: the long ones, then the short ones. None where they are
	// not known, and dates are in digits.
	Days, Months []string
	// How {weekday}, {day}, {month} and {year} stand together.
	Date, ShortDate string
	First           string // the first day of a month, where it is not simply 1
	// Hour writes a time of day out of hour and minute, Span two of them, and OClock stands behind either.
	Hour, Span, OClock string
	// Halves are before and after noon. Where people do not tell time so, there are none, and times have 24 hours for
	// everybody.
	Halves []string
	Then   string // leads from one offset of a zone to the next

	platforms map[string]string // by the label on the screen, where it is another one
}

// Of returns the tongue of a language tag, of pt for pt-BR too, and whether it comes with the program. Of one that does
// not, dates are written in digits, and the words are English.
func Of(language string) (Tongue, bool) {
	base, _, _ := strings.Cut(language, "-")
	all := known()
	for _, t := range all {
		if t.Tag == base {
			return t, true
		}
	}
	unknown := all[0]
	unknown.Days, unknown.Months = nil, nil
	return unknown, false
}

// Platform is what people who speak so call the platform of a label.
func (t Tongue) Platform(label string) string {
	if own, ok := t.platforms[label]; ok {
		return own
	}
	return label
}

// Day writes a date with its names in full, in digits where they are not known.
func (t Tongue) Day(at time.Time) string { return t.write(at, t.Date, 0, 0) }

// ShortDay writes a date with short names.
func (t Tongue) ShortDay(at time.Time) string { return t.write(at, t.ShortDate, 7, 12) }

// write writes a date with the names that begin at these places of the lists.
func (t Tongue) write(at time.Time, layout string, days, months int) string {
	if len(t.Days) == 0 {
		return at.Format(time.DateOnly)
	}
	day := strconv.Itoa(at.Day())
	if at.Day() == 1 && t.First != "" {
		day = t.First
	}
	return strings.NewReplacer("{weekday}", t.Days[days+int(at.Weekday())], "{day}", day,
		"{month}", t.Months[months+int(at.Month())-1], "{year}", strconv.Itoa(at.Year())).Replace(layout)
}

// All lists the tongues that come with the program, English first.
func All() []Tongue { return slices.Clone(known()) }

// known are the tongues. Names of days and months and their order are those of CLDR.
var known = sync.OnceValue(func() []Tongue {
	return []Tongue{
		{
			Tag: recruit.DefaultLanguage,
			Days: strings.Fields(`Sunday Monday Tuesday Wednesday Thursday Friday Saturday
				Sun Mon Tue Wed Thu Fri Sat`),
			Months: strings.Fields(`January February March April May June July August September October November December
				Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec`),
			Date: "{weekday} {day} {month} {year}", ShortDate: "{weekday} {day} {month} {year}",
			Hour: "%02d:%02d", Span: "%s–%s", Halves: []string{" am", " pm"}, Then: "then",
			platforms: map[string]string{"Other link": "Online"},
		},
		{
			Tag: "de",
			Days: strings.Fields(`Sonntag Montag Dienstag Mittwoch Donnerstag Freitag Samstag
				So. Mo. Di. Mi. Do. Fr. Sa.`),
			Months: strings.Fields(`Januar Februar März April Mai Juni Juli August September Oktober November Dezember
				Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.`),
			Date: "{weekday}, {day}. {month} {year}", ShortDate: "{weekday}, {day}. {month} {year}",
			Hour: "%02d:%02d", Span: "%s–%s", OClock: " Uhr", Then: "danach",
			platforms: map[string]string{"Phone": "Telefon", "On site": "Vor Ort", "Other link": "Online"},
		},
		{
			Tag: "fr",
			Days: strings.Fields(`dimanche lundi mardi mercredi jeudi vendredi samedi
				dim. lun. mar. mer. jeu. ven. sam.`),
			Months: strings.Fields(`janvier février mars avril mai juin juillet août septembre octobre novembre décembre
				janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.`),
			Date: "{weekday} {day} {month} {year}", ShortDate: "{weekday} {day} {month} {year}", First: "1er",
			Hour: "%d\u00a0h\u00a0%02d", Span: "de %s à %s", Then: "puis",
			platforms: map[string]string{"Phone": "Téléphone", "On site": "Sur place", "Other link": "En ligne"},
		},
		{
			Tag: "es",
			Days: strings.Fields(`domingo lunes martes miércoles jueves viernes sábado
				dom lun mar mié jue vie sáb`),
			Months: strings.Fields(`enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
				ene feb mar abr may jun jul ago sept oct nov dic`),
			Date: "{weekday}, {day} de {month} de {year}", ShortDate: "{weekday}, {day} {month} {year}",
			Hour: "%02d:%02d", Span: "%s–%s", OClock: " h", Halves: []string{" a.\u00a0m.", " p.\u00a0m."}, Then: "luego",
			platforms: map[string]string{"Phone": "Teléfono", "On site": "Presencial", "Other link": "En línea"},
		},
	}
})

// TwelveHours reports whether people who write in a language usually read 2:30 pm rather than 14:30. What counts is the
// country of the tag (the preferred hour format of CLDR). Without one it has 24 hours: half of those who read English or
// Spanish have them, and the others cannot take 14:30 for another hour. Emails and the page for candidates go by it.
func TwelveHours(language string) bool {
	parts := strings.Split(language, "-")
	country := ""
	if last := parts[len(parts)-1]; len(parts) > 1 && len(last) == 2 {
		country = last
	}
	switch parts[0] {
	case "en":
		return slices.Contains([]string{"AU", "CA", "HK", "IN", "MY", "NZ", "PH", "PK", "PR", "SG", "US"}, country)
	case "es":
		return slices.Contains([]string{"CO", "DO", "PA", "PR", "US", "VE"}, country)
	}
	return false
}
