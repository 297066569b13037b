package windows

// scanTime reads a time of day: a clock, a range, a part of the day.
func (r *reader) scanTime(i int, before []item) (item, bool) {
	s, to := r.lookup(i)
	switch s.means {
	case meansPart, meansParts:
		return r.scanPart(i, to, s), true
	case meansNoonish:
		return r.scanPart(i, to, sense{meansPart, partLunch}), true
	case meansAM, meansPM:
		if len(before) > 0 && before[len(before)-1].kind == itemDay { // "Thursday pm"
			return r.scanPart(i, to, sense{meansPart, map[meaning]int{meansAM: partMorning, meansPM: partAfternoon}[s.means]}), true
		}
	case meansAnytime:
		all := span{from: dayStart, to: dayEnd, all: true}
		r.note(r.shown(i, to), "“%s” is read as %s–%s.", r.shown(i, to), clockText(dayStart), clockText(dayEnd))
		return item{kind: itemTime, to: to, span: all}, true
	}
	return r.scanClock(i, before, open)
}

// scanPart reads a part of the day, and the clock that makes it narrower: "morning after 9".
func (r *reader) scanPart(i, to int, s sense) item {
	part, name := partOfDay(s.n)
	part.habit = s.means == meansParts
	next := r.overBreak(to)
	if r.is(next, "(", ":") {
		next++
	}
	if it, ok := r.scanClock(next, nil, s.n); ok && it.kind == itemTime {
		low, high := hint(s.n)
		if shared, ok := it.span.and(span{from: low, to: high}); ok {
			if shared.to == open || shared.to == high {
				shared.to = max(part.to, min(shared.from+60, high))
			}
			if it.span.from == open {
				shared.from = min(part.from, shared.to-60)
			}
			shared.habit, shared.part = part.habit, false
			if it.span.at {
				shared = it.span
				shared.habit = part.habit
			}
			it.span = shared
			return it
		}
	} else if ok {
		return it
	}
	r.note(r.shown(i, to), "“%s” (%s) is read as %s–%s.", r.shown(i, to), name, clockText(part.from), clockText(part.to))
	return item{kind: itemTime, to: to, span: part}
}

// scanClock reads a clock or a range of clocks with what stands before and behind; part is
// the part of the day that was said before, or open.
func (r *reader) scanClock(i int, before []item, part int) (item, bool) {
	opener, at := r.opener(i)
	loose := opener != meansUnknown
	if !loose && r.continues(before) {
		opener, loose = meansAt, true
	}
	a, ok := r.clockAt(at, loose)
	if word, _ := r.lookup(at); !ok && !loose && (r.tokens[min(at, len(r.tokens)-1)].kind == tokenNumber || word.means == meansNumber && word.n > 1) {
		a, ok = r.clockAt(at, true) // "9-11", "9 to 11", "9 onwards", "8 in the morning"
		if ok && a.bare && !r.needsNoOpener(a.to) {
			return item{}, false
		}
	}
	if !ok {
		return item{}, false
	}
	b, ranged := r.secondClock(a.to, opener)
	if s, behind := r.lookup(r.overBreak(a.to)); !ranged && (s.means == meansPart || s.means == meansParts) && a.half == meansNothing {
		// "from 9 in the morning until 5 in the afternoon"
		if b, ranged = r.secondClock(behind, opener); ranged {
			r.inPart(&a, s.n)
			if s, behind := r.lookup(r.overBreak(b.to)); s.means == meansPart || s.means == meansParts {
				r.inPart(&b, s.n)
				b.to = behind
			}
		}
	}
	to := a.to
	if ranged {
		to = b.to
	} else if opener == meansBetween {
		return item{}, false
	}
	// The part of the day behind the hours: "8 in the morning".
	if s, behind := r.lookup(r.overBreak(to)); part == open && (s.means == meansPart || s.means == meansParts) && a.half == meansNothing {
		if len(fitting(r.spans(a, b, opener, ranged, s.n), s.n)) > 0 {
			part, to = s.n, behind
		}
	}
	if !ranged {
		opener, to = r.closer(opener, to)
		if (opener == meansUnknown || opener == meansFrom && needsEnd(r.tokens[i].key)) && loose && opener != meansUnknown {
			return item{}, false
		}
	}
	choices := r.spans(a, b, opener, ranged, part)
	if part != open {
		choices = fitting(choices, part)
	}
	slashed := ranged && r.is(a.to, "/")
	return r.chooseSpan(i, to, choices, a.early() || ranged && b.early() || slashed)
}

// inPart decides the half of the day of a clock by the part of the day that stands behind it.
func (r *reader) inPart(c *clock, part int) {
	low, high := hint(part)
	for _, at := range c.times(false) {
		if at >= low && at < high && c.hour <= 12 && c.half == meansNothing {
			c.half, c.bare = meansAM, false
			if at >= 12*60 {
				c.half = meansPM
			}
		}
	}
}

// needsEnd reports whether a preposition alone is none of time: "l'entretien de 15h".
func needsEnd(key string) bool {
	return key == "de" || key == "du" || key == "del" || key == "von" || key == "vom"
}

// opener reads the preposition before a clock; meansUnknown is none.
func (r *reader) opener(i int) (opener meaning, at int) {
	s, to := r.lookup(i)
	if r.is(i, "@") {
		return meansAt, i + 1
	}
	switch s.means {
	case meansAfter, meansFrom, meansUntil, meansBefore, meansBetween, meansAt, meansAround:
		opener, at = s.means, to
	case meansTo: // "à 15h"
		opener, at = meansAt, to
	default:
		return meansUnknown, i
	}
	for range 3 { // "after about the …"
		s, to := r.lookup(r.overBreak(at))
		if s.means != meansSkip && s.means != meansAround && s.means != meansAt && !(s.means == meansDayOf && (r.is(at, "les", "los") || r.noonBehind(to))) {
			break
		}
		at = to
	}
	return opener, at
}

func (r *reader) noonBehind(i int) bool {
	s, _ := r.lookup(i)
	return s.means == meansNoonish
}

// continues reports whether a number goes on with a list of hours: "at 2 or 3".
func (r *reader) continues(before []item) bool {
	between := false
	for n := len(before) - 1; n >= 0; n-- {
		switch before[n].kind {
		case itemOr, itemAnd, itemComma:
			between = true
		case itemTime:
			return between && before[n].span.at
		default:
			return false
		}
	}
	return false
}

// needsNoOpener reports whether a bare number before a token is an hour by what follows.
func (r *reader) needsNoOpener(i int) bool {
	s, to := r.lookup(i)
	switch s.means {
	case meansPart:
		return true
	case meansOnward:
		return !r.is(i, "on", "an")
	case meansTo, meansUntil:
		_, ok := r.clockAt(r.skipped(to), true)
		return ok
	}
	if r.is(i, "-") {
		_, ok := r.clockAt(i+1, true)
		return ok
	}
	return false
}

func (r *reader) skipped(i int) int {
	for range 3 {
		s, to := r.lookup(i)
		if s.means != meansSkip && s.means != meansAround && s.means != meansAt {
			break
		}
		i = to
	}
	return i
}

// secondClock reads the end of a range.
func (r *reader) secondClock(i int, opener meaning) (clock, bool) {
	i = r.overBreak(i)
	s, to := r.lookup(i)
	switch {
	case r.is(i, "-"):
		to = i + 1
		if r.is(to, ">") {
			to++
		}
	case r.is(i, ">", "→"):
		to = i + 1
	case r.is(i, "/") && r.glued(i) && r.glued(i+1) && opener == meansUnknown: // "10h/12h"
		c, ok := r.clockAt(i+1, false)
		return c, ok
	case opener == meansBetween && (s.means == meansAnd || s.means == meansTo || s.means == meansUntil):
	case opener != meansUntil && opener != meansBefore && opener != meansAfter && (s.means == meansTo || s.means == meansUntil):
	case opener == meansAfter && r.lex.tag == "fr" && s.means == meansUntil, opener == meansAfter && r.lex.tag == "es" && s.means == meansUntil:
	default:
		return clock{}, false
	}
	return r.clockAt(r.skipped(to), true)
}

// closer reads what stands behind a clock and says which way it is open.
func (r *reader) closer(opener meaning, to int) (meaning, int) {
	if r.is(to, "+") && r.glued(to) {
		return meansAfter, to + 1
	}
	s, behind := r.lookup(r.overBreak(to))
	switch {
	case s.means == meansOnward && opener != meansUntil && opener != meansBefore:
		return meansAfter, behind
	case s.means == meansOlder && opener != meansAfter:
		return meansUntil, behind
	case opener == meansUnknown:
		return meansAt, to
	}
	return opener, to
}
