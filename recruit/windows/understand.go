package windows

import (
	"slices"
	"time"
)

// understand turns the items of a sentence into offers and questions.
func (r *reader) understand(s *sentence) {
	r.lex = s.lex
	r.sentence++
	if s.signature {
		r.closingWords(s)
		return
	}
	items := r.claimWeeks(r.move(s, s.items))
	all := r.segments(items)
	if r.greetsWith(all) {
		return
	}
	offers := len(r.offers)
	defer func() { r.account(s, all, offers) }()
	verdicts := r.judge(all)
	r.beware(all, verdicts)
	g := &grouping{r: r}
	for n, seg := range all {
		if g.goesOn(seg) {
			continue
		}
		if r.troubled(seg, all, g, verdicts[n]) {
			continue
		}
		switch verdicts[n] {
		case saysYes, saysNo:
			g.take(seg, verdicts[n] == saysNo, r.wishOf(seg, all, n))
		case saysUnclear:
			// What is in question hides the hours that go on from it.
			r.doubt(seg)
			before := len(g.groups)
			g.take(seg, false, Plain)
			for _, o := range g.groups[before:] {
				o.void = true
			}
			if seg.times {
				g.voidOpen()
				if !seg.days && !seg.except() {
					g.voidLast(before) // "9 to 12 (start at 10 if possible)"
				}
			}
			if g.cur != nil {
				g.cur.void, g.cur.done = true, true
			}
		case saysNothing:
			if seg.free && g.cur != nil {
				g.cur.done = true
			}
			if seg.but {
				g.cur = nil
			}
		}
	}
	r.keep(g.groups)
}

// closingWords asks about days and times below a closing, "PS: not on Thursday".
func (r *reader) closingWords(s *sentence) {
	for _, it := range s.items {
		switch it.kind {
		case itemDay, itemTime, itemWeek:
			if r.signed {
				r.leave("", "Days and times in the signature are left out.")
				return
			}
			r.unread(s.from, s.to)
			return
		}
	}
}

// greetsWith reports whether a sentence is a goodbye, "bis Dienstag!": days up to one with
// nothing else. It is asked about.
func (r *reader) greetsWith(all []*segment) bool {
	if len(all) != 1 || len(all[0].items) != 1 || all[0].items[0].kind != itemDay {
		return false
	}
	it := all[0].items[0]
	s, _ := r.lookup(it.from)
	if s.means != meansUntil {
		return false
	}
	return r.askFree(it.from, it.to) != saysYes
}

// troubled asks about the words of a segment that cannot be read, and takes back what
// they may narrow.
func (r *reader) troubled(s *segment, all []*segment, g *grouping, v verdict) bool {
	beside := s.holdsTimes()
	if s.elsewhere() && (g.cur != nil && len(g.cur.spans) > 0 && (!g.cur.denied || s.denies()) || !slices.ContainsFunc(all, (*segment).holdsTimes)) {
		return true
	}
	hours := slices.ContainsFunc(all, func(o *segment) bool { return o.times })
	strange := s.unread || s.routine && (beside || !hours) || s.weak && (beside || s.preposition() && (s.free || s.but || s.only) && slices.ContainsFunc(all, func(o *segment) bool { return o.holdsTimes() }) || s.free && s.preposition()) || s.number && s.smallNumber(r) && slices.ContainsFunc(all, func(o *segment) bool { return o.holdsTimes() })
	denied := slices.ContainsFunc(all, func(o *segment) bool { return o != s && o.denies() && o.holdsTimes() })
	if strange = strange || denied && s.free && !beside && s.namesRest(r); v == saysNothing && beside {
		g.cur = &offer{void: true, dayed: true, done: true} // the hours of days that are left out
		return true
	}
	if !strange {
		if s.weak {
			s.sayVague(r)
		}
		return false
	}
	r.unread(s.from, s.to)
	r.doubt(s)
	if !s.days && !s.denies() && g.cur != nil && !g.cur.denied && len(g.cur.spans) == 0 {
		g.cur.void = true // "Tuesday, after my exam"
	}
	if beside {
		if s.times && !s.days && !s.except() && !s.denies() {
			g.voidLast(len(g.groups))
		}
		g.voidOpen()
		g.cur = &offer{void: true, dayed: true, timed: s.times}
	}
	return true
}

// sayVague notes words such as "soon".
func (s *segment) sayVague(r *reader) {
	for _, it := range s.items {
		if it.kind == itemVague {
			words := r.shown(it.from, it.to)
			r.leave(words, "“%s” is not a time and is left out.", words)
		}
	}
}

// wishOf is how gladly she takes the times of a segment; words for it may stand in the
// segment beside it, "if possible, after 3".
func (r *reader) wishOf(s *segment, all []*segment, n int) Wish {
	wish := func(s *segment) (Wish, bool) {
		switch {
		case s.prefer:
			return Preferred, true
		case s.reluctant:
			return Reluctant, true
		}
		return Plain, false
	}
	if w, ok := wish(s); ok {
		return w
	}
	if n > 0 && !all[n-1].holdsTimes() && !s.but {
		if w, ok := wish(all[n-1]); ok && (n < 2 || !all[n-2].holdsTimes() || all[n-1].but) {
			return w
		}
	}
	m := n + 1
	for m < len(all) && all[m].holdsTimes() && all[m].bare() && !all[m].but {
		m++ // "Thursday, between 2 and 4, would be ideal"
	}
	if m < len(all) && !all[m].holdsTimes() && !all[m].but && (m+1 >= len(all) || !all[m+1].holdsTimes() || all[m+1].but) {
		if w, ok := wish(all[m]); ok {
			return w
		}
	}
	return Plain
}

// keep completes the offers of a sentence with the days and hours of those before.
func (r *reader) keep(groups []*offer) {
	var kept []int
	for n, o := range groups {
		if o.void {
			continue
		}
		if !o.dayed {
			if !r.completeDays(groups[:n], o) {
				continue
			}
		}
		if len(o.days) == 0 || o.timed && len(o.spans) == 0 {
			continue
		}
		if o.days = inOrder(o.days); len(r.offers) >= maxOffers {
			r.note("", "Only the first %d statements about times are read.", maxOffers)
			return
		}
		kept = append(kept, len(r.offers))
		r.offers = append(r.offers, *o)
	}
	if len(kept) > 0 {
		r.lastOffers = kept
	}
}

// completeDays finds the days for hours that stand alone.
func (r *reader) completeDays(before []*offer, o *offer) bool {
	// "Tuesday or Wednesday, preferably after 3": the days of the same sentence.
	said := slices.ContainsFunc(before, func(b *offer) bool { return b.dayed && !b.denied })
	for n := len(before) - 1; n >= 0; n-- {
		if before[n].dayed && (!before[n].denied || o.denied || !said && len(before[n].spans) > 0) {
			if before[n].void || len(before[n].days) == 0 {
				return false
			}
			o.days = slices.Clone(before[n].days)
			o.dayed = true
			return true
		}
	}
	if len(o.spans) == 0 {
		return false
	}
	if o.denied {
		o.days = r.allDays()
		return true
	}
	var open []int
	for _, n := range r.lastOffers {
		if last := &r.offers[n]; len(last.spans) == 0 && !last.denied {
			open = append(open, n)
		}
	}
	if len(open) > 0 && o.wish != Plain { // "Tuesday or Wednesday. Mornings are best."
		for _, n := range open {
			o.days = append(o.days, r.offers[n].days...)
		}
		return true
	}
	if len(open) > 0 {
		for _, n := range open {
			r.offers[n].spans = slices.Clone(o.spans)
		}
		return false
	}
	return r.askDays(o)
}

// allDays are the days that are looked at.
func (r *reader) allDays() []time.Time {
	if len(r.horizon) == 0 || !r.horizon[0].Equal(r.today) {
		r.horizon = nil
		for day := r.today; !day.After(r.lastDay); day = day.AddDate(0, 0, 1) {
			r.horizon = append(r.horizon, day)
		}
	}
	return slices.Clone(r.horizon)
}

// askDays asks for the days of hours that stand alone, unless they are a habit.
func (r *reader) askDays(o *offer) bool {
	words := r.shown(o.from, o.to)
	every := workdays(r.allDays())
	if o.habit {
		r.note(words, "“%s” names no day and is read as Monday to Friday, up to %s.", words, dayText(r.lastDay))
		o.days = every
		return true
	}
	choices := []Choice{{"every", "every day from Monday to Friday"}}
	var same []time.Time
	for _, n := range r.lastOffers {
		if last := r.offers[n]; !last.denied {
			same = append(same, last.days...)
		}
	}
	if same = inOrder(same); len(same) > 0 && len(same) <= 10 {
		choices = append(choices, Choice{"same", "the days said before"})
	}
	answer, _ := r.ask(KindDays, o.from, o.to, "“"+words+"” names no day; choose the days that are meant.", choices...)
	switch answer {
	case "every":
		o.days = every
	case "same":
		o.days = same
	default:
		r.openHours = r.openHours || answer != LeaveOut
		return false
	}
	return true
}
