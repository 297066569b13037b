package windows

// clock is a time of day as it was written.
type clock struct {
	hour, minute int
	half         meaning // meansAM, meansPM, or meansNothing
	marked       bool    // "15 Uhr", "15h": as clocks write it
	zero         bool    // "09:00"
	spoken       bool    // "half past nine": of twice twelve hours in every language
	bare         bool    // a number alone
	unsure       []int   // minutes of the day, where countries differ
	to           int     // the token behind
}

// clockAt reads a time of day. A number alone is one only where loose: behind a
// preposition of time, or as the end of a range.
func (r *reader) clockAt(i int, loose bool) (clock, bool) {
	i = r.overBreak(i)
	c, ok := r.digits(i, loose)
	if !ok {
		c, ok = r.spokenClock(i, loose)
	}
	if !ok {
		return c, false
	}
	return r.clockTail(c, loose)
}

// digits reads 15, 15:30, 15.30, 15h30, 1530 and 15 Uhr 30.
func (r *reader) digits(i int, loose bool) (clock, bool) {
	hour, ok := r.number(i)
	if !ok {
		return clock{}, false
	}
	t := r.tokens[i]
	c := clock{hour: hour, to: i + 1, zero: t.digits == 2 && hour < 10, bare: true}
	switch {
	case t.digits == 4:
		c = clock{hour: hour / 100, minute: hour % 100, zero: true, marked: true, to: i + 1}
		s, _ := r.lookup(i + 1)
		if c.hour > 23 || c.minute > 59 || s.means != meansOClock && (!loose || hour >= 1980 && hour <= 2100) {
			return c, false
		}
		return c, true
	case t.digits > 2 || hour > 24:
		return c, false
	}
	if minute, ok := r.number(i + 2); ok && r.is(i+1, "h") && !r.glued(i+1) && r.tokens[i+2].digits == 2 && minute < 60 {
		c.minute, c.bare, c.marked, c.to = minute, false, true, i+3 // "9 h 30"
		return c, hour < 24
	}
	if minute, ok := r.number(i + 2); ok && r.glued(i+1) && r.glued(i+2) && r.tokens[i+2].digits == 2 && minute < 60 {
		// "14.30" is a time, "10.12" a date or a time unless "Uhr" stands behind.
		dotted := r.is(i+1, ".") && (loose && (minute > 12 || minute == 0) || r.clockMark(i+3)) && !(r.is(i+3, ".") && r.glued(i+3))
		if dotted || r.is(i+1, ":") || r.is(i+1, "h") {
			c.minute, c.bare, c.to = minute, false, i+3
			c.marked = r.is(i+1, "h")
			if _, seconds := r.number(i + 4); seconds && r.is(i+3, ":") && r.glued(i+3) {
				c.to = i + 5
			}
		}
	}
	return c, hour < 24 || c.minute == 0
}

// clockMark reports whether "Uhr" or "pm" stands at a token.
func (r *reader) clockMark(i int) bool {
	s, _ := r.lookup(i)
	return s.means == meansOClock || s.means == meansAM || s.means == meansPM || r.is(i, "-")
}

// spokenClock reads noon, numbers in words, and "half past nine".
func (r *reader) spokenClock(i int, loose bool) (clock, bool) {
	s, to := r.lookup(i)
	switch s.means {
	case meansNoon:
		return clock{hour: 12, half: meansPM, to: to}, true
	case meansNoonish:
		if loose {
			return clock{hour: 12, half: meansPM, to: to}, true
		}
	case meansNumber:
		behind, _ := r.lookup(to)
		if s.n == 1 && !loose && r.is(to, "heure", "hora") {
			return clock{}, false // a length: "je n'ai qu'une heure"
		}
		if loose && s.n <= 24 || behind.means == meansOClock || behind.means == meansBehind && loose {
			return clock{hour: s.n, spoken: true, bare: true, to: to}, true
		}
	case meansShift:
		hour, behind, ok := r.hourWord(to)
		if !ok || s.n == unsureShift && !loose {
			return clock{}, false
		}
		c := clock{spoken: true, to: behind}
		if s.n == unsureShift {
			c.hour = hour
			if r.lex.tag == "de" {
				c.unsure = []int{12*60 + hour%12*60 - 45, 12*60 + hour%12*60 + 15}
			} else {
				c.unsure = []int{12*60 + hour%12*60 - 30, 12*60 + hour%12*60 + 30}
			}
			return c, true
		}
		c.setMinutes(hour*60 + s.n)
		return c, true
	}
	return clock{}, false
}

func (c *clock) setMinutes(n int) {
	if n < 60 { // "quarter to one"
		n += 12 * 60
	}
	c.hour, c.minute = n/60, n%60
}

// hourWord is an hour of twelve in digits or in words.
func (r *reader) hourWord(i int) (hour, to int, ok bool) {
	if n, ok := r.number(i); ok && n >= 1 && n <= 12 {
		return n, i + 1, true
	}
	if s, to := r.lookup(i); s.means == meansNumber && s.n <= 12 {
		return s.n, to, true
	}
	return 0, i, false
}

// clockTail reads what stands behind an hour: "Uhr", "et demie", "pm".
func (r *reader) clockTail(c clock, loose bool) (clock, bool) {
	s, to := r.lookup(c.to)
	if s.means == meansOClock && (r.lex.tag != "en" || c.hour >= 7 || c.minute > 0 || loose || r.is(c.to, "o")) {
		_, unit := r.number(c.to - 1)
		if r.is(c.to, "h") && !r.glued(c.to) && !loose || !unit && c.minute > 0 && !c.spoken {
			return c, false
		}
		c.marked, c.bare, c.to = !r.is(c.to, "o"), false, to
		if minute, ok := r.number(c.to); ok && r.tokens[c.to].digits == 2 && minute < 60 && c.minute == 0 && !r.is(c.to+1, ".", ":", "-", "/", "h", "uhr") {
			c.minute = minute
			c.to++
		}
		s, to = r.lookup(c.to)
	}
	if s.means == meansBehind {
		c.setMinutes(c.hour*60 + c.minute + s.n)
		c.spoken, c.bare, c.to = true, false, to
		s, to = r.lookup(c.to)
	}
	if s.means == meansAM || s.means == meansPM {
		if c.hour < 1 || c.hour > 12 && s.means == meansAM {
			return c, false
		}
		c.half, c.bare, c.to = s.means, false, to
	}
	return c, loose || !c.bare
}

// times are the minutes of the day that a clock can mean.
func (c clock) times(fullDay bool) []int {
	at := c.hour*60 + c.minute
	switch {
	case c.unsure != nil:
		return c.unsure
	case c.half == meansAM:
		return []int{c.hour%12*60 + c.minute}
	case c.half == meansPM:
		return []int{(c.hour%12+12)*60 + c.minute}
	case c.hour >= 12, c.hour == 0:
		return []int{at}
	case c.zero && c.hour >= 6:
		return []int{at}
	case c.marked && !c.spoken && c.hour >= 7:
		return []int{at}
	case fullDay && !c.spoken && c.hour >= 8, fullDay && !c.spoken && !c.bare && c.hour >= 7:
		return []int{at}
	}
	return []int{at, at + 12*60}
}

// early reports whether a time is written as clocks write it, and is in the night: a slip
// as likely as it is meant.
func (c clock) early() bool { return c.zero && c.hour < 6 && c.half == meansNothing }
