package windows

import (
	"fmt"
	"recruitty/recruit/timeparse"
	"slices"
	"strings"
	"time"
)

// settleDate decides which day a date is, or asks. weekday is the one that stands beside
// it, nil for none.
func (r *reader) settleDate(d date, weekday *time.Weekday, from, to int) (day time.Time, kind itemKind) {
	words := r.shown(from, to)
	found := r.occurrences(d)
	if weekday != nil {
		right := slices.DeleteFunc(slices.Clone(found), func(t time.Time) bool { return t.Weekday() != *weekday })
		switch {
		case len(right) > 0:
			found = right
		case len(found) > 0: // "Tuesday 2 December", which is a Wednesday
			near := slices.Clone(found)
			for _, t := range found {
				shift := (int(*weekday) - int(t.Weekday()) + 10) % 7
				if other := t.AddDate(0, 0, shift-3); r.inHorizon(other) {
					near = append(near, other)
				}
			}
			return r.askDay(inOrder(near), from, to, fmt.Sprintf("“%s” names a day and a weekday that do not go together; choose the one that is meant.", words))
		}
	}
	if d.month == 0 && weekday == nil && !r.lastDate.IsZero() { // "1 December or the 3rd"
		for _, t := range found {
			if t.Month() == r.lastDate.Month() && !t.Before(r.lastDate) {
				found, d.month = []time.Time{t}, t.Month()
				break
			}
		}
	}
	if len(found) == 1 && d.month != 0 {
		r.lastDate = found[0]
	}
	switch {
	case len(found) > 0 && d.month == 0 && weekday == nil && d.day > 6 && found[0].Sub(r.today) <= 31*24*time.Hour:
		// "the 15th" is the next one. "The 2nd" may be the second of some offers.
		r.lastDate = found[0]
		r.note(words, "“%s” is read as %s.", words, dayText(found[0]))
	case len(found) == 0:
		return day, r.elsewhere(d, weekday, from, to)
	case len(found) == 1 && d.month == 0 && weekday == nil:
		return r.askDay(found, from, to, fmt.Sprintf("“%s” names no month; choose %s if that is the day that is meant.", words, dayText(found[0])))
	case len(found) > 1:
		return r.askDay(found, from, to, whichOf(words, orDays(found)))
	case d.either:
		r.note(words, "“%s” is read as %s, the only such day that is looked at.", words, dayText(found[0]))
	}
	return found[0], itemDay
}

// elsewhere says of a date that it is none, has passed, or is further away than is looked.
func (r *reader) elsewhere(d date, weekday *time.Weekday, from, to int) itemKind {
	words := r.shown(from, to)
	leap := time.Date(2000, d.month, d.day, 0, 0, 0, 0, time.UTC)
	year := d.year
	if year == 0 {
		year = r.today.Year()
	}
	day := time.Date(year, d.month, d.day, 0, 0, 0, 0, time.UTC)
	switch {
	case d.month < 1 || d.month > 12 || leap.Day() != d.day:
		r.ask(KindWords, from, to, fmt.Sprintf("“%s” is not on the calendar; write the day that is meant.", words))
		return itemWaiting
	case d.either:
		other := time.Date(2000, time.Month(d.day), int(d.month), 0, 0, 0, 0, time.UTC)
		r.ask(KindWords, from, to, fmt.Sprintf("“%s” can be %s or %s, and neither is among the days that are looked at.", words, timeparse.ShortDate(leap), timeparse.ShortDate(other)))
		return itemWaiting
	case weekday != nil && d.month == 0:
		r.ask(KindWords, from, to, fmt.Sprintf("“%s” is no day that is looked at; write the day with its month, or the time as 10:00.", words))
		return itemWaiting
	case day.Before(r.today) && (d.year != 0 || r.today.Sub(day) < 120*24*time.Hour):
		if r.over { // "I applied on 27 November"
			r.leave(words, "“%s” has passed and is left out.", words)
			return itemPast
		}
		r.ask(KindWords, from, to, fmt.Sprintf("“%s” has passed; write the day that is meant.", words))
		return itemWaiting
	}
	r.leave(words, "“%s” is after the %d days that are searched, and is left out.", words, r.request.Days)
	return itemPast
}

// askDay offers days.
func (r *reader) askDay(days []time.Time, from, to int, says string) (time.Time, itemKind) {
	var choices []Choice
	for _, day := range days[:min(len(days), 6)] {
		choices = append(choices, Choice{day.Format(time.DateOnly), dayText(day)})
	}
	answer, answered := r.ask(KindDay, from, to, says, choices...)
	if answered && answer != LeaveOut {
		if day, err := time.Parse(time.DateOnly, answer); err == nil {
			return day, itemDay
		}
	}
	return time.Time{}, itemWaiting
}

func dayText(day time.Time) string { return timeparse.ShortDate(day) }

// whichOf says that words can be several things.
func whichOf(words, choices string) string {
	return fmt.Sprintf("“%s” can be %s; choose the one that is meant.", words, choices)
}

func orDays(days []time.Time) string {
	var names []string
	for _, day := range days {
		names = append(names, dayText(day))
	}
	return orJoin(names)
}

func orList(choices []Choice) string {
	var labels []string
	for _, c := range choices {
		labels = append(labels, c.Label)
	}
	return orJoin(labels)
}

func orJoin(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " or " + all[len(all)-1]
}

// counted writes a number with its noun.
func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// nextWeekday decides which day a weekday alone is: the first after today. Said on the
// same weekday, it can be today.
func (r *reader) nextWeekday(w time.Weekday, from, to int) (time.Time, itemKind) {
	away := (int(w) - int(r.today.Weekday()) + 7) % 7
	day := r.today.AddDate(0, 0, away)
	if away > 0 {
		return day, itemDay
	}
	days := []time.Time{day, day.AddDate(0, 0, 7)}
	return r.askDay(days, from, to, fmt.Sprintf("“%s” can be today or %s; choose the one that is meant.", r.shown(from, to), dayText(days[1])))
}

// sayNext decides which day "next Tuesday" is. Said in the week before, or a day or two
// before that, some people mean the first one and some the second.
func (r *reader) sayNext(w time.Weekday, from, to int) (time.Time, itemKind) {
	away := (int(w) - int(r.today.Weekday()) + 7) % 7
	if away == 0 {
		return r.today.AddDate(0, 0, 7), itemDay
	}
	first := r.today.AddDate(0, 0, away)
	sinceMonday := (int(r.today.Weekday()) + 6) % 7
	if sinceMonday < 5 && sinceMonday+away >= 7 {
		return first, itemDay
	}
	days := []time.Time{first, first.AddDate(0, 0, 7)}
	return r.askDay(days, from, to, whichOf(r.shown(from, to), orDays(days)))
}
