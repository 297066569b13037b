package windows

import (
	"slices"
	"time"
)

// offer is what she said of some days: at these hours she can come, or cannot.
type offer struct {
	days     []time.Time
	spans    []span
	denied   bool
	wish     Wish
	from, to int // tokens
	void     bool
	any      bool // any time of these days
	habit    bool
	every    bool // of all days, not of some weekdays

	dayed     bool // has days of its own, even if they are waiting
	timed     bool // has hours of its own, even if they are waiting
	timeFirst bool
	done      bool // a verb has ended it
	week      bool // a whole week, or a weekend
	weekend   bool
	until     bool // all days up to one
	unsure    bool // words that are not known stand beside it
	except    bool // stands behind "except"
	sentence  int  // which one it stands in
	but       bool
	or        bool // the next hours are more of them
	and       bool
}

// grouping puts the days and hours of a sentence together.
type grouping struct {
	r      *reader
	groups []*offer
	cur    *offer
}

func (g *grouping) begin(s *segment, denied bool, wish Wish) *offer {
	g.cur = &offer{except: s.except(), unsure: s.unknown && !s.except(), denied: denied, wish: wish, from: s.from, to: s.to, but: s.but, sentence: g.r.sentence}
	g.groups = append(g.groups, g.cur)
	return g.cur
}

// take goes through a segment that says yes or no.
func (g *grouping) take(s *segment, denied bool, wish Wish) {
	if cur := g.cur; cur != nil && s.bare() && !s.but && (!s.days || !cur.dayed) && !cur.denied && !denied {
		wish = cur.wish // "ideally in the afternoon, after 3"
	}
	if cur := g.cur; cur != nil && cur.timeFirst && !cur.dayed && !cur.denied && !denied && s.days && !s.but && wish != Plain {
		cur.wish = wish // "lunch hours (12-1) on Tuesday are best"
	}
	if g.cur != nil && g.cur.weekend && s.but && s.days {
		g.cur = nil
	}
	if cur := g.cur; cur != nil && cur.dayed && !cur.timed && !cur.denied && !denied && !cur.done && s.times && !s.days && !s.but && cur.wish == Plain {
		cur.wish = wish // "Tuesday, at 9:30 would be ideal"
	}
	if g.cur != nil && (g.cur.denied != denied || g.cur.wish != wish && s.holdsTimes()) {
		g.cur = nil
	}
	lost := g.cur != nil && g.cur.void && g.cur.done && !g.cur.denied && g.cur.dayed && !g.cur.timed && !s.but // whose hours come first are in question
	if g.cur != nil && g.cur.done && (s.days || denied) {
		g.cur = nil
	}
	if g.cur != nil {
		g.cur.or, g.cur.and = false, false
	}
	for n, it := range s.items {
		lost = lost && it.kind != itemDay && it.kind != itemWeek && it.kind != itemWaiting
		switch it.kind {
		case itemDay, itemWeek:
			g.day(s, n, it, denied, wish)
		case itemTime:
			if lost && s.days {
				continue
			}
			g.time(s, n, it, denied, wish)
		case itemWaiting:
			g.waiting(s, n, it, denied, wish)
		case itemOr:
			if g.cur != nil {
				g.cur.or = true
			}
		case itemAnd:
			if g.cur != nil {
				g.cur.and = true
			}
		case itemSame:
			g.same(s, denied, wish)
		}
	}
	if g.cur != nil {
		g.cur.to = s.to
		g.cur.habit = g.cur.habit || s.usually
		g.cur.done = g.cur.done || s.free && s.days && s.verbAt > s.firstAt
	}
}

// day adds days to the group at hand, or begins another one.
func (g *grouping) day(s *segment, n int, it item, denied bool, wish Wish) {
	cur := g.cur
	if cur == nil || cur.timed && !cur.timeFirst || cur.timeFirst && cur.dayed && ownTime(s.items, n) {
		cur = g.begin(s, denied, wish)
	}
	cur.dayed, cur.or, cur.and = true, false, false
	cur.habit, cur.every = cur.habit || it.days.habit, cur.every || it.days.every
	if it.kind == itemWeek {
		cur.days, cur.week = append(cur.days, it.week.days(g.r)...), true
		return
	}
	cur.until = cur.until || it.days.until
	cur.week, cur.weekend = cur.week || it.days.frame, cur.weekend || it.days.frame
	if len(it.days.often) > 0 && denied {
		for _, day := range g.r.allDays() { // "pas le lundi" is rather every Monday
			if slices.Contains(it.days.often, day.Weekday()) {
				cur.days = append(cur.days, day)
			}
		}
		return
	}
	if n := len(it.days.days); it.days.whole && denied && n > 1 {
		for day := it.days.days[0]; day.Before(it.days.days[n-1]); day = day.AddDate(0, 0, 1) {
			cur.days = append(cur.days, day) // with the weekends, which an offer leaves out
		}
	}
	cur.days = append(cur.days, it.days.days...)
}

// time adds hours to the group at hand, or begins another one.
func (g *grouping) time(s *segment, n int, it item, denied bool, wish Wish) {
	cur := g.cur
	if cur != nil && cur.timed && cur.dayed {
		if behind := nextTime(s.items, n); behind >= 0 && s.items[behind].kind != itemTime && (cur.timeFirst || !ownTime(s.items, behind)) {
			cur = nil
		}
	}
	if cur == nil {
		cur = g.begin(s, denied, wish)
	}
	if !cur.dayed {
		cur.timeFirst = true
	}
	cur.timed = true
	cur.habit = cur.habit || it.span.habit
	if cur.until && it.span.at && !cur.denied && !cur.void { // "bis Donnerstag, 15 Uhr!" is a goodbye, or an end
		cur.void = true
		g.r.unread(cur.from, s.to)
	}
	cur.add(it.span)
	cur.or, cur.and = false, false
}

// add joins hours to those that are there: it narrows them where it can, and where they
// are lists of hours they are more.
func (o *offer) add(s span) {
	if s.all {
		o.any = true
		if len(o.spans) == 0 {
			o.spans = []span{s}
		}
		return
	}
	if len(o.spans) == 1 && o.spans[0].all {
		o.spans = nil
	}
	if len(o.spans) > 0 && !o.or {
		last := o.spans[len(o.spans)-1]
		half := func(s span) bool { return s.from == open || s.to == open }
		narrows := last.part != s.part || half(last) && half(s) && (last.from == open) != (s.from == open)
		if o.and && !(half(last) && half(s)) {
			narrows = false
		}
		if half(last) && half(s) && !o.and && !last.at && !s.at {
			narrows = true // "after lunch, from 1"
		}
		if shared, ok := last.and(s); ok && narrows {
			o.spans[len(o.spans)-1] = shared
			return
		}
	}
	o.spans = append(o.spans, s)
}

// waiting keeps a place for what is in question, so that a day with an open question
// about its hours does not become a whole day.
func (g *grouping) waiting(s *segment, n int, it item, denied bool, wish Wish) {
	if !it.hours {
		if cur := g.cur; cur == nil || cur.timed && !cur.timeFirst || cur.timeFirst && cur.dayed && ownTime(s.items, n) {
			g.begin(s, denied, wish)
		}
		g.cur.dayed = true
		if !g.cur.timeFirst && len(g.cur.days) == 0 && ownTime(s.items, n) {
			g.cur.void = true
		}
		return
	}
	if g.cur == nil {
		g.begin(s, denied, wish).timeFirst = true
	}
	g.cur.timed = true
}

// voidOpen takes back days without hours, which hours in question may narrow.
func (g *grouping) voidOpen() {
	for _, o := range g.groups {
		if !o.denied && !o.done && len(o.spans) == 0 {
			o.void = true
		}
	}
}

// goesOn reads "I'm free after that" behind hours that she cannot: from their end on.
func (g *grouping) goesOn(s *segment) bool {
	if s.order <= 0 || !s.free || s.denies() || s.conditional || s.maybe || s.unknown || s.about || s.days || s.waiting || len(g.groups) == 0 {
		return false
	}
	last := g.groups[len(g.groups)-1]
	if last.void || !last.denied || len(last.spans) != 1 || last.spans[0].to == open || last.spans[0].at || len(last.days) == 0 {
		return false
	}
	after := span{from: last.spans[0].to, to: open, clock: true}
	for _, it := range s.items {
		if it.kind == itemTime {
			shared, ok := after.and(it.span)
			if !ok || it.span.from != open && it.span.from < after.from || it.span.at {
				return false
			}
			after = shared
		}
	}
	days := slices.Clone(last.days)
	o := g.begin(s, false, Plain)
	o.days, o.spans, o.dayed, o.timed, o.done = days, []span{after}, true, true, true
	return true
}

// voidLast takes back the days that were said last before a group, with all their hours,
// which what is in question may narrow.
func (g *grouping) voidLast(before int) {
	for n := before - 1; n >= 0; n-- {
		g.groups[n].void = g.groups[n].void || !g.groups[n].denied
		if g.groups[n].dayed && len(g.groups[n].days) > 0 {
			return
		}
	}
}

// same gives days the hours that were said last.
func (g *grouping) same(s *segment, denied bool, wish Wish) {
	var last *offer
	for _, o := range g.r.offers {
		if len(o.spans) > 0 && !o.denied {
			last = &o
		}
	}
	for _, o := range g.groups {
		if len(o.spans) > 0 && !o.denied && (o != g.cur || s.days) {
			last = o
		}
	}
	if g.cur == nil || g.cur.timed {
		g.begin(s, denied, wish).timeFirst = true
	}
	g.cur.timed = true
	if last == nil {
		g.cur.void = true
		g.r.unread(s.from, s.to)
		return
	}
	g.cur.spans = slices.Clone(last.spans)
}

// nextTime is the place of the day or time that follows an item in the same list, -1 for
// none.
func nextTime(items []item, n int) int {
	for m := n + 1; m < len(items); m++ {
		switch items[m].kind {
		case itemWord:
		case itemDay, itemWeek, itemTime, itemWaiting:
			return m
		default:
			return -1
		}
	}
	return -1
}

// ownTime reports whether hours stand right behind a day.
func ownTime(items []item, n int) bool {
	m := nextTime(items, n)
	return m >= 0 && items[m].kind == itemTime
}
