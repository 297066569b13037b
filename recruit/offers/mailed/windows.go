package mailed

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"recruitty/recruit/offers"
	"recruitty/recruit/slots"
)

// Bounds of what is looked at.
const (
	maxWords   = 4 << 10 // octets
	maxWindows = 10
	firstHour  = 8 // of a day of which no time is named
	lastHour   = 20
)

// windows are the times of which an email says that the candidate can, as a proposal for who
// looks for other hours: what was written stands beside it. A sentence that denies something,
// or speaks of a day that could be another, gives none.
func (s *Service) windows(words string, o offers.Offer) []slots.Span {
	zone, err := time.LoadLocation(o.Zone)
	if err != nil {
		return nil
	}
	return Windows(words, s.Now().In(zone))
}

// Windows reads the times in a text, in the zone of now and after now: a day by its date or as
// the next of its weekday, with a span, a beginning, an end or a part of the day. It knows
// English, German, French and Spanish.
func Windows(words string, now time.Time) []slots.Span {
	words = strings.ToLower(words[:min(len(words), maxWords)])
	var all []slots.Span
	for sentence := range strings.SplitSeq(sentenceEnds().ReplaceAllString(words, "$1\n"), "\n") {
		if denies().MatchString(sentence) {
			continue
		}
		found := days().FindAllStringSubmatchIndex(sentence, maxWindows)
		for n, at := range found {
			day, ok := dayOf(days().FindStringSubmatch(sentence[at[0]:at[1]]), now)
			if !ok {
				continue
			}
			behind := sentence[at[1]:]
			if n+1 < len(found) {
				behind = sentence[at[1]:found[n+1][0]]
			}
			w, ok := hoursOf(behind, day)
			if ok && w.End.After(now) && len(all) < maxWindows && !slices.Contains(all, w) {
				all = append(all, w)
			}
		}
	}
	return all
}

const months = `jan(?:uary|uar|vier)?|ene(?:ro)?|feb(?:ruary|ruar|rero)?|févr(?:ier)?|mar(?:ch|s|zo)?|märz|apr(?:il)?|avr(?:il)?|abr(?:il)?|ma[iy]o?|june?|juin|juni|jun(?:io)?|july?|juil(?:let)?|juli|jul(?:io)?|aug(?:ust)?|août|ago(?:sto)?|sep(?:t|tember|tembre|tiembre)?|o[ck]t(?:ober|obre|ubre)?|nov(?:ember|embre|iembre)?|de[cz](?:ember)?|déc(?:embre)?|dic(?:iembre)?`

const weekdays = `monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo`

var (
	sentenceEnds = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(\pL{3})\.(?:\s+|$)|[!?;]`) })
	denies       = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?:^|[^\pL])(?:not|no|none|never|can't|cannot|won't|except|but|unless|busy|next|nicht|kein|keine|keiner|nie|außer|nächste[rns]?|kommende[rns]?|übernächste[rns]?|pas|aucun|aucune|sauf|jamais|prochaine?|ninguna?|ninguno|nunca|salvo|excepto|próximo|próxima)(?:[^\pL]|$)`)
	})
	// days matches a day: groups 1 to 3 are a date of ISO 8601, 4 and 5 one with its month in
	// words behind the day, 6 and 7 before it, 8 to 10 one with points, and 11 a weekday.
	days = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`\b(\d{4})-(\d{2})-(\d{2})\b|\b(\d{1,2})(?:st|nd|rd|th|er|\.)? (?:de |of )?(` + months + `)(?:\b|[^\pL])|\b(` + months + `)\.? (\d{1,2})(?:st|nd|rd|th)?\b|\b(\d{1,2})\.(\d{1,2})\.(\d{4})?|(?:^|[^\pL])(` + weekdays + `)s?(?:[^\pL]|$)`)
	})
	clock = `(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm|a\.m\.|p\.m\.|uhr|h)?`
	spans = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[^\d]{0,40}?` + clock + `\s*(?:-|–|to|until|till|and|bis|und|à|et|a|y|hasta|a las|y las)\s*(?:las )?` + clock)
	})
	after = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[^\d]{0,20}?(?:after|from|ab|nach|à partir de|après|a partir de|desde|después de)(?: las| la)? ` + clock)
	})
	before = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`^[^\d]{0,20}?(?:before|until|till|vor|bis|avant|jusqu'à|antes de|hasta)(?: las| la)? ` + clock)
	})
)

// dayOf is the day that days has found.
func dayOf(g []string, now time.Time) (time.Time, bool) {
	number := func(text string) int { n, _ := strconv.Atoi(text); return n }
	year, month, day := now.Year(), 0, 0
	switch {
	case len(g) == 0:
		return time.Time{}, false
	case g[1] != "":
		year, month, day = number(g[1]), number(g[2]), number(g[3])
	case g[4] != "":
		month, day = monthOf(g[5]), number(g[4])
	case g[6] != "":
		month, day = monthOf(g[6]), number(g[7])
	case g[8] != "":
		month, day = number(g[9]), number(g[8])
		if g[10] != "" {
			year = number(g[10])
		}
	default:
		at := slices.Index(strings.Split(weekdays, "|"), g[11])
		if at < 0 {
			return time.Time{}, false
		}
		ahead := ((at%7+1)%7 - int(now.Weekday()) + 7) % 7
		if ahead == 0 {
			ahead = 7
		}
		return time.Date(now.Year(), now.Month(), now.Day()+ahead, 0, 0, 0, 0, now.Location()), true
	}
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, now.Location())
	if d.Day() != day || int(d.Month()) != month {
		return time.Time{}, false
	}
	if d.AddDate(0, 0, 1).Before(now) && g[1] == "" && g[10] == "" {
		d = d.AddDate(1, 0, 0)
	}
	return d, d.Sub(now) < 170*24*time.Hour && !d.AddDate(0, 0, 1).Before(now)
}

// monthOf is the number of a month by how its name begins.
func monthOf(name string) int {
	for n, begins := range [][]string{{"jan", "ene"}, {"feb", "fév"}, {"mar", "mär"}, {"apr", "avr", "abr"}, {"may", "mai"}, {"jun", "juin"}, {"jul", "juil"}, {"aug", "aoû", "ago"}, {"sep"}, {"oct", "okt"}, {"nov"}, {"dec", "dez", "déc", "dic"}} {
		if slices.ContainsFunc(begins, func(b string) bool { return strings.HasPrefix(name, b) }) {
			return n + 1
		}
	}
	return 0
}

// hoursOf is the span of a day that a text behind its name gives.
func hoursOf(behind string, day time.Time) (slots.Span, bool) {
	at := func(minutes int) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), 0, minutes, 0, 0, day.Location())
	}
	span := func(from, to int) (slots.Span, bool) {
		return slots.Span{Start: at(from).UTC(), End: at(to).UTC()}, from >= 0 && to > from && to <= 24*60
	}
	if g := spans().FindStringSubmatch(behind); g != nil {
		from, to := minutes(g[1], g[2], g[3]), minutes(g[4], g[5], g[6])
		if from >= 0 && g[3] == "" && strings.HasPrefix(g[6], "p") && from+12*60 < to {
			from += 12 * 60
		}
		return span(from, to)
	}
	if g := after().FindStringSubmatch(behind); g != nil {
		return span(minutes(g[1], g[2], g[3]), lastHour*60)
	}
	if g := before().FindStringSubmatch(behind); g != nil {
		return span(firstHour*60, minutes(g[1], g[2], g[3]))
	}
	part := behind[:min(len(behind), 40)]
	holds := func(names ...string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return strings.Contains(part, n) })
	}
	switch {
	case holds("afternoon", "nachmittag", "après-midi", "tarde"):
		return span(12*60, 18*60)
	case holds("morning", "vormittag", "matin", "mañana"):
		return span(firstHour*60, 12*60)
	case strings.ContainsAny(part, "0123456789"):
		return slots.Span{}, false // a time that is not understood
	}
	return span(firstHour*60, lastHour*60)
}

// minutes is a time of day in minutes, -1 for none.
func minutes(hour, minute, half string) int {
	h, err := strconv.Atoi(hour)
	m, _ := strconv.Atoi(minute)
	switch {
	case err != nil || h > 24 || m > 59:
		return -1
	case strings.HasPrefix(half, "p") && h < 12:
		h += 12
	case strings.HasPrefix(half, "a") && h == 12:
		h = 0
	}
	return h*60 + m
}
