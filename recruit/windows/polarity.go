package windows

// verdict is what a segment says about its times.
type verdict int

const (
	saysYes verdict = iota
	saysNo
	saysNothing // no times in it, or they were left out
	saysUnclear // a question is open
)

const (
	answerFree = "free"
	answerNot  = "not"
)

// judge decides for each segment of a sentence whether she can come then.
func (r *reader) judge(all []*segment) []verdict {
	verdicts := make([]verdict, len(all))
	for n, s := range all {
		verdicts[n] = r.judgeAlone(s)
	}
	for n, s := range all {
		if s.holdsTimes() && verdicts[n] == saysYes && s.bare() && !s.same {
			verdicts[n] = r.judgeBeside(all, verdicts, n)
		}
	}
	// "Tuesday, I'm at a conference": what is not known may be why she cannot.
	for n, s := range all {
		if n > 0 && s.being && s.unknown && !s.holdsTimes() && !s.free && !s.denies() && !s.prefer && !s.but && verdicts[n-1] == saysYes && all[n-1].bare() {
			verdicts[n-1] = r.askFree(all[n-1].from, s.to)
			for m := n - 2; m >= 0 && all[m].bare() && all[m].holdsTimes() && verdicts[m] == saysYes; m-- {
				verdicts[m] = verdicts[n-1]
			}
		}
	}
	// "Tuesday if need be. Wednesday: same": the same as what is not said.
	for n, s := range all {
		if n > 0 && s.same && !s.holdsTimes() && !s.free && verdicts[n-1] == saysYes && all[n-1].bare() {
			verdicts[n-1] = r.askFree(all[n-1].from, s.to)
		}
	}
	// "Tuesday, I can't": a denial by itself is about what stands before it.
	for n, s := range all {
		if s.holdsTimes() || !s.denies() || s.about || s.conditional || n == 0 || s.elsewhere() && all[n-1].times {
			continue
		}
		if before := all[n-1]; verdicts[n-1] == saysYes && !(len(s.items) == 1 && s.but) {
			if before.bare() && !s.free && !(s.unknown && !s.not) {
				verdicts[n-1] = saysNo
				for m := n - 2; m >= 0 && (before.conj || before.times && !before.days) && all[m].bare() && all[m].days && !all[m].times && verdicts[m] == saysYes; m-- {
					verdicts[m] = saysNo
				}
			} else {
				verdicts[n-1] = r.askFree(before.from, s.to)
			}
		}
	}
	return verdicts
}

// judgeAlone looks at a segment's own words.
func (r *reader) judgeAlone(s *segment) verdict {
	except := len(s.items) > 0 && s.items[0].kind == itemExcept
	switch {
	case !s.holdsTimes():
		return saysNothing
	case !s.days && !s.times:
		return saysUnclear // only a waiting one
	case s.past && !s.days:
		return saysNothing
	case except && !s.free && !s.prefer:
		return saysNo
	case s.over && !s.free && !s.denies() && !s.prefer && !s.reluctant && !s.conditional:
		words := r.shown(s.from, s.to)
		r.leave(words, "“%s” is taken for no offer and is left out.", words)
		return saysNothing
	case s.place && !s.free && !s.denies() && !s.times && s.days, s.about, s.past, s.conditional && !s.courteous(r), except, s.maybe,
		s.not && s.busy && !denialPhrase(s), s.busy && s.free && !s.not:
		return r.askFree(s.from, s.to)
	case s.denies() && s.others:
		return saysNothing // what she has not named is not offered
	case s.denies() && s.busy && !s.not && s.unknown && s.clock && !s.place:
		return r.askFree(s.from, s.to) // "my lectures end at 4"
	case s.denies():
		return saysNo
	case s.reason:
		return r.askFree(s.from, s.to)
	case s.unknown && !s.free && !s.prefer && !s.reluctant:
		return r.askFree(s.from, s.to)
	}
	return saysYes
}

// denialPhrase reports whether a denial and a reason stand together: "not free, busy all
// day", rather than "not busy".
func denialPhrase(s *segment) bool {
	not, busy, and := -1, -1, false
	for n, it := range s.items {
		if it.kind == itemNot && not < 0 {
			not = n
		}
		if it.kind == itemBusy && busy < 0 {
			busy = n
		}
		and = and || it.kind == itemAnd && (not >= 0) != (busy >= 0)
	}
	return and || busy > not+3
}

// judgeBeside decides about a list of times without a verb by the segments around it.
func (r *reader) judgeBeside(all []*segment, verdicts []verdict, n int) verdict {
	s := all[n]
	if s.place || s.only {
		return saysYes
	}
	if v, found := r.judgeBefore(all, verdicts, n); found {
		return v
	}
	return r.judgeBehind(all, verdicts, n)
}

// judgeBefore looks at the segments before a list of times.
func (r *reader) judgeBefore(all []*segment, verdicts []verdict, n int) (verdict, bool) {
	s := all[n]
	if s.but {
		return saysYes, false
	}
	if n > 0 && s.also && verdicts[n-1] == saysNo {
		return r.askFree(all[n-1].from, s.to), true // "Mondays are bad, Fridays mostly too"
	}
	// "I've got two interviews elsewhere, Monday at 11 and Wednesday at 2"
	for m := n - 1; m >= 0 && !all[m+1].but; m-- {
		if b := all[m]; !b.holdsTimes() {
			if b.being && b.unknown && !b.free && !b.prefer {
				return r.askFree(b.from, s.to), true
			}
			break
		}
	}
	// A denial before it goes on to the end of a list of the same kind.
	if n > 0 {
		before := n - 1
		if verdicts[before] == saysNothing && all[before].denies() && !all[before].about {
			if (all[before].colon || s.colon) && !all[before].free {
				return saysNo, true
			}
			if len(all[before].items) > 1 {
				return r.askFree(all[before].from, s.to), true
			}
		}
		if verdicts[before] == saysNo && (!all[before].bare() || all[before].items[0].kind == itemExcept || carried(all, verdicts, before)) && !postfix(all[before]) {
			ends := n
			for ends+1 < len(all) && all[ends+1].bare() && !all[ends+1].but && all[ends+1].days && !all[ends+1].times {
				ends++
			}
			switch {
			case !s.times && all[ends].conj && all[ends].days && !all[ends].times:
				return saysNo, true
			case !s.days && s.times && all[before].times:
				return saysNo, true
			case !s.days && s.times && all[before].items[0].kind == itemExcept:
				return saysYes, true // "any day except Wednesday, between 12 and 2"
			}
			return r.askFree(s.from, s.to), true
		}
	}
	return saysYes, false
}

// judgeBehind looks at the segments behind a list of times.
func (r *reader) judgeBehind(all []*segment, verdicts []verdict, n int) verdict {
	s := all[n]
	// A denial behind it may be about the whole list.
	for m := n + 1; m < len(all); m++ {
		next := all[m]
		if next.but || !next.holdsTimes() {
			break
		}
		if verdicts[m] == saysNo && next.denies() && postfix(next) {
			switch {
			case s.times && !s.days, s.times:
				return saysYes
			case next.conj && next.days && !next.free:
				return saysNo
			}
			return r.askFree(s.from, s.to)
		}
		if !next.bare() {
			break
		}
	}
	return saysYes
}

// carried reports whether a segment's denial came from the one before it.
func carried(all []*segment, verdicts []verdict, n int) bool {
	return n > 0 && verdicts[n] == saysNo && all[n].bare() && verdicts[n-1] == saysNo
}

// postfix reports whether the denial of a segment stands behind its times.
func postfix(s *segment) bool { return s.denialAt > s.firstAt && s.firstAt >= 0 }

// askFree asks whether she can come at the times in some words.
func (r *reader) askFree(from, to int) verdict {
	words := r.shown(from, to)
	answer, answered := r.ask(KindFree, from, to, "Can she come at the times in “"+words+"”, or not?", Choice{answerFree, "she can"}, Choice{answerNot, "she cannot"})
	switch {
	case answered && answer == answerFree:
		return saysYes
	case answered && answer == answerNot:
		return saysNo
	case answered:
		return saysNothing
	}
	return saysUnclear
}
