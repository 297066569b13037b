package windows

// sure reports whether a short form of a weekday or a month is one: "Mi", "so" and "mar"
// are words as well, and count only where a time or a list of days stands beside them.
func (r *reader) sure(from, to int, s sense) bool {
	t := r.tokens[from]
	if s.means == meansOnward || s.means == meansOlder {
		return r.endsOpen(from, to)
	}
	if to != from+1 || s.means != meansWeekday && s.means != meansMonth {
		return true
	}
	if t.key == "may" || t.key == "march" || t.key == "mars" || t.key == "mai" && r.lex.tag == "fr" || t.key == "august" {
		_, before := r.number(r.back(from - 1))
		_, after := r.number(to)
		return before || after || t.key == "mai" || t.key == "mars" || t.key == "august" || r.is(from-1, "early", "mid", "late", "of", "in") && t.capital
	}
	if len(t.key) > 3 || s.means == meansMonth {
		return true
	}
	if r.lex.tag == "en" {
		return t.key != "sun" && t.key != "sat" && t.key != "wed" || t.capital || r.besideTime(from, to)
	}
	if len(t.key) == 2 && !t.capital {
		return t.key != "so" && r.besideDash(from, to)
	}
	if len(t.key) == 2 && t.key != "so" && t.key != "fr" {
		return true
	}
	return r.besideTime(from, to)
}

// endsOpen reports whether "on", "or after" and the like end what stands before them, and
// do not begin what follows: "10 to 12 or after 3", "noon on Monday".
func (r *reader) endsOpen(from, to int) bool {
	next := r.overBreak(to)
	if next >= len(r.tokens) {
		return true
	}
	for i := from + 1; i < to; i++ { // "ou après-demain"
		if _, behind := r.lookup(i); behind > to {
			return false
		}
	}
	if r.tokens[next].kind == tokenNumber {
		return false
	}
	if r.is(from, "on", "an") && r.tokens[next].kind == tokenWord {
		switch r.lex.phrases[r.tokens[next].key].means {
		case meansWeekday, meansWeekdays, meansMonth, meansDayOf, meansRelative, meansThis, meansNext, meansEvery, meansNumber, meansWeekend:
			return false
		}
		if r.is(next, "either", "both", "any", "einem", "jedem", "all") {
			return false // "at 6 on either Tuesday or Thursday"
		}
	}
	switch r.lex.phrases[r.tokens[next].key].means {
	case meansNoon, meansNoonish, meansNumber, meansShift:
		return false
	}
	return true
}

// back is the place of the token that stands before an ordinal's dot or sign.
func (r *reader) back(i int) int {
	if r.is(i, ".", "º", "st", "nd", "rd", "th", "of", "de", "er") {
		return r.back(i - 1)
	}
	return i
}

// besideDash reports whether a figure stands behind a short form, or a dash between it and
// another one: "mo - mi", "di 10-12".
func (r *reader) besideDash(from, to int) bool {
	short := func(i int) bool {
		return i >= 0 && i < len(r.tokens) && r.tokens[i].kind == tokenWord && r.lex.phrases[r.tokens[i].key].means == meansWeekday
	}
	if r.is(to, ".") && r.glued(to) {
		to++
	}
	_, figure := r.number(to)
	return figure || r.is(to, "-", "/", "+", "&") && short(to+1) || r.is(from-1, "-", "/", "+", "&") && (short(from-2) || r.is(from-2, ".") && short(from-3))
}

// besideTime reports whether what stands around a short form is a dash, a list or a time.
func (r *reader) besideTime(from, to int) bool {
	if r.is(to, ".") && r.glued(to) {
		to++
	}
	if r.is(to, ",", "/", "+", "&", "-", ":") {
		to++
	}
	to = r.overBreak(to)
	if to >= len(r.tokens) {
		return true
	}
	if r.tokens[to].kind == tokenNumber {
		return true
	}
	switch r.lex.phrases[r.tokens[to].key].means {
	case meansWeekday, meansPart, meansParts, meansAfter, meansFrom, meansUntil, meansBefore, meansBetween, meansAt, meansTo, meansAnd, meansOr, meansAnytime:
		return r.tokens[to].key != r.tokens[from].key
	}
	if r.is(from-1, ",", "/", "+", "&", "-") && from >= 2 && r.tokens[from-2].kind == tokenWord {
		return r.lex.phrases[r.tokens[from-2].key].means == meansWeekday
	}
	return false
}
