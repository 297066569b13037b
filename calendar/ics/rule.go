package ics

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// freq is how often a rule repeats.
type freq uint8

const (
	yearly freq = iota
	monthly
	weekly
	daily
	subDaily
)

// rule is a recurrence rule (RFC 5545, 3.3.10).
type rule struct {
	freq       freq
	interval   int64
	count      int
	until      stamp
	ends       bool   // until is given
	months     uint16 // bit n is month n
	weeks      []int
	yearDays   []int
	monthDays  []int
	days       uint8    // bit n is weekday n, 0 a Sunday
	nthDays    []nthDay // of a month or year
	hours      []int
	minutes    []int
	seconds    []int
	positions  []int
	weekStarts int
}

// nthDay is a weekday of a month or a year, counted from its start or, below zero,
// from its end.
type nthDay struct{ n, weekday int }

var (
	errRule     = errors.New("no rule that is understood")
	errSubDaily = errors.New("repeats by the hour or faster")
)

// readRule reads a rule. What it does not know, and what RFC 5545 forbids so that
// programs differ over it, is refused.
func readRule(text string, zone *clock) (rule, error) {
	r := rule{interval: 1, weekStarts: 1}
	seen := map[string]bool{}
	var found bool
	for part := range strings.SplitSeq(strings.ToUpper(strings.TrimSpace(text)), ";") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		name, value, _ := strings.Cut(part, "=")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if seen[name] {
			return r, errRule
		}
		seen[name] = true
		if name == "FREQ" {
			found = true
		}
		if err := r.take(name, value, zone); err != nil {
			return r, err
		}
	}
	if !found || seen["COUNT"] && seen["UNTIL"] {
		return r, errRule
	}
	return r, r.check()
}

// take reads one part of a rule.
func (r *rule) take(name, value string, zone *clock) (err error) {
	switch name {
	case "FREQ":
		n := slices.Index([]string{"YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"}, value)
		if n < 0 {
			return errRule
		}
		r.freq = min(freq(n), subDaily)
	case "INTERVAL":
		n, ok := digits(value)
		if !ok || n < 1 {
			return errRule
		}
		r.interval = min(int64(n), 4_000_000) // days, past every year there is
	case "COUNT":
		n, ok := digits(value)
		if !ok || n < 1 {
			return errRule
		}
		r.count = n
	case "UNTIL":
		r.ends = true
		r.until, err = readStamp(value, zone)
	case "WKST":
		r.weekStarts = weekday(value)
		if r.weekStarts < 0 {
			return errRule
		}
	case "BYMONTH":
		var months []int
		if months, err = numbers(value, 1, 12, false); err == nil {
			for _, m := range months {
				r.months |= 1 << m
			}
		}
	case "BYDAY":
		return r.takeDays(value)
	case "BYWEEKNO":
		r.weeks, err = numbers(value, 1, 53, true)
	case "BYYEARDAY":
		r.yearDays, err = numbers(value, 1, 366, true)
	case "BYMONTHDAY":
		r.monthDays, err = numbers(value, 1, 31, true)
	case "BYSETPOS":
		r.positions, err = numbers(value, 1, 366, true)
	case "BYHOUR":
		r.hours, err = numbers(value, 0, 23, false)
	case "BYMINUTE":
		r.minutes, err = numbers(value, 0, 59, false)
	case "BYSECOND":
		r.seconds, err = numbers(value, 0, 60, false)
	case "RSCALE": // RFC 7529
		if value != "GREGORIAN" {
			return errRule
		}
	case "SKIP":
		if value != "OMIT" {
			return errRule
		}
	default:
		if !strings.HasPrefix(name, "X-") {
			return errRule
		}
	}
	return err
}

func (r *rule) takeDays(value string) error {
	for text := range strings.SplitSeq(value, ",") {
		text = strings.TrimSpace(text)
		if len(text) < 2 {
			return errRule
		}
		day, number := weekday(text[len(text)-2:]), text[:len(text)-2]
		if day < 0 {
			return errRule
		}
		if number == "" {
			r.days |= 1 << day
			continue
		}
		n, err := strconv.Atoi(number)
		if err != nil || n == 0 || n < -53 || n > 53 {
			return errRule
		}
		if len(r.nthDays) == 400 {
			return errRule
		}
		r.nthDays = append(r.nthDays, nthDay{n, day})
	}
	return nil
}

// check refuses what the table in RFC 5545, 3.3.10 leaves out.
func (r *rule) check() error {
	if r.freq == subDaily {
		return errSubDaily
	}
	switch {
	case len(r.weeks) > 0 && r.freq != yearly,
		len(r.yearDays) > 0 && r.freq != yearly,
		len(r.monthDays) > 0 && r.freq == weekly,
		len(r.nthDays) > 0 && (r.freq == weekly || r.freq == daily || len(r.weeks) > 0):
		return errRule
	}
	others := r.months == 0 && r.days == 0 && len(r.weeks)+len(r.yearDays)+len(r.monthDays)+len(r.nthDays)+len(r.hours)+len(r.minutes)+len(r.seconds) == 0
	if len(r.positions) > 0 && others {
		return errRule
	}
	return nil
}

func weekday(text string) int {
	at := strings.Index("SUMOTUWETHFRSA", text)
	if len(text) != 2 || at < 0 || at%2 != 0 {
		return -1
	}
	return at / 2
}

// numbers reads a list of numbers from least to most, or their negatives where those
// count from the end.
func numbers(value string, least, most int, fromEnd bool) ([]int, error) {
	var all []int
	for text := range strings.SplitSeq(value, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		size := n
		if fromEnd {
			size = max(n, -n)
		}
		if err != nil || size < least || size > most {
			return nil, errRule
		}
		all = append(all, n)
		if len(all) > 1000 {
			return nil, errRule
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
}
