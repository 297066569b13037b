package windows

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// written is a window in words of a language, as exactly as people write.
func written(language string, form int, w Window) string {
	day, from, to := w.Start, w.Start.Format("15:04"), w.End.Format("15:04")
	names := map[string][]string{
		"de": {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
		"fr": {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
		"es": {"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
	}
	weekdays := map[string][]string{
		"de": {"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"},
		"fr": {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"},
		"es": {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes", "sábado"},
	}
	hour := func(t time.Time) string { return t.Format("15h04") }
	switch language {
	case "de":
		month, weekday := names["de"][day.Month()-1], weekdays["de"][day.Weekday()]
		return []string{
			fmt.Sprintf("am %s, den %d. %s von %s bis %s Uhr", weekday, day.Day(), month, from, to),
			fmt.Sprintf("am %s von %s bis %s Uhr", day.Format("02.01.2006"), from, to),
			fmt.Sprintf("%s %s-%s", day.Format("2.1."), from, to),
			fmt.Sprintf("am %d. %s zwischen %s und %s Uhr", day.Day(), month, strings.Replace(from, ":", ".", 1), strings.Replace(to, ":", ".", 1)),
		}[form]
	case "fr":
		month, weekday := names["fr"][day.Month()-1], weekdays["fr"][day.Weekday()]
		return []string{
			fmt.Sprintf("le %s %d %s de %s à %s", weekday, day.Day(), month, hour(w.Start), hour(w.End)),
			fmt.Sprintf("le %s de %s à %s", day.Format("02/01/2006"), hour(w.Start), hour(w.End)),
			fmt.Sprintf("%s %s-%s", day.Format("02/01"), from, to),
			fmt.Sprintf("le %d %s entre %s et %s", day.Day(), month, hour(w.Start), hour(w.End)),
		}[form]
	case "es":
		month, weekday := names["es"][day.Month()-1], weekdays["es"][day.Weekday()]
		return []string{
			fmt.Sprintf("el %s %d de %s de %s a %s", weekday, day.Day(), month, from, to),
			fmt.Sprintf("el %s de %s a %s", day.Format("02/01/2006"), from, to),
			fmt.Sprintf("%s %s-%s", day.Format("02/01"), from, to),
			fmt.Sprintf("el %d de %s entre las %s y las %s", day.Day(), month, from, to),
		}[form]
	}
	return []string{
		fmt.Sprintf("%s from %s to %s", day.Format("Monday, 2 January"), from, to),
		fmt.Sprintf("%s from %s until %s", day.Format("January 2, 2006"), w.Start.Format("3:04pm"), w.End.Format("3:04pm")),
		fmt.Sprintf("%s %s-%s", day.Format("2006-01-02"), from, to),
		fmt.Sprintf("%s between %s and %s", day.Format("Jan 2"), w.Start.Format("3:04 PM"), w.End.Format("3:04 PM")),
	}[form]
}

// TestWhatIsWrittenIsReadBack holds that windows written out in each language are read
// back as they are, whatever stands between them.
func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "America/Denver")
	reference := time.Date(2026, 12, 30, 7, 0, 0, 0, zone)
	joins := map[string][]string{
		"en": {" or ", ", ", "; ", "\n- ", " and "}, "de": {" oder ", ", ", "; ", "\n- ", " und "},
		"fr": {" ou ", ", ", " ; ", "\n- ", " et "}, "es": {" o ", ", ", "; ", "\n- ", " y "},
	}
	for seed := range uint64(2000) {
		random := rand.New(rand.NewPCG(seed, 7))
		language := languageTags()[random.IntN(4)]
		form, join := random.IntN(4), joins[language][random.IntN(5)]
		var want []Window
		for n := range 1 + random.IntN(6) {
			day := reference.AddDate(0, 0, 1+n*6+random.IntN(6))
			for from := 8 * 60; from < 20*60 && random.IntN(3) > 0; {
				start := from + 15*random.IntN(16)
				end := min(start+15*(1+random.IntN(12)), 20*60+45)
				if start >= end {
					break
				}
				want = append(want, Window{Start: time.Date(day.Year(), day.Month(), day.Day(), 0, start, 0, 0, zone), End: time.Date(day.Year(), day.Month(), day.Day(), 0, end, 0, 0, zone)})
				from = end + 15
			}
		}
		var texts []string
		for _, w := range want {
			texts = append(texts, written(language, form, w))
		}
		text := strings.Join(texts, join)
		r := Read(Request{Text: text, Zone: zone, Reference: reference, Days: 60, Language: language})
		same := slices.EqualFunc(r.Windows, want, func(a, b Window) bool { return a.Start.Equal(b.Start) && a.End.Equal(b.End) && !a.At })
		if !same || len(r.Questions) > 0 || len(r.Exclusions) > 0 {
			t.Fatalf("seed %d, %s: %q\n got %s\nwant %s", seed, language, text, short(r, zone), short(Reading{Windows: want}, zone))
		}
	}
}
