package windows

import (
	"fmt"
	"slices"
)

// beware asks about the times of a sentence of which another part of it may say that they
// hold only under a condition, or are not sure: "if my manager agrees, I could do Friday".
// What stands behind "but" is by itself.
func (r *reader) beware(all []*segment, verdicts []verdict) {
	for from := 0; from < len(all); {
		to := from + 1
		for to < len(all) && (!all[to].but || !timed(all[to:])) {
			to++
		}
		r.bewareOf(all[from:to], verdicts[from:to])
		from = to
	}
}

// timed reports whether there are times in a sentence before the next "but".
func timed(rest []*segment) bool {
	for n, s := range rest {
		if n > 0 && s.but {
			break
		}
		if s.holdsTimes() {
			return true
		}
	}
	return false
}

func (r *reader) bewareOf(all []*segment, verdicts []verdict) {
	first, last, doubt, sure := len(all), -1, false, false
	for n, s := range all {
		unsure := s.holdsTimes() && s.unknown && !s.denies() && verdicts[n] == saysYes || s.except() && !s.holdsTimes() && s.unknown || s.maybe || s.conditional && !s.courteous(r) && !(s.days && s.denies())
		doubt = doubt || unsure
		sure = sure || verdicts[n] == saysYes
		if unsure || verdicts[n] == saysYes {
			first, last = min(first, n), n
		}
	}
	if !doubt || !sure {
		return
	}
	answer := saysYes
	for n, s := range all {
		if (s.maybe || s.conditional) && s.holdsTimes() && verdicts[n] != saysYes {
			answer = verdicts[n] // it has been asked already
		}
	}
	if answer == saysYes {
		answer = r.askFree(all[first].from, all[last].to)
	}
	for n := range all {
		if verdicts[n] == saysYes {
			verdicts[n] = answer
		}
	}
}

// doubt notes the days of a segment in question: that they are named once more, without
// hours, is no offer of the whole day.
func (r *reader) doubt(s *segment) {
	for _, it := range s.items {
		if it.kind == itemDay && s.times && !it.days.habit {
			r.doubted = append(r.doubted, it.days.days...)
		}
	}
}

// account asks about a sentence with times of which nothing has come: neither an offer nor
// a question, and not because it speaks of what is over (R17).
func (r *reader) account(s *sentence, all []*segment, offers int) {
	if len(r.offers) > offers || slices.ContainsFunc(r.asked, func(at int) bool { return at >= s.from && at < s.to }) {
		return
	}
	for _, seg := range all {
		if (seg.days || seg.times) && !seg.over && !seg.past {
			r.unread(s.from, s.to)
			return
		}
	}
}

// courteous reports whether a condition is only that it suits the reader: "if that works
// for you". A condition about herself, or in words that are not known, is one.
func (s *segment) courteous(r *reader) bool {
	at := -1
	for n, it := range s.items {
		if it.kind == itemIf {
			at = n
			break
		}
	}
	if at < 0 || !r.is(s.items[at].from, "if", "in", "wenn", "falls", "sofern", "si", "s", "siempre") || s.items[at].to > s.items[at].from+1 {
		return false
	}
	for _, it := range s.items[at+1:] {
		switch it.kind {
		case itemWord, itemFree, itemAlso, itemPrefer, itemReluctant, itemVague:
		default:
			return false
		}
		for i := it.from; i < it.to; i++ {
			if r.is(i, "i", "my", "we", "ich", "mein", "meine", "mir", "wir", "je", "j", "mon", "ma", "mes", "yo", "mi", "me", "nous", "puedo", "only", "nur") {
				return false
			}
		}
	}
	return true
}

// elsewhere reports whether a part of a sentence without a time of its own, and without a
// word for being free, is about what comes before
// or after the times beside it: "Thursday at 7, I can't make it earlier", "Tuesday until 2,
// then I have an appointment". Those times stand as they were said.
func (s *segment) elsewhere() bool {
	return (s.order != 0 || s.weak && s.denies() && s.preposition()) && (s.denies() || !s.free && !s.prefer && !s.reluctant && !s.conditional && !s.maybe && !s.also) && !s.holdsTimes()
}

// onlyDenied asks about what she denies in words of which not all are known, where she
// offers nothing: all other time would be taken for hers.
func (r *reader) onlyDenied() {
	if slices.ContainsFunc(r.offers, func(o offer) bool { return !o.denied }) || len(r.questions) > 0 {
		return
	}
	r.offers = slices.DeleteFunc(r.offers, func(o offer) bool {
		if !o.unsure {
			return false
		}
		words := r.shown(o.from, o.to)
		answer, answered := r.ask(KindWords, o.from, o.to, "Does “"+words+"” say when she cannot come, and that she can at other times?", Choice{answerNot, "yes"})
		return !answered || answer == LeaveOut
	})
}

// contradictions asks about times that she offers by their day and denies in other words:
// one of the two is not read as it was meant.
func (r *reader) contradictions(free, denied []Window) {
	for _, w := range free {
		if w.named < 0 || len(without([]Window{w}, denied)) > 0 {
			continue
		}
		for _, d := range denied {
			if d.named >= 0 && d.Words != w.Words && d.Start.Before(w.End) && w.Start.Before(d.End) {
				r.ask(KindWords, w.named, w.named+1, fmt.Sprintf("“%s” and “%s” do not go together; write the days and hours that are meant.", w.Words, d.Words))
				break
			}
		}
	}
}
