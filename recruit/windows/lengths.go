package windows

// scanLength steps over a length of time: "for 45 minutes", "5 years", "2-3 weeks". It is
// no time of day, and is said in a note.
func (r *reader) scanLength(i int) (int, bool) {
	at := i
	if s, to := r.lookup(i); s.means == meansLength || s.means == meansUntil && r.is(i, "up") {
		at = to
	} else if r.is(i, "for", "fur", "fuer", "pour", "por") {
		at = i + 1
	} else if s.means == meansIn {
		return i, false
	}
	n, to, ok := r.smallNumber(at)
	if !ok && r.is(at, "half", "an", "halbe", "demi", "media", "une", "una", "eine", "anderthalb", "uno") {
		for to = at; to < at+3 && r.is(to, "half", "an", "halbe", "demi", "media", "une", "una", "eine", "anderthalb", "uno", "-"); to++ {
		}
		n, ok = 1, true
	}
	if value, digits := r.number(at); !ok && digits && value >= 0 {
		n, to, ok = value, at+1, true
	}
	if !ok || n < 1 {
		return i, false
	}
	if m, ok := r.number(to + 1); ok && m > n && r.is(to, "-", ",", ".") {
		to += 2
	}
	if s, behind := r.lookup(to); r.is(to, "half") || s.means == meansNumber && r.is(to, "media") {
		to = behind
	}
	s, behind := r.lookup(to)
	hours := r.is(to, "hours", "heures", "heure", "horas", "h") && (at > i || n < 7 && r.lex.tag != "fr" && !r.is(to, "h") || r.is(to, "hours"))
	if s.means != meansUnit && !hours {
		return i, false
	}
	if s.means == meansUnit && s.n == 1440 && at == i && n == 1 {
		return i, false // "one day" is no length
	}
	if or, at := r.lookup(behind); or.means == meansOr { // "one hour or two?"
		if more, end := r.lookup(at); more.means == meansNumber && (r.is(end, "?") || end >= len(r.tokens)) {
			behind = end
		}
	}
	words := r.shown(i, behind)
	r.note(words, "“%s” is taken for a length of time and is left out.", words)
	return behind, true
}
