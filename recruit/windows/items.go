package windows

import "time"

type itemKind int

const (
	itemWord    itemKind = iota // known and of no matter
	itemUnknown                 // a word that is in no list
	itemDay
	itemTime
	itemWeek  // a week that no weekday has claimed
	itemComma // a comma, a bracket, a dash between words, or the end of a line
	itemStop  // a semicolon
	itemAnd
	itemOr
	itemBut
	itemExcept
	itemNot
	itemBusy
	itemFree
	itemIf
	itemPrefer
	itemReluctant
	itemOtherwise
	itemAlso
	itemOnly
	itemBeing
	itemMaybe
	itemUsually
	itemSame
	itemAbout
	itemPastTalk
	itemMove
	itemBecause
	itemPast
	itemPlace   // where she is
	itemWeak    // a preposition of time that nothing follows
	itemVague   // "soon", "late": a question only where a day or a time stands beside it
	itemUnread  // about time, but not understood
	itemNumber  // a number that belongs to nothing
	itemWaiting // a day or a time about which a question is open
)

// item is a part of a sentence with its place in the tokens.
type item struct {
	kind     itemKind
	from, to int
	days     dayItem
	span     span
	hours    bool  // a time rather than a day is in question
	nor      bool  // "nor" goes on with a denial
	order    int   // 1 for "after that", -1 for "earlier"
	routine  bool  // "after work": says nothing more beside an hour
	also     *item // that the same words say: the evening of "tonight"
	week     weekItem
}

// dayItem is one or more days.
type dayItem struct {
	days     []time.Time
	weekdays []time.Weekday // that wait for the week they are in
	ranged   bool           // weekdays are the ends of a range
	from, to int            // tokens of weekdays
	habit    bool           // every week
	every    bool           // all days
	until    bool           // all days up to one
	others   bool           // all days but those that were named
	frame    bool           // days of which some may be named by themselves later
	whole    bool           // all days from the first to the last
	often    []time.Weekday // that may be meant of every week: "le lundi"
}

// scanSentence fills in the items of a sentence. Each step takes a token at least.
func (r *reader) scanSentence(s *sentence) {
	r.lex, r.quiet = s.lex, s.signature
	defer func() { r.quiet = false }()
	r.over = false
	for i := s.from; i < s.to && !r.over; i++ {
		w, _ := r.lookup(i)
		r.over = w.means == meansPastTalk
	}
	lineStart := s.from
	for i := s.from; i < s.to; {
		it := r.scan(i, s.to, s.items)
		it.from, it.to = i, min(max(it.to, i+1), s.to)
		if r.tokens[i].kind == tokenBreak {
			// Mail programs break long lines; people begin new ones.
			if r.tokens[i].start-r.tokens[lineStart].start > 55 && !r.bullet(i+1) {
				it.kind = itemWord
			}
			lineStart = min(i+1, s.to-1)
		}
		s.items = append(s.items, it)
		if it.also != nil {
			s.items = append(s.items, *it.also)
			i = it.also.to
			continue
		}
		i = it.to
	}
}

// scan reads the item that begins at a token.
func (r *reader) scan(i, end int, before []item) item {
	switch t := r.tokens[i]; {
	case t.kind == tokenBreak || t.kind == tokenBlank:
		return item{kind: itemComma, to: i + 1}
	case t.kind == tokenSign:
		if it, ok := r.scanSign(i); ok {
			return it
		}
	}
	if r.is(i, "morgen") && r.lex.tag == "de" && len(before) > 0 && before[len(before)-1].kind == itemDay {
		return r.scanPart(i, i+1, sense{meansPart, partMorning}) // "Dienstag morgen"
	}
	if to, ok := r.numbering(i); ok {
		return item{kind: itemComma, to: to}
	}
	if to, located, ok := r.scanZone(i, end); ok {
		if located {
			return item{kind: itemPlace, to: to}
		}
		return item{kind: itemWord, to: to}
	}
	if to, ok := r.scanLength(i); ok {
		return item{kind: itemWord, to: to}
	}
	if it, ok := r.scanDay(i, before); ok {
		return it
	}
	if it, ok := r.scanTime(i, before); ok {
		return it
	}
	if r.tokens[i].kind == tokenNumber {
		return item{kind: itemNumber, to: i + 1}
	}
	if r.tokens[i].kind == tokenSign {
		return item{kind: itemWord, to: i + 1}
	}
	return r.scanWord(i)
}

// numbering steps over the number of an item in a list: "1) Monday", "2. Tuesday".
func (r *reader) numbering(i int) (to int, ok bool) {
	if n, found := r.number(i); !found || n < 1 || n > 12 || i > 0 && r.tokens[i-1].kind != tokenBreak && r.tokens[i-1].kind != tokenBlank && !r.is(i-1, ".") {
		return i, false
	}
	if r.is(i+1, ")") && r.glued(i+1) {
		return i + 2, true
	}
	s, _ := r.lookup(i + 2)
	return i + 2, r.is(i+1, ".") && r.glued(i+1) && !r.glued(i+2) && (s.means == meansWeekday || s.means == meansDayOf && !r.is(i+2, "de"))
}

func (r *reader) scanSign(i int) (item, bool) {
	kind := itemComma
	if r.is(i, "-") && r.glued(i) && r.glued(i+1) && r.tokens[i+1].kind == tokenWord && r.tokens[i-1].kind == tokenWord {
		return item{kind: itemWord, to: i + 1}, true // "diriez-vous"
	}
	switch r.tokens[i].key {
	case ",", ":", "(", ")", "*", "-", "[", "]", "|", "\"", ">":
	case ";":
		kind = itemStop
	case "/", "+", "&":
		kind = itemOr
	default:
		return item{}, false
	}
	return item{kind: kind, to: i + 1}, true
}

// scanWord reads a word that is neither a day nor a time.
func (r *reader) scanWord(i int) item {
	s, to := r.lookup(i)
	it := item{kind: itemWord, to: to}
	switch s.means {
	case meansAnd:
		it.kind = itemAnd
	case meansOr:
		it.kind, it.nor = itemOr, r.is(i, "nor")
	case meansBut:
		it.kind = itemBut
	case meansExcept:
		it.kind = itemExcept
	case meansNot:
		it.kind = itemNot
	case meansBusy:
		it.kind = itemBusy
	case meansFree:
		it.kind = itemFree
	case meansIf:
		it.kind = itemIf
	case meansPrefer:
		it.kind = itemPrefer
	case meansReluctant:
		it.kind = itemReluctant
	case meansOtherwise:
		it.kind = itemOtherwise
	case meansAlso:
		it.kind = itemAlso
	case meansUsually:
		it.kind = itemUsually
	case meansBeing:
		it.kind = itemBeing
	case meansOnly:
		it.kind = itemOnly
	case meansMaybe:
		it.kind = itemMaybe
	case meansSame:
		it.kind = itemSame
	case meansAbout:
		it.kind = itemAbout
	case meansPastTalk:
		it.kind = itemPastTalk
	case meansPast:
		it.kind = itemPast
	case meansEarly, meansMiddle, meansLate, meansSoon:
		it.kind = itemVague
	case meansVague, meansMidnight, meansWeekend, meansWeek, meansEveryDay, meansWorkdays, meansAfterNext, meansWeekAfter, meansMonth, meansWeekday, meansWeekdays, meansRelative, meansShift, meansBehind:
		it.kind = itemUnread
	case meansAfter, meansBefore, meansUntil, meansBetween, meansEvery, meansNext, meansComing:
		it.kind = itemWeak
	case meansBecause:
		it.kind = itemBecause
	case meansMove:
		it.kind = itemMove
	case meansThen:
		it.kind, it.order = itemUnread, s.n
	case meansRoutine:
		it.kind, it.routine = itemUnread, true
	case meansNumber:
		if s.n > 1 {
			it.kind = itemNumber
		}
	case meansUnknown:
		return r.scanUnknown(i)
	}
	if it.kind == itemWeak {
		switch r.tokens[i].key {
		case "by", "past", "nach", "vor", "um", "bis", "after", "any", "tous", "toutes", "cada":
			if r.tokens[i].key != "after" {
				it.kind = itemWord
			}
		}
	}
	return it
}

// scanUnknown asks about a word that is nearly a weekday or a month.
func (r *reader) scanUnknown(i int) item {
	t := r.tokens[i]
	if t.kind != tokenWord {
		return item{kind: itemWord, to: i + 1}
	}
	if r.is(i+1, "-") && r.glued(i+1) && r.glued(i+2) && r.tokens[i+2].kind == tokenWord && r.lex.tag != "fr" {
		return item{kind: itemUnknown, to: i + 3} // "non-working days"
	}
	if len(t.key) < 5 {
		return item{kind: itemUnknown, to: i + 1}
	}
	near, ok := r.nearest(t.key)
	if !ok && holdsWeekday(t.key) {
		return item{kind: itemUnread, to: i + 1}
	}
	if !ok {
		return item{kind: itemUnknown, to: i + 1}
	}
	answer, answered := r.ask(KindSpelling, i, i+1, "“"+r.shown(i, i+1)+"” may be "+near+" with a slip; choose it or leave it out.", Choice{near, near})
	switch {
	case answered && answer != LeaveOut:
		r.tokens[i].key = strongKey(near)
		if it, ok := r.scanDay(i, nil); ok {
			return it
		}
		return r.scanWord(i)
	case answered:
		return item{kind: itemWord, to: i + 1}
	}
	return item{kind: itemWaiting, to: i + 1}
}
