package windows

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"recruitty/recruit/timeparse"
)

func mustZone(t testing.TB, name string) *time.Location {
	t.Helper()
	zone, err := timeparse.Zone(name)
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// short writes a reading in one line, days with the same hours together:
//
//	30.11,1.12 9-11:30 | 2.12 @14 + | ! 3.12 | ?clock after 7
//
// "@" is a beginning alone, "+" preferred, "~" if need be, "!" that she cannot, "every"
// the working days up to the end of the horizon; a zone that is not the one that was
// known is named in front.
func short(r Reading, known *time.Location) string {
	var parts []string
	if r.Zone != nil && r.Zone != known && len(r.Windows) > 0 {
		parts = append(parts, r.Zone.String())
	}
	parts = append(parts, grouped(r.Windows, "")...)
	parts = append(parts, grouped(r.Exclusions, "! ")...)
	for _, q := range r.Questions {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("?%s %s", q.Kind, q.Words)))
	}
	return strings.Join(parts, " | ")
}

func grouped(all []Window, mark string) []string {
	days := map[string][]string{}
	var hours []string
	for _, w := range all {
		from, to := w.Start.Format("15:04"), w.End.Format("15:04")
		if to == "00:00" {
			to = "24:00"
		}
		text := strings.ReplaceAll(from+"-"+to, ":00", "")
		if w.At {
			text = "@" + strings.ReplaceAll(from, ":00", "")
		}
		if text == "00-24" {
			text = ""
		}
		text += map[Wish]string{Preferred: " +", Reluctant: " ~"}[w.Wish]
		if days[text] == nil {
			hours = append(hours, text)
		}
		days[text] = append(days[text], w.Start.Format("2.1"))
	}
	var parts []string
	for _, h := range hours {
		list := strings.Join(days[h], ",")
		if len(days[h]) > 15 {
			list = fmt.Sprintf("%s..%s (%d)", days[h][0], days[h][len(days[h])-1], len(days[h]))
		}
		parts = append(parts, strings.TrimSpace(mark+list+" "+h))
	}
	return parts
}
