package windows

import (
	"slices"
)

// spans are what clocks can mean together.
func (r *reader) spans(a, b clock, opener meaning, ranged bool, part int) []span {
	if ranged && b.marked && !a.marked && a.bare && !a.spoken {
		a.marked = true
	}
	if ranged && b.half != meansNothing && a.half == meansNothing && a.hour <= 12 && !a.zero {
		same := a
		same.half = b.half
		if same.times(false)[0] < b.times(false)[0] {
			a = same
		}
	}
	full := r.lex.fullDay
	var all []span
	for _, from := range a.times(full) {
		if !ranged {
			switch opener {
			case meansAfter, meansFrom:
				all = append(all, span{from: from, to: open, clock: true})
			case meansUntil, meansBefore:
				if opener == meansBefore && from > 20*60 && len(a.times(full)) > 1 {
					continue // "before 9" is in the morning
				}
				all = append(all, span{from: open, to: from, clock: true})
			default:
				all = append(all, span{from: from, to: from, at: true, clock: true})
			}
			continue
		}
		nearest := open
		for _, to := range b.times(full) {
			if to > from && (nearest == open || to < nearest) {
				nearest = to
			}
		}
		if nearest != open {
			all = append(all, span{from: from, to: nearest, clock: true})
		}
	}
	return all
}

// fitting are the spans that lie in a part of the day.
func fitting(all []span, part int) []span {
	low, high := hint(part)
	return slices.DeleteFunc(slices.Clone(all), func(s span) bool {
		return s.from != open && (s.from < low || s.from >= high) || s.to != open && !s.at && (s.to <= low || s.to > high)
	})
}

// plausible reports whether someone would come then. An interview is not at night, and
// nobody says that she can come until six in the morning.
func (s span) plausible() bool {
	const latest = 20*60 + 30
	switch {
	case s.at, s.to == open:
		return s.from >= earlyStart && s.from <= latest
	case s.from == open:
		return s.to > earlyStart && s.to <= eveningEnd
	}
	return s.from >= earlyStart && s.to <= eveningEnd
}

// chooseSpan takes the only plausible one of several spans, or asks.
func (r *reader) chooseSpan(from, to int, all []span, doubtful bool) (item, bool) {
	good := slices.DeleteFunc(slices.Clone(all), func(s span) bool { return !s.plausible() })
	switch {
	case len(all) == 0:
		return item{kind: itemUnread, to: to}, true
	case len(all) == 1 && !doubtful:
		good = all
	case len(good) == 0, doubtful:
		good = all
	}
	if len(good) == 1 && !doubtful {
		return item{kind: itemTime, to: to, span: good[0]}, true
	}
	var choices []Choice
	for _, s := range good {
		value, label := s.value()
		choices = append(choices, Choice{value, label})
	}
	says := whichOf(r.shown(from, to), orList(choices))
	answer, answered := r.ask(KindClock, from, to, says, choices...)
	for n, c := range choices {
		if answered && c.Value == answer {
			return item{kind: itemTime, to: to, span: good[n]}, true
		}
	}
	return item{kind: itemWaiting, to: to, hours: true}, true
}
