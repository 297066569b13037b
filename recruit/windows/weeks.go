package windows

import (
	"time"
)

// weekItem is a week, or a part of one.
type weekItem struct {
	monday      time.Time
	first, last int // days from Monday: 0 to 4 for the working days
	waiting     bool
}

// days are the days of the week that are looked at.
func (w weekItem) days(r *reader) []time.Time {
	var days []time.Time
	for n := w.first; n <= w.last; n++ {
		if day := w.monday.AddDate(0, 0, n); r.inHorizon(day) {
			days = append(days, day)
		}
	}
	return days
}

func mondayOf(day time.Time) time.Time {
	return day.AddDate(0, 0, -((int(day.Weekday()) + 6) % 7))
}

// weekAt reads "next week", "KW 50", "the week of 7 December", "early next week".
func (r *reader) weekAt(i int) (w weekItem, to int, ok bool) {
	from := i
	part := meansNothing
	if s, behind := r.lookup(i); s.means == meansEarly || s.means == meansMiddle || s.means == meansLate {
		part, i = s.means, behind
		if r.is(i, "-", "der", "de", "la", "the") {
			i++
		}
		if r.is(i, "la") {
			i++
		}
	}
	s, behind := r.lookup(i)
	if s.means == meansDayOf || s.means == meansIn || (s.means == meansNothing || s.means == meansSkip) && r.is(i, "la", "die", "der") {
		i = behind
		s, behind = r.lookup(i)
	}
	w = weekItem{monday: mondayOf(r.today), last: 4}
	switch next, behindNext := r.lookup(behind); {
	case s.means == meansAfterNext:
		w.monday, to = w.monday.AddDate(0, 0, 14), behind
	case s.means == meansWeekAfter:
		to = behind
		if said := r.said; said != nil && !said.waiting {
			w.monday = said.monday.AddDate(0, 0, 7)
		} else if said == nil && !r.lastDate.IsZero() {
			w.monday = mondayOf(r.lastDate).AddDate(0, 0, 7)
		} else {
			r.askWeek(&w, w.monday.AddDate(0, 0, 7), from, to)
		}
	case s.means == meansThis && next.means == meansWeek:
		to = behindNext
		r.thisWeek(&w, from, to)
	case (s.means == meansNext || s.means == meansComing) && next.means == meansWeek:
		to = behindNext
		r.nextWeek(&w, from, to)
	case s.means == meansWeek && (next.means == meansNext || next.means == meansComing):
		to = behindNext
		r.nextWeek(&w, from, to)
	case s.means == meansWeek:
		return r.namedWeek(w, from, behind, part)
	default:
		return w, i, false
	}
	w.narrow(part)
	r.sayPart(part, w, from, to)
	r.said = &w
	return w, to, true
}

// namedWeek reads a week by its number or by a day in it.
func (r *reader) namedWeek(w weekItem, from, i int, part meaning) (weekItem, int, bool) {
	if r.is(i, ".", ":") && r.glued(i) {
		i++
	}
	if dates, to, ok := r.datesAt(i, false, false); ok && len(dates) == 1 && dates[0].month != 0 {
		day, kind := r.settleDate(dates[0], nil, from, to)
		w.waiting = kind != itemDay
		if !w.waiting {
			w.monday = mondayOf(day)
		}
		w.narrow(part)
		r.said = &w
		return w, to, true
	}
	if r.is(i, "number", "nr", "no", "numero") {
		i++
	}
	n, ok := r.number(i)
	if !ok || n < 1 || n > 53 || r.tokens[i].digits > 2 || r.is(i+1, ".") && r.glued(i+2) {
		return w, i, false
	}
	to := i + 1
	for away := range 60 {
		monday := w.monday.AddDate(0, 0, 7*away)
		if _, week := monday.ISOWeek(); week == n {
			w.monday = monday
			w.narrow(part)
			r.said = &w
			if !r.inHorizon(monday.AddDate(0, 0, 4)) {
				words := r.shown(from, to)
				r.leave(words, "“%s” is after the %d days that are searched, and is left out.", words, r.request.Days)
			}
			return w, to, true
		}
	}
	w.waiting = true
	r.unread(from, to)
	return w, to, true
}

// narrow leaves the beginning, the middle or the end of the week.
func (w *weekItem) narrow(part meaning) {
	switch part {
	case meansEarly:
		w.first, w.last = 0, 1
	case meansMiddle:
		w.first, w.last = 2, 2
	case meansLate:
		w.first, w.last = 3, 4
	}
}

func (r *reader) sayPart(part meaning, w weekItem, from, to int) {
	if part != meansNothing && !w.waiting {
		words := r.shown(from, to)
		r.note(words, "“%s” is read as %s to %s.", words, dayText(w.monday.AddDate(0, 0, w.first)), dayText(w.monday.AddDate(0, 0, w.last)))
	}
}

// thisWeek asks at the end of a week whether it or the one that begins is meant.
func (r *reader) thisWeek(w *weekItem, from, to int) {
	if day := r.today.Weekday(); day == time.Saturday || day == time.Sunday {
		r.askWeek(w, w.monday, from, to)
	}
	if w.monday.Equal(mondayOf(r.today)) {
		w.last = max(w.last, (int(r.today.Weekday())+6)%7)
	}
}

// nextWeek asks on a Sunday, which ends a week for some people and begins one for others.
func (r *reader) nextWeek(w *weekItem, from, to int) {
	w.monday = w.monday.AddDate(0, 0, 7)
	if r.today.Weekday() == time.Sunday && r.lex.tag == "en" {
		r.askWeek(w, w.monday, from, to)
	}
}

// askWeek offers the week of a Monday and the one behind it.
func (r *reader) askWeek(w *weekItem, monday time.Time, from, to int) {
	var choices []Choice
	for _, m := range []time.Time{monday, monday.AddDate(0, 0, 7)} {
		choices = append(choices, Choice{m.Format(time.DateOnly), "the week of " + dayText(m)})
	}
	words := r.shown(from, to)
	answer, answered := r.ask(KindWeek, from, to, whichOf(words, orList(choices)), choices...)
	w.waiting = true
	if day, err := time.Parse(time.DateOnly, answer); answered && err == nil {
		w.monday, w.waiting = day, false
	}
}
