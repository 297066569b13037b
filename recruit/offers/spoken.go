package offers

import (
	"slices"
	"strconv"
	"strings"
)

// spoken is what speaks against options, with their numbers: each sentence is said once, with
// all sessions of which it is true.
func spoken(all []Option) []string {
	type about struct{ title, words string }
	type line struct{ numbers, words string }
	var said []about
	numbers := map[about][]string{}
	for _, one := range all {
		for _, known := range one.Known {
			a := about{words: known}
			for _, s := range one.Sessions {
				if words, found := strings.CutPrefix(known, s.Title+": "); found {
					a = about{s.Title, words}
					break
				}
			}
			if len(one.Sessions) == 1 {
				a.title = ""
			}
			if numbers[a] == nil {
				said = append(said, a)
			}
			numbers[a] = append(numbers[a], strconv.Itoa(one.Number))
		}
	}
	var order []line
	titles := map[line][]string{}
	for _, a := range said {
		of := numbers[a]
		l := line{strings.Join(of, ", "), a.words}
		if len(of) == len(all) && len(all) > 1 {
			l.numbers = "All times"
		}
		if !slices.Contains(order, l) {
			order = append(order, l)
		}
		if a.title != "" {
			titles[l] = append(titles[l], a.title)
		}
	}
	var out []string
	for _, l := range order {
		words := l.numbers + ": "
		if named := titles[l]; len(named) > 0 {
			words += strings.Join(named, ", ") + ": "
		}
		out = append(out, words+l.words)
	}
	return out
}
